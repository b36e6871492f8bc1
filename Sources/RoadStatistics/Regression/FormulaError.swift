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
    /// A share lies outside 0 to 1.
    case badShare(row: Int)
    /// A category or product of categories has more columns than a model can bear.
    case tooManyColumns(String)
    /// The fit did not settle.
    case noConvergence(iterations: Int)
}

extension FormulaError: CustomStringConvertible {
    /// What is wrong and what to do, in English, in one sentence.
    package var description: String {
        switch self {
        case .syntax(let place, let expected):
            "The formula cannot be read at character \(place + 1): expected \(expected)."
        case .unknownColumn(let name):
            "There is no column '\(name)'."
        case .unknownFunction(let name):
            "There is no function '\(name)' with these arguments."
        case .notNumeric(let name):
            "Column '\(name)' holds labels where numbers are needed; use factor(\(name))."
        case .tooFewRows(let rows, let coefficients):
            "\(rows) complete rows cannot tell \(coefficients) coefficients; drop terms."
        case .badResponse(let row):
            "Row \(row + 1) has a negative count; counts are 0 or more."
        case .badShare(let row):
            "Row \(row + 1) has a share outside 0 to 1; write counts as cbind(events, others)."
        case .tooManyColumns(let name):
            "Term '\(name)' stands for too many columns; group its categories."
        case .noConvergence(let iterations):
            "The fit did not settle in \(iterations) rounds; drop terms or change the family."
        }
    }
}
