/// The values of one field over all records of a topic, exact to the field's type.
package enum ULogColumn: Sendable, Hashable {
    /// Any of the signed integer types.
    case signed([Int64])
    /// Any of the unsigned integer types; `bool` as 0 or 1 as stored, `char` as its code.
    case unsigned([UInt64])
    /// `float`.
    case single([Float])
    /// `double`.
    case double([Double])

    /// The number of values.
    package var count: Int {
        switch self {
        case .signed(let values): values.count
        case .unsigned(let values): values.count
        case .single(let values): values.count
        case .double(let values): values.count
        }
    }

    /// The values as `Double`; integers beyond 2^53 lose their last digits.
    package var doubles: [Double] {
        switch self {
        case .signed(let values): values.map(Double.init)
        case .unsigned(let values): values.map(Double.init)
        case .single(let values): values.map(Double.init)
        case .double(let values): values
        }
    }

    /// The values as integers; `nil` for a column of fractions.
    ///
    /// An unsigned value beyond `Int64` becomes `Int64.max`.
    package var integers: [Int64]? {
        switch self {
        case .signed(let values): values
        case .unsigned(let values): values.map { Int64(clamping: $0) }
        case .single, .double: nil
        }
    }
}
