/// The point of a straight line piece that lies nearest to a given point.
@frozen
package struct LineFoot: Hashable, Sendable, BitwiseCopyable {
    /// Where on the piece, as a share of its length, in `[0, 1]`; 0 on a piece without length.
    package var fraction: Double
    /// Easting of the foot, in metres.
    package var x: Double
    /// Northing of the foot, in metres.
    package var y: Double
    /// Square of the distance to the given point, in square metres.
    package var distanceSquared: Double

    /// Projects `(x, y)` on the piece from `a` to `b`.
    @inlinable
    package init(x: Double, y: Double, ax: Double, ay: Double, bx: Double, by: Double) {
        let dx = bx - ax
        let dy = by - ay
        let squaredLength = dx * dx + dy * dy
        var share = squaredLength > 0 ? ((x - ax) * dx + (y - ay) * dy) / squaredLength : 0
        share = share > 0 ? (share < 1 ? share : 1) : 0
        fraction = share
        // The ends are returned exactly: a result must lie on the network's own vertices.
        self.x = share == 1 ? bx : ax + dx * share
        self.y = share == 1 ? by : ay + dy * share
        let ex = x - self.x
        let ey = y - self.y
        distanceSquared = ex * ex + ey * ey
    }
}
