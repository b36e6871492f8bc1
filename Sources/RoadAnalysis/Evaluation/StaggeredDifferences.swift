import RoadStatistics

/// Differences in differences for measures that began at different times.
///
/// Source: Callaway & Sant'Anna 2021; before treatment every period is compared with the one before
/// it, unless one base is asked for. Unlike two-way fixed effects, units treated already are never
/// controls. Covariates enter by regression, weighting or both (Sant'Anna & Zhao 2020).
package struct StaggeredDifferences: Sendable {
    /// With whom treated units are compared.
    package enum Control: String, Sendable, Codable, CaseIterable {
        /// Units that are never treated.
        case never
        /// Units not treated yet, the never treated among them.
        case notYet = "not-yet"
    }

    /// How covariates enter.
    package enum Method: String, Sendable, Codable, CaseIterable {
        /// By regression and weighting: right when either is.
        case doublyRobust = "dr"
        /// By regression of the controls' changes.
        case regression = "reg"
        /// By weights from the probability of treatment.
        case weighting = "ipw"
    }

    /// With which period others are compared before treatment.
    package enum Base: String, Sendable, Codable, CaseIterable {
        /// With the period before each.
        case varying
        /// With the last period before treatment.
        case universal
    }

    /// How effects are estimated.
    package struct Options: Sendable, Hashable {
        /// With whom treated units are compared.
        package var control = Control.never
        /// How covariates enter, where the panel has any.
        package var method = Method.doublyRobust
        /// The base before treatment.
        package var base = Base.varying
        /// Periods before treatment in which it may act already.
        package var anticipation = 0.0
        /// Random draws of the band that holds for all effects at once; 0 for none.
        package var draws = 1000
        /// Seed of the draws.
        package var seed: UInt64 = 1
        /// Confidence level.
        package var level = 0.95

        /// The usual options.
        package init() {}
    }

    /// The effect on one cohort in one period.
    package struct GroupTime: Sendable, Hashable {
        /// First treated period of the cohort.
        package var cohort: Double
        /// The period.
        package var time: Double
        /// The effect; before treatment it should be 0.
        package var effect: StaggeredEffect
    }

    /// Effects of every cohort in every period but the first.
    package let groupTimes: [GroupTime]
    /// Mean effect over treated cohorts and periods, by units treated.
    package let simple: StaggeredEffect
    /// Mean effect by periods since treatment; negative is before it.
    package let dynamic: [(event: Double, effect: StaggeredEffect)]
    /// Mean of the dynamic effects from treatment on.
    package let dynamicOverall: StaggeredEffect
    /// Mean effect by cohort.
    package let groups: [(cohort: Double, effect: StaggeredEffect)]
    /// Mean of the effects by cohort, by units.
    package let groupOverall: StaggeredEffect
    /// Mean effect by period.
    package let calendar: [(time: Double, effect: StaggeredEffect)]
    /// Wald test that all effects before treatment are 0; `nil` when it cannot be made.
    package let preTrend: (statistic: Double, degrees: Int, p: Double)?
    /// Factor of the standard error for limits that hold for all `dynamic` effects at once.
    package let dynamicFactor: Double?
    /// The same for all `groupTimes`.
    package let groupTimeFactor: Double?

    /// Estimates every effect.
    ///
    /// - Returns: `nil` when some cohort has nobody to be compared with in every period.
    package init?(_ panel: StaggeredPanel, _ options: Options = Options()) {
        let level = options.level
        let weights = CohortWeights(panel)
        var cells: [GroupTimeCell] = []
        for cohort in weights.cohorts {
            for place in panel.times.indices.dropFirst() {
                if let cell = GroupTimeCell(panel, cohort, place, options) { cells.append(cell) }
            }
        }
        func effect(_ part: InfluencedMean) -> StaggeredEffect { part.effect(level: level) }
        let after = cells.filter { $0.time >= $0.cohort }
        guard !after.isEmpty else { return nil }
        groupTimes = cells.map {
            GroupTime(cohort: $0.cohort, time: $0.time, effect: effect($0.mean))
        }
        simple = effect(weights.average(after))
        let events = Set(cells.map(\.event)).sorted()
        let byEvent = events.map { event in
            (event, weights.average(cells.filter { $0.event == event }))
        }
        dynamic = byEvent.map { ($0.0, effect($0.1)) }
        dynamicOverall = effect(InfluencedMean(byEvent.filter { $0.0 >= 0 }.map(\.1)))
        let byCohort = weights.cohorts.compactMap { cohort -> (Double, InfluencedMean)? in
            let own = after.filter { $0.cohort == cohort }.map(\.mean)
            return own.isEmpty ? nil : (cohort, InfluencedMean(own))
        }
        groups = byCohort.map { ($0.0, effect($0.1)) }
        groupOverall = effect(weights.average(byCohort.map { ($0.0, $0.1) }))
        calendar = Set(after.map(\.time)).sorted().map { time in
            (time, effect(weights.average(after.filter { $0.time == time })))
        }
        let early = cells.filter { $0.time < $0.cohort - options.anticipation }
        preTrend = StaggeredDifferences.wald(early.map(\.mean))
        func factor(_ means: [InfluencedMean]) -> Double? {
            SimultaneousBand.factor(means, draws: options.draws, seed: options.seed, level: level)
        }
        dynamicFactor = factor(byEvent.map(\.1))
        groupTimeFactor = factor(cells.map(\.mean))
    }

    private static func wald(
        _ means: [InfluencedMean]
    ) -> (statistic: Double, degrees: Int, p: Double)? {
        guard let first = means.first else { return nil }
        let n = Double(first.influence.count)
        let covariance = means.map { a in
            means.map { b in
                compensatedSum(zip(a.influence, b.influence).map { $0 * $1 }) / n
            }
        }
        let values = means.map(\.value)
        guard let factor = CholeskyFactor(covariance) else { return nil }
        let solved = factor.solve(values)
        let statistic = n * compensatedSum(zip(values, solved).map { $0 * $1 })
        let law = GammaDistribution.chiSquared(degrees: Double(means.count))
        return (statistic, means.count, law.above(statistic))
    }
}
