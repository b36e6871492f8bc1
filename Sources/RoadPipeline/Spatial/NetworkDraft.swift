import Foundation
import RoadAnalysis
import RoadGeodata
import RoadModel

/// A network as far as its file states it, before missing nodes and lengths are worked out.
struct NetworkDraft {
    let subject: String
    var header: [String] = []
    var ids: [String] = []
    var x: [Double] = []
    var y: [Double] = []
    var ends: [Int] = []
    /// Names of the nodes at which edges start and end; without them ends meet by place.
    var start: FlatTable.Names?
    var end: FlatTable.Names?
    /// Stated lengths; empty without any.
    var metres: [Double] = []
    var values: [String: [Double]] = [:]
    var notes: [String: Int] = [:]

    init(subject: String) { self.subject = subject }

    /// Draws edges as straight lines between nodes of a table.
    mutating func place(at path: String) throws(IntakeError) {
        guard let start, let end else { return }
        var (node, east, north): (Int, Int, Int) = (0, 0, 0)
        let table = try FlatTable.read(path) { header throws(IntakeError) in
            node = FlatTable.find(header, ["node", "node_id", "id"]) ?? 0
            guard let x = FlatTable.find(header, ["x", "easting", "lon", "longitude"]),
                let y = FlatTable.find(header, ["y", "northing", "lat", "latitude"])
            else {
                throw IntakeError(
                    .columnMissing,
                    subject: path,
                    detail: "A table of nodes needs the columns node, x and y.",
                    remedy: "The columns are: \(header.joined(separator: ", "))."
                )
            }
            (east, north) = (x, y)
            return [.name(node), .number(x), .number(y)]
        }
        var row: [String: Int] = [:]
        for index in 0..<table.rowCount { row[table.names[node]?.text(index) ?? ""] = index }
        for edge in 0..<start.count {
            for name in [start.text(edge), end.text(edge)] {
                guard let index = row[name], let px = table.numbers[east]?[index],
                    let py = table.numbers[north]?[index], px.isFinite, py.isFinite
                else {
                    throw IntakeError(
                        .formatDamaged,
                        subject: path,
                        detail: "Node '\(name)' of an edge has no row with coordinates.",
                        remedy: "Export nodes and edges from the same network."
                    )
                }
                x.append(px)
                y.append(py)
            }
            ends.append(x.count)
        }
    }

    /// The network.
    ///
    /// - Throws: `.networkEmpty`, `.formatDamaged` for coordinates or lengths that are no numbers,
    ///   `.crsUnknown`.
    func network(crs: String?, joinMetres: Double) throws(IntakeError) -> SpatialNetwork {
        var draft = self
        let system = try draft.project(crs)
        try draft.check()
        let firstVertex = draft.ends.isEmpty ? [] : [0] + draft.ends
        var start: [Int32]
        var end: [Int32]
        var nodeCount: Int
        var nodeNames: FlatTable.Names?
        if let from = draft.start, let to = draft.end {
            (start, end, nodeNames) = NetworkDraft.numbered(from, to)
            nodeCount = nodeNames?.count ?? 0
        } else {
            var (px, py): ([Double], [Double]) = ([], [])
            for edge in draft.ids.indices {
                for v in [firstVertex[edge], firstVertex[edge + 1] - 1] {
                    px.append(draft.x[v])
                    py.append(draft.y[v])
                }
            }
            let joined = NodeJoining.join(x: px, y: py, tolerance: joinMetres)
            start = draft.ids.indices.map { joined.node[2 * $0] }
            end = draft.ids.indices.map { joined.node[2 * $0 + 1] }
            nodeCount = joined.count
        }
        var metres = draft.metres
        if metres.isEmpty { metres = draft.drawnLengths(firstVertex) }
        for edge in metres.indices where !(metres[edge] > 0 && metres[edge].isFinite) {
            guard metres[edge] == 0 else {
                throw IntakeError(
                    .formatDamaged,
                    subject: subject,
                    detail: "Edge '\(ids[edge])' has no length, or a negative one.",
                    remedy: "Give every edge its length in metres."
                )
            }
            // A point of a line: too short to matter, long enough to divide by.
            metres[edge] = 1e-6
            draft.notes["edges.without_length", default: 0] += 1
        }
        let graph = NetworkGraph(
            edgeStart: start,
            edgeEnd: end,
            edgeMetres: metres,
            nodeCount: nodeCount
        )
        var network = SpatialNetwork(graph: graph, ids: draft.ids)
        (network.x, network.y, network.firstVertex) = (draft.x, draft.y, firstVertex)
        (network.crs, network.isGeographic) = system
        network.nodeNames = nodeNames
        (network.values, network.header, network.notes) = (draft.values, header, draft.notes)
        let loops = graph.edgeMetres.indices.count { start[$0] == end[$0] }
        if loops > 0 { network.notes["edges.loops"] = loops }
        let parts = graph.components().count
        if parts > 1 { network.notes["network.parts"] = parts }
        try network.indexNames(subject)
        return network
    }

