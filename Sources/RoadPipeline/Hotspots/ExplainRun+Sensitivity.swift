import RoadAnalysis
import RoadModel

extension ExplainRun {
    /// Shares of registered crashes that sensitivity tries; 0.76 is Kazakhstan's of 2025
    /// (baq.kz, 23.02.2026: 24 % of casualty crashes are not in the special register).
    static let reportingShares = [0.76, 0.5]

    /// Ranks under other weights, measures, periods, reporting and snapping.
    static func addSensitivities(
        _ result: inout Explanation,
        _ inputs: Inputs
    ) throws(IntakeError) {
        let id = result.screening.sites.ids[result.site]
        let none = RankDraws.Options(draws: 0)
        if !result.screening.sites.severities.isEmpty {
            for set in try SeverityWeightTable(nil).sets {
                let ranking = try? SiteRanking(result.screening, .weighted, none, weights: set)
                guard let ranking, let rank = rank(of: result.site, ranking) else { continue }
                result.sensitivities.append(
                    Explanation.Sensitivity(kind: "weights", choice: set.name, rank: rank)
                )
            }
        }
        for measure in [SiteMeasure.excess, .expected, .perLength] {
            guard let ranking = try? SiteRanking(result.screening, measure, none),
                let rank = rank(of: result.site, ranking)
            else { continue }
            result.sensitivities.append(
                Explanation.Sensitivity(kind: "measure", choice: measure.rawValue, rank: rank)
            )
        }
        for window in inputs.windows {
            result.sensitivities.append(
                Explanation.Sensitivity(
                    kind: "window",
                    choice: "sections of \(Int(window.metres)) m",
                    rank: window.rank
                )
            )
        }
        try addPeriods(&result, inputs, id)
        addReporting(&result)
        try addSnapping(&result, inputs)
    }

    private static func rank(of site: Int, _ ranking: SiteRanking) -> Int? {
        ranking.sites.firstIndex(of: site).map { ranking.draws.point[$0] }
    }

    /// Ranks without each year in turn.
    private static func addPeriods(
        _ result: inout Explanation,
        _ inputs: Inputs,
        _ id: String
    ) throws(IntakeError) {
        guard let column = result.screening.sites.mapping["year"] else { return }
        let years = try inputs.sites.texts(column)
        let distinct = Set(years).sorted()
        guard (2...12).contains(distinct.count) else { return }
        for year in distinct {
            let rows = years.indices.filter { years[$0] != year }
            guard let table = try? SiteTable(inputs.sites.selecting(rows), inputs.query),
                let screening = try? SiteScreening(table, inputs.query, requiresModel: false),
                let site = table.ids.firstIndex(of: id),
                let ranking = try? SiteRanking(
                    screening,
                    result.ranking.measure,
                    RankDraws.Options(draws: 0)
                ), let rank = rank(of: site, ranking)
            else { continue }
            result.sensitivities.append(
                Explanation.Sensitivity(kind: "period", choice: "without \(year)", rank: rank)
            )
        }
    }

    /// Ranks if only a share of this site's crashes were registered and all of the others'.
    private static func addReporting(_ result: inout Explanation) {
        guard let estimate = result.screening.estimates[result.site], result.screening.model != nil
        else { return }
        let others = result.ranking.sites.indices
            .filter { result.ranking.sites[$0] != result.site }
            .map { result.ranking.figures[$0] }
        for share in reportingShares {
            guard
                let own = EmpiricalBayes.estimate(
                    observed: estimate.observed,
                    predicted: estimate.predicted * share,
                    dispersion: estimate.dispersion
                )
            else { continue }
            let figure = own.expected / share - estimate.predicted
            result.sensitivities.append(
                Explanation.Sensitivity(
                    kind: "reporting",
                    choice: "\(share)",
                    rank: 1 + others.count { $0 > figure }
                )
            )
        }
    }

    /// Ranks without crashes at junctions, at every site.
    private static func addSnapping(
        _ result: inout Explanation,
        _ inputs: Inputs
    ) throws(IntakeError) {
        guard let events = inputs.events, result.screening.model != nil,
            let column = SiteColumnNames(events.header).find(.junction)
        else { return }
        let junctions = try events.texts(column)
        let sites = try siteTexts(events, inputs)
        var counts: [String: Double] = [:]
        for row in junctions.indices
        where !AnalysisTable.isMissing(junctions[row])
            && junctions[row] != "0" && junctions[row].lowercased() != "no"
        {
            counts[sites[row], default: 0] += 1
        }
        let screening = result.screening
        func figure(_ site: Int) -> Double? {
            guard let estimate = screening.estimates[site] else { return nil }
            return EmpiricalBayes.estimate(
                observed: max(0, estimate.observed - counts[screening.sites.ids[site], default: 0]),
                predicted: estimate.predicted,
                dispersion: estimate.dispersion
            )?.excess
        }
        guard let own = figure(result.site) else { return }
        let above = result.ranking.sites.count { site in
            site != result.site && (figure(site) ?? -.infinity) > own
        }
        result.sensitivities.append(
            Explanation.Sensitivity(
                kind: "snapping",
                choice: "without crashes at junctions",
                rank: above + 1
            )
        )
    }
}
