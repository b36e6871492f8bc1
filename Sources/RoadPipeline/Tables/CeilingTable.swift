package import RoadAnalysis
package import RoadModel

/// Reads the places that a measure newly covers.
///
/// Columns: `share` (0 … 1, or percent above 1), or `deaths` and `total`; `cmf`, or `percent`, or
/// `prior` (a name of the effect ledger); `lower` and `upper` ratios; `name`.
package enum CeilingTable {
    /// The parts of a table.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell.
    package static func parts(
        _ table: AnalysisTable
    ) throws(IntakeError) -> [MeasureCeiling.Part] {
        let shares = try shares(table)
        var names = shares.indices.map { "\($0 + 1)" }
        if let label = ["name", "part", "road", "place"].first(where: table.contains) {
            names = try table.texts(label)
        }
        var parts = zip(names, shares).map { MeasureCeiling.Part(name: $0, share: $1, ratio: 1) }
        if let column = ["cmf", "ratio", "effect"].first(where: table.contains) {
            for (row, ratio) in try table.numbers(column, .positive).enumerated() {
                parts[row] = MeasureCeiling.Part(name: names[row], share: shares[row], ratio: ratio)
            }
        } else if table.contains("percent") {
            for (row, percent) in try table.numbers("percent").enumerated() {
                guard percent > -100 else {
                    throw table.badCell(row, "percent", "a change above -100")
                }
                parts[row] = MeasureCeiling.Part(
                    name: names[row],
                    share: shares[row],
                    ratio: 1 + percent / 100
                )
            }
        } else {
            for (row, id) in try table.texts("prior").enumerated() {
                let prior = try PriorLedger.prior(id)
                parts[row] = MeasureCeiling.Part(
                    name: names[row],
                    share: shares[row],
                    ratio: prior.ratio,
                    lower: prior.lower,
                    upper: prior.upper
                )
            }
        }
        guard table.contains("lower"), table.contains("upper") else { return parts }
        let lower = try table.numbers("lower", .positive, allowsMissing: true)
        let upper = try table.numbers("upper", .positive, allowsMissing: true)
        for row in parts.indices where !lower[row].isNaN && !upper[row].isNaN {
            guard lower[row] <= parts[row].ratio, parts[row].ratio <= upper[row] else {
                throw table.badCell(row, "lower", "limits around the ratio")
            }
            (parts[row].lower, parts[row].upper) = (lower[row], upper[row])
        }
        return parts
    }

    private static func shares(_ table: AnalysisTable) throws(IntakeError) -> [Double] {
        if table.contains("share") {
            var shares = try table.numbers("share", .notNegative)
            if shares.contains(where: { $0 > 1 }) { shares = shares.map { $0 / 100 } }
            if let row = shares.firstIndex(where: { $0 > 1 }) {
                throw table.badCell(row, "share", "a share of at most 1, or 100 percent")
            }
            return shares
        }
        let part = ["deaths", "events", "killed", "crashes"].first(where: table.contains)
        let counts = try table.numbers(part ?? "share", .notNegative)
        let totals = try table.numbers("total", .positive)
        var shares: [Double] = []
        for row in counts.indices {
            guard counts[row] <= totals[row] else {
                throw table.badCell(row, part ?? "share", "no more than the total")
            }
            shares.append(counts[row] / totals[row])
        }
        return shares
    }
}
