import Foundation
import RoadAnalysis
import RoadGeodata
package import RoadModel
import RoadNetwork

/// Reads a network for local statistics from any of the shapes networks come in.
package struct SpatialNetworkReader: Sendable {
    /// The file: lines (GeoPackage, Shapefile, GeoJSON …), a table of edges, or a `.jolnet`.
    package var path: String
    /// A table of nodes with coordinates, for edges without.
    package var nodes: String?
    /// The layer of a GIS file.
    package var layer: String?
    /// The column of names.
    package var idColumn: String?
    /// The system of a table's coordinates, or of a layer that does not say.
    package var crs: String?
    /// How near ends of lines must lie to meet, in metres.
    package var joinMetres = 0.1
    /// Columns of numbers to keep.
    package var columns: [String] = []

    /// Names a file.
    package init(path: String) { self.path = path }

    static let idNames = [
        "id", "edge", "edge_id", "segment", "segment_id", "seg_id", "link", "link_id",
    ]
    static let lengthNames = [
        "length", "length_m", "len", "len_m", "metres", "meters", "shape_length", "shape_leng",
    ]

    /// Reads the network.
    ///
    /// - Throws: `.fileMissing`, `.formatUnknown`, `.columnMissing`, `.formatDamaged`,
    ///   `.networkEmpty`, `.crsUnknown`.
    package func read() throws(IntakeError) -> SpatialNetwork {
        if path.lowercased().hasSuffix(".jolnet") { return try readCompiled() }
        guard path != "-", isGeodata else { return try readTable() }
        let layer = try PlanarLayer(path: path, layer: layer, kind: .lines)
        var draft = NetworkDraft(subject: path)
        draft.header = layer.fieldNames
        let idField =
            try idColumn.map { name throws(IntakeError) in
                try FlatTable.named(name, layer.fieldNames, path)
            } ?? FlatTable.find(layer.fieldNames, Self.idNames)
        // A column that repeats a name names no edges.
        let names = idField.map { field in layer.attributes.map { $0[field] } } ?? []
        let isUsable = Set(names).count == layer.attributes.count && !names.contains("")
        (draft.x, draft.y, draft.ends) = (layer.x, layer.y, layer.ends)
        var parts = [Int](repeating: 0, count: layer.attributes.count)
        for feature in layer.featureOfPart {
            let own = isUsable ? names[feature] : String(layer.featureID[feature])
            draft.ids.append(parts[feature] == 0 ? own : own + ".\(parts[feature] + 1)")
            parts[feature] += 1
        }
        for column in columns {
            let field = try FlatTable.named(column, layer.fieldNames, path)
            draft.values[column] = layer.featureOfPart.map {
                Double(layer.attributes[$0][field]) ?? .nan
            }
        }
        draft.notes["features.not_line"] = layer.leftOut > 0 ? layer.leftOut : nil
        return try draft.network(crs: crs ?? layer.crs, joinMetres: joinMetres)
    }

    private var isGeodata: Bool {
        guard let kind = try? RoadFileKind.recognise(path: path) else { return false }
        return kind == .vector
    }

    private func readCompiled() throws(IntakeError) -> SpatialNetwork {
        let compiled = try CompiledNetwork.open(path: path)
        let c = compiled.columns
        var draft = NetworkDraft(subject: path)
        var (start, end): ([Int], [Int]) = ([], [])
        for piece in 0..<compiled.pieceCount {
            let rows = compiled.vertices(piece: UInt32(piece))
            for v in rows {
                draft.x.append(c.vertexX[v])
                draft.y.append(c.vertexY[v])
            }
            draft.ends.append(draft.x.count)
            draft.ids.append(String(piece))
            let forward = c.pieceForward[piece]
            let backward = c.pieceBackward[piece]
            let isForward = forward != CompiledNetwork.none
            let segment = isForward ? forward : backward
            start.append(Int(isForward ? c.segmentStart[segment] : c.segmentEnd[segment]))
            end.append(Int(isForward ? c.segmentEnd[segment] : c.segmentStart[segment]))
        }
        (draft.start, draft.end) = (.numbers(start), .numbers(end))
        return try draft.network(crs: compiled.crs, joinMetres: joinMetres)
    }

    private func readTable() throws(IntakeError) -> SpatialNetwork {
        var draft = NetworkDraft(subject: path)
        var (u, v, length, kilometres, line, id): (Int?, Int?, Int?, Int?, Int?, Int?)
        var ends: [Int?] = []
        var kept: [(String, Int)] = []
        let idColumn = idColumn
        let columns = columns
        let path = path
        let table = try FlatTable.read(path) { header throws(IntakeError) in
            u = FlatTable.find(
                header,
                [
                    "u", "from", "from_node", "node_u", "source", "start", "start_node", "node1",
                    "fnode", "a",
                ]
            )
            v = FlatTable.find(
                header,
                [
                    "v", "to", "to_node", "node_v", "target", "end", "end_node", "node2", "tnode",
                    "b",
                ]
            )
            length = FlatTable.find(header, Self.lengthNames)
            kilometres = FlatTable.find(header, ["length_km", "km", "kilometres"])
            line = FlatTable.find(
                header,
                ["wkt", "geometry", "geom", "the_geom", "shape", "wkt_geom"]
            )
            ends = ["x1", "y1", "x2", "y2"].map { FlatTable.find(header, [$0]) }
            id =
                try idColumn.map { name throws(IntakeError) in
                    try FlatTable.named(name, header, path)
                } ?? FlatTable.find(header, Self.idNames)
            var wanted: Set<FlatTable.Want> = []
            for column in columns {
                let index = try FlatTable.named(column, header, path)
                kept.append((column, index))
                wanted.insert(.number(index))
            }
            if let u { wanted.insert(.name(u)) }
            if let v { wanted.insert(.name(v)) }
            if let id { wanted.insert(.name(id)) }
            if let line { wanted.insert(.line(line)) }
            for column in ends + [length, kilometres] {
                if let column { wanted.insert(.number(column)) }
            }
            let hasNodes = u != nil && v != nil
            guard line != nil || hasNodes || ends.allSatisfy({ $0 != nil }) else {
                throw IntakeError(
                    .columnMissing,
                    subject: path,
                    detail: "There are neither lines (wkt), nor edges (u, v, length), nor ends "
                        + "(x1, y1, x2, y2).",
                    remedy: "The columns are: \(header.joined(separator: ", "))."
                )
            }
            return wanted
        }
        draft.header = table.header
        let hasEnds = ends.allSatisfy { $0 != nil }
        var rowOfEdge = Array(0..<table.rowCount)
        if line != nil, !table.lines.ends.isEmpty {
            (draft.x, draft.y, draft.ends) = (table.lines.x, table.lines.y, table.lines.ends)
            rowOfEdge = table.lines.rowOfPart
            let lost = table.rowCount - Set(rowOfEdge).count
            if lost > 0 { draft.notes["features.not_line"] = lost }
        } else if hasEnds {
            let columns = ends.compactMap { $0 }.compactMap { table.numbers[$0] }
            for row in 0..<table.rowCount {
                draft.x += [columns[0][row], columns[2][row]]
                draft.y += [columns[1][row], columns[3][row]]
                draft.ends.append(draft.x.count)
            }
        }
        let isWhole = rowOfEdge.count == table.rowCount
        if isWhole, let u, let v { (draft.start, draft.end) = (table.names[u], table.names[v]) }
        if let nodes, draft.ends.isEmpty { try draft.place(at: nodes) }
        if isWhole {
            if let length { draft.metres = table.numbers[length] ?? [] }
            if draft.metres.isEmpty, let kilometres {
                draft.metres = (table.numbers[kilometres] ?? []).map { $0 * 1000 }
            }
        }
        var parts: [Int: Int] = [:]
        for row in rowOfEdge {
            let part = parts[row, default: 0]
            parts[row] = part + 1
            let own = id.flatMap { table.names[$0]?.text(row) } ?? String(row + 1)
            draft.ids.append(part == 0 ? own : own + ".\(part + 1)")
        }
        for (name, column) in kept {
            draft.values[name] = rowOfEdge.map { table.numbers[column]?[$0] ?? .nan }
        }
        return try draft.network(crs: crs, joinMetres: joinMetres)
    }
}
