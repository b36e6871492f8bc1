package import RoadModel

/// Counts by year (bars with whiskers) or month (line with band); the axis starts at zero.
///
/// Breaks of the recording rule are dashed lines that the curve does not cross; provisional steps
/// are hatched.
package struct CountChart: Sendable {
    /// The counts.
    package let series: CountSeries
    /// The language of the labels.
    package let language: Language
    /// A name unique in the page; letters, digits and hyphens.
    package let id: String

    private let width = 420.0
    private let height = 232.0
    private let left = 46.0
    private let right = 412.0
    private let top = 26.0
    private let bottom = 200.0

    /// Makes a chart of a series.
    package init(series: CountSeries, language: Language, id: String) {
        (self.series, self.language, self.id) = (series, language, id)
    }

    /// The drawing.
    package var node: Node {
        Drawing.frame(
            id: id,
            width: width,
            height: height,
            title: title,
            summary: .words(summary, language),
            language: language,
            [.tag("defs", [], [Drawing.hatch(id: "\(id)-h")])] + axis + provisional
                + (series.step == .year ? bars : curve) + breaks + timeLabels
        )
    }

    private var title: String {
        let measure = Measure.title(series.measure)[language]
        let words =
            series.step == .year
            ? LocalizedText(kk: "жылдар бойынша", ru: "по годам", en: "by year")
            : LocalizedText(kk: "айлар бойынша", ru: "по месяцам", en: "by month")
        return "\(measure) \(words[language])"
    }

    private var summary: String {
        let numbers = NumberText(language)
        guard let least = series.points.min(by: { $0.count < $1.count }),
            let most = series.points.max(by: { $0.count < $1.count }),
            let last = series.points.last
        else { return ChartWords.nothing[language] }
        let parts = [(ChartWords.least, least), (ChartWords.most, most), (ChartWords.last, last)]
        return parts.map { words, point in
            "\(words[language]): \(numbers.count(point.count)) (\(name(point)))"
        }.joined(separator: "; ")
    }

    private func name(_ point: CountSeries.Point) -> String {
        guard let month = point.month else { return String(point.year) }
        return DateText(language).monthOfYear(month, point.year)
    }

    private var scale: LinearScale {
        let highest = series.points.map { max(Double($0.count), $0.interval?.upper ?? 0) }.max()
        return LinearScale(
            domain: 0...LinearScale.niceTop(highest ?? 1),
            from: bottom,
            to: top
        )
    }

    private var stepWidth: Double { (right - left) / Double(max(1, series.points.count)) }
    private func start(_ index: Int) -> Double { left + Double(index) * stepWidth }
    private func centre(_ index: Int) -> Double { start(index) + stepWidth / 2 }

    private var axis: [Node] {
        let ticks = scale.ticks(5)
        let numbers = NumberText(language)
        return ticks.values.flatMap { value -> [Node] in
            let y = scale(value)
            return [
                Drawing.line(left, y, right, y, value == 0 ? "axis" : "grid"),
                Drawing.label(
                    left - 6,
                    y + 4,
                    numbers.decimal(value, decimals: ticks.decimals),
                    "tick",
                    .end
                ),
            ]
        }
    }

    private var provisional: [Node] {
        guard series.step == .month else { return [] }
        return series.points.indices.filter { series.points[$0].isProvisional }.map { index in
            Drawing.box(
                start(index),
                top,
                stepWidth,
                bottom - top,
                "provisional",
                fill: "url(#\(id)-h)"
            )
        }
    }

    private var bars: [Node] {
        series.points.indices.flatMap { index -> [Node] in
            let point = series.points[index]
            let (x, y) = (start(index) + stepWidth * 0.18, scale(Double(point.count)))
            let wide = stepWidth * 0.64
            var nodes = [
                point.isProvisional
                    ? Drawing.box(
                        x,
                        y,
                        wide,
                        bottom - y,
                        "bar-provisional",
                        fill: "url(#\(id)-h)"
                    )
                    : Drawing.box(x, y, wide, bottom - y, "bar")
            ]
            if let lower = point.interval?.lower, let upper = point.interval?.upper {
                nodes.append(
                    Drawing.line(
                        centre(index),
                        scale(lower),
                        centre(index),
                        scale(upper),
                        "whisker"
                    )
                )
            }
            if series.points.count <= 8 {
                let text = NumberText(language).count(point.count)
                let above = scale(max(point.interval?.upper ?? 0, Double(point.count)))
                nodes.append(Drawing.label(centre(index), above - 5, text, "number", .middle))
            }
            return nodes
        }
    }

    private var curve: [Node] {
        stretches.flatMap { indices -> [Node] in
            let band = indices.compactMap { index -> (Int, Double, Double)? in
                guard let limits = series.points[index].interval, let lower = limits.lower,
                    let upper = limits.upper
                else { return nil }
                return (index, lower, upper)
            }
            let outline =
                band.map { (centre($0.0), scale($0.2)) }
                + band.reversed().map { (centre($0.0), scale($0.1)) }
            let line = indices.map { (centre($0), scale(Double(series.points[$0].count))) }
            let dots = indices.map { index in
                Drawing.dot(
                    centre(index),
                    scale(Double(series.points[index].count)),
                    2,
                    series.points[index].isProvisional ? "dot-open" : "dot"
                )
            }
            return [
                Drawing.path(outline, "band", closed: true),
                Drawing.path(line, "curve", closed: false),
            ] + dots
        }
    }

    /// Runs of points without a break between them.
    private var stretches: [Range<Int>] {
        let cuts = breakPlaces.map(\.index).filter { $0 > 0 && $0 < series.points.count }.sorted()
        let edges = [0] + cuts + [series.points.count]
        return zip(edges, edges.dropFirst()).filter { $0 < $1 }.map { $0..<$1 }
    }

    private var breakPlaces: [(index: Int, text: String)] {
        series.breaks.compactMap { change in
            let index = series.points.firstIndex { point in
                (point.year, point.month ?? 12) >= (change.day.year, change.day.month)
            }
            guard let index else { return nil }
            return (index, change.reason[language])
        }
    }

    private var breaks: [Node] {
        breakPlaces.flatMap { place -> [Node] in
            let x = start(place.index)
            let isLate = x > (left + right) / 2
            return [
                Drawing.line(x, top - 12, x, bottom, "break"),
                Drawing.words(
                    isLate ? x - 4 : x + 4,
                    top - 9,
                    ChartWords.ruleChanged[language],
                    language,
                    "break-text",
                    isLate ? .end : .start
                ),
            ]
        }
    }

    private var timeLabels: [Node] {
        let points = series.points
        let labelled: [(Int, String)]
        if series.step == .year {
            labelled = points.indices.map { ($0, String(points[$0].year)) }
        } else if points.count <= 13 {
            labelled = points.indices.map { ($0, String(points[$0].month ?? 0)) }
        } else {
            labelled = points.indices.filter { points[$0].month == 1 }
                .map { ($0, String(points[$0].year)) }
        }
        let keep = max(1, (labelled.count + 8) / 9)
        return labelled.enumerated().filter { $0.offset % keep == 0 }.flatMap { entry -> [Node] in
            let (index, text) = entry.element
            let x = series.step == .year || points.count <= 13 ? centre(index) : start(index)
            return [
                Drawing.line(x, bottom, x, bottom + 4, "axis"),
                Drawing.label(x, bottom + 17, text, "tick", .middle),
            ]
        }
    }
}
