import RoadStatistics

/// How the weight of a crash scatters over the network.
struct CrashWeightLaw {
    /// Mean weight of a crash, positive.
    let mean: Double
    /// Squared coefficient of variation.
    let variation: Double

    /// `nil` when there is no crash or none has weight.
    init?(_ units: [HotspotUnitInput], _ weights: HotspotWeights) {
        let all = units.flatMap { unit in unit.crashes.map(weights.score) }.sorted()
        guard !all.isEmpty else { return nil }
        mean = compensatedSum(all) / Double(all.count)
        guard mean > 0, mean.isFinite else { return nil }
        let average = mean
        let squares = compensatedSum(all.lazy.map { ($0 - average) * ($0 - average) })
        variation = squares / Double(all.count) / (mean * mean)
    }

    /// Draws the true mean weight of a unit's crashes, which counts as one crash more of mean weight.
    func draw(score: Double, crashes: Double, _ generator: inout ReplayableGenerator) -> Double {
        let centre = (score + mean) / (crashes + 1)
        guard variation > 1e-12 else { return centre }
        let shape = (crashes + 1) / variation
        return centre * generator.gamma(shape: shape) / shape
    }
}
