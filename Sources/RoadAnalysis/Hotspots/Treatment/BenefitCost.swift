import Glibc
import RoadStatistics

/// What a measure saves against what it costs, with the uncertainty of both crashes and effect.
package struct BenefitCost: Sendable, Hashable {
    /// One severity at a site: expected crashes a year as Gamma(shape, rate) and their unit value.
    package struct Stream: Sendable, Hashable {
        /// Mean crashes a year.
        package var mean: Double
        /// Gamma shape of the mean; infinite when it is known.
        package var shape: Double
        /// Value of one crash.
        package var value: Double

        /// Makes a stream.
        package init(mean: Double, shape: Double, value: Double) {
            (self.mean, self.shape, self.value) = (mean, shape, value)
        }
    }

    /// A crash modification factor with its 95 % limits.
    package struct Factor: Sendable, Hashable {
        /// Crashes with the measure over crashes without.
        package var value: Double
        /// Limits.
        package var lower: Double
        /// Upper limit.
        package var upper: Double

        /// Makes a factor.
        package init(value: Double, lower: Double, upper: Double) {
            (self.value, self.lower, self.upper) = (value, lower, upper)
        }
    }

    /// Present value of what is saved.
    package var benefit: Double
    /// Present value of what it costs.
    package var cost: Double
    /// 90 % limits of the benefit.
    package var benefitLower: Double
    /// Upper limit.
    package var benefitUpper: Double
    /// Probability that it saves more than it costs.
    package var worthwhile: Double

    /// Benefit over cost; `nil` when it costs nothing.
    package var ratio: Double? { cost > 0 ? benefit / cost : nil }
    /// Benefit less cost.
    package var net: Double { benefit - cost }

    /// ((1 + r)^T − 1) / (r (1 + r)^T): the present value of 1 a year for T years.
    package static func presentValueFactor(rate: Double, years: Double) -> Double {
        rate == 0 ? years : (1 - pow(1 + rate, -years)) / rate
    }

    /// Weighs a measure.
    ///
    /// - Parameters:
    ///   - streams: Crashes by severity.
    ///   - factor: The measure's effect.
    ///   - cost: Present value of its cost.
    ///   - rate: Discount rate a year.
    ///   - years: Its life.
    ///   - seed: Seed of 2,000 draws; the factor's logarithm is drawn from a normal law.
    package init(
        _ streams: [Stream],
        factor: Factor,
        cost: Double,
        rate: Double,
        years: Double,
        seed: UInt64
    ) {
        let worth = BenefitCost.presentValueFactor(rate: rate, years: years)
        let yearly = streams.reduce(0.0) { $0 + $1.mean * $1.value }
        benefit = (1 - factor.value) * yearly * worth
        self.cost = cost
        var generator = ReplayableGenerator(seed: seed, stream: 0xBC)
        let spread =
            factor.lower > 0 && factor.upper > factor.lower
            ? log(factor.upper / factor.lower) / (2 * 1.959963984540054) : 0
        var drawn: [Double] = []
        for _ in 0..<2000 {
            let effect = factor.value * exp(spread * generator.normal())
            var saved = 0.0
            for stream in streams {
                let crashes =
                    stream.shape.isFinite && stream.shape > 0
                    ? stream.mean * generator.gamma(shape: stream.shape) / stream.shape
                    : stream.mean
                saved += crashes * stream.value
            }
            drawn.append((1 - effect) * saved * worth)
        }
        drawn.sort()
        (benefitLower, benefitUpper) = (drawn[100], drawn[1899])
        worthwhile = Double(drawn.count { $0 > cost }) / Double(drawn.count)
    }
}
