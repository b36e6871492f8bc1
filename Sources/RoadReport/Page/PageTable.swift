import RoadModel

/// A table of the page whose columns the reader can sort.
struct PageTable {
    /// A cell.
    enum Cell {
        /// A number as text, with the value that sorting uses.
        case number(String, sort: Double)
        /// A text from records.
        case value(String)
        /// A text of the catalogue.
        case words(String)
        /// Anything else.
        case node(Node)
        /// Anything else that stands for a number.
        case numberNode(Node, sort: Double)
    }

    /// A column's heading.
    struct Column {
        var text: ColumnText
        var isNumber: Bool

        static func number(_ text: ColumnText) -> Column { Column(text: text, isNumber: true) }
        static func text(_ text: ColumnText) -> Column { Column(text: text, isNumber: false) }
    }

    let language: Language
    let columns: [Column]
    var rows: [[Cell]] = []
    /// Attributes of each row; as many as rows, or none.
    var rowAttributes: [[Attribute]] = []
    /// A last row that sorting leaves in place.
    var total: [Cell]?
    /// What the table holds, for screen readers.
    var caption: String

    /// The table in a frame that scrolls sideways on narrow screens.
    var node: Node {
        let head = Node.tag(
            "thead",
            [],
            [
                .tag(
                    "tr",
                    [],
                    columns.map { column in
                        .tag(
                            "th",
                            [
                                Attribute("scope", "col"),
                                column.isNumber ? .cls("n") : .cls("t"),
                                // Print repeats headings on each page, but not buttons in them.
                                Attribute("data-heading", column.text.text[language]),
                            ],
                            [
                                .tag(
                                    "button",
                                    [Attribute("type", "button"), .cls("sort")],
                                    [.words(column.text.text[language], language)]
                                )
                            ]
                        )
                    }
                )
            ]
        )
        let body = Node.tag(
            "tbody",
            [],
            rows.indices.map { index in
                .tag(
                    "tr",
                    rowAttributes.indices.contains(index) ? rowAttributes[index] : [],
                    cells(rows[index])
                )
            }
        )
        let foot = total.map { Node.tag("tfoot", [], [.tag("tr", [], cells($0))]) } ?? .empty
        let title = Node.tag("caption", [], [.words(caption, language)])
        return .tag(
            "div",
            [.cls("scroll"), Attribute("tabindex", "0")],
            [.tag("table", [], [title, head, body, foot])]
        )
    }

    private func cells(_ row: [Cell]) -> [Node] {
        row.enumerated().map { index, cell in
            let isNumber = columns.indices.contains(index) && columns[index].isNumber
            var attributes = [isNumber ? Attribute.cls("n") : .cls("t")]
            switch cell {
            case .number(let text, let sort):
                attributes.append(Attribute("data-v", sort.isFinite ? "\(sort)" : "-1"))
                return .tag("td", attributes, value: text)
            case .value(let text): return .tag("td", attributes, value: text)
            case .words(let text): return .tag("td", attributes, [.words(text, language)])
            case .node(let node): return .tag("td", attributes, [node])
            case .numberNode(let node, let sort):
                attributes.append(Attribute("data-v", sort.isFinite ? "\(sort)" : "-1"))
                return .tag("td", attributes, [node])
            }
        }
    }
}

extension PageTable.Cell {
    /// A whole number in groups.
    static func count(_ value: Int, _ language: Language) -> Self {
        .number(NumberText(language).count(value), sort: Double(value))
    }

    /// A count as it is published.
    static func suppressed(_ cell: SuppressedTable.Cell, _ language: Language) -> Self {
        let sort: Double =
            switch cell {
            case .count(let count): Double(count)
            case .small: 2.5
            case .complementary: -1
            }
        return .number(cell.text(language), sort: sort)
    }
}
