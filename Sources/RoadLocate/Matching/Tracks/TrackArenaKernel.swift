import RoadNetwork

/// A place where a fix may have been made.
struct TrackCandidate: BitwiseCopyable {
    /// Easting and northing of the foot on the line, in metres.
    var x: Double, y: Double
    /// State of the graph.
    var state: UInt32
    /// Distance from the state's start along its line, in metres.
    var measure: Float
    /// What distance, heading and access cost.
    var emission: Float
    /// How much of it the distance costs.
    var distanceCost: Float
    /// Direction of travel there, by the metric of the fix.
    var ux: Float, uy: Float
    /// How far to the left of it the fix lies, in metres of that metric.
    var across: Float
    /// Square of how far it lies before or behind, where the line ends or bends, in square metres.
    var alongSquared: Float
    /// How much more or less its distance costs after the error of the fix before it.
    var memory: Float = 0
    /// Cost of the best way to get here, against the best candidate of the fix.
    var score: Float
    /// The candidate before it on that way; `TrackPlace.none` or `.offNetwork` for none.
    var previous: Int32
    /// States entered on the way from there, in the arena's list of paths.
    var pathStart: UInt32
    /// See `pathStart`.
    var pathCount: UInt32
    /// Length and usual driving time of that way, in metres and seconds.
    var length: Float, seconds: Float
    /// Another candidate of the fix on the same state; `TrackPlace.none` for none.
    var next: Int32 = TrackPlace.none
    /// Whether it lies on a minor road.
    var isMinor: Bool
}

/// What stands for a candidate where there is none.
enum TrackPlace {
    /// Nothing comes before.
    static let none: Int32 = -1
    /// Off the network.
    static let offNetwork = Int32.min
    /// The start of a path where none leads to a candidate: the vehicle was off the network.
    static let noPath = UInt32.max
}

/// What a search knows of the end of a state.
struct TrackLabel: BitwiseCopyable {
    /// The search that wrote the label.
    var stamp: UInt32
    /// The search that wrote the target.
    var targetStamp: UInt32
    /// Cost from the sources.
    var cost: Float
    /// Length and usual driving time from the sources.
    var length: Float, seconds: Float
    /// The state before it; a source's candidate `i` is `-1 - i`.
    var parent: Int32
    /// The target candidate on this state; see `TrackCandidate.next`.
    var target: Int32
    /// The candidate from which the search came.
    var source: Int32

    static let unused = TrackLabel(
        stamp: 0,
        targetStamp: 0,
        cost: 0,
        length: 0,
        seconds: 0,
        parent: 0,
        target: 0,
        source: 0
    )
}

/// A fix that was kept, with its candidates.
struct TrackColumn: BitwiseCopyable {
    /// Row of the fix.
    var fix: Int32
    /// First candidate.
    var first: Int32
    /// Number of candidates.
    var count: Int32
    /// Whether a part begins here.
    var isStart: Bool
    /// Cost of the best way that ends off the network, against the best one of the fix.
    var offScore: Float = .infinity
    /// Where that way comes from: a candidate of the column before, or a `TrackPlace`.
    var offPrevious: Int32 = TrackPlace.none
    /// What errors remember from the column before.
    var memory = ErrorMemory()
    /// Cost of the best way to this column from the first one of the chain.
    var total: Double = 0
    /// Labels that the search to this column settled, in the arena's log.
    var logStart: UInt32 = 0
    /// See `logStart`.
    var logCount: UInt32 = 0

    /// The rows of its candidates.
    var candidates: Range<Int> { Int(first)..<Int(first + count) }
}

/// The place on the route of a fix that thinning left out.
struct AttachedFix: BitwiseCopyable {
    /// Row of the fix and of the route.
    var fix: Int32, row: Int32
    /// Distance from the start of that row's segment, in metres.
    var measure: Double
    /// The place.
    var x: Double, y: Double
}

/// A label that a search settled.
struct SettledLabel: BitwiseCopyable {
    /// The state.
    var state: UInt32
    /// As in `TrackLabel`.
    var cost: Float
    /// As in `TrackLabel`.
    var parent: Int32
}

/// Which rows of the arena's `feet` were found around a fix.
struct SearchedFix: BitwiseCopyable {
    /// Square of the radius, in square metres.
    var radiusSquared = -1.0
    /// The track of the fix.
    var track: UInt64 = 0
    /// The rows.
    var first: Int32 = 0, end: Int32 = 0
}

/// Nearest place on a piece, or on one limb of it, found by a search around a fix.
struct PieceFoot: BitwiseCopyable {
    var piece: UInt32
    var vertex: Int32
    var distanceSquared: Double
    var fraction: Double
    var x: Double, y: Double

