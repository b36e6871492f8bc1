import Foundation
import RoadIngest
package import RoadModel

/// A table that statistics are run on: named columns of text cells with the line of every row.
///
/// It needs no workspace. Cells stay text until a method says what it needs of them, so that the
/// error names file, line and column.
package struct AnalysisTable: Sendable {
    /// The file as the user named it.
    package let subject: String
    /// Column names in file order.
    package let header: [String]
    /// Where each row stands.
    package let places: [SourcePlace]
    /// Whether a comma may be a decimal mark: only where it does not stand between fields.
    let allowsDecimalComma: Bool
    /// The cells, column by column, trimmed.
    let cells: [[String]]

    /// The number of rows.
    package var rowCount: Int { places.count }

    /// Most rows of a table; statistics on more belong on aggregated counts.
    package static let mostRows = 5_000_000

    /// Reads a file; `-` is standard input.
    ///
    /// - Throws: `.fileMissing`, `.fileEmpty`, `.encoding`, `.formatDamaged` for repeated column
    ///   names, rows of another width and quotes that never close, `.insufficient` without rows.
    package static func read(_ path: String) throws(IntakeError) -> AnalysisTable {
        if path == "-" { return try read(FileHandle.standardInput, path) }
        // A pipe, as the shell's <(…) makes, cannot be mapped.
        var status = stat()
        let isStream =
            stat(path, &status) == 0 && [S_IFIFO, S_IFCHR].contains(status.st_mode & S_IFMT)
        if isStream, let stream = FileHandle(forReadingAtPath: path) {
            return try read(stream, path)
        }
        let file = try MappedFile(path: path)
        return try file.withBytes { bytes throws(IntakeError) in
            try AnalysisTable(bytes, subject: path)
        }
    }

    private static func read(
        _ stream: FileHandle,
        _ subject: String
    ) throws(IntakeError) -> AnalysisTable {
        let bytes: Data?
        do { bytes = try stream.readToEnd() } catch {
            throw IntakeError(
                .fileMissing,
                subject: subject,
                detail: "The stream cannot be read: \(error.localizedDescription)",
                remedy: "Give the path of a file."
            )
        }
        return try AnalysisTable([UInt8](bytes ?? Data()).span, subject: subject)
    }

    /// Reads the bytes of a delimited table.
    package init(_ bytes: Span<UInt8>, subject: String) throws(IntakeError) {
        let opening = try TableOpening(bytes, subject: subject)
        let width = opening.header.count
        if let repeated = AnalysisTable.firstRepeated(opening.header) {
            throw IntakeError(
                .formatDamaged,
                subject: subject,
                place: opening.place,
                detail: "Two columns are called '\(repeated)'.",
                remedy: "Give every column a name of its own."
            )
        }
        var cells = [[String]](repeating: [], count: width)
        var places: [SourcePlace] = []
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
            guard !fields.isUnterminated, fields.count == width, places.count < Self.mostRows
            else {
                throw IntakeError(
                    .formatDamaged,
                    subject: subject,
                    place: fields.place,
                    detail: fields.isUnterminated
                        ? "A quote in this row never closes."
                        : fields.count == width
                            ? "The table has more than \(Self.mostRows) rows."
                            : "The row has \(fields.count) fields, the header \(width).",
                    remedy: "Mend the row or export the table again."
                )
            }
            for column in 0..<width {
                cells[column].append(AnalysisTable.trim(fields.text(column, in: bytes)))
            }
            places.append(fields.place)
        }
        guard !places.isEmpty else {
            throw IntakeError(
                .insufficient,
                subject: subject,
                place: opening.place,
                detail: "The table has a header but no rows.",
                remedy: "Export the table again with its rows."
            )
        }
        self.init(
            subject: subject,
            header: opening.header,
            places: places,
            allowsDecimalComma: opening.separator != UInt8(ascii: ","),
            cells: cells
        )
    }

    init(
        subject: String,
        header: [String],
        places: [SourcePlace],
        allowsDecimalComma: Bool,
        cells: [[String]]
    ) {
        (self.subject, self.header, self.places) = (subject, header, places)
        (self.allowsDecimalComma, self.cells) = (allowsDecimalComma, cells)
    }

    /// Whether there is a column of a name.
    package func contains(_ column: String) -> Bool { header.contains(column) }

    /// The cells of a column, trimmed.
    ///
    /// - Throws: `.columnMissing` with the names that exist.
    package func texts(_ column: String) throws(IntakeError) -> [String] {
        guard let index = header.firstIndex(of: column) else {
            throw IntakeError(
                .columnMissing,
                subject: subject,
                detail: "There is no column '\(column)'.",
                remedy: "The columns are: \(header.joined(separator: ", "))."
            )
        }
        return cells[index]
    }

    /// The rows of each label of a column, labels in order of appearance.
    package func groups(
        by column: String
    ) throws(IntakeError) -> [(label: String, table: AnalysisTable)] {
        var order: [String] = []
        var rows: [String: [Int]] = [:]
        for (row, label) in try texts(column).enumerated() {
            if rows[label] == nil { order.append(label) }
            rows[label, default: []].append(row)
        }
        return order.map { ($0, selecting(rows[$0] ?? [])) }
    }

    /// The table of some rows.
    package func selecting(_ rows: [Int]) -> AnalysisTable {
        AnalysisTable(
            subject: subject,
            header: header,
            places: rows.map { places[$0] },
            allowsDecimalComma: allowsDecimalComma,
            cells: cells.map { column in rows.map { column[$0] } }
        )
    }

    private static func firstRepeated(_ names: [String]) -> String? {
        var seen: Set<String> = []
        return names.first { !seen.insert($0).inserted }
    }

    private static func trim(_ text: String) -> String {
        guard let first = text.utf8.first, let last = text.utf8.last,
            first <= 32 || first >= 0x7F || last <= 32 || last >= 0x7F
        else { return text }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
