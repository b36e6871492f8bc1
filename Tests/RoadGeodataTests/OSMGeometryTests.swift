import RoadGeodata
import RoadModel
import Testing

@Suite("OpenStreetMap lines, turns and posts")
struct OSMGeometryTests {
    @Test("A line ends where a node is missing and goes on behind the hole")
    func gaps() throws {
        // 1──2──(3 missing)──4──5──(6 off the globe)──7     8──(9 missing)
        var map = MapText()
        for id in [1, 2, 4, 5, 7, 8] as [Int64] { map.node(id) }
        map.node(6, lat: "98")
        map.way(10, [1, 2, 3, 4, 5, 6, 7], ["highway": "primary"])
        map.way(11, [8, 9], ["highway": "primary"])
        let source = try map.imported()
        #expect(source.wayID == [10, 10])
        #expect(source.nodes(ofRow: 0) == [1, 2])
        #expect(source.nodes(ofRow: 1) == [4, 5])
        #expect(
            source.notes == [
                "way.missing_node": 2, "way.bad_coordinate": 1, "way.split_at_gap": 1,
                "way.single_node": 2,
            ]
        )
        #expect(source.isConsistent)
    }

    @Test("The extent is that of the roads that were kept")
    func extent() throws {
        var map = MapText()
        map.nodes(1...2)
        // The other node of a way far to the east is missing.
        map.node(3, lat: "43.3", lon: "77.5")
        map.way(10, [1, 2], ["highway": "primary"])
        map.way(11, [3, 4], ["highway": "primary"])
        let source = try map.imported()
        #expect(source.notes["way.single_node"] == 1)
        #expect(
            source.extent == GeodeticExtent(west: 76.901, south: 43.2, east: 76.902, north: 43.2)
        )
    }

    @Test("A reversed way with a gap keeps both pieces in the direction of traffic")
    func reversedGap() throws {
        var map = MapText()
        for id in [1, 2, 4, 5] as [Int64] { map.node(id) }
        map.way(10, [1, 2, 3, 4, 5], ["highway": "primary", "oneway": "-1"])
        let source = try map.imported()
        #expect(source.nodes(ofRow: 0) == [5, 4])
        #expect(source.nodes(ofRow: 1) == [2, 1])
    }

    @Test("Coordinates 0, 0 are none")
    func zeroCoordinates() throws {
        var map = MapText()
        map.nodes(1...2)
        map.node(3, lat: "0", lon: "0")
        map.way(10, [1, 2, 3], ["highway": "primary"])
        let source = try map.imported()
        #expect(source.nodes(ofRow: 0) == [1, 2])
        #expect(source.notes["way.bad_coordinate"] == 1)
        #expect(source.extent.south > 43)
    }

    @Test("A repeated node is dropped; two nodes at one place become one and stay joined")
    func repeatedNodes() throws {
        // 5 lies on 2: way 10 says so, and way 11 branches off at 5.
        var map = MapText()
        map.nodes(1...4)
        map.node(5, lon: "76.902")
        map.way(10, [1, 1, 2, 5, 3], ["highway": "primary"])
        map.way(11, [5, 4], ["highway": "primary"])
        map.relation(
            1,
            ["way 10 from", "node 5 via", "way 11 to"],
            ["type": "restriction", "restriction": "no_left_turn"]
        )
        let source = try map.imported()
        #expect(source.nodes(ofRow: 0) == [1, 2, 3])
        #expect(source.nodes(ofRow: 1) == [2, 4])
        #expect(source.restrictions.map(\.viaNode) == [2])
        #expect(source.notes == ["vertex.repeated": 2, "node.merged": 1])
    }

    @Test("A closed way keeps its last node")
    func ring() throws {
        var map = MapText()
        map.nodes(1...2)
        map.node(3, lat: "43.201")
        map.way(10, [1, 2, 3, 1], ["highway": "primary", "junction": "roundabout"])
        let source = try map.imported()
        #expect(source.nodes(ofRow: 0) == [1, 2, 3, 1])
        #expect(source.flags[0].isSuperset(of: [.oneWay, .roundabout]))
    }

    @Test("A way that stands twice counts once")
    func duplicateWays() throws {
        var map = MapText()
        map.nodes(1...4)
        map.way(10, [1, 2], ["highway": "primary"])
        map.way(12, [2, 3], ["highway": "primary"])
        map.way(10, [1, 2], ["highway": "primary"])
        map.way(11, [3, 4], ["highway": "primary"])
        let source = try map.imported()
        #expect(source.wayID == [10, 12, 11])
        #expect(source.notes == ["way.duplicate": 1])
    }

    @Test("Ids far apart and negative cost nothing")
    func spreadIds() throws {
        let far: Int64 = 480_000_000_000_000
        var map = MapText()
        map.node(-5, lon: "76.9")
        map.node(far, lon: "76.91")
        map.node(7, lon: "76.92")
        map.way(10, [-5, far, 7], ["highway": "primary"])
        #expect(try map.imported().nodes(ofRow: 0) == [-5, far, 7])
    }

    @Test("The UTM zone comes from the extent, or from the caller")
    func systems() throws {
        var map = MapText()
        map.nodes(1...2)
        map.way(10, [1, 2], ["highway": "primary"])
        let chosen = try map.imported()
        #expect(chosen.crs == "EPSG:32643")
        #expect(
            chosen.extent == GeodeticExtent(west: 76.901, south: 43.2, east: 76.902, north: 43.2)
        )
        // 0.001° along the parallel of 43.2° is 81.3 m on the ellipsoid, 0.9998 of it on the grid.
        #expect(abs(chosen.totalLength - 81.24) < 0.05)
        #expect(try map.imported(crs: "EPSG:32642").crs == "EPSG:32642")
        let error = #expect(throws: IntakeError.self) { try map.imported(crs: "EPSG:4326") }
        #expect(error?.code == .crsUnknown)
    }

    private func crossing() -> MapText {
        //      4
        // 1────2────3   ways 10 (1-2), 11 (2-3), 12 (2-4), 13 (3-5)
        var map = MapText()
        map.nodes(1...3)
        map.node(4, lat: "43.201", lon: "76.902")
        map.node(5)
        map.way(10, [1, 2], ["highway": "primary"])
        map.way(11, [2, 3], ["highway": "primary"])
        map.way(12, [2, 4], ["highway": "primary"])
        map.way(13, [3, 5], ["highway": "primary"])
        return map
    }

    @Test("Turn restrictions over a node and over ways are read")
    func restrictions() throws {
        var map = crossing()
        map.relation(
            1,
            ["way 10 from", "node 2 via", "way 12 to"],
            ["type": "restriction", "restriction": "no_left_turn"]
        )
        map.relation(
            2,
            ["way 12 from", "node 2 via", "way 11 to"],
            ["type": "restriction", "restriction": "only_left_turn"]
        )
        map.relation(
            3,
            ["way 10 from", "way 11 via", "way 13 to"],
            ["type": "restriction", "restriction": "no_u_turn"]
        )
        map.relation(
            4,
            ["way 10 from", "way 12 from", "node 2 via", "way 11 to"],
            ["type": "restriction", "restriction:motorcar": "no_entry"]
        )
        let source = try map.imported()
        func turn(
            _ from: Int64,
            _ to: Int64,
            _ via: Int64,
            _ ways: [Int64] = [],
            only: Bool = false
        )
            -> TurnRestriction
        {
            TurnRestriction(
                fromWay: from,
                toWay: to,
                viaNode: via,
                viaWays: ways,
                isMandatory: only
            )
        }
        #expect(
            source.restrictions == [
                turn(10, 12, 2), turn(12, 11, 2, only: true), turn(10, 13, 0, [11]),
                turn(10, 11, 2), turn(12, 11, 2),
            ]
        )
        #expect(source.notes.isEmpty)
    }

    @Test("Restrictions that do not bind cars or make no sense are counted")
    func otherRestrictions() throws {
        let members = ["way 10 from", "node 2 via", "way 12 to"]
        let cases: [(String, [String], [String: String])] = [
            (
                "restriction.except_motorcar", members,
                ["restriction": "no_left_turn", "except": "psv; motorcar"]
            ),
            ("restriction.other_vehicles", members, ["restriction:hgv": "no_left_turn"]),
            (
                "restriction.conditional", members,
                ["restriction:conditional": "no_left_turn @ (Mo)"]
            ),
            ("restriction.unreadable", members, ["restriction": "maybe"]),
            (
                "restriction.incomplete", ["way 10 from", "way 12 to"],
                ["restriction": "no_left_turn"]
            ),
            ("restriction.incomplete", ["node 2 via"], ["restriction": "no_left_turn"]),
            (
                "restriction.way_outside", ["way 10 from", "node 2 via", "way 99 to"],
                ["restriction": "no_left_turn"]
            ),
            (
                "restriction.node_outside", ["way 10 from", "node 99 via", "way 12 to"],
                ["restriction": "no_left_turn"]
            ),
        ]
        for (code, members, tags) in cases {
            var map = crossing()
            map.relation(1, members, tags.merging(["type": "restriction"]) { $1 })
            let source = try map.imported()
            #expect(source.restrictions.isEmpty)
            #expect(source.notes == [code: 1])
        }
        var map = crossing()
        map.relation(1, members, ["type": "route", "restriction": "no_left_turn"])
        map.relation(
            2,
            members,
            ["type": "restriction", "restriction": "no_left_turn", "except": "bicycle"]
        )
        #expect(try map.imported().restrictions.count == 1)
    }

    @Test(
        "Kilometre posts are read from distance, pk and ref",
        arguments: [
            (["distance": "315"], 315.0, ""),
            (["distance": "12.5", "ref": "KAZ02"], 12.5, "KAZ02"),
            (["pk": "18 km"], 18, ""), (["ref": "7"], 7, ""), (["distance": "315+200"], 315.2, ""),
            (["ref": "42", "road_ref": "A-1"], 42, "A-1"), (["distance": "12,5 км"], 12.5, ""),
            (["distance": "км 9"], 9, ""), (["distance": "0"], 0, ""),
            (["ref": "ПК 50+00"], 5, ""), (["pk": "ПК 3152+50"], 315.25, ""),
            (["pk": "PK 50+00"], 5, ""), (["pk": "пк 7"], 0.7, ""), (["pk": "PK 12+300"], 12.3, ""),
            (["pk": "pk 12"], 12, ""),
        ]
    )
    func posts(_ tags: [String: String], _ kilometre: Double, _ ref: String) throws {
        var map = MapText()
        map.nodes(1...2)
        map.node(3, tags.merging(["highway": "milestone"]) { $1 })
        map.way(10, [1, 2], ["highway": "primary"])
        let post = try #require(try map.imported().posts.first)
        #expect(post.node == 3)
        #expect(abs(post.kilometre - kilometre) < 1e-9)
        #expect(post.ref == ref)
        #expect(post.point.x > 600_000)
    }

    @Test(
        "A camera looks where its direction says, in letters of any size",
        arguments: ["NE", "ne"]
    )
    func cameras(_ direction: String) throws {
        var map = MapText()
        map.nodes(1...2)
        map.node(3, ["highway": "speed_camera", "direction": direction])
        map.way(10, [1, 2], ["highway": "primary"])
        #expect(try map.imported().features.map(\.heading) == [Degrees(45)])
    }

    @Test("Posts without a readable number or place are counted")
    func unreadablePosts() throws {
        var map = MapText()
        map.nodes(1...2)
        for (id, text) in ["", "A-17", "-3", "1e9", "12+1300", "1 2", "+", "nan"].enumerated() {
            map.node(Int64(id) + 10, ["highway": "milestone", "distance": text])
        }
        map.node(30, ["highway": "milestone", "distance": "4"], lat: "99")
        map.way(10, [1, 2], ["highway": "primary"])
        let source = try map.imported()
        #expect(source.posts.isEmpty)
        #expect(source.notes == ["post.unreadable": 8, "post.bad_coordinate": 1])
    }
}
