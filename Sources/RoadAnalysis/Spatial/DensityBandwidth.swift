import Glibc

/// Choosing bandwidths of a network density from the events themselves.
package enum DensityBandwidth {
    /// Bandwidths that are wide where events are rare.
    ///
    /// `b √(g / f_i)` with the pilot density f_i at each event and their geometric mean g
    /// (Abramson 1982), cut at `trim`. An event of weight 0 or without density keeps `b`.
    package static func adaptive(
        _ pilot: [Double],
        bandwidth: Double,
        trim: Double
    ) -> [Double] {
        let known = pilot.filter { $0 > 0 }
        guard !known.isEmpty else { return pilot.map { _ in bandwidth } }
        let mean = exp(known.reduce(0) { $0 + log($1) } / Double(known.count))
        return pilot.map { $0 > 0 ? min(trim, bandwidth * (mean / $0).squareRoot()) : trim }
    }

    /// How well a bandwidth foretells each event from the others.
    package struct Score: Sendable {
        /// The bandwidth.
        package var bandwidth: Double
        /// Mean log density at the events, each left out in turn; isolated ones count as the
        /// smallest positive number.
        package var score: Double
        /// Mean log density of the events that are not isolated.
        package var scoreOfOthers: Double
        /// Events without another within the bandwidth.
        package var isolated: Int
    }

    /// Scores one bandwidth from the densities at the events and each event's own part.
    package static func score(
        bandwidth: Double,
        density: [Double],
        own: [Double],
        weights: [Double]
    ) -> Score {
        var (sum, others, isolated, used) = (0.0, 0.0, 0, 0)
        for row in density.indices where weights[row] > 0 {
            used += 1
            let left = density[row] - own[row] * weights[row]
            // What rounding leaves of an event that is alone is no density.
            if left > 1e-12 * max(density[row], .leastNormalMagnitude) {
                sum += log(left)
                others += log(left)
            } else {
                isolated += 1
                sum += log(Double.leastNormalMagnitude)
            }
        }
        return Score(
            bandwidth: bandwidth,
            score: used > 0 ? sum / Double(used) : 0,
            scoreOfOthers: used > isolated ? others / Double(used - isolated) : 0,
            isolated: isolated
        )
    }
}
