import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension EvaluateCommand {
    /// `jol evaluate spillover`.
    struct Spillover: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "spillover",
                abstract: tr(
                    "Whether events left, or only moved along and beside the road.",
                    ru: "Исчезли события или сместились вдоль дороги и рядом.",
                    kk: "Оқиғалар жойылды ма, әлде жол бойымен не қатар жолға ауысты ма."
                ),
                usage: "jol evaluate spillover <rings.csv> [--edges 250,500,1000,3000] [options]",
                discussion: tr(
                    """
                    One row a place and ring: before, after; ring by name (site, upstream 250-500, \
                    parallel …) or distance_m (0 at the camera) with direction upstream, downstream, \
                    parallel. Rows called comparison, or treated 0, are places far away. The headline \
                    is the whole corridor. A ring that rose by more than chance: flag SPILLOVER.
                    """,
                    ru: """
                        Строка это место и кольцо: before, after; кольцо по имени (site, upstream \
                        250-500, parallel …) или distance_m (0 у камеры) с direction upstream, \
                        downstream, parallel. Строки comparison или treated 0: удалённые места. Главное \
                        число это весь коридор. Кольцо выросло сильнее случайного: флаг SPILLOVER.
                        """,
                    kk: """
                        Жолы деген орын мен сақина: before, after; сақина атауы (site, upstream \
                        250-500, parallel …) не distance_m (камерада 0) және direction upstream, \
                        downstream, parallel. comparison не treated 0 жолдары алыс орындар. Басты сан \
                        бүкіл дәліз. Сақина кездейсоқтықтан артық өссе: SPILLOVER белгісі.
                        """
                )
            )
        }

        @OptionGroup var input: AnalysisOptions
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of events before.",
                    ru: "Столбец событий до.",
                    kk: "Бұрынғы оқиғалар бағаны."
                ),
                valueName: "column"
            )
        )
        var before: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of events after.",
                    ru: "Столбец событий после.",
                    kk: "Кейінгі оқиғалар бағаны."
                ),
                valueName: "column"
            )
        )
        var after: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Borders of rings in metres.",
                    ru: "Границы колец, м.",
                    kk: "Сақина шектері, м."
                ),
                valueName: "m,m"
            )
        )
        var edges = "250,500,1000,3000"
        @Option(
            name: [.customLong("odds-variance"), .customLong("var-omega")],
            help: ArgumentHelp(
                tr(
                    "Variance of the odds ratio in untreated years.",
                    ru: "Дисперсия отношения шансов в годы без меры.",
                    kk: "Шарасыз жылдардағы шанс қатынасының дисперсиясы."
                ),
                valueName: "x"
            )
        )
        var oddsVariance = 0.0
        @Option(
            help: ArgumentHelp(
                tr("Years before.", ru: "Лет до.", kk: "Бұрынғы жылдар."),
                valueName: "years"
            )
        )
        var yearsBefore = 1.0
        @Option(
            help: ArgumentHelp(
                tr("Years after.", ru: "Лет после.", kk: "Кейінгі жылдар."),
                valueName: "years"
            )
        )
        var yearsAfter = 1.0

        func run() throws {
            var run = SpilloverRun()
            let borders = edges.split(separator: ",").compactMap { Double($0.trimmed) }
            guard borders.count == edges.split(separator: ",").count,
                borders == Set(borders).sorted(), borders.first.map({ $0 > 0 }) ?? false
            else { throw Self.usage("--edges \(edges)", "Rising distances above 0.") }
            guard oddsVariance >= 0, yearsBefore > 0, yearsAfter > 0, yearsBefore < 1000,
                yearsAfter < 1000
            else { throw Self.usage("--years-before, --years-after", "Years above 0.") }
            (run.before, run.after, run.edges) = (before, after, borders)
            (run.oddsVariance, run.years) = (oddsVariance, (yearsBefore, yearsAfter))
            let settled = run
            try input.answer("evaluate.spillover") { table throws(IntakeError) in
                let (analysis, hasComparison) = try settled.analyse(table)
                return SpilloverAnswer(analysis: analysis, hasComparison: hasComparison).answer
            }
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "evaluate spillover")
        }
    }
}

/// Rings around a place for machines and for a person.
struct SpilloverAnswer {
    let analysis: SpilloverAnalysis
    let hasComparison: Bool

    private var isFound: Bool {
        analysis.total.map { $0.upper < 1 || $0.lower > 1 } ?? false
    }

    private var attribution: AttributionLevel {
        isFound && hasComparison && analysis.rising.isEmpty ? .beyondControls : .change
    }

    var answer: AnalysisAnswer {
        var flags: [AnalysisFlag] = []
        if !analysis.rising.isEmpty { flags.append(.spillover) }
        if !hasComparison { flags.append(.regressionToMean) }
        return AnalysisAnswer(fields, flags: flags, text: text)
    }

    private var fields: [String: AnalysisTree] {
        [
            "rings": .list(
                analysis.rows.map { row in
                    .object(
                        Self.tree(row.effect).merging([
                            "ring": .text(row.ring.name), "site": .flag(row.ring.isSite),
                            "before": .count(row.ring.before), "after": .count(row.ring.after),
                            "p": .number(row.p), "holm": .number(row.adjustedP),
                        ]) { $1 }
                    )
                }
            ),
            "total": .object(Self.tree(analysis.total)),
            "site": .object(Self.tree(analysis.site)),
            "heterogeneity": analysis.heterogeneity.map {
                ["q": .number($0.q), "df": .count($0.degrees), "p": .number($0.p)]
            } ?? .null,
            "rising": .texts(analysis.rising), "comparison": .flag(hasComparison),
            "verdict": .text((isFound ? VerdictCode.change : .noEvidence).rawValue),
            "attribution": .text("A\(attribution.rawValue)"),
            "causation": "NOT-ESTABLISHED",
        ]
    }

    private static func tree(_ effect: BeforeAfterEffect?) -> [String: AnalysisTree] {
        [
            "ratio": .number(effect?.ratio), "se": .number(effect?.standardError),
            "lower": .number(effect?.lower), "upper": .number(effect?.upper),
            "percent": .number(effect?.percent), "expected": .number(effect?.expected),
        ]
    }

    private var text: String {
        let numbers = NumberText(Interface.language)
        var table = TerminalTable([
            (tr("Ring", ru: "Кольцо", kk: "Сақина"), .left),
            (tr("before", ru: "до", kk: "бұрын"), .right),
            (tr("after", ru: "после", kk: "кейін"), .right),
            (tr("effect", ru: "эффект", kk: "әсер"), .right),
            (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
        ])
        func limits(_ effect: BeforeAfterEffect) -> String {
            numbers.signedPercent(100 * (effect.lower - 1)) + " … "
                + numbers.signedPercent(100 * (effect.upper - 1))
        }
        for row in analysis.rows {
            table.add([
                row.ring.name, Say.count(row.ring.before), Say.count(row.ring.after),
                row.effect.map { numbers.signedPercent($0.percent) } ?? "–",
                row.effect.map(limits) ?? "–",
            ])
        }
        if let total = analysis.total {
            let before = analysis.rows.reduce(0) { $0 + $1.ring.before }
            table.add([
                tr("whole corridor", ru: "весь коридор", kk: "бүкіл дәліз"), Say.count(before),
                Say.count(total.observed), numbers.signedPercent(total.percent), limits(total),
            ])
        }
        return table.text
    }
}
