import Foundation
import RoadIngest
import RoadModel

/// Columns of a delimited file as numbers, names or bytes, without a text per cell.
///
/// Made for millions of rows: only wanted columns are kept, numbers are read from the bytes.
struct FlatTable {
    /// Names of things: numbers where all of them are whole numbers, else texts.
    enum Names: Sendable {
        case numbers([Int])
        case texts([String])

        /// The name in a row.
        func text(_ row: Int) -> String {
            switch self {
            case .numbers(let values): String(values[row])
            case .texts(let values): values[row]
            }
        }

        /// The number of rows.
        var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .texts(let values): values.count
            }
        }
    }

    /// What to keep of a column.
    enum Want: Hashable {
        case number(Int)
        case name(Int)
        case line(Int)
    }

    /// The file as named.
    let subject: String
    /// Column names.
    let header: [String]
    /// Rows read.
    private(set) var rowCount = 0
    /// Numbers by column; NaN where there is none.
    private(set) var numbers: [Int: [Double]] = [:]
    /// Names by column.
    private(set) var names: [Int: Names] = [:]
    /// The geometry column.
    private(set) var lines = LineColumn()

    /// Reads a file; `-` is standard input.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - choose: Which columns to keep, given the header.
    /// - Returns: The wanted columns.
    /// - Throws: `.fileMissing`, `.fileEmpty`, `.formatDamaged`, `.insufficient` without rows, and
    ///   what `choose` throws.
    static func read(
        _ path: String,
        choose: ([String]) throws(IntakeError) -> Set<Want>
    ) throws(IntakeError) -> FlatTable {
        guard path == "-" else {
            let file = try MappedFile(path: path)
            return try file.withBytes { bytes throws(IntakeError) in
                try FlatTable(bytes, subject: path, choose: choose)
            }
        }
        let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        return try FlatTable(input.span, subject: "-", choose: choose)
    }

    private init(
        _ bytes: Span<UInt8>,
        subject: String,
        choose: ([String]) throws(IntakeError) -> Set<Want>
    ) throws(IntakeError) {
        let opening = try TableOpening(bytes, subject: subject)
        self.subject = subject
        header = opening.header
        var numberColumns: [(column: Int, values: [Double])] = []
        var nameColumns: [(column: Int, values: NameCollector)] = []
        var lineColumn: Int?
        for want in try choose(opening.header) {
            switch want {
            case .number(let column): numberColumns.append((column, []))
            case .name(let column): nameColumns.append((column, NameCollector()))
            case .line(let column): lineColumn = column
            }
        }
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
            guard !fields.isUnterminated, fields.count == opening.header.count else {
                throw IntakeError(
                    .formatDamaged,
                    subject: subject,
                    place: fields.place,
                    detail: fields.isUnterminated
                        ? "A quote in this row never closes, or the row is longer than 64 KiB."
                        : "The row has \(fields.count) fields, the header \(header.count).",
                    remedy: "Mend the row, or give the layer as GeoPackage."
                )
            }
            for index in numberColumns.indices {
                let range = Self.trimmed(bytes, fields[numberColumns[index].column])
                numberColumns[index].values.append(ByteNumber.decimal(bytes, range) ?? .nan)
            }
            for index in nameColumns.indices {
                nameColumns[index].values.append(bytes, fields, nameColumns[index].column)
            }
            if let lineColumn { lines.append(bytes, fields[lineColumn]) }
            rowCount += 1
        }
        guard rowCount > 0 else {
            throw IntakeError(
                .insufficient,
                subject: subject,
                place: opening.place,
                detail: "The table has a header but no rows.",
                remedy: "Export the table again with its rows."
            )
        }
        for (column, values) in numberColumns { numbers[column] = values }
        for (column, values) in nameColumns { names[column] = values.names }
    }

    /// The first column of any of these names, compared without case.
    static func find(_ header: [String], _ known: [String]) -> Int? {
        let lowered = header.map { $0.lowercased() }
        for name in known {
            if let column = lowered.firstIndex(of: name) { return column }
        }
        return nil
    }

    /// The column a user named.
    static func named(_ name: String, _ header: [String], _ subject: String) throws(IntakeError)
        -> Int
    {
        if let column = header.firstIndex(of: name) ?? find(header, [name.lowercased()]) {
            return column
        }
        throw IntakeError(
            .columnMissing,
            subject: subject,
            detail: "There is no column '\(name)'.",
            remedy: "The columns are: \(header.joined(separator: ", "))."
        )
    }

    private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, bytes[low] <= 32 { low += 1 }
        while high > low, bytes[high - 1] <= 32 { high -= 1 }
        return low..<high
    }

    /// Collects names as numbers until one is none.
    private struct NameCollector {
        private var values: [Int] = []
        private var texts: [String]?

        mutating func append(_ bytes: Span<UInt8>, _ fields: FieldRanges, _ column: Int) {
            if texts == nil {
                let range = FlatTable.trimmed(bytes, fields[column])
                // A leading zero is part of a name.
                let isPlain = range.count == 1 || (!range.isEmpty && bytes[range.lowerBound] != 48)
                if isPlain, let value = ByteNumber.integer(bytes, range) {
                    values.append(value)
                    return
                }
                texts = values.map { String($0) }
            }
            texts?.append(
                fields.text(column, in: bytes).trimmingCharacters(in: .whitespacesAndNewlines)
            )
        }

        var names: Names { texts.map { .texts($0) } ?? .numbers(values) }
    }
}
