package import RoadModel

/// Kernels over polylines whose vertices stand in two flat buffers of equal length.
///
/// All lengths are metres in the plane of the network's system. A line needs at least one vertex;
/// with none, and with buffers of unequal length, every function answers `nil`.
package enum Polyline {
    /// The length of the whole line; 0 for fewer than two vertices.
    package static func length(x: Span<Double>, y: Span<Double>) -> Metres {
        var total = 0.0
        let count = min(x.count, y.count)
        guard count > 1 else { return Metres(0) }
        for i in 1..<count { total += distance(x, y, i - 1) }
        return Metres(total)
    }

    /// The nearest point of the line; the first one where several are equally near.
    ///
    /// - Returns: `nil` without vertices or when the point is not finite. On a line of one vertex
    ///   the bearing is 0 and the offset positive.
    package static func foot(
        of point: ProjectedPoint,
        x: Span<Double>,
        y: Span<Double>
    ) -> PolylineFoot? {
        let count = x.count
        guard count > 0, y.count == count, point.x.isFinite, point.y.isFinite else { return nil }
        var best = LineFoot(x: point.x, y: point.y, ax: x[0], ay: y[0], bx: x[0], by: y[0])
        var line = 0
        var measure = 0.0
        var passed = 0.0
        for i in 0..<(count - 1) {
            let foot = LineFoot(
                x: point.x,
                y: point.y,
                ax: x[i],
                ay: y[i],
                bx: x[i + 1],
                by: y[i + 1]
            )
            let length = distance(x, y, i)
            if foot.distanceSquared < best.distanceSquared {
                (best, line, measure) = (foot, i, passed + foot.fraction * length)
            }
            passed += length
        }
        let side = sideSign(of: point, line: line, foot: best, x: x, y: y)
        let (dx, dy) = direction(line, x, y)
        return PolylineFoot(
            line: line,
            fraction: best.fraction,
            measure: Metres(measure),
            offset: Metres(side * best.distanceSquared.squareRoot()),
            point: ProjectedPoint(x: best.x, y: best.y),
            bearing: GridBearing.of(dx: dx, dy: dy)
        )
    }

    /// The point at a measure, moved `offset` to the right; measures beyond the ends are clamped.
    package static func point(
        at measure: Metres,
        offset: Metres = Metres(0),
        x: Span<Double>,
        y: Span<Double>
    ) -> ProjectedPoint? {
        let count = x.count
        guard count > 0, y.count == count, !measure.value.isNaN else { return nil }
        var rest = max(0, measure.value)
        var line = 0
        while line < count - 2, rest > distance(x, y, line) {
            rest -= distance(x, y, line)
            line += 1
        }
        guard count > 1 else { return ProjectedPoint(x: x[0], y: y[0]) }
        let (dx, dy) = direction(line, x, y)
        let length = distance(x, y, line)
        guard length > 0 else { return ProjectedPoint(x: x[line], y: y[line]) }
        let share = min(1, rest / length)
        return ProjectedPoint(
            x: x[line] + dx * share + dy / length * offset.value,
            y: y[line] + dy * share - dx / length * offset.value
        )
    }

    /// +1 when the point lies to the right of the line at its foot or on it, else −1.
    ///
    /// At a vertex the mean direction of both pieces decides: in the outer wedge of a sharp bend
    /// a single piece can have the point on its wrong side.
    package static func sideSign(
        of point: ProjectedPoint,
        line: Int,
        foot: LineFoot,
        x: Span<Double>,
        y: Span<Double>
    ) -> Double {
        var (dx, dy) = unit(direction(line, x, y))
        var neighbour: Int?
        if foot.fraction == 0, line > 0 { neighbour = line - 1 }
        if foot.fraction == 1, line + 2 < x.count { neighbour = line + 1 }
        if let neighbour {
            let (ex, ey) = unit(direction(neighbour, x, y))
            (dx, dy) = (dx + ex, dy + ey)
        }
        return dx * (point.y - foot.y) - dy * (point.x - foot.x) > 0 ? -1 : 1
    }

    private static func direction(
        _ line: Int,
        _ x: Span<Double>,
        _ y: Span<Double>
    ) -> (Double, Double) {
        guard line + 1 < x.count else { return (0, 0) }
        return (x[line + 1] - x[line], y[line + 1] - y[line])
    }

    private static func unit(_ d: (Double, Double)) -> (Double, Double) {
        let length = (d.0 * d.0 + d.1 * d.1).squareRoot()
        return length > 0 ? (d.0 / length, d.1 / length) : (0, 0)
    }

    private static func distance(_ x: Span<Double>, _ y: Span<Double>, _ i: Int) -> Double {
        let dx = x[i + 1] - x[i]
        let dy = y[i + 1] - y[i]
        return (dx * dx + dy * dy).squareRoot()
    }
}
