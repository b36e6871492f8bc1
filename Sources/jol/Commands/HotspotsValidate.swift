import ArgumentParser
import Foundation
import RoadAnalysis
import RoadModel
import RoadPipeline

extension HotspotsCommand {
    /// `jol hotspots validate`.
    struct Validate: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "validate",
                abstract: tr(
                    "Compare ranking methods: made on one period, tested on the next.",
                    ru: "Сравнить методы: список по одному периоду, проверка на следующем.",
                    kk: "Әдістерді салыстыру: тізім бір кезеңнен, тексеру келесіде."
                ),
                usage:
                    "jol hotspots validate --train <file|years> --test <file|years> [<sites.csv>]",
                discussion: tr(
                    """
                    --train and --test are two tables of the same sites, or years such as 2016-2017 \
                    of one table. Site consistency: crashes of the test period on the list; method \
                    consistency: sites on both lists; rank displacement; PAI and PEI. --compare adds \
                    empirical Bayes of another formula. --simulations scores methods on sites whose \
                    truth is drawn, and measures how often rank intervals hold.
                    """,
                    ru: """
                        --train и --test — две таблицы тех же участков или годы (2016-2017) одной. \
                        Согласие мест: ДТП периода проверки в списке; согласие метода: места в обоих \
                        списках; сдвиг рангов; PAI и PEI. --compare добавляет другую формулу. \
                        --simulations: проверка на розыгранной истине и покрытие интервалов ранга.
                        """,
                    kk: """
                        --train мен --test — сол учаскелердің екі кестесі не бір кестенің жылдары \
                        (2016-2017). Тізімдегі тексеру кезеңінің ЖКО саны; екі тізімде де бар \
                        орындар; орын ығысуы; PAI және PEI. --compare басқа формуланы қосады. \
                        --simulations: белгілі ақиқатта тексеру және орын аралығының дәлдігі.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr(
                    "One table that holds both periods.",
                    ru: "Одна таблица с обоими периодами.",
                    kk: "Екі кезең де бар бір кесте."
                ),
                valueName: "sites.csv"
            )
        )
        var file: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "First period: a table, or years.",
                    ru: "Первый период: таблица или годы.",
                    kk: "Бірінші кезең: кесте не жылдар."
                ),
                valueName: "file|years"
            )
        )
        var train: String
        @Option(
            help: ArgumentHelp(
                tr(
                    "Second period: a table, or years.",
                    ru: "Второй период: таблица или годы.",
                    kk: "Екінші кезең: кесте не жылдар."
                ),
                valueName: "file|years"
            )
        )
        var test: String
        @OptionGroup var options: SiteOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "Lengths of list; below 1 a share of the sites.",
                    ru: "Длины списка; меньше 1 — доля мест.",
                    kk: "Тізім ұзындықтары; 1-ден аз болса учаске үлесі."
                ),
                valueName: "n,n"
            )
        )
        var top = "0.05,0.1"
        @Option(
            help: ArgumentHelp(
                tr(
                    "Another formula to compare; may be repeated.",
                    ru: "Ещё формула для сравнения; можно повторять.",
                    kk: "Салыстыратын тағы формула; қайталауға болады."
                ),
                valueName: "formula"
            )
        )
        var compare: [String] = []
        @Option(
            help: ArgumentHelp(
                tr(
                    "Trials with a known truth.",
                    ru: "Испытаний с известной истиной.",
                    kk: "Ақиқаты белгілі сынақ саны."
                ),
                valueName: "n"
            )
        )
        var simulations = 0
        @Option(
            help: ArgumentHelp(
                tr("Draws a trial.", ru: "Розыгрышей на испытание.", kk: "Бір сынақтағы ойнату."),
                valueName: "n"
            )
        )
        var draws = 1000
        @Option(
            help: ArgumentHelp(
                tr("Seed.", ru: "Начальное число.", kk: "Бастапқы сан."),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1
        @OptionGroup var target: TableTarget

        func run() throws {
            try target.check()
            let query = try options.query()
            let (first, second) = try tables(query)
            let result = try ValidationRun(
                train: first,
                test: second,
                query,
                formulas: compare,
                tops: try tops()
            )
            if try target.write(result.table) { return }
            let trial = try trials(result)
            if options.output.json {
                var fields: [String: AnalysisTree] = [
                    "sites": .count(result.siteCount),
                    "sitesLeftOut": .count(result.sitesLeftOut),
                    "testCrashes": .number(result.testCrashes),
                    "flags": SiteAnswer.tree(result.train.flags),
                    "sentence": .text(Self.sentence(result)),
                ]
                if let trial { fields["truth"] = Self.tree(trial) }
                try SiteAnswer.printJSON(
                    "jol.hotspots.validate/1",
                    fields,
                    tables: [("methods", result.table)]
                )
            } else if target.out == nil {
                Console.print(Self.text(result, trial))
            }
        }

        /// Two files, or years of one.
        private func tables(
            _ query: SiteQuery
        ) throws(IntakeError) -> (AnalysisTable, AnalysisTable) {
            guard let file else {
                return (try AnalysisTable.read(train), try AnalysisTable.read(test))
            }
            let table = try AnalysisTable.read(file)
            let names = SiteColumnNames(table.header)
            let column = query.year.map { names.find($0) ?? $0 } ?? names.find(.year) ?? "year"
            let years = try table.numbers(column)
            func part(_ option: String, _ text: String) throws(IntakeError) -> AnalysisTable {
                var wanted: [ClosedRange<Double>] = []
                for piece in text.split(separator: ",") {
                    let ends = piece.split(separator: "-").compactMap { Double($0) }
                    guard let low = ends.first, let high = ends.last, low <= high else {
                        throw IntakeError(
                            .badArgument,
                            subject: "\(option) \(text)",
                            detail: "With one table the periods are years.",
                            remedy: "Write 2016,2017 or 2016-2017."
                        )
                    }
                    wanted.append(low...high)
                }
                let rows = years.indices.filter { row in
                    wanted.contains { $0.contains(years[row]) }
                }
                guard !rows.isEmpty else {
                    throw IntakeError(
                        .insufficient,
                        subject: "\(option) \(text)",
                        detail: "No row is of these years.",
                        remedy: "Column '\(column)' holds the years."
                    )
                }
                return table.selecting(rows)
            }
            return (try part("--train", train), try part("--test", test))
        }

        private func tops() throws(IntakeError) -> [Double] {
            let values = top.split(separator: ",").compactMap { Double($0.trimmed) }
            guard !values.isEmpty, values.allSatisfy({ $0 > 0 && $0 < 1e9 }) else {
                throw IntakeError(
                    .badArgument,
                    subject: "--top \(top)",
                    detail: "Lengths of list are above 0.",
                    remedy: "Write 25 or 0.05,0.1."
                )
            }
            return values
        }

        private func trials(_ result: ValidationRun) throws(IntakeError) -> TruthTrial? {
            guard simulations > 0 else { return nil }
            guard simulations <= 100_000, (1...100_000).contains(draws) else {
                throw IntakeError(
                    .badArgument,
                    subject: "--simulations \(simulations), --draws \(draws)",
                    detail: "Both are at most 100,000.",
                    remedy: "200 trials of 1000 draws tell most."
                )
            }
            return result.trials(
                simulations,
                top: result.tests.first?.top ?? 10,
                RankDraws.Options(draws: draws, seed: seed)
            )
        }

        private static func tree(_ trial: TruthTrial) -> AnalysisTree {
            [
                "trials": .count(trial.trials), "rankIntervalCoverage": .number(trial.coverage),
                "level": .number(0.9),
                "methods": .list(
                    trial.scores.map {
                        [
                            "method": .text($0.method),
                            "falseIdentification": .number($0.falseIdentification),
                            "poissonMeanDifference": .number($0.meanDifference),
                        ]
                    }
                ),
            ]
        }

        /// Whether any method beats empirical Bayes on hits and stability together.
        private static func sentence(_ result: ValidationRun) -> String {
            guard let list = result.tests.first,
                let eb = list.tests.first(where: { $0.method == "eb" })
            else { return "" }
            let better = list.tests.filter { test in
                test.crashesCaptured >= eb.crashesCaptured
                    && test.rankDisplacement <= eb.rankDisplacement
                    && (test.crashesCaptured > eb.crashesCaptured
                        || test.rankDisplacement < eb.rankDisplacement)
            }
            let hits = Say.decimal(eb.crashesCaptured, 0)
            let most = Say.decimal(result.best.first ?? 0, 0)
            let base = tr(
                "Empirical Bayes captures \(hits) of at most \(most) crashes in the first "
                    + "\(list.top) sites, rank displacement \(Say.count(eb.rankDisplacement)).",
                ru: "Эмпирический Байес: \(hits) из не более \(most) ДТП в первых \(list.top) "
                    + "местах, сдвиг рангов \(Say.count(eb.rankDisplacement)).",
                kk:
                    "Эмпирикалық Байес: алғашқы \(list.top) орында ең көбі \(most) ЖКО-ның \(hits), "
                    + "орын ығысуы \(Say.count(eb.rankDisplacement))."
            )
            guard !better.isEmpty else {
                return base + " "
                    + tr(
                        "No method beats it on both.",
                        ru: "По обоим показателям его не превосходит никто.",
                        kk: "Екеуі бойынша да одан асқан әдіс жоқ."
                    )
            }
            let names = better.map {
                "\($0.method) (\(Say.decimal($0.crashesCaptured, 0)), \(Say.count($0.rankDisplacement)))"
            }
            return base + " "
                + tr("Better on both: ", ru: "Лучше по обоим: ", kk: "Екеуінде де жақсы: ")
                + names.joined(separator: ", ") + "."
        }

        private static func text(_ result: ValidationRun, _ trial: TruthTrial?) -> String {
            var lines: [String] = []
            for (place, list) in result.tests.enumerated() {
                var table = TerminalTable([
                    (tr("Method", ru: "Метод", kk: "Әдіс"), .left),
                    (tr("crashes", ru: "ДТП", kk: "ЖКО"), .right),
                    (tr("sites kept", ru: "мест", kk: "орын"), .right),
                    (tr("displacement", ru: "сдвиг", kk: "ығысу"), .right),
                    ("PAI", .right), ("PEI", .right),
                ])
                for test in list.tests {
                    table.add([
                        test.method, Say.decimal(test.crashesCaptured, 0),
                        Say.count(test.sitesKept), Say.count(test.rankDisplacement),
                        test.accuracyIndex.map { Say.decimal($0, 2) } ?? "",
                        test.efficiencyIndex.map { Say.decimal($0, 3) } ?? "",
                    ])
                }
                lines.append(
                    tr("First sites: ", ru: "Первые места: ", kk: "Алғашқы орын: ")
                        + "\(list.top), "
                        + tr("at most ", ru: "не более ", kk: "ең көбі ")
                        + Say.decimal(result.best[place], 0)
                )
                lines += [table.text, ""]
            }
            lines.append(sentence(result))
            if let trial {
                lines.append(
                    tr(
                        "90 % rank intervals hold in \(Say.percent(trial.coverage)) of draws of truth.",
                        ru: "90 % интервалы рангов верны в \(Say.percent(trial.coverage)) случаев.",
                        kk: "90 % орын аралықтары \(Say.percent(trial.coverage)) жағдайда дұрыс."
                    )
                )
                for score in trial.scores {
                    lines.append(
                        "\(score.method): "
                            + tr("false ", ru: "ложных ", kk: "жалған ")
                            + "\(Say.percent(score.falseIdentification)), PMD "
                            + Say.decimal(score.meanDifference, 2)
                    )
                }
            }
            return lines.joined(separator: "\n")
        }
    }
}
