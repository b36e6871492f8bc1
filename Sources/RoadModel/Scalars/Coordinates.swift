/// A place on the WGS 84 ellipsoid.
@frozen
package struct GeodeticCoordinate: Hashable, Sendable, Codable, BitwiseCopyable {
    /// Degrees north, in `[-90, 90]`.
    package var latitude: Degrees
    /// Degrees east, in `[-180, 180]`.
    package var longitude: Degrees

    /// Wraps a latitude and a longitude; the names keep the axes apart.
    @inlinable
    package init(latitude: Degrees, longitude: Degrees) {
        (self.latitude, self.longitude) = (latitude, longitude)
    }

    /// Whether both numbers are finite and within their ranges.
    @inlinable
    package var isValid: Bool {
        latitude.value >= -90 && latitude.value <= 90 && longitude.value >= -180
            && longitude.value <= 180
    }
}

/// A point in the network's metric coordinate system.
@frozen
package struct ProjectedPoint: Hashable, Sendable, Codable, BitwiseCopyable {
    /// Easting, in metres.
    package var x: Double
    /// Northing, in metres.
    package var y: Double

    /// Wraps an easting and a northing.
    @inlinable
    package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

    /// The straight distance to another point of the same system.
    @inlinable
    package func distance(to other: ProjectedPoint) -> Metres {
        let dx = other.x - x
        let dy = other.y - y
        return Metres((dx * dx + dy * dy).squareRoot())
    }
}

/// An axis-parallel rectangle in WGS 84 degrees that does not cross the antimeridian.
package struct GeodeticExtent: Hashable, Sendable, Codable {
    /// Western, southern, eastern and northern edge, in degrees.
    package var west: Double, south: Double, east: Double, north: Double

    /// Wraps four edges.
    package init(west: Double, south: Double, east: Double, north: Double) {
        (self.west, self.south, self.east, self.north) = (west, south, east, north)
    }

    /// Whether the coordinate lies inside, edges included.
    package func contains(_ place: GeodeticCoordinate) -> Bool {
        place.longitude.value >= west && place.longitude.value <= east
            && place.latitude.value >= south && place.latitude.value <= north
    }

    /// The middle.
    package var centre: GeodeticCoordinate {
        GeodeticCoordinate(
            latitude: Degrees((south + north) / 2),
            longitude: Degrees((west + east) / 2)
        )
    }

    /// The extent with a margin on every side.
    package func widened(byDegrees margin: Double) -> GeodeticExtent {
        GeodeticExtent(
            west: west - margin,
            south: south - margin,
            east: east + margin,
            north: north + margin
        )
    }
}
