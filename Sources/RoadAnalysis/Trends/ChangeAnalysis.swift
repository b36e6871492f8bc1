package import RoadModel
import RoadStatistics

/// Compares two periods and says what may be said about the difference.
package enum ChangeAnalysis {
    /// Compares the later period with the earlier one.
    ///
    /// Checks run in this order: definition, recording break, windows, suppression, zero base,
    /// estimate. The
    /// first that fails is the verdict; whatever else is noteworthy becomes a flag. The figures
    /// are filled in even when the verdict forbids printing them. Method: `Docs/Methods/change.md`.
    ///
    /// - Parameters:
    ///   - measure: What is counted; `killed` is exempt from breaks that do not name it.
    ///   - before: The earlier period.
    ///   - after: The later period.
    ///   - variance: What is known about variation beyond the Poisson law.
    ///   - published: A percent change somebody printed for the same counts.
    ///   - breaks: Known changes of the recording rule.
    ///   - options: Level, suppression, power.
    /// - Returns: `nil` when a count is negative, an exposure not positive, or the level outside
    ///   `(0, 1)`.
    package static func compare(
        measure: String,
        before: ChangePeriod,
        after: ChangePeriod,
        variance: VarianceEvidence = VarianceEvidence(),
        published: PublishedPercent? = nil,
        breaks: [RecordingBreak] = [],
        options: ChangeOptions = ChangeOptions()
    ) -> TrendChange? {
        guard options.level > 0, options.level < 1,
            let rates = RateRatio(
                before: before.count,
                after: after.count,
                exposureBefore: before.exposure,
                exposureAfter: after.exposure
            )
        else { return nil }
        let model = VarianceModel(variance)
        let phi = model.phi(Double(before.count), Double(after.count))
        let exact = rates.exact(level: options.level)
        let midP = rates.midP(level: options.level)
        let degrees = model.degrees(Double(before.count), Double(after.count))
        let wide = overdispersed(rates, phi: phi, degrees: degrees, level: options.level)
        let verdict = judge(
            measure: measure,
            before: before,
            after: after,
            rates: rates,
            p: wide.p,
            knowsHistory: model.knowsHistory,
            published: published,
            breaks: breaks,
            options: options
        )
        return TrendChange(
            measure: measure,
            before: before.count,
            after: after.count,
            exposureBefore: before.exposure,
            exposureAfter: after.exposure,
            percent: before.count >= max(1, options.smallestPercentBase)
                ? 100 * (rates.ratio - 1) : nil,
            exact: interval(exact, phi: 1),
            midP: interval(midP, phi: 1),
            overdispersed: interval(wide, phi: phi),
            phiSource: model.source,
            assumptions: model.assumptions,
            detectableFallPercent: DetectableFall.percent(
                before: before.count,
                exposureRatio: after.exposure / before.exposure,
                phi: model.within,
                processVariance: model.between,
                power: options.power
            ),
            level: options.level,
            verdict: verdict
        )
    }

    /// From 20 events on either side the log scale is good; below it the mid-p of counts over φ.
    private static func overdispersed(
        _ rates: RateRatio,
        phi: Double,
        degrees: Double,
        level: Double
    ) -> RatioTest {
        if rates.before >= 20, rates.after >= 20,
            let wald = rates.wald(level: level, varianceFactor: phi, degrees: degrees)
        {
            return wald
        }
        return rates.midP(level: level, varianceFactor: phi)
    }

    private static func interval(_ test: RatioTest, phi: Double) -> ChangeInterval {
        ChangeInterval(
            lower: 100 * (test.lower - 1),
            upper: test.upper.isFinite ? 100 * (test.upper - 1) : nil,
            p: test.p,
            phi: phi
        )
    }

    /// Whether a printed percentage follows from the counts, as they are or per exposure.
    private static func follows(_ published: PublishedPercent, from rates: RateRatio) -> Bool {
        guard rates.before > 0 else { return false }
        let plain = 100 * (Double(rates.after) / Double(rates.before) - 1)
        return published.allows(plain) || published.allows(100 * (rates.ratio - 1))
    }

    private static func judge(
        measure: String,
        before: ChangePeriod,
        after: ChangePeriod,
        rates: RateRatio,
        p: Double,
        knowsHistory: Bool,
        published: PublishedPercent?,
        breaks: [RecordingBreak],
        options: ChangeOptions
    ) -> Verdict {
        // Every finding in the order of the checks; the first that forbids a reading leads.
        var findings: [VerdictCode] = []
        var suspicions: [VerdictCode] = []
        if let own = before.definition, let other = after.definition,
            !own.isComparable(with: other)
        {
            findings.append(.notComparable)
        }
        if let earlier = before.window, let later = after.window {
            // A suspected break refuses too: the jump it explains is no smaller for the doubt.
            if breaks.contains(where: { $0.concerns(measure) && $0.separates(earlier, later) }) {
                findings.append(.refuseBreak)
            }
            if !earlier.hasSameSeason(as: later), findings.first != .notComparable {
                findings.append(.notComparable)
            }
        }
        if let earlier = before.maturityDays, let later = after.maturityDays, earlier != later,
            !findings.contains(.notComparable)
        {
            findings.append(.notComparable)
        }
        if let limit = options.suppressBelow, limit > 1 {
            let small = 1..<limit
            if small.contains(before.count) || small.contains(after.count) {
                findings.append(.suppress)
            }
        }
        if before.count == 0 { suspicions.append(.degenerate) }
        if let published, !follows(published, from: rates) { suspicions.append(.inconsistent) }
        let isChange = p <= 1 - options.level
        let code = findings.first ?? (isChange ? .change : .noEvidence)
        return Verdict(
            code: code,
            flags: findings.dropFirst() + suspicions,
            attribution: code == .change && knowsHistory ? .beyondHistory : .change
        )
    }
}
