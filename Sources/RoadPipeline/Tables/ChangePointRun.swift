import Foundation
package import RoadModel
package import RoadStatistics

/// Finds changes of level in a series of a table.
package struct ChangePointRun: Sendable {
    /// What came of it.
    package struct Outcome: Sendable {
        /// The pieces.
        package var partition: ChangePoints.Partition
        /// The price of a change that was used; `nil` when the number was given.
        package var penalty: Double?
        /// For counts: the probability of each row to be the last before one single change.
        package var posterior: [Double]?
    }

    /// What a piece costs.
    package var cost: ChangePoints.Cost
    /// The price of a change; `nil` takes 3·ln n, or 2s²·ln n with s² half the variance of steps.
    package var penalty: Double?
    /// Exactly so many changes.
    package var changes: Int?
    /// Fewest rows of a piece.
    package var shortest: Int

    /// Makes a run.
    package init(cost: ChangePoints.Cost, penalty: Double?, changes: Int?, shortest: Int) {
        (self.cost, self.penalty) = (cost, penalty)
        (self.changes, self.shortest) = (changes, shortest)
    }

    /// Finds the changes.
    ///
    /// - Throws: `.insufficient` for missing periods or a series too short, `.badArgument`.
    package func find(_ series: AnalysisSeries) throws(IntakeError) -> Outcome {
        try series.requireComplete("a search for change points")
        do throws(SeriesError) { return try outcome(series.values) } catch {
            throw series.table.refusal(error)
        }
    }

    private func outcome(_ values: [Double]) throws(SeriesError) -> Outcome {
        let posterior =
            cost == .poisson && values.count >= 2
            ? try ChangePoints.poissonPosterior(values) : nil
        if let changes {
            let partitions = try ChangePoints.byNumber(
                values,
                cost: cost,
                most: max(0, changes),
                shortest: shortest
            )
            guard changes >= 0, partitions.indices.contains(changes) else {
                throw .badOption("--changes")
            }
            return Outcome(partition: partitions[changes], penalty: nil, posterior: posterior)
        }
        let price = penalty ?? standardPenalty(values)
        let partition = try ChangePoints.optimal(
            values,
            cost: cost,
            penalty: price,
            shortest: shortest
        )
        return Outcome(partition: partition, penalty: price, posterior: posterior)
    }

    private func standardPenalty(_ values: [Double]) -> Double {
        let n = Double(values.count)
        guard cost == .squares else { return 3 * log(n) }
        guard values.count > 1 else { return 0 }
        // Half the variance of the steps: changes of level hardly enter it.
        let steps = zip(values.dropFirst(), values).map { $0 - $1 }
        let mean = steps.reduce(0, +) / (n - 1)
        let variance = steps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1) / 2
        return 2 * variance * log(n)
    }
}
