package import RoadModel

/// The report as one HTML file.
package enum ReportPage {
    /// Renders the page in all three languages.
    package static func render(
        content: ReportContent,
        leaflet: LeafletAssets?,
        language: Language
    ) throws(ReportError) -> String {
        let discrepancies = content.reconcile()
        guard discrepancies.isEmpty else { throw .disagreement(discrepancies) }
        return ""
    }
}
