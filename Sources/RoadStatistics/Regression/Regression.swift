import CSpecialFunctions
import Glibc

/// Fits linear and count models.
package enum Regression {
    /// Fits a formula to a table.
    ///
    /// Rows with a missing value are left out. Iteratively reweighted least squares (McCullagh &
    /// Nelder 1989, 2.5); θ by Newton on its score, alternating with the coefficients.
    ///
    /// - Parameters:
    ///   - formula: The model; see `Formula`.
    ///   - table: The columns.
    ///   - family: The law of the response.
    ///   - errors: How standard errors are computed.
    ///   - level: Confidence level of the limits, in `(0, 1)`.
    /// - Returns: The fit.
    /// - Throws: `FormulaError` for unknown names, too few rows, a response that is no count, or a
    ///   fit that does not settle.
    package static func fit(
        _ formula: Formula,
        to table: ColumnTable,
        family: RegressionFamily,
        errors: ErrorKind = .model,
        level: Double = 0.95
    ) throws(FormulaError) -> RegressionFit {
        let design = try DesignMatrix(formula, table)
        guard design.response.count > design.columns.count, !design.columns.isEmpty else {
            throw .tooFewRows(rows: design.response.count, coefficients: design.columns.count)
        }
        if family.hasLogLink, let row = design.response.firstIndex(where: { $0 < 0 }) {
            throw .badResponse(row: design.rows[row])
        }
        var solver = WeightedSolver(design: design, family: family)
        try solver.solve()
        var thetaError: Double?
        var isDegenerate = false
        if family == .negativeBinomial {
            isDegenerate = !(try solver.estimateSize())
            thetaError = isDegenerate ? nil : solver.sizeError
        }
        return summarise(solver, table, errors, level, thetaError, isDegenerate)
    }

    private static func summarise(
        _ solver: WeightedSolver,
        _ table: ColumnTable,
        _ errors: ErrorKind,
        _ level: Double,
        _ thetaError: Double?,
        _ isDegenerate: Bool
    ) -> RegressionFit {
        let design = solver.design
        let family = solver.family
        let n = design.response.count
        let p = solver.solution.kept.count
        let pearson = compensatedSum(
            zip(design.response, solver.means).map { y, mean in
                (y - mean) * (y - mean) / family.variance(mean, size: solver.size)
            }
        )
        let dispersion = pearson / Double(n - p)
        let sandwich = SandwichCovariance(solver: solver, rowCount: table.rowCount)
        let scale = family.estimatesDispersion ? dispersion : 1
        let covariance = sandwich.matrix(errors, dispersion: scale)
        let critical =
            family.estimatesDispersion
            ? StudentDistribution(degrees: Double(n - p)).criticalValue(level: level)
            : NormalDistribution.criticalValue(level: level)
        let terms = solver.solution.kept.enumerated().map { place, column in
            let estimate = solver.solution.coefficients[place]
            let error = covariance[place][place].squareRoot()
            let statistic = estimate / error
            return RegressionTerm(
                name: design.names[column],
                estimate: estimate,
                standardError: error,
                statistic: statistic,
                p: family.estimatesDispersion
                    ? StudentDistribution(degrees: Double(n - p)).twoSided(statistic)
                    : NormalDistribution.twoSided(statistic),
                lower: estimate - critical * error,
                upper: estimate + critical * error
            )
        }
        let kept = Set(solver.solution.kept)
        let likelihood = logLikelihood(solver)
        let parameters = p + (family == .gaussian || family == .negativeBinomial ? 1 : 0)
        return RegressionFit(
            family: family,
            terms: terms,
            aliased: design.names.indices.filter { !kept.contains($0) }.map { design.names[$0] },
            covariance: covariance,
            deviance: solver.deviance(solver.means),
            nullDeviance: solver.nullDeviance(),
            degreesOfFreedom: n - p,
            pearson: pearson,
            dispersion: dispersion,
            logLikelihood: likelihood,
            aic: likelihood.map { -2 * $0 + 2 * Double(parameters) },
            theta: family == .negativeBinomial ? solver.size : nil,
            thetaError: thetaError,
            isDegenerate: isDegenerate,
            fitted: solver.means,
            residuals: zip(design.response, solver.means).map { $0 - $1 },
            rows: design.rows,
            level: level
        )
    }

    private static func logLikelihood(_ solver: WeightedSolver) -> Double? {
        let response = solver.design.response
        switch solver.family {
        case .quasiPoisson: return nil
        case .gaussian:
            let n = Double(response.count)
            return -n / 2 * (log(2 * .pi * solver.deviance(solver.means) / n) + 1)
        case .poisson, .negativeBinomial:
            return compensatedSum(
                zip(response, solver.means).map {
                    solver.family.logLikelihood($0, $1, size: solver.size)
                }
            )
        }
    }
}
