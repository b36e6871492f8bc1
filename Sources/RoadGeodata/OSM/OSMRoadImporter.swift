package import RoadModel

/// Reads the roads of an OpenStreetMap file.
package enum OSMRoadImporter {
    /// Reads ways, turn restrictions and kilometre posts that matter to motor traffic.
    ///
    /// The format is recognised by content, whatever the name ends in. Two passes: ways and
    /// relations first, then only the nodes those ways need. Ways with `oneway=-1` are reversed and
    /// keep their id; ways with missing vertices are cut there, so that no line crosses the hole.
    ///
    /// - Parameters:
    ///   - path: An `.osm.pbf`, `.osm`, `.osm.gz` or `.osm.bz2` file.
    ///   - crs: The network's system; `nil` for the UTM zone of the roads' extent.
    ///   - rules: General speed limits for roads whose source states none.
    ///   - threads: Cores to use; the result is the same for any number.
    /// - Returns: The roads, with what was left out counted in `notes`: `highway.not_drivable`,
    ///   `way.area`, `way.duplicate`, `way.missing_node` (vertices), `way.bad_coordinate`
    ///   (vertices), `way.split_at_gap`, `way.single_node`, `way.maxspeed_unreadable`,
    ///   `vertex.repeated`, `node.merged`, `node.duplicate` (at another place),
    ///   `file.not_sorted` (though its header says so), `restriction.*`, `post.*`.
    /// - Throws: `.fileMissing`, `.fileEmpty`, `.formatUnknown`, `.formatVersion` for a history
    ///   file, `.formatDamaged`, `.networkEmpty`, `.crsUnknown`, `.insufficient` beyond 2³²
    ///   vertices.
    package static func importRoads(
        path: String,
        crs: String? = nil,
        rules: SpeedLimitRules = .kazakhstan,
        threads: Int = 1
    ) throws(IntakeError) -> RoadSource {
        guard case .openStreetMap(let format) = try RoadFileKind.recognise(path: path) else {
            throw IntakeError(
                .formatUnknown,
                subject: path,
                detail: "The file is not an OpenStreetMap file.",
                remedy: "Give an .osm.pbf, .osm, .osm.gz or .osm.bz2 file."
            )
        }
        return try importRoads(
            path: path,
            format: format,
            crs: crs,
            rules: rules,
            threads: threads
        )
    }

    /// Reads a file whose format is already known.
    static func importRoads(
        path: String,
        format: OSMFormat,
        crs: String?,
        rules: SpeedLimitRules,
        threads: Int
    ) throws(IntakeError) -> RoadSource {
        var extract = try OSMExtract.read(
            path: path,
            format: format,
            rules: rules,
            threads: threads
        )
        let wayCount = extract.ways.count
        guard wayCount > 0 else { throw empty(path, "It holds no road for motor traffic.") }
        let vertices = extract.vertexRows()
        extract.ways.refs = []
        var nodes = OSMNodePlaces(extract)
        guard let extent = nodes.extent, let centre = nodes.centre else {
            throw empty(path, "It holds no coordinates for its \(wayCount) roads.")
        }
        if let crs { try NetworkSystem.requireTrue(crs, for: extent, around: centre) }
        let system = crs ?? UTMZone.crs(at: centre)
        let projector = try NetworkProjector(system)
        projector.forward(x: &nodes.x, y: &nodes.y, threads: threads)

        let aliases = OSMNodeAliases(extract, vertices: vertices)
        var builder = RoadSourceBuilder(crs: system, extent: extent, hasTopology: true)
        builder.setGround(
            GroundMetric(over: nodes.x, nodes.y, around: centre) { x, y in
                projector.forward(x: &x, y: &y, threads: threads)
            }
        )
        builder.setNodes(ids: extract.nodeIDs, x: nodes.x, y: nodes.y)
        builder.reserve(ways: wayCount, vertices: vertices.count)
        builder.note("highway.not_drivable", extract.ways.otherHighways)
        builder.note("node.merged", aliases.count)
        for (code, count) in extract.ways.notes { builder.note(code, count) }
        for (code, count) in extract.notes { builder.note(code, count) }
        addWays(of: extract, vertices, aliases, to: &builder)
        guard let bounds = bounds(of: builder, extract) else {
            throw empty(path, "None of its \(wayCount) roads has two usable vertices.")
        }
        let points = OSMPostReader(extract.points, through: projector, rules: rules)
        var restrictions = OSMRestrictionReader(ways: builder.source.wayID)
        restrictions.read(extract, aliases: aliases)
        for (code, count) in points.notes { builder.note(code, count) }
        for (code, count) in restrictions.notes { builder.note(code, count) }
        builder.complete(
            extent: bounds,
            restrictions: restrictions.restrictions,
            points: points,
            routes: OSMRouteReader.read(extract.relations)
        )
        return builder.finished()
    }

    private static func addWays(
        of extract: OSMExtract,
        _ rows: [UInt32],
        _ aliases: OSMNodeAliases,
        to builder: inout RoadSourceBuilder
    ) {
        var duplicates = OSMDuplicateWays()
        let ways = extract.ways
        for way in 0..<ways.count {
            guard duplicates.isNew(ways.ids[way]) else {
                builder.note("way.duplicate")
                continue
            }
            let attributes = ways.attributes(way)
            let vertices = Int(ways.start[way])..<Int(ways.start[way + 1])
            for step in 0..<vertices.count {
                let vertex =
                    ways.isAgainst[way]
                    ? vertices.upperBound - 1 - step : vertices.lowerBound + step
                let row = aliases.representative(of: Int(rows[vertex]))
                guard !builder.source.nodeX[row].isNaN else {
                    let isMissing = extract.nodePlace(row).x == OSMExtract.missing
                    builder.note(isMissing ? "way.missing_node" : "way.bad_coordinate")
                    builder.gap()
                    continue
                }
                builder.vertex(row: UInt32(truncatingIfNeeded: row), of: attributes)
            }
            builder.finish(attributes)
        }
    }

    /// The extent of what was kept: ways of a single usable vertex were taken back.
    private static func bounds(
        of builder: borrowing RoadSourceBuilder,
        _ extract: OSMExtract
    ) -> GeodeticExtent? {
        var bounds = GeodeticBounds()
        for row in builder.source.vertexRow {
            let place = extract.nodePlace(Int(row))
            bounds.add(longitude: Double(place.x) / 1e7, latitude: Double(place.y) / 1e7)
        }
        return bounds.extent
    }

    private static func empty(_ path: String, _ detail: String) -> IntakeError {
        IntakeError(
            .networkEmpty,
            subject: path,
            detail: detail,
            remedy: "Check that the extract covers your region and holds ways with `highway`."
        )
    }
}
