package import RoadModel
package import RoadReport

/// What a report is told.
package struct ReportOptions: Sendable {
    /// Name of the area.
    package var areaName: LocalizedText
    /// The year reported; `nil` takes the last one that the crashes cover to its end.
    package var year: Int?
    /// Language the page opens in.
    package var language: Language
    /// Whether the figures are made up for a demonstration.
    package var isDemonstration: Bool
    /// Where the road map comes from; `nil` derives it from the imported file.
    package var attribution: String?

    /// Makes options.
    package init(
        areaName: LocalizedText,
        year: Int? = nil,
        language: Language,
        isDemonstration: Bool = false,
        attribution: String? = nil
    ) {
        (self.areaName, self.year, self.language) = (areaName, year, language)
        (self.isDemonstration, self.attribution) = (isDemonstration, attribution)
    }
}
