package import RoadModel
package import RoadStatistics

/// Combines the studies of a table.
package struct MetaRun: Sendable {
    /// What came of it.
    package struct Outcome: Sendable {
        /// Names of the studies.
        package var labels: [String]
        /// Every method by name: `fixed`, `dl`, `reml`, `pm` and the same with `-hksj`.
        package var results: [(name: String, result: MetaAnalysis)]
        /// Whether effects are logarithms of ratios.
        package var isLogarithm: Bool
    }

    /// The column of effects.
    package var effect: String
    /// The column of standard errors.
    package var error: String
    /// Whether effects are logarithms of ratios.
    package var isLogarithm: Bool

    /// Makes a run.
    package init(effect: String, error: String, isLogarithm: Bool) {
        (self.effect, self.error, self.isLogarithm) = (effect, error, isLogarithm)
    }

    /// Combines the studies by every method.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell, `.insufficient`
    ///   for fewer than two studies.
    package func combine(
        _ table: AnalysisTable,
        leavingOut group: String?
    ) throws(IntakeError) -> Outcome {
        let effects = try table.numbers(effect)
        let errors = try table.numbers(error, .positive)
        let label = table.header.first { $0 != effect && $0 != error && $0 != group }
        var labels = effects.indices.map { "\($0 + 1)" }
        if let label { labels = try table.texts(label) }
        var results: [(name: String, result: MetaAnalysis)] = []
        do throws(SeriesError) {
            for method in MetaAnalysis.Method.allCases {
                for usesKnappHartung in [false, true] {
                    if method == .fixed, usesKnappHartung { continue }
                    let result = try MetaAnalysis.combine(
                        effects: effects,
                        errors: errors,
                        method: method,
                        usesKnappHartung: usesKnappHartung
                    )
                    results.append((method.rawValue + (usesKnappHartung ? "-hksj" : ""), result))
                }
            }
        } catch {
            throw table.refusal(error)
        }
        return Outcome(labels: labels, results: results, isLogarithm: isLogarithm)
    }
}
