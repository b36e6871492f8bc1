/// The values of one column over records of one kind, exact to the column's type.
package enum DataFlashColumn: Sendable, Hashable {
    /// Any of the signed integer types.
    case signed([Int64])
    /// Any of the unsigned integer types, and flight modes.
    case unsigned([UInt64])
    /// `float` of 32 or 16 bits.
    case single([Float])
    /// `double`, and any number of a text log that is not whole.
    case double([Double])
    /// Whole numbers that count fractions: the value is the number divided by `unitsPerOne`.
    case scaled([Int64], unitsPerOne: Double)
    /// Texts up to their first zero byte; bytes that are not UTF-8 become U+FFFD.
    case text([String])
    /// Arrays of 32 numbers.
    case arrays([[Int16]])

    /// The number of values.
    package var count: Int {
        switch self {
        case .signed(let values): values.count
        case .unsigned(let values): values.count
        case .single(let values): values.count
        case .double(let values): values.count
        case .scaled(let values, _): values.count
        case .text(let values): values.count
        case .arrays(let values): values.count
        }
    }

    /// The values as `Double`, scaled ones in their unit; `nil` of texts and arrays.
    package var doubles: [Double]? {
        switch self {
        case .signed(let values): values.map(Double.init)
        case .unsigned(let values): values.map(Double.init)
        case .single(let values): values.map(Double.init)
        case .double(let values): values
        // Dividing by a power of ten rounds once; multiplying by its inverse would round twice.
        case .scaled(let values, let unitsPerOne): values.map { Double($0) / unitsPerOne }
        case .text, .arrays: nil
        }
    }

    /// The values as integers; `nil` of anything but integers; beyond `Int64` they are clamped.
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
