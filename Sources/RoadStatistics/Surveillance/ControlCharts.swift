import Glibc

/// Charts that add up small shifts of a count until they cannot be chance.
package enum ControlCharts {
    /// Which way a shift goes.
    package enum Direction: String, Sendable, Codable, CaseIterable {
        /// More events.
        case up
        /// Fewer events.
        case down
    }

    /// The reference value between two Poisson means: (μ₀ − μ₁)/(ln μ₀ − ln μ₁).
    package static func reference(_ mean: Double, shifted: Double) -> Double {
        (mean - shifted) / (log(mean) - log(shifted))
    }

    /// The cumulative sum: 0 at first, never below it (Lucas 1985).
    package static func cusum(
        _ counts: [Double],
        reference: Double,
        _ direction: Direction
    ) -> [Double] {
        var sum = 0.0
        return counts.map { count in
            sum = max(0, sum + (direction == .up ? count - reference : reference - count))
            return sum
        }
    }

    /// The moving average E ← λy + (1 − λ)E, from the mean on.
    package static func ewma(_ counts: [Double], mean: Double, weight: Double) -> [Double] {
        var average = mean
        return counts.map { count in
            average = weight * count + (1 - weight) * average
            return average
        }
    }

    /// The standard deviation of the moving average after `step` steps of variance `variance`.
    package static func ewmaError(variance: Double, weight: Double, step: Int) -> Double {
        let left = 1 - pow(1 - weight, 2 * Double(step))
        return (variance * weight / (2 - weight) * left).squareRoot()
    }

    /// Steps until the first false alarm of a cumulative sum, on average (Brook & Evans 1972).
    ///
    /// The sum is taken on a grid of at most 400 states below the limit; counts are Poisson or,
    /// with `dispersion` above 1, negative binomial.
    package static func averageRun(
        mean: Double,
        dispersion: Double = 1,
        reference: Double,
        limit: Double,
        _ direction: Direction
    ) -> Double {
        let states = max(20, Int(min(250, limit * 8)))
        let width = limit / Double(states)
        let law = law(mean, dispersion)
        // I − Q, row by row; a state stands for the middle of its cell, the first one for 0.
        var matrix = [Double](repeating: 0, count: states * states)
        for state in 0..<states {
            matrix[state * states + state] = 1
            let value = state == 0 ? 0 : (Double(state) + 0.5) * width
            for (count, chance) in law {
                let move = direction == .up ? count - reference : reference - count
                let next = value + move
                if next >= limit { continue }
                let place = next <= 0 ? 0 : min(states - 1, Int(next / width))
                matrix[state * states + place] -= chance
            }
        }
        return DenseSolver.solve(matrix, [Double](repeating: 1, count: states))?[0] ?? .infinity
    }

    /// The limit with a given run to the first false alarm, on average.
    package static func limit(
        mean: Double,
        dispersion: Double = 1,
        reference: Double,
        run: Double,
        _ direction: Direction
    ) -> Double {
        func excess(_ limit: Double) -> Double {
            log(
                averageRun(
                    mean: mean,
                    dispersion: dispersion,
                    reference: reference,
                    limit: limit,
                    direction
                )
            ) - log(run)
        }
        var (low, high) = (0.5, 4.0)
        let highest = 1000 * max(1, (mean * dispersion).squareRoot())
        while excess(high) < 0, high < highest { (low, high) = (high, high * 1.6) }
        for _ in 0..<14 {
            let middle = (low + high) / 2
            if excess(middle) < 0 { low = middle } else { high = middle }
        }
        return high
    }

    /// Counts with their chances; large ones by the normal law in steps of a fiftieth deviation.
    private static func law(
        _ mean: Double,
        _ dispersion: Double
    ) -> [(count: Double, chance: Double)] {
        let deviation = (mean * dispersion).squareRoot()
        guard deviation > 200 else {
            let top = Int(mean * dispersion + 12 * deviation + 12)
            return (0...top).map { (Double($0), probability($0, mean, dispersion)) }
        }
        return (-400...400).map { place in
            let (low, high) = ((Double(place) - 0.5) / 50, (Double(place) + 0.5) / 50)
            let chance =
                place <= 0
                ? NormalDistribution.above(-high) - NormalDistribution.above(-low)
                : NormalDistribution.above(low) - NormalDistribution.above(high)
            return (mean + Double(place) / 50 * deviation, chance)
        }
    }

    private static func probability(_ count: Int, _ mean: Double, _ dispersion: Double) -> Double {
        dispersion > 1
            ? NegativeBinomialDistribution(mean: mean, size: mean / (dispersion - 1))
                .probability(of: count)
            : PoissonDistribution(mean: mean).probability(of: count)
    }
}
