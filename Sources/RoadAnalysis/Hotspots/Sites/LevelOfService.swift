import RoadStatistics

/// Level of service of safety: how a site compares with its prediction, I (good) to IV (bad).
package enum LevelOfService {
    /// HSM: the count against P ± 1.5 σ with σ = √k · P; the lower limit is never below 0.
    ///
    /// From k = 4/9 on the lower limit is 0 and class I is empty. Where k = 0 sites do not differ
    /// from their prediction but by chance, so that none is in an outer class.
    package static func bySpread(_ site: SiteEstimate) -> Int {
        guard site.dispersion > 0 else { return site.observed < site.predicted ? 2 : 3 }
        let spread = 1.5 * site.dispersion.squareRoot() * site.predicted
        if site.observed < max(0, site.predicted - spread) { return 1 }
        if site.observed < site.predicted { return 2 }
        return site.observed < site.predicted + spread ? 3 : 4
    }

    /// Colorado: the expected number against the 20 % and 80 % points of peers and their mean.
    package static func byPercentile(_ site: SiteEstimate) -> Int {
        let ratio = site.expected / site.predicted
        guard site.dispersion > 0 else { return ratio < 1 ? 2 : 3 }
        let law = GammaDistribution(shape: 1 / site.dispersion, rate: 1 / site.dispersion)
        if ratio < 1 { return ratio < law.quantile(0.2) ? 1 : 2 }
        return ratio < law.quantile(0.8) ? 3 : 4
    }

    /// The Roman numeral of a class.
    package static func name(_ level: Int) -> String {
        ["I", "II", "III", "IV"][max(0, min(3, level - 1))]
    }
}
