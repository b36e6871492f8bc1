import RoadPipeline
import RoadReport

/// Rows of a result for a terminal.
enum SpatialText {
    /// Some rows and columns of a table.
    static func table(_ table: ResultTable, rows: [Int], columns: [String]) -> String {
        let chosen = columns.compactMap { name in table.columns.first { $0.name == name } }
        var terminal = TerminalTable(
            chosen.map { column in
                if case .texts = column.column { return (column.name, .left) }
                return (column.name, .right)
            }
        )
        for row in rows {
            terminal.add(chosen.map { cell($0.name, $0.column, row) })
        }
        return terminal.text
    }

    private static func cell(_ name: String, _ values: ResultTable.Column, _ row: Int) -> String {
        switch values {
        case .texts(let texts): return texts[row] ?? ""
        case .counts(let counts): return counts[row].map { Say.count($0) } ?? "–"
        case .flags(let flags): return flags[row].map { $0 ? "+" : "" } ?? "–"
        case .numbers(let numbers):
            let value = numbers[row]
            guard value.isFinite else { return "–" }
            if name == "q" || name == "p" || name.hasPrefix("p_") || name.hasPrefix("q_") {
                return NumberText(Interface.language).probability(value)
            }
            return Say.decimal(value, abs(value) >= 100 ? 1 : abs(value) >= 0.1 ? 3 : 6)
        }
    }
}
