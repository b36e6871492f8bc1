package import RoadAnalysis
package import RoadModel

/// Where more enforcement or observation would avoid most (for official use only).
package struct NextPlaces: Sendable {
    /// Sites, the most useful first.
    package let table: ResultTable
    /// A place.
    package struct Place: Sendable {
        /// Its name.
        package var id: String
        /// Expected crashes a year.
        package var expected: Double
        /// Share of exposure that is covered.
        package var covered: Double
        /// Crashes avoidable a year, and limits.
        package var avoidable: Double
        /// Lower limit.
        package var lower: Double
        /// Upper limit.
        package var upper: Double
    }

    /// The places, the most useful first.
    package let places: [Place]
    /// Whether only fatal and serious crashes count.
    package let countsSevere: Bool
    /// What is counted: fatal and serious crashes, or all.
    package let counts: String

    /// Ranks sites by expected avoidable crashes times exposure not covered.
    package init(
        _ screening: SiteScreening,
        covered: String?,
        _ factor: BenefitCost.Factor
    ) throws(IntakeError) {
        let sites = screening.sites
        var coverage = [Double](repeating: 0, count: sites.ids.count)
        if let covered {
            let name = sites.names.find(covered) ?? covered
            let shares = try sites.table.numbers(name, .notNegative)
            var rows = [Double](repeating: 0, count: sites.ids.count)
            for row in sites.site.indices {
                let share = shares[sites.source[row]]
                guard share <= 1 else {
                    throw sites.table.badCell(sites.source[row], name, "a share from 0 to 1")
                }
                coverage[sites.site[row]] += share
                rows[sites.site[row]] += 1
            }
            for site in coverage.indices where rows[site] > 0 { coverage[site] /= rows[site] }
        }
        let severe = zip(sites.severities, screening.severityShares).filter {
            ["fatal", "serious", "killed", "ksi", "severe"].contains($0.0.name.lowercased())
        }
        let severeCounts = severe.map { screening.severityCounts($0.0.counts) }
        countsSevere = !severe.isEmpty
        counts = severe.isEmpty ? "all crashes" : "fatal and serious crashes"
        var yearly: [Double] = []
        var limits: [(lower: Double, upper: Double)] = []
        for site in sites.ids.indices {
            guard let estimate = screening.estimates[site] else {
                yearly.append(.nan)
                limits.append((.nan, .nan))
                continue
            }
            let years = max(1e-9, screening.years[site])
            let share =
                severe.isEmpty || estimate.expected <= 0
                ? 1
                : zip(severe, severeCounts).reduce(0.0) { sum, entry in
                    sum
                        + SeverityModel.own.estimate(
                            estimate,
                            count: entry.1[site],
                            share: entry.0.1.share
                        ).expected
                } / estimate.expected
            yearly.append(estimate.expected * share / years)
            limits.append((estimate.lower * share / years, estimate.upper * share / years))
        }
        func avoidable(_ site: Int, _ crashes: Double, _ effect: Double) -> Double {
            crashes * (1 - effect) * (1 - coverage[site])
        }
        let value = sites.ids.indices.map { avoidable($0, yearly[$0], factor.value) }
        let order = sites.ids.indices.filter { value[$0].isFinite }.sorted {
            value[$0] != value[$1] ? value[$0] > value[$1] : sites.ids[$0] < sites.ids[$1]
        }
        var table = ResultTable(rows: sites.ids.count)
        table.add("id", .texts(sites.ids))
        table.add("expected_per_year", yearly)
        table.add("covered", coverage)
        table.add("avoidable_per_year", value)
        let lower = sites.ids.indices.map { avoidable($0, limits[$0].lower, min(1, factor.upper)) }
        let upper = sites.ids.indices.map { avoidable($0, limits[$0].upper, factor.lower) }
        table.add("avoidable_lower", lower)
        table.add("avoidable_upper", upper)
        places = order.map { site in
            Place(
                id: sites.ids[site],
                expected: yearly[site],
                covered: coverage[site],
                avoidable: value[site],
                lower: lower[site],
                upper: upper[site]
            )
        }
        table.add("aadt", screening.aadt)
        self.table = table.selecting(order)
    }
}
