package import RoadModel

/// The UTM zone a network lies in.
package enum UTMZone {
    /// The WGS 84 / UTM system for an extent, `EPSG:326zz` north and `EPSG:327zz` south.
    ///
    /// The zone is that of the extent's centre. The exceptions for Norway and Svalbard are not
    /// applied: they only move the zone's border, and Jol is made for Kazakhstan. A network wider
    /// than a zone keeps one system; its scale error grows to 0.1 % some 3° outside the zone.
    package static func crs(for extent: GeodeticExtent) -> String {
        crs(
            at: GeodeticCoordinate(
                latitude: Degrees((extent.south + extent.north) / 2),
                longitude: Degrees((extent.west + extent.east) / 2)
            )
        )
    }

    /// The WGS 84 / UTM system at a place.
    package static func crs(at place: GeodeticCoordinate) -> String {
        // Clamped before the conversion: `Int` traps on numbers that are not finite.
        let column = ((place.longitude.value + 180) / 6).rounded(.down)
        let zone = column.isFinite ? Int(min(max(column, 0), 59)) + 1 : 31
        return "EPSG:\((place.latitude.value < 0 ? 32_700 : 32_600) + zone)"
    }
}
