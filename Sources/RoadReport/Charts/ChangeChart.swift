package import RoadModel

/// A change in percent with its three intervals around the line of no change.
package struct ChangeChart: Sendable {
    /// The comparison.
    package let change: TrendChange
    /// The language of the labels.
    package let language: Language
    /// A name unique in the page.
    package let id: String

    private let left = 14.0
    private let right = 406.0
    private let top = 22.0
    private let rowHeight = 32.0

    /// Makes a chart of a comparison.
    package init(change: TrendChange, language: Language, id: String) {
        (self.change, self.language, self.id) = (change, language, id)
    }

    /// The drawing; `nil` when the change has no percentage or must not be shown.
    package var node: Node? {
        guard let percent = change.percent,
            change.verdict.code == .change || change.verdict.code == .noEvidence
        else { return nil }
        let bottom = top + 3 * rowHeight
        return Drawing.frame(
            id: id,
            width: 420,
            height: bottom + 22,
            title: title,
            summary: .words(VerdictSentence(language).interval(change.overdispersed), language),
            language: language,
            axis(bottom) + rows.indices.flatMap { draw($0, percent) }
        )
    }

    private var title: String {
        "\(Measure.title(change.measure)[language]). \(ChartWords.change[language])"
    }

    private var rows: [(LocalizedText, ChangeInterval, Bool)] {
        [
            (ChartWords.spread, change.overdispersed, true),
            (ChartWords.midP, change.midP, false),
            (ChartWords.exact, change.exact, false),
        ]
    }

    private var scale: LinearScale {
        let lowest = rows.map { $0.1.lower ?? -100 }.min() ?? 0
        let highest = rows.map { $0.1.upper ?? 100 }.max() ?? 0
        let low = max(-100, min(lowest, change.percent ?? 0, 0) - 2)
        let high = min(300, max(highest, change.percent ?? 0, 0) + 2)
        return LinearScale(domain: low...max(high, low + 1), from: left, to: right)
    }

    private func axis(_ bottom: Double) -> [Node] {
        let ticks = scale.ticks(6)
        let marks = ticks.values.flatMap { value -> [Node] in
            let x = scale(value)
            let text = NumberText(language).signedPercent(value, decimals: ticks.decimals)
            return [
                Drawing.line(x, top, x, bottom, value == 0 ? "zero" : "grid"),
                Drawing.label(
                    x,
                    bottom + 15,
                    text,
                    "tick",
                    x < left + 24 ? .start : x > right - 24 ? .end : .middle
                ),
            ]
        }
        let zero = scale(0)
        let isLate = zero > (left + right) / 2
        return marks + [
            Drawing.line(zero, top - 8, zero, bottom, "zero"),
            Drawing.words(
                isLate ? zero - 4 : zero + 4,
                top - 8,
                ChartWords.noChange[language],
                language,
                "tick",
                isLate ? .end : .start
            ),
        ]
    }

    private func draw(_ index: Int, _ percent: Double) -> [Node] {
        let (name, limits, isMain) = rows[index]
        let y = top + Double(index) * rowHeight
        let (lower, upper) = (scale(limits.lower ?? -100), scale(limits.upper ?? .infinity))
        let numbers = NumberText(language)
        let spread =
            isMain ? " (φ = \(numbers.decimal(limits.phi, decimals: 2)))" : ""
        return [
            Drawing.words(left, y + 13, name[language] + spread, language, "row-name"),
            Drawing.line(lower, y + 22, upper, y + 22, isMain ? "span-main" : "span"),
            Drawing.dot(scale(percent), y + 22, isMain ? 5 : 3.5, isMain ? "mark-main" : "mark"),
        ]
    }
}
