import RoadModel

/// Yearly and monthly counts as charts with their numbers.
struct SeriesSection: ReportSection {
    let content: ReportContent
    let anchor: StaticString = "series"
    let title = PageText.series

    var node: Node {
        let shown = content.series.filter { !$0.points.isEmpty }
        guard !shown.isEmpty else { return .empty }
        return framed([
            Trilingual.blocks { language in
                let block = Block(language: language)
                let charts = shown.enumerated().map { index, series in
                    figure(series, index, language)
                }
                return [
                    block.heading(title), block.note(.seriesNote),
                    .tag("div", [.cls("grid")], charts),
                ] + breakList(shown, language)
            }
        ])
    }

    private func figure(_ series: CountSeries, _ index: Int, _ language: Language) -> Node {
        let chart = CountChart(
            series: series,
            language: language,
            id: "se-\(language.rawValue)-\(index)"
        )
        let step =
            series.step == .year
            ? LocalizedText(kk: "жылдар", ru: "годы", en: "years")
            : LocalizedText(kk: "айлар", ru: "месяцы", en: "months")
        let name = "\(Measure.title(series.measure)[language]) — \(step[language])"
        return .tag(
            "figure",
            [],
            [
                .tag("figcaption", [], [.words(name, language)]), chart.node,
                Block(language: language).details(.asTable, [numbers(series, name, language)]),
            ]
        )
    }

    private func numbers(_ series: CountSeries, _ name: String, _ language: Language) -> Node {
        var table = PageTable(
            language: language,
            columns: [series.step == .year ? .text(.year) : .text(.month), .number(.count)],
            caption: name
        )
        let text = NumberText(language)
        for point in series.points {
            let when =
                point.month.map { DateText(language).monthOfYear($0, point.year) }
                ?? String(point.year)
            let order = Double(point.year) * 12 + Double(point.month ?? 0)
            table.rows.append([
                .number(when + (point.isProvisional ? " *" : ""), sort: order),
                .number(text.count(point.count), sort: Double(point.count)),
            ])
        }
        return table.node
    }

    private func breakList(_ shown: [CountSeries], _ language: Language) -> [Node] {
        var seen: Set<CountSeries.Break> = []
        let breaks = shown.flatMap(\.breaks).filter { seen.insert($0).inserted }
        guard !breaks.isEmpty else { return [] }
        return [
            .tag(
                "ul",
                [.cls("note")],
                breaks.map { change in
                    let day = DateText(language).long(change.day)
                    return .tag(
                        "li",
                        [],
                        [.words("\(day): \(change.reason[language])", language)]
                    )
                }
            )
        ]
    }
}
