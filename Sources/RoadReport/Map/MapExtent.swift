/// A rectangle on the map, in hundred-thousandths of a degree.
struct MapExtent {
    var west: Double, south: Double, east: Double, north: Double

    /// The smallest rectangle around points; `nil` without points.
    init?(_ points: [LonLat]) {
        guard let first = points.first else { return nil }
        (west, east) = (Double(first.x), Double(first.x))
        (south, north) = (Double(first.y), Double(first.y))
        for point in points {
            west = min(west, Double(point.x))
            east = max(east, Double(point.x))
            south = min(south, Double(point.y))
            north = max(north, Double(point.y))
        }
    }

    /// Widened by 8 % on each side, at least by about 500 m.
    func padded() -> MapExtent {
        var extent = self
        let dx = max((east - west) * 0.08, 600)
        let dy = max((north - south) * 0.08, 450)
        (extent.west, extent.east) = (west - dx, east + dx)
        (extent.south, extent.north) = (max(south - dy, -8_500_000), min(north + dy, 8_500_000))
        return extent
    }

    /// How much a degree of longitude is shorter than one of latitude in the middle.
    var shrink: Double { max(0.05, cosine(degrees: (south + north) / 2 / 1e5)) }
}
