package import RoadAnalysis
package import RoadModel

/// Estimates and ranks of a table of sites.
package struct SiteScreening: Sendable {
    /// The table.
    package let sites: SiteTable
    /// The model; `nil` when no model can be fitted and each site stands for itself.
    package let model: SiteModel?
    /// One estimate a site; `nil` where there is no prediction.
    package let estimates: [SiteEstimate?]
    /// Codes of what qualifies the estimates.
    package private(set) var flags: [SiteFlag]
    /// Years of each site.
    package let years: [Double]
    /// Length of each site in its first period, in the column's unit; NaN without.
    package let length: [Double]
    /// Mean traffic; NaN without.
    package let aadt: [Double]
    /// Year of the traffic count; NaN without.
    package let aadtYear: [Double]
    /// Standard deviation of the traffic count; NaN without.
    package let aadtDeviation: [Double]
    /// Last year of the crashes; `nil` without a column of years.
    package let lastYear: Double?
    /// Million vehicle-kilometres, or million vehicle × the unit of length; NaN without.
    package let exposure: [Double]
    /// All crashes of each site, rows without a prediction included.
    package let observed: [Double]
    /// Class of each site.
    package let roadClass: [String]?

    /// Fits, predicts and estimates.
    ///
    /// Unless a model is required, a table too small for one judges every site by its own count.
    package init(
        _ sites: SiteTable,
        _ query: SiteQuery,
        requiresModel: Bool = true
    ) throws(IntakeError) {
        self.sites = sites
        let few = sites.ids.count < SiteModel.fewestSites && query.given == nil
        var flags: [SiteFlag] = []
        if few, !requiresModel {
            model = nil
            flags.append(.noModel)
        } else {
            let fitted = try SiteModel(sites, query)
            model = fitted
            flags += fitted.flags
        }
        if sites.reporting != nil { flags.append(.reporting) }
        let panel =
            model?.panel
            ?? SitePanel(
                ids: sites.ids,
                site: sites.site,
                observed: sites.crashes,
                predicted: [],
                dispersion: []
            )
        observed = panel.sums(sites.crashes.map { $0.isFinite ? $0 : 0 })
        years = SiteScreening.years(sites)
        length = SiteScreening.firsts(sites, sites.length)
        aadt = SiteScreening.means(sites, sites.aadt)
        exposure = SiteScreening.exposure(sites)
        if let classes = sites.roadClass {
            var ofSite = [String](repeating: "", count: sites.ids.count)
            for row in sites.site.indices { ofSite[sites.site[row]] = classes[row] }
            roadClass = ofSite
        } else {
            roadClass = nil
        }
        if sites.length != nil, sites.metresPerUnit == nil { flags.append(.unitUnknown) }
        if SiteScreening.changes(sites, length) { flags.append(.lengthChanged) }
        if model == nil {
            estimates = observed.map { EmpiricalBayes.alone(count: $0, level: query.level) }
        } else {
            let plain = EmpiricalBayes.estimates(panel, level: query.level)
            if let spread = model?.predictionSpread {
                let ofSite = SiteScreening.spread(panel, spread)
                estimates = plain.indices.map { site in
                    plain[site]?.widened(by: ofSite[site], level: query.level)
                }
                flags.append(
                    ofSite.contains { $0 > 0 } ? .trafficSpread : .trafficSpreadUnused
                )
            } else {
                estimates = plain
            }
        }
        aadtYear = SiteScreening.means(sites, sites.aadtYear)
        aadtDeviation = SiteScreening.means(sites, sites.aadtDeviation)
        lastYear = try SiteScreening.lastYear(sites)
        if let lastYear, aadtYear.contains(where: { lastYear - $0 > 3 }) {
            flags.append(.oldTraffic)
        }
        self.flags = flags
    }

    /// Years of a site: years of its rows, one row a period.
    private static func years(_ sites: SiteTable) -> [Double] {
        var sums = [Double](repeating: 0, count: sites.ids.count)
        for row in sites.site.indices { sums[sites.site[row]] += sites.years[row] }
        return sums
    }

    private static func lastYear(_ sites: SiteTable) throws(IntakeError) -> Double? {
        guard let column = sites.mapping["year"] else { return nil }
        return try sites.table.numbers(column, .number, allowsMissing: true)
            .filter(\.isFinite).max()
    }

    /// Relative deviation of each site's prediction: one count stands behind all its rows.
    private static func spread(_ panel: SitePanel, _ rows: [Double]) -> [Double] {
        var (sums, totals) = (
            [Double](repeating: 0, count: panel.ids.count),
            [Double](repeating: 0, count: panel.ids.count)
        )
        for row in rows.indices where panel.predicted[row].isFinite {
            sums[panel.site[row]] += rows[row] * panel.predicted[row]
            totals[panel.site[row]] += panel.predicted[row]
        }
        return sums.indices.map { totals[$0] > 0 ? sums[$0] / totals[$0] : 0 }
    }

    private static func means(_ sites: SiteTable, _ column: [Double]?) -> [Double] {
        guard let column else { return [Double](repeating: .nan, count: sites.ids.count) }
        var sums = [Double](repeating: 0, count: sites.ids.count)
        var counts = sums
        for row in column.indices where column[row].isFinite {
            sums[sites.site[row]] += column[row]
            counts[sites.site[row]] += 1
        }
        return sums.indices.map { counts[$0] > 0 ? sums[$0] / counts[$0] : .nan }
    }

    /// The first value above 0 of each site.
    private static func firsts(_ sites: SiteTable, _ column: [Double]?) -> [Double] {
        var found = [Double](repeating: .nan, count: sites.ids.count)
        guard let column else { return found }
        for row in column.indices where column[row] > 0 && found[sites.site[row]].isNaN {
            found[sites.site[row]] = column[row]
        }
        return found
    }

    /// Whether a site's length differs between its periods by more than a thousandth.
    private static func changes(_ sites: SiteTable, _ first: [Double]) -> Bool {
        guard let length = sites.length else { return false }
        return length.indices.contains { row in
            let first = first[sites.site[row]]
            return length[row] > 0 && abs(length[row] - first) > 1e-3 * first
        }
    }

    /// Σ AADT · 365 · years · length / 10⁶, without length for junctions.
    private static func exposure(_ sites: SiteTable) -> [Double] {
        guard let aadt = sites.aadt else {
            return [Double](repeating: .nan, count: sites.ids.count)
        }
        var sums = [Double](repeating: 0, count: sites.ids.count)
        for row in sites.site.indices {
            let value = aadt[row] * 365e-6 * sites.years[row] * (sites.length?[row] ?? 1)
            if value.isFinite, value > 0 { sums[sites.site[row]] += value }
        }
        return sums.map { $0 > 0 ? $0 : .nan }
    }

    /// Sites with an estimate.
    package var estimated: [Int] { estimates.indices.filter { estimates[$0] != nil } }

    /// Shares of the severities among all crashes of the reference population.
    package var severityShares: [(name: String, share: Double)] {
        let total = observed.reduce(0, +)
        return sites.severities.map { entry in
            let sum = entry.counts.reduce(0.0) { $0 + ($1.isFinite ? $1 : 0) }
            return (entry.name, total > 0 ? sum / total : 0)
        }
    }

    /// Crashes of one severity by site.
    package func severityCounts(_ counts: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: sites.ids.count)
        for row in counts.indices where counts[row].isFinite {
            sums[sites.site[row]] += counts[row]
        }
        return sums
    }

    /// Length times years, 1 without length.
    package var lengthYears: [Double] {
        years.indices.map { length[$0] > 0 ? length[$0] * years[$0] : years[$0] }
    }
}
