package import RoadModel

/// Reads the roads of a GIS layer: GeoPackage, Shapefile, GeoJSON, FlatGeobuf or MapInfo.
package enum VectorRoadImporter {
    /// Reads the lines of a layer; multi-part lines give several rows with the feature's id.
    ///
    /// Heights are ignored, arcs are made straight, polygons and points are counted and left out.
    /// The result has no topology: the compiler of the network nodes the lines.
    ///
    /// - Parameters:
    ///   - path: A local file.
    ///   - layer: The layer; `nil` for the only one with lines.
    ///   - fields: Which fields say what.
    ///   - sourceCRS: The system of the file's coordinates; overrides what the file declares.
    ///   - crs: The network's system; `nil` for the UTM zone of the extent, also when the source
    ///     is projected already. Name the source's own system to keep its coordinates bit by bit.
    ///   - rules: General speed limits.
    /// - Returns: The roads, with what was left out counted in `notes`: `feature.not_line`,
    ///   `feature.no_geometry`, `highway.not_drivable`, `way.class_unmapped`,
    ///   `way.maxspeed_unreadable`, `way.bad_coordinate` (vertices), `way.split_at_gap`,
    ///   `way.single_node`, `vertex.repeated`, `crs.overridden`.
    /// - Throws: `.fileMissing`, `.fileEmpty`, `.formatUnknown`, `.formatDamaged`, `.notFound` or
    ///   `.badArgument` for the layer, `.geometryKind`, `.columnMissing`, `.crsMissing`,
    ///   `.crsUnknown`, `.networkEmpty`, `.insufficient` beyond 2³² vertices.
    package static func importRoads(
        path: String,
        layer: String? = nil,
        fields: RoadFieldMapping = .automatic,
        sourceCRS: String? = nil,
        crs: String? = nil,
        rules: SpeedLimitRules = .kazakhstan
    ) throws(IntakeError) -> RoadSource {
        try RoadFileKind.requireVector(path: path)
        let dataset = try VectorDataset(path: path, layer: layer, kind: .line)
        guard let declared = sourceCRS ?? dataset.crs else {
            throw IntakeError.crsMissing(subject: path)
        }
        let columns = try RoadFieldColumns(fields, in: dataset.fieldNames, path: path)
        var lines = try VectorRoadLines(
            dataset,
            columns,
            classValues: fields.classValues,
            rules: rules
        )
        guard !lines.ways.isEmpty else { throw lines.empty(path) }
        guard lines.x.count < Int(UInt32.max) else {
            throw IntakeError(
                .insufficient,
                subject: path,
                detail: "It holds more than 2³² vertices.",
                remedy: "Cut out the region you need."
            )
        }
        let extent = try geodeticExtent(of: lines, declared, path: path)
        let system = crs ?? UTMZone.crs(for: extent)
        let transform = try CoordinateTransform(from: declared, to: system)
        try transform.target.requireMetric(system)
        if crs != nil { try NetworkSystem.requireTrue(system, for: extent, around: extent.centre) }
        transform.forward(x: &lines.x, y: &lines.y)

        var builder = RoadSourceBuilder(crs: system, extent: extent, hasTopology: false)
        builder.reserve(ways: lines.ways.count, vertices: lines.x.count)
        let projector = try NetworkProjector(system)
        builder.setGround(
            GroundMetric(over: lines.x, lines.y, around: extent.centre) { x, y in
                projector.forward(x: &x, y: &y, threads: 1)
            }
        )
        for (code, count) in lines.notes { builder.note(code, count) }
        if sourceCRS != nil, dataset.crs != nil { builder.note("crs.overridden") }
        add(lines, to: &builder)
        guard !builder.source.wayID.isEmpty else { throw lines.empty(path) }
        return builder.finished()
    }

    private static func geodeticExtent(
        of lines: borrowing VectorRoadLines,
        _ crs: String,
        path: String
    ) throws(IntakeError) -> GeodeticExtent {
        let transform = try CoordinateTransform(from: crs, to: "EPSG:4326")
        var (x, y) = (lines.x, lines.y)
        transform.forward(x: &x, y: &y)
        var bounds = GeodeticBounds()
        for row in x.indices where abs(y[row]) <= 90 && abs(x[row]) <= 180 {
            bounds.add(longitude: x[row], latitude: y[row])
        }
        if let extent = bounds.extent { return extent }
        throw IntakeError(
            .crsUnknown,
            subject: path,
            detail: "None of its coordinates has a place on Earth in \(transform.source.name).",
            remedy: "Check the system of the file and state it with --source-crs."
        )
    }

    private static func add(
        _ lines: borrowing VectorRoadLines,
        to builder: inout RoadSourceBuilder
    ) {
        var start = 0
        for part in 0..<lines.ends.count {
            let way = lines.ways[lines.wayOfPart[part]]
            let end = lines.ends[part]
            for step in 0..<(end - start) {
                let vertex = lines.isReversed[lines.wayOfPart[part]] ? end - 1 - step : start + step
                if lines.x[vertex].isNaN {
                    builder.note("way.bad_coordinate")
                    builder.gap()
                } else {
                    builder.vertex(x: lines.x[vertex], y: lines.y[vertex], of: way)
                }
            }
            builder.finish(way)
            start = end
        }
    }
}
