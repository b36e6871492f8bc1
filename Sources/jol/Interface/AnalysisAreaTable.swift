import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

/// A table of areas for machines and for a person.
struct AreaTableAnswer {
    let outcome: AreaTableRun.Outcome

    private var trends: AreaTrends { outcome.trends }

    var answer: AnalysisAnswer {
        var flags: [AnalysisFlag] = []
        if !outcome.absent.isEmpty { flags.append(.areaAbsent) }
        if trends.rows.contains(where: { $0.change.verdict.code == .refuseBreak }) {
            flags.append(.refuseBreak)
        }
        if trends.rows.contains(where: { $0.change.verdict.code == .notComparable }) {
            flags.append(.notComparable)
        }
        if !trends.size.isFinite { flags.append(.degenerate) }
        var answer = AnalysisAnswer(fields, flags: flags, text: text)
        answer.sheet = (
            [
                "area", "before", "after", "percent", "lower", "upper", "p", "q", "relative",
                "shrunk", "shrunk_lower", "shrunk_upper", "rank", "rank_lower", "rank_upper",
                "verdict",
            ],
            trends.rows.map(Self.cells)
        )
        var chart = TrendChart(
            title: "jol trends table: \(outcome.before) → \(outcome.after)",
            points: trends.rows.enumerated().map { (Double($0), $1.shrunk) },
            labels: trends.rows.enumerated().map { (Double($0), $1.area) },
            language: Interface.language
        )
        chart.band = trends.rows.enumerated().map { (Double($0), $1.lower, $1.upper) }
        answer.chart = chart
        return answer
    }

    /// Whether figures of an area may be shown.
    private static func isShown(_ change: TrendChange) -> Bool {
        change.verdict.code != .suppress && change.verdict.code != .refuseBreak
    }

    private static func cells(_ row: AreaTrends.Row) -> [String] {
        let change = row.change
        let hides = change.verdict.code == .suppress
        func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        let isShown = isShown(change)
        return [
            row.area, hides ? "" : "\(change.before)", hides ? "" : "\(change.after)",
            isShown ? text(change.percent) : "", isShown ? text(change.overdispersed.lower) : "",
            isShown ? text(change.overdispersed.upper) : "",
            isShown ? "\(change.overdispersed.p)" : "", isShown ? "\(row.q)" : "",
            "\(row.relative)", "\(row.shrunk)", "\(row.lower)", "\(row.upper)", "\(row.rank)",
            "\(row.rankLower)", "\(row.rankUpper)", change.verdict.code.rawValue,
        ]
    }

    private static func tree(_ change: TrendChange) -> [String: AnalysisTree] {
        let hides = change.verdict.code == .suppress
        let isShown = isShown(change)
        return [
            "before": hides ? .null : .count(change.before),
            "after": hides ? .null : .count(change.after),
            "percent": isShown ? .number(change.percent) : .null,
            "lower": isShown ? .number(change.overdispersed.lower) : .null,
            "upper": isShown ? .number(change.overdispersed.upper) : .null,
            "p": isShown ? .number(change.overdispersed.p) : .null,
            "phi": .number(change.overdispersed.phi), "phiSource": .text(change.phiSource),
            "detectableFallPercent": .number(change.detectableFallPercent),
            "verdict": .text(change.verdict.code.rawValue),
            "flags": .texts(change.verdict.flags.map(\.rawValue)),
        ]
    }

    private var fields: [String: AnalysisTree] {
        [
            "before": .text(outcome.before), "after": .text(outcome.after),
            "areas": .list(
                trends.rows.map { row in
                    .object(
                        Self.tree(row.change).merging([
                            "area": .text(row.area),
                            "q": Self.isShown(row.change) ? .number(row.q) : .null,
                            "relative": .number(row.relative), "shrunk": .number(row.shrunk),
                            "shrunkLower": .number(row.lower), "shrunkUpper": .number(row.upper),
                            "rank": .count(row.rank), "rankLower": .count(row.rankLower),
                            "rankUpper": .count(row.rankUpper),
                        ]) { $1 }
                    )
                }
            ),
            "total": trends.total.map { .object(Self.tree($0)) } ?? .null,
            "absent": .texts(outcome.absent), "theta": .number(trends.size),
            "expectedFalse": .number(trends.expectedFalse),
        ]
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Area", ru: "Территория", kk: "Аумақ"), .left),
            (outcome.before, .right), (outcome.after, .right),
            (tr("change", ru: "изменение", kk: "өзгеріс"), .right),
            ("q", .right),
            (tr("shrunken rate", ru: "сглаж. частота", kk: "тегіст. жиілік"), .right),
            (tr("rank", ru: "ранг", kk: "ранг"), .right),
            (tr("Verdict", ru: "Вывод", kk: "Қорытынды"), .left),
        ])
        for row in trends.rows {
            let change = row.change
            let hides = change.verdict.code == .suppress
            let isShown = Self.isShown(change)
            table.add([
                row.area, hides ? "–" : Say.count(change.before),
                hides ? "–" : Say.count(change.after),
                isShown ? change.percent.map { numbers.signedPercent($0) } ?? "–" : "–",
                isShown ? numbers.probability(row.q) : "–",
                "\(Say.decimal(row.shrunk, 2)) [\(Say.decimal(row.lower, 2)); "
                    + "\(Say.decimal(row.upper, 2))]",
                "\(row.rank) [\(row.rankLower)–\(row.rankUpper)]", change.verdict.code.rawValue,
            ])
        }
        var lines = [table.text]
        let words = tr(
            "False alarms to expect without adjustment",
            ru: "Ложных тревог без поправки ожидается",
            kk: "Түзетусіз күтілетін жалған дабыл"
        )
        lines.append("\(words): \(Say.decimal(trends.expectedFalse, 1))")
        if !outcome.absent.isEmpty {
            let words = tr("Left out", ru: "Исключены", kk: "Шығарылды")
            lines.append("\(words): " + outcome.absent.joined(separator: ", "))
        }
        return lines.joined(separator: "\n\n")
    }
}
