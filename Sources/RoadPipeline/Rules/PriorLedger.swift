package import RoadAnalysis
package import RoadModel

/// Reads ledgers of effects that the literature knows.
///
/// Columns: `id`, `measure`, `outcome`, `scope`, `cmf`, `lower`, `upper` (ratios), `interval_basis`
/// (stated, assumed, unknown, each with its reason), `source`. Further columns are notes.
package enum PriorLedger {
    /// Reads a ledger; `nil` reads the one built in.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell.
    package static func read(_ path: String? = nil) throws(IntakeError) -> [EffectPrior] {
        let table = try BuiltInRules.table(.effectPriors, file: path)
        let ids = try table.texts("id")
        let measures = try table.texts("measure")
        let outcomes = try table.texts("outcome")
        let scopes = try table.texts("scope")
        let ratios = try table.numbers("cmf", .positive)
        let lower = try table.numbers("lower", .positive)
        let upper = try table.numbers("upper", .positive)
        let bases = try table.texts("interval_basis")
        let sources = try table.texts("source")
        var priors: [EffectPrior] = []
        for row in ids.indices {
            guard lower[row] < upper[row], lower[row] <= ratios[row], ratios[row] <= upper[row]
            else { throw table.badCell(row, "lower", "limits around the ratio") }
            guard !sources[row].isEmpty else { throw table.badCell(row, "source", "who found it") }
            priors.append(
                EffectPrior(
                    id: ids[row],
                    measure: measures[row],
                    outcome: outcomes[row],
                    scope: scopes[row],
                    ratio: ratios[row],
                    lower: lower[row],
                    upper: upper[row],
                    intervalBasis: bases[row],
                    source: sources[row]
                )
            )
        }
        return priors
    }

    /// The prior of a name.
    ///
    /// - Throws: `.badArgument` with the names there are.
    package static func prior(
        _ id: String,
        file: String? = nil
    ) throws(IntakeError) -> EffectPrior {
        let priors = try read(file)
        if let found = priors.first(where: { $0.id == id }) { return found }
        throw IntakeError(
            .badArgument,
            subject: "--prior \(id)",
            detail: "The ledger has no effect of this name.",
            remedy: "Known: \(priors.map(\.id).joined(separator: ", "))."
        )
    }
}
