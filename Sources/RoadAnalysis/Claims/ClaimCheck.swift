import RoadStatistics

/// Whether the figures of a statement follow from each other, and what they imply where one lacks.
package struct ClaimCheck: Hashable, Sendable {
    /// A part with what it says of the whole.
    package struct PartCheck: Hashable, Sendable {
        /// The part as printed.
        package var part: PublishedClaim.Part
        /// The share that the counts give, in percent; `nil` without a whole.
        package var percentOfWhole: Double?
        /// What the whole must have been for the printed share.
        package var impliedWhole: WholeRange
        /// Whether count, share and whole agree; `nil` without a whole.
        package var isConsistent: Bool?
    }

    /// The change that the counts give, in percent; `nil` without two counts or on a base of 0.
    package let percent: Double?
    /// Whether the printed change follows; `nil` when one of the three is absent.
    package let isChangeConsistent: Bool?
    /// What the earlier figure must have been for the later one and the percentage.
    package let impliedBefore: WholeRange?
    /// What the later figure must have been for the earlier one and the percentage.
    package let impliedAfter: WholeRange?
    /// Every part.
    package let parts: [PartCheck]
    /// What the whole must have been for all printed shares together; `nil` when none fits.
    package let impliedWhole: WholeRange?
    /// The sum of the addends; `nil` without any.
    package let sum: Int?
    /// Whether the addends make the whole; `nil` without both.
    package let isSumConsistent: Bool?
    /// Whether everything that could be checked agrees; `nil` when nothing could.
    package let isConsistent: Bool?

    /// Checks a claim.
    init(_ claim: PublishedClaim) {
        var verdicts: [Bool] = []
        percent = claim.before.flatMap { before in
            claim.after.flatMap { before > 0 ? 100 * ($0 / before - 1) : nil }
        }
        if let published = claim.percent, let found = percent {
            isChangeConsistent = published.allows(found)
            verdicts.append(published.allows(found))
        } else {
            // A percentage of a base of 0 follows from nothing.
            isChangeConsistent =
                claim.percent != nil && claim.before == 0 && claim.after != nil ? false : nil
            if isChangeConsistent == false { verdicts.append(false) }
        }
        let factors = claim.percent.map { percent in
            (1 + percent.interval.lower / 100, 1 + percent.interval.upper / 100)
        }
        impliedAfter = factors.flatMap { low, high in
            claim.before.map { WholeRange(max(0, $0 * low), max(0, $0 * high)) }
        }
        impliedBefore = factors.flatMap { low, high in
            claim.after.flatMap { after in
                high > 0 ? WholeRange(after / high, low > 0 ? after / low : .infinity) : nil
            }
        }
        if claim.before == nil, let range = impliedBefore, range.upper.isFinite {
            verdicts.append(range.firstWhole != nil)
        }
        if claim.after == nil, let range = impliedAfter {
            verdicts.append(range.firstWhole != nil)
        }
        let checks = claim.parts.map { ClaimCheck.check($0, claim.whole) }
        parts = checks
        verdicts += checks.compactMap(\.isConsistent)
        var common = checks.first?.impliedWhole
        for check in checks.dropFirst() { common = common?.intersection(check.impliedWhole) }
        impliedWhole = common
        if checks.count > 1 { verdicts.append(common?.firstWhole != nil) }
        sum = claim.addends.isEmpty ? nil : claim.addends.reduce(0, ClaimCheck.adding)
        isSumConsistent = sum.flatMap { sum in claim.whole.map { $0 == sum } }
        if let isSumConsistent { verdicts.append(isSumConsistent) }
        isConsistent = verdicts.isEmpty ? nil : verdicts.allSatisfy { $0 }
    }

    private static func check(_ part: PublishedClaim.Part, _ whole: Int?) -> PartCheck {
        let count = Double(part.count)
        let limits = part.share.interval
        let implied = WholeRange(
            limits.upper > 0 ? 100 * count / limits.upper : .infinity,
            limits.lower > 0 ? 100 * count / limits.lower : .infinity
        )
        let percent = whole.flatMap { $0 > 0 ? 100 * count / Double($0) : nil }
        var agrees = percent.map(part.share.allows)
        // A part larger than its whole is wrong whatever the share says.
        if let whole, part.count > whole { agrees = false }
        return PartCheck(
            part: part,
            percentOfWhole: percent,
            impliedWhole: implied,
            isConsistent: agrees
        )
    }

    private static func adding(_ a: Int, _ b: Int) -> Int {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : sum
    }
}
