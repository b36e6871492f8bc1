import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

/// A checked claim for machines and for a person.
struct ClaimAnswer {
    let claim: PublishedClaim
    let check: ClaimCheck
    let change: TrendChange?
    /// What the days of the two figures forbid.
    let codes: [VerdictCode]

    var answer: AnalysisAnswer {
        AnalysisAnswer(fields, codes: allCodes, text: text)
    }

    private var allCodes: [VerdictCode] {
        var found = check.isConsistent == false ? [VerdictCode.inconsistent] : []
        found += codes
        if let change {
            found += change.verdict.flags.filter { $0 == .degenerate || $0 == .suppress }
        }
        return found
    }

    /// The first thing that forbids a reading, else what the counts show.
    private var verdict: VerdictCode? {
        if check.isConsistent == false { return .inconsistent }
        return codes.first ?? change?.verdict.code
    }

    private var fields: [String: AnalysisTree] {
        var tree: [String: AnalysisTree] = [
            "consistent": check.isConsistent.map { .flag($0) } ?? .null,
            "verdict": verdict.map { .text($0.rawValue) } ?? .null,
            "percent": .number(check.percent),
            "publishedPercent": .number(claim.percent?.value),
            "allowedPercent": claim.percent.map {
                .object(AnalysisTree.limits($0.interval.lower, $0.interval.upper))
            } ?? .null,
            "changeConsistent": check.isChangeConsistent.map { .flag($0) } ?? .null,
            "impliedBefore": Self.tree(check.impliedBefore),
            "impliedAfter": Self.tree(check.impliedAfter),
            "parts": .list(check.parts.map(Self.tree)),
            "impliedBase": Self.tree(check.impliedWhole),
            "sum": check.sum.map { .count($0) } ?? .null,
            "sumConsistent": check.isSumConsistent.map { .flag($0) } ?? .null,
            "attribution": "A0", "causation": "NOT-ESTABLISHED",
        ]
        if let change {
            tree["change"] = [
                "verdict": .text(change.verdict.code.rawValue),
                "exact": .object(Self.tree(change.exact)),
                "midp": .object(Self.tree(change.midP)),
                "overdispersed": .object(
                    Self.tree(change.overdispersed).merging(
                        ["phi": .number(change.overdispersed.phi)]
                    ) { $1 }
                ),
                "detectableFallPercent": .number(change.detectableFallPercent),
            ]
        }
        return tree
    }

    private static func tree(_ range: WholeRange?) -> AnalysisTree {
        guard let range else { return .null }
        return [
            "lower": .number(range.lower), "upper": .number(range.upper),
            "firstWhole": range.firstWhole.map { .count($0) } ?? .null,
            "lastWhole": range.lastWhole.map { .count($0) } ?? .null,
        ]
    }

    private static func tree(_ check: ClaimCheck.PartCheck) -> AnalysisTree {
        [
            "part": .count(check.part.count), "share": .number(check.part.share.value),
            "percentOfWhole": .number(check.percentOfWhole),
            "impliedBase": tree(check.impliedWhole),
            "consistent": check.isConsistent.map { .flag($0) } ?? .null,
        ]
    }

    private static func tree(_ interval: ChangeInterval) -> [String: AnalysisTree] {
        [
            "lower": .number(interval.lower), "upper": .number(interval.upper),
            "p": .number(interval.p),
        ]
    }

    private var text: String {
        let sentences = ClaimSentences(Interface.language).lines(claim, check)
        var lines = sentences
        if let change, check.isConsistent != false || change.percent != nil {
            lines.append(VerdictSentence(Interface.language).text(change))
        }
        let name = tr("Verdict", ru: "Вывод", kk: "Қорытынды")
        if let verdict { lines.append("\(name): \(verdict.rawValue)") }
        return lines.joined(separator: "\n")
    }
}
