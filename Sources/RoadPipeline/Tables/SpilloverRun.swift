package import RoadAnalysis
package import RoadModel

/// Sorts the rows of a table into rings around the treated places.
///
/// A row has its ring by name (`ring`, `zone`), or by `distance_m` (0 at the place, negative before
/// it) and `direction` (upstream, downstream, parallel); rows with `treated` 0 or a ring called
/// comparison are the comparison places.
package struct SpilloverRun: Sendable {
    /// Columns of events; `nil` takes the usual names.
    package var before: String?
    /// Column of events after.
    package var after: String?
    /// Borders between rings in metres.
    package var edges: [Double] = [250, 500, 1000, 3000]
    /// Variance of the odds ratio between places in untreated years.
    package var oddsVariance = 0.0
    /// Years before and after, for a table without comparison places.
    package var years: (before: Double, after: Double) = (1, 1)

    /// Makes a run with the usual rings.
    package init() {}

    /// Analyses a table.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell, `.insufficient`
    ///   without a ring.
    package func analyse(
        _ table: AnalysisTable
    ) throws(IntakeError) -> (analysis: SpilloverAnalysis, hasComparison: Bool) {
        let usual = (BeforeAfterTable.usualBefore, BeforeAfterTable.usualAfter)
        let first = before ?? usual.0.first(where: table.contains) ?? "before"
        let second = after ?? usual.1.first(where: table.contains) ?? "after"
        let (a, b) = (try table.numbers(first, .count), try table.numbers(second, .count))
        let names = try ringNames(table)
        var order: [String] = []
        var sums: [String: (Double, Double)] = [:]
        var comparison: (Double, Double)?
        for row in a.indices {
            guard let name = names[row] else {
                let sum = comparison ?? (0, 0)
                comparison = (sum.0 + a[row], sum.1 + b[row])
                continue
            }
            if sums[name] == nil { order.append(name) }
            let sum = sums[name] ?? (0, 0)
            sums[name] = (sum.0 + a[row], sum.1 + b[row])
        }
        let rings = order.map { name in
            SpilloverAnalysis.Ring(
                name: name,
                isSite: Self.siteNames.contains(name.lowercased()),
                before: Int(min(9e15, sums[name]?.0 ?? 0)),
                after: Int(min(9e15, sums[name]?.1 ?? 0))
            )
        }
        let analysis = SpilloverAnalysis(
            rings,
            comparisonBefore: comparison.map { Int(min(9e15, $0.0)) },
            comparisonAfter: comparison.map { Int(min(9e15, $0.1)) },
            oddsVariance: oddsVariance,
            exposureRatio: years.after / years.before
        )
        guard let analysis, analysis.total != nil else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "The rings have no events before or after, or the comparison places none.",
                remedy: "Add years, or comparison places with events."
            )
        }
        return (analysis, comparison != nil)
    }

    private static let siteNames: Set = ["site", "camera", "section", "treated", "0"]
    private static let comparisonNames: Set = ["comparison", "control", "untreated", "reference"]

    /// The ring of each row; `nil` for comparison places.
    private func ringNames(_ table: AnalysisTable) throws(IntakeError) -> [String?] {
        var names: [String?]
        if let column = ["ring", "zone", "place"].first(where: table.contains) {
            names = []
            for (row, text) in try table.texts(column).enumerated() {
                if text.isEmpty { throw table.badCell(row, column, "the name of a ring") }
                names.append(Self.comparisonNames.contains(text.lowercased()) ? nil : text)
            }
        } else {
            let column = ["distance_m", "distance"].first(where: table.contains) ?? "ring"
            let distances = try table.numbers(column)
            let sides = table.contains("direction") ? try table.texts("direction") : nil
            names = []
            for (row, distance) in distances.enumerated() {
                names.append(try name(table, row, distance, sides?[row]))
            }
        }
        guard table.contains("treated") else { return names }
        for (row, mark) in try table.numbers("treated", .count).enumerated() where mark == 0 {
            names[row] = nil
        }
        return names
    }

    private func name(
        _ table: AnalysisTable,
        _ row: Int,
        _ distance: Double,
        _ side: String?
    ) throws(IntakeError) -> String? {
        let word = side?.lowercased() ?? ""
        if Self.comparisonNames.contains(word) { return nil }
        if word == "parallel" { return "parallel" }
        let sides = ["", "upstream", "downstream", "up", "down", "site", "camera"]
        guard sides.contains(word) else {
            throw table.badCell(row, "direction", "upstream, downstream, parallel or comparison")
        }
        if distance == 0 || word == "site" || word == "camera" { return "site" }
        let isUp = word.hasPrefix("up") || (word.isEmpty && distance < 0)
        let metres = abs(distance)
        let upper = edges.first { metres <= $0 }
        let lower = edges.last { metres > $0 } ?? 0
        let range = upper.map { "\(Int(lower))-\(Int($0))" } ?? "over \(Int(lower))"
        return (isUp ? "upstream " : "downstream ") + range
    }
}
