import RoadStatistics

/// How hot places behave over time: Gi* of every step, its trend, and a name for both.
package struct EmergingHotspots: Sendable {
    /// What a place does.
    package enum Pattern: String, Sendable, CaseIterable {
        /// Hot in the last step for the first time.
        case new
        /// Hot in an unbroken run that ends with the last step and began after calm, hot in under
        /// 90 % of steps.
        case consecutive
        /// Hot in at least 90 % of steps, the last among them, and rising.
        case intensifying
        /// Hot in at least 90 % of steps, without a trend.
        case persistent
        /// Hot in at least 90 % of steps, the last among them, and falling.
        case diminishing
        /// Hot on and off in under 90 % of steps, the last among them, never cold.
        case sporadic
        /// Hot in the last step, cold in an earlier one, hot in under 90 % of steps.
        case oscillating
        /// Hot in at least 90 % of steps, but not in the last.
        case historical
        /// Hot at some time, none of the above.
        case fading
        /// Never hot.
        case none
    }

    /// The name of a place's history.
    ///
    /// - Precondition: `hot` and `cold` are equally long and not empty.
    package static func pattern(hot: [Bool], cold: [Bool], trend: Int) -> Pattern {
        let steps = hot.count
        let times = hot.count { $0 }
        guard times > 0 else { return .none }
        let isMostly = Double(times) >= 0.9 * Double(steps)
        guard hot[steps - 1] else {
            // Hot in nine tenths of the steps before the last.
            let before = Double(times) >= 0.9 * Double(steps - 1)
            return before ? .historical : .fading
        }
        if times == 1 { return .new }
        if isMostly { return trend > 0 ? .intensifying : trend < 0 ? .diminishing : .persistent }
        if cold.contains(true) { return .oscillating }
        var run = 0
        while run < steps, hot[steps - 1 - run] { run += 1 }
        return run == times ? .consecutive : .sporadic
    }

    /// Pattern of each unit.
    package private(set) var patterns: [Pattern] = []
    /// Steps in which each unit is hot.
    package private(set) var hotSteps: [Int] = []
    /// Mann–Kendall score of each unit's Gi*.
    package private(set) var score: [Int] = []
    /// Exact two-sided p-value of the score.
    package private(set) var trendP: [Double] = []
    /// Gi* by step and unit.
    package private(set) var giStar: [[Double]] = []

    /// Names every unit's history.
    ///
    /// Hot and cold: exact p-values of all units and steps together, held at a false discovery
    /// rate of `level`.
    ///
    /// - Precondition: `counts` holds at least three steps of one count per unit.
    package init(_ counts: [[Double]], _ weights: SpatialWeights, level: Double = 0.05) {
        let units = weights.count
        var (upper, lower): ([Double], [Double]) = ([], [])
        for step in counts {
            let local = LocalStatistics(step, weights)
            giStar.append(local.giStar)
            let significance = LocalSignificance.find(step, weights, null: .permutation)
            upper += significance.upper
            lower += significance.lower
        }
        let hot = Multiplicity.benjaminiHochberg(upper)
        let cold = Multiplicity.benjaminiHochberg(lower)
        for unit in 0..<units {
            let series = counts.indices.map { giStar[$0][unit] }
            var s = 0
            for later in series.indices {
                for earlier in 0..<later {
                    s +=
                        series[later] > series[earlier]
                        ? 1 : series[later] < series[earlier] ? -1 : 0
                }
            }
            let isHot = counts.indices.map {
                hot[$0 * units + unit] <= level && giStar[$0][unit] > 0
            }
            let isCold = counts.indices.map {
                cold[$0 * units + unit] <= level && giStar[$0][unit] < 0
            }
            let times = isHot.count { $0 }
            // The exact law costs; a place that is never hot needs no name of its trend.
            let p =
                s == 0
                ? 1
                : times > 0 || units <= 20_000
                    ? MannKendall.exactPermutationP(series) ?? .nan : .nan
            score.append(s)
            trendP.append(p)
            hotSteps.append(times)
            let trend = p <= level ? s.signum() : 0
            patterns.append(Self.pattern(hot: isHot, cold: isCold, trend: trend))
        }
    }
}
