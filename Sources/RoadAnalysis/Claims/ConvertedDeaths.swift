import RoadStatistics

/// A count of deaths beside what it comes to within thirty days.
package struct ConvertedDeaths: Hashable, Sendable, Codable {
    /// The count as published; always shown with the converted one.
    package let deaths: Int
    /// Deaths within thirty days.
    package let value: Double
    /// Standard error of `value`.
    package let standardError: Double
    /// Lower limit.
    package let lower: Double
    /// Upper limit.
    package let upper: Double
    /// Whether the factor's own error is known and part of the interval.
    package let knowsFactorError: Bool

    init(deaths: Int, factor: Double, factorError: Double?, level: Double) {
        let count = Double(deaths)
        let error = factorError ?? 0
        self.deaths = deaths
        value = factor * count
        standardError = (factor * factor * count + count * count * error * error).squareRoot()
        let z = NormalDistribution.criticalValue(level: level)
        lower = max(0, value - z * standardError)
        upper = value + z * standardError
        knowsFactorError = factorError != nil
    }

    /// The factor that follows from own records: `1/F`, with `F` the share of deaths within thirty
    /// days that had happened by the window's end; error by the delta method.
    ///
    /// - Parameters:
    ///   - within: Deaths by the end of the window.
    ///   - total: Deaths within thirty days, above 0.
    /// - Returns: `nil` when the counts are impossible.
    package static func factor(
        within: Int,
        total: Int
    ) -> (factor: Double, standardError: Double)? {
        guard within > 0, within <= total else { return nil }
        let share = Double(within) / Double(total)
        return (
            1 / share, (share * (1 - share) / Double(total)).squareRoot() / (share * share)
        )
    }
}
