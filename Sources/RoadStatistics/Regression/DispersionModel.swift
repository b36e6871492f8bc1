import CSpecialFunctions
import Glibc

/// Fits safety performance functions: NB2 with dispersion k·sᵢ, by Newton in (β, ln k) together.
///
/// sᵢ = 1 is the constant dispersion, sᵢ = 1/Lᵢ the form of the Highway Safety Manual. The start is
/// the Poisson fit with a moment estimate of k; where the score in k at 0 is not positive the
/// likelihood is highest at Poisson's law (Dean & Lawless 1989) and k is 0.
package struct DispersionModel {
    private let design: DesignMatrix
    /// Columns kept of the design.
    private let kept: [Int]
    private let columns: [[Double]]
    private let scales: [Double]
    private var beta: [Double]
    private var logDispersion = 0.0
    private var iterations = 0

    private static let mostSteps = 200

    /// Fits a formula whose response is a count.
    ///
    /// - Parameters:
    ///   - formula: The model.
    ///   - table: The columns.
    ///   - scales: sᵢ by table row, positive; `nil` for a constant dispersion.
    ///   - level: Confidence level of the limits.
    /// - Returns: The fit.
    /// - Throws: `FormulaError` for unknown names, too few rows, a response that is no count, or a
    ///   fit that does not settle.
    package static func fit(
        _ formula: Formula,
        to table: ColumnTable,
        scales: [Double]? = nil,
        level: Double = 0.95
    ) throws(FormulaError) -> DispersionFit {
        var table = table
        if let scales, scales.count == table.rowCount {
            // A row without a usable scale is incomplete like one without a covariate.
            table = try DispersionModel.masking(formula, table, scales)
        }
        let design = try DesignMatrix(formula, table)
        guard design.response.count > design.columns.count, !design.columns.isEmpty else {
            throw .tooFewRows(rows: design.response.count, coefficients: design.columns.count)
        }
        if let row = design.response.firstIndex(where: { $0 < 0 }) {
            throw .badResponse(row: design.rows[row])
        }
        var model = DispersionModel(design, scales)
        try model.fitPoisson()
        let poisson = model.logLikelihood()
        guard model.startDispersion() else {
            return model.summary(poisson: poisson, isPoisson: true, level)
        }
        let isPoisson = !(try model.fitJointly())
        if isPoisson { try model.fitPoisson() }
        return model.summary(poisson: poisson, isPoisson: isPoisson, level)
    }

    private static func masking(
        _ formula: Formula,
        _ table: ColumnTable,
        _ scales: [Double]
    ) throws(FormulaError) -> ColumnTable {
        guard scales.contains(where: { !($0 > 0 && $0.isFinite) }) else { return table }
        let response = try formula.responses(in: table)
        guard case .name(let name) = formula.response else { return table }
        var columns = table.columns
        columns[name] = .numbers(
            response.indices.map { scales[$0] > 0 && scales[$0].isFinite ? response[$0] : .nan }
        )
        return ColumnTable(columns) ?? table
    }

    private init(_ design: DesignMatrix, _ scales: [Double]?) {
        self.design = design
        kept = LeastSquares(design.columns, design.response).kept
        columns = kept.map { design.columns[$0] }
        self.scales =
            scales.map { all in design.rows.map { all[$0] } }
            ?? [Double](repeating: 1, count: design.rows.count)
        beta = [Double](repeating: 0, count: kept.count)
    }

    private func predictors(_ beta: [Double]) -> [Double] {
        var sums = design.offset
        for (place, column) in columns.enumerated() {
            let coefficient = beta[place]
            for row in sums.indices { sums[row] += coefficient * column[row] }
        }
        return sums
    }

    // MARK: Poisson

    private mutating func fitPoisson() throws(FormulaError) {
        var solver = WeightedSolver(design: design, family: .poisson)
        try solver.solve()
        // The solver works on centred columns; its means give the coefficients of the plain ones.
        let etas = zip(solver.means, design.offset).map { log($0) - $1 }
        let plain = LeastSquares(columns, etas, weights: solver.means)
        for (place, column) in plain.kept.enumerated() { beta[column] = plain.coefficients[place] }
        logDispersion = -.infinity
    }

    /// A moment estimate of k; `false` when the counts scatter no more than Poisson's.
    private mutating func startDispersion() -> Bool {
        let etas = predictors(beta)
        var (excess, squares) = (0.0, 0.0)
        for row in etas.indices {
            let mean = exp(etas[row])
            let y = design.response[row]
            excess += scales[row] * ((y - mean) * (y - mean) - y)
            squares += scales[row] * scales[row] * mean * mean
        }
        guard excess > 0, squares > 0 else { return false }
        logDispersion = max(-12, min(5, log(excess / squares)))
        return true
    }

    // MARK: Joint Newton

    /// Value, gradient and negative Hessian in (β, ln k).
    private func derivatives() -> (value: Double, gradient: [Double], information: [[Double]]) {
        let p = columns.count
        let k = exp(logDispersion)
        let etas = predictors(beta)
        var gradient = [Double](repeating: 0, count: p + 1)
        var flat = [Double](repeating: 0, count: (p + 1) * (p + 1))
        var value = 0.0
        var row = 0
        var x = [Double](repeating: 0, count: p)
        while row < etas.count {
            let κ = k * scales[row]
            let part = DispersionLikelihood(
                count: design.response[row],
                mean: exp(etas[row]),
                logMean: etas[row],
                dispersion: κ
            )
            value += part.value
            for a in 0..<p { x[a] = columns[a][row] }
            for a in 0..<p {
                gradient[a] += part.slope * x[a]
                let weight = part.bend * x[a]
                for b in 0...a { flat[a * (p + 1) + b] -= weight * x[b] }
                flat[p * (p + 1) + a] -= κ * part.cross * x[a]
            }
            gradient[p] += κ * part.dispersionSlope
            flat[p * (p + 1) + p] -= κ * κ * part.dispersionBend + κ * part.dispersionSlope
            row += 1
        }
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: p + 1), count: p + 1)
        for a in 0...p {
            for b in 0...a {
                matrix[a][b] = flat[a * (p + 1) + b]
                matrix[b][a] = matrix[a][b]
            }
        }
        return (value, gradient, matrix)
    }

    /// Climbs to the maximum; `false` when k runs away to 0.
    private mutating func fitJointly() throws(FormulaError) -> Bool {
        var current = derivatives()
        for _ in 0..<Self.mostSteps {
            iterations += 1
            let step = DispersionModel.step(current.gradient, current.information)
            guard let step else { throw .noConvergence(iterations: iterations) }
            let (oldBeta, oldDispersion) = (beta, logDispersion)
            var factor = min(1, 4 / max(1e-300, abs(step[beta.count])))
            var halvings = 0
            while true {
                for place in beta.indices { beta[place] = oldBeta[place] + factor * step[place] }
                logDispersion = oldDispersion + factor * step[beta.count]
                let next = derivatives()
                if next.value >= current.value - 1e-11 * (1 + abs(current.value)) {
                    current = next
                    break
                }
                halvings += 1
                guard halvings < 60 else { throw .noConvergence(iterations: iterations) }
                factor /= 2
            }
            if logDispersion < -24 { return false }
            let largest =
                zip(step, beta + [logDispersion])
                .map { abs($0) / (1 + abs($1)) }.max() ?? 0
            if largest * factor < 1e-11 { return true }
            // On a flat likelihood the last digits of a step are noise.
            if iterations > 60, largest < 1e-7 { return true }
        }
        throw .noConvergence(iterations: iterations)
    }

    /// The Newton step; where the information is not positive definite its diagonal grows.
    private static func step(_ gradient: [Double], _ information: [[Double]]) -> [Double]? {
        var damping = 0.0
        for _ in 0..<40 {
            var matrix = information
            for place in matrix.indices {
                matrix[place][place] += damping * (abs(information[place][place]) + 1e-12)
            }
            if let factor = CholeskyFactor(matrix) { return factor.solve(gradient) }
            damping = damping == 0 ? 1e-3 : damping * 3
        }
        return nil
    }

    // MARK: Summary

    private func logLikelihood() -> Double {
        let etas = predictors(beta)
        let k = exp(logDispersion)
        var row = -1
        return compensatedSum(
            etas.lazy.map { eta in
                row += 1
                let y = design.response[row]
                let part = DispersionLikelihood(
                    count: y,
                    mean: exp(eta),
                    logMean: eta,
                    dispersion: k * scales[row]
                )
                return part.value - jol_log_gamma(y + 1)
            }
        )
    }

    private func summary(poisson: Double, isPoisson: Bool, _ level: Double) -> DispersionFit {
        let etas = predictors(beta)
        let means = etas.map { exp($0) }
        let k = isPoisson ? 0 : exp(logDispersion)
        let p = kept.count
        var (pearson, deviance) = (0.0, 0.0)
        var weights = means
        for row in means.indices {
            let κ = k * scales[row]
            let (y, mean) = (design.response[row], means[row])
            weights[row] = mean / (1 + κ * mean)
            pearson += (y - mean) * (y - mean) / (mean * (1 + κ * mean))
            deviance += RegressionFamily.negativeBinomial.deviance(
                y,
                mean,
                size: κ > 0 ? 1 / κ : .infinity
            )
        }
        let fixed = LeastSquares(columns, means, weights: weights).covariance
        var observed = [Double](repeating: .nan, count: p)
        var dispersionError: Double?
        if !isPoisson, let factor = CholeskyFactor(derivatives().information) {
            for place in 0...p {
                var unit = [Double](repeating: 0, count: p + 1)
                unit[place] = 1
                let error = factor.solve(unit)[place].squareRoot()
                if place < p { observed[place] = error } else { dispersionError = error * k }
            }
        }
        let critical = NormalDistribution.criticalValue(level: level)
        let terms = kept.indices.map { place in
            let error = fixed[place][place].squareRoot()
            let statistic = beta[place] / error
            return RegressionTerm(
                name: design.names[kept[place]],
                estimate: beta[place],
                standardError: error,
                statistic: statistic,
                p: NormalDistribution.twoSided(statistic),
                lower: beta[place] - critical * error,
                upper: beta[place] + critical * error
            )
        }
        let keptSet = Set(kept)
        return DispersionFit(
            terms: terms,
            observedErrors: isPoisson ? terms.map(\.standardError) : observed,
            aliased: design.names.indices.filter { !keptSet.contains($0) }.map { design.names[$0] },
            dispersion: k,
            dispersionError: dispersionError,
            logLikelihood: isPoisson ? poisson : logLikelihood(),
            poissonLogLikelihood: poisson,
            deviance: deviance,
            pearson: pearson,
            degreesOfFreedom: means.count - p,
            rows: design.rows,
            means: means,
            iterations: iterations,
            level: level
        )
    }
}

