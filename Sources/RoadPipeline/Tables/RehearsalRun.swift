import Glibc
import RoadAnalysis
package import RoadModel
import RoadStatistics

/// What every before–after method says of a measure whose effect is known.
///
/// Sites with gamma-distributed risk about a function of traffic; the worst by their counts get the
/// measure; the same risks make the counts after. Seeded, so every figure can be replayed.
package struct RehearsalRun: Sendable {
    /// Sites in the table.
    package var sites = 1000
    /// Sites that get the measure: those with the most crashes before.
    package var treated = 50
    /// Simulated studies.
    package var runs = 1000
    /// Seed of the random numbers.
    package var seed: UInt64 = 1
    /// True ratio of the measure; 1 does nothing.
    package var effect = 1.0
    /// Crashes a site has before, on average.
    package var mean = 4.0
    /// Overdispersion k of sites about the function of traffic.
    package var overdispersion = 0.3
    /// Crashes after over before without the measure, on all sites.
    package var trend = 0.95
    /// Standard deviation of the logarithm of traffic; 0 gives every site the same.
    package var spread = 0.6

    /// What a method gave over all runs.
    package struct Summary: Sendable, Hashable {
        /// The method: `naive`, `comparison-group`, `empirical-bayes`.
        package var method: String
        /// Mean of the estimated ratios.
        package var meanRatio: Double
        /// Standard error of that mean over the runs.
        package var error: Double
        /// Mean of the estimates over the truth, less 1, in percent.
        package var biasPercent: Double
        /// Share of runs whose 95 % interval holds the truth.
        package var coverage: Double
        /// Share of runs whose interval excludes 1.
        package var found: Double
        /// Runs in which the method gave an estimate.
        package var runs: Int
    }

    /// Makes a rehearsal with the usual numbers.
    package init() {}

    /// Runs it.
    ///
    /// - Throws: `.badArgument` for numbers that cannot be; what the evaluation throws.
    package func rehearse() throws(IntakeError) -> [Summary] {
        guard (20...100_000).contains(sites), treated >= 1, treated <= sites / 4,
            (1...100_000).contains(runs), effect > 0, effect < 100, mean > 0, mean < 1e6,
            overdispersion >= 0, overdispersion < 100, trend > 0, trend < 100,
            spread >= 0, spread <= 3
        else {
            throw IntakeError(
                .badArgument,
                subject: "--sites, --treated, --runs, --effect, --mean, --k, --trend, --spread",
                detail: "20 to 100,000 sites of which at most a quarter is treated, and factors "
                    + "above 0 were expected.",
                remedy: "See 'jol evaluate rehearse --help'."
            )
        }
        var collected: [String: [(ratio: Double, lower: Double, upper: Double)]] = [:]
        for index in 0..<runs {
            var generator = ReplayableGenerator(seed: seed, stream: UInt64(index))
            var run = BeforeAfterRun()
            run.prediction = .fitted(spread > 0 ? "log(aadt)" : "1")
            let outcome = try run.evaluate(table(&generator))
            collected["naive", default: []].append(
                (outcome.naiveRatio, outcome.naive.lower, outcome.naive.upper)
            )
            for effect in [outcome.comparison, outcome.bayes].compactMap(\.self) {
                collected[effect.method, default: []].append(
                    (effect.ratio, effect.lower, effect.upper)
                )
            }
        }
        return ["naive", "comparison-group", "empirical-bayes"].compactMap { method in
            collected[method].map { summary(method, $0) }
        }
    }

    private func summary(
        _ method: String,
        _ rows: [(ratio: Double, lower: Double, upper: Double)]
    ) -> Summary {
        let n = Double(rows.count)
        let mean = compensatedSum(rows.map(\.ratio)) / n
        let squares = compensatedSum(rows.map { ($0.ratio - mean) * ($0.ratio - mean) })
        return Summary(
            method: method,
            meanRatio: mean,
            error: (squares / max(1, n - 1) / n).squareRoot(),
            biasPercent: 100 * (mean / effect - 1),
            coverage: Double(rows.count { $0.lower <= effect && effect <= $0.upper }) / n,
            found: Double(rows.count { $0.lower > 1 || $0.upper < 1 }) / n,
            runs: rows.count
        )
    }

    /// One simulated table of sites.
    private func table(_ generator: inout ReplayableGenerator) -> AnalysisTable {
        var traffic: [Double] = []
        var risks: [Double] = []
        var before: [Int] = []
        // E[aadt] = 8,000 and E[√aadt] is the median's root times e^(σ²/8).
        let scale = 8000.0.squareRoot() * exp(-spread * spread / 8)
        for _ in 0..<sites {
            let aadt = 8000 * exp(spread * generator.normal() - spread * spread / 2)
            let mark =
                overdispersion > 0
                ? generator.gamma(shape: 1 / overdispersion) * overdispersion : 1
            let risk = mean * aadt.squareRoot() / scale * mark
            traffic.append(aadt)
            risks.append(risk)
            before.append(generator.poisson(mean: risk))
        }
        // Ties are broken by the order of sites, which knows nothing of their risk.
        let worst = before.indices.sorted { (before[$0], $1) > (before[$1], $0) }.prefix(treated)
        var isTreated = [Bool](repeating: false, count: sites)
        for site in worst { isTreated[site] = true }
        var after: [Int] = []
        for site in 0..<sites {
            after.append(
                generator.poisson(mean: risks[site] * trend * (isTreated[site] ? effect : 1))
            )
        }
        return AnalysisTable(
            subject: "rehearsal",
            header: ["aadt", "treated", "observed_before", "observed_after"],
            places: (0..<sites).map { SourcePlace(line: $0 + 2, byteOffset: 0) },
            allowsDecimalComma: false,
            cells: [
                traffic.map { "\($0)" }, isTreated.map { $0 ? "1" : "0" },
                before.map { "\($0)" }, after.map { "\($0)" },
            ]
        )
    }
}
