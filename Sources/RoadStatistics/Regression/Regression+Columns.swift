extension Regression {
    /// The regressors that terms stand for, without a constant.
    ///
    /// - Throws: `FormulaError`; `.badResponse` with the first row in which a regressor has no finite
    ///   value.
    package static func columns(
        of terms: [String],
        in table: ColumnTable
    ) throws(FormulaError) -> (names: [String], columns: [[Double]]) {
        guard !terms.isEmpty else { return ([], []) }
        let read = try Formula("1 ~ \(terms.joined(separator: " + "))")
        var open = Formula(response: .number(0))
        (open.terms, open.hasIntercept) = (read.terms, true)
        let design = try DesignMatrix(open, table)
        if design.rows.count < table.rowCount {
            let complete = Set(design.rows)
            let bad = (0..<table.rowCount).first { !complete.contains($0) }
            throw .badResponse(row: bad ?? 0)
        }
        return (Array(design.names.dropFirst()), Array(design.columns.dropFirst()))
    }
}
