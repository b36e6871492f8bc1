import RoadNetwork

/// A place on a line of the network, as a fix sees it.
struct RoadPlace {
    /// Along a piece as it was drawn, or against it.
    enum Way {
        case along, against

        @inline(__always)
        var sign: Double { self == .along ? 1 : -1 }
    }

    /// The place.
    let foot: PieceFoot
    /// Direction of its line as drawn; a unit vector.
    let ux: Double, uy: Double
    /// The same by the metric of the fix.
    let vx: Double, vy: Double
    /// How far the fix lies from it by that metric, in metres.
    let dx: Double, dy: Double
    /// The square of that in plain metres.
    let plainSquared: Double

    @inline(__always)
    init(
        _ lines: RoadLines,
        _ foot: PieceFoot,
        _ x: Double,
        _ y: Double,
        _ ellipse: FixEllipse
    ) {
        self.foot = foot
        let v = Int(foot.vertex)
        let (wx, wy) = (
            lines.xs[at: v + 1] - lines.xs[at: v], lines.ys[at: v + 1] - lines.ys[at: v]
        )
        // Of the plane: measures are metres on the ground.
        let length = (wx * wx + wy * wy).squareRoot()
        (ux, uy) = length > 0 ? (wx / length, wy / length) : (wx, wy)
        let (px, py) = (x - foot.x, y - foot.y)
        if ellipse.isRound {
            (vx, vy, dx, dy) = (ux, uy, px, py)
            plainSquared = foot.distanceSquared
        } else {
            (dx, dy) = ellipse.apply(px, py)
            (vx, vy) = ellipse.direction(ux, uy)
            plainSquared = px * px + py * py
        }
    }

    /// What its distance from the fix costs.
    @inline(__always)
    func distanceCost(_ emission: TrackEmission) -> Double {
        emission.cost(foot.distanceSquared, plainSquared)
    }

    /// What the direction of travel costs.
    @inline(__always)
    func headingCost(_ way: Way, _ emission: TrackEmission) -> Double {
        emission.cost(ux: way.sign * ux, uy: way.sign * uy)
    }

    /// The place on another line of the piece whose distance and direction together cost least.
    ///
    /// It is `nil` where none costs less than this one. The fix has a heading.
    ///
    /// Past a bend the nearest place may lie on the line that the heading contradicts. Lines before and
    /// behind are gone through as long as they lie near enough for the heading to decide, by the fix's
    /// own accuracy alone: a burst of multipath does not tell which line it comes from.
    @inline(never)
    func facing(
        _ way: Way,
        _ lines: RoadLines,
        _ x: Double,
        _ y: Double,
        _ emission: TrackEmission
    ) -> RoadPlace? {
        let (first, last) = lines.vertices(Int(foot.piece))
        var best: RoadPlace?
        var least = foot.distanceSquared * emission.perSquare + headingCost(way, emission)
        for step in [-1, 1] {
            var v = Int(foot.vertex) + step
            while v >= first, v < last {
                let foot = Self.foot(lines, on: v, of: foot.piece, x, y, emission.ellipse)
                let distance = foot.distanceSquared * emission.perSquare
                guard distance < least, foot.distanceSquared <= emission.radiusSquared
                else { break }
                let place = RoadPlace(lines, foot, x, y, emission.ellipse)
                let cost = distance + place.headingCost(way, emission)
                if cost < least { (best, least) = (place, cost) }
                v += step
            }
        }
        return best
    }

    /// The nearest place on one line.
    @inline(__always)
    private static func foot(
        _ lines: RoadLines,
        on v: Int,
        of piece: UInt32,
        _ x: Double,
        _ y: Double,
        _ ellipse: FixEllipse
    ) -> PieceFoot {
        let a = (x: lines.xs[at: v], y: lines.ys[at: v])
        let b = (x: lines.xs[at: v + 1], y: lines.ys[at: v + 1])
        return ellipse.isRound
            ? PieceFoot(piece: piece, vertex: v, a: a, b: b, x: x, y: y, RoundMetric())
            : PieceFoot(piece: piece, vertex: v, a: a, b: b, x: x, y: y, ellipse)
    }
}
