import RoadStatistics

/// Before–after evaluations of treated sites.
package enum BeforeAfter {
    /// Which form the standard error of the empirical Bayes ratio takes.
    package enum ErrorForm: String, Sendable, Codable, CaseIterable {
        /// The form printed in the Highway Safety Manual, appendix 9A.
        case highwaySafetyManual = "hsm"
        /// The denominator squared (Hauer 1997, FHWA guide).
        case hauer
    }

    /// Compares treated sites with a comparison group (Hauer 1997, chapter 9).
    ///
    /// The group must have been chosen without looking at its counts: a group of quiet sites makes
    /// any measure look good.
    ///
    /// - Parameters:
    ///   - treatedBefore: Crashes of treated sites before, positive.
    ///   - treatedAfter: Crashes of treated sites after, positive.
    ///   - comparisonBefore: Crashes of the comparison group before, positive.
    ///   - comparisonAfter: Crashes of the comparison group after, positive.
    ///   - oddsVariance: Variance of the odds ratio between groups in untreated years, from at
    ///     least a few pairs of them; 0 claims that the groups always move together.
    ///   - level: Confidence level.
    /// - Returns: `nil` when a count is not positive or an option is out of range.
    package static func comparisonGroup(
        treatedBefore: Int,
        treatedAfter: Int,
        comparisonBefore: Int,
        comparisonAfter: Int,
        oddsVariance: Double = 0,
        level: Double = 0.95
    ) -> BeforeAfterEffect? {
        guard min(treatedBefore, treatedAfter, comparisonBefore, comparisonAfter) > 0,
            oddsVariance >= 0, oddsVariance.isFinite, level > 0, level < 1
        else { return nil }
        let (k, m) = (Double(treatedBefore), Double(comparisonBefore))
        let n = Double(comparisonAfter)
        let expected = k * (n / m) / (1 + 1 / m)
        let variance = expected * expected * (1 / k + 1 / m + 1 / n + oddsVariance)
        return effect(
            treatedAfter,
            expected,
            variance,
            level,
            form: .hauer,
            method: "comparison-group",
            usesCorrected: true
        )
    }

    /// Compares treated sites with what their safety performance function and their own past
    /// lead to expect (Hauer 1997; Highway Safety Manual, appendix 9A).
    ///
    /// - Parameters:
    ///   - sites: The treated sites.
    ///   - trendVariance: Relative variance of a factor that all predictions of the period after
    ///     share, for example the trend of untreated sites.
    ///   - form: Form of the standard error.
    ///   - level: Confidence level.
    /// - Returns: The effect and the expectation of each site; `nil` without sites or when a
    ///   prediction is not positive.
    package static func empiricalBayes(
        _ sites: [EvaluationSite],
        trendVariance: Double = 0,
        form: ErrorForm = .highwaySafetyManual,
        level: Double = 0.95
    ) -> (effect: BeforeAfterEffect, expectations: [SiteExpectation])? {
        guard !sites.isEmpty, level > 0, level < 1, sites.allSatisfy(\.isUsable),
            trendVariance >= 0, trendVariance.isFinite
        else { return nil }
        let expectations = sites.map(SiteExpectation.init)
        let observed = sites.reduce(0) { $0 + $1.observedAfter }
        let expected = compensatedSum(expectations.map(\.expectedAfter))
        let whole = effect(
            observed,
            expected,
            compensatedSum(expectations.map(\.variance)) + expected * expected * trendVariance,
            level,
            form: form,
            method: "empirical-bayes",
            usesCorrected: false
        )
        return (whole, expectations)
    }

    /// Several effects as one: what was observed and expected adds up, and so do the variances.
    ///
    /// `nil` without effects. Effects that share comparison places are taken as independent.
    package static func combined(_ effects: [BeforeAfterEffect]) -> BeforeAfterEffect? {
        guard let first = effects.first, effects.allSatisfy({ $0.expected > 0 }) else { return nil }
        if effects.count == 1 { return first }
        let observed = effects.reduce(0) { $0 + $1.observed }
        guard observed > 0 else { return nil }
        return effect(
            observed,
            compensatedSum(effects.map(\.expected)),
            compensatedSum(effects.map(\.expectedVariance)),
            first.level,
            form: .hauer,
            method: first.method,
            usesCorrected: true
        )
    }

    /// The corrected ratio with its error; Hauer's chapter 9 scales the error by the corrected
    /// ratio, appendix 9A by the plain one.
    private static func effect(
        _ observed: Int,
        _ expected: Double,
        _ variance: Double,
        _ level: Double,
        form: ErrorForm,
        method: String,
        usesCorrected: Bool
    ) -> BeforeAfterEffect {
        let plain = Double(observed) / expected
        let relative = variance / (expected * expected)
        let ratio = plain / (1 + relative)
        let base = usesCorrected ? ratio : plain
        let denominator = form == .hauer ? (1 + relative) * (1 + relative) : 1 + relative
        let z = NormalDistribution.criticalValue(level: level)
        guard observed > 0 else {
            // Nothing happened after: the count's exact limit stands in for the normal one.
            let most = PoissonMean.garwood(count: 0, level: level)?.upper ?? .infinity
            let upper = most / expected * (1 + z * relative.squareRoot())
            return BeforeAfterEffect(
                observed: 0,
                expected: expected,
                expectedVariance: variance,
                ratio: 0,
                standardError: upper / z,
                lower: 0,
                upper: upper,
                level: level,
                method: method
            )
        }
        let error =
            (base * base * (1 / Double(observed) + relative) / denominator).squareRoot()
        return BeforeAfterEffect(
            observed: observed,
            expected: expected,
            expectedVariance: variance,
            ratio: ratio,
            standardError: error,
            lower: max(0, ratio - z * error),
            upper: ratio + z * error,
            level: level,
            method: method
        )
    }
}
