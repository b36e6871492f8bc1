import RoadModel
import RoadReport
import RoadStore

/// Flights for a person at a terminal.
enum FlightText {
    static func printTable(_ flights: [FlightRecord]) {
        guard !flights.isEmpty else {
            Console.note(
                tr(
                    "No flights yet: 'jol flights add FILE'.",
                    ru: "Вылетов ещё нет: 'jol flights add ФАЙЛ'.",
                    kk: "Ұшу әлі жоқ: 'jol flights add ФАЙЛ'."
                )
            )
            return
        }
        var table = TerminalTable([
            (tr("No.", ru: "№", kk: "№"), .left),
            (tr("Take-off (UTC)", ru: "Взлёт (UTC)", kk: "Ұшып шығу (UTC)"), .left),
            (tr("Duration", ru: "Длительность", kk: "Ұзақтығы"), .right),
            (tr("km", ru: "км", kk: "км"), .right),
            (tr("Height, m", ru: "Высота, м", kk: "Биіктік, м"), .right),
            (tr("Fixes", ru: "Точки", kk: "Нүктелер"), .right),
            (tr("Readable", ru: "Прочитано", kk: "Оқылды"), .right),
            (tr("File", ru: "Файл", kk: "Файл"), .left),
        ])
        for flight in flights {
            table.add([
                "F\(flight.number)", flight.start.map { shortTime($0) } ?? noUTC,
                NumberText(Interface.language).duration(seconds: flight.durationSeconds),
                Say.decimal(flight.distance.kilometres, 2),
                flight.maxHeight.map { Say.decimal($0.value, 0) } ?? "–",
                Say.count(flight.fixes), Say.percent(flight.completeness), flight.file,
            ])
        }
        Console.print(table.text)
    }

    static func printCSV(_ flights: [FlightRecord]) {
        Console.print(
            "number,start_utc,duration_s,distance_m,max_height_m,fixes,completeness,format,file,sha256"
        )
        for flight in flights {
            Console.print(
                CommaSeparated.line([
                    "\(flight.number)", flight.start?.description ?? "",
                    "\(flight.durationSeconds)", "\(flight.distance.value)",
                    flight.maxHeight.map { "\($0.value)" } ?? "", "\(flight.fixes)",
                    "\(flight.completeness)", flight.format, flight.file, flight.sha256,
                ])
            )
        }
    }

    /// The flights of a receipt, a line each, and how many more there are.
    static func briefs(_ receipt: Receipt, most: Int) -> [String] {
        let shown = receipt.flights.prefix(most)
        let more = receipt.flights.count - shown.count + (receipt.flightsNotListed ?? 0)
        guard more > 0 else { return shown.map(brief) }
        let count = Say.count(more)
        return shown.map(brief) + [
            tr(
                "… and \(count) more: 'jol flights list'",
                ru: "… и ещё \(count): 'jol flights list'",
                kk: "… тағы \(count): 'jol flights list'"
            )
        ]
    }

    private static func brief(_ flight: FlightBrief) -> String {
        let span = flight.startUTC.map { "\($0) – \(flight.endUTC.map { "\($0)" } ?? "")" } ?? noUTC
        let height = flight.maxHeightMetres.map {
            ", " + tr("height", ru: "высота", kk: "биіктік")
                + " \(Say.decimal($0, 0)) " + tr("m", ru: "м", kk: "м")
        }
        return "F\(flight.number): \(span), "
            + tr("fixes", ru: "точек", kk: "нүкте") + " \(Say.count(flight.fixes)), "
            + "\(Say.decimal(flight.kilometres, 2)) " + tr("km", ru: "км", kk: "км")
            + (height ?? "")
    }

    static func printDetails(
        _ flight: FlightRecord,
        events: [FlightEvent],
        lost: [LostRange],
        heights: FlightHeights,
        fixes: FixColumns
    ) {
        let number = NumberText(Interface.language)
        func line(_ label: String, _ value: String) {
            Console.print(label.padded(to: 22) + value)
        }
        line(tr("Flight", ru: "Вылет", kk: "Ұшу"), "F\(flight.number)  \(flight.file)")
        line(tr("Format", ru: "Формат", kk: "Пішім"), flight.format)
        line(tr("Vehicle", ru: "Аппарат", kk: "Аппарат"), flight.vehicle)
        line(tr("Take-off", ru: "Начало", kk: "Басталуы"), flight.start?.description ?? noUTC)
        line(tr("Landing", ru: "Конец", kk: "Аяқталуы"), flight.end?.description ?? noUTC)
        line(
            tr("Duration", ru: "Длительность", kk: "Ұзақтығы"),
            number.duration(seconds: flight.durationSeconds)
        )
        line(tr("Distance", ru: "Путь", kk: "Жол"), number.kilometres(flight.distance, decimals: 2))
        line(
            tr("Greatest height", ru: "Высота, наиб.", kk: "Ең үлкен биіктік"),
            flight.maxHeight.map { number.metres($0) } ?? "–"
        )
        for height in heights.lines { line(height.label, height.value) }
        line(
            tr("Fixes", ru: "Точки", kk: "Нүктелер"),
            "\(Say.count(flight.fixes)) (\(flight.fixSource))"
        )
        line(tr("Attitudes", ru: "Ориентация", kk: "Бағдар"), Say.count(flight.attitudes))
        line(
            tr("Readable", ru: "Прочитано", kk: "Оқылды"),
            Say.percent(flight.completeness, 2)
        )
        if let clock = flight.clock {
            line(
                tr("Clock", ru: "Часы", kk: "Сағат"),
                "\(clock.source), ±\(Say.decimal(clock.spreadSeconds, 3)) s, n = \(clock.samples)"
            )
        }
        for range in lost {
            line(
                tr("Lost bytes", ru: "Потеряны байты", kk: "Жоғалған байт"),
                "\(range.start)…\(range.end) [\(range.reason.rawValue)]"
            )
        }
        for warning in flight.warnings {
            line(
                tr("Note", ru: "Замечание", kk: "Ескерту"),
                RejectPhrases.local(warning, Interface.language)
            )
        }
        if fixes.count >= 2 {
            Console.print("")
            Console.print(TrackSketch.text(fixes))
        }
        for event in events.suffix(12) {
            let seconds = Double(event.vehicleMicroseconds) / 1e6
            Console.print("  \(Say.decimal(seconds, 1)) s  \(event.kind.rawValue): \(event.text)")
        }
    }

    private static var noUTC: String { tr("no UTC", ru: "нет UTC", kk: "UTC жоқ") }

    private static func shortTime(_ time: Timestamp) -> String {
        DateText(Interface.language).shortWithTime(time, offsetSeconds: 0)
    }
}

extension String {
    /// The text followed by blanks up to a width.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
