package import RoadAnalysis
import RoadStatistics

extension SiteScreening {
    /// The estimates as a table, one row a site; `z` is the normal quantile of the critical rate.
    package func table(z: Double = 1.645, severityModel: SeverityModel = .split) -> ResultTable {
        var table = ResultTable(rows: sites.ids.count)
        table.add("id", .texts(sites.ids))
        if let roadClass { table.add("class", .texts(roadClass)) }
        table.add("years", years)
        if sites.length != nil { table.add("length", length) }
        if sites.aadt != nil { table.add("aadt", aadt) }
        if sites.aadtDeviation != nil { table.add("aadt_sd", aadtDeviation) }
        if sites.aadtYear != nil {
            table.add("aadt_year", aadtYear)
            if let lastYear { table.add("aadt_age", aadtYear.map { lastYear - $0 }) }
        }
        table.add("observed", observed)
        func column(_ value: (SiteEstimate) -> Double) -> [Double] {
            estimates.map { $0.map(value) ?? .nan }
        }
        table.add("predicted", model == nil ? column { _ in .nan } : column(\.predicted))
        if sites.aadtDeviation != nil {
            table.add("predicted_sd", column { $0.predicted * $0.predictionSpread })
        }
        table.add("k", column(\.dispersion))
        table.add("w", column(\.weight))
        table.add("expected", column(\.expected))
        table.add("expected_var", column(\.variance))
        table.add("expected_sd", column { $0.variance.squareRoot() })
        table.add("cv", column(\.variation))
        table.add("expected_lower", column(\.lower))
        table.add("expected_upper", column(\.upper))
        table.add("excess", model == nil ? column { _ in .nan } : column(\.excess))
        let perLength = lengthYears
        table.add(
            "excess_per_length_year",
            estimates.indices.map { row in
                guard let site = estimates[row], model != nil, length[row] > 0 else { return .nan }
                return site.excess / perLength[row]
            }
        )
        table.add("shape", column(\.shape))
        table.add("rate", column(\.rate))
        table.add("p_above", column(\.worseThanPeers))
        table.add("expected_first", column(\.firstPeriod))
        table.add("expected_last", column(\.lastPeriod))
        addRates(&table, z)
        addSeverities(&table, severityModel)
        table.add(
            "flag",
            .texts(
                estimates.indices.map { row in
                    estimates[row] == nil ? reason[sites.ids[row]] ?? "INCOMPLETE" : nil
                }
            )
        )
        return table
    }

    /// Reasons by site of rows without a prediction.
    private var reason: [String: String] {
        Dictionary((model?.leftOut ?? []).map { ($0.id, $0.reason) }) { first, _ in first }
    }

    private func addRates(_ table: inout ResultTable, _ z: Double) {
        if sites.aadt != nil {
            let known = exposure.indices.filter { exposure[$0].isFinite }
            let critical = CriticalRate(
                crashes: known.map { observed[$0] },
                exposure: known.map { exposure[$0] },
                z: z
            )
            table.add("exposure", exposure)
            table.add("crash_rate", exposure.indices.map { observed[$0] / exposure[$0] })
            table.add(
                "critical_rate",
                exposure.map { critical?.limit(exposure: $0) ?? .nan }
            )
            table.add(
                "above_critical",
                .flags(
                    exposure.indices.map { row in
                        guard let critical, exposure[row].isFinite else { return nil }
                        return observed[row] / exposure[row]
                            > critical.limit(exposure: exposure[row])
                    }
                )
            )
        }
        guard model != nil else { return }
        table.add(
            "loss",
            .texts(estimates.map { $0.map { LevelOfService.name(LevelOfService.bySpread($0)) } })
        )
        table.add(
            "loss_percentile",
            .texts(
                estimates.map { $0.map { LevelOfService.name(LevelOfService.byPercentile($0)) } }
            )
        )
    }

    private func addSeverities(_ table: inout ResultTable, _ severityModel: SeverityModel) {
        for (place, entry) in sites.severities.enumerated() {
            let counts = severityCounts(entry.counts)
            let share = severityShares[place].share
            table.add("observed_\(entry.name)", counts)
            let parts = estimates.indices.map { row in
                severityModel.estimate(estimates[row], count: counts[row], share: share)
            }
            table.add("expected_\(entry.name)", parts.map(\.expected))
            table.add("excess_\(entry.name)", parts.map(\.excess))
        }
    }
}

/// How the expected number of a site is split by severity.
package enum SeverityModel: String, Sendable, CaseIterable {
    /// The expected number times the severity's share in the reference population (HSM).
    case split
    /// Empirical Bayes of each severity by itself: prediction times share, the same k.
    case own

    /// Expected number and excess of one severity; NaN without an estimate.
    package func estimate(
        _ site: SiteEstimate?,
        count: Double,
        share: Double
    ) -> (expected: Double, excess: Double) {
        guard let site else { return (.nan, .nan) }
        if self == .split { return (site.expected * share, site.excess * share) }
        let own = EmpiricalBayes.estimate(
            observed: count,
            predicted: site.predicted * share,
            dispersion: site.dispersion
        )
        return (own?.expected ?? 0, own?.excess ?? 0)
    }
}
