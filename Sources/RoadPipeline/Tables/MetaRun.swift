import Glibc
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
        /// Egger's regression of the effect on its error; `nil` below three studies.
        package var asymmetry: FunnelAsymmetry?
        /// Trim and fill by the chosen method; `nil` below three studies.
        package var filled: TrimAndFill?
    }

    /// The column of effects; `nil` takes the first of the usual names.
    package var effect: String?
    /// The column of standard errors; `nil` takes the first of the usual names.
    package var error: String?
    /// Whether effects are logarithms of ratios.
    package var isLogarithm: Bool

    /// How trim and fill combines.
    package var filling = MetaAnalysis.Method.reml

    /// Makes a run.
    package init(effect: String?, error: String?, isLogarithm: Bool) {
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
        let (effects, errors, isLogarithm, used) = try studies(table)
        let label = table.header.first { !used.contains($0) && $0 != group }
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
        return Outcome(
            labels: labels,
            results: results,
            isLogarithm: isLogarithm,
            asymmetry: FunnelAsymmetry(effects: effects, errors: errors),
            filled: try? TrimAndFill(effects: effects, errors: errors, method: filling)
        )
    }

    private static let effectNames = [
        "effect", "estimate", "yi", "log_cmf", "log_ratio", "log_effect", "logrr", "lnrr", "y",
    ]
    private static let errorNames = [
        "se", "sei", "std_error", "standard_error", "log_se", "se_log", "selogrr",
    ]
    private static let varianceNames = ["vi", "var", "variance", "v"]
    private static let ratioNames = ["cmf", "ratio", "rr", "or"]

    /// Effects with their errors: as they stand, errors from variances, or logarithms of ratios
    /// with an error from their 95 % limits.
    private func studies(
        _ table: AnalysisTable
    ) throws(IntakeError) -> (
        effects: [Double], errors: [Double], isLogarithm: Bool, used: Set<String>
    ) {
        let effect = effect ?? Self.effectNames.first(where: table.contains)
        if effect == nil, let ratio = Self.ratioNames.first(where: table.contains),
            table.contains("lower"), table.contains("upper")
        {
            let ratios = try table.numbers(ratio, .positive)
            let (lower, upper) = (
                try table.numbers("lower", .positive), try table.numbers("upper", .positive)
            )
            if let row = ratios.indices.first(where: { upper[$0] <= lower[$0] }) {
                throw table.badCell(row, "upper", "a limit above the lower one")
            }
            let z = NormalDistribution.criticalValue(level: 0.95)
            return (
                ratios.map { log($0) }, zip(lower, upper).map { log($1 / $0) / (2 * z) }, true,
                [ratio, "lower", "upper"]
            )
        }
        let values = try table.numbers(effect ?? "effect")
        let used = effect ?? "effect"
        let known = error ?? Self.errorNames.first(where: table.contains)
        if known == nil, let variance = Self.varianceNames.first(where: table.contains) {
            let errors = try table.numbers(variance, .positive).map { $0.squareRoot() }
            return (values, errors, isLogarithm, [used, variance])
        }
        return (
            values, try table.numbers(known ?? "se", .positive), isLogarithm, [used, known ?? "se"]
        )
    }
}
