import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension HotspotsCommand {
    /// `jol hotspots gistar`.
    struct GiStar: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "gistar",
                abstract: tr(
                    "Getis-Ord Gi* of every edge, with exact p and false discovery rate.",
                    ru: "Gi* Гетиса-Орда каждого ребра: точное p и доля ложных открытий.",
                    kk: "Әр қабырғаның Гетис-Орд Gi*: дәл p және жалған табыс үлесі."
                ),
                usage: "jol hotspots gistar --network <file> --events <file> [options]",
                discussion: tr(
                    """
                    Columns: id, count, k (neighbours), nbr_sum, gi_star, gi, p (the leading one), \
                    q (Benjamini-Hochberg), q_discrete, q_calibrated, p_upper, p_lower, p_mid, \
                    p_analytic (two-sided), q_analytic, analytic_valid, hot (q_calibrated at most \
                    --fdr, Gi* above 0). See Docs/Methods/network-patterns.md.
                    """,
                    ru: """
                        Столбцы: id, count, k (соседи), nbr_sum, gi_star, gi, p (главное), q \
                        (Бенджамини-Хохберг), q_discrete, q_calibrated, p_upper, p_lower, p_mid, \
                        p_analytic, q_analytic, analytic_valid, hot. См. Docs/Methods/network-patterns.md.
                        """,
                    kk: """
                        Бағандар: id, count, k (көрші), nbr_sum, gi_star, gi, p (негізгі), q \
                        (Бенджамини-Хохберг), q_discrete, q_calibrated, p_upper, p_lower, p_mid, \
                        p_analytic, q_analytic, analytic_valid, hot. Docs/Methods/network-patterns.md қараңыз.
                        """
                )
            )
        }

        @OptionGroup var input: SpatialOptions
        @OptionGroup var events: EventOptions
        @OptionGroup var local: LocalOptions

        func run() throws {
            let (network, placed, outcome, run) = try LocalVerb.compute(
                input,
                events,
                local,
                "hotspots gistar",
                isCalibrated: local.p.lowercased() == "exact"
                    && local.fdrMethod.lowercased() == "calibrated"
            )
            let significance = outcome.significance
            let isExact = run.probability == .exact
            let p = isExact ? significance.upper : outcome.analyticP
            let q = Multiplicity.benjaminiHochberg(p)
            let (method, column, adjusted) = leading(p, q, significance, isExact)
            let hot = q.indices.map {
                adjusted[$0] <= run.level && outcome.local.giStar[$0] > 0 ? 1 : 0
            }
            var table = LocalVerb.opening(network, outcome)
            table.add("gi_star", .numbers(outcome.local.giStar))
            table.add("gi", .numbers(outcome.local.gi))
            table.add("p", .numbers(p))
            table.add("q", .numbers(q))
            if column == "q_by" { table.add(column, .numbers(adjusted)) }
            if !significance.discreteQ.isEmpty {
                table.add("q_discrete", .numbers(significance.discreteQ))
            }
            if !significance.calibratedQ.isEmpty {
                table.add("q_calibrated", .numbers(significance.calibratedQ))
            }
            table.add("p_upper", .numbers(significance.upper))
            table.add("p_lower", .numbers(significance.lower))
            table.add("p_mid", .numbers(significance.mid))
            table.add("p_analytic", .numbers(outcome.analyticP))
            table.add(
                "q_analytic",
                .numbers(Multiplicity.benjaminiHochberg(outcome.analyticP))
            )
            table.add("analytic_valid", .counts(outcome.isAnalyticValid.map { $0 ? 1 : 0 }))
            table.add("hot", .counts(hot))
            try LocalVerb.answer(
                "gistar",
                network,
                placed,
                outcome,
                run,
                table: table,
                order: q.indices.sorted {
                    (p[$0], -outcome.local.giStar[$0], $0) < (p[$1], -outcome.local.giStar[$1], $1)
                },
                found: hot.reduce(0, +),
                leading: (method, column),
                foundByBH: column == "q"
                    ? nil
                    : q.indices.count { q[$0] <= run.level && outcome.local.giStar[$0] > 0 },
                shown: ["id", "count", "k", "nbr_sum", "gi_star", "p"]
                    + (column == "q" ? ["q"] : [column, "q"])
            ).show(input)
        }

        /// The adjustment asked for, else the best that the law of the counts allows.
        private func leading(
            _ p: [Double],
            _ q: [Double],
            _ significance: LocalSignificance,
            _ isExact: Bool
        ) -> (method: String, column: String, adjusted: [Double]) {
            let asked = local.fdrMethod.lowercased()
            if asked == "by" { return ("by", "q_by", Multiplicity.benjaminiYekutieli(p)) }
            if asked != "bh", isExact {
                if asked == "calibrated", !significance.calibratedQ.isEmpty {
                    return ("calibrated", "q_calibrated", significance.calibratedQ)
                }
                if !significance.discreteQ.isEmpty {
                    return ("discrete", "q_discrete", significance.discreteQ)
                }
            }
            return ("bh", "q", q)
        }
    }
}
