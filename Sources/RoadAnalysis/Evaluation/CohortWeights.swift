import RoadStatistics

/// Shares of units by cohort, which weigh averages over cohorts and are estimates themselves.
struct CohortWeights: Sendable {
    let cohorts: [Double]
    private let panel: StaggeredPanel

    init(_ panel: StaggeredPanel) {
        self.panel = panel
        cohorts = Set(panel.cohorts.filter(\.isFinite)).sorted()
    }

    func average(_ cells: [GroupTimeCell]) -> InfluencedMean {
        average(cells.map { ($0.cohort, $0.mean) })
    }

    /// The mean by units of each cohort, with the error of these shares.
    func average(_ parts: [(cohort: Double, mean: InfluencedMean)]) -> InfluencedMean {
        let n = panel.units.count
        let shares = parts.map { part in
            Double(panel.cohorts.count { $0 == part.cohort }) / Double(n)
        }
        let sum = compensatedSum(shares)
        let value = compensatedSum(zip(shares, parts).map { $0 * $1.mean.value }) / sum
        var influence = [Double](repeating: 0, count: n)
        for (share, part) in zip(shares, parts) {
            for unit in 0..<n {
                let isOwn = panel.cohorts[unit] == part.cohort ? 1.0 : 0
                influence[unit] +=
                    share / sum * part.mean.influence[unit]
                    // The derivative of a ratio of shares.
                    + (isOwn - share) / sum * (part.mean.value - value)
            }
        }
        return InfluencedMean(value: value, influence: influence)
    }
}
