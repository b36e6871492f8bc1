import RoadNetwork

/// Whether lines near a point may run against each other: one of two that do runs aside from the
/// first one by more than 45°, whichever way the piece was drawn.
struct LineBend {
    private var x = 0.0, y = 0.0, squared = 0.0
    private(set) var isBent = false

    /// Takes the next line and the square of its length.
    @inline(__always)
    mutating func pass(_ dx: Double, _ dy: Double, _ lengthSquared: Double) {
        if squared == 0 { (x, y, squared) = (dx, dy, lengthSquared) }
        let dot = x * dx + y * dy
        if 2 * dot * abs(dot) < squared * lengthSquared { isBent = true }
    }
}

extension TrackArena {
    /// Places of one piece near a fix at most; a serpentine has no more limbs there.
    private static let mostLimbs = 4
    /// The way between two limbs is longer than this, in metres.
    private static let leastWay = 20.0

    /// Adds the further places of a piece that comes back to a point, as the limbs of a hairpin do.
    ///
    /// A place counts when the way to it along the piece from every nearer one is more than twice as
    /// long as the straight line. The nearest place on the piece is the last of `feet`.
    mutating func findLimbs(
        _ graph: TrackGraph,
        _ runs: Range<Int>,
        _ x: Double,
        _ y: Double,
        _ radiusSquared: Double
    ) {
        let radius = (plain: radiusSquared, own: radiusSquared)
        collectLineFeet(graph, runs, x, y, RoundMetric(), radius)
        addLimbs(graph, x, y)
    }

    /// Adds the nearest places of a piece by the metric of a fix: as `findLimbs` does, but the first
    /// one as well.
    ///
    /// They lie within two radii, of which the squares are given: in metres and by the metric.
    mutating func findPlaces(
        _ graph: TrackGraph,
        _ runs: Range<Int>,
        _ x: Double,
        _ y: Double,
        _ ellipse: FixEllipse,
        _ radius: (plain: Double, own: Double)
    ) {
        collectLineFeet(graph, runs, x, y, ellipse, radius)
        guard lineFeet.count > 0 else { return }
        var best = 0
        for i in 1..<max(1, lineFeet.count) where isRather(i, than: best, graph, x, y) { best = i }
        feet.append(lineFeet.base[best])
        addLimbs(graph, x, y)
    }

    private mutating func addLimbs(_ graph: TrackGraph, _ x: Double, _ y: Double) {
        guard runsBack(graph.lines.xs, graph.lines.ys) else { return }
        let first = feet.count - 1
        while feet.count - first < Self.mostLimbs {
            var best = -1
            for i in 0..<lineFeet.count
            where (best < 0 || isRather(i, than: best, graph, x, y))
                && isLimb(i, first, graph.lines.measures)
            {
                best = i
            }
            guard best >= 0 else { return }
            feet.append(lineFeet.base[best])
        }
    }

    /// Whether a place is nearer to a point than another one, or as near and on a line rather beside it.
    private func isRather(_ i: Int, than j: Int, _ graph: TrackGraph, _ x: Double, _ y: Double)
        -> Bool
    {
        let (a, b) = (lineFeet.base[i], lineFeet.base[j])
        guard a.distanceSquared == b.distanceSquared else {
            return a.distanceSquared < b.distanceSquared
        }
        let lines = graph.lines
        return Self.isRather(Int(a.vertex), than: Int(b.vertex), lines.xs, lines.ys, x, y)
    }

    /// Whether two of the lines of `lineFeet` run against each other.
    private func runsBack(_ xs: FixedRows, _ ys: FixedRows) -> Bool {
        for i in 0..<lineFeet.count {
            let v = Int(lineFeet.base[i].vertex)
            let (dx, dy) = (xs[at: v + 1] - xs[at: v], ys[at: v + 1] - ys[at: v])
            for j in 0..<i {
                let w = Int(lineFeet.base[j].vertex)
                if dx * (xs[at: w + 1] - xs[at: w]) + dy * (ys[at: w + 1] - ys[at: w]) < 0 {
                    return true
                }
            }
        }
        return false
    }

    /// Whether a place on a line is no farther than those on the lines before and behind it, and on
    /// another limb than the places of the piece known by now.
    private func isLimb(_ i: Int, _ first: Int, _ measures: LengthRows) -> Bool {
        let foot = lineFeet.base[i]
        for j in 0..<lineFeet.count where abs(lineFeet.base[j].vertex - foot.vertex) == 1 {
            if lineFeet.base[j].distanceSquared < foot.distanceSquared { return false }
        }
        for row in first..<feet.count {
            let known = feet.base[row]
            let (dx, dy) = (foot.x - known.x, foot.y - known.y)
            let way = abs(foot.measure(measures) - known.measure(measures))
            guard way > Self.leastWay, way * way > 4 * (dx * dx + dy * dy) else { return false }
        }
        return true
    }

    /// Fills `lineFeet` with the nearest places on the lines of some of the runs that were hit.
    private mutating func collectLineFeet<Metric: OffsetMetric>(
        _ graph: TrackGraph,
        _ runs: Range<Int>,
        _ x: Double,
        _ y: Double,
        _ metric: Metric,
        _ radius: (plain: Double, own: Double)
    ) {
        lineFeet.truncate(to: 0)
        let (xs, ys) = (graph.lines.xs, graph.lines.ys)
        for row in runs {
            let run = graph.runs.runs[Int(hits[row])]
            for v in Int(run.vertex)..<Int(run.vertex) + Int(run.lines) {
                let foot = PieceFoot(
                    piece: run.piece,
                    vertex: v,
                    a: (xs[at: v], ys[at: v]),
                    b: (xs[at: v + 1], ys[at: v + 1]),
                    x: x,
                    y: y,
                    metric
                )
                let (dx, dy) = (x - foot.x, y - foot.y)
                guard foot.distanceSquared <= radius.own, dx * dx + dy * dy <= radius.plain
                else { continue }
                lineFeet.append(foot)
            }
        }
    }
}
