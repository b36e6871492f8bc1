import RoadLocate
import RoadModel
import RoadNetwork
import RoadPipeline
import RoadReport
import RoadStore

/// Places on the network in words.
enum MatchText {
    static func print(_ summary: MatchRun.Summary) {
        var table = TerminalTable([
            (tr("Records", ru: "Записи", kk: "Жазбалар"), .left),
            (tr("all", ru: "всего", kk: "барлығы"), .right),
            (tr("located", ru: "привязано", kk: "байланды"), .right),
            (tr("at junctions", ru: "на перекрёстках", kk: "қиылыстарда"), .right),
            (tr("share", ru: "доля", kk: "үлесі"), .right),
            (tr("mean probability", ru: "средняя вероятность", kk: "орташа ықтималдық"), .right),
        ])
        for kind in summary.kinds {
            let share = kind.total > 0 ? Double(kind.located) / Double(kind.total) : 0
            table.add([
                name(kind.kind), Say.count(kind.total), Say.count(kind.located),
                kind.kind == .crash ? Say.count(kind.atJunctions) : "",
                kind.total > 0 ? Say.percent(share) : "–",
                kind.located > 0 ? Say.decimal(kind.meanProbability, 3) : "–",
            ])
        }
        Console.print(table.text)
        for kind in summary.kinds {
            for (reason, count) in kind.unlocated.sorted(by: { $0.key < $1.key }) {
                let words =
                    UnlocatedReason(rawValue: reason)
                    .map { UnlocatedWords.meaning($0)[Interface.language] } ?? ""
                Console.note("  \(name(kind.kind)): \(Say.count(count)) × [\(reason)] \(words)")
            }
        }
    }

    /// The whole explanation of one observation.
    static func explanation(_ explained: ExplainedMatch) -> String {
        let row = explained.observation
        var lines = [
            "\(row.kind.letter)\(row.id.rawValue): \(name(row.kind)), " + observed(row),
            verdict(explained),
        ]
        for (rank, entry) in explained.candidates.enumerated() {
            lines.append("")
            lines.append(
                "\(rank + 1). \(road(entry.segment)) — "
                    + tr("probability", ru: "вероятность", kk: "ықтималдық")
                    + " " + Say.percent(entry.candidate.probability)
            )
            lines += evidence(entry.candidate, row).map { "   " + $0 }
        }
        if !explained.candidates.isEmpty {
            lines.append("")
            lines.append(
                tr(
                    "Terms are natural logarithms and add up to the score; the probability is "
                        + "the score's share among all candidates.",
                    ru: "Слагаемые — натуральные логарифмы, их сумма — балл; вероятность — доля "
                        + "балла среди всех кандидатов.",
                    kk: "Қосылғыштар — натурал логарифмдер, қосындысы — балл; ықтималдық — "
                        + "барлық үміткер ішіндегі балл үлесі."
                )
            )
        }
        return lines.joined(separator: "\n")
    }

    /// A segment as a person knows it.
    static func road(_ segment: SegmentAttributes) -> String {
        var parts: [String] = []
        if !segment.label.ref.isEmpty { parts.append(segment.label.ref) }
        if !segment.label.name.isEmpty { parts.append(segment.label.name) }
        if parts.isEmpty {
            parts.append(tr("unnamed road", ru: "дорога без названия", kk: "атаусыз жол"))
        }
        var text =
            TerminalTable.harmless(parts.joined(separator: " ")) + " (\(segment.roadClass.name)"
        if segment.flags.contains(.oneWay) {
            text += tr(", one-way", ru: ", односторонняя", kk: ", бір бағытты")
        }
        if segment.flags.contains(.bridge) { text += tr(", bridge", ru: ", мост", kk: ", көпір") }
        if segment.flags.contains(.tunnel) {
            text += tr(", tunnel", ru: ", тоннель", kk: ", тоннель")
        }
        let way = tr("way", ru: "линия", kk: "сызық")
        return text + "; \(way) \(segment.way), S\(segment.id.rawValue))"
    }

    private static func observed(_ row: LocatableRow) -> String {
        guard let location = row.location else {
            return tr("without coordinates", ru: "без координат", kk: "координатсыз")
        }
        var text =
            "\(location.latitude.value)° \(tr("N", ru: "с. ш.", kk: "с. е.")), "
            + "\(location.longitude.value)° \(tr("E", ru: "в. д.", kk: "ш. б."))"
        let accuracy = row.accuracy ?? MatchRun.unstatedAccuracy
        text += ", σ = \(Say.decimal(accuracy.value, 1)) \(metre)"
        if row.accuracy == nil {
            text += tr(" (assumed)", ru: " (принято)", kk: " (болжам)")
        }
        if let heading = row.heading {
            text +=
                ", " + tr("heading", ru: "направление", kk: "бағыты")
                + " \(Say.decimal(heading.value, 0))°"
        }
        if !row.roadText.isEmpty { text += ", «\(TerminalTable.harmless(row.roadText))»" }
        return text
    }

