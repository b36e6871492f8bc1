extension Formula {
    /// The names that the formula uses, except the constant `pi`.
    package var columnNames: Set<String> {
        var names = response.names
        for term in terms { for factor in term { names.formUnion(factor.names) } }
        for offset in offsets { names.formUnion(offset.names) }
        return names.subtracting(["pi"])
    }

    /// The names that the terms use, without those of response and offsets.
    package var regressorNames: Set<String> {
        var names: Set<String> = []
        for term in terms { for factor in term { names.formUnion(factor.names) } }
        return names.subtracting(["pi"])
    }

    /// The formula with a constant of its own for every label of some columns.
    ///
    /// The constants come first, so that a regressor that does not vary within them is the one
    /// left out as aliased.
    package func withFixedEffects(_ columns: [String]) -> Formula {
        var formula = self
        let effects = columns.map { [FormulaExpression.call("factor", [.name($0)])] }
        formula.terms = effects + terms.filter { !effects.contains($0) }
        return formula
    }

    /// The start of the names of a column's constants, `factor(column)`.
    package static func fixedEffectPrefix(_ column: String) -> String { "factor(\(column))" }

    /// The response of every row of a table.
    ///
    /// - Throws: `FormulaError` for unknown names.
    package func responses(in table: ColumnTable) throws(FormulaError) -> [Double] {
        try responseAndTrials(in: table).response
    }

    /// The response of every row with its trials: `cbind(events, others)` is a share of both.
    func responseAndTrials(
        in table: ColumnTable
    ) throws(FormulaError) -> (response: [Double], trials: [Double]) {
        guard case .call("cbind", let parts) = response, parts.count == 2 else {
            let values = try response.values(in: table)
            return (values, [Double](repeating: 1, count: values.count))
        }
        let events = try parts[0].values(in: table)
        let others = try parts[1].values(in: table)
        for row in events.indices where events[row] < 0 || others[row] < 0 {
            throw .badResponse(row: row)
        }
        let trials = zip(events, others).map { $0 + $1 }
        // A row without trials has no share and is left out as incomplete.
        return (zip(events, trials).map { $0 / $1 }, trials)
    }
}

extension FormulaExpression {
    /// The names within, columns and constants.
    var names: Set<String> {
        switch self {
        case .number, .label: []
        case .name(let name): [name]
        case .negated(let operand): operand.names
        case .binary(_, let left, let right): left.names.union(right.names)
        case .call(_, let arguments):
            arguments.reduce(into: []) { $0.formUnion($1.names) }
        }
    }
}
