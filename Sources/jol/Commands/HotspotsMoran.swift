import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadReport
import RoadStatistics

extension HotspotsCommand {
    /// `jol hotspots moran`.
    struct Moran: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "moran",
                abstract: tr(
                    "Local Moran's I of every edge; Moran, Geary and G of the whole map.",
                    ru: "Локальный индекс Морана рёбер; Моран, Гири и G всей карты.",
                    kk: "Қабырғалардың жергілікті Моран индексі; карта бойынша Моран, Гири, G."
                ),
                usage: "jol hotspots moran --network <file> --events <file> [options]",
                discussion: tr(
                    """
                    Columns: id, count, k, nbr_sum, moran (row-standardised), expectation, variance, \
                    z, quadrant (HH, LL, HL, LH), p (two-sided, exact or analytic), q, p_upper, \
                    p_lower, p_analytic, significant.
                    """,
                    ru: """
                        Столбцы: id, count, k, nbr_sum, moran (нормировано по строкам), expectation, \
                        variance, z, quadrant (HH, LL, HL, LH), p (двустороннее), q, p_upper, \
                        p_lower, p_analytic, significant.
                        """,
                    kk: """
                        Бағандар: id, count, k, nbr_sum, moran (жол бойынша), expectation, variance, \
                        z, quadrant (HH, LL, HL, LH), p (екі жақты), q, p_upper, p_lower, \
                        p_analytic, significant.
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
                "hotspots moran"
            )
            let significance = outcome.significance
            let analytic = outcome.local.moranDeviate.map { NormalDistribution.twoSided($0) }
            // Given the unit's own value I rises or falls with its neighbours' sum.
            let exact = significance.upper.indices.map {
                min(1, 2 * min(significance.upper[$0], significance.lower[$0]))
            }
            let p = run.probability == .exact ? exact : analytic
            let q = Multiplicity.benjaminiHochberg(p)
            let mean = compensatedSum(outcome.values) / Double(outcome.values.count)
            let quadrant = outcome.values.indices.map { unit in
                guard outcome.local.neighbours[unit] > 0 else { return "" }
                let lag =
                    outcome.local.neighbourSum[unit] / Double(outcome.local.neighbours[unit])
                return (outcome.values[unit] >= mean ? "H" : "L") + (lag >= mean ? "H" : "L")
            }
            let significant = q.map { $0 <= run.level ? 1 : 0 }
            var table = LocalVerb.opening(network, outcome)
            table.add("moran", .numbers(outcome.local.moran))
            table.add("expectation", .numbers(outcome.local.moranExpectation))
            table.add("variance", .numbers(outcome.local.moranVariance))
            table.add("z", .numbers(outcome.local.moranDeviate))
            table.add("quadrant", .texts(quadrant))
            table.add("p", .numbers(p))
            table.add("q", .numbers(q))
            table.add("p_upper", .numbers(significance.upper))
            table.add("p_lower", .numbers(significance.lower))
            table.add("p_analytic", .numbers(analytic))
            table.add("significant", .counts(significant))
            try LocalVerb.answer(
                "moran",
                network,
                placed,
                outcome,
                run,
                table: table,
                order: p.indices.sorted { (p[$0], $0) < (p[$1], $1) },
                found: significant.reduce(0, +),
                shown: ["id", "count", "k", "nbr_sum", "moran", "quadrant", "p", "q"]
            ).show(input)
        }
    }
}
