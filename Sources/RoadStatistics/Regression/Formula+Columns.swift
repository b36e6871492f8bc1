extension Formula {
    /// The names that the formula uses, except the constant `pi`.
    package var columnNames: Set<String> {
        var names = response.names
        for term in terms { for factor in term { names.formUnion(factor.names) } }
        for offset in offsets { names.formUnion(offset.names) }
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
        try response.values(in: table)
    }
}

extension FormulaExpression {
    /// The names within, columns and constants.
    var names: Set<String> {
        switch self {
        case .number: []
        case .name(let name): [name]
        case .negated(let operand): operand.names
        case .binary(_, let left, let right): left.names.union(right.names)
        case .call(_, let arguments):
            arguments.reduce(into: []) { $0.formUnion($1.names) }
        }
    }
}
