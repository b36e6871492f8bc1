package import RoadModel

/// The site of a roadside complex that has sent records; planned patrols never appear here.
package struct ComplexSite: Hashable, Sendable, Codable {
    /// The complex's name or serial number.
    package var name: String
    /// Where it stands.
    package var location: GeodeticCoordinate
    /// Passages without a violation in the report's period.
    package var passages: Int
    /// Violations in the report's period.
    package var violations: Int

    /// Makes a site.
    package init(name: String, location: GeodeticCoordinate, passages: Int, violations: Int) {
        (self.name, self.location) = (name, location)
        (self.passages, self.violations) = (passages, violations)
    }
}
