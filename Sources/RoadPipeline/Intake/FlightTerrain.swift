import RoadGeodata
package import RoadModel

/// Heights of a flight that a model of the terrain adds: the altitude that can be trusted where a
/// drone's own cannot.
///
/// Altitude = terrain at take-off + height above take-off, in the model's vertical datum. DJI's
/// barometric altitude is off by a hundred metres in real logs, its height above take-off by one.
package struct FlightTerrain: Sendable {
    /// The terrain's height where the first fix lies; `nil` when no model covers it.
    package let takeOffMetres: Double?
    /// The terrain's height below each fix; `nan` where no model covers it.
    package let terrainMetres: [Double]
    /// Terrain at take-off + height above take-off.
    package let altitudeMetres: [Double]
    /// Altitude less the terrain below.
    package let aboveGroundMetres: [Double]

    /// Looks a flight's fixes up in rasters; where several cover a place the first one counts.
    ///
    /// - Throws: What opening a raster throws.
    package init(_ fixes: FixColumns, rasters paths: [String]) throws(IntakeError) {
        var terrain = [Double](repeating: .nan, count: fixes.count)
        for path in paths {
            let missing = terrain.indices.filter { terrain[$0].isNaN }
            guard !missing.isEmpty else { break }
            let raster = try ElevationRaster(path: path)
            let found = try raster.heights(
                latitudes: missing.map { fixes.latitudeDegrees[$0] },
                longitudes: missing.map { fixes.longitudeDegrees[$0] }
            )
            for (row, height) in zip(missing, found) { terrain[row] = height }
        }
        let takeOff = terrain.first ?? .nan
        let altitudes = fixes.relativeHeightMetres.map { takeOff + $0 }
        takeOffMetres = takeOff.isFinite ? takeOff : nil
        (terrainMetres, altitudeMetres) = (terrain, altitudes)
        aboveGroundMetres = zip(altitudes, terrain).map { $0 - $1 }
    }
}
