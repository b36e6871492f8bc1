import RoadReport

extension Console {
    /// Prints a table, aligned or as CSV.
    static func printTable(
        _ header: [String],
        _ rows: [[String]],
        rightAligned: Set<Int> = [],
        csv: Bool
    ) {
        if csv {
            Console.print(CommaSeparated.line(header))
            for row in rows { Console.print(CommaSeparated.line(row)) }
            return
        }
        var text = TerminalTable(
            header.enumerated().map {
                ($0.element, rightAligned.contains($0.offset) ? .right : .left)
            }
        )
        for row in rows { text.add(row) }
        Console.print(text.text)
    }
}
