package import RoadModel

/// The point of a polyline that lies nearest to a given point.
package struct PolylineFoot: Hashable, Sendable {
    /// The piece of the line: from vertex `line` to vertex `line + 1`.
    package var line: Int
    /// Where on that piece, in `[0, 1]`.
    package var fraction: Double
    /// Distance from the first vertex along the line.
    package var measure: Metres
    /// Distance of the given point from the line, positive to the right of its direction.
    package var offset: Metres
    /// The foot itself.
    package var point: ProjectedPoint
    /// Direction of the piece, clockwise from grid north, in `[0, 360)`.
    package var bearing: Degrees

    /// Makes a foot.
    package init(
        line: Int,
        fraction: Double,
        measure: Metres,
        offset: Metres,
        point: ProjectedPoint,
        bearing: Degrees
    ) {
        (self.line, self.fraction) = (line, fraction)
        (self.measure, self.offset) = (measure, offset)
        (self.point, self.bearing) = (point, bearing)
    }
}
