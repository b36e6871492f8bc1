/// A table for a terminal: columns as wide as their widest cell, numbers to the right.
struct TerminalTable {
    /// How a column's cells stand.
    enum Alignment {
        case left
        case right
    }

    private let header: [String]
    private let alignment: [Alignment]
    private var rows: [[String]] = []

    init(_ columns: [(title: String, alignment: Alignment)]) {
        header = columns.map(\.title)
        alignment = columns.map(\.alignment)
    }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The lines, without a trailing line feed.
    var text: String {
        var widths = header.map(Self.width)
        for row in rows {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], Self.width(cell))
            }
        }
        var lines = [line(header, widths)]
        lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
        lines += rows.map { line($0, widths) }
        return lines.joined(separator: "\n")
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var parts: [String] = []
        for (column, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
            parts.append(alignment[column] == .left ? cell + padding : padding + cell)
        }
        var text = parts.joined(separator: "  ")
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Cells of a terminal; every script that Jol prints takes one cell a character.
    private static func width(_ text: String) -> Int { text.count }
}

/// Rows of comma-separated values; fields that a spreadsheet would run as a formula are defused.
enum CommaSeparated {
    static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") }

    private static func field(_ text: String) -> String {
        var text = text
        if let first = text.first, "=+-@\t\r".contains(first), Double(text) == nil {
            text = "'" + text
        }
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
