package import RoadModel

/// Shares of a whole as bars from 0 to 100 %, for example the completeness of flight logs.
package struct ShareChart: Sendable {
    /// One bar.
    package struct Row: Sendable {
        /// What it stands for.
        package var name: String
        /// The share, in `[0, 1]`; held within it.
        package var share: Double
        /// A text behind the percentage, for example the counts; may be empty.
        package var note: String

        /// Makes a bar.
        package init(name: String, share: Double, note: String = "") {
            (self.name, self.share, self.note) = (name, share, note)
        }
    }

    /// The bars from top to bottom.
    package let rows: [Row]
    /// What the chart shows.
    package let title: LocalizedText
    /// The language of the labels.
    package let language: Language
    /// A name unique in the page.
    package let id: String

    /// Makes a chart.
    package init(rows: [Row], title: LocalizedText, language: Language, id: String) {
        (self.rows, self.title, self.language, self.id) = (rows, title, language, id)
    }

    /// The drawing.
    package var node: Node {
        let numbers = NumberText(language)
        let bars = rows.enumerated().flatMap { index, row -> [Node] in
            let y = Double(index) * 34 + 4
            let share = row.share.isFinite ? min(max(row.share, 0), 1) : 0
            let text = numbers.share(share) + (row.note.isEmpty ? "" : " · \(row.note)")
            return [
                Drawing.label(4, y + 12, shortened(row.name, 34), "row-name"),
                Drawing.label(416, y + 12, text, "number", .end),
                Drawing.box(4, y + 17, 412, 9, "bar-ground"),
                Drawing.box(4, y + 17, 412 * share, 9, "bar"),
            ]
        }
        let summary = rows.map { "\($0.name): \(numbers.share($0.share))" }.joined(separator: "; ")
        return Drawing.frame(
            id: id,
            width: 420,
            height: Double(rows.count) * 34 + 6,
            title: title[language],
            summary: .value(summary),
            language: language,
            bars
        )
    }
}
