/// A point on a road with the direction of the map's vertices there.
struct PiecePlace: Hashable {
    /// Degrees east.
    var longitude: Double
    /// Degrees north.
    var latitude: Double
    /// Degrees clockwise from north, in `[0, 360)`.
    var headingDegrees: Double

    /// The place moved by metres east and north.
    func moved(east: Double, north: Double) -> PiecePlace {
        let scale = EllipsoidScale(latitudeDegrees: latitude)
        return PiecePlace(
            longitude: longitude + east / scale.metresPerDegreeEast,
            latitude: latitude + north / scale.metresPerDegreeNorth,
            headingDegrees: headingDegrees
        )
    }

    /// Metres to another place, for distances of a few kilometres.
    func distance(to other: PiecePlace) -> Double {
        let scale = EllipsoidScale(latitudeDegrees: (latitude + other.latitude) / 2)
        let east = (other.longitude - longitude) * scale.metresPerDegreeEast
        let north = (other.latitude - latitude) * scale.metresPerDegreeNorth
        return (east * east + north * north).squareRoot()
    }
}
