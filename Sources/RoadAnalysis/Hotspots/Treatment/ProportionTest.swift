import RoadStatistics

/// Whether a kind of crash is over-represented at sites (HSM 4.4.2.9, beta-binomial).
package struct ProportionTest: Sendable {
    /// One site.
    package struct Site: Sendable, Hashable {
        /// Crashes of the kind, and all.
        package var special: Double
        /// All crashes.
        package var total: Double
        /// P(share > threshold).
        package var probability: Double
        /// Limits of the share.
        package var lower: Double
        /// Upper limit.
        package var upper: Double

        /// The share that was seen; 0 without crashes.
        package var share: Double { total > 0 ? special / total : 0 }
    }

    /// Share of the kind in the reference population: the threshold.
    package let threshold: Double
    /// Shapes of the beta prior.
    package let alpha: Double
    /// Second shape.
    package let beta: Double
    /// Whether the prior comes from the sites' spread; else shares do not vary more than by chance
    /// and the prior is worth ten crashes of the average share.
    package let hasSpread: Bool

    /// Learns the prior from a reference population; `nil` when it holds no crash of the kind.
    package init?(special: [Double], total: [Double]) {
        let all = total.reduce(0, +)
        let kind = special.reduce(0, +)
        guard all > 0, kind > 0, kind < all else { return nil }
        threshold = kind / all
        let sites = total.indices.filter { total[$0] >= 2 }
        let n = Double(sites.count)
        var (squares, shares) = (0.0, 0.0)
        for site in sites {
            let (s, t) = (special[site], total[site])
            squares += (s * s - s) / (t * t - t)
            shares += s / t
        }
        let mean = n > 0 ? shares / n : threshold
        let variance = n > 1 ? (squares - shares * shares / n) / (n - 1) : 0
        let first = (mean * mean - mean * mean * mean - variance * mean) / variance
        if variance > 0, first > 0, first.isFinite {
            (alpha, beta) = (first, first / mean - first)
            hasSpread = true
        } else {
            (alpha, beta) = (10 * threshold, 10 * (1 - threshold))
            hasSpread = false
        }
    }

    /// Judges a site.
    package func site(special: Double, total: Double, level: Double = 0.9) -> Site {
        let law = BetaDistribution(alpha: alpha + special, beta: beta + total - special)
        return Site(
            special: special,
            total: total,
            probability: law.above(threshold),
            lower: law.quantile((1 - level) / 2),
            upper: law.upperQuantile((1 - level) / 2)
        )
    }
}
