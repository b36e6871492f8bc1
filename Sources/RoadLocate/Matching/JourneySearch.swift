import Glibc

/// One search for the quickest ways from an origin to all destinations, with memory reused from
/// origin to origin.
struct JourneySearch {
    private var cost: [Float]
    private var parent: [UInt32]
    private var mark: [UInt32]
    private var isSettled: [Bool]
    private var share: [Float]
    private var round: UInt32 = 0
    /// Settled segments in the order of their cost, the origin first.
    private var order: [UInt32] = []
    private var destinations = 0
    private var heap: [(cost: Float, segment: UInt32)] = []
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
        cost = [Float](repeating: 0, count: count)
        parent = [UInt32](repeating: 0, count: count)
        mark = [UInt32](repeating: 0, count: count)
        isSettled = [Bool](repeating: false, count: count)
        share = [Float](repeating: 0, count: count)
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
        round += 1
        order.removeAll(keepingCapacity: true)
        heap.removeAll(keepingCapacity: true)
        destinations = 0
        let (x, y) = (graph.x[Int(origin)], graph.y[Int(origin)])
        let salt = opinion &* 0xD1B5_4A32_D192_ED03
        offer(origin, 0, parent: origin)
        while let next = pop() {
            let segment = Int(next.segment)
            guard !isSettled[segment] else { continue }
            isSettled[segment] = true
            let (dx, dy) = (graph.x[segment] - x, graph.y[segment] - y)
            let distance = (dx * dx + dy * dy).squareRoot()
            share[segment] = 0
            order.append(next.segment)
            // Beyond the longest journey no destination lies; ways that lead back are rare.
            if distance > longest { continue }
            if distance >= shortest {
                share[segment] = 1
                destinations += 1
            }
            let exits = Int(graph.firstExit[segment])..<Int(graph.firstExit[segment + 1])
            for row in exits {
                let exit = graph.exits[row]
                var mixed = graph.way[Int(exit)] ^ salt
                mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
                let factor = Self.opinions[Int(mixed >> 58)]
                let seconds = graph.seconds[Int(exit)] * factor + junctionSeconds
                offer(exit, next.cost + seconds, parent: next.segment)
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
            let own = share[segment]
            share[Int(parent[segment])] += own
            traffic[segment] += min(cap, own * scale)
        }
    }

    private mutating func offer(_ segment: UInt32, _ value: Float, parent from: UInt32) {
        let row = Int(segment)
        if mark[row] == round {
            guard value < cost[row], !isSettled[row] else { return }
        } else {
            mark[row] = round
            isSettled[row] = false
        }
        cost[row] = value
        parent[row] = from
        var child = heap.count
        heap.append((value, segment))
        while child > 0 {
            let above = (child - 1) / 4
            guard value < heap[above].cost else { break }
            heap[child] = heap[above]
            child = above
        }
        heap[child] = (value, segment)
    }

    private mutating func pop() -> (cost: Float, segment: UInt32)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        let count = heap.count
        guard count > 0 else { return first }
        var hole = 0
        while true {
            let from = 4 * hole + 1
            guard from < count else { break }
            var least = from
            for child in (from + 1)..<max(from + 1, min(from + 4, count))
            where heap[child].cost < heap[least].cost {
                least = child
            }
            guard heap[least].cost < last.cost else { break }
            heap[hole] = heap[least]
            hole = least
        }
        heap[hole] = last
        return first
    }
}
