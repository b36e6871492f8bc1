/// The plane on which the world is drawn, laid on the ellipsoid at the town's middle.
///
/// The mapping is linear: radii are taken at 48.7° N. Twelve kilometres further north an
/// east–west length is therefore drawn 0.2 % too short. That only bends the drawing: true
/// lengths and places are computed afterwards from the map's own coordinates.
struct DrawingBoard {
    /// Degrees north of the origin.
    static let originLatitude = 48.7
    /// Degrees east of the origin.
    static let originLongitude = 66.9

    private let scale = EllipsoidScale(latitudeDegrees: DrawingBoard.originLatitude)

    /// The vertex nearest to a point of the drawing.
    func worldPoint(_ point: PlanPoint) -> WorldPoint {
        let longitude = Self.originLongitude + point.x / scale.metresPerDegreeEast
        let latitude = Self.originLatitude + point.y / scale.metresPerDegreeNorth
        return WorldPoint(
            longitudeE7: Int((longitude * 1e7).rounded()),
            latitudeE7: Int((latitude * 1e7).rounded())
        )
    }

    /// The point of the drawing at degrees east and north.
    func planPoint(longitude: Double, latitude: Double) -> PlanPoint {
        PlanPoint(
            x: (longitude - Self.originLongitude) * scale.metresPerDegreeEast,
            y: (latitude - Self.originLatitude) * scale.metresPerDegreeNorth
        )
    }
}
