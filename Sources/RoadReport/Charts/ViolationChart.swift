package import RoadModel

/// Violations by kind as bars, the two chains of evidence apart; suppressed cells have no bar.
package struct ViolationChart: Sendable {
    /// The table after suppression: rows are kinds, columns are automatic and drone.
    package let table: ViolationTable
    /// The language of the labels.
    package let language: Language
    /// A name unique in the page.
    package let id: String

    /// Makes a chart of a table.
    package init(table: ViolationTable, language: Language, id: String) {
        (self.table, self.language, self.id) = (table, language, id)
    }

    /// The drawing.
    package var node: Node {
        let rowHeight = 44.0
        let top = 26.0
        let highest = table.rows.flatMap { [$0.automatic.shown ?? 0, $0.drone.shown ?? 0] }.max()
        let scale = LinearScale(domain: 0...Double(max(1, highest ?? 1)), from: 0, to: 330)
        let rows = table.rows.enumerated().flatMap { index, row -> [Node] in
            let y = top + Double(index) * rowHeight
            return [Drawing.label(4, y + 12, shortened(row.name[language], 56), "row-name")]
                + bar(row.automatic, y + 16, scale, "bar")
                + bar(row.drone, y + 27, scale, "bar-second")
        }
        let summary = table.rows.map { row in
            "\(row.name[language]): \(row.automatic.text(language)) + \(row.drone.text(language))"
        }.joined(separator: "; ")
        return Drawing.frame(
            id: id,
            width: 420,
            height: top + Double(table.rows.count) * rowHeight + 4,
            title: ChartWords.violations[language],
            summary: .value(summary),
            language: language,
            legend + rows
        )
    }

    private var legend: [Node] {
        [
            Drawing.box(4, 4, 12, 9, "bar"),
            Drawing.words(20, 13, ChartWords.automatic[language], language, "tick"),
            Drawing.box(214, 4, 12, 9, "bar-second"),
            Drawing.words(230, 13, ChartWords.drone[language], language, "tick"),
        ]
    }

    private func bar(
        _ cell: SuppressedTable.Cell,
        _ y: Double,
        _ scale: LinearScale,
        _ style: StaticString
    ) -> [Node] {
        // A kind that one chain never sees needs no mark on the chart; the table has the zero.
        if cell.shown == 0 { return [] }
        let length = cell.shown.map { scale(Double($0)) } ?? 0
        let wide = cell.shown == nil ? 0 : max(1.5, length)
        return [
            Drawing.box(4, y, wide, 9, style),
            Drawing.label(4 + wide + 4, y + 8.5, cell.text(language), "bar-number"),
        ]
    }
}
