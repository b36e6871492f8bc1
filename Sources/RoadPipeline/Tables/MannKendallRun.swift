package import RoadModel
package import RoadStatistics

/// Tests a series of a table for a monotone trend.
package struct MannKendallRun: Sendable {
    /// What came of it.
    package struct Outcome: Sendable {
        /// Every variant that applies, by name; `seasonal` and `seasonal-correlated` with a period.
        package var tests: [(name: String, test: MannKendall)]
        /// The line through the medians, per step.
        package var line: TheilSen
        /// Exact p-value of the score without ties, up to 100 values.
        package var exactP: Double?
        /// Autocorrelation at lag 1 of the series about its line, significant at 5 %.
        package var isAutocorrelated: Bool
    }

    /// Steps of a season, for example 12; `nil` without seasons.
    package var period: Int?
    /// Confidence level.
    package var level: Double

    /// Makes a run.
    package init(period: Int?, level: Double = 0.95) {
        (self.period, self.level) = (period, level)
    }

    /// Tests a series; with gaps only the plain test is made.
    ///
    /// - Throws: `.insufficient` for too few values or gaps in a seasonal series.
    package func test(_ series: AnalysisSeries) throws(IntakeError) -> Outcome {
        if period != nil { try series.requireComplete("a seasonal test") }
        do throws(SeriesError) { return try outcome(series) } catch {
            throw series.table.refusal(error)
        }
    }

    private func outcome(_ series: AnalysisSeries) throws(SeriesError) -> Outcome {
        let values = series.values
        let line = try TheilSen.fit(x: series.steps, y: values, level: level)
        var tests: [(name: String, test: MannKendall)] = []
        if let period {
            for (name, isCorrelated) in [("seasonal", false), ("seasonal-correlated", true)] {
                let test = try MannKendall.seasonal(
                    values,
                    period: period,
                    isCorrelated: isCorrelated
                )
                tests.append((name, test))
            }
        }
        for variant in MannKendall.Variant.allCases {
            if series.missingCount > 0, variant != .original { continue }
            var test = try MannKendall.test(values, variant: variant, level: level)
            // Steps across a gap are longer than one.
            (test.slope, test.intercept) = (line.slope, line.intercept)
            tests.append((variant.rawValue, test))
        }
        let residuals = zip(values, series.steps).map { $0 - line.slope * $1 }
        let rho = Autocorrelation.coefficients(residuals, lags: 1)
        let limit =
            NormalDistribution.criticalValue(level: 0.95)
            / Double(values.count).squareRoot()
        let hasTies = Set(values).count < values.count
        let score = tests.first { $0.name == "original" }?.test.s ?? 0
        return Outcome(
            tests: tests,
            line: line,
            exactP: hasTies ? nil : MannKendall.exactP(s: Int(score), count: values.count),
            isAutocorrelated: rho.count > 1 && abs(rho[1]) > limit
        )
    }
}
