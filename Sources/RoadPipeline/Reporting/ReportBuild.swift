import Foundation
package import RoadModel
package import RoadReport
package import RoadStore

/// Builds the planner's report: one HTML page and one GeoPackage.
package enum ReportBuild {
    /// Files written.
    package struct Outcome: Sendable, Hashable, Codable {
        /// The page.
        package var page: String
        /// The GeoPackage.
        package var geopackage: String
        /// Bytes of the page.
        package var pageBytes: Int
        /// Totals that stand in two places and were compared.
        package var totalsCompared: Int
        /// Whether the page holds a live map, or a still drawing.
        package var hasLiveMap: Bool
    }

    /// Gathers everything a report shows.
    ///
    /// - Throws: `.networkMissing`, `.insufficient`, `.badArgument` for a year without crashes.
    package static func content(
        _ store: Store,
        options: ReportOptions
    ) throws(IntakeError) -> ReportContent {
        let gathering = try ReportGathering(store, options)
        var content = ReportContent(
            areaName: options.areaName,
            period: gathering.period,
            comparedWith: gathering.earlier,
            provenance: gathering.provenance()
        )
        content.isDemonstration = options.isDemonstration
        content.headline = try gathering.headline()
        content.series = try gathering.series()
        content.hotspots = try gathering.places()
        content.averageRate = gathering.averageRate()
        content.roads = try gathering.roads()
        content.complexes = try gathering.complexes()
        content.flights = try gathering.flights()
        content.violations = try gathering.violations()
        content.sources = try gathering.sources()
        content.stored = try gathering.eventsStored()
        content.inPeriod = try gathering.eventsInPeriod(
            violations: content.violations,
            flights: content.flights.count
        )
        content.matching = try gathering.matching()
        content.methods = gathering.methods(content.headline)
        content.limits = gathering.limits()
        return content
    }

    /// Writes `report.html` and `report.gpkg` into a folder.
    ///
    /// - Parameters:
    ///   - store: Opened for reading.
    ///   - folder: Made when it does not exist.
    ///   - options: What to report.
    ///   - overwrite: Whether earlier files may be replaced.
    ///   - leaflet: The map library; `nil` draws a still map.
    /// - Returns: What was written.
    /// - Throws: `.outputExists`, `.verificationFailed` when totals disagree, `.io`, and what
    ///   ``content(_:options:)`` throws.
    package static func write(
        _ store: Store,
        to folder: String,
        options: ReportOptions,
        overwrite: Bool,
        leaflet: LeafletAssets?
    ) throws(IntakeError) -> Outcome {
        let page = URL(fileURLWithPath: folder).appendingPathComponent("report.html").path
        let geopackage = URL(fileURLWithPath: folder).appendingPathComponent("report.gpkg").path
        for path in [page, geopackage] where !overwrite {
            guard !FileManager.default.fileExists(atPath: path) else {
                throw IntakeError(
                    .outputExists,
                    subject: path,
                    detail: "The file exists.",
                    remedy: "Name another folder with --out or pass --overwrite."
                )
            }
        }
        let content = try content(store, options: options)
        let html = try render(content, leaflet: leaflet, language: options.language)
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch { throw IntakeError.io(subject: folder, error) }
        try NetworkImport.writeImage(Array(html.utf8), to: page)
        try Publication.write(
            to: geopackage,
            layers: try ReportLayers.make(store, content, language: options.language),
            modified: try store.receipts().map(\.received).max() ?? Timestamp(microseconds: 0),
            overwrite: overwrite
        )
        return Outcome(
            page: page,
            geopackage: geopackage,
            pageBytes: html.utf8.count,
            totalsCompared: content.reconciliation().count,
            hasLiveMap: leaflet != nil
        )
    }

    private static func render(
        _ content: ReportContent,
        leaflet: LeafletAssets?,
        language: Language
    ) throws(IntakeError) -> String {
        do throws(ReportError) {
            return try ReportPage.render(content: content, leaflet: leaflet, language: language)
        } catch {
            switch error {
            case .disagreement(let lines):
                let shown = lines.prefix(5).map { line in
                    "\(line.metric.rawValue) \(line.subject): \(line.firstPlace.rawValue) "
                        + "\(line.first), \(line.secondPlace.rawValue) \(line.second)"
                }
                throw IntakeError(
                    .verificationFailed,
                    subject: "report",
                    detail: "Totals disagree: \(shown.joined(separator: "; ")).",
                    remedy: "Run 'jol match run' and 'jol hotspots run' again: records may have "
                        + "come in since."
                )
            case .causalLanguage(let findings):
                throw IntakeError(
                    .verificationFailed,
                    subject: "report",
                    detail: "The text names a cause: \(findings.map(\.phrase)).",
                    remedy: "This is a fault of the program; please report it."
                )
            }
        }
    }
}
