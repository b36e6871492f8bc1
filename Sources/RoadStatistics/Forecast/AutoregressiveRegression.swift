import Glibc

/// A linear model whose errors depend on the ones before them, by maximum likelihood.
///
/// Errors are ε_t = φ·ε_{t−1} + u_t with |φ| < 1. Source: Prais & Winsten 1954; errors of
/// coefficients carry n/(n − p), as R's `nlme::gls` has it.
package struct AutoregressiveRegression: Sendable, Hashable {
    /// Coefficients; t with n − p degrees of freedom.
    package var terms: [RegressionTerm]
    /// φ.
    package var phi: Double
    /// Standard deviation of the errors.
    package var sigma: Double
    /// Log likelihood.
    package var logLikelihood: Double
    /// Observations.
    package var count: Int

    /// The coefficient of a name.
    package subscript(name: String) -> RegressionTerm? { terms.first { $0.name == name } }

    /// Fits a formula to consecutive rows.
    ///
    /// - Throws: `FormulaError`; a row that is not complete breaks the sequence and is refused.
    package static func fit(
        _ formula: Formula,
        to table: ColumnTable,
        level: Double = 0.95
    ) throws(FormulaError) -> AutoregressiveRegression {
        let design = try DesignMatrix(formula, table)
        let n = design.response.count
        guard n == table.rowCount, n > design.columns.count + 2 else {
            throw .tooFewRows(rows: n, coefficients: design.columns.count)
        }
        let response = zip(design.response, design.offset).map { $0 - $1 }
        func whitened(_ column: [Double], _ phi: Double) -> [Double] {
            (0..<n).map { row in
                row == 0
                    ? column[0] * (1 - phi * phi).squareRoot()
                    : column[row] - phi * column[row - 1]
            }
        }
        func solution(_ phi: Double) -> (fit: LeastSquares, squares: Double, value: Double) {
            let columns = design.columns.map { whitened($0, phi) }
            let target = whitened(response, phi)
            let fit = LeastSquares(columns, target)
            var squares = 0.0
            for row in 0..<n {
                var residual = target[row]
                for (place, column) in fit.kept.enumerated() {
                    residual -= fit.coefficients[place] * columns[column][row]
                }
                squares += residual * residual
            }
            let value =
                -Double(n) / 2 * (log(2 * .pi * squares / Double(n)) + 1)
                + log(1 - phi * phi) / 2
            return (fit, squares, value)
        }
        let start =
            stride(from: -0.95, through: 0.951, by: 0.05)
            .max { solution($0).value < solution($1).value } ?? 0
        let best = Simplex.minimum(from: [atanh(start)], step: 0.05, tolerance: 1e-14) {
            -solution(tanh($0[0])).value
        }
        let phi = tanh(best.place[0])
        let found = solution(phi)
        let p = found.fit.kept.count
        let variance = found.squares / Double(n)
        let student = StudentDistribution(degrees: Double(n - p))
        let critical = student.criticalValue(level: level)
        let terms = found.fit.kept.enumerated().map { place, column in
            let estimate = found.fit.coefficients[place]
            let spread = found.fit.covariance[place][place] * variance
            let error = (spread * Double(n) / Double(n - p)).squareRoot()
            return RegressionTerm(
                name: design.names[column],
                estimate: estimate,
                standardError: error,
                statistic: estimate / error,
                p: student.twoSided(estimate / error),
                lower: estimate - critical * error,
                upper: estimate + critical * error
            )
        }
        return AutoregressiveRegression(
            terms: terms,
            phi: phi,
            sigma: variance.squareRoot(),
            logLikelihood: found.value,
            count: n
        )
    }
}
