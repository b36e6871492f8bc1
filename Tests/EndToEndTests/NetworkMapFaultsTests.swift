import Foundation
import TestKit
import Testing

/// What `jol network validate` finds on small maps, by code and the ways it names.
@Suite("Faults of a map")
struct NetworkMapFaultsTests {
    private func findings(_ map: MapText) throws -> [String] {
        var found: [String] = []
        try MapText.withFolder { folder in
            let run = try CommandRun.jol([
                "network", "validate", try map.image(in: folder), "--json",
            ])
            let report = try #require(try run.json()["report"] as? [String: Any])
            for finding in try #require(report["findings"] as? [[String: Any]]) {
                let code = (finding["code"] as? String ?? "").dropFirst("network.".count)
                let ways = ["way", "otherWay"].compactMap { finding[$0] as? Int }.filter { $0 != 0 }
                found.append(
                    ([String(code)] + ways.sorted().map(String.init)).joined(separator: " ")
                )
            }
        }
        return found
    }

    /// A square of streets of 1 km.
    private func square() -> MapText {
        var map = MapText()
        for (id, x, y) in [(1, 0, 0), (2, 1000, 0), (3, 1000, 1000), (4, 0, 1000)] {
            map.node(id, Double(x), Double(y))
        }
        for (id, refs) in [(1, [1, 2]), (2, [2, 3]), (3, [3, 4]), (4, [4, 1])] {
            map.way(id, refs)
        }
        return map
    }

    @Test("are roads that cross with a node each at one place")
    func crossingOfTwoNodes() throws {
        var map = square()
        map.node(9, 500, 500)
        map.node(10, 500, 500)
        map.way(8, [1, 9, 3])
        map.way(9, [2, 10, 4])
        #expect(try findings(map) == ["crossing_unconnected 8 9"])
        var joined = square()
        joined.node(9, 500, 500)
        joined.way(8, [1, 9, 3])
        joined.way(9, [2, 9, 4])
        #expect(try findings(joined).isEmpty)
    }

    @Test("are roads that touch another without a node of it")
    func touching() throws {
        var map = square()
        // A step of the seventh decimal short of the line.
        map.node(9, 0.0081, 500)
        map.way(9, [2, 9, 3])
        #expect(try findings(map) == ["crossing_unconnected 4 9"])
    }

    @Test("are lines drawn twice, also with nodes of their own")
    func duplicateOfOwnNodes() throws {
        var map = square()
        map.node(8, 400, 300)
        map.node(9, 1000, 1000)
        map.node(10, 0, 0)
        map.node(11, 400, 300)
        map.way(8, [1, 8, 3])
        map.way(9, [9, 11, 10])
        let found = try findings(map)
        #expect(found.contains("duplicate_geometry 8 9"))
        // The same two lines are not told as a crossing besides.
        #expect(!found.contains("crossing_unconnected 8 9"))
    }

    @Test("are no main roads that end at the edge of the box of longitudes and latitudes")
    func edgeOfTheMap() throws {
        // Away from the middle of the zone the grid is turned by more than a degree against north:
        // on a map of 10 km its box reaches 200 m beyond two of the corners.
        var map = MapText()
        for (id, x, y) in [(1, 0, 0), (2, 10_000, 0), (3, 10_000, 10_000), (4, 0, 10_000)] {
            map.node(id, Double(x), Double(y))
        }
        for (id, refs) in [(1, [1, 2]), (2, [2, 3]), (3, [3, 4]), (4, [4, 1])] {
            map.way(id, refs)
        }
        for (id, x, y) in [(11, 1000, 9990), (12, 9000, 9990), (13, 10, 1000), (14, 10, 9000)] {
            map.node(id, Double(x), Double(y))
            map.way(id, [2, id], ["highway": "primary"])
        }
        #expect(try findings(map).filter { $0.hasPrefix("main_road_ends") } == [])
        map.node(15, 5000, 9800)
        map.way(15, [1, 15], ["highway": "primary"])
        #expect(
            try findings(map).filter { $0.hasPrefix("main_road_ends") } == ["main_road_ends 15"]
        )
    }

    @Test("are dead ends that come back to the road they left, but no stubs beside it")
    func deadEndBesideOwnRoad() throws {
        var map = square()
        map.node(8, 400, 200)
        map.node(9, 400, 3)
        map.way(9, [1, 8, 9])
        #expect(try findings(map) == ["dead_end_near_road 1 9"])
        for (east, north) in [(3.0, 3.0), (60, 4)] {
            var stub = square()
            stub.node(9, east, north)
            stub.way(9, [1, 9])
            #expect(try findings(stub) == [])
        }
    }

    @Test("are traps of one-ways in islands, too")
    func trapInIsland() throws {
        var map = square()
        for (id, x, y) in [(21, 400, 400), (22, 500, 400), (23, 450, 500), (24, 600, 400)] {
            map.node(id, Double(x), Double(y))
        }
        map.way(21, [21, 22])
        map.way(22, [22, 23, 21])
        map.way(23, [22, 24], ["oneway": "yes"])
        #expect(try findings(map) == ["island 21", "no_way_out 23"])
    }
}
