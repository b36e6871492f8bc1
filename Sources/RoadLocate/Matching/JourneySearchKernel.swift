import Glibc

/// One search for the quickest ways from an origin to all destinations, with memory reused from
/// origin to origin.
struct JourneySearch: ~Copyable {
    private struct Label: BitwiseCopyable {
        var cost: Float
        var parent: UInt32
        /// Twice the round that reached it, one more once it is settled.
        var mark: UInt32
        /// Journeys that end here or pass.
        var share: Float
    }

    // Sound: rows are segments of the graph, for whose number the buffers are made.
    private var labels: FlatBuffer<Label>
    private var round: UInt32 = 0
    /// Settled segments in the order of their cost, the origin first.
    private var order = FlatBuffer<UInt32>(capacity: 1024)
    private var destinations = 0
    /// The bits of the cost above the segment: positive numbers sort as their bits do.
    private var heap = FlatBuffer<UInt64>(capacity: 1024)
    /// What a driver's opinion multiplies the cost of a way with: quantiles of a lognormal law of
    /// sigma 0.35, drivers' spread in route choice.
    private static let opinions: [Float] = (0..<64).map { row in
        // The normal quantile by A. Hastings, 1955, formula 26.2.23 of Abramowitz and Stegun.
        let p = (Double(row) + 0.5) / 64
        let tail = min(p, 1 - p)
        let t = (-2 * log(tail)).squareRoot()
        let top = 2.515517 + t * (0.802853 + t * 0.010328)
        let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
        let quantile = t - top / bottom
        return Float(exp(0.35 * (p < 0.5 ? -quantile : quantile)))
    }

    init(_ count: Int) {
        let unused = Label(cost: 0, parent: 0, mark: 0, share: 0)
        labels = FlatBuffer(repeating: unused, count: count)
    }

    /// Searches, and returns how many segments were settled.
    mutating func run(
        from origin: UInt32,
        opinion: UInt64,
        _ graph: borrowing JourneyGraph,
        shortest: Double,
        longest: Double,
        junctionSeconds: Float
    ) -> Int {
        round += 2
        order.truncate(to: 0)
        heap.truncate(to: 0)
        destinations = 0
        let places = graph.places
        let start = places[Int(origin)]
        let salt = opinion &* 0xD1B5_4A32_D192_ED03
        let opinions = Self.opinions
        offer(origin, 0, parent: origin)
        while heap.count > 0 {
            let key = pop()
            let next = UInt32(truncatingIfNeeded: key)
            let segment = Int(next)
            guard labels.base[segment].mark == round else { continue }
            labels.base[segment].mark = round + 1
            let place = places[segment]
            let (dx, dy) = (place.x - start.x, place.y - start.y)
            let distance = (dx * dx + dy * dy).squareRoot()
            order.append(next)
            let isDestination = distance >= shortest && distance <= longest
            labels.base[segment].share = isDestination ? 1 : 0
            // Beyond the longest journey no destination lies; ways that lead back are rare.
            if distance > longest { continue }
            if isDestination { destinations += 1 }
            let cost = Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32))
            for row in Int(place.firstExit)..<Int(place.firstExit + place.exitCount) {
                let exit = graph.exits[row]
                var mixed = exit.way ^ salt
                mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
                let factor = opinions[Int(mixed >> 58)]
                let seconds = exit.seconds * factor + junctionSeconds
                offer(exit.segment, cost + seconds, parent: next)
            }
        }
        return order.count
    }

    /// Adds the share of journeys that pass each segment.
    mutating func addShares(to traffic: inout [Float], cap: Float) {
        guard destinations > 0, order.count > 1 else { return }
        let scale = 1 / Float(destinations)
        for row in stride(from: order.count - 1, to: 0, by: -1) {
            let segment = Int(order[row])
            let own = labels.base[segment].share
            labels.base[Int(labels.base[segment].parent)].share += own
            traffic[segment] += min(cap, own * scale)
        }
    }

    @inline(__always)
    private mutating func offer(_ segment: UInt32, _ value: Float, parent: UInt32) {
        let label = labels.base + Int(segment)
        if label.pointee.mark >= round {
            guard label.pointee.mark == round, value < label.pointee.cost else { return }
        }
        label.pointee.mark = round
        label.pointee.cost = value
        label.pointee.parent = parent
        let key = UInt64(value.bitPattern) << 32 | UInt64(segment)
        var child = heap.count
        heap.append(key)
        while child > 0 {
            let above = (child - 1) / 4
            guard key < heap.base[above] else { break }
            heap.base[child] = heap.base[above]
            child = above
        }
        heap.base[child] = key
    }

    @inline(__always)
    private mutating func pop() -> UInt64 {
        let first = heap.base[0]
        let last = heap.removeLast()
        let count = heap.count
        guard count > 0 else { return first }
        var hole = 0
        while true {
            let from = 4 * hole + 1
            guard from < count else { break }
            var least = from
            var key = heap.base[from]
            var child = from + 1
            while child < min(from + 4, count) {
                if heap.base[child] < key { (least, key) = (child, heap.base[child]) }
                child += 1
            }
            guard key < last else { break }
            heap.base[hole] = key
            hole = least
        }
        heap.base[hole] = last
        return first
    }
}
