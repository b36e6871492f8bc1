/// Why a series cannot be analysed.
package enum SeriesError: Error, Hashable, Sendable {
    /// Too few or too many observations for the method.
    case length(found: Int, allowed: ClosedRange<Int>)
    /// Columns that belong together differ in length.
    case unequalColumns
    /// Times do not rise, or are not finite.
    case timesNotAscending(row: Int)
    /// A value is outside what the method takes, for example 0 where a logarithm is needed.
    case badValue(row: Int)
    /// An option is out of its range.
    case badOption(String)
}

extension SeriesError: CustomStringConvertible {
    /// What is wrong, in English, in one sentence; rows count from 1.
    package var description: String {
        switch self {
        case .length(let found, let allowed):
            "The series has \(found) values; the method takes \(allowed.lowerBound) to "
                + "\(allowed.upperBound)."
        case .unequalColumns:
            "Columns that belong together differ in length."
        case .timesNotAscending(let row):
            "The time in row \(row + 1) does not follow the one before it."
        case .badValue(let row):
            "The value in row \(row + 1) is missing, or negative or 0 where that cannot be."
        case .badOption(let name):
            "The option '\(name)' is out of its range."
        }
    }
}
