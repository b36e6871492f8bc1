import RoadGeodata
import RoadModel
import TestKit
import Testing

@Suite("OpenStreetMap PBF")
struct PBFReaderTests {
    /// A small town: a junction, a roundabout, a restriction, a route, posts, a camera.
    private var town: PBFText {
        var map = PBFText()
        for i in 0..<14 {
            map.nodes.append(
                PBFText.Node(
                    id: i == 5 ? 11_000_000_005 : Int64(100 + i * 7),
                    lat: 43.2 + Double(i % 4) / 1000,
                    lon: 76.9 + Double(i) / 1000
                )
            )
        }
        map.nodes.sort { $0.id < $1.id }
        map.nodes[2].tags = ["railway": "level_crossing"]
        map.nodes.append(
            PBFText.Node(
                id: 12_000_000_000,
                lat: 43.2005,
                lon: 76.9005,
                tags: ["highway": "milestone", "distance": "17", "ref": "KAZ-03"]
            )
        )
        map.nodes.append(
            PBFText.Node(
                id: 12_000_000_001,
                lat: 43.2006,
                lon: 76.9006,
                tags: ["highway": "speed_camera", "maxspeed": "60", "direction": "90"]
            )
        )
        map.nodes.append(
            PBFText.Node(id: 12_000_000_002, lat: 43.3, lon: 76.9, tags: ["shop": "books"])
        )
        let ids = map.nodes.map(\.id)
        map.ways = [
            PBFText.Way(
                id: 10,
                nodes: [ids[0], ids[1], ids[2], ids[3]],
                tags: [
                    "highway": "trunk", "ref": "KAZ-03", "old_ref": "М-36", "name": "Абай",
                    "name:kk": "Абай даңғылы", "name:ru": "проспект Абая", "name:zh-Hans": "阿拜",
                    "name:etymology": "ignored", "maxspeed": "70", "lanes": "3",
                ]
            ),
            PBFText.Way(id: 11, nodes: [ids[1], ids[4]], tags: ["building": "yes"]),
            PBFText.Way(
                id: 12,
                nodes: [ids[2], ids[13], ids[6]],
                tags: ["highway": "residential", "oneway": "-1"]
            ),
            PBFText.Way(
                id: 13,
                nodes: [ids[6], ids[7], ids[8], ids[6]],
                tags: ["highway": "primary", "junction": "roundabout"]
            ),
            PBFText.Way(id: 14, nodes: [ids[3], ids[9]], tags: ["highway": "footway"]),
            PBFText.Way(
                id: 15,
                nodes: [ids[3], ids[10], 999_999_999_999],
                tags: ["highway": "service", "bridge": "yes", "layer": "1"]
            ),
        ]
        map.relations = [
            PBFText.Relation(
                id: 20,
                members: [("way", 10, "from"), ("node", ids[2], "via"), ("way", 12, "to")],
                tags: ["type": "restriction", "restriction": "no_left_turn"]
            ),
            PBFText.Relation(
                id: 21,
                members: [("way", 10, ""), ("way", 15, "forward")],
                tags: ["type": "route", "route": "road", "ref": "KAZ03", "name": "Астана–Алматы"]
            ),
            PBFText.Relation(
                id: 22,
                members: [("way", 10, "")],
                tags: ["type": "route", "route": "bus", "ref": "12"]
            ),
        ]
        return map
    }

    private func imported(_ map: PBFText, threads: Int = 1) throws -> RoadSource {
        try TemporaryFile.with(named: "map.osm.pbf", map.bytes) {
            try OSMRoadImporter.importRoads(path: $0, threads: threads)
        }
    }

    /// Equality in which a place that the map lacks, not a number, is equal to itself.
    private static func isSame(_ a: RoadSource, _ b: RoadSource) -> Bool {
        guard isSame(a.nodeX, b.nodeX), isSame(a.nodeY, b.nodeY) else { return false }
        var (a, b) = (a, b)
        (a.nodeX, a.nodeY, b.nodeX, b.nodeY) = ([], [], [], [])
        return a == b
    }

    private static func isSame(_ a: [Double], _ b: [Double]) -> Bool {
        a.map(\.bitPattern) == b.map(\.bitPattern)
    }

    @Test("gives what libosmium reads from the XML of the same map, however it is cut into blocks")
    func sameAsXML() throws {
        let expected = try town.xml.imported()
        #expect(expected.wayID == [10, 12, 13, 15])
        for perBlock in [1, 2, 3, 100] {
            for hasPlainNodes in [false, true] {
                for isSorted in [false, true] {
                    var map = town
                    map.perBlock = perBlock
                    map.hasPlainNodes = hasPlainNodes
                    map.isSorted = isSorted
                    #expect(try Self.isSame(imported(map), expected))
                    #expect(try Self.isSame(imported(map, threads: 3), expected))
                }
            }
        }
    }

    @Test("tells names in all languages, old indices, routes, posts, cameras and crossings")
    func content() throws {
        let source = try imported(town)
        #expect(source.otherNames[0] == "Абай даңғылы;проспект Абая;阿拜")
        #expect(source.ref[0] == "KAZ-03;М-36")
        #expect(source.lanes[0] == 3)
        #expect(source.routes.map(\.ways) == [[10, 15]])
        #expect(source.routes.first?.names == ["Астана–Алматы"])
        #expect(source.posts.map(\.kilometre) == [17])
        #expect(source.features.map(\.kind) == [.levelCrossing, .speedCamera])
        #expect(source.features.last?.limitKmh == 60)
        #expect(source.features.last?.heading == Degrees(90))
        #expect(source.notes["way.missing_node"] == 1)
        #expect(source.restrictions.count == 1)
    }

    @Test("with roads before their nodes is read as well")
    func unsorted() throws {
        let expected = try imported(town)
        var ways = town
        ways.nodes = []
        ways.relations = []
        ways.isSorted = false
        var rest = town
        rest.ways = []
        // Blocks behind the second file's header; the header block itself may stand once only.
        let header = Int(rest.bytes[3]) + 4
        let blocks = rest.bytes.dropFirst(header).drop { $0 != 0 }
        let source = try TemporaryFile.with(named: "map.osm.pbf", ways.bytes + blocks) {
            try OSMRoadImporter.importRoads(path: $0)
        }
        #expect(source.wayID == expected.wayID)
        #expect(Self.isSame(source.nodeX, expected.nodeX))
    }

    @Test(
        "Known extracts give the same source for any number of threads",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func threads() throws {
        let path = SharedReference.path("mapmatch/osm/liechtenstein.osm.pbf")
        let one = try OSMRoadImporter.importRoads(path: path, threads: 1)
        #expect(try OSMRoadImporter.importRoads(path: path, threads: 2) == one)
        #expect(try OSMRoadImporter.importRoads(path: path, threads: 7) == one)
    }

    @Test("of another compression or with an unknown feature is refused by name")
    func unknown() throws {
        var bytes = town.bytes
        let feature = Array("DenseNodes".utf8)
        for at in 0..<100 where Array(bytes[at..<(at + feature.count)]) == feature {
            bytes[at] = UInt8(ascii: "X")
        }
        let error = try TemporaryFile.with(named: "map.osm.pbf", bytes) { path in
            #expect(throws: IntakeError.self) { try OSMRoadImporter.importRoads(path: path) }
        }
        #expect(error?.code == .formatVersion)
        #expect(error?.detail.contains("XenseNodes") == true)
    }
}
