import Foundation
import RoadLocate
import RoadModel
import RoadNetwork

extension TrackCalibration {
    /// Fits σ of the mixture of a Gaussian and the wide law of multipath, and κ = 1/σ² of the
    /// mixture of a von Mises law and headings that say nothing.
    ///
    /// Distances are across the road: the error along it cannot be seen.
    mutating func fitAccuracy(_ samples: [TrackSample]) {
        let (distances, stretches) = Self.pooled(samples, \.distances)
        let wide = parameters.straySigmaMetres
        if distances.count >= 30 {
            var sigma = max(1, median(distances) / 0.6745)
            var share = 0.05
            for _ in 0..<200 {
                var (weight, squares) = (0.0, 0.0)
                for d in distances {
                    let narrow = (1 - share) * density(d, sigma)
                    let own = narrow / max(1e-300, narrow + share * density(d, wide))
                    weight += own
                    squares += own * d * d
                }
                sigma = min(wide * 0.9, max(0.5, (squares / max(1, weight)).squareRoot()))
                share = min(0.5, max(1e-4, 1 - weight / Double(distances.count)))
            }
            strayShare = share
            self.sigma = BlockInterval(stretches).fit(parameters.sigmaMetres, sigma) { s in
                Self.mixture(
                    distances.map { density($0, s) },
                    distances.map { density($0, wide) },
                    share
                )
            }
        }
        let (turns, turnStretches) = Self.pooled(samples, \.turns)
        if turns.count >= 30 {
            let cosines = turns.map { cos($0 * .pi / 180) - 1 }
            let logLikelihoods: (Double) -> [Double] = { s in
                let kappa = 1 / ((s * .pi / 180) * (s * .pi / 180))
                // Over the density of a heading that says nothing.
                let peak = 1 / VonMises.normaliser(kappa)
                return Self.mixture(
                    cosines.map { peak * exp(kappa * $0) },
                    cosines.map { _ in 1 },
                    0.02
                )
            }
            let best = Self.maximum(from: 0.5, to: 90) { logLikelihoods($0).reduce(0, +) }
            heading = BlockInterval(turnStretches)
                .fit(parameters.headingSigmaDegrees, best, logLikelihoods)
        }
    }

    /// Fits how long errors last: an autoregressive error across the road, of the fitted σ.
    ///
    /// Pairs with an error of multipath, which ends at once, are left out.
    mutating func fitMemory(_ samples: [TrackSample]) {
        guard let sigma = sigma?.estimate else { return }
        var (pairs, stretches): ([TrackSample.Drift], [Int]) = ([], [])
        for (track, sample) in samples.enumerated() {
            for drift in sample.drifts
            where drift.seconds > 0 && max(abs(drift.before), abs(drift.after)) < 3 * sigma {
                pairs.append(drift)
                stretches.append(Self.stretch(track, drift.block))
            }
        }
        guard pairs.count >= 30 else { return }
        let logLikelihoods: (Double) -> [Double] = { memory in
            pairs.map {
                let share = exp(-$0.seconds / memory)
                let spread = sigma * (1 - share * share).squareRoot()
                return log(max(1e-300, density($0.after - share * $0.before, spread)))
            }
        }
        let best = Self.maximum(from: 0.2, to: 600) { logLikelihoods($0).reduce(0, +) }
        memory = BlockInterval(stretches)
            .fit(parameters.errorMemorySeconds, best, logLikelihoods)
    }

    /// Fits β in classes of the time between fixes.
    mutating func fitGaps(_ samples: [TrackSample]) {
        var from = 0.0
        for upTo in [3.0, 8, 20, 45, 90, 600] {
            let (own, stretches) = Self.pooled(samples) { sample in
                sample.steps.filter { $0.seconds > from && $0.seconds <= upTo }.map(\.metres)
            }
            from = upTo
            guard own.count >= 30 else { continue }
            let beta = max(0.01, own.reduce(0, +) / Double(own.count))
            // A straight road's cost is that of its length: β = 1 / cost per metre.
            let inForce = 1 / (parameters.costPerMetre + parameters.costPerSecond / 12)
            let fit = BlockInterval(stretches).fit(inForce, beta) { b in
                own.map { -log(b) - $0 / b }
            }
            gaps.append(GapClass(upToSeconds: upTo, beta: fit))
        }
    }

    /// The values of all tracks with the stretch of each.
    private static func pooled(
        _ samples: [TrackSample],
        _ measured: (TrackSample) -> [TrackSample.Measured]
    ) -> (values: [Double], stretches: [Int]) {
        var (values, stretches): ([Double], [Int]) = ([], [])
        for (track, sample) in samples.enumerated() {
            for one in measured(sample) {
                values.append(one.value)
                stretches.append(stretch(track, one.block))
            }
        }
        return (values, stretches)
    }

    /// A number of its own for each stretch of each track.
    private static func stretch(_ track: Int, _ block: Int) -> Int { (track << 32) &+ block }

    /// Log likelihoods of a mixture with the share of strays that fits best, sought from a share.
    private static func mixture(_ narrow: [Double], _ wide: [Double], _ share: Double) -> [Double] {
        var share = share
        for _ in 0..<30 {
            var weight = 0.0
            for (n, w) in zip(narrow, wide) {
                weight += share * w / max(1e-300, (1 - share) * n + share * w)
            }
            share = min(0.5, max(1e-4, weight / Double(max(1, narrow.count))))
        }
        return zip(narrow, wide).map { log(max(1e-300, (1 - share) * $0 + share * $1)) }
    }

    /// Where a function of a positive number is greatest, by golden section of the logarithm: each
    /// had one maximum in all that was tried.
    private static func maximum(
        from least: Double,
        to greatest: Double,
        _ value: (Double) -> Double
    ) -> Double {
        var (low, high) = (log(least), log(greatest))
        for _ in 0..<45 {
            let (a, b) = (high - 0.618_034 * (high - low), low + 0.618_034 * (high - low))
            if value(exp(a)) < value(exp(b)) { low = a } else { high = b }
        }
        return exp((low + high) / 2)
    }
}

/// Density of a normal law with mean 0.
private func density(_ x: Double, _ sigma: Double) -> Double {
    exp(-0.5 * (x / sigma) * (x / sigma)) / (sigma * 2.506_628_274_631_000_5)
}

private func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
}
