import RoadModel

/// Where the complexes stand and since when.
///
/// In the standard world the town's west has none, so that segments without enforcement exist in
/// every class of road; starts are staggered over the three years.
struct ComplexPlan {
    /// A fixed complex: drawing coordinates, first month of work, directions.
    private struct Site {
        var x: Double
        var y: Double
        var classes: [RoadClass]
        var year: Int
        var month: Int
        var watchesBoth: Bool
    }

    /// The complexes of a world; positions do not depend on the seed, mobile days do.
    static func complexes(of world: SimulatedWorld, options: SimulationOptions)
        -> [RoadsideComplex]
    {
        let sites = options.size == .small ? smallSites : standardSites
        var complexes: [RoadsideComplex] = []
        for (index, site) in sites.enumerated() {
            guard let piece = nearestPiece(to: site, in: world) else { continue }
            let isForwardOnly = world.traits(of: world.pieces[piece]).isDirected
            let station = RoadsideComplex.Station(
                firstDay: LocalCalendar.firstDay(year: site.year, month: site.month),
                piece: piece,
                measure: world.pieces[piece].length * 0.45,
                watchesBoth: site.watchesBoth && !isForwardOnly,
                watchesForward: true
            )
            complexes.append(complex(index, name: "Қыран-98", [station]))
        }
        // The second complex outlives its certificate; the last fixed one starts with tests.
        if complexes.count > 1 { complexes[1].certificateUntil = "2024-09-30" }
        if let last = complexes.indices.last {
            complexes[last].testUntilDay = complexes[last].firstDay + 60
        }
        for number in 0..<(options.size == .small ? 1 : 3) {
            let stations = mobileStations(number, world, options)
            var mobile = complex(complexes.count, name: "Тұман-98М", stations)
            mobile.isMobile = true
            mobile.weight = 0.6
            complexes.append(mobile)
        }
        return complexes
    }

    private static func complex(
        _ index: Int,
        name: String,
        _ stations: [RoadsideComplex.Station]
    ) -> RoadsideComplex {
        RoadsideComplex(
            serial: "FX98-" + zeroPadded(index + 1, 5),
            name: name,
            isMobile: false,
            weight: 1,
            stations: stations,
            certificate: "KD-98-" + zeroPadded(4100 + index * 7, 6),
            certificateUntil: "2026-12-31",
            testUntilDay: 0
        )
    }

    private static func nearestPiece(to site: Site, in world: SimulatedWorld) -> Int? {
        let board = DrawingBoard()
        var best: (piece: Int, distance: Double)?
        for (index, piece) in world.pieces.enumerated() {
            let traits = world.traits(of: piece)
            guard site.classes.contains(traits.roadClass), !traits.isLink, piece.length > 120
            else { continue }
            let place = piece.place(at: piece.length * 0.45)
            let point = board.planPoint(longitude: place.longitude, latitude: place.latitude)
            let distance = (point - PlanPoint(x: site.x, y: site.y)).length
            if distance < best?.distance ?? .infinity { best = (index, distance) }
        }
        return best?.piece
    }

    /// Mobile complexes move every day, every fortnight in the small world; they never stand
    /// on ramps or the service road.
    private static func mobileStations(
        _ number: Int,
        _ world: SimulatedWorld,
        _ options: SimulationOptions
    ) -> [RoadsideComplex.Station] {
        var random = SeededStream(seed: options.seed, part: "mobile", index: number)
        let suitable = world.pieces.indices.filter { index in
            let piece = world.pieces[index]
            let traits = world.traits(of: piece)
            return piece.length > 150 && !traits.isLink && traits.roadClass != .service
        }
        let first = LocalCalendar.firstDay(year: Simulator.firstYear, month: 1)
        let end = LocalCalendar.firstDay(year: Simulator.lastYear, month: 13)
        let stay = options.size == .small ? 14 : 1
        return stride(from: first, to: end, by: stay).map { day in
            let piece = suitable[random.below(suitable.count)]
            let isDirected = world.traits(of: world.pieces[piece]).isDirected
            let length = world.pieces[piece].length
            return RoadsideComplex.Station(
                firstDay: day,
                piece: piece,
                measure: 50 + (length - 100) * random.uniform(),
                watchesBoth: false,
                watchesForward: isDirected || random.below(2) == 0
            )
        }
    }

    private static let standardSites: [Site] = [
        Site(x: 1125, y: 125, classes: [.primary], year: 2023, month: 1, watchesBoth: true),
        Site(x: 125, y: 900, classes: [.primary], year: 2023, month: 7, watchesBoth: true),
        Site(x: 875, y: 625, classes: [.tertiary], year: 2024, month: 1, watchesBoth: true),
        Site(x: 875, y: -625, classes: [.tertiary], year: 2024, month: 7, watchesBoth: true),
        Site(x: 1300, y: -1300, classes: [.residential], year: 2024, month: 7, watchesBoth: false),
        Site(x: 700, y: 1100, classes: [.residential], year: 2025, month: 1, watchesBoth: true),
        Site(x: 1700, y: 1700, classes: [.primary], year: 2024, month: 1, watchesBoth: true),
        Site(x: 1700, y: -1700, classes: [.primary], year: 2023, month: 1, watchesBoth: true),
        Site(x: 8400, y: 0, classes: [.trunk], year: 2023, month: 1, watchesBoth: false),
        Site(x: 18_900, y: -300, classes: [.trunk], year: 2024, month: 1, watchesBoth: false),
        Site(x: 18_900, y: 300, classes: [.trunk], year: 2024, month: 1, watchesBoth: false),
        Site(x: 22_700, y: 300, classes: [.service], year: 2023, month: 1, watchesBoth: true),
        Site(x: 32_400, y: 300, classes: [.trunk], year: 2024, month: 7, watchesBoth: false),
        Site(x: 8000, y: 8200, classes: [.secondary], year: 2024, month: 7, watchesBoth: true),
        Site(x: 600, y: -5000, classes: [.secondary], year: 2025, month: 1, watchesBoth: true),
    ]

    private static let smallSites: [Site] = [
        Site(x: 250, y: 125, classes: [.primary], year: 2023, month: 1, watchesBoth: true),
        Site(x: 600, y: 650, classes: [.primary], year: 2024, month: 1, watchesBoth: true),
        Site(x: 4000, y: -100, classes: [.trunk], year: 2024, month: 7, watchesBoth: false),
        Site(x: 3400, y: -100, classes: [.service], year: 2023, month: 1, watchesBoth: true),
    ]
}
