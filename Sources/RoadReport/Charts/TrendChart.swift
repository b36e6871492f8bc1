package import RoadModel

/// A series with what a method found in it: dots, lines, bands and marks, as a drawing of its own.
package struct TrendChart: Sendable {
    /// A line through points; `isMain` is the fit, others are dashed.
    package struct Line: Sendable {
        /// Places and heights.
        package var points: [(x: Double, y: Double)]
        /// Whether it is the method's main line.
        package var isMain: Bool

        /// Makes a line.
        package init(_ points: [(x: Double, y: Double)], isMain: Bool = true) {
            (self.points, self.isMain) = (points, isMain)
        }
    }

    /// What is drawn, for its title.
    package var title: String
    /// The observed values.
    package var points: [(x: Double, y: Double)]
    /// Places on the time axis with their names.
    package var labels: [(x: Double, text: String)]
    /// Lines of the method.
    package var lines: [Line] = []
    /// Limits: place, lower, upper.
    package var band: [(x: Double, lower: Double, upper: Double)] = []
    /// Upright marks: joinpoints, changes of level, breaks.
    package var marks: [(x: Double, text: String)] = []
    /// Rows of points that are alarms.
    package var alarms: Set<Int> = []
    /// Language of the description.
    package var language: Language

    /// Makes a chart of a series.
    package init(
        title: String,
        points: [(x: Double, y: Double)],
        labels: [(x: Double, text: String)],
        language: Language
    ) {
        (self.title, self.points, self.labels) = (title, points, labels)
        self.language = language
    }

    private let width = 720.0
    private let height = 360.0
    private let left = 64.0
    private let right = 704.0
    private let top = 40.0
    private let bottom = 316.0

    /// The drawing as a file of its own.
    package var svg: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + node.markup + "\n"
    }

    private var node: Node {
        let (x, y) = (times, heights)
        return Drawing.frame(
            id: "trend",
            width: width,
            height: height,
            title: title,
            summary: .value("n = \(points.count)"),
            language: language,
            [.code(.style(Self.style))]
                + [Drawing.label(left, 22, title, "name")] + axes(x, y) + limits(x, y)
                + upright(x) + lines.map { curve($0, x, y) } + dots(x, y)
        )
    }

    private var times: LinearScale {
        let all = points.map(\.x) + band.map(\.x) + lines.flatMap { $0.points.map(\.x) }
        return LinearScale(domain: Self.range(all), from: left + 8, to: right - 8)
    }

    /// Counts start at zero; series with negative values do not.
    private var heights: LinearScale {
        let all =
            points.map(\.y) + band.flatMap { [$0.lower, $0.upper] }
            + lines.flatMap { $0.points.map(\.y) }
        let span = Self.range(all)
        let room = (span.upperBound - span.lowerBound) * 0.06
        let low = span.lowerBound >= 0 ? 0 : span.lowerBound - room
        return LinearScale(domain: low...(span.upperBound + room), from: bottom, to: top)
    }

    private static func range(_ values: [Double]) -> ClosedRange<Double> {
        let finite = values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return 0...1 }
        return low...high
    }

    private func axes(_ x: LinearScale, _ y: LinearScale) -> [Node] {
        let ticks = y.ticks(6)
        let numbers = NumberText(language)
        var nodes: [Node] = []
        for value in ticks.values {
            let place = y(value)
            nodes.append(Drawing.line(left, place, right, place, value == 0 ? "axis" : "grid"))
            nodes.append(
                Drawing.label(
                    left - 8,
                    place + 4,
                    numbers.decimal(value, decimals: ticks.decimals),
                    "tick",
                    .end
                )
            )
        }
        let keep = max(1, (labels.count + 9) / 10)
        for (index, label) in labels.enumerated() where index % keep == 0 {
            nodes.append(Drawing.line(x(label.x), bottom, x(label.x), bottom + 5, "axis"))
            nodes.append(Drawing.label(x(label.x), bottom + 20, label.text, "tick", .middle))
        }
        return nodes
    }

    private func limits(_ x: LinearScale, _ y: LinearScale) -> [Node] {
        let known = band.filter { $0.lower.isFinite && $0.upper.isFinite }
        guard known.count > 1 else { return [] }
        let outline =
            known.map { (x($0.x), y($0.upper)) } + known.reversed().map { (x($0.x), y($0.lower)) }
        return [Drawing.path(outline, "band", closed: true)]
    }

    private func upright(_ x: LinearScale) -> [Node] {
        marks.flatMap { mark in
            [
                Drawing.line(x(mark.x), top, x(mark.x), bottom, "mark"),
                Drawing.label(x(mark.x) + 4, top + 10, mark.text, "tick"),
            ]
        }
    }

    private func curve(_ line: Line, _ x: LinearScale, _ y: LinearScale) -> Node {
        let known = line.points.filter { $0.y.isFinite }.map { (x($0.x), y($0.y)) }
        return Drawing.path(known, line.isMain ? "fit" : "other", closed: false)
    }

    private func dots(_ x: LinearScale, _ y: LinearScale) -> [Node] {
        let radius = points.count > 150 ? 1.8 : 2.6
        return points.indices.filter { points[$0].y.isFinite }.map { index in
            Drawing.dot(
                x(points[index].x),
                y(points[index].y),
                alarms.contains(index) ? radius + 2 : radius,
                alarms.contains(index) ? "alarm" : "dot"
            )
        }
    }

    private static let style = """
        svg{font-family:sans-serif;background:#fff}.name{font-size:15px;fill:#17212b}\
        .tick{font-size:11px;fill:#55626e}.axis{stroke:#55626e}.grid{stroke:#d5dce2}\
        .band{fill:#cfe0ef}.fit{fill:none;stroke:#0b5394;stroke-width:2}\
        .other{fill:none;stroke:#b8430c;stroke-width:1.5;stroke-dasharray:5 4}\
        .mark{stroke:#7a5a00;stroke-dasharray:3 3}.dot{fill:#17212b}.alarm{fill:#d55e00}
        """
}
