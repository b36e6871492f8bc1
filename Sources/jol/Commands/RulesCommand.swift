import ArgumentParser
import RoadLaw
import RoadModel
import RoadPipeline

/// `jol rules …`.
struct RulesCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rules",
            abstract: tr(
                "The law as dated data: parts of the Code, fines, changes.",
                ru: "Закон как датированные данные: части КоАП, штрафы, изменения.",
                kk: "Күні көрсетілген заң деректері: ӘҚБтК бөліктері, айыппұл, өзгеріс."
            ),
            subcommands: [Show.self, Diff.self, Classify.self]
        )
    }

    /// `jol rules show`.
    struct Show: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "show",
                abstract: tr(
                    "Show the parts in force on a day and what they cost.",
                    ru: "Показать части, действующие в этот день, и их цену.",
                    kk: "Сол күні күшіндегі бөліктер мен олардың құнын көрсету."
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "An article or part, for example 592 or 592-3-1; all without it.",
                    ru: "Статья или часть, например 592 или 592-3-1; без неё все.",
                    kk: "Бап не бөлік, мысалы 592 не 592-3-1; онсыз бәрі."
                ),
                valueName: "code"
            )
        )
        var code: String?
        @Option(help: RulesCommand.dayHelp) var date: String?
        @OptionGroup var language: LanguageOption
        @OptionGroup var table: TableOptions

        func run() throws {
            let day = try RulesCommand.day(date, "--date")
            let pack = try LawPackReader.read(RulePacks())
            let parts = pack.parts(on: day).filter { part in
                code.map { part.code == $0 || part.code.hasPrefix($0 + "-") } ?? true
            }
            guard !parts.isEmpty else {
                throw IntakeError(
                    .notFound,
                    subject: code ?? "",
                    detail: "No such article or part is in force on \(day).",
                    remedy: "'jol rules show' lists all parts; --date names another day."
                )
            }
            if table.output.json {
                let index = pack.index(on: day)
                try Console.printJSON(
                    AnalysisTree.object([
                        "schema": .text("jol.rules.show/1"), "date": .text(day.description),
                        "mrpTenge": LawText.optional(index?.tenge),
                        "parts": .list(
                            parts.map { part in
                                var tree = LawText.tree(part)
                                let price = pack.price(of: part.code, on: day)
                                tree["fineTenge"] = LawText.optional(price?.fineTenge)
                                return .object(tree)
                            }
                        ),
                    ])
                )
                return
            }
            Console.printTable(
                [
                    tr("Part", ru: "Часть", kk: "Бөлік"),
                    tr("Sanction", ru: "Санкция", kk: "Жаза"),
                    tr("Tenge", ru: "Тенге", kk: "Теңге"),
                    tr("Offence", ru: "Нарушение", kk: "Бұзушылық"),
                ],
                parts.map { part in
                    let tenge = pack.price(of: part.code, on: day)?.fineTenge
                    return [
                        part.code, LawText.sanction(part),
                        tenge.map { table.csv ? "\($0)" : Say.count($0) } ?? "",
                        part.text[Interface.language],
                    ]
                },
                rightAligned: [2],
                csv: table.csv
            )
        }
    }

    /// `jol rules diff`.
    struct Diff: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "diff",
                abstract: tr(
                    "Show what changed between two days.",
                    ru: "Показать, что изменилось между двумя днями.",
                    kk: "Екі күн арасында не өзгергенін көрсету."
                ),
                usage: "jol rules diff <from> <to> [options]"
            )
        }

        @Argument(help: RulesCommand.dayHelp) var from: String
        @Argument(help: RulesCommand.dayHelp) var to: String
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Only changed wordings, not changes of price by the index alone.",
                    ru: "Только изменённые нормы, без роста цены из-за одного МРП.",
                    kk: "Тек өзгерген нормалар, АЕК-пен ғана қымбаттағаны емес."
                )
            )
        )
        var wording = false
        @OptionGroup var language: LanguageOption
        @OptionGroup var table: TableOptions

        func run() throws {
            let (first, last) = (try RulesCommand.day(from, "from"), try RulesCommand.day(to, "to"))
            let pack = try LawPackReader.read(RulePacks())
            let changes = pack.differences(from: first, to: last)
                .filter { !wording || $0.isWording }
            if table.output.json {
                try Console.printJSON(
                    AnalysisTree.object([
                        "schema": .text("jol.rules.diff/1"), "from": .text(first.description),
                        "to": .text(last.description),
                        "changes": .list(
                            changes.map { change in
                                [
                                    "code": .text(change.code),
                                    "wording": .flag(change.isWording),
                                    "before": change.before.map { .object(LawText.tree($0)) }
                                        ?? .null,
                                    "after": change.after.map { .object(LawText.tree($0)) }
                                        ?? .null,
                                    "fineTengeBefore": LawText.optional(change.fineTenge.before),
                                    "fineTengeAfter": LawText.optional(change.fineTenge.after),
                                ]
                            }
                        ),
                    ])
                )
                return
            }
            Console.printTable(
                [
                    tr("Part", ru: "Часть", kk: "Бөлік"), "\(first)", "\(last)",
                    tr("Tenge", ru: "Тенге", kk: "Теңге"),
                ],
                changes.map { change in
                    let none = tr("not in force", ru: "не действовала", kk: "күшінде емес")
                    return [
                        change.code, change.before.map(wording(of:)) ?? none,
                        change.after.map(wording(of:)) ?? none,
                        [change.fineTenge.before, change.fineTenge.after]
                            .map { $0.map { Say.count($0) } ?? "–" }.joined(separator: " → "),
                    ]
                },
                csv: table.csv
            )
        }

        private func wording(of part: OffencePart) -> String {
            guard let lower = part.excessFromKmh else { return LawText.sanction(part) }
            let upper = part.excessToKmh.map { Say.decimal($0, 0) } ?? "…"
            return "[\(Say.decimal(lower, 0)), \(upper)) km/h: " + LawText.sanction(part)
        }
    }

    static var dayHelp: ArgumentHelp {
        ArgumentHelp(
            tr(
                "A day, for example 2024-12-04; today without it.",
                ru: "День, например 2024-12-04; иначе сегодня.",
                kk: "Күн, мысалы 2024-12-04; әйтпесе бүгін."
            ),
            valueName: "day"
        )
    }

    /// Reads a day; today in Kazakhstan's time without one.
    static func day(_ text: String?, _ option: String) throws(IntakeError) -> CivilDate {
        guard let text else {
            let seconds = Files.now.microseconds / 1_000_000 + 5 * 3600
            return CivilDate(daysSinceEpoch: Int(seconds / 86_400))
        }
        guard let day = OffenceTable.day(text) else {
            throw IntakeError(
                .badArgument,
                subject: "\(option) \(text)",
                detail: "'\(text)' is no day.",
                remedy: "Write year, month and day, for example 2024-12-04."
            )
        }
        return day
    }
}
