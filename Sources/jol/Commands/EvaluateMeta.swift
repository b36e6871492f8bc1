import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension EvaluateCommand {
    /// `jol evaluate meta`.
    struct Meta: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "meta",
                abstract: tr(
                    "Combine estimates of one effect from several studies.",
                    ru: "Объединить оценки одного эффекта из нескольких исследований.",
                    kk: "Бір әсердің бірнеше зерттеудегі бағаларын біріктіру."
                ),
                usage: "jol evaluate meta <table.csv> [--method <method>] [options]",
                discussion: tr(
                    """
                    Columns: effect (or yi, estimate, log_cmf) and se (or sei, or vi for the variance), \
                    else cmf or ratio with lower and upper, of which logarithms are combined; other \
                    names with --effect, --se. A first other column names the study. Methods fixed, dl, reml, pm, and dl-hksj, reml-hksj, pm-hksj. \
                    All are in the answer. With --log effects are logarithms of ratios, and the \
                    table shows ratios.
                    """,
                    ru: """
                        Столбцы: effect (или yi, estimate, log_cmf) и se (или sei, или дисперсия vi), \
                        либо cmf или ratio с lower и upper: объединяются логарифмы; другие имена \
                        через --effect, --se. Первый другой столбец называет исследование. Методы fixed, dl, reml, pm и dl-hksj, reml-hksj, pm-hksj, в \
                        ответе все. С --log эффекты суть логарифмы отношений, таблица показывает \
                        отношения.
                        """,
                    kk: """
                        Бағандар: effect (не yi, estimate, log_cmf) пен se (не sei, не vi дисперсиясы), \
                        әйтпесе cmf не ratio, lower және upper: логарифмдері біріктіріледі; басқа \
                        атаулар --effect, --se арқылы. Басқа бірінші баған зерттеу атауы. Әдістер fixed, dl, reml, pm және dl-hksj, reml-hksj, pm-hksj; \
                        жауапта бәрі бар. --log болса әсерлер қатынас логарифмі, кесте қатынасты \
                        көрсетеді.
                        """
                )
            )
        }

        @OptionGroup var input: AnalysisOptions
        @Option(
            help: ArgumentHelp(
                tr("Column of effects.", ru: "Столбец эффектов.", kk: "Әсерлер бағаны."),
                valueName: "column"
            )
        )
        var effect: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Column of standard errors.",
                    ru: "Столбец стандартных ошибок.",
                    kk: "Стандартты қателер бағаны."
                ),
                valueName: "column"
            )
        )
        var se: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "The method on top of the answer.",
                    ru: "Главный метод ответа.",
                    kk: "Жауаптың негізгі әдісі."
                ),
                valueName: "method"
            )
        )
        var method = "reml"
        @Flag(
            help: ArgumentHelp(
                tr(
                    "Effects are logarithms of ratios.",
                    ru: "Эффекты суть логарифмы отношений.",
                    kk: "Әсерлер қатынас логарифмдері."
                )
            )
        )
        var log = false

        func run() throws {
            let known = ["fixed", "dl", "reml", "pm", "dl-hksj", "reml-hksj", "pm-hksj"]
            guard known.contains(method) else {
                throw AnalysisOptions.usage(
                    "--method \(method)",
                    "Known: \(known.joined(separator: ", ")).",
                    verb: "evaluate meta"
                )
            }
            var run = MetaRun(effect: effect, error: se, isLogarithm: log)
            let base = method.split(separator: "-").first.map(String.init) ?? method
            run.filling = MetaAnalysis.Method(rawValue: base) ?? .reml
            let settled = run
            try input.answer("evaluate.meta") { table throws(IntakeError) in
                answer(try settled.combine(table, leavingOut: input.by))
            }
        }

        private func answer(_ outcome: MetaRun.Outcome) -> AnalysisAnswer {
            let log = outcome.isLogarithm
            var fields: [String: AnalysisTree] = [:]
            var flags: [AnalysisFlag] = []
            var methods: [String: AnalysisTree] = [:]
            let numbers = NumberText(Interface.language)
            var table = TerminalTable([
                (tr("Method", ru: "Метод", kk: "Әдіс"), .left),
                (tr("effect", ru: "эффект", kk: "әсер"), .right),
                (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
                (tr("a further study", ru: "новое исследование", kk: "жаңа зерттеу"), .right),
                ("p", .right), ("τ²", .right),
            ])
            for (name, result) in outcome.results {
                methods[name] = .object(Self.tree(result))
                table.add([
                    name + (name == method ? " *" : ""), shown(log, result.estimate),
                    "\(shown(log, result.lower)) … \(shown(log, result.upper))",
                    result.predictionLower.flatMap { lower in
                        result.predictionUpper.map { "\(shown(log, lower)) … \(shown(log, $0))" }
                    } ?? "–",
                    numbers.probability(result.p), Say.decimal(result.tauSquared, 5),
                ])
                guard name == method else { continue }
                fields = Self.tree(result)
                if result.qP < 0.1 { flags.append(.heterogeneous) }
            }
            if outcome.labels.count < 5 { flags.append(.fewStudies) }
            fields["method"] = .text(method)
            fields["n"] = .count(outcome.labels.count)
            fields["methods"] = .object(methods)
            fields["log"] = .flag(outcome.isLogarithm)
            if let top = outcome.results.first(where: { $0.name == method })?.result,
                outcome.isLogarithm
            {
                fields["ratio"] = [
                    "estimate": .number(Calculus.exponential(top.estimate)),
                    "lower": .number(Calculus.exponential(top.lower)),
                    "upper": .number(Calculus.exponential(top.upper)),
                ]
            }
            fields["egger"] = outcome.asymmetry.map {
                [
                    "slope": .number($0.slope), "t": .number($0.t), "df": .count($0.degrees),
                    "p": .number($0.p), "limit": .number($0.limit),
                    "limitSE": .number($0.limitError),
                ]
            }
            fields["trimFill"] = outcome.filled.map {
                .object(
                    Self.tree($0.filled).merging([
                        "missing": .count($0.missing), "side": $0.isAbove ? "right" : "left",
                        "effects": .numbers($0.effects),
                    ]) { $1 }
                )
            }
            if let p = outcome.asymmetry?.p, p < 0.1 { flags.append(.asymmetric) }
            return AnalysisAnswer(
                fields,
                flags: flags,
                text: ([table.text, ""] + funnel(outcome)).joined(separator: "\n")
            )
        }

        /// What the funnel of studies lets suspect, in one or two lines.
        private func funnel(_ outcome: MetaRun.Outcome) -> [String] {
            guard let egger = outcome.asymmetry, let filled = outcome.filled else { return [] }
            let p = NumberText(Interface.language).probability(egger.p)
            let effect = shown(outcome.isLogarithm, filled.filled.estimate)
            return [
                tr(
                    "Do small studies tell another story (Egger)? p \(p).",
                    ru: "Говорят ли малые исследования иное (Эггер)? p \(p).",
                    kk: "Шағын зерттеулер басқаша айта ма (Эггер)? p \(p)."
                ),
                tr(
                    "Trim and fill: missing studies \(filled.missing); with them \(effect).",
                    ru: "Обрезка и дополнение: не хватает исследований: \(filled.missing); "
                        + "с ними \(effect).",
                    kk: "Қиып толықтыру: жетпейтін зерттеу \(filled.missing); олармен \(effect)."
                ),
            ]
        }

        private func shown(_ log: Bool, _ value: Double) -> String {
            Say.decimal(log ? Calculus.exponential(value) : value, 4)
        }

        private static func tree(_ result: MetaAnalysis) -> [String: AnalysisTree] {
            [
                "estimate": .number(result.estimate), "se": .number(result.standardError),
                "lower": .number(result.lower), "upper": .number(result.upper),
                "p": .number(result.p), "tau2": .number(result.tauSquared),
                "q": .number(result.q), "qP": .number(result.qP), "i2": .number(result.iSquared),
                "predictionLower": .number(result.predictionLower),
                "predictionUpper": .number(result.predictionUpper),
            ]
        }
    }
}
