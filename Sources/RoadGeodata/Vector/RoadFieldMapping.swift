package import RoadModel

/// Which fields of a vector layer say what about a road.
///
/// A field that is `nil` is looked for among the names that road layers commonly use, without
/// regard to case; a field that is named must exist, or the import throws `.columnMissing`.
package struct RoadFieldMapping: Sendable, Hashable, Codable {
    /// The road's rank; values go through `classValues`, then the built-in synonyms.
    package var roadClass: String?
    /// Its name.
    package var name: String?
    /// Its index, such as `KAZ02`.
    package var ref: String?
    /// Direction of traffic: yes, 1, F, FT along the line; −1, T, TF against it; else both.
    package var oneway: String?
    /// Speed limit: km/h, or any text `SpeedLimitText` reads.
    package var speed: String?
    /// Level: an integer, 0 at grade.
    package var level: String?
    /// Number of lanes of both directions.
    package var lanes: String?
    /// Classes of this source's own values, by the exact value.
    package var classValues: [String: RoadClass]

    /// Makes a mapping; without arguments every field is looked for by its common names.
    package init(
        roadClass: String? = nil,
        name: String? = nil,
        ref: String? = nil,
        oneway: String? = nil,
        speed: String? = nil,
        level: String? = nil,
        lanes: String? = nil,
        classValues: [String: RoadClass] = [:]
    ) {
        (self.roadClass, self.name, self.ref) = (roadClass, name, ref)
        (self.oneway, self.speed, self.level) = (oneway, speed, level)
        (self.lanes, self.classValues) = (lanes, classValues)
    }

    /// Every field by its common names.
    package static let automatic = RoadFieldMapping()
}
