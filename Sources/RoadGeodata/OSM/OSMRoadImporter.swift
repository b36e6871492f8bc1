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
    /// - Returns: The roads, with what was left out counted in `notes`: `highway.not_drivable`,
    ///   `way.area`, `way.duplicate`, `way.missing_node` (vertices), `way.bad_coordinate`
    ///   (vertices), `way.split_at_gap`, `way.single_node`, `way.maxspeed_unreadable`,
    ///   `vertex.repeated`, `node.merged`, `restriction.*`, `post.*`.
    /// - Throws: `.fileMissing`, `.fileEmpty`, `.formatUnknown`, `.formatVersion` for a history
    ///   file, `.formatDamaged`, `.networkEmpty`, `.crsUnknown`, `.insufficient` beyond 2³²
    ///   vertices.
    package static func importRoads(
        path: String,
        crs: String? = nil
    ) throws(IntakeError) -> RoadSource {
        guard case .openStreetMap(let format) = try RoadFileKind.recognise(path: path) else {
            throw IntakeError(
                .formatUnknown,
                subject: path,
                detail: "The file is not an OpenStreetMap file.",
                remedy: "Give an .osm.pbf, .osm, .osm.gz or .osm.bz2 file."
            )
        }
        return try importRoads(path: path, format: format, crs: crs)
    }

    /// Reads a file whose format is already known.
    static func importRoads(
        path: String,
        format: OSMFormat,
        crs: String?
    ) throws(IntakeError) -> RoadSource {
        let extract = try OSMExtract(path: path, format: format)
        guard extract.wayCount > 0 else { throw empty(path, "It holds no road for motor traffic.") }
        var nodes = OSMNodePlaces(extract)
        guard let extent = nodes.extent else {
            throw empty(path, "It holds no coordinates for its \(extract.wayCount) roads.")
        }
        let system = crs ?? UTMZone.crs(for: extent)
        let transform = try CoordinateTransform.intoNetwork(system)
        transform.forward(x: &nodes.x, y: &nodes.y)

        let aliases = OSMNodeAliases(extract)
        var builder = RoadSourceBuilder(crs: system, extent: extent, hasTopology: true)
        builder.reserve(ways: extract.wayCount, vertices: extract.vertexCount)
        builder.note("highway.not_drivable", extract.otherHighways)
        builder.note("node.merged", aliases.count)
        let bounds = addWays(of: extract, nodes, aliases, to: &builder)
        guard let bounds = bounds.extent else {
            throw empty(path, "None of its \(extract.wayCount) roads has two usable vertices.")
        }
        let posts = OSMPostReader.read(extract, through: transform)
        var restrictions = OSMRestrictionReader(ways: builder.source.wayID)
        restrictions.read(extract, aliases: aliases)
        for (code, count) in posts.notes { builder.note(code, count) }
        for (code, count) in restrictions.notes { builder.note(code, count) }
        builder.complete(
            extent: bounds,
            restrictions: restrictions.restrictions,
            posts: posts.posts
        )
        return builder.finished()
    }

    private static func addWays(
        of extract: borrowing OSMExtract,
        _ nodes: borrowing OSMNodePlaces,
        _ aliases: OSMNodeAliases,
        to builder: inout RoadSourceBuilder
    ) -> GeodeticBounds {
        var duplicates = OSMDuplicateWays()
        var bounds = GeodeticBounds()
        for way in 0..<extract.wayCount {
            guard extract.tag(.area, way: way) != "yes" else {
                builder.note("way.area")
                continue
            }
            guard duplicates.isNew(extract.wayID(way)) else {
                builder.note("way.duplicate")
                continue
            }
            let reader = OSMWayReader(extract, way: way)
            if let code = reader.note { builder.note(code) }
            let vertices = extract.vertices(ofWay: way)
            for step in 0..<vertices.count {
                let vertex =
                    reader.direction == .against
                    ? vertices.upperBound - 1 - step : vertices.lowerBound + step
                let row = aliases.representative(of: extract.node(atVertex: vertex))
                guard !nodes.x[row].isNaN else {
                    let isMissing = extract.nodePlace(row).x == OSMExtract.missing
                    builder.note(isMissing ? "way.missing_node" : "way.bad_coordinate")
                    builder.gap()
                    continue
                }
                let place = extract.nodePlace(row)
                bounds.add(longitude: Double(place.x) / 1e7, latitude: Double(place.y) / 1e7)
                builder.vertex(
                    x: nodes.x[row],
                    y: nodes.y[row],
                    node: extract.nodeID(row),
                    of: reader.attributes
                )
            }
            builder.finish(reader.attributes)
        }
        return builder.source.wayID.isEmpty ? GeodeticBounds() : bounds
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
