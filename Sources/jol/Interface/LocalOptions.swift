import ArgumentParser
import RoadModel
import RoadPipeline

/// Neighbours, null law and false discovery rate of local statistics.
struct LocalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "queen (edges that meet), distance:METRES between midpoints, or a CSV i,j.",
                ru: "queen (смежные), distance:МЕТРЫ между серединами или CSV i,j.",
                kk: "queen (түйісетін), distance:МЕТР орталар арасында, не CSV i,j."
            ),
            valueName: "rule"
        )
    )
    var weights = "queen"
    @Option(
        help: ArgumentHelp(
            tr(
                "Leading p-value: exact or analytic.",
                ru: "Главное p-значение: exact или analytic.",
                kk: "Негізгі p-мән: exact не analytic."
            ),
            valueName: "exact|analytic"
        )
    )
    var p = "exact"
    @Option(
        help: ArgumentHelp(
            tr(
                "Column of the network with counts, in place of events.",
                ru: "Столбец сети со счётом вместо событий.",
                kk: "Оқиға орнына желідегі сан бағаны."
            ),
            valueName: "column"
        )
    )
    var count: String?
    @Option(
        help: ArgumentHelp(
            tr(
                "By chance means: permutation, length, exposure:COLUMN or expected:COLUMN.",
                ru: "Случайность: permutation, length, exposure:СТОЛБЕЦ, expected:СТОЛБЕЦ.",
                kk: "Кездейсоқтық: permutation, length, exposure:БАҒАН, expected:БАҒАН."
            ),
            valueName: "law"
        )
    )
    var null = "permutation"
    @Option(
        help: ArgumentHelp(
            tr(
                "k of negative binomial counts about the expected ones; 0 is Poisson.",
                ru: "k отрицательного биномиального закона; 0 — Пуассон.",
                kk: "Теріс биномдық заңның k мәні; 0 — Пуассон."
            ),
            valueName: "k"
        )
    )
    var overdispersion = 0.0
    @Option(
        help: ArgumentHelp(
            tr(
                "False discovery rate to hold.",
                ru: "Доля ложных открытий.",
                kk: "Жалған табыс үлесі."
            ),
            valueName: "rate"
        )
    )
    var fdr = 0.05
    @Option(
        help: ArgumentHelp(
            tr(
                "Adjustment behind 'hot': calibrated (on maps without clusters), bh, by (any "
                    + "dependence) or discrete (exact laws).",
                ru: "Поправка для 'hot': calibrated (по картам без очагов), bh, by (любая "
                    + "зависимость), discrete (точные законы).",
                kk: "'hot' түзетуі: calibrated (ошақсыз карталар бойынша), bh, by (кез келген "
                    + "тәуелділік), discrete (дәл заңдар)."
            ),
            valueName: "calibrated|bh|by|discrete"
        )
    )
    var fdrMethod = "calibrated"
    @Option(
        help: ArgumentHelp(
            tr("Seed of shuffles.", ru: "Начальное число.", kk: "Бастапқы сан."),
            valueName: "n"
        )
    )
    var seed: UInt64 = 1

    /// Who counts as a neighbour by a rule as written.
    static func neighbours(
        _ weights: String,
        _ verb: String
    ) throws(IntakeError) -> LocalRun.Neighbours {
        let rule = weights.lowercased()
        if ["queen", "rook", "contiguity"].contains(rule) { return .contiguity }
        guard rule.hasPrefix("distance") else { return .table(weights) }
        guard let metres = Double(rule.dropFirst(9)), metres > 0, metres.isFinite else {
            throw AnalysisOptions.usage(
                "--weights \(weights)",
                "Write distance: and metres above 0, such as distance:500.",
                verb: verb
            )
        }
        return .within(metres)
    }

    /// The analysis these options mean, and the columns it needs.
    func run(_ verb: String) throws(IntakeError) -> (run: LocalRun, columns: [String]) {
        var run = LocalRun()
        var columns: [String] = []
        run.neighbours = try Self.neighbours(weights, verb)
        guard let probability = LocalRun.Probability(rawValue: p.lowercased()) else {
            throw AnalysisOptions.usage("--p \(p)", "Known: exact, analytic.", verb: verb)
        }
        guard ["calibrated", "bh", "by", "discrete"].contains(fdrMethod.lowercased()) else {
            throw AnalysisOptions.usage(
                "--fdr-method \(fdrMethod)",
                "Known: calibrated, bh, by, discrete.",
                verb: verb
            )
        }
        guard fdr > 0, fdr < 1, overdispersion >= 0, overdispersion.isFinite else {
            throw AnalysisOptions.usage(
                "--fdr \(fdr), --overdispersion \(overdispersion)",
                "A rate lies between 0 and 1, k is 0 or more.",
                verb: verb
            )
        }
        (run.probability, run.level, run.seed) = (probability, fdr, seed)
        let parts = null.split(separator: ":", maxSplits: 1).map(String.init)
        switch parts.first?.lowercased() {
        case "permutation": run.null = .permutation
        case "length": run.null = .length
        case "exposure":
            let column = parts.count > 1 ? parts[1] : "exposure"
            run.null = .exposure(column, isPerMetre: ExposureColumn.isPerMetre(column))
            columns.append(column)
        case "expected":
            let column = parts.count > 1 ? parts[1] : "expected"
            run.null = .expected(column, overdispersion: overdispersion)
            columns.append(column)
        default:
            throw AnalysisOptions.usage(
                "--null \(null)",
                "Known: permutation, length, exposure:COLUMN, expected:COLUMN.",
                verb: verb
            )
        }
        return (run, columns)
    }
}

/// What a column of exposure counts.
enum ExposureColumn {
    /// Whether a column is a flow, which exposes every metre alike, and no total of its edge.
    static func isPerMetre(_ name: String) -> Bool {
        ["aadt", "adt", "volume", "flow", "traffic", "intensity"].contains(name.lowercased())
    }
}
