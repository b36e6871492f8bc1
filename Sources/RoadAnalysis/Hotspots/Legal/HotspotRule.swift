/// An official definition of a hotspot: a dated, named rule that stands beside the statistics.
package struct HotspotRule: Sendable, Hashable, Codable {
    /// One condition; a stretch qualifies when any condition of the rule holds.
    package struct Test: Sendable, Hashable, Codable {
        /// Fewest crashes; `nil` when only the score counts.
        package var count: Int?
        /// `type` when the crashes must be of one type.
        package var same: String?
        /// Severities that count; `nil` takes all that pass the rule's filter.
        package var severities: [String]?
        /// Weight of each severity, for `score`.
        package var weights: [String: Double]?
        /// Fewest weighted points.
        package var score: Double?
        /// Months, where they differ from the rule's.
        package var months: Int?

        /// Makes a condition of a number of crashes.
        package init(count: Int?, same: String? = nil) { (self.count, self.same) = (count, same) }
    }

    /// A grade of a section by its crashes or defects per ten kilometres.
    package struct Grade: Sendable, Hashable, Codable {
        /// The grade.
        package var grade: Int
        /// More than this many per ten kilometres.
        package var above: Double?
        /// At least this many per ten kilometres.
        package var from: Double?
    }

    /// `places` (windows that move with the crashes) or `sections` (fixed kilometres).
    package var kind: String
    /// Short name.
    package var id: String
    /// Name in the interface's languages.
    package var title: [String: String]?
    /// Country.
    package var jurisdiction: String?
    /// First day of force.
    package var validFrom: String?
    /// Last day of force.
    package var validTo: String?
    /// Where the rule comes from.
    package var source: String?
    /// How well the source is known.
    package var confidence: String?
    /// Longest stretch outside settlements, in metres, the limit itself included.
    package var windowMetres: Double?
    /// Longest stretch inside settlements; `nil` as outside.
    package var windowInSettlementMetres: Double?
    /// Months that the crashes may span.
    package var months: Int?
    /// `rolling` (any such span) or `calendar` (whole calendar years).
    package var period: String?
    /// `casualties` when only crashes with people killed or injured count, else `all`.
    package var filter: String?
    /// Whether crashes of one junction form a place of their own, whatever its length.
    package var junctions: Bool?
    /// `none` or `overlapping`: whether overlapping places become one.
    package var merge: String?
    /// Conditions.
    package var tests: [Test]?
    /// Length of fixed sections, in metres.
    package var sectionMetres: Double?
    /// A last partial section from this length on stands alone, in metres.
    package var shortestSectionMetres: Double?
    /// Grades of sections, the worst first.
    package var grades: [Grade]?

    /// Makes a rule of places.
    package init(id: String, windowMetres: Double, months: Int, tests: [Test]) {
        (kind, self.id, self.windowMetres) = ("places", id, windowMetres)
        (self.months, self.tests) = (months, tests)
    }

    /// The smallest number of crashes of one type that the rule speaks of.
    package var sameTypeCount: Int? { tests?.filter { $0.same != nil }.compactMap(\.count).min() }
}
