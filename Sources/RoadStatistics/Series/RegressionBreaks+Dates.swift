extension RegressionBreaks {
    /// A break with the rows between which it lies.
    package struct DatedBreak: Sendable, Hashable, Codable {
        /// Last row of the piece before the break, counted from 1 among the complete rows.
        package var last: Int
        /// Earliest last row of the piece before it; `nil` where the law gives no interval.
        package var lower: Int?
        /// Latest last row of the piece before it.
        package var upper: Int?
    }

    /// Intervals of the break dates of a partition (Bai 1997; Bai & Perron 2003).
    ///
    /// Errors are taken to be independent, with a variance and regressors of their own in each
    /// piece. An interval is rounded outwards to whole rows and may reach beyond the series.
    ///
    /// - Parameters:
    ///   - partition: One of `partitions`.
    ///   - formula: The regression that was broken.
    ///   - table: The table it was fitted to.
    ///   - level: Confidence level, above 0 and below 1.
    /// - Returns: One dated break for each of the partition's starts.
    /// - Throws: `FormulaError` when the formula does not fit the table.
    package static func dates(
        of partition: Partition,
        _ formula: Formula,
        to table: ColumnTable,
        level: Double = 0.95
    ) throws(FormulaError) -> [DatedBreak] {
        let design = try DesignMatrix(formula, table)
        let response = zip(design.response, design.offset).map { $0 - $1 }
        let borders = [0] + partition.starts + [response.count]
        let pieces = zip(borders, borders.dropFirst()).map { first, end in
            Piece(design.columns.map { Array($0[first..<end]) }, Array(response[first..<end]))
        }
        return partition.starts.indices.map { place in
            interval(partition.starts[place], pieces[place], pieces[place + 1], level)
        }
    }

    /// One piece of the regression.
    private struct Piece {
        var coefficients: [Double?]
        var columns: [[Double]]
        var variance: Double

        init(_ columns: [[Double]], _ response: [Double]) {
            let fit = LeastSquares(columns, response)
            var all = [Double?](repeating: nil, count: columns.count)
            for (value, place) in zip(fit.coefficients, fit.kept) { all[place] = value }
            var squares = 0.0
            for row in response.indices {
                var rest = response[row]
                for (value, place) in zip(fit.coefficients, fit.kept) {
                    rest -= value * columns[place][row]
                }
                squares += rest * rest
            }
            coefficients = all
            self.columns = columns
            variance = squares / Double(response.count)
        }

        /// Mean square of the regression on a change of coefficients.
        func square(_ change: [Double]) -> Double {
            let rows = columns.first?.count ?? 0
            var sum = 0.0
            for row in 0..<rows {
                var value = 0.0
                for (column, step) in zip(columns, change) { value += step * column[row] }
                sum += value * value
            }
            return rows > 0 ? sum / Double(rows) : 0
        }
    }

    private static func interval(
        _ start: Int,
        _ before: Piece,
        _ after: Piece,
        _ level: Double
    ) -> DatedBreak {
        var change: [Double] = []
        for (new, old) in zip(after.coefficients, before.coefficients) {
            guard let new, let old else { return DatedBreak(last: start) }
            change.append(new - old)
        }
        let (first, second) = (before.square(change), after.square(change))
        guard first > 0, second > 0, before.variance > 0, after.variance > 0 else {
            return DatedBreak(last: start)
        }
        let ratio = second / first
        let law = BreakDateLaw(
            drift: ratio,
            variance: ratio * after.variance / before.variance
        )
        let tail = (1 - level) / 2
        guard let low = law.quantile(tail), let high = law.quantile(1 - tail), low < 0, high > 0
        else { return DatedBreak(last: start) }
        let scale = before.variance / first
        guard max(-low, high) * scale < 1e9 else { return DatedBreak(last: start) }
        return DatedBreak(
            last: start,
            lower: start - Int((high * scale).rounded(.up)),
            upper: start - Int((low * scale).rounded(.down))
        )
    }
}
