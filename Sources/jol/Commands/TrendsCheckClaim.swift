import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension TrendsCommand {
    /// `jol trends check-claim`.
    struct CheckClaim: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "check-claim",
                abstract: tr(
                    "Whether published figures follow from each other, and what they imply.",
                    ru: "Следуют ли опубликованные числа друг из друга и что из них следует.",
                    kk: "Жарияланған сандар бір-бірінен шыға ма және не білдіреді."
                ),
                usage: """
                    jol trends check-claim [--before <n>] [--after <n>] [--percent <p>]
                      [--whole <n> --part <n>:<share> …] [options]
                    """,
                discussion: tr(
                    """
                    Give figures as they were printed, with their digits: -16.4 allows -16.45 to \
                    -16.35. Of --before, --after and --percent any two imply the third. Each --part \
                    428:79 is a count with its printed share of --whole; parts imply the whole. \
                    --addends 457,1258 must make the whole.
                    """,
                    ru: """
                        Числа даются как напечатаны, со всеми знаками: -16,4 допускает от -16,45 до \
                        -16,35. Из --before, --after и --percent любые два дают третье. --part 428:79 \
                        это число и его доля от --whole; по частям видно целое. --addends 457,1258 \
                        должны дать целое.
                        """,
                    kk: """
                        Сандар жарияланған түрінде беріледі: -16,4 деген -16,45 пен -16,35 арасы. \
                        --before, --after, --percent ішінен кез келген екеуі үшіншісін береді. --part \
                        428:79 саны және оның --whole ішіндегі үлесі. --addends 457,1258 қосындысы \
                        жалпы санға тең болуы керек.
                        """
                )
            )
        }

        @Option(
            name: [.customLong("before"), .customLong("a")],
            parsing: .unconditional,
            help: ArgumentHelp(
                tr("The earlier figure.", ru: "Прежнее число.", kk: "Бұрынғы сан."),
                valueName: "n"
            )
        )
        var before: FigureArgument?
        @Option(
            name: [.customLong("after"), .customLong("b")],
            parsing: .unconditional,
            help: ArgumentHelp(
                tr("The later figure.", ru: "Новое число.", kk: "Кейінгі сан."),
                valueName: "n"
            )
        )
        var after: FigureArgument?
        @Option(
            name: [.customLong("percent"), .customLong("published-percent")],
            parsing: .unconditional,
            help: ArgumentHelp(
                tr(
                    "The printed change, for example -16.4.",
                    ru: "Опубликованное изменение, например -16,4.",
                    kk: "Жарияланған өзгеріс, мысалы -16,4."
                ),
                valueName: "p"
            )
        )
        var percent: PercentArgument?
        @Option(
            name: [.customLong("whole"), .customLong("total")],
            help: ArgumentHelp(
                tr(
                    "The whole of the parts.",
                    ru: "Целое для частей.",
                    kk: "Бөліктердің жалпы саны."
                ),
                valueName: "n"
            )
        )
        var whole: FigureArgument?
        @Option(
            name: [.customLong("part"), .customLong("share")],
            parsing: .upToNextOption,
            help: ArgumentHelp(
                tr(
                    "A part with its printed share in percent, for example 428:79.",
                    ru: "Часть и её доля в процентах, например 428:79.",
                    kk: "Бөлік және оның пайыздық үлесі, мысалы 428:79."
                ),
                valueName: "n:share"
            )
        )
        var part: [PartArgument] = []
        @Option(
            help: ArgumentHelp(
                tr(
                    "Counts that must make the whole.",
                    ru: "Числа, которые должны дать целое.",
                    kk: "Қосындысы жалпы санға тең сандар."
                ),
                valueName: "n,n"
            )
        )
        var addends: String?
        @Option(
            help: ArgumentHelp(
                tr(
                    "What is counted: killed, injured, crashes, severity.",
                    ru: "Что считается: killed, injured, crashes, severity.",
                    kk: "Не саналады: killed, injured, crashes, severity."
                ),
                valueName: "measure"
            )
        )
        var measure = "killed"
        @Option(
            help: ArgumentHelp(
                tr("Variance factor.", ru: "Множитель дисперсии.", kk: "Дисперсия көбейткіші."),
                valueName: "phi"
            )
        )
        var phi: Double?

        @OptionGroup var recording: BreakOptions
        @OptionGroup var language: LanguageOption
        @OptionGroup var form: AnswerOptions

        func run() throws {
            let claim = try readClaim()
            let change = try compared()
            try form.show(
                ClaimAnswer(claim: claim, check: claim.check, change: change, codes: try dated())
                    .answer,
                "trends.check-claim"
            )
        }

        private func readClaim() throws(IntakeError) -> PublishedClaim {
            for (name, figure) in [("--before", before), ("--after", after), ("--whole", whole)] {
                if let figure, !(0...1e12).contains(figure.value) {
                    throw Self.usage("\(name) \(figure.value)", "A count is from 0 to 10^12.")
                }
            }
            if let whole, whole.count == nil {
                throw Self.usage("--whole \(whole.value)", "A whole number was expected.")
            }
            var sums: [Int] = []
            for text in (addends ?? "").split(whereSeparator: { ",+;".contains($0) }) {
                guard let count = FigureArgument(argument: String(text))?.count, count >= 0 else {
                    throw Self.usage("--addends \(text)", "A count was expected.")
                }
                sums.append(count)
            }
            let claim = PublishedClaim(
                before: before?.value,
                after: after?.value,
                percent: percent?.percent,
                whole: whole?.count,
                parts: part.map(\.part),
                addends: sums
            )
            guard claim.before != nil || claim.after != nil || !claim.parts.isEmpty || !sums.isEmpty
            else {
                throw Self.usage(
                    "--before, --after, --part, --addends",
                    "There is no figure to check."
                )
            }
            return claim
        }

        /// The comparison of two counts; `nil` when they are not both whole numbers.
        private func compared() throws(IntakeError) -> TrendChange? {
            if let phi, !(0.01...1000).contains(phi) {
                throw Self.usage("--phi \(phi)", "phi must lie between 0.01 and 1000.")
            }
            guard let a = before?.count, let b = after?.count else { return nil }
            let periods = try recording.periods((a, 1), (b, 1))
            return ChangeAnalysis.compare(
                measure: MeasureName.canonical(measure),
                before: periods.before,
                after: periods.after,
                variance: VarianceEvidence(
                    phi: phi,
                    assumedMeanPerCrash: try PublishedFigures.peoplePerCrash(
                        MeasureName.canonical(measure)
                    )
                ),
                published: percent?.percent,
                breaks: try recording.ledgerForCounts(),
                options: recording.change
            )
        }

        /// What the days alone forbid, for figures that are no counts.
        private func dated() throws(IntakeError) -> [VerdictCode] {
            let periods = try recording.periods((0, 1), (0, 1))
            let change = ChangeAnalysis.compare(
                measure: MeasureName.canonical(measure),
                before: periods.before,
                after: periods.after,
                breaks: try recording.ledgerForCounts()
            )
            let found = change.map { [$0.verdict.code] + $0.verdict.flags } ?? []
            return found.filter { $0 == .refuseBreak || $0 == .notComparable }
        }

        private static func usage(_ option: String, _ detail: String) -> IntakeError {
            AnalysisOptions.usage(option, detail, verb: "trends check-claim")
        }
    }
}
