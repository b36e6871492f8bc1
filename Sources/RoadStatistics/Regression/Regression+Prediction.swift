extension Regression {
    /// The mean that a fit expects in every row of a table; NaN where a column is missing.
    ///
    /// Categories must have the levels that they had in the fit's table; a coefficient that the
    /// fit left out counts as 0.
    ///
    /// - Throws: `FormulaError` for unknown names.
    package static func means(
        of formula: Formula,
        _ fit: RegressionFit,
        in table: ColumnTable
    ) throws(FormulaError) -> [Double] {
        var open = Formula(response: .number(0))
        (open.terms, open.offsets) = (formula.terms, formula.offsets)
        open.hasIntercept = formula.hasIntercept
        let design = try DesignMatrix(open, table)
        var means = [Double](repeating: .nan, count: table.rowCount)
        var sums = design.offset
        for (name, column) in zip(design.names, design.columns) {
            guard let term = fit[name] else { continue }
            for row in sums.indices { sums[row] += term.estimate * column[row] }
        }
        for (place, row) in design.rows.enumerated() {
            means[row] = fit.family.mean(sums[place])
        }
        return means
    }
}
