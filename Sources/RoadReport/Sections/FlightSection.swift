import RoadModel

/// The drone flights of the period.
struct FlightSection: ReportSection {
    let content: ReportContent
    let anchor: StaticString = "flights"
    let title = PageText.flights

    /// Flights in the table; the sums cover all of them.
    private let limit = 200

    var node: Node {
        framed([
            Trilingual.blocks { language in
                let block = Block(language: language)
                guard !content.flights.isEmpty else {
                    return [block.heading(title), block.note(.noFlights)]
                }
                return [
                    block.heading(title), block.paragraph(summary(language)),
                    table(language), chart(language), block.note(.flightsNote),
                ]
            }
        ])
    }

    private func summary(_ language: Language) -> String {
        let numbers = NumberText(language)
        let flights = CountNoun.flight.counted(content.flights.count, language)
        let time = numbers.duration(
            seconds: content.flights.reduce(0) { $0 + finite($1.durationSeconds) }
        )
        let way = numbers.kilometres(
            Metres(content.flights.reduce(0) { $0 + finite($1.distance.value) })
        )
        let unclocked = content.flights.filter { $0.start == nil }.count
        var text = LocalizedText(
            kk: "Барлығы: \(flights), әуеде \(time), жолы \(way).",
            ru: "Всего: \(flights), в воздухе \(time), путь \(way).",
            en: "In all: \(flights), \(time) in the air, \(way) flown."
        )[language]
        if unclocked > 0 {
            let count = CountNoun.flight.counted(unclocked, language)
            text +=
                " "
                + LocalizedText(
                    kk: "Уақыты белгісіз: \(count).",
                    ru: "Время неизвестно: \(count).",
                    en: "Without a known time: \(count)."
                )[language]
        }
        return text
    }

    private func finite(_ value: Double) -> Double { value.isFinite ? value : 0 }

    private func table(_ language: Language) -> Node {
        let numbers = NumberText(language)
        var page = PageTable(
            language: language,
            columns: [
                .text(.flight), .number(.date), .text(.vehicle), .number(.duration),
                .number(.distance), .number(.height), .number(.completeness), .text(.clock),
            ],
            caption: title.text[language]
        )
        let yes = LocalizedText(kk: "иә", ru: "да", en: "yes")[language]
        let no = LocalizedText(kk: "жоқ", ru: "нет", en: "no")[language]
        for flight in content.flights.prefix(limit) {
            let start = flight.start.map {
                DateText(language).shortWithTime($0, offsetSeconds: flight.zoneOffsetSeconds)
            }
            page.rows.append([
                .value("\(flight.id) · \(flight.format)"),
                .number(
                    start ?? NumberText.absent,
                    sort: Double(flight.start?.microseconds ?? 0)
                ),
                .value(flight.vehicle.isEmpty ? NumberText.absent : flight.vehicle),
                .number(
                    numbers.duration(seconds: flight.durationSeconds),
                    sort: flight.durationSeconds
                ),
                .number(
                    numbers.kilometres(flight.distance, decimals: 2),
                    sort: flight.distance.value
                ),
                .number(
                    flight.maxHeight.map { numbers.metres($0) } ?? NumberText.absent,
                    sort: flight.maxHeight?.value ?? -1
                ),
                .number(numbers.share(flight.completeness), sort: flight.completeness),
                .words(flight.start == nil ? no : yes),
            ])
        }
        return page.node
    }

    private func chart(_ language: Language) -> Node {
        let rows = content.flights.sorted {
            ($0.completeness, $0.id) < ($1.completeness, $1.id)
        }.prefix(8).map { flight in
            ShareChart.Row(
                name: "\(flight.id) · \(flight.format)",
                share: flight.completeness
            )
        }
        let chart = ShareChart(
            rows: Array(rows),
            title: PageText.completeness.text,
            language: language,
            id: "fl-\(language.rawValue)"
        )
        return .tag(
            "figure",
            [.cls("narrow")],
            [
                .tag("figcaption", [], [Block(language: language).words(.completeness)]),
                chart.node,
            ]
        )
    }
}
