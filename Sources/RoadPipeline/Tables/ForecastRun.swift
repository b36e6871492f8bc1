import Foundation
package import RoadModel
import RoadStatistics

/// Forecasts a series and says how likely a target is reached.
package struct ForecastRun: Sendable {
    /// The model.
    package enum Method: String, Sendable, CaseIterable {
        /// A walk with drift.
        case walk
        /// A wandering level with a season.
        case structural
        /// The airline model.
        case airline
    }

    /// One step ahead.
    package struct Step: Sendable {
        /// Its place in time.
        package var label: String
        /// Place in time, as a number.
        package var time: Double
        /// Expected value: the median where logarithms are modelled.
        package var mean: Double
        /// Standard error on the scale of the model.
        package var error: Double
        /// Limits of the expected value.
        package var limits: (lower: Double, upper: Double)
        /// Limits of the count that will be observed.
        package var predictive: (lower: Double, upper: Double)
    }

    /// What one model says.
    package struct Outcome: Sendable {
        /// The model.
        package var method: Method
        /// The steps ahead.
        package var steps: [Step]
        /// Parameters by name.
        package var parameters: [(name: String, value: Double)]
        /// Share of simulated futures whose last step is at most the target.
        package var reach: Double?
    }

    /// Models to run.
    package var methods: [Method]
    /// Steps ahead.
    package var steps: Int
    /// Steps of a season; 1 is none.
    package var period: Int
    /// Whether logarithms are modelled.
    package var isLog: Bool
    /// The target of the last step.
    package var target: Double?
    /// Variance factor of the counts about their mean.
    package var phi: Double
    /// Simulated futures.
    package var paths: Int
    /// Seed of the simulation.
    package var seed: UInt64
    /// Confidence level.
    package var level: Double

    /// Makes a run.
    package init(
        methods: [Method],
        steps: Int,
        period: Int,
        isLog: Bool,
        target: Double?,
        phi: Double,
        paths: Int,
        seed: UInt64,
        level: Double = 0.95
    ) {
        (self.methods, self.steps, self.period) = (methods, steps, period)
        (self.isLog, self.target, self.phi) = (isLog, target, phi)
        (self.paths, self.seed, self.level) = (paths, seed, level)
    }

    /// Forecasts a series by every model.
    ///
    /// - Throws: `.insufficient` for missing periods or a series too short for the model;
    ///   `.formatDamaged` for a 0 where a logarithm is needed.
    package func forecast(_ series: AnalysisSeries) throws(IntakeError) -> [Outcome] {
        try series.requireComplete("a forecast")
        if isLog, let row = series.values.firstIndex(where: { $0 <= 0 }) {
            throw series.table.refusal(SeriesError.badValue(row: row))
        }
        let values = isLog ? series.values.map { log($0) } : series.values
        var outcomes: [Outcome] = []
        for method in methods {
            do throws(FormulaError) {
                let found = try model(method, values)
                outcomes.append(outcome(method, series, found.forecast, found.parameters))
            } catch {
                // One of several models may lack room; without any the series is too short.
                guard method != methods.last || !outcomes.isEmpty else {
                    throw series.table.refusal(error)
                }
            }
        }
        return outcomes
    }

    private func model(
        _ method: Method,
        _ values: [Double]
    ) throws(FormulaError) -> (forecast: Forecast, parameters: [(name: String, value: Double)]) {
        let short = FormulaError.tooFewRows(rows: values.count, coefficients: period + 3)
        guard let table = ColumnTable(numbers: ["y": values]) else { throw short }
        let formula = try Formula("y ~ 1")
        switch method {
        case .walk:
            guard let walk = try? Forecast.randomWalk(values, steps: steps) else { throw short }
            return (walk.forecast, [("drift", walk.drift), ("sigma", walk.sigma)])
        case .structural:
            let fit = try StructuralModel.fit(
                formula,
                to: table,
                period: max(2, period),
                seasonal: period > 1 ? .fixed : .none,
                hasSlope: true,
                steps: steps
            )
            guard let forecast = fit.forecast else { throw short }
            return (
                forecast,
                [
                    ("irregular", fit.irregular), ("level", fit.level),
                    ("slope", fit.slope ?? 0), ("logLik", fit.logLikelihood),
                ]
            )
        case .airline:
            guard period > 1 else { throw short }
            let fit = try AirlineModel.fit(formula, to: table, period: period)
            guard let forecast = fit.forecast(steps: steps) else { throw short }
            return (
                forecast,
                [
                    ("ma1", fit.ma), ("sma1", fit.seasonalMA), ("sigma2", fit.variance),
                    ("logLik", fit.logLikelihood), ("aic", fit.aic),
                ]
            )
        }
    }

    private func outcome(
        _ method: Method,
        _ series: AnalysisSeries,
        _ forecast: Forecast,
        _ parameters: [(name: String, value: Double)]
    ) -> Outcome {
        var generator = ReplayableGenerator(seed: seed)
        var draws = [[Double]](repeating: [], count: steps)
        for path in forecast.paths(paths, &generator) {
            for (step, value) in path.enumerated() {
                let mean = isLog ? exp(value) : value
                draws[step].append(observed(mean, &generator))
            }
        }
        let z = NormalDistribution.criticalValue(level: level)
        let errors = forecast.errors
        let rows = forecast.means.indices.map { step -> Step in
            let sorted = draws[step].sorted()
            func scaled(_ value: Double) -> Double { isLog ? exp(value) : value }
            let tail = (1 - level) / 2
            return Step(
                label: series.label(ahead: step + 1),
                time: series.time(ahead: step + 1),
                mean: scaled(forecast.means[step]),
                error: errors[step],
                limits: (
                    scaled(forecast.means[step] - z * errors[step]),
                    scaled(forecast.means[step] + z * errors[step])
                ),
                predictive: (
                    Self.quantile(sorted, tail), Self.quantile(sorted, 1 - tail)
                )
            )
        }
        let reach = target.flatMap { target -> Double? in
            guard let last = draws.last, !last.isEmpty else { return nil }
            return Double(last.count { $0 <= target }) / Double(last.count)
        }
        return Outcome(method: method, steps: rows, parameters: parameters, reach: reach)
    }

    /// What is counted at a mean: Poisson, or with φ above 1 a negative binomial of that variance.
    private func observed(_ mean: Double, _ generator: inout ReplayableGenerator) -> Double {
        guard isLog else { return mean }
        guard phi > 1 else { return Double(generator.poisson(mean: mean)) }
        return Double(generator.negativeBinomial(mean: mean, size: mean / (phi - 1)))
    }

    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        guard let last = sorted.indices.last else { return .nan }
        return sorted[min(last, Int((share * Double(sorted.count)).rounded(.down)))]
    }
}
