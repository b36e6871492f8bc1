import RoadModel

/// Yearly counts from zero, with the limits of chance; years without a figure stay empty.
struct StudyYears {
    let years: [StudyYear]
    let breaks: [Double]
    let language: Language
    let id: String

    private let width = 760.0
    private let height = 280.0
    private let left = 52.0
    private let right = 748.0
    private let top = 20.0
    private let bottom = 248.0

    var node: Node {
        Drawing.frame(
            id: id,
            width: width,
            height: height,
            title: Measure.killed.title[language],
            summary: .words(summary, language),
            language: language,
            axes + breakLines + years.flatMap(draw)
        )
    }

    private var summary: String {
        let numbers = NumberText(language)
        return years.map { "\($0.year): \(numbers.count(Int($0.count)))" }.joined(separator: "; ")
    }

    private var across: LinearScale {
        let first = Double(years.first?.year ?? 0) - 0.6
        let last = Double(years.last?.year ?? 1) + 0.6
        return LinearScale(domain: first...last, from: left, to: right)
    }

    private var up: LinearScale {
        let most = LinearScale.niceTop(years.map(\.upper).max() ?? 1)
        return LinearScale(domain: 0...most, from: bottom, to: top)
    }

    private var axes: [Node] {
        let numbers = NumberText(language)
        let ticks = up.ticks(5).values.flatMap { value in
            [
                Drawing.line(left, up(value), right, up(value), "grid"),
                Drawing.label(left - 6, up(value) + 4, numbers.count(Int(value)), "tick", .end),
            ]
        }
        let first = years.first?.year ?? 0
        let last = years.last?.year ?? 0
        return ticks
            + (first...max(first, last)).map { year in
                Drawing.label(across(Double(year)), bottom + 16, "\(year)", "tick", .middle)
            } + [Drawing.line(left, bottom, right, bottom, "axis")]
    }

    private var breakLines: [Node] {
        breaks.map { Drawing.line(across($0), top, across($0), bottom, "break") }
    }

    private func draw(_ year: StudyYear) -> [Node] {
        let x = across(Double(year.year))
        let numbers = NumberText(language)
        return [
            Drawing.line(x, up(year.lower), x, up(year.upper), "whisker"),
            Drawing.dot(x, up(year.count), 4.5, year.isDerived ? "dot-open" : "dot"),
            Drawing.label(
                x,
                up(year.upper) - 6,
                numbers.count(Int(year.count)),
                "number",
                .middle
            ),
        ]
    }
}
