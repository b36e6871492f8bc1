import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension EvaluateCommand {
    /// `jol evaluate priors`.
    struct Priors: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "priors",
                abstract: tr(
                    "Effects of measures in the literature, with source; weigh one with your own.",
                    ru: "Эффекты мер в литературе с источником; объединить со своей оценкой.",
                    kk: "Шаралардың әдебиеттегі әсері, дереккөзімен; өз бағаңызбен біріктіру."
                ),
                usage:
                    "jol evaluate priors [--prior <id> --ratio <r> --se <s>] [--file <ledger.csv>]",
                discussion: tr(
                    """
                    The ledger is GeoData/rules/cmf-priors.csv. interval_basis says whether limits \
                    are stated by the source, assumed here, or unknown. With --prior, --ratio and \
                    --se (of the ratio's logarithm) both are combined: precisions add up.
                    """,
                    ru: """
                        Таблица: GeoData/rules/cmf-priors.csv. interval_basis говорит, названы ли \
                        границы источником, приняты здесь или неизвестны. С --prior, --ratio и --se \
                        (логарифма отношения) обе оценки объединяются: точности складываются.
                        """,
                    kk: """
                        Кесте: GeoData/rules/cmf-priors.csv. interval_basis шектерді дереккөз атады \
                        ма, осында алынды ма, белгісіз бе, соны айтады. --prior, --ratio, --se \
                        (қатынас логарифмінікі) берілсе, екі баға біріктіріледі: дәлдіктер қосылады.
                        """
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr(
                    "One effect of the ledger.",
                    ru: "Один эффект таблицы.",
                    kk: "Кестенің бір әсері."
                ),
                valueName: "id"
            )
        )
        var prior: String?
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                tr("Your own ratio.", ru: "Своё отношение.", kk: "Өз қатынасыңыз."),
                valueName: "ratio"
            )
        )
        var ratio: RatioArgument?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Standard error of its logarithm.",
                    ru: "Стандартная ошибка его логарифма.",
                    kk: "Оның логарифмінің стандартты қатесі."
                ),
                valueName: "se"
            )
        )
        var se: Double?
        @Option(
            help: ArgumentHelp(
                tr("Another ledger.", ru: "Другая таблица.", kk: "Басқа кесте."),
                valueName: "ledger.csv"
            )
        )
        var file: String?
        @OptionGroup var language: LanguageOption
        @OptionGroup var form: AnswerOptions

        func run() throws {
            var known = try PriorLedger.read(file)
            if let prior { known = [try PriorLedger.prior(prior, file: file)] }
            var fields: [String: AnalysisTree] = ["priors": .list(known.map(Self.tree))]
            var text = Self.text(known)
            if let ratio, let se {
                guard let first = known.first, prior != nil, se > 0,
                    let both = first.combined(ratio: ratio.ratio, logError: se)
                else {
                    throw AnalysisOptions.usage(
                        "--prior, --ratio, --se",
                        "All three are needed, the last two above 0.",
                        verb: "evaluate priors"
                    )
                }
                fields["combined"] = [
                    "ratio": .number(both.ratio), "lower": .number(both.interval.lower),
                    "upper": .number(both.interval.upper),
                    "percent": .number(100 * (both.ratio - 1)),
                ]
                let words = tr("Together", ru: "Вместе", kk: "Бірге")
                text +=
                    "\n\n\(words): \(Say.decimal(both.ratio, 3)) "
                    + "(\(Say.decimal(both.interval.lower, 3)) … "
                    + "\(Say.decimal(both.interval.upper, 3)))"
            }
            var answer = AnalysisAnswer(fields, text: text)
            answer.sheet = Self.sheet(known)
            try form.show(answer, "evaluate.priors")
        }

        private static func text(_ known: [EffectPrior]) -> String {
            var table = TerminalTable([
                (tr("Effect", ru: "Эффект", kk: "Әсер"), .left),
                (tr("ratio", ru: "отношение", kk: "қатынас"), .right),
                (tr("limits", ru: "границы", kk: "шектері"), .right),
                (tr("what is counted", ru: "что считается", kk: "не саналады"), .left),
                (tr("limits are", ru: "границы", kk: "шектер"), .left),
                (tr("Source", ru: "Источник", kk: "Дереккөз"), .left),
            ])
            for prior in known {
                let basis = prior.intervalBasis.split(separator: ":").first.map(String.init) ?? ""
                table.add([
                    prior.id, Say.decimal(prior.ratio, 2),
                    "\(Say.decimal(prior.lower, 2)) … \(Say.decimal(prior.upper, 2))",
                    prior.outcome, basis, String(prior.source.prefix(48)),
                ])
            }
            return table.text
        }

        private static func tree(_ prior: EffectPrior) -> AnalysisTree {
            [
                "id": .text(prior.id), "measure": .text(prior.measure),
                "outcome": .text(prior.outcome), "scope": .text(prior.scope),
                "cmf": .number(prior.ratio), "lower": .number(prior.lower),
                "upper": .number(prior.upper), "logSE": .number(prior.logError),
                "intervalBasis": .text(prior.intervalBasis), "source": .text(prior.source),
                "unknown": .flag(prior.isUnknown),
            ]
        }

        private static func sheet(_ known: [EffectPrior]) -> (header: [String], rows: [[String]]) {
            (
                [
                    "id", "measure", "outcome", "scope", "cmf", "lower", "upper",
                    "interval_basis", "source",
                ],
                known.map { row in
                    [
                        row.id, row.measure, row.outcome, row.scope, "\(row.ratio)",
                        "\(row.lower)", "\(row.upper)", row.intervalBasis, row.source,
                    ]
                }
            )
        }
    }
}
