/// Whether counts scatter more than a Poisson fit says (Cameron & Trivedi 1990).
///
/// The squared residuals less the counts, over the means, are regressed on the means without a
/// constant: the slope is α of the variance μ + αμ². One-sided.
package struct OverdispersionTest: Sendable, Hashable, Codable {
    /// The slope α.
    package var alpha: Double
    /// Its t value.
    package var z: Double
    /// Probability of such a value or a larger one without overdispersion.
    package var p: Double

    /// Tests counts against the means of a Poisson fit; `nil` below three rows or without scatter.
    package init?(counts: [Double], means: [Double]) {
        guard counts.count == means.count, counts.count >= 3, means.allSatisfy({ $0 > 0 }) else {
            return nil
        }
        let excess = zip(counts, means).map { count, mean in
            ((count - mean) * (count - mean) - count) / mean
        }
        let squares = compensatedSum(means.lazy.map { $0 * $0 })
        let alpha = compensatedSum(zip(means, excess).lazy.map { $0 * $1 }) / squares
        let rest = compensatedSum(
            zip(means, excess).lazy.map { ($1 - alpha * $0) * ($1 - alpha * $0) }
        )
        let error = (rest / Double(counts.count - 1) / squares).squareRoot()
        guard error > 0, error.isFinite else { return nil }
        self.alpha = alpha
        z = alpha / error
        p = NormalDistribution.above(z)
    }
}
