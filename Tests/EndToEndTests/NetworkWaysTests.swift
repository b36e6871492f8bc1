import Foundation
import TestKit
import Testing

/// The ways that `jol network route` finds on small maps, in metres.
@Suite("Ways between two places")
struct NetworkWaysTests {
    /// The answer's JSON; `nil` when no way leads there.
    private func route(
        _ map: MapText,
        _ from: String,
        _ to: String
    ) throws -> [String: Any]? {
        var found: [String: Any]?
        try MapText.withFolder { folder in
            let image = try map.image(in: folder)
            let run = try CommandRun.jol([
                "network", "route", from, to, "--network", image, "--json",
            ])
            guard run.status == 0 else { return }
            found = try run.json()["route"] as? [String: Any]
        }
        return found
    }

    private func metres(_ map: MapText, _ from: String, _ to: String) throws -> Int? {
        (try route(map, from, to)?["distance"] as? Double).map { Int($0.rounded()) }
    }

    /// A line of streets with a way round above and one below.
    ///
    /// ```
    ///              6 ----------- 7
    ///              |             |
    ///   1 -- 2 --- 3 --- 4 ----- 5
    ///              |
    ///              8
    /// ```
    private func line() -> MapText {
        var map = MapText()
        for (id, x, y) in [
            (1, 0, 0), (2, 100, 0), (3, 200, 0), (4, 300, 0), (5, 400, 0), (6, 200, 200),
            (7, 400, 200), (8, 200, -200),
        ] {
            map.node(id, Double(x), Double(y))
        }
        for (id, refs) in [
            (11, [1, 2]), (12, [2, 3]), (13, [3, 4]), (14, [4, 5]), (15, [3, 6]), (16, [6, 7]),
            (17, [7, 5]), (18, [3, 8]),
        ] {
            map.way(id, refs)
        }
        return map
    }

    @Test("keep two restrictions that share a way, in whichever order the map names them")
    func sharedViaWays() throws {
        for isSwapped in [false, true] {
            var map = line()
            let ids = isSwapped ? [22, 21] : [21, 22]
            map.restriction(ids[0], from: 11, via: [12], to: 18, "no_right_turn")
            map.restriction(ids[1], from: 12, via: [13], to: 14, "no_straight_on")
            // Not straight on over 13 into 14: round over 15, 16 and 17.
            let round = try metres(map, MapText.place(50, 0), MapText.place(350, 0))
            #expect(round == 50 + 100 + 200 + 200 + 200 + 50, "ids \(ids)")
        }
    }

    @Test("keep a restriction over a via way of many pieces")
    func longViaWay() throws {
        var map = MapText()
        map.node(1, -100, 0)
        // Twenty side streets cut the via way into pieces.
        for i in 0...20 {
            map.node(10 + i, Double(i) * 20, 0)
            map.node(50 + i, Double(i) * 20, 30)
            if i > 0, i < 20 { map.way(200 + i, [10 + i, 50 + i]) }
        }
        map.node(2, 500, 0)
        map.node(3, 400, -100)
        map.way(1, [1, 10])
        map.way(2, (10...30).map { $0 })
        map.way(3, [30, 2])
        map.way(4, [30, 3])
        map.way(5, [3, 2])
        let (from, to) = (MapText.place(-50, 0), MapText.place(450, 0))
        #expect(try metres(map, from, to) == 500)
        map.restriction(9, from: 1, via: [2], to: 3, "no_straight_on")
        // Whoever leaves the via way for a side street and comes back is free to go on.
        #expect(try metres(map, from, to) == 500 + 2 * 30)
    }

    @Test("keep a restriction over a ring also after a lap of it")
    func lapOfRing() throws {
        var map = MapText()
        for (id, x, y) in [
            (1, 0, -20), (2, 20, 0), (3, 0, 20), (4, -20, 0), (5, 0, -120), (6, 120, 0),
            (7, 0, 120),
        ] {
            map.node(id, Double(x), Double(y))
        }
        map.way(1, [1, 2, 3, 4, 1], ["junction": "roundabout"])
        for (id, refs) in [(11, [5, 1]), (12, [2, 6]), (13, [3, 7])] { map.way(id, refs) }
        let (from, to) = (MapText.place(0, -100), MapText.place(100, 0))
        #expect(try metres(map, from, to) == 80 + 28 + 80)
        map.restriction(9, from: 11, via: [1], to: 12, "no_right_turn")
        // Out at 7, round there, and into the ring from another road.
        #expect(try metres(map, from, to) == 80 + 200 + 141 + 80)
    }

    @Test("begin and end on any road that meets at the place")
    func junctions() throws {
        var map = MapText()
        for (id, x, y) in [
            (1, 0, 0), (2, 0, 300), (3, 300, 300), (4, 300, 0), (5, 150, 0),
        ] {
            map.node(id, Double(x), Double(y))
        }
        // The one-way that leads away has the lowest number.
        map.way(1, [1, 2, 3], ["oneway": "yes"])
        map.way(2, [3, 4], ["oneway": "yes"])
        map.way(3, [1, 5])
        map.way(4, [5, 4])
        for beside in [0.0, 0.2] {
            let first = MapText.place(beside, beside)
            #expect(try metres(map, first, MapText.place(150, 0)) == 150)
            #expect(try metres(map, MapText.place(150, 0), first) == 150)
            let answer = try route(map, MapText.place(299.8, 0.2), first)
            #expect(answer?["ways"] as? [Int] == [4, 3])
        }
    }

    @Test("name each vertex once")
    func vertices() throws {
        let answer = try route(line(), MapText.place(50, 0), MapText.place(300, 200))
        let line = try #require(answer?["line"] as? [[Double]])
        #expect(line.count == 5)
        for (a, b) in zip(line, line.dropFirst()) {
            #expect(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 1e-6)
        }
    }

    @Test("pass a shut road only where nothing else leads, but stay on one that they begin on")
    func shutRoads() throws {
        // A shut road of 100 m, and 3,000 m of open road round it.
        var map = MapText()
        for (id, x, y) in [
            (1, -100, 0), (2, 0, 0), (3, 100, 0), (4, 200, 0), (5, 0, 1450), (6, 100, 1450),
        ] {
            map.node(id, Double(x), Double(y))
        }
        map.way(1, [1, 2])
        map.way(2, [2, 3], ["access": "private"])
        map.way(3, [3, 4])
        map.way(4, [2, 5, 6, 3])
        let through = try metres(map, MapText.place(-50, 0), MapText.place(150, 0))
        #expect(through == 50 + 3000 + 50)
        #expect(try metres(map, MapText.place(10, 0), MapText.place(90, 0)) == 80)
        // Out of it by the nearer end as well as by the farther one.
        #expect(try metres(map, MapText.place(10, 0), MapText.place(150, 0)) == 140)
        var only = MapText()
        for (id, x) in [(1, -100), (2, 0), (3, 100), (4, 200)] { only.node(id, Double(x), 0) }
        only.way(1, [1, 2])
        only.way(2, [2, 3], ["access": "private"])
        only.way(3, [3, 4])
        #expect(try metres(only, MapText.place(-50, 0), MapText.place(150, 0)) == 200)
    }
}
