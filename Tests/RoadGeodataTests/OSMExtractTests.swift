import RoadGeodata
import RoadModel
import TestKit
import Testing

/// Counts of an extract as pyosmium 4.3.2 gives them through the reference's `osmgraph.py`, and
/// as this importer gives them with the roads that the reference leaves out.
struct KnownExtract: Sendable {
    var path: String
    var crs: String
    var ways: Int, vertices: Int, oneWay: Int
    /// Of these, ways that are neither tracks nor closed; what `osmgraph.py` keeps.
    var openWays: Int
    var banned: Int, mandatory: Int

    static let all = [
        KnownExtract(
            path: "mapmatch/osm/almaty_2013.osm.pbf",
            crs: "EPSG:32643",
            ways: 4136,
            vertices: 31_587,
            oneWay: 543,
            openWays: 4088,
            banned: 37,
            mandatory: 51
        ),
        KnownExtract(
            path: "mapmatch/osm/liechtenstein.osm.pbf",
            crs: "EPSG:32632",
            ways: 3479,
            vertices: 36_772,
            oneWay: 91,
            openWays: 2346,
            banned: 2,
            mandatory: 0
        ),
        KnownExtract(
            path: "mapmatch/osm/moscow.osm.gz",
            crs: "EPSG:32637",
            ways: 447,
            vertices: 2206,
            oneWay: 131,
            openWays: 427,
            banned: 47,
            mandatory: 33
        ),
        KnownExtract(
            path: "mapmatch/osm/sao_paulo.osm.pbf",
            crs: "EPSG:32723",
            ways: 4644,
            vertices: 25_415,
            oneWay: 3294,
            openWays: 4340,
            banned: 0,
            mandatory: 0
        ),
    ]
}

@Suite(
    "Real OpenStreetMap extracts",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct OSMExtractTests {
    @Test("Counts agree with another reader", arguments: KnownExtract.all)
    func counts(_ known: KnownExtract) throws {
        let source = try RoadFileImporter.importRoads(path: SharedReference.path(known.path))
        #expect(source.crs == known.crs)
        #expect(source.wayID.count == known.ways)
        #expect(source.vertexCount == known.vertices)
        #expect(source.flags.count { $0.contains(.oneWay) } == known.oneWay)
        let open = source.wayID.indices.filter {
            source.roadClass[$0] != .track && !source.flags[$0].contains(.restrictedAccess)
        }
        #expect(Set(open.map { source.wayID[$0] }).count == known.openWays)
        #expect(source.restrictions.count { !$0.isMandatory } == known.banned)
        #expect(source.restrictions.count { $0.isMandatory } == known.mandatory)
        #expect(source.isConsistent)
    }

    @Test("Almaty carries the names, indices and holes that are known of it")
    func almaty() throws {
        let path = SharedReference.path("mapmatch/osm/almaty_2013.osm.pbf")
        let source = try RoadFileImporter.importRoads(path: path)
        let rows = source.wayID.indices
        #expect(rows.count { !source.name.isEmpty(at: $0) } == 894)
        #expect(rows.count { !source.ref.isEmpty(at: $0) } == 34)
        // One index mixes a Latin M with a Cyrillic М: nothing may fold it away here.
        #expect(rows.contains { source.ref[$0] == "\u{4D}39; \u{41C}36" })
        #expect(source.notes["way.missing_node"] == 652)
        #expect(source.extent.west > 76.5 && source.extent.east < 77.3)
        // No line crosses a hole: the longest straight piece stays plausible.
        for row in rows {
            for vertex in Int(source.vertexStart[row])..<Int(source.vertexStart[row + 1]) - 1 {
                let length = source.place(vertex).distance(to: source.place(vertex + 1))
                #expect(length.value < 6000)
            }
        }
    }

    @Test("Reading twice gives the same source to the last bit")
    func repeatable() throws {
        let path = SharedReference.path("mapmatch/osm/monaco.osm.pbf")
        let first = try RoadFileImporter.importRoads(path: path)
        let second = try RoadFileImporter.importRoads(path: path)
        #expect(first == second)
        #expect(first.notes["node.merged"] == 1)
    }
}
