package import RoadAnalysis
package import RoadModel
import RoadStatistics

/// Explains one site of a table.
package struct ExplainRun: Sendable {
    /// Tables and choices.
    package struct Inputs: Sendable {
        /// Sites.
        package var sites: AnalysisTable
        /// The model.
        package var query: SiteQuery
        /// Crashes with the name of their site.
        package var events: AnalysisTable?
        /// Violations with the name of their site.
        package var violations: AnalysisTable?
        /// Column of the site's name in both.
        package var siteColumn: String?
        /// Draws behind the rank.
        package var options: RankDraws.Options
        /// Values, discount rate and seed.
        package var economics: ProgrammeRun.Economics
        /// Measures.
        package var measures: CountermeasureTable
        /// Vehicles that complexes recorded at the site.
        package var recorded: RecordedTraffic?
        /// Minutes that drones were over the site.
        package var droneMinutes: Double?
        /// The site's rank under other lengths of sections.
        package var windows: [(metres: Double, rank: Int)] = []
        /// Cost of a measure, where the table has none.
        package var cost: Double?

        /// Makes inputs.
        package init(
            sites: AnalysisTable,
            query: SiteQuery,
            options: RankDraws.Options,
            economics: ProgrammeRun.Economics,
            measures: CountermeasureTable
        ) {
            (self.sites, self.query, self.options) = (sites, query, options)
            (self.economics, self.measures) = (economics, measures)
        }
    }

    /// Attributes of crashes that a profile is made of.
    private static let attributes: [SiteColumnNames.Role] = [
        .crashType, .severity, .hour, .light, .weather, .users, .violation,
    ]

    /// Explains a site.
    ///
    /// - Throws: `.notFound` for a name that is no site, and what the screening throws.
    package static func explain(
        _ id: String,
        _ inputs: Inputs
    ) throws(IntakeError) -> Explanation {
        let table = try SiteTable(inputs.sites, inputs.query)
        let screening = try SiteScreening(table, inputs.query, requiresModel: false)
        guard let site = table.ids.firstIndex(of: id) else {
            throw IntakeError(
                .notFound,
                subject: id,
                detail: "The table has no such site.",
                remedy: "Its sites begin with: \(table.ids.prefix(5).joined(separator: ", "))."
            )
        }
        let measure: SiteMeasure = screening.model == nil ? .expected : .excess
        let ranking = try SiteRanking(screening, measure, inputs.options)
        var result = Explanation(
            screening: screening,
            site: site,
            ranking: ranking,
            values: inputs.economics.values
        )
        result.recorded = inputs.recorded
        try addTraffic(&result, inputs)
        if let events = inputs.events { try addCrashes(&result, events, inputs) }
        if let violations = inputs.violations { try addViolations(&result, violations, inputs) }
        try addSensitivities(&result, inputs)
        addCandidates(&result, inputs)
        return result
    }

    static func siteTexts(
        _ table: AnalysisTable,
        _ inputs: Inputs
    ) throws(IntakeError) -> [String] {
        let names = SiteColumnNames(table.header)
        let asked = inputs.siteColumn.map { names.find($0) ?? $0 }
        let usual = ["site", "site_id", "segment", "segment_id", "edge", "section", "unit"]
        let found = usual.lazy.compactMap { name in
            table.header.first { SiteColumnNames.fold($0) == SiteColumnNames.fold(name) }
        }.first
        return try table.texts(asked ?? found ?? "site")
    }

    private static func addTraffic(
        _ result: inout Explanation,
        _ inputs: Inputs
    ) throws(IntakeError) {
        let table = result.screening.sites
        func mean(_ names: [String]) throws(IntakeError) -> Double? {
            guard
                let column = table.table.header.first(where: {
                    names.contains(SiteColumnNames.fold($0))
                })
            else { return nil }
            let values = try table.table.numbers(column, .number, allowsMissing: true)
            let own = table.site.indices.filter { table.site[$0] == result.site }
                .map { values[table.source[$0]] }.filter(\.isFinite)
            return own.isEmpty ? nil : own.reduce(0, +) / Double(own.count)
        }
        result.trafficYear = try mean(["aadtyear", "trafficyear", "countyear"])
        result.trafficDeviation = try mean(["aadtsd", "aadtse", "trafficsd"])
        result.droneMinutes = try mean(["droneminutes", "observationminutes", "dronemin"])
        if let minutes = inputs.droneMinutes { result.droneMinutes = minutes }
        if let year = table.mapping["year"] {
            let values = try table.table.numbers(year, .number, allowsMissing: true)
            result.lastYear = values.filter(\.isFinite).max()
        }
    }

    private static func addCrashes(
        _ result: inout Explanation,
        _ events: AnalysisTable,
        _ inputs: Inputs
    ) throws(IntakeError) {
        let names = SiteColumnNames(events.header)
        let sites = try siteTexts(events, inputs)
        let id = result.screening.sites.ids[result.site]
        let own = sites.indices.filter { sites[$0] == id }
        let roles: [SiteColumnNames.Role] = [.crashName, .day] + attributes + [.killed, .injured]
        var columns: [(role: String, texts: [String])] = []
        for role in roles {
            guard let column = names.find(role), !columns.contains(where: { $0.role == column })
            else { continue }
            columns.append((role.rawValue, try events.texts(column)))
        }
        result.crashes = own.map { row in
            [("line", events.places[row].line.map { "\($0)" } ?? "")]
                + columns.map { ($0.role, $0.texts[row]) }
        }
        var places: [String: Int] = [:]
        for (place, site) in result.screening.sites.ids.enumerated() { places[site] = place }
        var traits: [Explanation.Trait] = []
        for role in attributes {
            guard let column = columns.first(where: { $0.role == role.rawValue }) else { continue }
            let values = column.texts.map { grouped(role, $0) }
            var counts: [String: Int] = [:]
            for row in own where !values[row].isEmpty { counts[values[row], default: 0] += 1 }
            let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            result.profile.append((role.rawValue, ordered.map { ($0.key, $0.value) }))
            var totals = [Double](repeating: 0, count: places.count)
            for row in values.indices where !values[row].isEmpty {
                if let place = places[sites[row]] { totals[place] += 1 }
            }
            for (value, count) in ordered.prefix(50) {
                var special = [Double](repeating: 0, count: places.count)
                for row in values.indices where values[row] == value {
                    if let place = places[sites[row]] { special[place] += 1 }
                }
                guard let test = ProportionTest(special: special, total: totals) else { continue }
                traits.append(
                    Explanation.Trait(
                        attribute: role.rawValue,
                        value: value,
                        site: test.site(special: Double(count), total: totals[result.site]),
                        reference: test.threshold,
                        q: 1
                    )
                )
            }
        }
        let adjusted = Multiplicity.benjaminiHochberg(traits.map { 1 - $0.site.probability })
        for place in traits.indices { traits[place].q = adjusted[place] }
        result.traits = traits.sorted {
            ($1.site.probability, $0.attribute, $0.value)
                < ($0.site.probability, $1.attribute, $1.value)
        }
    }

    /// Hours in blocks of three, other values as they are.
    private static func grouped(_ role: SiteColumnNames.Role, _ text: String) -> String {
        guard role == .hour else { return AnalysisTable.isMissing(text) ? "" : text }
        guard let hour = Int(text.prefix { $0.isNumber }), (0...24).contains(hour) else {
            return ""
        }
        let block = (hour % 24) / 3 * 3
        return "\(zeroPadded(block, 2))–\(zeroPadded(block + 3, 2))"
    }

    private static func addViolations(
        _ result: inout Explanation,
        _ table: AnalysisTable,
        _ inputs: Inputs
    ) throws(IntakeError) {
        let names = SiteColumnNames(table.header)
        let sites = try siteTexts(table, inputs)
        let id = result.screening.sites.ids[result.site]
        let own = sites.indices.filter { sites[$0] == id }
        var kinds: [String: Int] = [:]
        if let column = names.find(.violation) ?? names.find(.crashType) {
            let texts = try table.texts(column)
            for row in own { kinds[texts[row], default: 0] += 1 }
        }
        var excess: [Double] = []
        if let speed = names.find(.speed), let limit = names.find(.limit) {
            let speeds = try table.numbers(speed, .number, allowsMissing: true)
            let limits = try table.numbers(limit, .number, allowsMissing: true)
            excess = own.map { speeds[$0] - limits[$0] }.filter(\.isFinite)
        }
        result.violations = (
            own.count, kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0, $1) },
            excess.isEmpty ? nil : excess.reduce(0, +) / Double(excess.count)
        )
    }

    private static func addCandidates(_ result: inout Explanation, _ inputs: Inputs) {
        guard let estimate = result.screening.estimates[result.site] else { return }
        let years = max(1e-9, result.screening.years[result.site])
        let screening = result.screening
        var streams: [BenefitCost.Stream] = []
        for (entry, share) in zip(screening.sites.severities, screening.severityShares) {
            let counts = screening.severityCounts(entry.counts)
            guard let value = inputs.economics.values.values[entry.name] else { continue }
            let part = SeverityModel.own.estimate(
                estimate,
                count: counts[result.site],
                share: share.share
            )
            streams.append(
                BenefitCost.Stream(
                    mean: part.expected / years,
                    shape: estimate.dispersion > 0
                        ? 1 / estimate.dispersion + counts[result.site] : .infinity,
                    value: value
                )
            )
        }
        if streams.isEmpty {
            let value =
                inputs.economics.values.values["total"]
                ?? inputs.economics.values.values["injury"]
            streams.append(
                BenefitCost.Stream(
                    mean: estimate.expected / years,
                    shape: estimate.shape,
                    value: value ?? 0
                )
            )
        }
        // What stands out, then what is most frequent.
        let clear = result.traits.filter { $0.site.probability > 0.9 }.map(\.value)
        let frequent = result.profile.compactMap { $0.values.first?.value }
        result.candidates = inputs.measures.measures.compactMap { measure in
            guard let reason = CountermeasureTable.reason(measure, clear + frequent) else {
                return nil
            }
            let cost = measure.cost ?? inputs.cost
            let share = CountermeasureTable.share(measure, result.profile)
            return Explanation.Candidate(
                measure: measure,
                reason: reason,
                weighed: BenefitCost(
                    streams.map { stream in
                        BenefitCost.Stream(
                            mean: stream.mean * share,
                            shape: stream.shape,
                            value: stream.value
                        )
                    },
                    factor: measure.factor,
                    cost: cost ?? 0,
                    rate: inputs.economics.rate,
                    years: measure.life,
                    seed: inputs.economics.seed
                ),
                hasCost: cost != nil
            )
        }
        // Measures for what stands out come before those for any place.
        .sorted { ($0.reason == "*" ? 1 : 0) < ($1.reason == "*" ? 1 : 0) }
    }
}
