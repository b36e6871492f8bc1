import ArgumentParser
import RoadModel
import RoadNetwork
import RoadPipeline

extension NetworkCommand {
    /// `jol network locate 76.9,43.2`.
    struct Locate: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "locate",
                abstract: tr(
                    "Find road, kilometre and segment of coordinates.",
                    ru: "Найти дорогу, километр и сегмент по координатам.",
                    kk: "Координаталар бойынша жол, шақырым және сегментті табу."
                ),
                usage: """
                    jol network locate <lon,lat> --network <N.jolnet> [--json]
                    jol network locate --lon <lon> --lat <lat> --network <N.jolnet>
                    jol network locate --batch <table.csv> --out <file.csv> --network <N.jolnet>
                    """,
                discussion: tr(
                    """
                    The nearest road answers; --heading chooses the direction and --ref the road. \
                    --segment and --measure name a place on the network instead. A table has the \
                    columns 'lon', 'lat' and, when known, 'heading' and 'ref', or 'segment' and \
                    'measure_m'.
                    """,
                    ru: """
                        Отвечает ближайшая дорога; --heading выбирает направление, --ref — дорогу. \
                        --segment и --measure задают место на сети. В таблице столбцы 'lon', 'lat' \
                        и, если известны, 'heading' и 'ref', либо 'segment' и 'measure_m'.
                        """,
                    kk: """
                        Ең жақын жол жауап береді; --heading бағытты, --ref жолды таңдайды. \
                        --segment пен --measure желідегі орынды береді. Кесте бағандары: 'lon', \
                        'lat', белгілі болса 'heading' пен 'ref', немесе 'segment' пен 'measure_m'.
                        """
                )
            )
        }

        @Argument(
            help: ArgumentHelp(
                tr("Longitude and latitude.", ru: "Долгота и широта.", kk: "Бойлық пен ендік."),
                valueName: "lon,lat"
            )
        )
        var place: [String] = []

        @OptionGroup var choice: NetworkChoice
        @OptionGroup var output: TableOptions
        @OptionGroup var batch: BatchOptions

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(tr("Longitude.", ru: "Долгота.", kk: "Бойлық."))
        )
        var lon: Double?
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(tr("Latitude.", ru: "Широта.", kk: "Ендік."))
        )
        var lat: Double?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Direction of travel, degrees from true north.",
                    ru: "Направление движения, градусы от севера.",
                    kk: "Қозғалыс бағыты, солтүстіктен градус."
                )
            )
        )
        var heading: Double?
        @Option(
            help: ArgumentHelp(
                tr("Only this road.", ru: "Только эта дорога.", kk: "Тек осы жол."),
                valueName: "index"
            )
        )
        var ref: String?
        @Option(
            help: ArgumentHelp(
                tr("How far to look.", ru: "Радиус поиска.", kk: "Іздеу радиусы."),
                valueName: "m"
            )
        )
        var radius = 200.0
        @Option(help: ArgumentHelp(tr("Segment.", ru: "Сегмент.", kk: "Сегмент.")))
        var segment: UInt32?
        @Option(
            help: ArgumentHelp(
                tr(
                    "Metres from the segment's start.",
                    ru: "Метров от начала сегмента.",
                    kk: "Сегмент басынан метр."
                ),
                valueName: "m"
            )
        )
        var measure: Double?

        struct Result: Encodable {
            var schema = "jol.network.locate/1"
            var network: String
            var place: PlaceAnswer
        }

        func run() throws {
            guard radius.isFinite, radius > 0, radius <= 100_000 else {
                throw ValidationError(
                    tr(
                        "--radius lies above 0 and up to 100,000 m.",
                        ru: "--radius больше 0 и до 100 000 м.",
                        kk: "--radius 0-ден үлкен, 100 000 м-ге дейін."
                    )
                )
            }
            var places = try PlaceFinder(try choice.open())
            let version = places.network.versionID
            if let table = batch.batch {
                try batch.requireOtherTarget(choice)
                let spots = try PlaceTable(path: table).spots()
                return try batch.run(
                    schema: "jol.network.located/1",
                    output: output.output,
                    ids: spots.map(\.id),
                    network: version,
                    choice: choice
                ) { row throws(IntakeError) in
                    [try places.locate(spots[row], radius: Metres(radius))]
                }
            }
            var spot = PlaceFinder.Spot()
            spot.heading = heading.map(Degrees.init)
            spot.ref = ref ?? ""
            if let segment {
                spot.reference = LinearReference(
                    segment: SegmentID(rawValue: segment),
                    measure: Metres(measure ?? 0),
                    offset: Metres(0)
                )
            } else if let lon, let lat {
                spot.place = GeodeticCoordinate(latitude: Degrees(lat), longitude: Degrees(lon))
            } else {
                spot.place = try Coordinates.parse(place.joined(separator: ","))
            }
            let answer = try places.locate(spot, radius: Metres(radius))
            if output.output.json {
                try Console.printJSON(Result(network: version, place: answer))
            } else if output.csv {
                Console.print(PlaceTable.header)
                Console.print(PlaceTable.line(id: "1", .places([answer])))
            } else {
                PlaceText.print([answer])
            }
        }
    }
}

/// Coordinates as an argument: `76.9,43.2`, `76.9 43.2` or `76.9;43.2`, longitude first.
enum Coordinates {
    static func parse(_ text: String) throws(IntakeError) -> GeodeticCoordinate {
        let parts = text.split { $0 == "," || $0 == " " || $0 == ";" }.map { Double($0) }
        if parts.count == 2, let lon = parts[0], let lat = parts[1] {
            let place = GeodeticCoordinate(latitude: Degrees(lat), longitude: Degrees(lon))
            if place.isValid { return place }
        }
        throw IntakeError(
            .badArgument,
            subject: text.isEmpty ? "coordinates" : text,
            detail: "Longitude within ±180 and latitude within ±90 degrees are expected.",
            remedy: "Write for example 76.9456,43.2389, or --lon -43.1 --lat -22.9."
        )
    }
}
