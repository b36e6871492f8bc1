import Glibc

/// The law of the largest F of one break at an unknown date, for long series without a break.
///
/// Under no break the F of every date is the squared length of k independent Ornstein-Uhlenbeck
/// processes that run for 2·ln((1 − π)/π) (Andrews 1993). The chance that this length stays below
/// a bound obeys a diffusion equation with one space coordinate, which is solved here. The curves
/// of Hansen 1997, which other programs use, were fitted to simulated paths of finite steps and
/// come out smaller, for example 0.046 for 0.050.
package enum BreakInstability {
    /// The chance of a statistic this large or larger without a break.
    ///
    /// - Parameters:
    ///   - statistic: Largest F, not divided by the number of coefficients.
    ///   - coefficients: Coefficients that may change, from 1 to 40.
    ///   - trimming: Share of the series left out at either end, above 0 and below one half.
    /// - Returns: A probability; `nil` outside those ranges.
    package static func p(
        statistic: Double,
        coefficients: Int,
        trimming: Double
    ) -> Double? {
        guard (1...40).contains(coefficients), trimming > 0, trimming < 0.5 else { return nil }
        guard statistic > 0, !statistic.isNaN else { return 1 }
        // Beyond this bound the chance is below any that can be told apart from 0.
        guard statistic < 700 else { return 0 }
        let law = Survival(
            bound: statistic.squareRoot(),
            dimensions: Double(coefficients),
            duration: 2 * log((1 - trimming) / trimming)
        )
        return min(1, max(0, law.exceeding))
    }

    /// Solves for the chance to stay inside a bound, by finite volumes in the distance from 0.
    private struct Survival {
        /// The chance to have been outside at any time.
        let exceeding: Double

        init(bound: Double, dimensions k: Double, duration: Double) {
            let cells = 600
            let width = bound / Double(cells)
            // The stationary law of the distance, up to its constant.
            let constant = SpecialFunctions.logGamma(k / 2) + (k / 2 - 1) * log(2)
            func density(_ r: Double) -> Double {
                r > 0 ? exp((k - 1) * log(r) - r * r / 2 - constant) : (k == 1 ? exp(-constant) : 0)
            }
            let mass = (0..<cells).map { density((Double($0) + 0.5) * width) * width }
            let flow = (0...cells).map { density(Double($0) * width) / (2 * width) }
            // The chance of an early exit is followed instead of the chance to stay: it is the
            // small number in the tail, where a difference from 1 would lose its digits.
            var exit = [Double](repeating: 0, count: cells)
            var (lower, diagonal) = (exit, exit)
            let steps = 600
            var upper = exit
            func advance(_ time: Double, _ share: Double) {
                var right = exit
                for cell in 0..<cells {
                    let left = cell > 0 ? flow[cell] : 0
                    // The outermost face lies half a cell from its centre.
                    let outer = cell + 1 < cells ? flow[cell + 1] : 2 * flow[cells]
                    let next = cell + 1 < cells ? exit[cell + 1] : 1
                    let gain =
                        left * ((cell > 0 ? exit[cell - 1] : 0) - exit[cell])
                        + outer * (next - exit[cell])
                    right[cell] = mass[cell] * exit[cell] + (1 - share) * time * gain
                    lower[cell] = -share * time * left
                    upper[cell] = cell + 1 < cells ? -share * time * outer : 0
                    diagonal[cell] = mass[cell] + share * time * (left + outer)
                    if cell + 1 == cells { right[cell] += share * time * outer }
                }
                for cell in 1..<cells {
                    let factor = lower[cell] / diagonal[cell - 1]
                    diagonal[cell] -= factor * upper[cell - 1]
                    right[cell] -= factor * right[cell - 1]
                }
                exit[cells - 1] = right[cells - 1] / diagonal[cells - 1]
                for cell in stride(from: cells - 2, through: 0, by: -1) {
                    exit[cell] = (right[cell] - upper[cell] * exit[cell + 1]) / diagonal[cell]
                }
            }
            // Four implicit half-steps smooth the jump at the bound before Crank-Nicolson.
            let step = duration / Double(steps)
            for _ in 0..<4 { advance(step / 2, 1) }
            for _ in 2..<steps { advance(step, 0.5) }
            let outside = GammaDistribution.chiSquared(degrees: k).above(bound * bound)
            exceeding = outside + compensatedSum(zip(mass, exit).map { $0 * $1 })
        }
    }
}
