import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics
import RoadStore

extension TrendsCommand {
    /// `jol trends adjust-p`.
    struct AdjustP: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "adjust-p",
                abstract: tr(
                    "Adjust p-values for having asked many questions.",
                    ru: "Поправить p-значения на множество вопросов.",
                    kk: "p мәндерін көп сұрақ қойылғанына түзету."
                ),
                usage: "jol trends adjust-p [<table.csv>] [--p <column>] [options]",
                discussion: tr(
                    """
                    Benjamini-Hochberg (share of false alarms), Holm and Bonferroni (any false \
                    alarm). The first other column is passed on in 'label'. Empty p-values stay empty. \
                    Without a table: every change of a year against the year before in the \
                    workspace's crashes, all measures together.
                    """,
                    ru: """
                        Бенджамини-Хохберг (доля ложных тревог), Холм и Бонферрони (хоть одна \
                        ложная). Первый другой столбец идёт в 'label'. Пустые p остаются пустыми. Без \
                        таблицы: все изменения года к году по ДТП рабочего пространства, все \
                        показатели вместе.
                        """,
                    kk: """
                        Бенджамини-Хохберг (жалған дабыл үлесі), Холм мен Бонферрони (бірде-бір \
                        жалған дабыл). Басқа бірінші баған 'label' болады. Бос p бос қалады. Кестесіз: \
                        жұмыс кеңістігі ЖКО-ларының әр жылғы өзгерісі, барлық көрсеткіш бірге.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @Option(
            help: ArgumentHelp(
                tr("Column of p-values.", ru: "Столбец p-значений.", kk: "p мәндері бағаны."),
                valueName: "column"
            )
        )
        var p = "p"
        @Option(
            help: ArgumentHelp(
                tr("Level of a finding.", ru: "Уровень находки.", kk: "Табу деңгейі."),
                valueName: "alpha"
            )
        )
        var alpha = 0.05

        func run() throws {
            guard alpha > 0, alpha < 1 else {
                throw AnalysisOptions.usage(
                    "--alpha \(alpha)",
                    "Must lie between 0 and 1.",
                    verb: "trends adjust-p"
                )
            }
            guard input.file != nil else {
                let table = try ownChanges()
                let answer = answer(try table.numbers("p", .notNegative), try table.texts("change"))
                return try input.form.show(answer, "trends.adjust-p")
            }
            try input.answer("trends.adjust-p") { table throws(IntakeError) in
                let values = try table.numbers(p, .notNegative, allowsMissing: true)
                if let row = values.firstIndex(where: { $0 > 1 }) {
                    throw table.badCell(row, p, "a p-value from 0 to 1")
                }
                let names = table.header.first { $0 != p && $0 != input.by }
                let labels = try names.map { name throws(IntakeError) in try table.texts(name) }
                return answer(values, labels)
            }
        }

        /// The year-over-year changes of the workspace's own crashes, one p-value each.
        private func ownChanges() throws -> AnalysisTable {
            let measures = input.measure.map { [$0] } ?? TrendRun.measures
            guard measures.allSatisfy(TrendRun.measures.contains), input.by == nil else {
                throw AnalysisOptions.usage(
                    "--measure \(input.measure ?? ""), --by",
                    "Known measures: \(TrendRun.measures.joined(separator: ", ")); --by needs a table.",
                    verb: "trends adjust-p"
                )
            }
            let crashes = try input.global.open(.reading).crashEvents()
            let window = try AnalysisPeriod.window(
                of: crashes,
                from: input.period.from?.date,
                to: input.period.to?.end
            )
            return try TrendRun.probabilities(
                crashes.filter { crash in
                    input.area.map { CrashSeriesTable.contains($0, crash) } ?? true
                },
                window: window,
                measures: measures,
                breaks: input.breaks == "none" ? [] : try BreakLedger.read(input.breaks)
            )
        }

        private func answer(_ values: [Double], _ labels: [String]?) -> AnalysisAnswer {
            let hochberg = Multiplicity.benjaminiHochberg(values)
            let holm = Multiplicity.holm(values)
            let bonferroni = Multiplicity.bonferroni(values).enumerated().map {
                values[$0].isNaN ? Double.nan : $1
            }
            let count = values.count { !$0.isNaN }
            let numbers = NumberText(Interface.language)
            var table = TerminalTable([
                (tr("Row", ru: "Строка", kk: "Жол"), .left), ("p", .right), ("BH", .right),
                ("Holm", .right), ("Bonferroni", .right),
            ])
            var rows: [AnalysisTree] = []
            for row in values.indices {
                let label = labels?[row] ?? "\(row + 1)"
                table.add(
                    [label]
                        + [values[row], hochberg[row], holm[row], bonferroni[row]]
                        .map { numbers.probability($0) }
                )
                rows.append([
                    "label": .text(label), "p": .number(values[row]),
                    "bh": .number(hochberg[row]), "holm": .number(holm[row]),
                    "bonferroni": .number(bonferroni[row]),
                ])
            }
            let expected = Double(count) * alpha
            let line = tr(
                "Without any effect \(Say.decimal(expected, 1)) of \(count) would fall below",
                ru: "Без всякого эффекта \(Say.decimal(expected, 1)) из \(count) были бы ниже",
                kk:
                    "Ешқандай әсерсіз \(count)-ден \(Say.decimal(expected, 1)) мына деңгейден төмен:"
            )
            return AnalysisAnswer(
                [
                    "values": .list(rows), "n": .count(count), "alpha": .number(alpha),
                    "expectedFalse": .number(expected),
                    "below": [
                        "p": .count(values.count { $0 <= alpha }),
                        "bh": .count(hochberg.count { $0 <= alpha }),
                        "holm": .count(holm.count { $0 <= alpha }),
                        "bonferroni": .count(bonferroni.count { $0 <= alpha }),
                    ],
                ],
                flags: count < values.count ? [.rowsLeftOut] : [],
                text: table.text + "\n\n\(line) \(Say.decimal(alpha, 3))."
            )
        }
    }
}
