import RoadModel

/// A variance factor together with where it comes from.
struct VarianceModel {
    /// φw: variance of one period's count over its mean.
    var within: Double
    /// σ²: variance between years of the logarithm of the mean.
    var between: Double
    /// Residual variance of the history and its degrees of freedom; `nil` without one.
    var history: (residual: Double, degrees: Double)?
    /// Words for `TrendChange.phiSource`.
    var source: String
    /// What had to be assumed.
    var assumptions: [VarianceAssumption] = []

    init(_ evidence: VarianceEvidence) {
        if let phi = evidence.phi, phi > 0, phi.isFinite {
            (within, between, source) = (phi, 0, "given")
            return
        }
        within = 1
        between = 0
        var sources: [String] = []
        if let phi = VarianceModel.clustering(evidence.eventsPerCrash) {
            within = phi
            sources.append("deaths per crash")
        } else if let mean = evidence.meanPerCrash, mean >= 1, mean.isFinite {
            within = 2 * mean - 1
            sources.append("mean deaths per crash")
        } else if let mean = evidence.assumedMeanPerCrash, mean >= 1, mean.isFinite {
            within = 2 * mean - 1
            sources.append("published deaths per crash")
            assumptions.append(.clustering)
        } else {
            assumptions.append(.clustering)
        }
        if let noise = ProcessNoise.estimate(of: evidence.yearlyHistory, within: within) {
            between = noise.variance
            history = (noise.residual, noise.degrees)
            sources.append("history of \(evidence.yearlyHistory.count) years")
        } else {
            assumptions.append(.yearNoise)
        }
        source = sources.isEmpty ? "assumed 1" : sources.joined(separator: " and ")
    }

    /// Whether the noise of earlier years is part of the variance.
    var knowsHistory: Bool { source.contains("history") }

    /// The factor that turns `1/a + 1/b` into the variance of the log ratio.
    ///
    /// A count of 0 enters as one half, which bounds the share of σ² on small numbers.
    func phi(_ a: Double, _ b: Double) -> Double {
        within + 2 * between / (1 / max(a, 0.5) + 1 / max(b, 0.5))
    }

    /// Degrees of freedom of the variance of the log ratio (Satterthwaite 1946); infinite without a
    /// history, because only the noise between years is learnt from few numbers.
    func degrees(_ a: Double, _ b: Double) -> Double {
        guard let history, history.residual > 0 else { return .infinity }
        let variance = phi(a, b) * (1 / max(a, 0.5) + 1 / max(b, 0.5))
        let spread = 4 * history.residual * history.residual / history.degrees
        return max(1, variance * variance / spread)
    }

    /// ΣN²/ΣN over crashes with at least one event; `nil` without any.
    static func clustering(_ events: [Int]) -> Double? {
        var sum = 0.0
        var squares = 0.0
        for count in events where count > 0 {
            sum += Double(count)
            squares += Double(count) * Double(count)
        }
        return sum > 0 ? squares / sum : nil
    }
}
