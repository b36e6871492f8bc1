package import RoadModel

/// How often answers are right against how sure they are: a reliability diagram that stands alone.
///
/// A dot for each range of confidence with the interval of its share of right answers; on the
/// diagonal confidence means what it says. Bars below show how many answers each range holds.
package struct ReliabilityChart: Sendable {
    /// Answers of one range of confidence.
    package struct Bin: Sendable {
        /// Range of confidence.
        package var from: Double, to: Double
        /// Answers in it.
        package var count: Int
        /// Mean confidence.
        package var said: Double
        /// Share of right answers and its interval.
        package var right: Double, low: Double, high: Double

        /// Makes a range.
        package init(
            from: Double,
            to: Double,
            count: Int,
            said: Double,
            right: Double,
            low: Double,
            high: Double
        ) {
            (self.from, self.to, self.count) = (from, to, count)
            (self.said, self.right, self.low, self.high) = (said, right, low, high)
        }
    }

    private let bins: [Bin]
    private let error: Double
    private let language: Language
    private static let (left, top, size) = (56.0, 40.0, 320.0)
    private static let barTop = 388.0

    /// Makes a chart; `error` is the calibration error.
    package init(_ bins: [Bin], error: Double, language: Language) {
        (self.bins, self.error, self.language) = (bins, error, language)
    }

    /// The drawing as a file of its own.
    package var svg: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + node.markup + "\n" }

    /// The drawing.
    package var node: Node {
        let numbers = NumberText(language)
        let x = LinearScale(domain: 0...1, from: Self.left, to: Self.left + Self.size)
        let y = LinearScale(domain: 0...1, from: Self.top + Self.size, to: Self.top)
        let total = bins.reduce(0) { $0 + $1.count }
        var parts: [Node] = [
            .tag(
                "rect",
                [
                    Attribute("width", "100%"), Attribute("height", "100%"),
                    Attribute("fill", "#ffffff"),
                ]
            ),
            text(Self.left, 22, MatchChartWords.title[language], size: 14),
        ]
        for tick in stride(from: 0.0, through: 1, by: 0.2) {
            parts.append(line(x(0), y(tick), x(1), y(tick), "#dddddd"))
            parts.append(line(x(tick), y(0), x(tick), y(1), "#dddddd"))
            let label = numbers.share(tick)
            parts.append(value(Self.left - 6, y(tick) + 4, label, .end))
            parts.append(value(x(tick), y(0) + 16, label, .middle))
        }
        parts.append(line(x(0), y(0), x(1), y(1), "#888888", dashes: "5 4"))
        for bin in bins {
            parts.append(line(x(bin.said), y(bin.low), x(bin.said), y(bin.high), "#1f5a96", 2))
            parts.append(
                .tag(
                    "circle",
                    [
                        Attribute("cx", Drawing.number(x(bin.said))),
                        Attribute("cy", Drawing.number(y(bin.right))), Attribute("r", "4"),
                        Attribute("fill", "#1f5a96"),
                    ]
                )
            )
            let share = total > 0 ? Double(bin.count) / Double(total) : 0
            parts.append(
                .tag(
                    "rect",
                    [
                        Attribute("x", Drawing.number(x(bin.from) + 2)),
                        Attribute("y", Drawing.number(Self.barTop + 40 * (1 - share))),
                        Attribute("width", Drawing.number(x(bin.to) - x(bin.from) - 4)),
                        Attribute("height", Drawing.number(40 * share)),
                        Attribute("fill", "#9db8d2"),
                    ]
                )
            )
            parts.append(
                value((x(bin.from) + x(bin.to)) / 2, Self.barTop + 54, "\(bin.count)", .middle)
            )
        }
        parts.append(text(Self.left, Self.barTop + 74, MatchChartWords.across[language], size: 12))
        parts.append(text(Self.left, Self.barTop + 90, MatchChartWords.up[language], size: 12))
        let summary = bins.map {
            "\(numbers.share($0.from))–\(numbers.share($0.to)): \(numbers.share($0.right)), "
                + "n = \($0.count)"
        }
        let measure = "ECE \(numbers.share(error)), n = \(total)"
        parts.append(value(Self.left + Self.size, 22, measure, .end))
        return Drawing.frame(
            id: "reliability",
            width: Self.left + Self.size + 24,
            height: Self.barTop + 102,
            title: MatchChartWords.title[language],
            summary: .value((summary + [measure]).joined(separator: "; ")),
            language: language,
            parts
        )
    }

    private func line(
        _ x1: Double,
        _ y1: Double,
        _ x2: Double,
        _ y2: Double,
        _ colour: String,
        _ width: Double = 1,
        dashes: String = "none"
    ) -> Node {
        .tag(
            "line",
            [
                Attribute("x1", Drawing.number(x1)), Attribute("y1", Drawing.number(y1)),
                Attribute("x2", Drawing.number(x2)), Attribute("y2", Drawing.number(y2)),
                Attribute("stroke", colour), Attribute("stroke-width", Drawing.number(width)),
                Attribute("stroke-dasharray", dashes),
            ]
        )
    }

    private func text(_ x: Double, _ y: Double, _ words: String, size: Int) -> Node {
        .tag(
            "text",
            [
                Attribute("x", Drawing.number(x)), Attribute("y", Drawing.number(y)),
                Attribute("font-family", "sans-serif"), Attribute("font-size", "\(size)"),
            ],
            [.words(words, language)]
        )
    }

    private func value(_ x: Double, _ y: Double, _ text: String, _ anchor: Drawing.Anchor) -> Node {
        .tag(
            "text",
            [
                Attribute("x", Drawing.number(x)), Attribute("y", Drawing.number(y)),
                Attribute("font-family", "sans-serif"), Attribute("font-size", "11"),
                Attribute("text-anchor", anchor.rawValue),
            ],
            [.value(text)]
        )
    }
}

/// Words on the reliability diagram.
enum MatchChartWords {
    static let title = LocalizedText(
        kk: "Сенімділік диаграммасы",
        ru: "Диаграмма надёжности",
        en: "Reliability diagram"
    )
    static let across = LocalizedText(
        kk: "көлденеңінен — айтылған сенімділік",
        ru: "по горизонтали — уверенность",
        en: "across: confidence"
    )
    static let up = LocalizedText(
        kk: "тігінен — дұрыс жауаптардың үлесі",
        ru: "по вертикали — доля верных ответов",
        en: "up: share of right answers"
    )
}