    private static func verdict(_ explained: ExplainedMatch) -> String {
        let threshold = Say.percent(explained.threshold)
        switch explained.match {
        case .located(let point):
            let place = point.best.reference
            var text = tr(
                "Located: \(Say.decimal(place.measure.value, 1)) m along the segment, "
                    + side(place.offset) + "; the road is \(Say.percent(point.roadProbability)) "
                    + "likely, \(threshold) are needed.",
                ru: "Привязано: \(Say.decimal(place.measure.value, 1)) м по сегменту, "
                    + side(place.offset) + "; вероятность дороги "
                    + "\(Say.percent(point.roadProbability)), нужно \(threshold).",
                kk: "Байланды: сегмент бойымен \(Say.decimal(place.measure.value, 1)) м, "
                    + side(place.offset) + "; жол ықтималдығы "
                    + "\(Say.percent(point.roadProbability)), қажеті \(threshold)."
            )
            if point.isDirectionUndetermined {
                text +=
                    " "
                    + tr(
                        "The direction of travel is not known.",
                        ru: "Направление движения неизвестно.",
                        kk: "Қозғалыс бағыты белгісіз."
                    )
            }
            if let junction = explained.junction {
                text +=
                    " "
                    + tr(
                        "It lies on the junction of node \(junction.junction).",
                        ru: "Место на перекрёстке, узел \(junction.junction).",
                        kk: "Орны қиылыста, түйін \(junction.junction)."
                    )
            }
            return text
        case .unlocated(let point):
            if let junction = explained.junction {
                return tr(
                    "Located at a junction (node \(junction.junction)): its arms compete, together "
                        + "they are \(Say.percent(junction.probability)) likely. By convention the "
                        + "crash lies at the end of the likeliest arm.",
                    ru: "Привязано к перекрёстку (узел \(junction.junction)): его подходы "
                        + "равновероятны, вместе \(Say.percent(junction.probability)). Условно ДТП "
                        + "отнесено к концу самого вероятного подхода.",
                    kk: "Қиылысқа байланды (түйін \(junction.junction)): тармақтары бәсекелеседі, "
                        + "бірге \(Say.percent(junction.probability)). Шартты түрде ЖКО ең ықтимал "
                        + "тармақтың соңына жатқызылды."
                )
            }
            return reason(point.reason)
                + ". "
                + tr(
                    "The likeliest road reaches \(Say.percent(point.roadProbability)), "
                        + "\(threshold) are needed.",
                    ru: "У самой вероятной дороги \(Say.percent(point.roadProbability)), "
                        + "нужно \(threshold).",
                    kk: "Ең ықтимал жол \(Say.percent(point.roadProbability)), "
                        + "қажеті \(threshold)."
                )
        case nil: return reason(.noCoordinates)
        }
    }

    private static func reason(_ reason: UnlocatedReason) -> String {
        tr("Not located", ru: "Не привязано", kk: "Байланбады")
            + " [\(reason.rawValue)]: \(UnlocatedWords.meaning(reason)[Interface.language])"
    }

    private static func side(_ offset: Metres) -> String {
        let metres = Say.decimal(abs(offset.value), 1)
        return offset.value >= 0
            ? tr("\(metres) m to the right", ru: "\(metres) м справа", kk: "\(metres) м оң жақта")
            : tr("\(metres) m to the left", ru: "\(metres) м слева", kk: "\(metres) м сол жақта")
    }

    private static func evidence(_ candidate: Candidate, _ row: LocatableRow) -> [String] {
        let sigma = (row.accuracy ?? MatchRun.unstatedAccuracy).value
        let sigmas = abs(candidate.reference.offset.value) / sigma
        return EvidenceText.lines(candidate, sigmas: sigmas, hasName: !row.roadText.isEmpty)
    }

    private static var metre: String { tr("m", ru: "м", kk: "м") }

    private static func name(_ kind: ObservationKind) -> String {
        switch kind {
        case .violation: tr("violation", ru: "нарушение", kk: "бұзушылық")
        case .crash: tr("crash", ru: "ДТП", kk: "ЖКО")
        }
    }
}