    /// How far along the piece it lies, in metres.
    @inline(__always)
    func measure(_ measures: LengthRows) -> Double {
        let from = measures[at: Int(vertex)]
        return from + (measures[at: Int(vertex) + 1] - from) * fraction
    }
}

extension PieceFoot {
    /// Projects a point by some metric on the line from `a` to `b`, which begins at a vertex of the piece.
    // The one of `LineFoot` would be a call for each line, 7 % of a whole run.
    @inline(__always)
    init<Metric: OffsetMetric>(
        piece: UInt32,
        vertex: Int,
        a: (x: Double, y: Double),
        b: (x: Double, y: Double),
        x: Double,
        y: Double,
        _ metric: Metric
    ) {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let (mx, my) = metric.apply(dx, dy)
        let (px, py) = metric.apply(x - a.x, y - a.y)
        let squared = mx * mx + my * my
        var share = squared > 0 ? (px * mx + py * my) / squared : 0
        share = share > 0 ? (share < 1 ? share : 1) : 0
        (self.piece, self.vertex, fraction) = (piece, Int32(vertex), share)
        // Ends exactly: a result lies on the network's own vertices.
        self.x = share == 1 ? b.x : a.x + dx * share
        self.y = share == 1 ? b.y : a.y + dy * share
        let (ox, oy) = metric.apply(x - self.x, y - self.y)
        distanceSquared = ox * ox + oy * oy
    }
}

/// Memory of one worker; grows to what the largest track needs and is reused.
struct TrackArena: ~Copyable {
    var labels: FlatBuffer<TrackLabel>
    var stamp: UInt32 = 0
    /// Keys and states of the search's queue: the key's bits above the state's.
    var heap = FlatBuffer<UInt64>(capacity: 4096)
    var candidates = FlatBuffer<TrackCandidate>(capacity: 8192)
    var columns = FlatBuffer<TrackColumn>(capacity: 1024)
    var paths = FlatBuffer<UInt32>(capacity: 16_384)
    /// Labels settled by the searches of the track.
    var log = FlatBuffer<SettledLabel>(capacity: 16_384)
    /// Runs near a fix, and the branches of their tree around the last fixes.
    var hits: [UInt32] = []
    /// See `hits`.
    var neighbourhood = RunNeighbourhood()
    /// Nearest places on the pieces near the fixes of the track.
    var feet = FlatBuffer<PieceFoot>(capacity: 4096)
    /// Those of the fix at hand.
    var own = 0..<0
    /// Where those of each fix stand; by row of the fix.
    var searched = FlatBuffer<SearchedFix>(capacity: 1024)
    /// Number of the track, of which `feet` and `searched` know.
    var track: UInt64 = 0
    /// Nearest places on the lines of a piece that comes back.
    var lineFeet = FlatBuffer<PieceFoot>(capacity: 64)
    var order = FlatBuffer<Int32>(capacity: 256)
    /// Fixes that thinning left out and that contradict the route, and those of them to be kept, in order.
    var misfits = FlatBuffer<Int32>(capacity: 64)
    /// See `misfits`.
    var keptMisfits = FlatBuffer<Int32>(capacity: 64)
    /// Fixes that jump away and back as no vehicle can, in order.
    var wild = FlatBuffer<Int32>(capacity: 64)
    /// Rows of fixes that are matched.
    var kept = FlatBuffer<Int32>(capacity: 1024)
    /// Where the network is left, when an attempt has told it.
    var verdicts = FlatBuffer<FixVerdict>(capacity: 1024)
    /// What they say of each row of `kept`.
    var keptKinds = FlatBuffer<FixVerdict.Kind>(capacity: 1024)
    /// Route of a part, and where on it each column lies.
    var route = FlatBuffer<UInt32>(capacity: 1024)
    var routeRow = FlatBuffer<Int32>(capacity: 1024)
    var chosen = FlatBuffer<Int32>(capacity: 1024)
    /// Candidate of each column of a chain, or a `TrackPlace`.
    var chain = FlatBuffer<Int32>(capacity: 1024)
    /// Fixes between two columns, and how far along the route they lie.
    var attached = FlatBuffer<AttachedFix>(capacity: 256)
    var along = FlatBuffer<Double>(capacity: 512)
    var spread = FlatBuffer<Float>(capacity: 512)
    /// Length of the route before each of its rows, in metres.
    var routeMetres = FlatBuffer<Double>(capacity: 1024)
    /// How much of it lies away from the ends of the track.
    var countedMetres = FlatBuffer<Double>(capacity: 1024)
    /// Weight of the competing routes that avoid each row; see `findRivals`.
    var rivalWeight = FlatBuffer<Double>(capacity: 1024)
    /// Row of a state on the route, and the part for which it counts.
    var rowOf: FlatBuffer<Int32>
    var rowStamp: FlatBuffer<UInt32>
    var partStamp: UInt32 = 0
    /// Competing routes of the track.
    var rivals = FlatBuffer<TrackRival>(capacity: 256)
    /// States of the competing routes, each backwards.
    var rivalStates = FlatBuffer<UInt32>(capacity: 1024)
    /// Where the competing routes pass the fixes, each backwards.
    var rivalStops = FlatBuffer<RivalStop>(capacity: 1024)
    /// What the reported route costs more, up to the end of each row, than the best way found there.
    var routeExcess = FlatBuffer<Float>(capacity: 1024)
    /// Usual driving time along the route up to each column of the part, in seconds.
    var usualAt = FlatBuffer<Float>(capacity: 1024)
    /// Time of each column of the part, in seconds.
    var timeAt = FlatBuffer<Double>(capacity: 1024)
    /// Usual driving time in a second, of each step.
    var paces = FlatBuffer<Float>(capacity: 1024)
    /// The median of `paces`; 0 where it is not known.
    var pace: Float = 0
    /// The columns of the part as evidence for a route; see `RouteEvidence`.
    var routeFixes = FlatBuffer<RouteFix>(capacity: 1024)
    /// Cells of a route, and those near a fix and near the one before it.
    var cells = FlatBuffer<RouteCell>(capacity: 512)
    /// See `cells`.
    var masses = FlatBuffer<CellMass>(capacity: 128)
    /// See `cells`.
    var massesBefore = FlatBuffer<MassRow>(capacity: 32)
    /// The columns for which the reported route was last asked, and what they say of it.
    var ownColumns: ClosedRange<Int>?
    /// See `ownColumns`.
    var ownProbability: Float?
    /// The end of a route while its middle is replaced.
    var spareStates = FlatBuffer<UInt32>(capacity: 1024)
    /// See `spareStates`.
    var spareExcess = FlatBuffer<Float>(capacity: 1024)
    /// Distances of fixes from their route, in metres.
    var distances = FlatBuffer<Float>(capacity: 1024)
    /// How well the last attempt explains the fixes.
    var fit = TrackFit()
    /// What a fix on a minor road costs in the attempt at hand.
    var minorFixCost: Float = 0
    /// Settled labels since the arena was made.
    var settled = 0
    var searches = 0

