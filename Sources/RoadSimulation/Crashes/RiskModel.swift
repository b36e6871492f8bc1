import RoadModel

/// The crash rates behind a world: by class of road, with planted hotspots and enforcement.
struct RiskModel {
    /// One entry per piece, in the order of the pieces.
    let risks: [PieceRisk]
    /// Common level of each year, by year, around 1.
    let yearLevels: [Int: Double]

    /// Works the rates out; the expected total before any effect is `options.crashes`.
    init(world: SimulatedWorld, options: SimulationOptions, complexes: [RoadsideComplex]) {
        var random = SeededStream(seed: options.seed, part: "risk")
        var levels: [Int: Double] = [:]
        for year in Simulator.firstYear...Simulator.lastYear {
            levels[year] = max(0.1, 1 + options.yearNoise * random.normal())
        }
        yearLevels = levels
        var risks = world.pieces.enumerated().map { index, piece in
            // Pieces too short to leave both junctions' clearance stay without crashes.
            let isLongEnough = piece.length > 2.5 * options.junctionClearanceMetres
            let traits = world.traits(of: piece)
            return PieceRisk(
                piece: index,
                rate: isLongEnough ? Self.relativeRate(traits) : 0
            )
        }
        Self.plantHotspots(&risks, world, options, &random)
        Self.applyComplexes(&risks, world, options, complexes)
        let perYear = risks.reduce(0) { sum, risk in
            sum + risk.expectedPerYear(length: world.pieces[risk.piece].length)
        }
        // In the order of the years: a dictionary's own order differs from run to run.
        let total = (Simulator.firstYear...Simulator.lastYear).reduce(0) { sum, year in
            sum + perYear * (levels[year] ?? 1)
        }
        let factor = total > 0 ? options.crashes / total : 0
        for index in risks.indices { risks[index].rate *= factor }
        self.risks = risks
    }

    /// Rates of the classes relative to each other, per kilometre of way.
    private static func relativeRate(_ traits: RoadTraits) -> Double {
        if traits.isLink { return 0.5 }
        if traits.isRoundabout { return 2 }
        return switch traits.roadClass {
        case .trunk: 1
        case .primary: 3
        case .secondary: 0.6
        case .tertiary: 2
        case .residential: 1
        default: 0.5
        }
    }

    /// Plants five hotspots on busy roads: whole town blocks, 400 m of a longer piece.
    private static func plantHotspots(
        _ risks: inout [PieceRisk],
        _ world: SimulatedWorld,
        _ options: SimulationOptions,
        _ random: inout SeededStream
    ) {
        let classes: [[RoadClass]] = [
            [.primary], [.tertiary, .residential], [.trunk], [.secondary], [.primary],
        ]
        for (order, wanted) in classes.enumerated() {
            let suitable = risks.indices.filter { index in
                let piece = world.pieces[index]
                let traits = world.traits(of: piece)
                return wanted.contains(traits.roadClass) && !traits.isLink
                    && risks[index].hotspot == nil && piece.length >= 200
            }
            guard !suitable.isEmpty else { continue }
            let index = suitable[random.below(suitable.count)]
            let length = world.pieces[index].length
            let extent = min(length, 400)
            let from = ((length - extent) * random.uniform()).rounded(.down)
            risks[index].hotspot = PieceRisk.Hotspot(
                id: "H\(order + 1)",
                from: from,
                to: min(from + extent, length),
                factor: options.hotspotFactor
            )
        }
    }

    /// Marks the pieces that come within the radius of a fixed complex.
    private static func applyComplexes(
        _ risks: inout [PieceRisk],
        _ world: SimulatedWorld,
        _ options: SimulationOptions,
        _ complexes: [RoadsideComplex]
    ) {
        for complex in complexes where !complex.isMobile {
            guard let station = complex.stations.first else { continue }
            let site = world.pieces[station.piece].place(at: station.measure)
            let start = LocalCalendar.start(ofDay: complex.firstDay)
            for index in risks.indices {
                let piece = world.pieces[index]
                guard isWithin(options.effectRadiusMetres, of: site, piece),
                    start < risks[index].effectFrom ?? .max
                else { continue }
                risks[index].effectFrom = start
                risks[index].effectOf = complex.serial
            }
        }
    }

    /// Whether a piece comes within a distance of a site; looked at every 20 m.
    private static func isWithin(
        _ radius: Double,
        of site: PiecePlace,
        _ piece: RoadPiece
    ) -> Bool {
        let parts = max(1, Int(piece.length / 20))
        for part in 0...parts {
            let place = piece.place(at: piece.length * Double(part) / Double(parts))
            if place.distance(to: site) <= radius { return true }
        }
        return false
    }
}
