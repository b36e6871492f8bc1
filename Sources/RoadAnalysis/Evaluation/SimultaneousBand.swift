import RoadStatistics

/// How wide intervals must be for all of them to hold at once.
///
/// Units' influences get random weights of mean 0 and variance 1 (Mammen's two points); the band's
/// factor is the quantile of the largest weighted mean over its standard error (Callaway &
/// Sant'Anna 2021, algorithm 1).
enum SimultaneousBand {
    /// The factor that stands in the place of 1.96; `nil` without a usable estimate.
    static func factor(
        _ means: [InfluencedMean],
        draws: Int,
        seed: UInt64,
        level: Double
    ) -> Double? {
        let usable = means.filter { $0.influence.contains { $0 != 0 } }
        guard let n = usable.first?.influence.count, n > 1, draws > 0 else { return nil }
        let errors = usable.map { mean in
            (compensatedSum(mean.influence.map { $0 * $0 }) / Double(n)).squareRoot()
        }
        let root5 = 5.0.squareRoot()
        let (low, high) = ((1 - root5) / 2, (1 + root5) / 2)
        let chance = (root5 + 1) / (2 * root5)
        var generator = ReplayableGenerator(seed: seed)
        var largest: [Double] = []
        var weights = [Double](repeating: 0, count: n)
        for _ in 0..<draws {
            for unit in 0..<n { weights[unit] = generator.uniform() < chance ? low : high }
            var most = 0.0
            for (mean, error) in zip(usable, errors) {
                var sum = 0.0
                for unit in 0..<n { sum += weights[unit] * mean.influence[unit] }
                most = max(most, abs(sum) / (Double(n).squareRoot() * error))
            }
            largest.append(most)
        }
        largest.sort()
        let place = Int((level * Double(draws)).rounded(.up)) - 1
        let drawn = largest[min(draws - 1, max(0, place))]
        // A band is never narrower than one interval by itself.
        return max(drawn, NormalDistribution.criticalValue(level: level))
    }
}
