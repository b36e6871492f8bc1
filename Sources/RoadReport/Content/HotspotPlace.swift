package import RoadModel

/// A hotspot together with its lines on the map.
package struct HotspotPlace: Hashable, Sendable, Codable {
    /// The figures.
    package var hotspot: Hotspot
    /// The unit's lines, WGS 84; both directions may be one line.
    package var lines: [[GeodeticCoordinate]]

    /// Joins figures and lines.
    package init(hotspot: Hotspot, lines: [[GeodeticCoordinate]]) {
        (self.hotspot, self.lines) = (hotspot, lines)
    }
}
