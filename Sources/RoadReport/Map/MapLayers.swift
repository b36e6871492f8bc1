import RoadModel

/// The lines and points of the report's map, thinned until the page stays light.
struct MapLayers {
    /// Lines of one class of road.
    struct RoadLayer {
        /// The class.
        var roadClass: RoadClass
        /// The thinned lines, each once.
        var lines: [[LonLat]]
    }

    /// A hotspot's lines.
    struct HotspotLayer {
        /// The hotspot.
        var hotspot: Hotspot
        /// Its lines.
        var lines: [[LonLat]]
    }

    /// Vertices of background roads that a page may hold.
    static let roadVertexBudget = 160_000
    /// Hotspots of one unit on the map and in the table.
    static let hotspotLimit = 30

    /// Background roads, most important first.
    let roads: [RoadLayer]
    /// Classes that were left out, with their number of lines.
    let leftOut: [(roadClass: RoadClass, lines: Int)]
    /// Tolerance of the thinning.
    let tolerance: Metres
    /// Hotspots of both units, within the limit.
    let hotspots: [HotspotLayer]
    /// Tracks of flights, in the order of the list.
    let tracks: [[LonLat]]
    /// The rectangle to show at first; `nil` when there is nothing to show.
    let view: MapExtent?

    /// Chooses and thins.
    init(_ content: ReportContent) {
        let thin = LineSimplifier(tolerance: Metres(4))
        hotspots = AnalysisUnit.allCases.flatMap { unit in
            content.hotspots(of: unit).prefix(MapLayers.hotspotLimit).map { place in
                HotspotLayer(
                    hotspot: place.hotspot,
                    lines: MapLayers.unique(place.lines).map { thin($0) }
                )
            }
        }
        tracks = content.flights.map { LineSimplifier(tolerance: Metres(8))(LonLat.line($0.track)) }
        (roads, leftOut, tolerance) = MapLayers.background(content.roads)
        let sites = content.complexes.compactMap { LonLat($0.location) }
        let facts = hotspots.flatMap { $0.lines.flatMap { $0 } } + sites
        let background = roads.flatMap { $0.lines.flatMap { $0 } }
        view = MapExtent(facts.isEmpty ? background + tracks.flatMap { $0 } : facts)?.padded()
    }

    private static func background(
        _ roads: [RoadLine]
    ) -> ([RoadLayer], [(roadClass: RoadClass, lines: Int)], Metres) {
        var byClass: [RoadClass: [[GeodeticCoordinate]]] = [:]
        for road in roads { byClass[road.roadClass, default: []].append(road.points) }
        let main: [RoadClass] = [.motorway, .trunk, .primary, .secondary, .tertiary]
        let minor: [RoadClass] = [
            .unknown, .unclassified, .residential, .livingStreet, .service, .track,
        ]
        var lines: [RoadClass: [[LonLat]]] = [:]
        for (roadClass, places) in byClass { lines[roadClass] = unique(places) }

        var tolerance = 5.0
        var layers = main.map { thinned($0, lines, tolerance) }
        while vertices(layers) > roadVertexBudget, tolerance < 320 {
            tolerance *= 2
            layers = main.map { thinned($0, lines, tolerance) }
        }
        var used = vertices(layers)
        var leftOut: [(roadClass: RoadClass, lines: Int)] = []
        for roadClass in minor {
            let layer = thinned(roadClass, lines, tolerance)
            let cost = vertices([layer])
            // Once a class is left out, less important ones are too: a map that shows tracks but
            // no streets would mislead.
            if leftOut.isEmpty, used + cost <= roadVertexBudget {
                layers.append(layer)
                used += cost
            } else if !layer.lines.isEmpty {
                leftOut.append((roadClass, layer.lines.count))
            }
        }
        return (layers.filter { !$0.lines.isEmpty }, leftOut, Metres(tolerance))
    }

    private static func thinned(
        _ roadClass: RoadClass,
        _ lines: [RoadClass: [[LonLat]]],
        _ tolerance: Double
    ) -> RoadLayer {
        let thin = LineSimplifier(tolerance: Metres(tolerance))
        return RoadLayer(roadClass: roadClass, lines: (lines[roadClass] ?? []).map { thin($0) })
    }

    private static func vertices(_ layers: [RoadLayer]) -> Int {
        layers.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.count } }
    }

    /// Rounded lines of at least two points; a line and its reverse count once.
    private static func unique(_ lines: [[GeodeticCoordinate]]) -> [[LonLat]] {
        var seen: Set<[LonLat]> = []
        return lines.compactMap { places in
            let line = LonLat.line(places)
            guard line.count > 1, !seen.contains(line), !seen.contains(line.reversed())
            else { return nil }
            seen.insert(line)
            return line
        }
    }
}

extension ReportContent {
    /// The hotspots of one unit in the order of their rank, then of their id.
    func hotspots(of unit: AnalysisUnit) -> [HotspotPlace] {
        hotspots.filter { $0.hotspot.unit == unit }.sorted {
            ($0.hotspot.rank, $0.hotspot.id) < ($1.hotspot.rank, $1.hotspot.id)
        }
    }
}
