import Glibc

/// The earlier steps that one step is compared with.
struct FarringtonBaseline {
    /// A fitted baseline.
    struct Model {
        /// Expected count of the present step.
        var mean: Double
        /// Standard error of the logarithm of the expected count.
        var error: Double
        /// Variance factor, at least 1.
        var dispersion: Double
        /// Whether there is a trend.
        var hasTrend: Bool
    }

    /// Rows of the baseline, ascending.
    private(set) var rows: [Int]
    /// The seasonal level of each of them, from 1; all alike when there is one.
    private(set) var levels: [Int]
    /// The row that is watched; it has the last level.
    let now: Int
    private let seasons: Int

    /// Chooses the baseline of a row; `nil` when the year has no room for the seasonal levels.
    init?(_ now: Int, _ period: Int, _ options: FarringtonOptions) {
        self.now = now
        let half = options.halfWindow
        seasons = options.isFlexible ? max(1, options.seasons) : 1
        (rows, levels) = ([], [])
        guard options.isFlexible else {
            for year in stride(from: options.years, to: 0, by: -1) {
                let middle = now - period * year
                rows += (middle - half...middle + half).filter { $0 >= 0 }
            }
            levels = rows.map { _ in 1 }
            return
        }
        var level = [Int](repeating: 0, count: now + 1)
        for row in max(0, now - half)...now { level[row] = seasons }
        // Between two windows the steps are shared out evenly among the other levels.
        let between = period - 2 * half - 1
        guard seasons == 1 || between >= seasons - 1 else { return nil }
        for year in 1...options.years {
            let middle = now - period * year
            for row in middle - half...middle + half where row >= 0 { level[row] = seasons }
            guard seasons > 1 else { continue }
            var row = middle + half + 1
            for block in 1..<seasons {
                let size = between / (seasons - 1) + (block <= between % (seasons - 1) ? 1 : 0)
                for place in row..<row + size where place >= 0 && place <= now {
                    level[place] = block
                }
                row += size
            }
        }
        for row in level.indices where level[row] > 0 && row < now - options.guardSteps {
            rows.append(row)
            levels.append(level[row])
        }
    }

    /// Fits the baseline, with a trend where it holds, and expects the present step.
    func fit(
        _ counts: [Double],
        _ exposure: [Double]?,
        _ options: FarringtonOptions
    ) -> Model? {
        let response = rows.map { counts[$0] }
        guard response.contains(where: { $0 > 0 }) else {
            return Model(mean: 1e-8, error: 0, dispersion: 1, hasTrend: false)
        }
        guard options.allowsTrend else { return fit(response, exposure, options, false)?.model }
        guard let trend = fit(response, exposure, options, true) else {
            return fit(response, exposure, options, false)?.model
        }
        let isKept =
            options.years >= 3 && trend.p < options.trendP
            && trend.model.mean <= response.max() ?? 0
        return isKept ? trend.model : fit(response, exposure, options, false)?.model
    }

    private func fit(
        _ response: [Double],
        _ exposure: [Double]?,
        _ options: FarringtonOptions,
        _ hasTrend: Bool
    ) -> (model: Model, p: Double)? {
        var columns = [response.map { _ in 1.0 }]
        var present = [1.0]
        if hasTrend {
            columns.append(rows.map { Double($0 - now) })
            present.append(0)
        }
        // Treatment contrasts: the level of the present step is the last one.
        let known = Set(levels).sorted()
        for level in known.dropFirst() {
            columns.append(levels.map { $0 == level ? 1 : 0 })
            present.append(level == seasons ? 1 : 0)
        }
        var design = DesignMatrix(
            names: columns.map { _ in "" },
            columns: columns,
            response: response
        )
        if let exposure { design.offset = rows.map { log(exposure[$0]) } }
        var solver = WeightedSolver(design: design, family: .quasiPoisson)
        guard (try? solver.solve()) != nil else { return nil }
        var dispersion = max(1, spread(solver))
        if options.reweights {
            design.weights = weights(solver, dispersion, options.residualLimit)
            solver = WeightedSolver(design: design, family: .quasiPoisson)
            guard (try? solver.solve()) != nil else { return nil }
            dispersion = max(1, spread(solver))
        }
        let estimates = solver.estimates
        let covariance = solver.covariance
        var predictor = exposure.map { log($0[now]) } ?? 0
        var variance = 0.0
        for (a, column) in solver.kept.enumerated() {
            predictor += estimates[a] * present[column]
            for (b, other) in solver.kept.enumerated() {
                variance += covariance[a][b] * present[column] * present[other]
            }
        }
        // The plain method takes the factor of the model, the flexible one R's own dispersion.
        let isRaw = options.isFlexible && options.reweights && !options.usesFullError
        let factor = isRaw ? rawSpread(solver) : dispersion
        let trendFactor = isRaw ? factor : spread(solver)
        var p = 1.0
        if hasTrend, let place = solver.kept.firstIndex(of: 1) {
            let error = (trendFactor * covariance[place][place]).squareRoot()
            p = StudentDistribution(degrees: Double(response.count - solver.kept.count))
                .twoSided(estimates[place] / error)
        }
        let model = Model(
            mean: exp(predictor),
            error: (factor * variance).squareRoot(),
            dispersion: dispersion,
            hasTrend: hasTrend
        )
        return (model, p)
    }

    /// Pearson's statistic over the degrees of freedom.
    private func spread(_ solver: WeightedSolver) -> Double {
        var sum = 0.0
        for (row, mean) in solver.means.enumerated() {
            let residual = solver.design.response[row] - mean
            sum += solver.design.weights[row] * residual * residual / mean
        }
        return sum / Double(solver.means.count - solver.kept.count)
    }

    /// The same with squared relative residuals.
    private func rawSpread(_ solver: WeightedSolver) -> Double {
        var sum = 0.0
        for (row, mean) in solver.means.enumerated() {
            let residual = (solver.design.response[row] - mean) / mean
            sum += solver.design.weights[row] * residual * residual
        }
        return sum / Double(solver.means.count - solver.kept.count)
    }

    /// Weights that fall with the square of Anscombe's residual beyond a limit.
    private func weights(
        _ solver: WeightedSolver,
        _ dispersion: Double,
        _ limit: Double
    ) -> [Double] {
        let hats = SandwichCovariance(solver: solver, rowCount: solver.means.count).leverages()
        let raw = solver.means.indices.map { row in
            let mean = solver.means[row]
            let y = solver.design.response[row]
            let residual =
                1.5 * (cbrt(y * y) / pow(mean, 1.0 / 6) - mean.squareRoot())
                / (dispersion * (1 - hats[row])).squareRoot()
            return residual > limit ? 1 / (residual * residual) : 1
        }
        let factor = Double(raw.count) / raw.reduce(0, +)
        return raw.map { $0 * factor }
    }
}
