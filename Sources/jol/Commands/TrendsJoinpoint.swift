import ArgumentParser
import RoadModel
import RoadPipeline
import RoadStatistics

extension TrendsCommand {
    /// `jol trends joinpoint`.
    struct JoinpointVerb: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "joinpoint",
                abstract: tr(
                    "Find the years in which a trend changed its slope.",
                    ru: "Найти годы, в которые тренд менял наклон.",
                    kk: "Тренд еңісі өзгерген жылдарды табу."
                ),
                usage: "jol trends joinpoint <table.csv> --x <column> --y <column> [options]",
                discussion: tr(
                    """
                    Straight pieces on the log scale, joined at observed times. BIC, BIC3 and WBIC \
                    choose, and a sequence of permutation tests. Values must be above 0. The \
                    permutations repeat exactly with the same --seed.
                    """,
                    ru: """
                        Прямые отрезки в логарифмах, соединённые в наблюдаемые моменты. Выбирают \
                        BIC, BIC3, WBIC и ряд перестановочных тестов. Значения больше 0. При том же \
                        --seed перестановки повторяются точно.
                        """,
                    kk: """
                        Логарифм шкаласындағы, бақыланған уақытта түйісетін түзу бөліктер. BIC, \
                        BIC3, WBIC және орын ауыстыру тесттері таңдайды. Мәндер 0-ден үлкен. Бірдей \
                        --seed кезінде нәтиже дәл қайталанады.
                        """
                )
            )
        }

        @OptionGroup var input: TrendOptions
        @OptionGroup var columns: SeriesOptions
        @Option(
            help: ArgumentHelp(
                tr("Most joinpoints.", ru: "Не более точек.", kk: "Ең көп нүкте."),
                valueName: "k"
            )
        )
        var max = 3
        @Option(
            help: ArgumentHelp(
                tr(
                    "Permutations of each test; 0 leaves the tests out.",
                    ru: "Перестановок в тесте; 0 без тестов.",
                    kk: "Тесттегі орын ауыстырулар; 0 тестсіз."
                ),
                valueName: "n"
            )
        )
        var permutations = 4499
        @Option(
            help: ArgumentHelp(
                tr(
                    "Seed of the permutations.",
                    ru: "Зерно перестановок.",
                    kk: "Орын ауыстыру тұқымы."
                ),
                valueName: "n"
            )
        )
        var seed: UInt64 = 1
        @Option(
            help: ArgumentHelp(
                tr(
                    "Weights: none, poisson (the values), or a column.",
                    ru: "Веса: none, poisson (сами значения) или столбец.",
                    kk: "Салмақтар: none, poisson (мәндердің өзі) не баған."
                ),
                valueName: "weights"
            )
        )
        var weights = "none"
        @Option(
            help: ArgumentHelp(
                tr(
                    "One test only: joinpoints under the null and the alternative, as 0:2.",
                    ru: "Только один тест: число точек при нуле и альтернативе, как 0:2.",
                    kk: "Бір ғана тест: нөлдік пен балама нүктелер, 0:2 сияқты."
                ),
                valueName: "k0:k1"
            )
        )
        var test: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Fewest observations outside the end joinpoints.",
                    ru: "Наименьшее число наблюдений за крайними точками.",
                    kk: "Шеткі нүктелерден тысқары ең аз бақылау."
                ),
                valueName: "n"
            )
        )
        var outside = 2
        @Option(
            help: ArgumentHelp(
                tr(
                    "Fewest observations between joinpoints.",
                    ru: "Наименьшее число наблюдений между точками.",
                    kk: "Нүктелер арасындағы ең аз бақылау."
                ),
                valueName: "n"
            )
        )
        var between = 2
        @Option(
            help: ArgumentHelp(
                tr(
                    "Degrees of freedom of intervals: counted (n-2k-2) or known (n-k-2).",
                    ru: "Степени свободы интервалов: counted (n-2k-2) или known (n-k-2).",
                    kk: "Аралық еркіндік дәрежесі: counted (n-2k-2) не known (n-k-2)."
                ),
                valueName: "kind"
            )
        )
        var df = "counted"
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Also seek joinpoints between observed times.",
                    ru: "Искать точки и между моментами наблюдений.",
                    kk: "Нүктелерді бақылаулар арасынан да іздеу."
                )
            )
        )
        var betweenTimes = false

        func run() throws {
            let pair = try pairOfTest()
            guard ["counted", "known"].contains(df) else {
                throw Self.usage("--df \(df)", "Known: counted, known.")
            }
            guard (0...5).contains(max) else {
                throw Self.usage("--max \(max)", "Joinpoints must be 0 to 5.")
            }
            guard (0...100_000).contains(permutations) else {
                throw Self.usage("--permutations \(permutations)", "Must be 0 to 100,000.")
            }
            var run = JoinpointRun(
                options: JoinpointOptions(
                    most: max,
                    outside: outside,
                    between: between,
                    degrees: df == "known" ? .placesKnown : .placesCounted
                ),
                permutations: permutations,
                seed: seed,
                pair: pair
            )
            run.seeksBetween = betweenTimes
            let settled = run
            try input.answer("trends.joinpoint") { table throws(IntakeError) in
                let series = try columns.series(table, .positive, input)
                let weights = try weightsOf(series)
                return JoinpointAnswer(series: series, outcome: try settled.fit(series, weights))
                    .answer
                    .warned(of: series)
            }
        }

        private func pairOfTest() throws -> (null: Int, alternative: Int)? {
            guard let test else { return nil }
            let parts = test.split(separator: ":").map { Int($0) }
            guard parts.count == 2, let null = parts[0], let alternative = parts[1], null >= 0,
                null < alternative, alternative <= 5
            else { throw Self.usage("--test \(test)", "Two numbers from 0 to 5, rising, as 0:2.") }
            return (null, alternative)
        }

        private func weightsOf(_ series: AnalysisSeries) throws(IntakeError) -> [Double]? {
            switch weights {
            case "none": nil
            case "poisson": series.values
            default: try series.table.numbers(weights, .positive)
            }
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "trends joinpoint")
        }
    }
}
