import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

/// Hotspot lists for a person at a terminal.
enum HotspotText {
    static func print(_ outcome: HotspotRun.Outcome, top: Int) {
        let dates = DateText(Interface.language)
        Console.print(
            dates.short(outcome.window.first) + " – " + dates.short(outcome.window.last) + ", "
                + tr("crashes", ru: "ДТП", kk: "ЖКО") + ": " + Say.count(outcome.crashes)
        )
        printList(outcome.segments.hotspots, unit: .segment, top: top)
        note(outcome.segments)
        printList(outcome.sections.hotspots, unit: .section, top: top)
        note(outcome.sections)
        for (reason, count) in outcome.unlocated.sorted(by: { $0.key < $1.key }) {
            Console.note(
                tr("Without a place", ru: "Без места", kk: "Орынсыз")
                    + ": \(Say.count(count)) × [\(reason)]"
            )
        }
        if outcome.outsideSections > 0 {
            Console.note(
                tr(
                    "On roads without a name or index, in no section",
                    ru: "На дорогах без названия и индекса, вне участков",
                    kk: "Атауы мен индексі жоқ жолдарда, учаскеден тыс"
                )
                    + ": \(Say.count(outcome.outsideSections))"
            )
        }
    }

    static func printList(_ hotspots: [Hotspot], unit: AnalysisUnit, top: Int) {
        Console.print("")
        Console.print(
            unit == .segment
                ? tr("Segments", ru: "Сегменты", kk: "Сегменттер")
                : tr("Sections", ru: "Участки", kk: "Учаскелер")
        )
        var table = TerminalTable([
            (tr("Rank", ru: "Ранг", kk: "Орын"), .right),
            (tr("90 %", ru: "90 %", kk: "90 %"), .right),
            (tr("Unit", ru: "Участок", kk: "Учаске"), .left),
            (tr("Road", ru: "Дорога", kk: "Жол"), .left),
            (tr("Crashes", ru: "ДТП", kk: "ЖКО"), .right),
            (tr("Killed", ru: "Погибло", kk: "Қаза"), .right),
            (tr("Injured", ru: "Ранено", kk: "Жаралы"), .right),
            (tr("per km·year", ru: "на км·год", kk: "км·жылға"), .right),
            (tr("95 % interval", ru: "интервал 95 %", kk: "95 % аралық"), .right),
            (tr("above average", ru: "выше средней", kk: "орташадан жоғары"), .left),
        ])
        for hotspot in hotspots.prefix(top) {
            table.add([
                "\(hotspot.rank)", ranks(hotspot), hotspot.id, hotspot.road, "\(hotspot.crashes)",
                "\(hotspot.killed)", "\(hotspot.injured)",
                hotspot.rate.value.map { Say.decimal($0, 2) } ?? "–", interval(hotspot.rate),
                hotspot.isAboveAverage ? tr("yes", ru: "да", kk: "иә") : "",
            ])
        }
        Console.print(table.text)
    }

    static func csv(_ hotspots: [Hotspot]) -> String {
        var lines = [
            "unit,rank,rank_lower,rank_upper,id,road,from_km,to_km,length_m,crashes,killed,"
                + "injured,violations,score,rate_per_km_year,rate_lower,rate_upper,excess_p,"
                + "excess_q,above_average"
        ]
        func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        for spot in hotspots {
            lines.append(
                CommaSeparated.line([
                    spot.unit.rawValue, "\(spot.rank)", spot.rankLower.map { "\($0)" } ?? "",
                    spot.rankUpper.map { "\($0)" } ?? "", spot.id, spot.road,
                    text(spot.fromKilometre), text(spot.toKilometre), "\(spot.length.value)",
                    "\(spot.crashes)", "\(spot.killed)", "\(spot.injured)", "\(spot.violations)",
                    "\(spot.score)", text(spot.rate.value), text(spot.rate.lower),
                    text(spot.rate.upper), "\(spot.excessP)", text(spot.excessQ),
                    "\(spot.isAboveAverage)",
                ])
            )
        }
        return lines.joined(separator: "\n")
    }

    private static func note(_ result: HotspotResult) {
        if let same = result.indistinctFromFirst, same > 1 {
            Console.note(
                tr(
                    "\(same) units cannot be told apart from the first.",
                    ru: "От первого неотличимы участки, вместе с ним: \(same).",
                    kk: "Біріншіден ажыратуға келмейтін учаскелер (өзімен бірге): \(same)."
                )
            )
        }
        for notice in result.notices {
            Console.note("  [\(notice.rawValue)] " + words(notice))
        }
    }

    private static func words(_ notice: HotspotNotice) -> String {
        switch notice {
        case .noExposure:
            tr(
                "there is no unit with length and time",
                ru: "нет участков с длиной и временем",
                kk: "ұзындығы мен уақыты бар учаске жоқ"
            )
        case .noCrashes:
            tr(
                "no crash lies on any unit",
                ru: "на участках нет ни одного ДТП",
                kk: "учаскелерде бірде-бір ЖКО жоқ"
            )
        case .oneUnit:
            tr(
                "one unit has no peers to stand out from",
                ru: "одному участку не с чем сравниться",
                kk: "жалғыз учаскені салыстыратын ештеңе жоқ"
            )
        case .pooledPeers:
            tr(
                "classes with too few units are held against the whole network",
                ru: "классы с малым числом участков сравниваются со всей сетью",
                kk: "учаскесі аз кластар бүкіл желімен салыстырылады"
            )
        case .noSpread:
            tr(
                "units differ no more than chance makes them",
                ru: "участки различаются не больше, чем случайно",
                kk: "учаскелер айырмасы кездейсоқтықтан аспайды"
            )
        case .unitsLeftOut:
            tr(
                "some units could not be ranked",
                ru: "часть участков не удалось ранжировать",
                kk: "кейбір учаскелерді реттеу мүмкін болмады"
            )
        }
    }

    private static func ranks(_ hotspot: Hotspot) -> String {
        guard let lower = hotspot.rankLower, let upper = hotspot.rankUpper else { return "–" }
        return "\(lower)–\(upper)"
    }

    private static func interval(_ estimate: Estimate) -> String {
        guard let lower = estimate.lower, let upper = estimate.upper else { return "–" }
        return "\(Say.decimal(lower, 2))–\(Say.decimal(upper, 2))"
    }
}
