import RoadAnalysis
import RoadModel
import RoadReport

/// A change between two periods of a table, with the fields of `ChangeResult`.
struct ChangeAnswer {
    let change: TrendChange
    let before: DateWindow
    let after: DateWindow

    var answer: AnalysisAnswer {
        var answer = AnalysisAnswer(
            fields,
            flags: change.assumptions.map { $0 == .clustering ? .phiAssumed : .yearNoiseUnknown },
            codes: change.verdict.flags,
            text: text
        )
        answer.sheet = (
            [
                "first_before", "last_before", "first_after", "last_after", "before", "after",
                "percent", "phi", "lower", "upper", "p", "detectable_fall_percent", "verdict",
            ],
            [
                [before.first, before.last, after.first, after.last].map(\.description)
                    + ["\(change.before)", "\(change.after)"]
                    + [
                        change.percent, change.overdispersed.phi, change.overdispersed.lower,
                        change.overdispersed.upper, change.overdispersed.p,
                        change.detectableFallPercent,
                    ].map { value in value.map { "\($0)" } ?? "" }
                    + [change.verdict.code.rawValue]
            ]
        )
        return answer
    }

    private static func interval(_ interval: ChangeInterval, phi: Bool) -> AnalysisTree {
        var fields = AnalysisTree.limits(interval.lower, interval.upper)
        fields["p"] = .number(interval.p)
        fields["lowerRatio"] = .number(interval.lower.map { 1 + $0 / 100 })
        fields["upperRatio"] = .number(interval.upper.map { 1 + $0 / 100 })
        if phi { fields["phi"] = .number(interval.phi) }
        return .object(fields)
    }

    private var fields: [String: AnalysisTree] {
        [
            "measure": .text(change.measure), "before": .count(change.before),
            "after": .count(change.after), "exposureBefore": .number(change.exposureBefore),
            "exposureAfter": .number(change.exposureAfter), "percent": .number(change.percent),
            "exact": Self.interval(change.exact, phi: false),
            "midp": Self.interval(change.midP, phi: false),
            "overdispersed": Self.interval(change.overdispersed, phi: true),
            "phiSource": .text(change.phiSource),
            "detectableFallPercent": .number(change.detectableFallPercent),
            "level": .number(change.level), "verdict": .text(change.verdict.code.rawValue),
            "attribution": .text("A\(change.verdict.attribution.rawValue)"),
            "causation": .text(
                change.verdict.attribution < .design ? "NOT-ESTABLISHED" : "SUPPORTED"
            ),
            "firstBefore": .text("\(before.first)"), "lastBefore": .text("\(before.last)"),
            "firstAfter": .text("\(after.first)"), "lastAfter": .text("\(after.last)"),
        ]
    }

    private var text: String {
        let words = VerdictSentence(Interface.language)
        let interval = words.interval(change.overdispersed)
        let lines = [
            words.text(change),
            "\(before.first) – \(before.last) → \(after.first) – \(after.last)",
            "φ = \(Say.decimal(change.overdispersed.phi, 2)) "
                + "(\(MethodWords.phiSource(change.phiSource)[Interface.language])): \(interval)",
            "\(change.verdict.code.rawValue), A\(change.verdict.attribution.rawValue)",
        ]
        return lines.joined(separator: "\n")
    }
}
