package import RoadModel

/// Weights of severities from a dated, sourced table.
package struct SeverityWeightTable: Sendable {
    /// One set of weights.
    package struct Set: Sendable, Hashable {
        /// The set's name.
        package var name: String
        /// Weight by severity.
        package var weights: [String: Double]
        /// Where the weights come from.
        package var source: String
    }

    /// The sets in file order.
    package private(set) var sets: [Set] = []

    /// Reads the embedded table or another file of the same columns: set, severity, weight, source.
    ///
    /// - Throws: What reading a table throws.
    package init(_ path: String?) throws(IntakeError) {
        let table = try RulePacks.table("severity-weights.csv", path)
        let (names, severities) = (try table.texts("set"), try table.texts("severity"))
        let (weights, sources) = (
            try table.numbers("weight", .notNegative), try table.texts("source")
        )
        for row in names.indices {
            if let place = sets.firstIndex(where: { $0.name == names[row] }) {
                sets[place].weights[severities[row]] = weights[row]
            } else {
                sets.append(
                    Set(
                        name: names[row],
                        weights: [severities[row]: weights[row]],
                        source: sources[row]
                    )
                )
            }
        }
    }

    /// A set by its name, or weights written out as `fatal=542,injury=11,pdo=1`.
    package func find(_ text: String) throws(IntakeError) -> Set {
        if let set = sets.first(where: { $0.name == text }) { return set }
        var weights: [String: Double] = [:]
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: "=").map { String($0).trimmingSpaces }
            guard parts.count == 2, let value = Double(parts[1]), value >= 0, value.isFinite else {
                throw IntakeError(
                    .badArgument,
                    subject: "--weights \(text)",
                    detail: "There is no such set of weights.",
                    remedy: "Known: \(sets.map(\.name).joined(separator: ", ")); or write "
                        + "fatal=542,injury=11,pdo=1."
                )
            }
            weights[parts[0]] = value
        }
        return Set(name: "own", weights: weights, source: "--weights")
    }
}
