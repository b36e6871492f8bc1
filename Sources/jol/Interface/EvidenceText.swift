import RoadModel

/// The evidence for one candidate in words, a line for each piece.
enum EvidenceText {
    /// Every term that says something, and their sum.
    static func lines(_ candidate: Candidate, sigmas: Double, hasName: Bool) -> [String] {
        let metres = abs(candidate.reference.offset.value)
        let terms = candidate.terms
        let metre = tr("m", ru: "м", kk: "м")
        var lines = [
            line(
                tr("distance", ru: "расстояние", kk: "қашықтық")
                    + " \(Say.decimal(metres, 1)) \(metre) = "
                    + "\(Say.decimal(sigmas, 1)) σ",
                terms.distance
            )
        ]
        if terms.junction != 0 {
            lines.append(
                line(
                    tr(
                        "queue at the junction ahead",
                        ru: "очередь у перекрёстка впереди",
                        kk: "алдағы қиылыстағы кезек"
                    ),
                    terms.junction
                )
            )
        }
        if let turn = candidate.headingDifference {
            lines.append(
                line(
                    tr("heading differs by", ru: "направление отличается на", kk: "бағыт айырмасы")
                        + " \(Say.decimal(turn.value, 0))°",
                    terms.heading
                )
            )
        }
        if terms.name != 0 || hasName {
            lines.append(
                line(
                    tr("name or index", ru: "название или индекс", kk: "атауы не индексі"),
                    terms.name
                )
            )
        }
        for (words, value) in [
            (tr("kilometre post", ru: "километровый знак", kk: "километр белгісі"), terms.post),
            (
                tr(
                    "known road of the device",
                    ru: "известная дорога комплекса",
                    kk: "кешеннің белгілі жолы"
                ),
                terms.site
            ),
            (tr("level", ru: "уровень", kk: "деңгей"), terms.level),
            (tr("speed limit", ru: "ограничение скорости", kk: "жылдамдық шегі"), terms.limit),
        ] where value != 0 {
            lines.append(line(words, value))
        }
        lines.append(
            line(tr("class of road", ru: "класс дороги", kk: "жол класы"), terms.roadClass)
        )
        if terms.traffic != 0 {
            lines.append(
                line(
                    tr("expected traffic", ru: "ожидаемое движение", kk: "күтілетін қозғалыс"),
                    terms.traffic
                )
            )
        }
        lines.append("\(tr("score", ru: "балл", kk: "балл")) \(Say.decimal(candidate.score, 2))")
        return lines
    }

    private static func line(_ words: String, _ value: Double) -> String {
        "\(words)  →  \(Say.decimal(value, 2))"
    }
}
