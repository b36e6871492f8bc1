package import RoadModel

/// A day from which events were recorded by another rule.
package struct RecordingBreak: Hashable, Sendable, Codable {
    /// How well the break is known.
    package enum Certainty: String, Sendable, Codable, CaseIterable {
        /// A rule or a statement of the keeper says so.
        case stated
        /// The figures suggest it; comparisons across it are refused just the same.
        case suspected
    }

    /// The first day under the new rule.
    package var date: CivilDate
    /// The measures concerned; empty means all but the killed.
    package var measures: [String]
    /// The areas concerned by name or code; empty means every area and all of them together.
    package var areas: [String]
    /// How well the break is known.
    package var certainty: Certainty
    /// Who says so, for a footnote.
    package var source: String

    /// Makes a break.
    package init(
        date: CivilDate,
        measures: [String] = [],
        areas: [String] = [],
        certainty: Certainty,
        source: String
    ) {
        (self.date, self.measures, self.areas) = (date, measures, areas)
        (self.certainty, self.source) = (certainty, source)
    }

    /// Whether the break concerns a measure; deaths only when they are named.
    package func concerns(_ measure: String) -> Bool {
        measures.isEmpty ? measure != "killed" : measures.contains(measure)
    }

    /// Whether the break concerns an area; `nil` stands for all areas together.
    package func concerns(area: String?) -> Bool {
        areas.isEmpty || area.map(areas.contains) ?? false
    }

    /// Whether the rule changed between the first day of one window and the last of another.
    package func separates(_ before: DateWindow, _ after: DateWindow) -> Bool {
        date > min(before.first, after.first) && date <= max(before.last, after.last)
    }
}
