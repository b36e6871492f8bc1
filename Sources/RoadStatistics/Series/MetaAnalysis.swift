import Glibc

/// Combines estimates of one effect from several studies.
package struct MetaAnalysis: Sendable, Hashable, Codable {
    /// How the variance between studies is estimated.
    package enum Method: String, Sendable, Codable, CaseIterable {
        /// All studies estimate the same effect.
        case fixed
        /// DerSimonian & Laird 1986, by moments.
        case derSimonianLaird = "dl"
        /// Restricted maximum likelihood.
        case reml
        /// Paule & Mandel 1982: Q equals its expectation.
        case pauleMandel = "pm"
    }

    /// Combined effect.
    package var estimate: Double
    /// Its standard error.
    package var standardError: Double
    /// Lower limit.
    package var lower: Double
    /// Upper limit.
    package var upper: Double
    /// Two-sided p-value of no effect.
    package var p: Double
    /// Variance between studies.
    package var tauSquared: Double
    /// Cochran's Q about the fixed-effect mean.
    package var q: Double
    /// p-value of equal effects.
    package var qP: Double
    /// Share of variation beyond chance, (Q − (k − 1))/Q, in `[0, 1]`.
    package var iSquared: Double
    /// Interval of the effect in a further study, t with k − 2; `nil` below 3 studies.
    package var predictionLower: Double?
    /// Upper limit of the effect in a further study.
    package var predictionUpper: Double?

    /// Combines effects by inverse variances.
    ///
    /// - Parameters:
    ///   - effects: Estimates, for example logarithms of crash modification factors.
    ///   - errors: Their standard errors, positive.
    ///   - method: How the variance between studies is estimated.
    ///   - usesKnappHartung: Whether the interval follows Hartung & Knapp 2001 (t with k − 1).
    ///   - level: Confidence level.
    /// - Returns: The combined effect.
    /// - Throws: `SeriesError` for fewer than two studies or an error that is not positive.
    package static func combine(
        effects: [Double],
        errors: [Double],
        method: Method = .reml,
        usesKnappHartung: Bool = false,
        level: Double = 0.95
    ) throws(SeriesError) -> MetaAnalysis {
        guard effects.count == errors.count else { throw .unequalColumns }
        guard (2...10_000).contains(effects.count) else {
            throw .length(found: effects.count, allowed: 2...10_000)
        }
        guard level > 0, level < 1 else { throw .badOption("level") }
        for row in effects.indices {
            guard effects[row].isFinite, errors[row] > 0, errors[row].isFinite else {
                throw .badValue(row: row)
            }
        }
        let variances = errors.map { $0 * $0 }
        let k = Double(effects.count)
        let fixed = weighted(effects, variances, 0)
        let tau = tauSquared(effects, variances, method, fixed.q)
        let random = weighted(effects, variances, tau)
        var error = (1 / random.weight).squareRoot()
        var critical = NormalDistribution.criticalValue(level: level)
        var p = NormalDistribution.twoSided(random.mean / error)
        let student = StudentDistribution(degrees: k - 1)
        if usesKnappHartung {
            error *= (random.q / (k - 1)).squareRoot()
            critical = student.criticalValue(level: level)
            p = student.twoSided(random.mean / error)
        }
        let reach =
            k > 2
            ? StudentDistribution(degrees: k - 2).criticalValue(level: level)
                * (tau + error * error).squareRoot()
            : nil
        return MetaAnalysis(
            estimate: random.mean,
            standardError: error,
            lower: random.mean - critical * error,
            upper: random.mean + critical * error,
            p: p,
            tauSquared: tau,
            q: fixed.q,
            qP: GammaDistribution.chiSquared(degrees: k - 1).above(fixed.q),
            iSquared: fixed.q > 0 ? max(0, (fixed.q - (k - 1)) / fixed.q) : 0,
            predictionLower: reach.map { random.mean - $0 },
            predictionUpper: reach.map { random.mean + $0 }
        )
    }

    /// Weighted mean, sum of weights and weighted squares about the mean.
    private static func weighted(
        _ effects: [Double],
        _ variances: [Double],
        _ tau: Double
    ) -> (mean: Double, weight: Double, q: Double) {
        let weights = variances.map { 1 / ($0 + tau) }
        let weight = compensatedSum(weights)
        let mean = compensatedSum(zip(weights, effects).map { $0 * $1 }) / weight
        let q = compensatedSum(zip(weights, effects).map { $0 * ($1 - mean) * ($1 - mean) })
        return (mean, weight, q)
    }

    private static func tauSquared(
        _ effects: [Double],
        _ variances: [Double],
        _ method: Method,
        _ q: Double
    ) -> Double {
        let k = Double(effects.count)
        switch method {
        case .fixed:
            return 0
        case .derSimonianLaird:
            let weights = variances.map { 1 / $0 }
            let sum = compensatedSum(weights)
            let squares = compensatedSum(weights.map { $0 * $0 })
            return max(0, (q - (k - 1)) / (sum - squares / sum))
        case .pauleMandel:
            return root(variances) { tau in weighted(effects, variances, tau).q - (k - 1) }
        case .reml:
            // The derivative of the restricted likelihood, twice, in τ².
            return root(variances) { tau in
                let weights = variances.map { 1 / ($0 + tau) }
                let fit = weighted(effects, variances, tau)
                let squares = compensatedSum(weights.map { $0 * $0 })
                let spread = compensatedSum(
                    zip(weights, effects).map { $0 * $0 * ($1 - fit.mean) * ($1 - fit.mean) }
                )
                return spread - fit.weight + squares / fit.weight
            }
        }
    }

    /// The τ² at which a falling function crosses 0; 0 when it starts below.
    private static func root(_ variances: [Double], _ function: (Double) -> Double) -> Double {
        guard function(0) > 0 else { return 0 }
        var high = variances.max() ?? 1
        for _ in 0..<200 where function(high) > 0 { high *= 2 }
        return bisect(0, high, function) ?? 0
    }
}
