import RoadModel

/// Reads the numbers of a row.
internal struct FlightTableRow {
    /// The table's columns by meaning; a plain array, as a row asks for fifteen of them.
    private let columns: [FlightTableColumn?]

    /// Takes the columns of a header.
    init(_ header: FlightTableHeader) {
        columns = FlightTableMeaning.allCases.map { header.columns[$0] }
    }

    /// Whether the table has such a column.
    func has(_ meaning: FlightTableMeaning) -> Bool { columns[meaning.rawValue] != nil }

    /// The greatest position of a column that a row cannot do without.
    var lastNeeded: Int {
        [.elapsed, .dateTime, .date, .timeOfDay, .latitude, .longitude].compactMap {
            (meaning: FlightTableMeaning) in columns[meaning.rawValue]?.index
        }.max() ?? 0
    }

    /// The trimmed bytes of a column; empty when the row or the table has none.
    @inline(__always)
    func range(
        _ meaning: FlightTableMeaning,
        _ bytes: Span<UInt8>,
        _ fields: borrowing FieldRanges
    ) -> Range<Int> {
        guard let column = columns[meaning.rawValue], column.index < fields.count else {
            return 0..<0
        }
        return trimmedRange(bytes, fields[column.index])
    }

    /// The number of a column in metres, metres a second, microseconds or degrees; `nan` without.
    @inline(__always)
    func number(
        _ meaning: FlightTableMeaning,
        _ bytes: Span<UInt8>,
        _ fields: borrowing FieldRanges
    ) -> Double {
        guard let column = columns[meaning.rawValue], column.index < fields.count,
            let value = ByteNumber.decimal(bytes, trimmedRange(bytes, fields[column.index]))
        else { return .nan }
        return column.factor == 1 ? value : value * column.factor
    }
}
