import RoadAnalysis
import RoadModel
import RoadReport

/// Changes between periods for a person at a terminal.
enum ChangeText {
    static func print(_ change: TrendChange) {
        let words = VerdictSentence(Interface.language)
        Console.print(words.text(change))
        guard isCompared(change) else {
            printVerdict(change)
            return
        }
        Console.print("")
        var table = TerminalTable([
            (tr("Interval", ru: "Интервал", kk: "Аралық"), .left),
            (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .left),
            ("p", .right),
        ])
        table.add([
            tr("exact", ru: "точный", kk: "дәл"), limits(change.exact), p(change.exact),
        ])
        table.add(["mid-p", limits(change.midP), p(change.midP)])
        table.add([
            tr("overdispersed", ru: "с избыточной дисперсией", kk: "артық дисперсиялы")
                + ", φ = \(Say.decimal(change.overdispersed.phi, 2))",
            limits(change.overdispersed), p(change.overdispersed),
        ])
        Console.print(table.text)
        if let fall = change.detectableFallPercent {
            Console.print(
                tr(
                    "Smallest fall that would have been found with power 0.8",
                    ru: "Наименьшее снижение, заметное с мощностью 0,8",
                    kk: "0,8 қуатпен байқалатын ең аз төмендеу"
                )
                    + ": \(Say.decimal(fall, 1)) %"
            )
        }
        printVerdict(change)
    }

    /// Whether the verdict lets a percentage be printed at all.
    private static func isCompared(_ change: TrendChange) -> Bool {
        change.verdict.code == .change || change.verdict.code == .noEvidence
    }

    private static func printVerdict(_ change: TrendChange) {
        Console.print(
            tr("Verdict", ru: "Вывод", kk: "Қорытынды")
                + ": \(change.verdict.code.rawValue)"
                + change.verdict.flags.map { " [\($0.rawValue)]" }.joined()
                + ", A\(change.verdict.attribution.rawValue), φ: "
                + MethodWords.phiSource(change.phiSource)[Interface.language]
        )
        for assumption in change.assumptions {
            let flag: AnalysisFlag = assumption == .clustering ? .phiAssumed : .yearNoiseUnknown
            Console.print("\(flag.rawValue): \(flag.words)")
        }
    }

    static func printYears(_ rows: [YearOverYearChange]) {
        let numbers = NumberText(Interface.language)
        let words = VerdictSentence(Interface.language)
        var table = TerminalTable([
            (tr("Measure", ru: "Показатель", kk: "Көрсеткіш"), .left),
            (tr("Periods", ru: "Периоды", kk: "Кезеңдер"), .left),
            (tr("before", ru: "было", kk: "болды"), .right),
            (tr("after", ru: "стало", kk: "қазір"), .right),
            (tr("change", ru: "изменение", kk: "өзгеріс"), .right),
            (tr("overdispersed 95 %", ru: "интервал 95 % с φ", kk: "φ бар 95 % аралық"), .left),
            ("p", .right),
            (tr("detectable fall", ru: "заметное снижение", kk: "байқалатын төмендеу"), .right),
            (tr("Verdict", ru: "Вывод", kk: "Қорытынды"), .left),
        ])
        for row in rows {
            let change = row.change
            let shows = isCompared(change)
            table.add([
                Measure.title(change.measure)[Interface.language], periods(row),
                Say.count(change.before), Say.count(change.after),
                shows ? change.percent.map { numbers.signedPercent($0) } ?? "–" : "–",
                shows ? limits(change.overdispersed) : "–",
                shows ? p(change.overdispersed) : "–",
                shows
                    ? change.detectableFallPercent.map { Say.decimal($0, 1) + " %" } ?? "–" : "–",
                words.badge(change),
            ])
        }
        Console.print(table.text)
        if rows.contains(where: { $0.change.exposureBefore != $0.change.exposureAfter }) {
            Console.note(
                tr(
                    "Periods of unequal length (29 February) are compared per day.",
                    ru: "Периоды разной длины (29 февраля) сравниваются в расчёте на день.",
                    kk: "Ұзақтығы әртүрлі кезеңдер (29 ақпан) күніне шаққанда салыстырылады."
                )
            )
        }
    }

    static func printCSV(_ rows: [(years: YearOverYearChange?, change: TrendChange)]) {
        Console.print(
            "measure,first_before,last_before,first_after,last_after,before,after,percent,"
                + "exact_lower,exact_upper,exact_p,midp_lower,midp_upper,midp_p,phi,od_lower,"
                + "od_upper,od_p,detectable_fall_percent,verdict"
        )
        func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        func three(_ interval: ChangeInterval) -> [String] {
            [text(interval.lower), text(interval.upper), "\(interval.p)"]
        }
        for row in rows {
            let change = row.change
            let windows = row.years.map {
                [
                    $0.windowBefore.first, $0.windowBefore.last, $0.windowAfter.first,
                    $0.windowAfter.last,
                ].map(\.description)
            }
            Console.print(
                CommaSeparated.line(
                    [change.measure] + (windows ?? ["", "", "", ""])
                        + ["\(change.before)", "\(change.after)", text(change.percent)]
                        + three(change.exact) + three(change.midP)
                        + ["\(change.overdispersed.phi)"] + three(change.overdispersed)
                        + [text(change.detectableFallPercent), change.verdict.code.rawValue]
                )
            )
        }
    }

    private static func periods(_ row: YearOverYearChange) -> String {
        let years = "\(row.windowBefore.first.year) → \(row.windowAfter.first.year)"
        guard row.kind == .yearToDate else { return years }
        let last = DateText(Interface.language).short(row.windowAfter.last)
        return years + tr(" up to \(last)", ru: " по \(last)", kk: ", \(last) дейін")
    }

    private static func limits(_ interval: ChangeInterval) -> String {
        VerdictSentence(Interface.language).interval(interval)
    }

    private static func p(_ interval: ChangeInterval) -> String {
        NumberText(Interface.language).probability(interval.p)
    }
}
