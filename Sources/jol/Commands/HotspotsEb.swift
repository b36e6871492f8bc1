import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport

extension HotspotsCommand {
    /// `jol hotspots eb`.
    struct Eb: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "eb",
                abstract: tr(
                    "Expected and excess crashes of sites by empirical Bayes.",
                    ru: "Ожидаемые и избыточные ДТП участков (эмпирический Байес).",
                    kk: "Учаскелердің күтілетін және артық ЖКО саны (эмпирикалық Байес)."
                ),
                usage: "jol hotspots eb <sites.csv> --y crashes --formula 'log(aadt)+log(length)'",
                discussion: tr(
                    """
                    Rows of one site (same --id) are its years. w = 1/(1 + k·ΣP), expected = w·ΣP + \
                    (1 − w)·ΣO; the multiplier of the prediction is Gamma(1/k + ΣO, 1/k + ΣP). The \
                    model is fitted to the table or given by --spf and --k. Columns: \
                    Docs/Methods/hotspot-sites.md.
                    """,
                    ru: """
                        Строки одного участка (--id) — его годы. w = 1/(1 + k·ΣP), ожидаемое = w·ΣP + \
                        (1 − w)·ΣO; множитель прогноза Gamma(1/k + ΣO, 1/k + ΣP). Модель подгоняется \
                        по таблице или задаётся --spf и --k. Столбцы: \
                        Docs/Methods/hotspot-sites.md.
                        """,
                    kk: """
                        Бір учаске жолдары (--id) — оның жылдары. w = 1/(1 + k·ΣP), күтілетін = w·ΣP + \
                        (1 − w)·ΣO; болжам көбейткіші Gamma(1/k + ΣO, 1/k + ΣP). Модель кестеге \
                        келтіріледі не --spf мен --k арқылы беріледі. Бағандар: \
                        Docs/Methods/hotspot-sites.md.
                        """
                )
            )
        }

        @OptionGroup var input: SiteFile
        @OptionGroup var options: SiteOptions
        @OptionGroup var estimation: EstimationOptions
        @OptionGroup var target: TableTarget

        func run() throws {
            try target.check()
            var query = try options.query()
            query.level = try estimation.checkedLevel()
            let sites = try SiteTable(AnalysisTable.read(input.file), query)
            let screening = try SiteScreening(sites, query)
            let table = screening.table(
                z: try estimation.z(),
                severityModel: try estimation.severities()
            )
            if try target.write(table, sites) { return }
            if options.output.json {
                var fields = SiteAnswer.leftOut(screening.model)
                fields["flags"] = SiteAnswer.tree(screening.flags)
                fields["columns"] = SiteAnswer.columns(sites)
                fields["level"] = .number(query.level)
                fields["totals"] = Self.totals(screening)
                fields["model"] = Self.model(screening, query)
                try SiteAnswer.printJSON(
                    "jol.hotspots.eb/1",
                    fields,
                    tables: [("sites", table)]
                )
            } else if target.out == nil || target.out == "-" {
                Console.print(Self.text(screening))
            }
        }

        static func model(_ screening: SiteScreening, _ query: SiteQuery) -> AnalysisTree {
            guard let model = screening.model else { return .null }
            var fields: [String: AnalysisTree] = [
                "formula": .text(model.formula), "origin": .text(model.origin),
            ]
            if let fit = model.whole {
                fields.merge(SiteAnswer.tree(fit, isPerLength: query.form == .perLength)) { $1 }
            }
            return .object(fields)
        }

        private static func totals(_ screening: SiteScreening) -> AnalysisTree {
            let sites = screening.estimates.compactMap(\.self)
            return [
                "sites": .count(screening.sites.ids.count),
                "estimated": .count(sites.count),
                "observed": .number(screening.observed.reduce(0, +)),
                "predicted": .number(sites.map(\.predicted).reduce(0, +)),
                "expected": .number(sites.map(\.expected).reduce(0, +)),
            ]
        }

        private static func text(_ screening: SiteScreening) -> String {
            var table = TerminalTable([
                (tr("Site", ru: "Участок", kk: "Учаске"), .left),
                (tr("crashes", ru: "ДТП", kk: "ЖКО"), .right),
                (tr("predicted", ru: "прогноз", kk: "болжам"), .right),
                (tr("expected", ru: "ожидается", kk: "күтіледі"), .right),
                (tr("limits", ru: "границы", kk: "шектері"), .right),
                (tr("excess", ru: "избыток", kk: "артығы"), .right),
                ("LOSS", .left),
            ])
            let order = screening.estimated.sorted {
                (screening.estimates[$0]?.excess ?? 0) > (screening.estimates[$1]?.excess ?? 0)
            }
            for site in order.prefix(20) {
                guard let estimate = screening.estimates[site] else { continue }
                table.add([
                    screening.sites.ids[site], Say.decimal(screening.observed[site], 0),
                    Say.decimal(estimate.predicted, 2), Say.decimal(estimate.expected, 2),
                    "\(Say.decimal(estimate.lower, 2)) … \(Say.decimal(estimate.upper, 2))",
                    Say.decimal(estimate.excess, 2),
                    LevelOfService.name(LevelOfService.bySpread(estimate)),
                ])
            }
            let flags = SiteAnswer.words(screening.flags)
            return table.text + (flags.isEmpty ? "" : "\n\n" + flags)
        }
    }
}

/// Options of estimates.
struct EstimationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            tr(
                "Probability that limits hold.",
                ru: "Вероятность границ.",
                kk: "Шектердің ықтималдығы."
            ),
            valueName: "p"
        )
    )
    var level = 0.9
    @Option(
        help: ArgumentHelp(
            tr(
                "One-sided confidence of the critical rate.",
                ru: "Доверие критической частоты (одностороннее).",
                kk: "Сыни жиіліктің сенімі (бір жақты)."
            ),
            valueName: "p"
        )
    )
    var criticalLevel = 0.95
    @Option(
        help: ArgumentHelp(
            tr(
                "Expected numbers by severity: split (shares) or own (each by itself).",
                ru: "Ожидаемое по тяжести: split (доли) или own (каждая сама).",
                kk: "Ауырлық бойынша: split (үлес) не own (әрқайсысы жеке)."
            ),
            valueName: "split|own"
        )
    )
    var severityModel = "split"

    func checkedLevel() throws(IntakeError) -> Double {
        guard level > 0, level < 1 else { throw Self.bad("--level \(level)") }
        return level
    }

    /// The HSM's rounded quantiles at its levels, else the exact one.
    func z() throws(IntakeError) -> Double {
        guard criticalLevel > 0.5, criticalLevel < 1 else {
            throw Self.bad("--critical-level \(criticalLevel)")
        }
        return CriticalRateLevel.z(criticalLevel)
    }

    func severities() throws(IntakeError) -> SeverityModel {
        guard let model = SeverityModel(rawValue: severityModel) else {
            throw IntakeError(
                .badArgument,
                subject: "--severity-model \(severityModel)",
                detail: "There is no such model.",
                remedy: "Known: split, own."
            )
        }
        return model
    }

    private static func bad(_ option: String) -> IntakeError {
        IntakeError(
            .badArgument,
            subject: option,
            detail: "The probability is out of range.",
            remedy: "Give a number such as 0.9."
        )
    }
}
