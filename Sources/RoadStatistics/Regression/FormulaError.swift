/// Why a formula cannot be read or used.
package enum FormulaError: Error, Hashable, Sendable {
    /// The text breaks the grammar at a character, counted from 0.
    case syntax(at: Int, expected: String)
    /// A name is not a column of the table.
    case unknownColumn(String)
    /// A function is not known, or has another number of arguments.
    case unknownFunction(String)
    /// Labels stand where a number is needed.
    case notNumeric(String)
    /// No row is complete, or fewer rows than coefficients.
    case tooFewRows(rows: Int, coefficients: Int)
    /// A count model has a response that is negative or not finite.
    case badResponse(row: Int)
    /// The fit did not settle.
    case noConvergence(iterations: Int)
}
