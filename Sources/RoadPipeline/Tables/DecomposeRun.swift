package import RoadModel
import RoadStatistics

/// Splits the change in a table into contributions.
package struct DecomposeRun: Sendable {
    /// How it is split.
    package enum Method: String, Sendable, CaseIterable {
        /// Logarithmic mean of a product.
        case lmdi
        /// Average over all orders of a product.
        case shapley
        /// Shares and rates of groups.
        case kitagawa
    }

    /// What one factor or group contributed.
    package struct Part: Sendable, Hashable {
        /// The factor or group.
        package var name: String
        /// Its contribution.
        package var total: Double
        /// What shifts between groups contributed.
        package var composition: Double?
        /// What the group's rate contributed.
        package var rate: Double?
    }

    /// What came of it.
    package struct Outcome: Sendable, Hashable {
        /// The method.
        package var method: Method
        /// The product or mean rate before.
        package var before: Double
        /// The product or mean rate after.
        package var after: Double
        /// The contributions; they add up to `after − before`.
        package var parts: [Part]
    }

    /// The method; `nil` takes Kitagawa's where the table has shares, else the logarithmic mean.
    package var method: Method?

    /// Makes a run.
    package init(method: Method?) { self.method = method }

    /// Splits the change.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a negative or bad number or
    ///   shares that do not add up to 1.
    package func split(_ table: AnalysisTable) throws(IntakeError) -> Outcome {
        let method = method ?? (table.contains("share_before") ? .kitagawa : .lmdi)
        let names = try table.texts(method == .kitagawa ? "group" : "factor")
        guard method == .kitagawa else { return try product(table, method, names) }
        let shareBefore = try shares(table, "share_before")
        let shareAfter = try shares(table, "share_after")
        let rateBefore = try table.numbers("rate_before", .notNegative)
        let rateAfter = try table.numbers("rate_after", .notNegative)
        do throws(SeriesError) {
            let split = try Decomposition.kitagawa(
                sharesBefore: shareBefore,
                sharesAfter: shareAfter,
                ratesBefore: rateBefore,
                ratesAfter: rateAfter
            )
            return Outcome(
                method: method,
                before: zip(shareBefore, rateBefore).reduce(0) { $0 + $1.0 * $1.1 },
                after: zip(shareAfter, rateAfter).reduce(0) { $0 + $1.0 * $1.1 },
                parts: names.indices.map {
                    Part(
                        name: names[$0],
                        total: split.composition[$0] + split.rate[$0],
                        composition: split.composition[$0],
                        rate: split.rate[$0]
                    )
                }
            )
        } catch {
            throw table.refusal(error)
        }
    }

    private func product(
        _ table: AnalysisTable,
        _ method: Method,
        _ names: [String]
    ) throws(IntakeError) -> Outcome {
        let before = try table.numbers("before", .notNegative)
        let after = try table.numbers("after", .notNegative)
        do throws(SeriesError) {
            let parts =
                method == .shapley
                ? try Decomposition.shapley(before: before, after: after)
                : try Decomposition.logarithmicMean(before: before, after: after)
            return Outcome(
                method: method,
                before: before.reduce(1, *),
                after: after.reduce(1, *),
                parts: names.indices.map { Part(name: names[$0], total: parts[$0]) }
            )
        } catch {
            throw table.refusal(error)
        }
    }

    /// Shares that add up to 1 within rounding; people and percentages are turned into shares.
    private func shares(
        _ table: AnalysisTable,
        _ column: String
    ) throws(IntakeError) -> [Double] {
        let values = try table.numbers(column, .notNegative)
        let sum = values.reduce(0, +)
        guard sum > 0 else {
            throw table.badCell(0, column, "shares that add up to more than 0")
        }
        return abs(sum - 1) < 1e-9 ? values : values.map { $0 / sum }
    }
}
