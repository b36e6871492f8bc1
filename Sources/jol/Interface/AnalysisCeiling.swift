import RoadAnalysis
import RoadModel
import RoadReport

/// What a measure can explain, for machines and for a person.
struct CeilingAnswer {
    let ceiling: MeasureCeiling

    var answer: AnalysisAnswer {
        AnalysisAnswer(
            [
                "ceilingPercent": .number(ceiling.percent),
                "furthestPercent": .number(ceiling.furthestPercent),
                "nearestPercent": .number(ceiling.nearestPercent),
                "claimedPercent": .number(ceiling.claimedPercent),
                "explainedShare": .number(ceiling.explainedShare),
                "neededCMF": .number(ceiling.neededRatio),
                "verdict": ceiling.code.map { .text($0.rawValue) } ?? .null,
                "parts": .list(
                    ceiling.parts.map { part in
                        [
                            "name": .text(part.name), "share": .number(part.share),
                            "cmf": .number(part.ratio), "lower": .number(part.lower),
                            "upper": .number(part.upper),
                            "percent": .number(-100 * part.share * (1 - part.ratio)),
                        ]
                    }
                ),
                "attribution": "A0", "causation": "NOT-ESTABLISHED",
            ],
            codes: ceiling.code.map { [$0] } ?? [],
            text: CeilingWords(Interface.language).lines(
                ceiling: ceiling.percent,
                furthest: ceiling.furthestPercent,
                nearest: ceiling.nearestPercent,
                claimed: ceiling.claimedPercent,
                isBeyond: ceiling.code != nil
            ).joined(separator: "\n")
        )
    }
}
