import RoadModel

/// The rectangle around points that are met one after another.
struct GeodeticBounds {
    private var west = Double.infinity
    private var south = Double.infinity
    private var east = -Double.infinity
    private var north = -Double.infinity

    /// No points yet.
    init() {}

    /// Widens the rectangle to hold a point; NaN is passed over.
    mutating func add(longitude: Double, latitude: Double) {
        guard longitude.isFinite, latitude.isFinite else { return }
        west = min(west, longitude)
        east = max(east, longitude)
        south = min(south, latitude)
        north = max(north, latitude)
    }

    /// The rectangle, or `nil` when there was no point.
    var extent: GeodeticExtent? {
        guard west <= east else { return nil }
        return GeodeticExtent(west: west, south: south, east: east, north: north)
    }
}
