/// A vertex of the simulated map in whole 10⁻⁷ degrees, exactly as the map file states it.
struct WorldPoint: Hashable {
    /// Longitude in 10⁻⁷ degrees.
    var longitudeE7: Int
    /// Latitude in 10⁻⁷ degrees.
    var latitudeE7: Int

    /// Degrees east.
    var longitude: Double { Double(longitudeE7) / 1e7 }
    /// Degrees north.
    var latitude: Double { Double(latitudeE7) / 1e7 }
}
