package import RoadModel

/// Ledgers that the program ships with: dated facts, each with its source.
///
/// They are the files of `GeoData/rules`; `Tools/generate-rules` embeds them and a test compares
/// both. A ledger given as a file takes the place of the one built in.
package enum BuiltInRules {
    /// A ledger by name.
    package enum Ledger: String, Sendable, CaseIterable {
        /// Days from which events were recorded by another rule.
        case recordingBreaks = "recording-breaks-kz"
        /// What counts as a road death, by series.
        case deathDefinitions = "death-definitions"
        /// Effects of measures as the literature has them.
        case effectPriors = "cmf-priors"
        /// Figures that were published about Kazakhstan.
        case publishedFigures = "published-kz"

        /// The ledger's text.
        package var text: String {
            switch self {
            case .recordingBreaks: BuiltInRules.recordingBreaksKz
            case .deathDefinitions: BuiltInRules.deathDefinitions
            case .effectPriors: BuiltInRules.cmfPriors
            case .publishedFigures: BuiltInRules.publishedKz
            }
        }
    }

    /// A ledger as a table: the file of a path, else the one built in.
    ///
    /// - Throws: what `AnalysisTable.read` throws.
    package static func table(
        _ ledger: Ledger,
        file: String? = nil
    ) throws(IntakeError) -> AnalysisTable {
        if let file { return try AnalysisTable.read(file) }
        let bytes = Array(ledger.text.utf8)
        return try AnalysisTable(bytes.span, subject: "GeoData/rules/\(ledger.rawValue).csv")
    }
}
