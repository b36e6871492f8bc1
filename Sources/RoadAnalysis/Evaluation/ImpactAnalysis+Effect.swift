import Glibc
import RoadStatistics

extension ImpactAnalysis {
    /// The effect over one window, from a model of the time before it.
    struct Effect {
        var observed: Double
        var expected: Double
        var expectedInterval: Interval
        var percent: Double
        var interval: Interval
        var p: Double
        var statistic: Double
        var periods: [Period]
        var variances: (irregular: Double, level: Double)
    }

    /// Analyses one window of a series; `nil` when the time before it is too short.
    static func effect(
        _ series: [Double],
        _ controls: [[Double]],
        _ window: Range<Int>,
        _ scale: Scale,
        _ options: Options,
        draws: Int
    ) -> Effect? {
        func forward(_ value: Double) -> Double { scale == .log ? Glibc.log(value) : value }
        func back(_ value: Double) -> Double {
            scale == .log ? exp(min(700, value)) : max(0, value)
        }
        let before = 0..<window.lowerBound
        let model = Counterfactual(
            before: before.map { forward(series[$0]) },
            controlsBefore: controls.map { column in before.map { forward(column[$0]) } },
            controlsAfter: controls.map { column in window.map { forward(column[$0]) } },
            count: window.count,
            season: options.season,
            draws: draws,
            seed: options.seed
        )
        guard let model else { return nil }
        let observed = compensatedSum(window.map { series[$0] })
        let sums = model.paths.map { path in compensatedSum(path.map(back)) }.sorted()
        func quantile(_ sorted: [Double], _ share: Double) -> Double {
            let place = share * Double(sorted.count - 1)
            let low = Int(place)
            let high = min(sorted.count - 1, low + 1)
            return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
        }
        let tail = (1 - options.level) / 2
        let (low, middle, high) = (
            quantile(sums, tail), quantile(sums, 0.5), quantile(sums, 1 - tail)
        )
        guard middle > 0 else { return nil }
        let below = Double(sums.count { $0 <= observed })
        let above = Double(sums.count { $0 >= observed })
        let n = Double(sums.count)
        let mean = compensatedSum(sums) / n
        let spread =
            (compensatedSum(sums.map { ($0 - mean) * ($0 - mean) }) / (n - 1)).squareRoot()
        let periods = window.enumerated().map { step, index in
            let values = model.paths.map { back($0[step]) }.sorted()
            return Period(
                index: index,
                observed: series[index],
                expected: quantile(values, 0.5),
                lower: quantile(values, tail),
                upper: quantile(values, 1 - tail)
            )
        }
        return Effect(
            observed: observed,
            expected: middle,
            expectedInterval: Interval(lower: low, upper: high),
            percent: 100 * (observed / middle - 1),
            interval: Interval(
                lower: 100 * (observed / high - 1),
                upper: low > 0 ? 100 * (observed / low - 1) : .infinity
            ),
            p: min(1, 2 * min(below + 1, above + 1) / (n + 1)),
            statistic: spread > 0 ? (observed - mean) / spread : 0,
            periods: periods,
            variances: model.variances
        )
    }
}
