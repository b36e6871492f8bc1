package import RoadAnalysis
package import RoadModel
import RoadReport

/// The sentences about a claim, in any language: the command and the page share them.
package struct ClaimSentences: Sendable {
    /// The language.
    package let language: Language

    /// Chooses a language.
    package init(_ language: Language) { self.language = language }

    /// What the figures of a claim say of each other.
    package func lines(_ claim: PublishedClaim, _ check: ClaimCheck) -> [String] {
        let words = ClaimWords(language)
        let numbers = NumberText(language)
        var lines: [String] = []
        let printed = claim.percent.map { numbers.signedPercent($0.value, decimals: $0.decimals) }
        if let before = claim.before, let after = claim.after, let published = claim.percent,
            let found = check.percent, let agrees = check.isChangeConsistent
        {
            lines.append(
                words.change(
                    before: before,
                    after: after,
                    published: published.value,
                    decimals: published.decimals,
                    found: found,
                    agrees: agrees
                )
            )
        }
        let needsBefore = claim.before == nil || check.isChangeConsistent == false
        if needsBefore, let printed, let range = check.impliedBefore {
            lines.append(
                words.implied(isBefore: true, percent: printed, range.lower, range.upper)
            )
        }
        if claim.after == nil, let printed, let range = check.impliedAfter {
            lines.append(
                words.implied(isBefore: false, percent: printed, range.lower, range.upper)
            )
        }
        for part in check.parts {
            lines.append(
                words.part(
                    count: part.part.count,
                    share: numbers.percent(
                        part.part.share.value,
                        decimals: part.part.share.decimals
                    ),
                    whole: claim.whole,
                    found: part.percentOfWhole,
                    agrees: part.isConsistent,
                    part.impliedWhole.lower,
                    part.impliedWhole.upper
                )
            )
        }
        if check.parts.count > 1 {
            lines.append(
                check.impliedWhole.map { words.common($0.lower, $0.upper) } ?? words.noCommon
            )
        }
        if let sum = check.sum, let whole = claim.whole {
            lines.append(words.sum(sum, whole: whole))
        }
        return lines.isEmpty ? [words.nothing] : lines
    }
}
