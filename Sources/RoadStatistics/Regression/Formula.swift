/// A model in the notation of R.
///
/// `+ - : * /`, `(a + b)^2` and `.` combine terms; `factor(x)` and columns of labels are categories with treatment
/// contrasts against their first level; `offset(x)` enters with coefficient 1; `harmonic(t, P, K)`
/// stands for K pairs of sine and cosine of period P. Inside functions ordinary arithmetic holds,
/// with `log exp sqrt sin cos abs floor scale lag pmax pmin I` and comparisons, which are true or false.
package struct Formula: Hashable, Sendable {
    /// What is explained.
    var response: FormulaExpression
    /// Products of factors, lower orders first.
    var terms: [[FormulaExpression]] = []
    /// Whether there is a constant.
    var hasIntercept = true
    /// What enters with coefficient 1.
    var offsets: [FormulaExpression] = []

    init(response: FormulaExpression) { self.response = response }

    /// Reads a formula; `.` stands for the columns that are not in the response.
    ///
    /// - Throws: `FormulaError.syntax` with the place.
    package init(_ text: String, columns: [String] = []) throws(FormulaError) {
        guard text.utf8.count <= 10_000 else { throw .syntax(at: 10_000, expected: "the end") }
        var parser = FormulaParser(text, columns: columns)
        self = try parser.formula()
    }

    /// Puts terms of fewer factors first, as R does.
    mutating func sortTerms() {
        let ordered = terms.enumerated().sorted {
            ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
        }
        terms = ordered.map(\.element)
    }
}
