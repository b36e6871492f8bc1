/// The values of one field, or of one element of an array, exact to the field's type.
package enum MAVLinkColumn: Sendable, Hashable {
    /// Any of the signed integer types.
    case signed([Int64])
    /// Any of the unsigned integer types, and a single `char`.
    case unsigned([UInt64])
    /// `float`.
    case single([Float])
    /// `double`.
    case double([Double])
    /// `char[n]`, up to the first zero byte; bytes that are not UTF-8 become U+FFFD.
    case text([String])

    /// The values as `Double`; `nil` of texts.
    package var doubles: [Double]? {
        switch self {
        case .signed(let values): values.map(Double.init)
        case .unsigned(let values): values.map(Double.init)
        case .single(let values): values.map(Double.init)
        case .double(let values): values
        case .text: nil
        }
    }

    /// The values as integers; `nil` of anything else; beyond `Int64` they are clamped.
    package var integers: [Int64]? {
        switch self {
        case .signed(let values): values
        case .unsigned(let values): values.map { Int64(clamping: $0) }
        default: nil
        }
    }

    /// The values as texts; `nil` of numbers.
    package var texts: [String]? {
        if case .text(let values) = self { values } else { nil }
    }
}
