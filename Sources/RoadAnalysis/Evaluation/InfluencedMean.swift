import RoadStatistics

/// An estimate with what each unit contributes to its error.
struct InfluencedMean: Sendable {
    var value: Double
    /// The influence of every unit; their mean is 0.
    var influence: [Double]

    init(value: Double, influence: [Double]) {
        (self.value, self.influence) = (value, influence)
    }

    /// The plain mean of several estimates.
    init(_ parts: [InfluencedMean]) {
        let share = 1 / Double(max(1, parts.count))
        value = compensatedSum(parts.map { $0.value * share })
        influence = [Double](repeating: 0, count: parts.first?.influence.count ?? 0)
        for part in parts {
            for unit in influence.indices { influence[unit] += part.influence[unit] * share }
        }
    }

    func effect(level: Double) -> StaggeredEffect {
        let n = Double(influence.count)
        let error = (compensatedSum(influence.map { $0 * $0 }) / n / n).squareRoot()
        let z = NormalDistribution.criticalValue(level: level)
        return StaggeredEffect(
            estimate: value,
            standardError: error,
            lower: value - z * error,
            upper: value + z * error,
            p: error > 0 ? NormalDistribution.twoSided(value / error) : .nan
        )
    }
}
