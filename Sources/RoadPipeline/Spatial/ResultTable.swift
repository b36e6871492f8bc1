import Foundation

/// Columns of a result, written as CSV or JSON without a text per cell in memory.
package struct ResultTable: Sendable {
    /// Values of one column.
    package enum Column: Sendable {
        /// Texts.
        case texts([String])
        /// Numbers; one that does not exist (NaN) is an empty cell and `null`.
        case numbers([Double])
        /// Whole numbers.
        case counts([Int])
    }

    /// Columns by name, in order.
    package private(set) var columns: [(name: String, values: Column)]

    /// Makes a table of equally long columns.
    package init(_ columns: [(name: String, values: Column)]) { self.columns = columns }

    /// The number of rows.
    package var rowCount: Int {
        switch columns.first?.values {
        case .texts(let values): values.count
        case .numbers(let values): values.count
        case .counts(let values): values.count
        case nil: 0
        }
    }

    /// Adds a column.
    package mutating func append(_ name: String, _ values: Column) {
        columns.append((name, values))
    }

    /// The table of some rows.
    package func selecting(_ rows: [Int]) -> ResultTable {
        ResultTable(
            columns.map { name, values in
                switch values {
                case .texts(let all): (name, .texts(rows.map { all[$0] }))
                case .numbers(let all): (name, .numbers(rows.map { all[$0] }))
                case .counts(let all): (name, .counts(rows.map { all[$0] }))
                }
            }
        )
    }

    /// The table as comma-separated values with a header; numbers read back bit by bit.
    package var csv: String {
        var text: [UInt8] = []
        text.reserveCapacity(rowCount * columns.count * 10)
        text += columns.map(\.name).joined(separator: ",").utf8
        for row in 0..<rowCount {
            text.append(10)
            for (index, column) in columns.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                switch column.values {
                case .texts(let values): text += Self.field(values[row])
                case .numbers(let values):
                    if values[row].isFinite { text += Self.number(values[row]).utf8 }
                case .counts(let values): text += String(values[row]).utf8
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The rows as a JSON array of objects.
    package var jsonRows: String {
        var text: [UInt8] = Array("[".utf8)
        text.reserveCapacity(rowCount * columns.count * 24)
        let names = columns.map { "\(Self.quoted($0.name)):" }
        for row in 0..<rowCount {
            text += row == 0 ? "\n    {".utf8 : ",\n    {".utf8
            for (index, column) in columns.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                text += names[index].utf8
                switch column.values {
                case .texts(let values): text += Self.quoted(values[row]).utf8
                case .numbers(let values):
                    text += values[row].isFinite ? Self.number(values[row]).utf8 : "null".utf8
                case .counts(let values): text += String(values[row]).utf8
                }
            }
            text.append(UInt8(ascii: "}"))
        }
        text += "\n  ]".utf8
        return String(decoding: text, as: UTF8.self)
    }

    /// The shortest text that reads back as the same number.
    private static func number(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return "\(value)"
    }

    private static func field(_ text: String) -> [UInt8] {
        var text = text
        // A spreadsheet would run it as a formula.
        if let first = text.utf8.first, "=+-@\t".utf8.contains(first), Double(text) == nil {
            text = "'" + text
        }
        guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else {
            return Array(text.utf8)
        }
        return Array("\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\"".utf8)
    }

    /// A text as a JSON string.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 32:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
