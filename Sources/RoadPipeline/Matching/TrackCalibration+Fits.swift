import Foundation
import RoadLocate
import RoadModel
import RoadNetwork

extension TrackCalibration {
    /// Fits σ of the mixture of a Gaussian and the wide law of multipath, and the spread of
    /// headings.
    ///
    /// Distances are across the road: the error along it cannot be seen.
    mutating func fitAccuracy(_ samples: [TrackSample]) {
        let distances = samples.flatMap(\.distances)
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
            let logLikelihood: (Double) -> Double = { s in
                distances.reduce(0) {
                    $0 + log((1 - share) * density($1, s) + share * density($1, wide))
                }
            }
            self.sigma = interval(
                parameters.sigmaMetres,
                sigma,
                distances.count,
                logLikelihood
            )
            strayShare = share
        }
        let turns = samples.flatMap(\.turns).filter { abs($0) < 60 }
        if turns.count >= 30 {
            let spread = (turns.reduce(0) { $0 + $1 * $1 } / Double(turns.count)).squareRoot()
            let logLikelihood: (Double) -> Double = { s in
                turns.reduce(0) { $0 + log(density($1, s)) }
            }
            heading = interval(
                parameters.headingSigmaDegrees,
                max(0.5, spread),
                turns.count,
                logLikelihood
            )
        }
    }

    /// Fits how long errors last: an autoregressive error across the road, of the fitted σ.
    ///
    /// Pairs with an error of multipath, which ends at once, are left out.
    mutating func fitMemory(_ samples: [TrackSample]) {
        guard let sigma = sigma?.estimate else { return }
        let pairs = samples.flatMap(\.drifts).filter {
            $0.seconds > 0 && max(abs($0.before), abs($0.after)) < 3 * sigma
        }
        guard pairs.count >= 30 else { return }
        let logLikelihood: (Double) -> Double = { memory in
            pairs.reduce(0) {
                let share = exp(-$1.seconds / memory)
                let spread = sigma * (1 - share * share).squareRoot()
                return $0 + log(max(1e-300, density($1.after - share * $1.before, spread)))
            }
        }
        // One maximum on the log scale in all that was tried; a golden section finds it.
        var (low, high) = (log(0.2), log(600.0))
        for _ in 0..<60 {
            let (a, b) = (high - 0.618_034 * (high - low), low + 0.618_034 * (high - low))
            if logLikelihood(exp(a)) < logLikelihood(exp(b)) { low = a } else { high = b }
        }
        memory = interval(
            parameters.errorMemorySeconds,
            exp((low + high) / 2),
            pairs.count,
            logLikelihood
        )
    }

    /// Fits β in classes of the time between fixes.
    mutating func fitGaps(_ samples: [TrackSample]) {
        let steps = samples.flatMap(\.steps)
        var from = 0.0
        for upTo in [3.0, 8, 20, 45, 90, 600] {
            let own = steps.filter { $0.seconds > from && $0.seconds <= upTo }.map(\.metres)
            from = upTo
            guard own.count >= 30 else { continue }
            let beta = max(0.01, own.reduce(0, +) / Double(own.count))
            let spread = exp(1.96 / Double(own.count).squareRoot())
            let logLikelihood: (Double) -> Double = { b in
                -Double(own.count) * log(b) - own.reduce(0, +) / b
            }
            gaps.append(
                GapClass(
                    upToSeconds: upTo,
                    beta: Fit(
                        // A straight road's cost is that of its length: β = 1 / cost per metre.
                        inForce: 1 / (parameters.costPerMetre + parameters.costPerSecond / 12),
                        estimate: beta,
                        low: beta / spread,
                        high: beta * spread,
                        count: own.count,
                        logLikelihoodInForce: logLikelihood(
                            1 / (parameters.costPerMetre + parameters.costPerSecond / 12)
                        ),
                        logLikelihood: logLikelihood(beta)
                    )
                )
            )
        }
    }

    /// An estimate with the interval in which the log likelihood stays within 1.92 of the best
    /// (half the 95 % point of χ² with one degree of freedom).
    private func interval(
        _ inForce: Double,
        _ estimate: Double,
        _ count: Int,
        _ logLikelihood: (Double) -> Double
    ) -> Fit {
        let best = logLikelihood(estimate)
        func edge(_ direction: Double) -> Double {
            var (inside, outside) = (0.0, 2.0)
            for _ in 0..<40 {
                let middle = (inside + outside) / 2
                let value = logLikelihood(estimate * exp(direction * middle))
                if best - value < 1.92 { inside = middle } else { outside = middle }
            }
            return estimate * exp(direction * inside)
        }
        return Fit(
            inForce: inForce,
            estimate: estimate,
            low: edge(-1),
            high: edge(1),
            count: count,
            logLikelihoodInForce: logLikelihood(inForce),
            logLikelihood: best
        )
    }
}

/// Density of a normal law with mean 0.
private func density(_ x: Double, _ sigma: Double) -> Double {
    exp(-0.5 * (x / sigma) * (x / sigma)) / (sigma * 2.506_628_274_631_000_5)
}

private func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
}
