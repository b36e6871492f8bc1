import Foundation
package import RoadAnalysis
import RoadGeodata
package import RoadModel

/// Reads events or samples and finds their places on a network.
package struct PlaceReader: Sendable {
    /// The file: a table, a layer of points, or `-`.
    package var path: String
    /// The layer of a GIS file.
    package var layer: String?
    /// The system of a table's coordinates; by default the network's.
    package var crs: String?
    /// How far from the network a point may lie, in metres.
    package var reachMetres = 100.0
    /// How near to a junction a place along its edge counts as at the junction, in metres.
    package var snapMetres = 0.1
    /// A column of numbers to keep, such as a weight.
    package var weightColumn: String?
    /// A column of texts to keep, such as a time.
    package var timeColumn: String?

    /// Names a file.
    package init(path: String) { self.path = path }

    /// Places on a network with what was found on the way.
    package struct Placed: Sendable {
        /// The places, rows off the network left out.
        package var places = NetworkPlaces()
        /// Row of the file of each place, from 0.
        package var row: [Int] = []
        /// The name of each row of the file; empty where rows have none.
        package var names: [String] = []
        /// Weight of each place; 1 without a column.
        package var weights: [Double] = []
        /// Time text of each place; empty without a column.
        package var times: [String] = []
        /// Rows of the file.
        package var rows = 0
        /// Rows without a place, from 0.
        package var unlocated: [Int] = []
        /// Places moved onto a junction.
        package var snapped = 0
        /// Places at a junction of three or more edges: any of them could have the event.
        package var atJunctions = 0
        /// Greatest distance from the network.
        package var farthest = 0.0

        /// The name of a place.
        package func name(_ place: Int) -> String {
            names.isEmpty ? String(row[place] + 1) : names[row[place]]
        }
    }

    private struct Columns {
        var edge: Int?
        var offset: Int?
        var x: Int?
        var y: Int?
        var isDegrees = false
        var line: Int?
        var name: Int?
        var weight: Int?
        var time: Int?
    }

    /// Reads the file.
    ///
    /// - Throws: `.columnMissing`, `.nothingAccepted` when no row lies on the network, and what
    ///   reading throws.
    package func read(on network: SpatialNetwork) throws(IntakeError) -> Placed {
        let placed = try path != "-" && isGeodata ? readLayer(network) : readTable(network)
        guard placed.places.count > 0 else {
            throw IntakeError(
                .nothingAccepted,
                subject: path,
                detail: "None of its \(placed.rows) rows lies on the network within "
                    + "\(Int(reachMetres)) m.",
                remedy: "Check that both files are of one place and system, or widen --reach."
            )
        }
        return placed
    }

    private var isGeodata: Bool {
        guard let kind = try? RoadFileKind.recognise(path: path) else { return false }
        return kind == .vector
    }

    private func readTable(_ network: SpatialNetwork) throws(IntakeError) -> Placed {
        var c = Columns()
        let table = try FlatTable.read(path) { header throws(IntakeError) in
            c = try columns(header, network)
            var wanted: Set<FlatTable.Want> = []
            if c.edge != nil || c.x != nil { c.line = nil }
            for column in [c.offset, c.x, c.y, c.weight] {
                if let column { wanted.insert(.number(column)) }
            }
            for column in [c.edge, c.name, c.time] {
                if let column { wanted.insert(.name(column)) }
            }
            if let line = c.line { wanted.insert(.line(line)) }
            return wanted
        }
        var placed = Placed()
        placed.rows = table.rowCount
        if let name = c.name, let names = table.names[name] {
            placed.names = (0..<table.rowCount).map { names.text($0) }
        }
        let weights = c.weight.flatMap { table.numbers[$0] }
        let times = c.time.flatMap { table.names[$0] }
        if let edge = c.edge, let names = table.names[edge] {
            let offsets = c.offset.flatMap { table.numbers[$0] }
            for row in 0..<table.rowCount {
                guard let found = network.edge(names, row) else {
                    placed.unlocated.append(row)
                    continue
                }
                let length = network.graph.edgeMetres[Int(found)]
                let offset = offsets?[row] ?? length / 2
                // A measure a little beyond the end is the end; far beyond it is a mistake.
                guard offset >= -1, offset <= length + max(1, length * 1e-3) else {
                    placed.unlocated.append(row)
                    continue
                }
                add(Int(found), min(length, max(0, offset)), 0, row, network, &placed)
            }
        } else {
            var x = c.x.flatMap { table.numbers[$0] } ?? []
            var y = c.y.flatMap { table.numbers[$0] } ?? []
            if c.line != nil {
                (x, y) = (
                    [Double](repeating: .nan, count: table.rowCount),
                    [Double](repeating: .nan, count: table.rowCount)
                )
                var start = 0
                for (part, end) in table.lines.ends.enumerated() {
                    let row = table.lines.rowOfPart[part]
                    if end > start, x[row].isNaN {
                        (x[row], y[row]) = (table.lines.x[start], table.lines.y[start])
                    }
                    start = end
                }
            }
            let from = crs ?? (c.isDegrees || network.isGeographic ? "EPSG:4326" : nil)
            try locate(&x, &y, from: from, network, &placed)
        }
        try finish(&placed, weights, times.map { times in { times.text($0) } })
        return placed
    }

    private func columns(
        _ header: [String],
        _ network: SpatialNetwork
    ) throws(IntakeError) -> Columns {
        var c = Columns()
        c.edge = FlatTable.find(
            header,
            [
                "edge", "edge_id", "segment", "segment_id", "seg_id", "link", "link_id",
                "road_segment",
            ]
        )
        c.offset = FlatTable.find(
            header,
            [
                "offset", "measure", "measure_m", "offset_m", "position", "pos", "m", "along",
                "dist_along",
            ]
        )
        c.x = FlatTable.find(header, ["x", "easting", "east"])
        c.y = FlatTable.find(header, ["y", "northing", "north"])
        if c.x == nil || c.y == nil {
            c.x = FlatTable.find(header, ["lon", "longitude", "long", "lng"])
            c.y = FlatTable.find(header, ["lat", "latitude"])
            c.isDegrees = true
        }
        if c.x == nil || c.y == nil { (c.x, c.y, c.isDegrees) = (nil, nil, false) }
        c.line = FlatTable.find(header, ["wkt", "geometry", "geom", "the_geom", "wkt_geom"])
        c.name = FlatTable.find(
            header,
            ["event", "sample", "event_id", "sample_id", "crash_id", "crash", "id", "fid"]
        )
        if let weightColumn { c.weight = try FlatTable.named(weightColumn, header, path) }
        if let timeColumn { c.time = try FlatTable.named(timeColumn, header, path) }
        // A measure says more than coordinates; an edge alone says less.
        if c.offset == nil, c.x != nil || c.line != nil, network.hasGeometry { c.edge = nil }
        guard c.edge != nil || c.x != nil || c.line != nil else {
            throw IntakeError(
                .columnMissing,
                subject: path,
                detail: "There is no place: neither edge and offset, nor x and y, lon and lat, or "
                    + "wkt.",
                remedy: "The columns are: \(header.joined(separator: ", "))."
            )
        }
        if c.edge == nil, !network.hasGeometry {
            throw IntakeError(
                .columnMissing,
                subject: path,
                detail: "The network has no lines, so places need the columns edge and offset.",
                remedy: "Give edges with x1, y1, x2, y2 or wkt, or a table of --nodes."
            )
        }
        return c
    }

    private func readLayer(_ network: SpatialNetwork) throws(IntakeError) -> Placed {
        let layer = try PlanarLayer(path: path, layer: layer, kind: .points)
        var placed = Placed()
        placed.rows = layer.featureID.count
        var (x, y) = (layer.x, layer.y)
        // Bit for bit where both files are in one system.
        try locate(&x, &y, from: crs ?? layer.crs, network, &placed)
        func values(_ column: String?) throws(IntakeError) -> [String]? {
            guard let column else { return nil }
            let field = try FlatTable.named(column, layer.fieldNames, path)
            return layer.attributes.map { $0[field] }
        }
        let weights = try values(weightColumn)?.map { Double($0) ?? .nan }
        let times = try values(timeColumn)
        placed.names = layer.featureID.map { String($0) }
        try finish(&placed, weights, times.map { times in { times[$0] } })
        return placed
    }

    private func locate(
        _ x: inout [Double],
        _ y: inout [Double],
        from crs: String?,
        _ network: SpatialNetwork,
        _ placed: inout Placed
    ) throws(IntakeError) {
        guard network.hasGeometry else {
            throw IntakeError(
                .columnMissing,
                subject: path,
                detail: "The network has no lines, so points cannot be put on it.",
                remedy: "Give edges with x1, y1, x2, y2 or wkt, or a table of --nodes."
            )
        }
        if let crs {
            guard let target = network.crs else {
                throw IntakeError(
                    .crsMissing,
                    subject: path,
                    detail:
                        "The points are in \(crs.prefix(40)), the network does not say in what.",
                    remedy: "State the network's system with --crs."
                )
            }
            let transform = try CoordinateTransform(from: crs, to: target)
            if !transform.isIdentity { transform.forward(x: &x, y: &y) }
        }
        var index = PlaceIndex(network)
        for row in x.indices {
            guard let found = index.nearest(x: x[row], y: y[row], within: reachMetres) else {
                placed.unlocated.append(row)
                continue
            }
            add(found.edge, found.offset, found.metres, row, network, &placed)
        }
    }

    private func add(
        _ edge: Int,
        _ offset: Double,
        _ away: Double,
        _ row: Int,
        _ network: SpatialNetwork,
        _ placed: inout Placed
    ) {
        let length = network.graph.edgeMetres[edge]
        var offset = offset
        let nearest = min(offset, length - offset)
        if nearest <= snapMetres {
            let atStart = offset <= length - offset
            if nearest > 0 { placed.snapped += 1 }
            offset = atStart ? 0 : length
            let node = Int(atStart ? network.graph.edgeStart[edge] : network.graph.edgeEnd[edge])
            if network.graph.degree(node) > 2 { placed.atJunctions += 1 }
        }
        placed.places.append(edge: Int32(edge), offset: offset)
        placed.row.append(row)
        placed.farthest = max(placed.farthest, away)
    }

    private func finish(
        _ placed: inout Placed,
        _ weights: [Double]?,
        _ time: ((Int) -> String)?
    ) throws(IntakeError) {
        placed.weights = [Double](repeating: 1, count: placed.row.count)
        if let weights {
            for (place, row) in placed.row.enumerated() {
                guard weights[row].isFinite, weights[row] >= 0 else {
                    throw IntakeError(
                        .formatDamaged,
                        subject: path,
                        detail: "The weight of row \(row + 1) is no number of 0 or more.",
                        remedy: "Mend the cell or name another column."
                    )
                }
                placed.weights[place] = weights[row]
            }
        }
        if let time { placed.times = placed.row.map(time) }
    }
}
