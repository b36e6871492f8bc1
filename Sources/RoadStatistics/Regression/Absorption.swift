/// Takes group means out of columns: weighted projections off each grouping in turn.
///
/// By the theorem of Frisch, Waugh and Lovell a fit to what is left gives the coefficients of a fit
/// with a constant for every group. Source: Guimarães & Portugal 2010 (alternating projections).
struct Absorption {
    /// The group of each row, once per grouping.
    let groups: [[Int]]
    private let counts: [Int]

    private static let mostSweeps = 10_000

    init(_ groups: [[Int]]) {
        self.groups = groups
        counts = groups.map { ($0.max() ?? -1) + 1 }
    }

    /// The column without its weighted group means.
    ///
    /// - Parameters:
    ///   - column: One value a row.
    ///   - weights: Weights, above 0.
    ///   - tolerance: Largest change of a last sweep against the column's own size.
    /// - Returns: What no group explains.
    func residual(_ column: [Double], weights: [Double], tolerance: Double = 1e-11) -> [Double] {
        guard !groups.isEmpty else { return column }
        var values = column
        let totals = groups.indices.map { place in
            var sums = [Double](repeating: 0, count: counts[place])
            for (row, group) in groups[place].enumerated() { sums[group] += weights[row] }
            return sums
        }
        let size = max(1e-300, column.map { abs($0) }.max() ?? 0)
        for _ in 0..<Self.mostSweeps {
            var largest = 0.0
            for place in groups.indices {
                var means = [Double](repeating: 0, count: counts[place])
                for (row, group) in groups[place].enumerated() {
                    means[group] += weights[row] * values[row]
                }
                for group in means.indices {
                    means[group] /= totals[place][group]
                    largest = max(largest, abs(means[group]))
                }
                for (row, group) in groups[place].enumerated() { values[row] -= means[group] }
            }
            // One grouping is done after one sweep; several settle.
            if groups.count == 1 || largest <= tolerance * size { break }
        }
        return values
    }
}
