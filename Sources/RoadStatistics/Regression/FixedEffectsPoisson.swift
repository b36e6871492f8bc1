import Glibc

/// Poisson regression with a constant for every group of one or more groupings.
///
/// Iteratively reweighted least squares on columns without their group means, so that thousands of
/// constants cost no coefficients. It is consistent for any response that is not negative whose
/// conditional mean is right (Gourieroux, Monfort & Trognon 1984), hence robust errors.
package enum FixedEffectsPoisson {
    /// What comes of a fit.
    package struct Fit: Sendable, Hashable {
        /// Coefficients of the regressors, those of aliased ones left out.
        package var terms: [RegressionTerm]
        /// Regressors that the groupings or others determine.
        package var aliased: [String]
        /// Covariance of the coefficients, row by row.
        package var covariance: [[Double]]
        /// Standard errors with the model's own covariance, in the order of `terms`.
        package var modelErrors: [Double]
        /// Twice the log likelihood lost against a perfect fit.
        package var deviance: Double
        /// Log likelihood.
        package var logLikelihood: Double
        /// Rows that took part, by their place in the input.
        package var rows: [Int]
        /// Rows of groups without a single event.
        package var zeroRows: Int
        /// Rows without events that the regressors would fit perfectly at minus infinity.
        package var separatedRows: Int
        /// Clusters; `nil` when errors are by row.
        package var clusters: Int?
        /// Fitted means of the rows that took part.
        package var fitted: [Double]
    }

    /// Fits a model.
    ///
    /// - Parameters:
    ///   - response: Counts, not negative.
    ///   - regressors: One column per regressor, finite.
    ///   - names: Their names.
    ///   - groupings: The group of each row, once per grouping; numbers from 0.
    ///   - offset: Logarithm of exposure by row; empty for none.
    ///   - clusters: The cluster of each row; `nil` for White's errors.
    ///   - level: Confidence level.
    /// - Returns: The fit.
    /// - Throws: `.tooFewRows` when nothing is left to fit, `.badResponse`, `.noConvergence`.
    package static func fit(
        response: [Double],
        regressors: [[Double]],
        names: [String],
        groupings: [[Int]],
        offset: [Double] = [],
        clusters: [Int]? = nil,
        level: Double = 0.95
    ) throws(FormulaError) -> Fit {
        if let row = response.firstIndex(where: { !($0 >= 0) || !$0.isFinite }) {
            throw .badResponse(row: row)
        }
        let kept = Separation.withoutZeroGroups(response, groupings)
        let zeroRows = response.count - kept.count
        let separated = Separation.rows(kept, response, regressors, groupings)
        let rows = kept.filter { !separated.contains($0) }
        guard rows.count > regressors.count + 1 else {
            throw .tooFewRows(rows: rows.count, coefficients: regressors.count + 1)
        }
        var problem = PoissonProblem(
            response: rows.map { response[$0] },
            regressors: regressors.map { column in rows.map { column[$0] } },
            groupings: groupings.map { groups in Separation.renumbered(rows.map { groups[$0] }) },
            offset: offset.isEmpty ? rows.map { _ in 0 } : rows.map { offset[$0] }
        )
        try problem.solve()
        let labels = clusters.map { labels in Separation.renumbered(rows.map { labels[$0] }) }
        let covariance = problem.covariance(labels)
        let z = NormalDistribution.criticalValue(level: level)
        let terms = problem.kept.enumerated().map { place, column in
            let estimate = problem.coefficients[place]
            let error = max(0, covariance[place][place]).squareRoot()
            return RegressionTerm(
                name: names[column],
                estimate: estimate,
                standardError: error,
                statistic: estimate / error,
                p: NormalDistribution.twoSided(estimate / error),
                lower: estimate - z * error,
                upper: estimate + z * error
            )
        }
        let used = Set(problem.kept)
        return Fit(
            terms: terms,
            aliased: names.indices.filter { !used.contains($0) }.map { names[$0] },
            covariance: covariance,
            modelErrors: problem.bread.indices.map { problem.bread[$0][$0].squareRoot() },
            deviance: problem.deviance,
            logLikelihood: compensatedSum(
                zip(problem.response, problem.means).map {
                    RegressionFamily.poisson.logLikelihood($0, $1, size: .infinity)
                }
            ),
            rows: rows,
            zeroRows: zeroRows,
            separatedRows: separated.count,
            clusters: labels.map { ($0.max() ?? -1) + 1 },
            fitted: problem.means
        )
    }
}
