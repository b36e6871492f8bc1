import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension HotspotsCommand {
    /// `jol hotspots spf`.
    struct Spf: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "spf",
                abstract: tr(
                    "Fit a safety performance function to a table of sites.",
                    ru: "Подогнать функцию безопасности (SPF) к таблице участков.",
                    kk: "Учаскелер кестесіне қауіпсіздік функциясын (SPF) келтіру."
                ),
                usage: "jol hotspots spf <sites.csv> --y crashes --formula 'log(aadt)+log(length)'",
                discussion: tr(
                    """
                    Negative binomial (NB2), log link, variance m + k·m², or m + k·m²/L with \
                    --k-form per-length. The formula is in R's notation. A row is a site, or a site \
                    and year. --class fits a model a class (from 10 sites and 100 crashes on). \
                    --cure draws the cumulative residuals with ±2σ*.
                    """,
                    ru: """
                        Отрицательное биномиальное (NB2), логарифмическая связь, дисперсия m + k·m² \
                        или m + k·m²/L (--k-form per-length). Формула в записи R. Строка — участок \
                        или участок и год. --class: модель на класс (от 10 участков и 100 ДТП). \
                        --cure рисует накопленные остатки с ±2σ*.
                        """,
                    kk: """
                        Теріс биномдық (NB2), логарифмдік байланыс, дисперсия m + k·m² не m + k·m²/L \
                        (--k-form per-length). Формула R жазбасында. Жол — учаске не учаске мен жыл. \
                        --class: әр сыныпқа модель (10 учаске мен 100 ЖКО-дан бастап). --cure \
                        жинақталған қалдықтарды ±2σ* шегімен салады.
                        """
                )
            )
        }

        @OptionGroup var input: SiteFile
        @OptionGroup var options: SiteOptions
        @OptionGroup var target: TableTarget
        @Option(
            help: ArgumentHelp(
                tr(
                    "Draw cumulative residuals to this SVG file.",
                    ru: "Нарисовать накопленные остатки в файл SVG.",
                    kk: "Жинақталған қалдықтарды SVG файлына салу."
                ),
                valueName: "file.svg"
            )
        )
        var cure: String?

        func run() throws {
            try target.check()
            if let cure, !target.overwrite { try Files.requireAbsent(cure) }
            let query = try options.query()
            guard query.given == nil else {
                throw IntakeError(
                    .badArgument,
                    subject: "--spf",
                    detail: "A given model is not fitted.",
                    remedy: "Apply it with 'jol hotspots eb' or 'jol hotspots rank'."
                )
            }
            let sites = try SiteTable(AnalysisTable.read(input.file), query)
            let model = try SiteModel(sites, query)
            guard let fit = model.whole else { return }
            let curves = try SiteCure.curves(model, sites, fit)
            if let cure {
                try Files.write(
                    CureDrawing(curves: curves).svg,
                    to: cure,
                    overwrite: target.overwrite
                )
            }
            let table = Self.coefficients(fit)
            if try target.write(table) { return }
            if options.output.json {
                var fields = SiteAnswer.tree(fit, isPerLength: query.form == .perLength)
                fields.merge(SiteAnswer.leftOut(model)) { $1 }
                fields["formula"] = .text(model.formula)
                fields["columns"] = SiteAnswer.columns(sites)
                fields["sites"] = .count(sites.ids.count)
                fields["crashes"] = .number(
                    fit.rows.reduce(0.0) { $0 + sites.crashes[$1] }
                )
                fields["flags"] = SiteAnswer.tree(model.flags)
                fields["cure"] = .list(
                    curves.map {
                        [
                            "covariate": .text($0.name),
                            "shareOutside": .number($0.curve.shareOutside),
                            "largest": .number($0.curve.sums.map { abs($0) }.max()),
                        ]
                    }
                )
                if sites.roadClass != nil {
                    fields["classes"] = .list(
                        model.parts.map { Self.tree($0, query.form == .perLength) }
                    )
                }
                try SiteAnswer.printJSON("jol.hotspots.spf/1", fields, tables: [])
            } else {
                Console.print(text(model, fit, curves))
            }
        }

        private static func tree(_ part: SiteModel.Part, _ isPerLength: Bool) -> AnalysisTree {
            var fields: [String: AnalysisTree] = [
                "class": part.roadClass.map { .text($0) } ?? .null,
                "sites": .count(part.sites), "crashes": .number(part.crashes),
                "pooled": .flag(part.fit == nil),
            ]
            if let fit = part.fit {
                fields.merge(SiteAnswer.tree(fit, isPerLength: isPerLength)) { $1 }
            }
            return .object(fields)
        }

        private static func coefficients(_ fit: DispersionFit) -> ResultTable {
            var table = ResultTable(rows: fit.terms.count + 1)
            let gap = [Double.nan]
            table.add("term", .texts(fit.terms.map(\.name) + ["k"]))
            table.add("estimate", fit.terms.map(\.estimate) + [fit.dispersion])
            table.add("se", fit.terms.map(\.standardError) + [fit.dispersionError ?? .nan])
            table.add("lower", fit.terms.map(\.lower) + gap)
            table.add("upper", fit.terms.map(\.upper) + gap)
            table.add("p", fit.terms.map(\.p) + gap)
            return table
        }

        private func text(
            _ model: SiteModel,
            _ fit: DispersionFit,
            _ curves: [SiteCure.Named]
        ) -> String {
            var table = TerminalTable([
                (tr("Term", ru: "Член", kk: "Мүше"), .left),
                (tr("estimate", ru: "оценка", kk: "баға"), .right),
                (tr("std. error", ru: "ст. ошибка", kk: "ст. қате"), .right),
                (tr("95 % limits", ru: "границы 95 %", kk: "95 % шектері"), .right),
                ("p", .right),
            ])
            for term in fit.terms {
                table.add([
                    term.name, Say.decimal(term.estimate, 6), Say.decimal(term.standardError, 4),
                    "\(Say.decimal(term.lower, 4)) … \(Say.decimal(term.upper, 4))",
                    NumberText(Interface.language).probability(term.p),
                ])
            }
            table.add([
                "k", Say.decimal(fit.dispersion, 6), Say.decimal(fit.dispersionError ?? 0, 4), "",
                "",
            ])
            var lines = [table.text, ""]
            lines.append(
                "n = \(Say.count(fit.rows.count)), logLik = \(Say.decimal(fit.logLikelihood, 4)), "
                    + "AIC = \(Say.decimal(fit.aic, 2)), χ²/df = "
                    + Say.decimal(fit.pearson / Double(max(1, fit.degreesOfFreedom)), 3)
            )
            for curve in curves {
                lines.append(
                    "CURE \(curve.name): "
                        + tr(
                            "outside ±2σ*",
                            ru: "вне ±2σ*",
                            kk: "±2σ* шегінен тыс"
                        ) + " \(Say.percent(curve.curve.shareOutside))"
                )
            }
            for part in model.parts {
                let k = part.fit.map { "k = \(Say.decimal($0.dispersion, 4))" }
                lines.append(
                    "\(part.roadClass ?? ""): \(Say.count(part.sites)), "
                        + (k ?? tr("the model of all", ru: "общая модель", kk: "ортақ модель"))
                )
            }
            if !model.flags.isEmpty { lines += ["", SiteAnswer.words(model.flags)] }
            return lines.joined(separator: "\n")
        }
    }
}
