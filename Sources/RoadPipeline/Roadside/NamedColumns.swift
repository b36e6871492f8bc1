import RoadIngest
package import RoadModel

/// A small table whose columns are known under several names.
package struct NamedColumns: Sendable {
    /// The table.
    package let table: AnalysisTable
    private let columns: [String: [String]]

    /// Reads a table and finds its columns.
    ///
    /// - Parameters:
    ///   - path: A CSV file; `-` is standard input.
    ///   - names: Our names with the others that mean the same; a `*` behind a name makes it
    ///     mandatory.
    /// - Throws: `.columnMissing` with what the header holds instead; what reading throws.
    package init(_ path: String, _ names: [(name: String, synonyms: [String])]) throws(IntakeError)
    {
        let table = try AnalysisTable.read(path)
        let specs = names.map { entry in
            let isMandatory = entry.name.hasSuffix("*")
            return ColumnSpec(
                isMandatory ? String(entry.name.dropLast()) : entry.name,
                synonyms: entry.synonyms,
                isMandatory: isMandatory
            )
        }
        let match = HeaderMatch(table.header, wanted: specs)
        try match.requireMandatory(
            subject: path,
            place: SourcePlace(line: 1, byteOffset: 0)
        )
        var columns: [String: [String]] = [:]
        for (spec, index) in zip(specs, match.indices) {
            if let index { columns[spec.name] = try table.texts(table.header[index]) }
        }
        (self.table, self.columns) = (table, columns)
    }

    /// The number of rows.
    package var count: Int { table.rowCount }

    /// Whether the table holds a column.
    package func has(_ name: String) -> Bool { columns[name] != nil }

    /// A cell without spaces at its ends; empty when the table lacks the column.
    package func text(_ name: String, _ row: Int) -> String {
        guard let cells = columns[name] else { return "" }
        return String(cells[row].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// A number, `nil` for an empty cell.
    package func number(_ name: String, _ row: Int) throws(IntakeError) -> Double? {
        let cell = text(name, row)
        if cell.isEmpty { return nil }
        guard let value = table.number(cell) ?? Double(cell.replacing(",", with: ".")) else {
            throw table.badCell(row, name, "a number")
        }
        return value
    }

    /// A day such as `2025-01-31` or `31.01.2025`, `nil` for an empty cell.
    package func day(_ name: String, _ row: Int) throws(IntakeError) -> CivilDate? {
        let cell = text(name, row)
        if cell.isEmpty { return nil }
        let bytes = Array(cell.utf8)
        guard let wall = ByteTime.parse(bytes.span, 0..<bytes.count) else {
            throw table.badCell(row, name, "a day like 2025-01-31")
        }
        return wall.date
    }
}
