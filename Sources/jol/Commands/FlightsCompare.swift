import ArgumentParser
import RoadModel
import RoadPipeline

extension FlightsCommand {
    /// `jol flights compare`.
    struct Compare: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "compare",
                abstract: tr(
                    "Hold two logs against each other: one flight in two formats?",
                    ru: "Сравнить два журнала: один ли это вылет в двух форматах?",
                    kk: "Екі журналды салыстыру: екі пішімдегі бір ұшу ма?"
                ),
                usage: "jol flights compare <flight|file> <flight|file> [--json]",
                discussion: tr(
                    """
                    Fixes of the first are held against the second one's track, interpolated in \
                    time: by UTC where both know it, by the cameras' clocks, else by the shift \
                    that brings the tracks closest. Exit code 79 when they are not one flight.
                    """,
                    ru: """
                        Точки первого сравниваются с треком второго на то же время: по UTC, где \
                        оно известно обоим, по часам камер или по сдвигу, при котором треки ближе \
                        всего. Код 79, если это разные вылеты.
                        """,
                    kk: """
                        Біріншінің нүктелері екіншінің сол уақыттағы жолымен салыстырылады: екеуі \
                        де білсе UTC бойынша, камера сағаттары не жолдар ең жақын келетін ығысу \
                        бойынша. Бөлек ұшулар болса, код 79.
                        """
                )
            )
        }

        @Argument(help: FlightWord.help) var first: String
        @Argument(help: FlightWord.help) var second: String
        @OptionGroup var keychain: KeychainOption
        @OptionGroup var global: GlobalOptions
        @OptionGroup var output: OutputOptions

        struct Result: Encodable {
            var schema = "jol.flights.compare/1"
            var first: Side
            var second: Side
            var comparison: FlightComparison
        }

        struct Side: Encodable {
            var file: String
            var format: String
            var fixes: Int
            var seconds: Double
            var distanceMetres: Double
        }

        func run() throws {
            let keys = try keychain.read()
            let places = try [first, second].map { word in
                var place = try FlightWord.place(word, global)
                place.keychains = keys
                return place
            }
            let flights = try places.map { try FlightSource.flight($0, keeping: .fixes) }
            let sides = zip(places, flights).map { place, gathered in
                let flight = gathered.flight
                return Side(
                    file: place.name,
                    format: flight.format,
                    fixes: flight.fixes.count,
                    seconds: Double(flight.vehicleSpan.upperBound - flight.vehicleSpan.lowerBound)
                        / 1e6,
                    distanceMetres: gathered.distanceMetres
                )
            }
            let comparison = FlightComparison(flights[0].flight, flights[1].flight)
            if output.json {
                try Console.printJSON(
                    Result(first: sides[0], second: sides[1], comparison: comparison)
                )
            } else {
                show(sides, comparison)
            }
            if !comparison.isSameFlight { throw ExitCode(79) }
        }

        private func show(_ sides: [Side], _ comparison: FlightComparison) {
            Console.printTable(
                [
                    tr("File", ru: "Файл", kk: "Файл"), tr("Format", ru: "Формат", kk: "Пішім"),
                    tr("Fixes", ru: "Точки", kk: "Нүктелер"), "s", "km",
                ],
                sides.map {
                    [
                        $0.file, $0.format, Say.count($0.fixes), Say.decimal($0.seconds, 1),
                        Say.decimal($0.distanceMetres / 1000, 2),
                    ]
                },
                rightAligned: [2, 3, 4],
                csv: false
            )
            Console.print("")
            let rows: [(String, FlightComparison.Spread?)] = [
                (
                    tr("distance, m", ru: "расстояние, м", kk: "қашықтық, м"),
                    comparison.distanceMetres
                ),
                (
                    tr("relative height, m", ru: "отн. высота, м", kk: "салыст. биіктік, м"),
                    comparison.relativeHeightMetres
                ),
                (
                    tr("altitude, m", ru: "высота н.у.м., м", kk: "теңіз деңг., м"),
                    comparison.altitudeMSLMetres
                ),
                (
                    tr("speed, m/s", ru: "скорость, м/с", kk: "жылдамдық, м/с"),
                    comparison.speedMetresPerSecond
                ),
            ]
            Console.printTable(
                [
                    tr("Difference", ru: "Различие", kk: "Айырма"),
                    tr("median", ru: "медиана", kk: "медиана"), "95 %",
                    tr("largest", ru: "наибольшее", kk: "ең үлкені"),
                    tr("bias", ru: "сдвиг", kk: "ығысу"), "n",
                ],
                rows.compactMap { name, spread in
                    spread.map {
                        [
                            name, Say.decimal($0.median, 2), Say.decimal($0.p95, 2),
                            Say.decimal($0.max, 2), Say.decimal($0.bias, 2), Say.count($0.count),
                        ]
                    }
                },
                rightAligned: [1, 2, 3, 4, 5],
                csv: false
            )
            let by = comparison.alignment.rawValue
            Console.print("")
            Console.print(
                tr(
                    "Aligned by \(by), shift \(Say.decimal(comparison.shiftSeconds, 2)) s, overlap "
                        + "\(Say.decimal(comparison.overlapSeconds, 1)) s.",
                    ru: "Совмещено по \(by), сдвиг \(Say.decimal(comparison.shiftSeconds, 2)) с, "
                        + "общее время \(Say.decimal(comparison.overlapSeconds, 1)) с.",
                    kk: "\(by) бойынша біріктірілді, ығысу "
                        + "\(Say.decimal(comparison.shiftSeconds, 2)) с, ортақ уақыт "
                        + "\(Say.decimal(comparison.overlapSeconds, 1)) с."
                )
            )
            Console.print(
                comparison.isSameFlight
                    ? tr("One flight.", ru: "Один вылет.", kk: "Бір ұшу.")
                    : tr("Not one flight.", ru: "Разные вылеты.", kk: "Бөлек ұшулар.")
            )
        }
    }
}
