import RoadStatistics

/// Combines what a site's peers lead one to expect with what was counted there.
package enum EmpiricalBayes {
    /// Estimates every site of a panel.
    ///
    /// - Parameters:
    ///   - panel: The sites.
    ///   - level: Probability that the limits hold.
    /// - Returns: One estimate a site; `nil` for a site without a row that can be predicted.
    package static func estimates(_ panel: SitePanel, level: Double = 0.9) -> [SiteEstimate?] {
        var sums = [Sums](repeating: Sums(), count: panel.ids.count)
        for row in panel.site.indices {
            sums[panel.site[row]].add(
                panel.observed[row],
                panel.predicted[row],
                panel.dispersion[row]
            )
        }
        var quantiles = MultiplierLimits(level: level)
        return sums.map { $0.rows == 0 ? nil : estimate($0, &quantiles) }
    }

    /// Estimates one site from its totals.
    package static func estimate(
        observed: Double,
        predicted: Double,
        dispersion: Double,
        level: Double = 0.9
    ) -> SiteEstimate? {
        var sums = Sums()
        sums.add(observed, predicted, dispersion)
        var quantiles = MultiplierLimits(level: level)
        return sums.rows == 0 ? nil : estimate(sums, &quantiles)
    }

    /// A site that stands for itself: Jeffreys' posterior Gamma(count + ½, 1) of a Poisson mean.
    ///
    /// Its prediction is 1 and means nothing; its dispersion is infinite.
    package static func alone(count: Double, level: Double = 0.9) -> SiteEstimate {
        let law = GammaDistribution(shape: count + 0.5, rate: 1)
        return SiteEstimate(
            observed: count,
            predicted: 1,
            dispersion: .infinity,
            weight: 0,
            expected: law.shape,
            variance: law.shape,
            shape: law.shape,
            rate: 1,
            worseThanPeers: .nan,
            lower: law.quantile((1 - level) / 2),
            upper: law.upperQuantile((1 - level) / 2),
            rows: 1,
            firstPeriod: law.shape,
            lastPeriod: law.shape
        )
    }

    private static func estimate(_ sums: Sums, _ limits: inout MultiplierLimits) -> SiteEstimate {
        let (p, o) = (sums.predicted, sums.observed)
        // Rows of one site share their k unless its length changed: weigh by the prediction.
        let k = sums.weighted / p
        let weight = 1 / (1 + k * p)
        let expected = weight * p + (1 - weight) * o
        let (shape, rate) = (1 / k + o, 1 / k + p)
        let hasSpread = k > 0
        let limit = hasSpread ? limits.standard(shape: shape) : (lower: 0, upper: 0)
        let scale = p / rate
        let perPrediction = expected / p
        return SiteEstimate(
            observed: o,
            predicted: p,
            dispersion: k,
            weight: weight,
            expected: expected,
            variance: (1 - weight) * expected,
            shape: shape,
            rate: rate,
            worseThanPeers: hasSpread
                ? GammaDistribution(shape: shape, rate: rate).above(1) : 0.5,
            lower: hasSpread ? limit.lower * scale : p,
            upper: hasSpread ? limit.upper * scale : p,
            rows: sums.rows,
            firstPeriod: perPrediction * sums.first,
            lastPeriod: perPrediction * sums.last
        )
    }

    private struct Sums {
        var observed = 0.0, predicted = 0.0, weighted = 0.0
        var first = 0.0, last = 0.0
        var rows = 0

        mutating func add(_ o: Double, _ p: Double, _ κ: Double) {
            guard p.isFinite, p > 0, o.isFinite, κ.isFinite else { return }
            if rows == 0 { first = p }
            last = p
            observed += o
            predicted += p
            weighted += κ * p
            rows += 1
        }
    }
}

/// Quantiles of Gamma(shape, 1), remembered: under a constant k few shapes occur.
private struct MultiplierLimits {
    let tail: Double
    private var known: [Double: (lower: Double, upper: Double)] = [:]

    init(level: Double) { tail = (1 - level) / 2 }

    mutating func standard(shape: Double) -> (lower: Double, upper: Double) {
        if let found = known[shape] { return found }
        let law = GammaDistribution(shape: shape, rate: 1)
        let limits = (law.quantile(tail), law.upperQuantile(tail))
        if known.count < 4096 { known[shape] = limits }
        return limits
    }
}
