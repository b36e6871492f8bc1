package import RoadAnalysis
package import RoadModel

/// Compares ranking methods: made on one period, tested on the next.
package struct ValidationRun: Sendable {
    /// The tests by list length, then method.
    package private(set) var tests: [(top: Int, tests: [ConsistencyTest])] = []
    /// The most crashes that each length of list could capture.
    package private(set) var best: [Double] = []
    /// Sites that both periods have.
    package private(set) var siteCount: Int
    /// Sites of either period that the other lacks.
    package private(set) var sitesLeftOut: Int
    /// Crashes of the second period on the compared sites.
    package private(set) var testCrashes: Double
    /// The estimates of the first period.
    package let train: SiteScreening
    /// Sites of `train` that take part, and of the second period.
    private let pairs: [(train: Int, test: Int)]

    /// Compares.
    ///
    /// - Parameters:
    ///   - train: Table of the first period.
    ///   - test: Table of the second one.
    ///   - query: The model of both.
    ///   - formulas: Further models whose empirical Bayes is compared.
    ///   - tops: Lengths of list; a value below 1 is a share of the sites.
    /// - Throws: What reading and fitting throw, `.insufficient` with fewer than two common sites.
    package init(
        train: AnalysisTable,
        test: AnalysisTable,
        _ query: SiteQuery,
        formulas: [String],
        tops: [Double]
    ) throws(IntakeError) {
        let first = try SiteScreening(SiteTable(train, query), query)
        let second = try SiteScreening(SiteTable(test, query), query)
        self.train = first
        let places = Dictionary(
            second.sites.ids.enumerated().map { ($1, $0) }
        ) { first, _ in first }
        // A site must have all periods of its table, or its counts cannot be compared.
        let (mostOne, mostTwo) = (first.years.max() ?? 1, second.years.max() ?? 1)
        pairs = first.sites.ids.indices.compactMap { site in
            guard let other = places[first.sites.ids[site]], first.estimates[site] != nil,
                second.estimates[other] != nil, first.years[site] >= mostOne - 1e-9,
                second.years[other] >= mostTwo - 1e-9
            else { return nil }
            return (site, other)
        }
        siteCount = pairs.count
        sitesLeftOut = Set(first.sites.ids).union(second.sites.ids).count - pairs.count
        guard pairs.count > 1 else {
            throw IntakeError(
                .insufficient,
                subject: test.subject,
                detail: "Fewer than two sites are in both periods.",
                remedy: "Name the column of site names with --id; both tables must share it."
            )
        }
        let captured = pairs.map { second.observed[$0.test] }
        let length = pairs.map { second.length[$0.test] }
        let periods = ConsistencyTest.Periods(
            testCrashes: captured,
            length: length,
            allCrashes: captured.reduce(0, +),
            allLength: length.reduce(0) { $0 + ($1.isFinite ? $1 : 0) }
        )
        testCrashes = periods.testCrashes.reduce(0, +)
        // The model is fitted anew to the compared sites of each period, as in both years' practice.
        let one = try ValidationRun.screening(first, pairs.map(\.train), query)
        let two = try ValidationRun.screening(second, pairs.map(\.test), query)
        var figures = ValidationRun.figures(one, two, pairs.count)
        for formula in formulas {
            var other = query
            other.formula = formula
            let a = try ValidationRun.screening(first, pairs.map(\.train), other)
            let b = try ValidationRun.screening(second, pairs.map(\.test), other)
            figures += ValidationRun.modelFigures(a, b, suffix: " [\(formula)]")
        }
        for top in tops {
            let count = top < 1 ? max(1, Int((top * Double(pairs.count)).rounded())) : Int(top)
            let length = min(count, pairs.count)
            best.append(periods.best(length))
            tests.append(
                (
                    length,
                    figures.map {
                        ConsistencyTest(
                            $0.name,
                            first: $0.first,
                            second: $0.second,
                            periods,
                            top: length
                        )
                    }
                )
            )
        }
    }

    /// The screening of some sites only, in their order.
    private static func screening(
        _ whole: SiteScreening,
        _ sites: [Int],
        _ query: SiteQuery
    ) throws(IntakeError) -> SiteScreening {
        var place: [Int: Int] = [:]
        for (index, site) in sites.enumerated() { place[site] = index }
        let table = whole.sites
        var rows: [(site: Int, row: Int)] = []
        var seen: Set<Int> = []
        for row in table.site.indices {
            guard let index = place[table.site[row]], seen.insert(table.source[row]).inserted
            else { continue }
            rows.append((index, table.source[row]))
        }
        rows.sort { ($0.site, $0.row) < ($1.site, $1.row) }
        let part = table.table.selecting(rows.map(\.row))
        return try SiteScreening(SiteTable(part, query), query)
    }

    private static func figures(
        _ one: SiteScreening,
        _ two: SiteScreening,
        _ count: Int
    ) -> [(name: String, first: [Double], second: [Double])] {
        var figures: [(name: String, first: [Double], second: [Double])] = [
            ("frequency", one.observed, two.observed)
        ]
        if one.sites.aadt != nil {
            func rates(_ part: SiteScreening) -> (rate: [Double], ratio: [Double]) {
                let rate = part.observed.indices.map {
                    part.exposure[$0] > 0 ? part.observed[$0] / part.exposure[$0] : 0
                }
                let known = part.exposure.indices.filter { part.exposure[$0] > 0 }
                let critical = CriticalRate(
                    crashes: known.map { part.observed[$0] },
                    exposure: known.map { part.exposure[$0] },
                    z: 1.645
                )
                let ratio = rate.indices.map { site in
                    part.exposure[site] > 0
                        ? rate[site] / (critical?.limit(exposure: part.exposure[site]) ?? 1) : 0
                }
                return (rate, ratio)
            }
            let (a, b) = (rates(one), rates(two))
            figures.append(("rate", a.rate, b.rate))
            figures.append(("rate_critical", a.ratio, b.ratio))
        }
        if one.sites.length != nil {
            func density(_ part: SiteScreening) -> [Double] {
                let unit = part.lengthYears
                return part.observed.indices.map { part.observed[$0] / unit[$0] }
            }
            figures.append(("frequency_per_length", density(one), density(two)))
        }
        return figures + modelFigures(one, two, suffix: "")
    }

    private static func modelFigures(
        _ one: SiteScreening,
        _ two: SiteScreening,
        suffix: String
    ) -> [(name: String, first: [Double], second: [Double])] {
        func column(_ part: SiteScreening, _ value: (SiteEstimate) -> Double) -> [Double] {
            part.estimates.map { $0.map(value) ?? 0 }
        }
        func perLength(_ part: SiteScreening, _ value: (SiteEstimate) -> Double) -> [Double] {
            let unit = part.lengthYears
            return part.estimates.indices.map { site in
                (part.estimates[site].map(value) ?? 0) / unit[site]
            }
        }
        var figures = [
            ("spf", column(one, \.predicted), column(two, \.predicted)),
            ("eb", column(one, \.expected), column(two, \.expected)),
            ("eb_excess", column(one, \.excess), column(two, \.excess)),
            ("eb_probability", column(one, \.worseThanPeers), column(two, \.worseThanPeers)),
        ]
        if one.sites.length != nil {
            figures.append(
                ("eb_per_length", perLength(one, \.expected), perLength(two, \.expected))
            )
            figures.append(
                ("eb_excess_per_length", perLength(one, \.excess), perLength(two, \.excess))
            )
        }
        return figures.map { ($0.0 + suffix, $0.1, $0.2) }
    }

    /// Trials with a known truth on the compared sites of the first period.
    package func trials(_ count: Int, top: Int, _ options: RankDraws.Options) -> TruthTrial {
        TruthTrial(
            ids: pairs.map { train.sites.ids[$0.train] },
            predicted: pairs.map { train.estimates[$0.train]?.predicted ?? 0 },
            dispersion: pairs.map { train.estimates[$0.train]?.dispersion ?? 0 },
            exposure: pairs.map { train.exposure[$0.train] },
            trials: count,
            top: top,
            options: options
        )
    }

    /// The tests as a table.
    package var table: ResultTable {
        let rows = tests.indices.flatMap { place in
            tests[place].tests.map { (tests[place].top, best[place], $0) }
        }
        var table = ResultTable(rows: rows.count)
        table.add("top", .counts(rows.map { $0.0 }))
        table.add("method", .texts(rows.map { $0.2.method }))
        table.add("crashes_captured", rows.map { $0.2.crashesCaptured })
        table.add("best_possible", rows.map { $0.1 })
        table.add("sites_kept", .counts(rows.map { $0.2.sitesKept }))
        table.add("rank_displacement", .counts(rows.map { $0.2.rankDisplacement }))
        table.add("pai", rows.map { $0.2.accuracyIndex ?? .nan })
        table.add("pei", rows.map { $0.2.efficiencyIndex ?? .nan })
        return table
    }
}
