/// Arithmetic over columns, written as inside a formula: `aadt * length * 365e-6 * exp(-0.312)`.
package struct ColumnExpression: Hashable, Sendable {
    let expression: FormulaExpression

    init(_ expression: FormulaExpression) { self.expression = expression }

    /// The text R would print.
    package var text: String { expression.text }

    /// Reads an expression.
    ///
    /// - Throws: `FormulaError.syntax` with the place.
    package init(_ text: String) throws(FormulaError) {
        guard text.utf8.count <= 10_000 else { throw .syntax(at: 10_000, expected: "the end") }
        var parser = FormulaParser(text)
        expression = try parser.expression()
    }

    /// The names that the expression uses, except the constant `pi`.
    package var columnNames: Set<String> { expression.names.subtracting(["pi"]) }

    /// The value in every row; NaN where a column is missing.
    package func values(in table: ColumnTable) throws(FormulaError) -> [Double] {
        try expression.values(in: table)
    }
}
