import RoadModel

/// A point in hundred-thousandths of a degree (about one metre), east and north.
struct LonLat: Hashable {
    /// Degrees east × 100 000.
    var x: Int32
    /// Degrees north × 100 000.
    var y: Int32

    /// Rounds a place; `nil` when it is no place on Earth.
    init?(_ place: GeodeticCoordinate) {
        guard place.isValid else { return nil }
        x = Int32((place.longitude.value * 1e5).rounded())
        y = Int32((place.latitude.value * 1e5).rounded())
    }

    /// The places of a line without repeats in a row and without invalid ones.
    static func line(_ places: [GeodeticCoordinate]) -> [LonLat] {
        var points: [LonLat] = []
        points.reserveCapacity(places.count)
        for place in places {
            guard let point = LonLat(place), point != points.last else { continue }
            points.append(point)
        }
        return points
    }
}
