import Foundation
import RoadStatistics

/// 95 % intervals for a constant whose observations depend on each other within stretches of time.
///
/// The variance of the estimate is that of the slopes of the log likelihood summed stretch by
/// stretch, over the square of its curvature (K.-Y. Liang, S. Zeger, "Longitudinal data analysis
/// using generalized linear models", 1986), never less than that of independent observations.
/// Errors that last and places that are wrong a stretch long widen it by that.
struct BlockInterval {
    private let stretches: [Int]
    private let count: Int
    /// Fewer stretches than these are cut into as many runs of observations.
    private static let least = 8

    /// - Parameter stretches: The stretch of every observation; those of one follow each other.
    init(_ stretches: [Int]) {
        var numbers: [Int] = []
        numbers.reserveCapacity(stretches.count)
        for (row, stretch) in stretches.enumerated() {
            let isNew = row > 0 && stretch != stretches[row - 1]
            numbers.append((numbers.last ?? 0) + (isNew ? 1 : 0))
        }
        let found = (numbers.last ?? 0) + 1
        if found < Self.least {
            numbers = numbers.indices.map { $0 * Self.least / numbers.count }
        }
        self.stretches = numbers
        count = max(found, Self.least)
    }

    /// The estimate of a positive constant with its interval.
    ///
    /// - Parameters:
    ///   - inForce: The value in force.
    ///   - estimate: Where the sum of the log likelihoods is greatest.
    ///   - logLikelihoods: That of every observation.
    /// - Returns: Estimate and interval.
    func fit(
        _ inForce: Double,
        _ estimate: Double,
        _ logLikelihoods: (Double) -> [Double]
    ) -> TrackCalibration.Fit {
        let step = 0.01
        let (up, down) = (
            logLikelihoods(estimate * exp(step)), logLikelihoods(estimate * exp(-step))
        )
        let best = logLikelihoods(estimate).reduce(0, +)
        let curvature = -(up.reduce(0, +) - 2 * best + down.reduce(0, +)) / (step * step)
        var slopes = [Double](repeating: 0, count: count)
        for row in up.indices { slopes[stretches[row]] += (up[row] - down[row]) / (2 * step) }
        // At the estimate the slopes add up to nothing, but for the end of a range.
        let mean = slopes.reduce(0, +) / Double(count)
        let squares = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let spread = squares * Double(count) / Double(count - 1)
        let variance = max(1 / curvature, spread / (curvature * curvature))
        let quantile = StudentDistribution(degrees: Double(count - 1)).criticalValue(level: 0.95)
        let half = curvature > 0 ? min(10, quantile * variance.squareRoot()) : 10
        return TrackCalibration.Fit(
            inForce: inForce,
            estimate: estimate,
            low: estimate * exp(-half),
            high: estimate * exp(half),
            count: up.count,
            logLikelihoodInForce: logLikelihoods(inForce).reduce(0, +),
            logLikelihood: best
        )
    }
}
