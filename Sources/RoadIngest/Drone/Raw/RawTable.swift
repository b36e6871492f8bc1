/// One kind of record of a flight log as its format stores it: nothing converted, nothing left out.
package struct RawTable: Sendable {
    /// The format's own name of the records, for example `vehicle_gps_position_0` or `GPS`.
    package let name: String
    /// The number of records.
    package let rowCount: Int
    /// The format's own names of the fields.
    package let columnNames: [String]
    private let decode: @Sendable (Int) -> RawColumn

    /// Makes a table; `decode` is asked for a column only when somebody wants it.
    package init(
        name: String,
        rowCount: Int,
        columnNames: [String],
        decode: @escaping @Sendable (Int) -> RawColumn
    ) {
        (self.name, self.rowCount, self.columnNames) = (name, rowCount, columnNames)
        self.decode = decode
    }

    /// The values of the column at an index of `columnNames`.
    package func column(_ index: Int) -> RawColumn { decode(index) }
}

/// The values of one field over all records, exact to the field's type.
package enum RawColumn: Sendable, Hashable {
    /// Signed integers.
    case signed([Int64])
    /// Unsigned integers.
    case unsigned([UInt64])
    /// `float`.
    case single([Float])
    /// `double`; `nan` where a record lacks the value.
    case double([Double])
    /// Whole numbers that count fractions: the value is the number divided by `unitsPerOne`.
    case scaled([Int64], unitsPerOne: Double)
    /// Texts.
    case text([String])

    /// The number of values.
    package var count: Int {
        switch self {
        case .signed(let values): values.count
        case .unsigned(let values): values.count
        case .single(let values): values.count
        case .double(let values): values.count
        case .scaled(let values, _): values.count
        case .text(let values): values.count
        }
    }

    /// Whether the values are texts.
    package var isText: Bool { if case .text = self { true } else { false } }

    /// The value of a row in the shortest decimal form that reads back as the same number.
    package func cell(_ row: Int) -> String {
        switch self {
        case .signed(let values): "\(values[row])"
        case .unsigned(let values): "\(values[row])"
        case .single(let values): values[row].isNaN ? "" : "\(values[row])"
        case .double(let values): values[row].isNaN ? "" : "\(values[row])"
        // Dividing by a power of ten rounds once, so the text is the decimal that was meant.
        case .scaled(let values, let unitsPerOne): "\(Double(values[row]) / unitsPerOne)"
        case .text(let values): values[row]
        }
    }
}
