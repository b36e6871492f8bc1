import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

extension TrendsCommand {
    /// `jol trends severity`.
    struct Severity: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "severity",
                abstract: tr(
                    "Deaths per hundred casualties, compared only under one recording rule.",
                    ru: "Тяжесть последствий: погибшие на 100 пострадавших, по одним правилам.",
                    kk: "Зардап ауырлығы: 100 зардап шеккенге шаққандағы қаза, бір қағидамен."
                ),
                usage: """
                    jol trends severity [--killed <n> --injured <n>]
                      [--killed-before <n> --injured-before <n> --window-before <days> \
                    --window-after <days>]
                    """,
                discussion: tr(
                    """
                    100·D/(D + I) with Wilson's interval; of the workspace's own crashes, drawn again \
                    crash by crash, because casualties of one crash are not independent. Across a recording break the comparison is \
                    refused: a rule that counts more of the lightly injured lowers the index.
                    """,
                    ru: """
                        100·П/(П + Р) с интервалом Вильсона; для ДТП рабочего пространства выборка \
                        повторяется по ДТП, так как пострадавшие в одном ДТП зависимы. Через смену правил учёта сравнение не \
                        делается: если считать больше легко раненых, показатель падает сам.
                        """,
                    kk: """
                        100·Қ/(Қ + Ж), Вильсон аралығымен; жұмыс кеңістігі үшін іріктеу ЖКО бойынша \
                        қайталанады, өйткені бір ЖКО-да зардап шеккендер тәуелді. Есепке алу қағидасы өзгерсе, салыстыру \
                        жасалмайды: жеңіл жараланғандар көбірек саналса, көрсеткіш өзі төмендейді.
                        """
                )
            )
        }

        @Option(
            name: [.customLong("killed"), .customLong("killed-after")],
            help: ArgumentHelp(
                tr(
                    "Killed (later period).",
                    ru: "Погибло (новый период).",
                    kk: "Қаза (кейінгі кезең)."
                ),
                valueName: "n"
            )
        )
        var killed: FigureArgument?
        @Option(
            name: [.customLong("injured"), .customLong("injured-after")],
            help: ArgumentHelp(
                tr(
                    "Injured (later period).",
                    ru: "Ранено (новый период).",
                    kk: "Жарақат (кейінгі кезең)."
                ),
                valueName: "n"
            )
        )
        var injured: FigureArgument?
        @Option(
            help: ArgumentHelp(
                tr("Killed before.", ru: "Погибло прежде.", kk: "Бұрынғы қаза."),
                valueName: "n"
            )
        )
        var killedBefore: FigureArgument?
        @Option(
            help: ArgumentHelp(
                tr("Injured before.", ru: "Ранено прежде.", kk: "Бұрынғы жарақат."),
                valueName: "n"
            )
        )
        var injuredBefore: FigureArgument?
        @OptionGroup var recording: BreakOptions
        @OptionGroup var period: PeriodOptions
        @OptionGroup var global: GlobalOptions
        @OptionGroup var form: AnswerOptions

        func run() throws {
            let after = try later()
            var before: SeverityIndex?
            if let killedBefore, let injuredBefore {
                before = try index(killedBefore, injuredBefore)
            }
            var code: VerdictCode?
            if let before {
                let periods = try recording.periods((before.killed, 1), (after.killed, 1))
                let dated = ChangeAnalysis.compare(
                    measure: "severity",
                    before: periods.before,
                    after: periods.after,
                    breaks: try recording.ledgerForCounts()
                )
                let forbidden =
                    ([dated?.verdict.code].compactMap(\.self) + (dated?.verdict.flags ?? []))
                    .first { $0 == .refuseBreak || $0 == .notComparable }
                code = forbidden ?? (SeverityIndex.differs(before, after) ? .change : .noEvidence)
            }
            try form.show(
                answer(before, after, code),
                "trends.severity"
            )
        }

        /// The counts given, else the workspace's crashes from `--from` to `--to`.
        private func later() throws -> SeverityIndex {
            if let killed, let injured { return try index(killed, injured) }
            guard killed == nil, injured == nil else {
                throw AnalysisOptions.usage(
                    "--killed, --injured",
                    "Both are needed, or neither for the workspace's crashes.",
                    verb: "trends severity"
                )
            }
            let crashes = try global.open(.reading).crashEvents()
            let window = try AnalysisPeriod.window(
                of: crashes,
                from: period.from?.date,
                to: period.to?.end
            )
            let hurt = crashes.filter { window.first <= $0.day && $0.day <= window.last }
            guard let index = SeverityIndex(crashes: hurt.map { ($0.killed, $0.injured) }) else {
                throw IntakeError(
                    .insufficient,
                    subject: "crashes",
                    detail: "Nobody was hurt from \(window.first) to \(window.last).",
                    remedy: "Widen --from and --to, or give --killed and --injured."
                )
            }
            return index
        }

        private func answer(
            _ before: SeverityIndex?,
            _ after: SeverityIndex,
            _ code: VerdictCode?
        ) -> AnalysisAnswer {
            let numbers = NumberText(Interface.language)
            func shown(_ index: SeverityIndex) -> String {
                let value = numbers.decimal(index.estimate.value ?? .nan, decimals: 2)
                let limits =
                    numbers.decimal(index.estimate.lower ?? .nan, decimals: 2) + " … "
                    + numbers.decimal(index.estimate.upper ?? .nan, decimals: 2)
                let (dead, hurt) = (numbers.count(index.killed), numbers.count(index.injured))
                return tr(
                    "\(value) (\(limits)): \(dead) killed, \(hurt) injured",
                    ru: "\(value) (\(limits)): погибло \(dead), ранено \(hurt)",
                    kk: "\(value) (\(limits)): қаза \(dead), жарақат \(hurt)"
                )
            }
            var lines = [
                tr(
                    "Deaths per 100 casualties, with 95 % limits:",
                    ru: "Погибших на 100 пострадавших, с границами 95 %:",
                    kk: "Зардап шеккен 100 адамға қаза тапқандар, 95 % шектерімен:"
                )
            ]
            lines += [before, after].compactMap(\.self).map(shown)
            var codes: [VerdictCode] = []
            if let code {
                lines.append(VerdictWords.meaning(code)[Interface.language])
                if code == .refuseBreak || code == .notComparable { codes.append(code) }
            }
            return AnalysisAnswer(
                [
                    "severity": Self.tree(after),
                    "severityBefore": before.map(Self.tree) ?? .null,
                    "verdict": code.map { .text($0.rawValue) } ?? .null,
                    "ratio": .number(
                        codes.isEmpty
                            ? before.flatMap { b in
                                b.killed > 0
                                    ? (after.estimate.value ?? .nan) / (b.estimate.value ?? .nan)
                                    : nil
                            } : nil
                    ),
                ],
                codes: codes,
                text: lines.joined(separator: "\n")
            )
        }

        private static func tree(_ index: SeverityIndex) -> AnalysisTree {
            [
                "killed": .count(index.killed), "injured": .count(index.injured),
                "value": .number(index.estimate.value), "lower": .number(index.estimate.lower),
                "upper": .number(index.estimate.upper), "method": .text(index.estimate.method),
            ]
        }

        private func index(
            _ killed: FigureArgument,
            _ injured: FigureArgument
        ) throws(IntakeError) -> SeverityIndex {
            guard let d = killed.count, let i = injured.count,
                let index = SeverityIndex(killed: d, injured: i)
            else {
                throw AnalysisOptions.usage(
                    "--killed \(killed.value), --injured \(injured.value)",
                    "Counts of 0 or more were expected, not both 0.",
                    verb: "trends severity"
                )
            }
            return index
        }
    }
}
