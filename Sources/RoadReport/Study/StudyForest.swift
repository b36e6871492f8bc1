import RoadModel

/// Changes in percent with their intervals around the line of no change.
struct StudyForest {
    let rows: [StudyEstimate]
    let language: Language
    let id: String

    private let width = 560.0
    private let left = 14.0
    private let right = 546.0
    private let top = 22.0
    private let rowHeight = 34.0

    var node: Node {
        let bottom = top + Double(rows.count) * rowHeight
        let main = rows.first { $0.isMain } ?? rows.first
        let numbers = NumberText(language)
        let summary =
            main.map { "\($0.name[language]): \(numbers.signedPercent($0.percent))" } ?? ""
        return Drawing.frame(
            id: id,
            width: width,
            height: bottom + 24,
            title: ChartWords.change[language],
            summary: .words(summary, language),
            language: language,
            axis(bottom) + rows.indices.flatMap(draw)
        )
    }

    private var scale: LinearScale {
        let lows = rows.map { max(-100, $0.lower ?? -100) }
        let highs = rows.map { min(150, $0.upper ?? 150) }
        let low = max(-100, min(lows.min() ?? -10, 0) - 3)
        let high = max(highs.max() ?? 10, 0) + 3
        return LinearScale(domain: low...max(high, low + 1), from: left, to: right)
    }

    private func axis(_ bottom: Double) -> [Node] {
        let ticks = scale.ticks(7)
        let numbers = NumberText(language)
        let marks = ticks.values.flatMap { value -> [Node] in
            let x = scale(value)
            return [
                Drawing.line(x, top, x, bottom, value == 0 ? "zero" : "grid"),
                Drawing.label(
                    x,
                    bottom + 16,
                    numbers.signedPercent(value, decimals: ticks.decimals),
                    "tick",
                    x < left + 26 ? .start : x > right - 26 ? .end : .middle
                ),
            ]
        }
        let zero = scale(0)
        let isLate = zero > (left + right) / 2
        return marks + [
            Drawing.line(zero, top - 8, zero, bottom, "zero"),
            Drawing.words(
                isLate ? zero - 4 : zero + 4,
                top - 9,
                ChartWords.noChange[language],
                language,
                "tick",
                isLate ? .end : .start
            ),
        ]
    }

    private func draw(_ index: Int) -> [Node] {
        let row = rows[index]
        let y = top + Double(index) * rowHeight
        let (lower, upper) = (scale(row.lower ?? -100), scale(row.upper ?? .infinity))
        let numbers = NumberText(language)
        return [
            Drawing.words(
                left,
                y + 14,
                "\(row.name[language]): \(numbers.signedPercent(row.percent))",
                language,
                "row-name"
            ),
            Drawing.line(lower, y + 24, upper, y + 24, row.isMain ? "span-main" : "span"),
            Drawing.dot(
                scale(row.percent),
                y + 24,
                row.isMain ? 5 : 3.5,
                row.isMain ? "mark-main" : "mark"
            ),
        ]
    }
}
