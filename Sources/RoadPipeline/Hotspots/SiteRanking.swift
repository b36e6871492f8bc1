package import RoadAnalysis
package import RoadModel

/// The ranking of a screening: point ranks, their intervals and groups that cannot be separated.
package struct SiteRanking: Sendable {
    /// What sites are ranked by.
    package let measure: SiteMeasure
    /// The sites with an estimate, as indices of the screening.
    package let sites: [Int]
    /// Figure of each of `sites`.
    package let figures: [Double]
    /// Ranks of `sites`.
    package let draws: RankDraws
    /// Group and probability that its first member is worse, along `draws.order`.
    package let groups: [(group: Int, leaderWorse: Double)]
    /// Weights that the figures were made with.
    package let weights: SeverityWeightTable.Set?

    /// Ranks the sites of a screening.
    ///
    /// - Throws: `.insufficient` without an estimated site, `.badArgument` for weights without
    ///   severities or a measure per length without length.
    package init(
        _ screening: SiteScreening,
        _ measure: SiteMeasure,
        _ options: RankDraws.Options,
        weights: SeverityWeightTable.Set? = nil
    ) throws(IntakeError) {
        let sites = screening.estimated
        guard !sites.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: screening.sites.table.subject,
                detail: "No site has an estimate.",
                remedy: "Zero or missing AADT and length leave sites without a prediction."
            )
        }
        let isPer = measure == .perLength || measure == .excessPerLength
        guard !isPer || screening.sites.length != nil else {
            throw IntakeError(
                .badArgument,
                subject: "--by \(measure.rawValue)",
                detail: "The table has no length.",
                remedy: "Name it with --length, or rank by excess or expected."
            )
        }
        let estimates = sites.compactMap { screening.estimates[$0] }
        let ids = sites.map { screening.sites.ids[$0] }
        let laws: SiteLaws
        if measure == .weighted {
            laws = try SiteRanking.weighted(screening, sites, estimates, weights)
        } else {
            let lengthYears = screening.lengthYears
            laws = SiteLaws(
                measure,
                ids: ids,
                estimates,
                lengthYears: sites.map { lengthYears[$0] }
            )
        }
        (self.measure, self.sites, self.weights) = (measure, sites, weights)
        figures = laws.means
        draws = RankDraws(laws, options)
        groups = SeparationGroups.find(laws, order: draws.order)
    }

    /// Laws of Σ weight · severity, each severity by empirical Bayes of its own.
    private static func weighted(
        _ screening: SiteScreening,
        _ sites: [Int],
        _ estimates: [SiteEstimate],
        _ weights: SeverityWeightTable.Set?
    ) throws(IntakeError) -> SiteLaws {
        guard let weights, !screening.sites.severities.isEmpty else {
            throw IntakeError(
                .badArgument,
                subject: "--by epdo",
                detail: "Weighted ranks need crashes by severity and a set of weights.",
                remedy: "Add --severity fatal=COLUMN,injury=COLUMN and --weights SET."
            )
        }
        var parts: [SiteLaws.Part] = []
        var rest = screening.observed
        var restShare = 1.0
        func add(_ counts: [Double], _ share: Double, _ weight: Double) {
            guard weight > 0, share > 0 else { return }
            var part = SiteLaws.Part(shape: [], scale: [])
            for (place, site) in sites.enumerated() {
                let estimate = estimates[place]
                let k = estimate.dispersion
                if k == .infinity {
                    part.shape.append(counts[site] + 0.5)
                    part.scale.append(weight)
                } else if k > 0 {
                    let predicted = estimate.predicted * share
                    part.shape.append(1 / k + counts[site])
                    part.scale.append(weight * predicted / (1 / k + predicted))
                } else {
                    part.shape.append(.infinity)
                    part.scale.append(weight * estimate.predicted * share)
                }
            }
            parts.append(part)
        }
        for (entry, share) in zip(screening.sites.severities, screening.severityShares) {
            let counts = screening.severityCounts(entry.counts)
            guard let weight = weights.weights[entry.name] else {
                throw IntakeError(
                    .badArgument,
                    subject: "--weights \(weights.name)",
                    detail: "The set has no weight for '\(entry.name)'.",
                    remedy: "It has: \(weights.weights.keys.sorted().joined(separator: ", "))."
                )
            }
            for site in rest.indices { rest[site] = max(0, rest[site] - counts[site]) }
            restShare -= share.share
            add(counts, share.share, weight)
        }
        // Crashes of no named severity are property damage only.
        if let weight = weights.weights["pdo"],
            !screening.sites.severities.contains(where: { $0.name == "pdo" })
        {
            add(rest, max(0, restShare), weight)
        }
        return SiteLaws(
            ids: sites.map { screening.sites.ids[$0] },
            offset: [Double](repeating: 0, count: sites.count),
            parts: parts
        )
    }

    /// How many of the first sites cannot be told from the very first one.
    package var inFirstGroup: Int { groups.count { $0.group == 1 } }

    /// The ranking as a table, the worst site first; sites without an estimate are last.
    package func table(_ screening: SiteScreening) -> ResultTable {
        var rows = draws.order.map { sites[$0] }
        let ranked = rows.count
        rows += screening.estimates.indices.filter { screening.estimates[$0] == nil }
        func padded<Value>(_ values: [Value?]) -> [Value?] {
            values + [Value?](repeating: nil, count: rows.count - values.count)
        }
        var table = ResultTable(rows: rows.count)
        table.add("rank", .counts(padded(draws.order.map { draws.point[$0] })))
        table.add("id", .texts(rows.map { screening.sites.ids[$0] }))
        table.add("observed", rows.map { screening.observed[$0] })
        if screening.model != nil {
            table.add("predicted", rows.map { screening.estimates[$0]?.predicted ?? .nan })
        }
        table.add("expected", rows.map { screening.estimates[$0]?.expected ?? .nan })
        if screening.model != nil {
            table.add("excess", rows.map { screening.estimates[$0]?.excess ?? .nan })
        }
        table.add(
            "value",
            draws.order.map { figures[$0] }
                + [Double](repeating: .nan, count: rows.count - ranked)
        )
        table.add("mean_rank", .numbers(numbers(draws.sites.map(\.mean), rows.count)))
        table.add("rank_lower", .counts(padded(draws.sites.map(\.lower))))
        table.add("rank_upper", .counts(padded(draws.sites.map(\.upper))))
        table.add("p_top", .numbers(numbers(draws.sites.map(\.inTop), rows.count)))
        table.add("group", .counts(padded(groups.map(\.group))))
        table.add("leader_worse", .numbers(numbers(groups.map(\.leaderWorse), rows.count)))
        return table
    }

    private func numbers(_ values: [Double], _ count: Int) -> [Double] {
        values + [Double](repeating: .nan, count: count - values.count)
    }
}
