import Glibc
import RoadStatistics

/// How much yearly counts scatter about a smooth trend beyond what chance explains.
enum ProcessNoise {
    /// The shortest history that is used.
    static let fewestYears = 8

    /// σ² of the logarithm of the yearly mean; `nil` below eight years or with a negative count.
    ///
    /// Residual variance about a straight line through the log counts, less the part `within / y`
    /// that the counts' own law explains; never below 0. A count of 0 enters as one half.
    static func variance(of history: [Int], within: Double) -> Double? {
        estimate(of: history, within: within)?.variance
    }

    /// σ² with the residual variance that it was taken from and its degrees of freedom.
    static func estimate(
        of history: [Int],
        within: Double
    ) -> (variance: Double, residual: Double, degrees: Double)? {
        guard history.count >= fewestYears, history.allSatisfy({ $0 >= 0 }) else { return nil }
        let n = Double(history.count)
        let counts = history.map { max(0.5, Double($0)) }
        let logs = counts.map { log($0) }
        let middle = (n - 1) / 2
        let mean = compensatedSum(logs) / n
        var xx = 0.0
        var xy = 0.0
        for (year, value) in logs.enumerated() {
            let x = Double(year) - middle
            xx += x * x
            xy += x * (value - mean)
        }
        let slope = xy / xx
        let residuals = logs.enumerated().map { year, value in
            value - mean - slope * (Double(year) - middle)
        }
        let total = compensatedSum(residuals.map { $0 * $0 }) / (n - 2)
        let chance = compensatedSum(counts.map { within / $0 }) / n
        return (max(0, total - chance), total, n - 2)
    }
}
