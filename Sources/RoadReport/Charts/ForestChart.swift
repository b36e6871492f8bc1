package import RoadModel

/// Rates of hotspots with their intervals around the network's average; at most fifteen rows.
package struct ForestChart: Sendable {
    /// The rows, in the order they are drawn.
    package let hotspots: [Hotspot]
    /// The network's average; `nil` draws no line.
    package let average: Estimate?
    /// The language of the labels.
    package let language: Language
    /// A name unique in the page.
    package let id: String

    private let width = 420.0
    private let left = 12.0
    private let right = 408.0
    private let rowHeight = 32.0
    private let top = 26.0

    /// Keeps the first fifteen hotspots.
    package init(hotspots: [Hotspot], average: Estimate?, language: Language, id: String) {
        self.hotspots = Array(hotspots.prefix(15))
        (self.average, self.language, self.id) = (average, language, id)
    }

    /// The drawing.
    package var node: Node {
        Drawing.frame(
            id: id,
            width: width,
            height: bottom + 38,
            title: ChartWords.forest[language],
            summary: .value(summary),
            language: language,
            axis + averageLine + hotspots.indices.flatMap(row)
        )
    }

    private var bottom: Double { top + Double(hotspots.count) * rowHeight }

    private var summary: String {
        guard let first = hotspots.first else { return ChartWords.nothing[language] }
        let rate = NumberText(language).decimal(first.rate.value ?? .nan, decimals: 1)
        return "\(HotspotText(language).place(first)): \(rate) \(ChartWords.rateAxis[language])"
    }

    private var scale: LinearScale {
        let highest = hotspots.map { max($0.rate.upper ?? 0, $0.rate.value ?? 0) }.max() ?? 1
        let top = LinearScale.niceTop(max(highest, average?.value ?? 0))
        return LinearScale(domain: 0...top, from: left, to: right)
    }

    private var axis: [Node] {
        let ticks = scale.ticks(5)
        let marks = ticks.values.flatMap { value -> [Node] in
            let text = NumberText(language).decimal(value, decimals: ticks.decimals)
            let anchor: Drawing.Anchor =
                value == 0 ? .start : value >= scale.domain.upperBound ? .end : .middle
            return [
                Drawing.line(scale(value), top, scale(value), bottom, "grid"),
                Drawing.label(scale(value), bottom + 15, text, "tick", anchor),
            ]
        }
        return marks + [
            Drawing.words(
                (left + right) / 2,
                bottom + 32,
                ChartWords.rateAxis[language],
                language,
                "tick",
                .middle
            )
        ]
    }

    private var averageLine: [Node] {
        guard let value = average?.value else { return [] }
        let x = scale(value)
        let text = NumberText(language).decimal(value, decimals: value < 1 ? 2 : 1)
        let isLate = x > (left + right) / 2
        return [
            Drawing.line(x, top - 8, x, bottom, "average"),
            Drawing.words(
                isLate ? x - 4 : x + 4,
                top - 8,
                "\(ChartWords.average[language]): \(text)",
                language,
                "average-text",
                isLate ? .end : .start
            ),
        ]
    }

    private func row(_ index: Int) -> [Node] {
        let hotspot = hotspots[index]
        let y = top + Double(index) * rowHeight
        let name = "\(hotspot.rank). \(HotspotText(language).place(hotspot))"
        var nodes = [Drawing.label(left, y + 13, shortened(name, 54), "row-name")]
        let centre = y + 22
        let lower = scale(hotspot.rate.lower ?? 0)
        let upper = hotspot.rate.upper.map { scale($0) } ?? right
        nodes.append(
            Drawing.line(
                lower,
                centre,
                upper,
                centre,
                hotspot.isAboveAverage ? "span-high" : "span"
            )
        )
        if let value = hotspot.rate.value {
            nodes.append(
                Drawing.dot(
                    scale(value),
                    centre,
                    4,
                    hotspot.isAboveAverage ? "mark-high" : "mark"
                )
            )
        }
        return nodes
    }
}

/// The text cut to a length, with an ellipsis.
func shortened(_ text: String, _ length: Int) -> String {
    text.count <= length ? text : String(text.prefix(length - 1)) + "…"
}
