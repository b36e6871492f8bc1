package import RoadModel

/// Figures one below the other with their limits: methods, areas, coefficients, rings.
package struct IntervalChart: Sendable {
    /// One figure.
    package struct Row: Sendable {
        /// What the figure is of.
        package var name: String
        /// The figure.
        package var value: Double
        /// Its limits; `nil` where there are none.
        package var limits: (lower: Double, upper: Double)?

        /// Makes a row.
        package init(_ name: String, _ value: Double, limits: (lower: Double, upper: Double)?) {
            (self.name, self.value, self.limits) = (name, value, limits)
        }
    }

    /// What is drawn, for its title.
    package var title: String
    /// The figures from top to bottom.
    package var rows: [Row]
    /// The value that says "nothing": 0 for changes, 1 for ratios.
    package var neutral: Double?
    /// Language of the description and of the numbers.
    package var language: Language

    /// Most rows that are drawn; more would not be read.
    package static let mostRows = 60

    /// Makes a chart.
    package init(title: String, rows: [Row], neutral: Double?, language: Language) {
        self.title = title
        self.rows = Array(rows.prefix(Self.mostRows))
        (self.neutral, self.language) = (neutral, language)
    }

    private let width = 720.0
    private let left = 250.0
    private let right = 610.0
    private let top = 44.0
    private let step = 24.0
    private var bottom: Double { top + step * Double(rows.count) + 4 }

    /// The drawing as a file of its own.
    package var svg: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + node.markup + "\n"
    }

    private var node: Node {
        let scale = scale
        return Drawing.frame(
            id: "intervals",
            width: width,
            height: bottom + 34,
            title: title,
            summary: .value("n = \(rows.count)"),
            language: language,
            [.code(.style(Self.style)), Drawing.label(12, 22, title, "name")]
                + axis(scale)
                + rows.indices.flatMap { row($0, scale) }
        )
    }

    /// Wide limits are cut at three times the spread of the figures, so that these stay legible.
    private var scale: LinearScale {
        let values = (rows.map(\.value) + [neutral].compactMap(\.self)).filter(\.isFinite)
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let spread = max(high - low, high.magnitude * 0.05, 1e-9)
        let ends = rows.flatMap { $0.limits.map { [$0.lower, $0.upper] } ?? [] }.filter(\.isFinite)
        let from = max(min(low, ends.min() ?? low), low - 3 * spread)
        let until = min(max(high, ends.max() ?? high), high + 3 * spread)
        let room = (until - from) * 0.03
        return LinearScale(domain: (from - room)...(until + room), from: left, to: right)
    }

    private func axis(_ x: LinearScale) -> [Node] {
        let ticks = x.ticks(5)
        let numbers = NumberText(language)
        var nodes: [Node] = []
        for value in ticks.values {
            nodes.append(Drawing.line(x(value), top, x(value), bottom, "grid"))
            nodes.append(
                Drawing.label(
                    x(value),
                    bottom + 18,
                    numbers.decimal(value, decimals: ticks.decimals),
                    "tick",
                    .middle
                )
            )
        }
        if let neutral { nodes.append(Drawing.line(x(neutral), top, x(neutral), bottom, "axis")) }
        return nodes
    }

    private func row(_ index: Int, _ x: LinearScale) -> [Node] {
        let row = rows[index]
        let y = top + step * (Double(index) + 0.5)
        let name = row.name.count > 34 ? row.name.prefix(33) + "…" : row.name[...]
        var nodes = [Drawing.label(left - 12, y + 4, String(name), "row", .end)]
        if let limits = row.limits {
            nodes.append(Drawing.line(x(limits.lower), y, x(limits.upper), y, "fit"))
        }
        nodes.append(Drawing.dot(x(row.value), y, 4, "dot"))
        let size = row.value.magnitude
        let decimals = size >= 1000 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 3 : 5
        let text = NumberText(language).decimal(row.value, decimals: decimals)
        nodes.append(Drawing.label(right + 12, y + 4, text, "row"))
        return nodes
    }

    private static let style = """
        svg{font-family:sans-serif;background:#fff}.name{font-size:15px;fill:#17212b}\
        .tick,.row{font-size:11px;fill:#55626e}.row{font-size:12px;fill:#17212b}\
        .axis{stroke:#55626e}.grid{stroke:#d5dce2}.fit{stroke:#0b5394;stroke-width:2}\
        .dot{fill:#0b5394}
        """
}
