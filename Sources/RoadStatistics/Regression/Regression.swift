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
    ///   - size: Where θ of the negative binomial law comes from.
    ///   - weights: Prior weights, for example trials of a share; a row of weight 0 is left out.
    /// - Returns: The fit.
    /// - Throws: `FormulaError` for unknown names, too few rows, a response that is no count, or a
    ///   fit that does not settle.
    package static func fit(
        _ formula: Formula,
        to table: ColumnTable,
        family: RegressionFamily,
        errors: ErrorKind = .model,
        level: Double = 0.95,
        size: SizeRule = .estimated,
        weights: ColumnExpression? = nil
    ) throws(FormulaError) -> RegressionFit {
        var solver = try solver(formula, table, family, weights)
        var isDegenerate = false
        var hasSizeError = false
        if family == .negativeBinomial {
            switch size {
            case .estimated:
                isDegenerate = !(try solver.estimateSize())
                hasSizeError = !isDegenerate
            case .given(let value): try solver.fixSize(value)
            }
        }
        return summarise(solver, table, errors, level, hasSizeError, isDegenerate)
    }

    /// Fits one formula to several tables with a size θ that all of them share.
    ///
    /// θ maximises the tables' adjusted profile likelihood; coefficients are each table's own. A table
    /// that cannot be fitted has its error and tells nothing about θ.
    ///
    /// - Returns: A fit or an error a table, in their order; all are degenerate without any
    ///   overdispersion.
    package static func fitPooled(
        _ formula: Formula,
        to tables: [ColumnTable],
        errors: [ErrorKind],
        level: Double = 0.95
    ) -> [Result<RegressionFit, FormulaError>] {
        var solvers: [Result<WeightedSolver, FormulaError>] = tables.map { table in
            do throws(FormulaError) {
                return .success(try solver(formula, table, .negativeBinomial, nil))
            } catch { return .failure(error) }
        }
        let isDegenerate = !PooledSize.settle(&solvers)
        return solvers.indices.map { place in
            switch solvers[place] {
            case .success(let solver):
                .success(
                    summarise(
                        solver,
                        tables[place],
                        errors[place],
                        level,
                        false,
                        isDegenerate
                    )
                )
            case .failure(let error): .failure(error)
            }
        }
    }

    private static func solver(
        _ formula: Formula,
        _ table: ColumnTable,
        _ family: RegressionFamily,
        _ weights: ColumnExpression?
    ) throws(FormulaError) -> WeightedSolver {
        let design = try DesignMatrix(formula, table, weights: weights?.expression)
        guard design.response.count > design.columns.count, !design.columns.isEmpty else {
            throw .tooFewRows(rows: design.response.count, coefficients: design.columns.count)
        }
        if family.hasLogLink, let row = design.response.firstIndex(where: { $0 < 0 }) {
            throw .badResponse(row: design.rows[row])
        }
        if family.isShare, let row = design.response.firstIndex(where: { $0 < 0 || $0 > 1 }) {
            throw .badShare(row: design.rows[row])
        }
        var solver = WeightedSolver(design: design, family: family)
        try solver.solve()
        return solver
    }

    private static func summarise(
        _ solver: WeightedSolver,
        _ table: ColumnTable,
        _ errors: ErrorKind,
        _ level: Double,
        _ hasSizeError: Bool,
        _ isDegenerate: Bool
    ) -> RegressionFit {
        let design = solver.design
        let family = solver.family
        let n = design.response.count
        let p = solver.kept.count
        let pearson = compensatedSum(
            (0..<n).lazy.map { row in
                let mean = solver.means[row]
                let residual = design.response[row] - mean
                return design.weights[row] * residual * residual
                    / family.variance(mean, size: solver.size)
            }
        )
        let dispersion = pearson / Double(n - p)
        let scale = family.estimatesDispersion ? dispersion : 1
        let covariance =
            errors == .model
            ? solver.covariance.map { $0.map { $0 * scale } }
            : SandwichCovariance(solver: solver, rowCount: table.rowCount)
                .matrix(errors, dispersion: scale)
        let student =
            family.estimatesDispersion ? StudentDistribution(degrees: Double(n - p)) : nil
        let critical =
            student?.criticalValue(level: level)
            ?? NormalDistribution.criticalValue(level: level)
        let estimates = solver.estimates
        let terms = solver.kept.enumerated().map { place, column in
            let estimate = estimates[place]
            let error = covariance[place][place].squareRoot()
            let statistic = estimate / error
            return RegressionTerm(
                name: design.names[column],
                estimate: estimate,
                standardError: error,
                statistic: statistic,
                p: student?.twoSided(statistic) ?? NormalDistribution.twoSided(statistic),
                lower: estimate - critical * error,
                upper: estimate + critical * error
            )
        }
        let kept = Set(solver.kept)
        let likelihood = solver.logLikelihood()
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
            thetaError: hasSizeError ? solver.sizeError : nil,
            isDegenerate: isDegenerate,
            fitted: solver.means,
            residuals: zip(design.response, solver.means).map { $0 - $1 },
            rows: design.rows,
            level: level
        )
    }
}

/// Where the size θ of the negative binomial law comes from.
package enum SizeRule: Sendable, Hashable {
    /// It maximises the likelihood.
    case estimated
    /// It is known from elsewhere, positive.
    case given(Double)
}
