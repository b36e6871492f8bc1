import RoadLocate
import RoadModel
import RoadNetwork
import RoadPipeline
import RoadReport

/// The explanation of a point in words.
enum PointExplanationText {
    static func text(_ point: PointExplanation) -> String {
        let why = point.explanation
        let metre = tr("m", ru: "м", kk: "м")
        var head = point.id + ": σ = \(Say.decimal(why.sigma.value, 1)) \(metre)"
        if let ellipse = why.ellipse {
            head +=
                ", " + tr("ellipse", ru: "эллипс", kk: "эллипс")
                + " \(Say.decimal(ellipse.semiMajor.value, 1)) × "
                + "\(Say.decimal(ellipse.semiMinor.value, 1)) \(metre), "
                + tr("azimuth on the grid", ru: "азимут в сетке", kk: "тордағы азимуты")
                + " \(Say.decimal(ellipse.azimuth.value, 0))°"
        }
        if let heading = why.observation.heading {
            head +=
                ", " + tr("heading on the grid", ru: "направление в сетке", kk: "тордағы бағыты")
                + " \(Say.decimal(heading.value, 0))°"
        }
        if !point.roadText.isEmpty { head += ", «\(TerminalTable.harmless(point.roadText))»" }
        head +=
            "; "
            + tr(
                "\(why.segmentsConsidered) segments within \(Say.decimal(why.radius.value, 0)) m",
                ru: "сегментов в радиусе \(Say.decimal(why.radius.value, 0)) м: "
                    + "\(why.segmentsConsidered)",
                kk: "\(Say.decimal(why.radius.value, 0)) м радиуста \(why.segmentsConsidered) "
                    + "сегмент"
            )
        var lines = [head, verdict(point)]
        for (rank, row) in why.rows.enumerated() {
            lines.append("")
            lines.append(
                "\(rank + 1). \(MatchText.road(row.segment)) "
                    + (row.segment.isForward ? "→" : "←") + " — "
                    + tr("probability", ru: "вероятность", kk: "ықтималдық")
                    + " " + Say.percent(row.candidate.probability)
            )
            let evidence = EvidenceText.lines(
                row.candidate,
                sigmas: row.sigmas,
                hasName: !point.roadText.isEmpty
            )
            lines += evidence.map { "   " + $0 }
        }
        if let margin = why.margin {
            lines.append("")
            lines.append(
                tr(
                    "Margin over the best other road",
                    ru: "Перевес над лучшей другой дорогой",
                    kk: "Басқа ең жақсы жолдан артықтығы"
                ) + ": \(Say.decimal(margin, 2))"
            )
        }
        return lines.joined(separator: "\n")
    }

    private static func verdict(_ point: PointExplanation) -> String {
        let why = point.explanation
        let threshold = Say.percent(why.roadThreshold)
        let found = Say.percent(why.match.roadProbability)
        if let reason = point.decision.reason {
            return tr("Not located", ru: "Не привязано", kk: "Байланбады")
                + " [\(reason.rawValue)]: \(UnlocatedWords.meaning(reason)[Interface.language])"
        }
        return tr(
            "Located: the road is \(found) likely, \(threshold) are needed.",
            ru: "Привязано: вероятность дороги \(found), нужно \(threshold).",
            kk: "Байланды: жол ықтималдығы \(found), қажеті \(threshold)."
        )
    }
}
