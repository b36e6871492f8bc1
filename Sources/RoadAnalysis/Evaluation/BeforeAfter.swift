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
    ///   - form: Form of the standard error.
    ///   - level: Confidence level.
    /// - Returns: The effect and the expectation of each site; `nil` without sites, without a
    ///   crash after, or when a prediction is not positive.
    package static func empiricalBayes(
        _ sites: [EvaluationSite],
        form: ErrorForm = .highwaySafetyManual,
        level: Double = 0.95
    ) -> (effect: BeforeAfterEffect, expectations: [SiteExpectation])? {
        guard !sites.isEmpty, level > 0, level < 1, sites.allSatisfy(\.isUsable) else {
            return nil
        }
        let expectations = sites.map(SiteExpectation.init)
        let observed = sites.reduce(0) { $0 + $1.observedAfter }
        guard observed > 0 else { return nil }
        let whole = effect(
            observed,
            compensatedSum(expectations.map(\.expectedAfter)),
            compensatedSum(expectations.map(\.variance)),
            level,
            form: form,
            method: "empirical-bayes",
            usesCorrected: false
        )
        return (whole, expectations)
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
        let error =
            (base * base * (1 / Double(observed) + relative) / denominator).squareRoot()
        let z = NormalDistribution.criticalValue(level: level)
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
