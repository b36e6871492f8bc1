package import RoadModel
import RoadStatistics

/// Holds two columns of counts against each other, row by row.
package struct ReconcileRun: Sendable {
    /// One row.
    package struct Row: Sendable, Hashable {
        /// What the row is called.
        package var label: String
        /// First agency's count; `nil` when it has none.
        package var first: Int?
        /// Second agency's count.
        package var second: Int?
        /// Probability that this row's ratio is the ratio of all rows together; `nil` when it
        /// cannot be said.
        package var p: Double?
        /// The same after Benjamini–Hochberg over the rows.
        package var q: Double?
        /// Whether the counts are equal, or differ by no more than the tolerance.
        package var agrees: Bool

        /// Second less first; `nil` when one lacks.
        package var difference: Int? { first.flatMap { a in second.map { $0 - a } } }
    }

    /// Column of the first agency.
    package var first: String
    /// Column of the second agency.
    package var second: String
    /// Column of names; `nil` takes the first other column, else the row's number.
    package var key: String?
    /// Share of the larger count that may differ without a word.
    package var tolerance: Double

    /// Makes a run.
    package init(first: String, second: String, key: String?, tolerance: Double) {
        (self.first, self.second, self.key, self.tolerance) = (first, second, key, tolerance)
    }

    /// Reconciles a table.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad or negative cell or of a
    ///   name that stands twice.
    package func reconcile(_ table: AnalysisTable) throws(IntakeError) -> [Row] {
        let a = try table.numbers(first, .count, allowsMissing: true)
        let b = try table.numbers(second, .count, allowsMissing: true)
        let names = key ?? table.header.first { $0 != first && $0 != second }
        var labels = a.indices.map { "\($0 + 1)" }
        if let names { labels = try table.texts(names) }
        var seen: Set<String> = []
        if let names, let row = labels.firstIndex(where: { !seen.insert($0).inserted }) {
            throw table.badCell(row, names, "a name that stands once")
        }
        let both = a.indices.filter { !a[$0].isNaN && !b[$0].isNaN }
        let (sumA, sumB) = (both.reduce(0) { $0 + a[$1] }, both.reduce(0) { $0 + b[$1] })
        var rows: [Row] = []
        for row in a.indices {
            let isWhole = !a[row].isNaN && !b[row].isNaN
            var p: Double?
            let rest = (sumA - a[row], sumB - b[row])
            if isWhole, both.count > 1, rest.0 > 0, rest.1 > 0,
                let test = RateRatio(
                    before: Int(a[row]),
                    after: Int(b[row]),
                    exposureBefore: rest.0,
                    exposureAfter: rest.1
                )
            {
                p = test.midP(level: 0.95).p
            }
            rows.append(
                Row(
                    label: labels[row],
                    first: a[row].isNaN ? nil : Int(a[row]),
                    second: b[row].isNaN ? nil : Int(b[row]),
                    p: p,
                    q: nil,
                    agrees: isWhole
                        && abs(a[row] - b[row]) <= tolerance * max(a[row], b[row])
                )
            )
        }
        let tested = rows.indices.filter { rows[$0].p != nil }
        let adjusted = Multiplicity.benjaminiHochberg(tested.compactMap { rows[$0].p })
        for (row, q) in zip(tested, adjusted) { rows[row].q = q }
        return rows
    }
}
