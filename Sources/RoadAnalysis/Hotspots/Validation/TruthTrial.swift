import RoadStatistics

/// Trials with a known truth: every site gets a true multiplier and counts, and each method is
/// scored by what it should have found.
package struct TruthTrial: Sendable {
    /// How one method did over all trials.
    package struct Score: Sendable, Hashable {
        /// The method.
        package var method: String
        /// Share of the list that does not belong there.
        package var falseIdentification: Double
        /// Mean loss of true crashes against the right list: Poisson mean difference.
        package var meanDifference: Double
    }

    /// Scores by method.
    package private(set) var scores: [Score] = []
    /// Share of sites whose rank interval holds the true rank.
    package private(set) var coverage: Double
    /// Trials.
    package let trials: Int

    /// Runs trials on the sites of a screening.
    ///
    /// - Parameters:
    ///   - ids: Names of the sites.
    ///   - predicted: Predictions of the whole period.
    ///   - dispersion: k of every site.
    ///   - exposure: Traffic × length, for rates; NaN without.
    ///   - trials: How many.
    ///   - top: How many sites a list has.
    ///   - options: Draws behind the intervals of ranks; the seed is that of the trials too.
    package init(
        ids: [String],
        predicted: [Double],
        dispersion: [Double],
        exposure: [Double],
        trials: Int,
        top: Int,
        options: RankDraws.Options
    ) {
        self.trials = trials
        let hasRates = exposure.contains { $0 > 0 }
        let names =
            ["frequency"] + (hasRates ? ["rate", "rate_critical"] : []) + [
                "spf", "eb", "eb_excess",
            ]
        var wrong = [Double](repeating: 0, count: names.count)
        var lost = wrong
        var (held, asked) = (0, 0)
        for trial in 0..<trials {
            var generator = ReplayableGenerator(seed: options.seed, stream: UInt64(trial) + 1)
            var truth: [Double] = []
            var counts: [Double] = []
            for site in ids.indices {
                let k = dispersion[site]
                let multiplier = k > 0 ? generator.gamma(shape: 1 / k) * k : 1
                truth.append(predicted[site] * multiplier)
                counts.append(Double(generator.poisson(mean: predicted[site] * multiplier)))
            }
            let estimates = ids.indices.compactMap { site in
                EmpiricalBayes.estimate(
                    observed: counts[site],
                    predicted: predicted[site],
                    dispersion: dispersion[site]
                )
            }
            guard estimates.count == ids.count else { continue }
            var figures: [[Double]] = [counts]
            if hasRates {
                let critical = CriticalRate(crashes: counts, exposure: exposure, z: 1.645)
                figures.append(ids.indices.map { counts[$0] / exposure[$0] })
                figures.append(
                    ids.indices.map { site in
                        counts[site] / exposure[site]
                            / (critical?.limit(exposure: exposure[site]) ?? 1)
                    }
                )
            }
            figures += [predicted, estimates.map(\.expected), estimates.map(\.excess)]
            let excess = ids.indices.map { truth[$0] - predicted[$0] }
            for (method, figure) in figures.enumerated() {
                // A method is held to what it means to find: the excess by itself.
                let target = names[method] == "eb_excess" ? excess : truth
                let right = ConsistencyTest.ranks(target)
                let found = ConsistencyTest.ranks(figure)
                let list = found.indices.filter { found[$0] <= top }
                wrong[method] += Double(list.count { right[$0] > top }) / Double(max(1, list.count))
                let best = target.sorted(by: >).prefix(list.count).reduce(0, +)
                lost[method] += best - list.reduce(0.0) { $0 + target[$1] }
            }
            let laws = SiteLaws(
                .expected,
                ids: ids,
                estimates,
                lengthYears: [Double](repeating: 1, count: ids.count)
            )
            var drawn = options
            drawn.seed = options.seed &+ UInt64(trial)
            let right = ConsistencyTest.ranks(truth)
            for site in RankDraws(laws, drawn).sites {
                asked += 1
                if site.lower <= right[site.site], right[site.site] <= site.upper { held += 1 }
            }
        }
        coverage = asked > 0 ? Double(held) / Double(asked) : 0
        scores = names.indices.map {
            Score(
                method: names[$0],
                falseIdentification: wrong[$0] / Double(max(1, trials)),
                meanDifference: lost[$0] / Double(max(1, trials))
            )
        }
    }
}
