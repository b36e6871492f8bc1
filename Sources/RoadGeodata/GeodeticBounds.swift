import RoadModel

/// The rectangle around points that are met one after another.
struct GeodeticBounds {
    private var west = Double.infinity
    private var south = Double.infinity
    private var east = -Double.infinity
    private var north = -Double.infinity
    // The same edges with western longitudes counted on beyond 180°.
    private var shiftedWest = Double.infinity
    private var shiftedEast = -Double.infinity

    /// No points yet.
    init() {}

    /// Widens the rectangle to hold a point; NaN is passed over.
    mutating func add(longitude: Double, latitude: Double) {
        guard longitude.isFinite, latitude.isFinite else { return }
        west = min(west, longitude)
        east = max(east, longitude)
        let shifted = longitude < 0 ? longitude + 360 : longitude
        shiftedWest = min(shiftedWest, shifted)
        shiftedEast = max(shiftedEast, shifted)
        south = min(south, latitude)
        north = max(north, latitude)
    }

    /// The rectangle, or `nil` when there was no point.
    var extent: GeodeticExtent? {
        guard west <= east else { return nil }
        return GeodeticExtent(west: west, south: south, east: east, north: north)
    }

    /// The middle of the points: across the antimeridian where that is the shorter way round.
    var centre: GeodeticCoordinate? {
        guard west <= east else { return nil }
        var longitude = (west + east) / 2
        if shiftedEast - shiftedWest < east - west {
            longitude = (shiftedWest + shiftedEast) / 2
            if longitude > 180 { longitude -= 360 }
        }
        return GeodeticCoordinate(
            latitude: Degrees((south + north) / 2),
            longitude: Degrees(longitude)
        )
    }
}
