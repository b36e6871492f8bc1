import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

/// Two agencies' counts for machines and for a person.
struct ReconcileAnswer {
    let a: Int
    let b: Int
    let result: AgencyReconciliation
    let codes: [VerdictCode]

    var answer: AnalysisAnswer { AnalysisAnswer(fields, codes: codes, text: text) }

    private var fields: [String: AnalysisTree] {
        [
            "a": .count(a), "b": .count(b), "difference": .count(result.difference),
            "percent": .number(a > 0 ? 100 * Double(result.difference) / Double(a) : nil),
            "extraDays": result.extraDays.map { .count($0) } ?? .null,
            "explained": .number(result.explained),
            "explainedLower": .number(result.explainedLower),
            "explainedUpper": .number(result.explainedUpper),
            "unexplained": .number(result.unexplained), "p": .number(result.p),
            "consistent": .flag(result.agrees),
            "verdict": .text((codes.first ?? .noEvidence).rawValue),
        ]
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        let (first, second) = (numbers.count(a), numbers.count(b))
        let difference = numbers.count(result.difference)
        var lines = [
            tr(
                "\(first) against \(second): a difference of \(difference).",
                ru: "\(first) и \(second): расхождение \(difference).",
                kk: "\(first) және \(second): алшақтық \(difference)."
            )
        ]
        if let days = result.extraDays {
            let part = numbers.decimal(result.explained, decimals: 0)
            let low = numbers.decimal(result.explainedLower, decimals: 0)
            let high = numbers.decimal(result.explainedUpper, decimals: 0)
            let rest = numbers.decimal(result.unexplained, decimals: 0)
            let length = numbers.count(abs(days))
            lines.append(
                tr(
                    "The \(length) days between explain about \(part) (\(low) … \(high)); "
                        + "\(rest) remain.",
                    ru: "Дни между ними (\(length)) объясняют около \(part) (\(low) … \(high)); "
                        + "остаётся \(rest).",
                    kk: "Аралықтағы \(length) күн шамамен \(part) оқиғаны түсіндіреді "
                        + "(\(low) … \(high)); қалғаны \(rest)."
                )
            )
        } else {
            lines.append(
                tr(
                    "The closing days are not stated: nothing can be put down to them.",
                    ru: "Последние дни не указаны: объяснить ими ничего нельзя.",
                    kk: "Соңғы күндер көрсетілмеген: олармен түсіндіруге болмайды."
                )
            )
        }
        lines.append(
            result.agrees
                ? tr(
                    "The two counts agree.",
                    ru: "Числа согласуются.",
                    kk: "Сандар үйлеседі."
                )
                : tr(
                    "The two counts do not describe the same events by the same rule.",
                    ru: "Эти числа не описывают одни и те же события по одному правилу.",
                    kk: "Бұл сандар бір қағидамен саналған бір оқиғаларды сипаттамайды."
                )
        )
        return lines.joined(separator: "\n")
    }
}

/// A table of two agencies' counts.
struct ReconcileTable {
    let rows: [ReconcileRun.Row]
    let a: String
    let b: String

    private var complete: [ReconcileRun.Row] { rows.filter { $0.difference != nil } }
    private var sums: (Int, Int) {
        (
            complete.reduce(0) { $0 + ($1.first ?? 0) },
            complete.reduce(0) { $0 + ($1.second ?? 0) }
        )
    }
    private var missing: Int { rows.count - complete.count }

    var answer: AnalysisAnswer {
        let agrees = rows.allSatisfy(\.agrees)
        var flags: [AnalysisFlag] = []
        if missing > 0 { flags.append(.missingPeriods) }
        return AnalysisAnswer(
            [
                "rows": .list(rows.map(Self.tree)), "n": .count(rows.count),
                "missing": .count(missing), "a": .count(sums.0), "b": .count(sums.1),
                "difference": .count(sums.1 - sums.0), "consistent": .flag(agrees),
                "verdict": .text((agrees ? VerdictCode.noEvidence : .inconsistent).rawValue),
            ],
            flags: flags,
            codes: agrees ? [] : [.inconsistent],
            text: text
        )
    }

    private static func tree(_ row: ReconcileRun.Row) -> AnalysisTree {
        [
            "key": .text(row.label), "a": row.first.map { .count($0) } ?? .null,
            "b": row.second.map { .count($0) } ?? .null,
            "difference": row.difference.map { .count($0) } ?? .null,
            "p": .number(row.p), "q": .number(row.q), "consistent": .flag(row.agrees),
        ]
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Row", ru: "Строка", kk: "Жол"), .left), (a, .right), (b, .right),
            (tr("difference", ru: "расхождение", kk: "алшақтық"), .right), ("q", .right),
        ])
        for row in rows {
            table.add([
                row.label, row.first.map(numbers.count) ?? "–",
                row.second.map(numbers.count) ?? "–",
                row.difference.map(numbers.count) ?? "–",
                row.q.map(numbers.probability) ?? "–",
            ])
        }
        table.add([
            tr("rows of both", ru: "строки обоих", kk: "екеуінде бар"), numbers.count(sums.0),
            numbers.count(sums.1), numbers.count(sums.1 - sums.0), "",
        ])
        return table.text
    }

    /// The table for `--csv`.
    var sheet: (header: [String], rows: [[String]]) {
        (
            ["key", "a", "b", "difference", "p", "q", "consistent"],
            rows.map { row in
                [
                    row.label, row.first.map { "\($0)" } ?? "", row.second.map { "\($0)" } ?? "",
                    row.difference.map { "\($0)" } ?? "", row.p.map { "\($0)" } ?? "",
                    row.q.map { "\($0)" } ?? "", row.agrees ? "1" : "0",
                ]
            }
        )
    }
}
