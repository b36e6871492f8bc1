import ArgumentParser
import RoadLaw
import RoadModel
import RoadPipeline

extension RulesCommand {
    /// `jol rules classify`.
    struct Classify: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "classify",
                abstract: tr(
                    "Say which part a violation falls under on its own day, and the fine.",
                    ru: "Указать часть КоАП на день нарушения и штраф.",
                    kk: "Бұзушылықтың өз күніндегі ӘҚБтК бөлігі мен айыппұлын айту."
                ),
                usage: """
                    jol rules classify --kind <kind> --date <day> [--speed <km/h> --limit <km/h>]
                    jol rules classify <violations.csv> [--csv | --json]
                    """,
                discussion: tr(
                    """
                    Columns of a table: kind, date; where known speed, limit (or excess), code, \
                    earlier (592-2@2025-01-15, several parted by ';'), delivered. The names of the \
                    order-971 export are read as well.
                    """,
                    ru: """
                        Столбцы таблицы: kind, date; если известны speed, limit (или excess), \
                        code, earlier (592-2@2025-01-15, несколько через ';'), delivered. \
                        Подходят и названия выгрузки по приказу 971.
                        """,
                    kk: """
                        Кесте бағандары: kind, date; белгілі болса speed, limit (не excess), code, \
                        earlier (592-2@2025-01-15, бірнешеуі ';' арқылы), delivered. 971-бұйрық \
                        бағандарының атаулары да оқылады.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "A table of violations; - is standard input.",
                    ru: "Таблица нарушений; - это стандартный ввод.",
                    kk: "Бұзушылықтар кестесі; - стандартты кіріс."
                ),
                valueName: "violations.csv"
            )
        )
        var file: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Kind of violation, for example SPEED_INSTANT.",
                    ru: "Вид нарушения, например SPEED_INSTANT.",
                    kk: "Бұзушылық түрі, мысалы SPEED_INSTANT."
                ),
                valueName: "kind"
            )
        )
        var kind: String?
        @Option(help: RulesCommand.dayHelp) var date: String?
        @Option(
            help: ArgumentHelp(
                tr("Measured speed.", ru: "Измеренная скорость.", kk: "Өлшенген жылдамдық."),
                valueName: "km/h"
            )
        )
        var speed: Double?
        @Option(
            help: ArgumentHelp(
                tr("Limit there.", ru: "Ограничение.", kk: "Шектеу."),
                valueName: "km/h"
            )
        )
        var limit: Double?
        @Option(
            help: ArgumentHelp(
                tr(
                    "The part an officer named.",
                    ru: "Часть, указанная сотрудником.",
                    kk: "Қызметкер атаған бөлік."
                ),
                valueName: "code"
            )
        )
        var code: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Earlier offences, for example 592-2@2025-01-15.",
                    ru: "Прежние нарушения, например 592-2@2025-01-15.",
                    kk: "Бұрынғы бұзушылықтар, мысалы 592-2@2025-01-15."
                ),
                valueName: "list"
            )
        )
        var earlier: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Day on which the order was delivered.",
                    ru: "День вручения предписания.",
                    kk: "Ұйғарым тапсырылған күн."
                ),
                valueName: "day"
            )
        )
        var delivered: String?
        @OptionGroup var language: LanguageOption
        @OptionGroup var table: TableOptions

        func run() throws {
            let pack = try LawPackReader.read(RulePacks())
            let reports: [OffenceReport]
            if let file {
                reports = try OffenceTable.read(AnalysisTable.read(file))
            } else {
                reports = [try single()]
            }
            let answers = reports.map { ($0, pack.classify($0)) }
            if table.output.json {
                let rows = answers.map { AnalysisTree.object(Self.tree($0, $1)) }
                if file == nil, case .object(var only)? = rows.first {
                    only["schema"] = .text("jol.rules.classify/1")
                    try Console.printJSON(AnalysisTree.object(only))
                } else {
                    try Console.printJSON(
                        AnalysisTree.object([
                            "schema": .text("jol.rules.classify.table/1"), "rows": .list(rows),
                        ])
                    )
                }
            } else if table.csv || file != nil {
                show(answers)
            } else if let (report, answer) = answers.first {
                tell(report, answer)
            }
        }

        private func single() throws(IntakeError) -> OffenceReport {
            guard let known = ViolationKind(rawValue: (kind ?? "").uppercased()) else {
                throw Self.usage(
                    "--kind \(kind ?? "")",
                    "One of \(ViolationKind.allCases.map(\.rawValue).joined(separator: ", "))."
                )
            }
            var report = OffenceReport(kind: known, day: try RulesCommand.day(date, "--date"))
            for (name, value) in [("--speed", speed), ("--limit", limit)] {
                if let value, !(0...500).contains(value) {
                    throw Self.usage("\(name) \(value)", "Kilometres per hour from 0 to 500.")
                }
            }
            (report.speedKmh, report.limitKmh, report.namedCode) = (speed, limit, code)
            if let earlier {
                guard let list = OffenceTable.earlier(earlier) else {
                    throw Self.usage("--earlier \(earlier)", "Write 592-2@2025-01-15.")
                }
                report.earlier = list
            }
            if let delivered { report.deliveredOn = try RulesCommand.day(delivered, "--delivered") }
            return report
        }

        private static func usage(_ subject: String, _ remedy: String) -> IntakeError {
            IntakeError(
                .badArgument,
                subject: subject,
                detail: "The value cannot be used.",
                remedy: remedy
            )
        }

        private static func tree(
            _ report: OffenceReport,
            _ answer: OffenceClassification
        ) -> [String: AnalysisTree] {
            [
                "kind": .text(report.kind.rawValue), "date": .text(report.day.description),
                "excessKmh": .number(answer.excessKmh),
                "code": answer.part.map { .text($0.code) } ?? .null,
                "baseCode": (answer.basePart ?? answer.part).map { .text($0.code) } ?? .null,
                "candidates": .texts(answer.candidates.map(\.code)),
                "fineMRP": LawText.optional(answer.part?.fineIndices),
                "mrpTenge": LawText.optional(answer.indexTenge),
                "fineTenge": LawText.optional(answer.fineTenge),
                "reducedFineTenge": LawText.optional(answer.reducedFineTenge),
                "reducedUntil": LawText.optional(answer.reducedUntil),
                "decidedOn": LawText.optional(answer.decidedOn),
                "part": answer.part.map { .object(LawText.tree($0)) } ?? .null,
                "flags": .texts(answer.flags.map(\.rawValue)),
            ]
        }

        private func show(_ answers: [(OffenceReport, OffenceClassification)]) {
            let header = [
                "kind", "date", "excess_kmh", "code", "fine_mrp", "fine_tenge",
                "reduced_tenge", "reduced_until", "decided_on", "flags",
            ]
            Console.printTable(
                header,
                answers.map { report, answer in
                    [
                        report.kind.rawValue, report.day.description,
                        answer.excessKmh.map { "\($0)" } ?? "", answer.part?.code ?? "",
                        answer.part?.fineIndices.map(String.init) ?? "",
                        answer.fineTenge.map(String.init) ?? "",
                        answer.reducedFineTenge.map(String.init) ?? "",
                        answer.reducedUntil?.description ?? "",
                        answer.decidedOn?.description ?? "",
                        answer.flags.map(\.rawValue).joined(separator: " "),
                    ]
                },
                rightAligned: [2, 4, 5, 6],
                csv: table.csv
            )
        }

        private func tell(_ report: OffenceReport, _ answer: OffenceClassification) {
            func line(_ label: String, _ value: String) {
                Console.print(label.padded(to: 20) + value)
            }
            let (day, language) = (report.day, Interface.language)
            line(
                tr("Violation", ru: "Нарушение", kk: "Бұзушылық"),
                report.kind.name(language) + ", \(day)"
            )
            if let excess = answer.excessKmh {
                line(tr("Excess", ru: "Превышение", kk: "Асыру"), Say.decimal(excess, 1) + " km/h")
            }
            if let part = answer.part {
                line(tr("Part", ru: "Часть", kk: "Бөлік"), "\(part.code): \(part.text[language])")
                line(tr("Sanction", ru: "Санкция", kk: "Жаза"), LawText.sanction(part))
            }
            for part in answer.candidates {
                line(
                    tr("May be", ru: "Возможна", kk: "Мүмкін"),
                    "\(part.code): \(part.text[language])"
                )
            }
            if let fine = answer.fineTenge, let reduced = answer.reducedFineTenge {
                line(tr("Fine", ru: "Штраф", kk: "Айыппұл"), Say.count(fine) + " ₸")
                let until =
                    answer.reducedUntil.map { "\($0)" }
                    ?? tr(
                        "7 days after delivery",
                        ru: "7 дней после вручения",
                        kk: "тапсырылғаннан кейін 7 күн"
                    )
                line(
                    tr("In time", ru: "В срок", kk: "Мерзімінде"),
                    Say.count(reduced) + " ₸ (\(until))"
                )
            }
            for flag in answer.flags { line(flag.rawValue, LawText.flag(flag)) }
        }
    }
}
