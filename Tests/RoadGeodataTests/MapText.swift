import Foundation
import RoadGeodata
import RoadModel

/// A small OpenStreetMap map written by hand: nodes in a row 0.001° apart, unless placed.
struct MapText {
    private var lines: [String] = []

    /// Adds a node; without a place it lies `id` thousandths of a degree east of 76.9.
    mutating func node(
        _ id: Int64,
        _ tags: [String: String] = [:],
        lat: String = "43.2",
        lon: String? = nil
    ) {
        let longitude = lon ?? String(76.9 + Double(id) / 1000)
        lines.append("<node id='\(id)' lat='\(lat)' lon='\(longitude)'>\(Self.text(tags))</node>")
    }

    /// Adds nodes with the given ids in a row.
    mutating func nodes(_ ids: ClosedRange<Int64>) { for id in ids { node(id) } }

    /// Adds a way.
    mutating func way(_ id: Int64, _ nodes: [Int64], _ tags: [String: String]) {
        let references = nodes.map { "<nd ref='\($0)'/>" }.joined()
        lines.append("<way id='\(id)'>\(references)\(Self.text(tags))</way>")
    }

    /// Adds a relation; members are written `way 1 from`, `node 2 via`.
    mutating func relation(_ id: Int64, _ members: [String], _ tags: [String: String]) {
        let list = members.map { member -> String in
            let words = member.split(separator: " ", omittingEmptySubsequences: false)
            return "<member type='\(words[0])' ref='\(words[1])' role='\(words[2])'/>"
        }
        lines.append("<relation id='\(id)'>\(list.joined())\(Self.text(tags))</relation>")
    }

    /// The whole document.
    var document: String {
        "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6'>\n"
            + lines.joined(separator: "\n") + "\n</osm>\n"
    }

    /// Imports the map through a temporary file.
    func imported(
        crs: String? = nil,
        rules: SpeedLimitRules = .kazakhstan
    ) throws -> RoadSource {
        try TemporaryFile.with(named: "map.osm", Array(document.utf8)) {
            try OSMRoadImporter.importRoads(path: $0, crs: crs, rules: rules)
        }
    }

    /// Imports a map of one way over three nodes with these tags.
    static func oneWay(
        _ tags: [String: String],
        rules: SpeedLimitRules = .kazakhstan
    ) throws -> RoadSource {
        var map = MapText()
        map.nodes(1...3)
        map.way(10, [1, 2, 3], tags)
        return try map.imported(rules: rules)
    }

    private static func text(_ tags: [String: String]) -> String {
        tags.sorted { $0.key < $1.key }
            .map { "<tag k='\($0.key)' v='\($0.value)'/>" }.joined()
    }
}

/// Files that live for one call.
enum TemporaryFile {
    /// Writes files into a new folder, hands out the path of the first, and removes the folder.
    static func with<Result>(
        named name: String,
        _ bytes: [UInt8],
        besides others: [(String, [UInt8])] = [],
        _ body: (String) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("jol-geodata-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in [(name, bytes)] + others {
            try Data(bytes).write(to: folder.appendingPathComponent(name))
        }
        return try body(folder.appendingPathComponent(name).path)
    }
}

/// Bearing of a plane vector clockwise from grid north, in degrees.
func gridBearingDegrees(from start: ProjectedPoint, to end: ProjectedPoint) -> Double {
    atan2(end.x - start.x, end.y - start.y) * 180 / .pi
}

extension RoadSource {
    /// Vertices of all ways.
    var vertexCount: Int { vertexRow.isEmpty ? vertexX.count : vertexRow.count }

    /// Node id of a vertex.
    func node(_ vertex: Int) -> Int64 {
        vertexRow.isEmpty ? vertexNode[vertex] : nodeID[Int(vertexRow[vertex])]
    }

    /// Place of a vertex.
    func place(_ vertex: Int) -> ProjectedPoint {
        guard !vertexRow.isEmpty else {
            return ProjectedPoint(x: vertexX[vertex], y: vertexY[vertex])
        }
        let row = Int(vertexRow[vertex])
        return ProjectedPoint(x: nodeX[row], y: nodeY[row])
    }

    /// Node ids of a way's vertices.
    func nodes(ofRow row: Int) -> [Int64] {
        (Int(vertexStart[row])..<Int(vertexStart[row + 1])).map(node)
    }

    /// Length of all lines in metres.
    var totalLength: Double {
        var total = 0.0
        for row in wayID.indices {
            for vertex in Int(vertexStart[row])..<Int(vertexStart[row + 1]) - 1 {
                total += place(vertex).distance(to: place(vertex + 1)).value
            }
        }
        return total
    }

    /// Whether every column has one entry a way and every line two vertices or more.
    var isConsistent: Bool {
        let count = wayID.count
        return [
            roadClass.count, flags.count, limitKmh.count, level.count, lanes.count, name.count,
            otherNames.count, ref.count, vertexStart.count - 1,
        ].allSatisfy { $0 == count }
            && zip(vertexStart, vertexStart.dropFirst()).allSatisfy { $0 + 2 <= $1 }
            && Int(vertexStart[count]) == vertexCount
            && (0..<vertexCount).allSatisfy { place($0).x.isFinite && place($0).y.isFinite }
    }
}
