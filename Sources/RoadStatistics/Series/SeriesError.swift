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
