/// A table of results: columns side by side, written as CSV or as JSON rows.
///
/// A number that does not exist is an empty cell or `null`, never NaN.
package struct ResultTable: Sendable {
    /// One column.
    package enum Column: Sendable {
        /// Numbers; NaN and infinities do not exist.
        case numbers([Double])
        /// Whole numbers; `nil` does not exist.
        case counts([Int?])
        /// Texts; `nil` does not exist.
        case texts([String?])
        /// Truth values.
        case flags([Bool?])

        /// The number of rows.
        package var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .counts(let values): values.count
            case .texts(let values): values.count
            case .flags(let values): values.count
            }
        }
    }

    /// Names and columns in order.
    package private(set) var columns: [(name: String, column: Column)] = []
    /// The number of rows.
    package let rowCount: Int

    /// An empty table of a number of rows.
    package init(rows: Int) { rowCount = rows }

    /// Makes a table of equally long columns.
    package init(_ columns: [(name: String, column: Column)]) {
        self.columns = columns
        rowCount = columns.first?.column.count ?? 0
    }

    /// Adds a column.
    package mutating func add(_ name: String, _ column: Column) { columns.append((name, column)) }

    /// Adds a column of numbers.
    package mutating func add(_ name: String, _ values: [Double]) { add(name, .numbers(values)) }

    /// The rows in another order, or some of them.
    package func selecting(_ rows: [Int]) -> ResultTable {
        var table = ResultTable(rows: rows.count)
        for (name, column) in columns {
            switch column {
            case .numbers(let values): table.add(name, .numbers(rows.map { values[$0] }))
            case .counts(let values): table.add(name, .counts(rows.map { values[$0] }))
            case .texts(let values): table.add(name, .texts(rows.map { values[$0] }))
            case .flags(let values): table.add(name, .flags(rows.map { values[$0] }))
            }
        }
        return table
    }

    /// The table as CSV without a trailing line feed.
    package var csv: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rowCount * columns.count * 12)
        for (place, entry) in columns.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            ResultTable.append(entry.name, to: &bytes)
        }
        for row in 0..<rowCount {
            bytes.append(10)
            for (place, entry) in columns.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                if case .texts(let values) = entry.column {
                    if let text = values[row] { ResultTable.append(text, to: &bytes) }
                } else if let text = ResultTable.plain(entry.column, row) {
                    bytes.append(contentsOf: text.utf8)
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The rows as a JSON array of objects.
    package var json: String {
        let rows = rowObjects
        return rows.isEmpty ? "[]" : "[\n    " + rows.joined(separator: ",\n    ") + "\n  ]"
    }

    /// Every row as a JSON object.
    package var rowObjects: [String] {
        let names = columns.map { ResultTable.quoted($0.name) + ": " }
        return (0..<rowCount).map { row in
            var text = "{"
            for (place, entry) in columns.enumerated() {
                if place > 0 { text += ", " }
                text += names[place]
                if case .texts(let values) = entry.column {
                    text += values[row].map(ResultTable.quoted) ?? "null"
                } else {
                    text += ResultTable.plain(entry.column, row) ?? "null"
                }
            }
            return text + "}"
        }
    }

    private static func plain(_ column: Column, _ row: Int) -> String? {
        switch column {
        case .numbers(let values):
            let value = values[row]
            guard value.isFinite else { return nil }
            // Whole numbers without a point, as counts are written everywhere else.
            if value == value.rounded(), abs(value) < 1e15 { return "\(Int64(value))" }
            return "\(value)"
        case .counts(let values): return values[row].map { "\($0)" }
        case .flags(let values): return values[row].map { $0 ? "true" : "false" }
        case .texts(let values): return values[row]
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        // A spreadsheet would run such a cell as a formula.
        if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first), Double(text) == nil {
            text = "'" + text
        }
        guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(34)
        for byte in text.utf8 {
            if byte == 34 { bytes.append(34) }
            bytes.append(byte)
        }
        bytes.append(34)
    }

    /// A JSON string.
    package static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
