/// What a schedule of treatment tells of its effect in a model with unit and period constants.
package enum TwoWayInformation {
    /// Information about the coefficient of a schedule: `Σ w·x̃²`, with `x̃` the schedule without
    /// unit and period means; its inverse is the variance of the generalised least squares estimate.
    ///
    /// - Parameters:
    ///   - schedule: 1 where a unit is treated, by unit and period.
    ///   - variance: Variance of the response, by unit and period, above 0.
    /// - Returns: 0 when every period treats all units alike.
    package static func about(schedule: [[Double]], variance: [[Double]]) -> Double {
        let periods = schedule.first?.count ?? 0
        guard periods > 0 else { return 0 }
        let units = schedule.indices.flatMap { unit in (0..<periods).map { _ in unit } }
        let times = schedule.indices.flatMap { _ in Array(0..<periods) }
        let weights = variance.flatMap { $0.map { 1 / $0 } }
        let residual = Absorption([units, times]).residual(
            schedule.flatMap { $0 },
            weights: weights
        )
        return compensatedSum(zip(weights, residual).map { $0 * $1 * $1 })
    }
}