    /// Coordinates in metres; the system they are in and whether they were degrees before.
    private mutating func project(_ crs: String?) throws(IntakeError) -> (String?, Bool) {
        guard !x.isEmpty else { return (crs, false) }
        let isDegrees = NetworkDraft.looksLikeDegrees(x, y)
        let declared = crs ?? (isDegrees && metres.isEmpty ? "EPSG:4326" : nil)
        guard let declared else { return (nil, false) }
        let toDegrees = try CoordinateTransform(from: declared, to: "EPSG:4326")
        if toDegrees.source.isMetric { return (declared, false) }
        var (longitude, latitude) = (x, y)
        toDegrees.forward(x: &longitude, y: &latitude)
        let (west, east) = (longitude.min() ?? 0, longitude.max() ?? 0)
        let (south, north) = (latitude.min() ?? 0, latitude.max() ?? 0)
        let zone = UTMZone.crs(
            for: GeodeticExtent(west: west, south: south, east: east, north: north)
        )
        let transform = try CoordinateTransform(from: declared, to: zone)
        transform.forward(x: &x, y: &y)
        return (zone, toDegrees.source.kind == .geographic)
    }

    /// Whether coordinates are those of a region in degrees, and not a small drawing in metres.
    private static func looksLikeDegrees(_ x: [Double], _ y: [Double]) -> Bool {
        guard let west = x.min(), let east = x.max(), let south = y.min(), let north = y.max(),
            west >= -180, east <= 180, south >= -90, north <= 90, east - west < 40,
            north - south < 40
        else { return false }
        // Drawings have their origin inside or at a corner, regions have digits.
        let holdsOrigin = west <= 0 && east >= 0 && south <= 0 && north >= 0
        return !holdsOrigin && x.contains { ($0 * 1000).rounded() / 1000 != $0 }
    }

    private func check() throws(IntakeError) {
        guard !ids.isEmpty else {
            throw IntakeError(
                .networkEmpty,
                subject: subject,
                detail: "It holds no line.",
                remedy: "Give a layer or table of road lines."
            )
        }
        guard let bad = x.indices.first(where: { !(x[$0].isFinite && y[$0].isFinite) }) else {
            return
        }
        let edge = ends.firstIndex { $0 > bad } ?? 0
        throw IntakeError(
            .formatDamaged,
            subject: subject,
            detail: "A coordinate of edge '\(ids[edge])' is no number.",
            remedy: "Mend the row or export the network again."
        )
    }

    private func drawnLengths(_ firstVertex: [Int]) -> [Double] {
        guard !firstVertex.isEmpty else { return ids.map { _ in .nan } }
        return ids.indices.map { edge in
            var sum = 0.0
            for v in firstVertex[edge]..<(firstVertex[edge + 1] - 1) {
                let (dx, dy) = (x[v + 1] - x[v], y[v + 1] - y[v])
                sum += (dx * dx + dy * dy).squareRoot()
            }
            return sum
        }
    }

    private static func numbered(
        _ from: FlatTable.Names,
        _ to: FlatTable.Names
    ) -> (start: [Int32], end: [Int32], names: FlatTable.Names) {
        var (start, end): ([Int32], [Int32]) = ([], [])
        if case .numbers(let a) = from, case .numbers(let b) = to {
            var number: [Int: Int32] = [:]
            var names: [Int] = []
            func node(_ name: Int) -> Int32 {
                if let known = number[name] { return known }
                let new = Int32(names.count)
                number[name] = new
                names.append(name)
                return new
            }
            for row in a.indices {
                start.append(node(a[row]))
                end.append(node(b[row]))
            }
            return (start, end, .numbers(names))
        }
        var number: [String: Int32] = [:]
        var names: [String] = []
        func node(_ name: String) -> Int32 {
            if let known = number[name] { return known }
            let new = Int32(names.count)
            number[name] = new
            names.append(name)
            return new
        }
        for row in 0..<from.count {
            start.append(node(from.text(row)))
            end.append(node(to.text(row)))
        }
        return (start, end, .texts(names))
    }
}

extension SpatialNetwork {
    /// Fills the look-up of edges by name.
    mutating func indexNames(_ subject: String) throws(IntakeError) {
        edgeOfNumber.reserveCapacity(ids.count)
        for (edge, name) in ids.enumerated() {
            let isNew: Bool
            if let number = Int(name), String(number) == name {
                isNew = edgeOfNumber.updateValue(Int32(edge), forKey: number) == nil
            } else {
                isNew = edgeOfText.updateValue(Int32(edge), forKey: name) == nil
            }
            guard isNew else {
                throw IntakeError(
                    .formatDamaged,
                    subject: subject,
                    detail: "Two edges are called '\(name)'.",
                    remedy: "Give every edge a name of its own, or name its column with --id."
                )
            }
        }
    }

    /// The edge of a name in a row.
    func edge(_ names: FlatTable.Names, _ row: Int) -> Int32? {
        switch names {
        case .numbers(let values): edgeOfNumber[values[row]]
        case .texts(let values):
            edgeOfText[values[row]] ?? Int(values[row]).flatMap { edgeOfNumber[$0] }
        }
    }
}