extension Formula {
    /// The mean of a count model with given coefficients in every row; NaN where a column is
    /// missing.
    ///
    /// - Throws: `FormulaError` for unknown names, or `.unknownColumn` for a coefficient that
    ///   belongs to no term of the formula.
    package func means(
        coefficients: [String: Double],
        in table: ColumnTable
    ) throws(FormulaError) -> [Double] {
        var open = Formula(response: .number(0))
        (open.terms, open.offsets, open.hasIntercept) = (terms, offsets, hasIntercept)
        let design = try DesignMatrix(open, table)
        if let stray = coefficients.keys.sorted().first(where: { !design.names.contains($0) }) {
            throw .unknownColumn(stray)
        }
        var means = [Double](repeating: .nan, count: table.rowCount)
        var sums = design.offset
        for (name, column) in zip(design.names, design.columns) {
            guard let coefficient = coefficients[name] else { continue }
            for row in sums.indices { sums[row] += coefficient * column[row] }
        }
        for (place, row) in design.rows.enumerated() { means[row] = exp(sums[place]) }
        return means
    }

    /// The right side of a model, written as R would: what a row must have to be predicted.
    package var covariates: [ColumnExpression] {
        terms.filter { $0.count == 1 }.compactMap { term in
            if case .call("factor", _) = term[0] { return nil }
            if case .call("harmonic", _) = term[0] { return nil }
            return ColumnExpression(term[0])
        }
    }
}
