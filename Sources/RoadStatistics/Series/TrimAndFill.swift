/// Studies that the symmetry of the others lets expect but that were not found.
package struct TrimAndFill: Sendable, Hashable, Codable {
    /// Number of missing studies, the estimator L₀ of Duval & Tweedie 2000.
    package var missing: Int
    /// Whether they would lie above the combined effect.
    package var isAbove: Bool
    /// Effects of the missing studies, mirrored.
    package var effects: [Double]
    /// Combined effect with them.
    package var filled: MetaAnalysis

    /// Trims and fills.
    ///
    /// - Parameters:
    ///   - effects: Estimates.
    ///   - errors: Their standard errors, positive.
    ///   - method: How the variance between studies is estimated.
    /// - Throws: `SeriesError` as `MetaAnalysis.combine`, and for fewer than three studies.
    package init(
        effects: [Double],
        errors: [Double],
        method: MetaAnalysis.Method = .reml
    ) throws(SeriesError) {
        guard effects.count >= 3 else {
            throw .length(found: effects.count, allowed: 3...10_000)
        }
        // Small studies that pull upwards mean that those below went missing.
        let lean = FunnelAsymmetry(effects: effects, errors: errors)?.slope ?? 0
        isAbove = lean < 0
        // All is computed for studies missing below, so the sign is turned where they are above.
        let sign = isAbove ? -1.0 : 1.0
        let rows = effects.indices.sorted { (sign * effects[$0], $0) < (sign * effects[$1], $1) }
        let values = rows.map { sign * effects[$0] }
        let sorted = rows.map { errors[$0] }
        let count = values.count
        var (trimmed, centre) = (0, 0.0)
        for _ in 0..<100 {
            let kept = count - trimmed
            centre =
                try MetaAnalysis.combine(
                    effects: Array(values[..<kept]),
                    errors: Array(sorted[..<kept]),
                    method: method
                ).estimate
            let distances = values.map { $0 - centre }
            let ranks = averageRanks(distances.map(abs))
            var positive = 0.0
            for (rank, distance) in zip(ranks, distances) where distance > 0 { positive += rank }
            let n = Double(count)
            let found = (4 * positive - n * (n + 1)) / (2 * n - 1)
            let next = min(count - 2, max(0, Int(found.rounded())))
            if next == trimmed { break }
            trimmed = next
        }
        missing = trimmed
        let mirrored = values.suffix(trimmed).map { 2 * centre - $0 }
        self.effects = mirrored.map { sign * $0 }
        filled = try MetaAnalysis.combine(
            effects: effects + self.effects,
            errors: errors + sorted.suffix(trimmed),
            method: method
        )
    }
}
