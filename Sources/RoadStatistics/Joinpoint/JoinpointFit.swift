/// A broken trend with a given number of joinpoints, the best of its kind.
package struct JoinpointFit: Sendable, Hashable, Codable {
    /// Times at which the slope changes.
    package var joinpoints: [Double]
    /// Weighted sum of squared residuals of the logarithm.
    package var squares: Double
    /// Sets of joinpoints that were compared.
    package var candidates: Int
    /// The straight pieces in order.
    package var segments: [JoinpointSegment]
    /// Average annual percent change over the whole series.
    package var averageChange: Double
    /// Lower limit of the average change, normal law.
    package var averageLower: Double
    /// Upper limit of the average change.
    package var averageUpper: Double
    /// Bayesian criterion ln(SSE/n) + (2k + 2)·ln n/n.
    package var bic: Double
    /// The stricter criterion with 3k + 2.
    package var bic3: Double
    /// The criterion with (2 + R²)k + 2, R² the largest partial share that a joinpoint explains.
    package var weightedBIC: Double
    /// That largest partial share.
    package var largestShare: Double
    /// Fitted logarithms.
    package var fitted: [Double]
    /// Whether the last piece has under 4 observations or an interval over 30 points wide.
    package var isTailArtefact: Bool
}
