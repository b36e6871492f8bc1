import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension TrendsCommand {
    /// `jol trends decompose`.
    struct Decompose: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "decompose",
                abstract: tr(
                    "Split a change into the contributions of its factors.",
                    ru: "Разложить изменение на вклады факторов.",
                    kk: "Өзгерісті факторлар үлесіне бөлу."
                ),
                usage: "jol trends decompose <table.csv> [--method <method>] [options]",
                discussion: tr(
                    """
                    lmdi and shapley: columns factor, before, after; the result is the product of \
                    the factors, for example travel, crashes per travel, deaths per crash. kitagawa: \
                    columns group, share_before, share_after, rate_before, rate_after. Without a table: the \
                    crashes and the deaths of a crash in the workspace's last two years.
                    """,
                    ru: """
                        lmdi и shapley: столбцы factor, before, after; итог равен произведению \
                        факторов, например пробег, ДТП на пробег, погибшие на ДТП. kitagawa: столбцы \
                        group, share_before, share_after, rate_before, rate_after. Без таблицы: \
                        ДТП и погибшие на ДТП за последние два года рабочего пространства.
                        """,
                    kk: """
                        lmdi мен shapley: factor, before, after бағандары; нәтиже факторлар \
                        көбейтіндісі, мысалы жүріс, жүріске шаққан ЖКО, ЖКО-ға шаққан қаза. \
                        kitagawa: group, share_before, share_after, rate_before, rate_after. \
                        Кестесіз: жұмыс кеңістігінің соңғы екі жылындағы ЖКО мен ЖКО-дағы қаза.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "lmdi, shapley or kitagawa; default by the columns.",
                    ru: "lmdi, shapley или kitagawa; иначе по столбцам.",
                    kk: "lmdi, shapley не kitagawa; әйтпесе бағандар бойынша."
                ),
                valueName: "method"
            )
        )
        var method: String?

        func run() throws {
            if let method, DecomposeRun.Method(rawValue: method) == nil {
                throw AnalysisOptions.usage(
                    "--method \(method)",
                    "Known: lmdi, shapley, kitagawa.",
                    verb: "trends decompose"
                )
            }
            let run = DecomposeRun(method: method.flatMap(DecomposeRun.Method.init))
            if input.file == nil {
                let ledger = input.breaks == "none" ? [] : try BreakLedger.read(input.breaks)
                let years = try input.read(defaultStep: .year)
                let factors = try DecomposeRun.factors(ofYears: years, breaks: ledger)
                return try input.form.show(Self.answer(try run.split(factors)), "trends.decompose")
            }
            try input.answer("trends.decompose") { table throws(IntakeError) in
                Self.answer(try run.split(table))
            }
        }

        private static func answer(_ outcome: DecomposeRun.Outcome) -> AnalysisAnswer {
            let change = outcome.after - outcome.before
            let hasParts = outcome.parts.contains { $0.composition != nil }
            var columns: [(title: String, alignment: TerminalTable.Alignment)] = [
                (tr("Factor", ru: "Фактор", kk: "Фактор"), .left),
                (tr("contribution", ru: "вклад", kk: "үлес"), .right),
                (tr("of the base", ru: "от базы", kk: "базадан"), .right),
            ]
            if hasParts {
                columns.append((tr("composition", ru: "состав", kk: "құрам"), .right))
                columns.append((tr("rate", ru: "частота", kk: "жиілік"), .right))
            }
            var table = TerminalTable(columns)
            let numbers = NumberText(Interface.language)
            var parts: [AnalysisTree] = []
            for part in outcome.parts {
                let percent = outcome.before > 0 ? 100 * part.total / outcome.before : nil
                var cells = [
                    part.name, Say.decimal(part.total, 4),
                    percent.map { numbers.signedPercent($0) } ?? "–",
                ]
                if hasParts {
                    cells.append(part.composition.map { Say.decimal($0, 4) } ?? "")
                    cells.append(part.rate.map { Say.decimal($0, 4) } ?? "")
                }
                table.add(cells)
                var tree: [String: AnalysisTree] = [
                    "name": .text(part.name), "contribution": .number(part.total),
                    "percent": .number(percent),
                ]
                if hasParts {
                    tree["composition"] = .number(part.composition)
                    tree["rate"] = .number(part.rate)
                }
                parts.append(.object(tree))
            }
            var fields: [String: AnalysisTree] = [
                "method": .text(outcome.method.rawValue), "before": .number(outcome.before),
                "after": .number(outcome.after), "change": .number(change),
                "contributions": .list(parts),
            ]
            if hasParts {
                fields["composition"] = .number(
                    outcome.parts.reduce(0) { $0 + ($1.composition ?? 0) }
                )
                fields["rate"] = .number(outcome.parts.reduce(0) { $0 + ($1.rate ?? 0) })
            }
            let line =
                "\(Say.decimal(outcome.before, 3)) → \(Say.decimal(outcome.after, 3)): "
                + Say.decimal(change, 3)
            return AnalysisAnswer(fields, text: table.text + "\n\n" + line)
        }
    }
}