    init(_ graph: TrackGraph) {
        labels = FlatBuffer(repeating: .unused, count: max(1, graph.stateCount))
        rowOf = FlatBuffer(repeating: 0, count: max(1, graph.stateCount))
        rowStamp = FlatBuffer(repeating: 0, count: max(1, graph.stateCount))
        hits.reserveCapacity(256)
    }

    /// Forgets what was found around the fixes of the last track.
    mutating func beginTrack() {
        feet.truncate(to: 0)
        misfits.truncate(to: 0)
        keptMisfits.truncate(to: 0)
        wild.truncate(to: 0)
        track &+= 1
    }

    /// Forgets the last attempt at a track.
    mutating func reset() {
        candidates.truncate(to: 0)
        columns.truncate(to: 0)
        paths.truncate(to: 0)
        log.truncate(to: 0)
        distances.truncate(to: 0)
        rivals.truncate(to: 0)
        rivalStates.truncate(to: 0)
        rivalStops.truncate(to: 0)
        kept.truncate(to: 0)
        keptKinds.truncate(to: 0)
    }

    /// Starts a new search over labels.
    mutating func nextStamp() {
        if stamp == .max {
            stamp = 0
            for i in 0..<labels.count { labels[i] = .unused }
        }
        stamp += 1
    }

    /// Adds a state to the queue.
    @inline(__always)
    mutating func push(_ key: Float, _ state: UInt32) {
        // Costs are not negative, so their bits sort as they do.
        let entry = UInt64(key.bitPattern) << 32 | UInt64(state)
        var child = heap.count
        heap.append(entry)
        let base = heap.base
        while child > 0 {
            let parent = (child - 1) >> 2
            if base[parent] <= entry { break }
            base[child] = base[parent]
            child = parent
        }
        base[child] = entry
    }

    /// Takes the state with the least key; the queue must not be empty.
    @inline(__always)
    mutating func pop() -> (key: Float, state: UInt32) {
        let base = heap.base
        let top = base[0]
        let last = heap.removeLast()
        let count = heap.count
        if count > 0 {
            var parent = 0
            while true {
                let first = 4 * parent + 1
                if first >= count { break }
                var best = first
                let end = min(first + 4, count)
                var child = first + 1
                while child < end {
                    if base[child] < base[best] { best = child }
                    child += 1
                }
                if base[best] >= last { break }
                base[parent] = base[best]
                parent = best
            }
            base[parent] = last
        }
        return (Float(bitPattern: UInt32(top >> 32)), UInt32(truncatingIfNeeded: top))
    }
}
