import Glibc
import RoadLocate
import RoadModel
import RoadNetwork
import Testing
import TestKit

/// Changes of the question that must not change the answer, on random towns and drives.
@Suite("What must not change a matched track")
struct TrackMetamorphicTests {
    @Test("Doubled fixes give the same route", arguments: UInt64(1)...6)
    func doubled(seed: UInt64) throws {
        let town = Town(seed: seed)
        var twice = TrackFixes()
        for i in 0..<town.fixes.count {
            for _ in 0..<2 { town.append(i, to: &twice) }
        }
        #expect(try town.route(of: twice) == town.route(of: town.fixes))
    }

    @Test(
        "Leaving out fixes that repeat the last place gives the same route",
        arguments: UInt64(1)...6
    )
    func redundant(seed: UInt64) throws {
        let town = Town(seed: seed)
        var more = TrackFixes()
        for i in 0..<town.fixes.count {
            town.append(i, to: &more)
            // A vehicle that waits: the same place again, some seconds later.
            var again = TrackFixes()
            town.append(i, to: &again)
            for second in 1...3 {
                more.append(
                    seconds: again.seconds[0] + Double(second),
                    x: again.x[0] + 0.5,
                    y: again.y[0] - 0.5
                )
            }
        }
        #expect(try town.route(of: more) == town.route(of: town.fixes))
    }

    @Test("Stubs of the map along a road make it neither dearer nor cheaper than another")
    func stubsBeside() throws {
        func sketch(hasStubs: Bool) -> RoadSketch {
            let (lead, gap) = (String(repeating: "-", count: 19), String(repeating: " ", count: 20))
            let part = String(repeating: "-", count: 14)
            let space = String(repeating: " ", count: 14)
            var sketch = RoadSketch(
                metresPerCell: 4,
                """
                \(gap)B\(String(repeating: "-", count: 74))C
                \(gap)
                \(gap) \(space)e\(space)f\(space)g\(space)h
                A\(lead)a\(part)E\(part)F\(part)G\(part)H\(part)c\(lead)D
                """
            )
            sketch.way(1, "Aa")
            sketch.way(2, "aEFGHc")
            sketch.way(3, "aB")
            sketch.way(4, "BC")
            sketch.way(5, "Cc")
            sketch.way(6, "cD")
            // 8 m each: ways into yards that go no farther.
            let stubs: [(Int64, String)] = [(11, "Ee"), (12, "Ff"), (13, "Gg"), (14, "Hh")]
            for (way, ends) in hasStubs ? stubs : [] { sketch.way(way, ends) }
            return sketch
        }
        let (plain, stubbed) = (sketch(hasStubs: false), sketch(hasStubs: true))
        var answers: Set<[String]> = []
        for tenths in stride(from: 100, through: 180, by: 2) {
            let fixes = plain.driveBeside(off: Double(tenths) / 10)
            let ways = try plain.ways(plain.match(fixes))
            #expect(try stubbed.ways(stubbed.match(fixes)) == ways, "\(tenths) dm")
            answers.insert(ways)
        }
        #expect(answers == [["1+", "2+", "6+"], ["1+", "3+", "4+", "5+", "6+"]])
    }

    @Test("A metre more at the end changes nothing before it", arguments: UInt64(1)...6)
    func spur(seed: UInt64) throws {
        let town = Town(seed: seed)
        var longer = town.fixes
        let last = longer.count - 1
        longer.append(
            seconds: longer.seconds[last] + 1,
            x: longer.x[last] + 0.8,
            y: longer.y[last] + 0.6
        )
        #expect(try town.route(of: longer) == town.route(of: town.fixes))
    }

    @Test(
        "Another origin of time changes nothing, down to the confidence",
        arguments: UInt64(1)...6
    )
    func shifted(seed: UInt64) throws {
        let town = Town(seed: seed)
        var late = town.fixes
        for i in 0..<late.count { late.seconds[i] += 1_700_000_000 }
        #expect(try town.match(late) == town.match(town.fixes))
    }

    @Test("Other numbers of ways and nodes give the same route", arguments: UInt64(1)...6)
    func renumbered(seed: UInt64) throws {
        let town = Town(seed: seed)
        var other = town
        for i in other.source.wayID.indices { other.source.wayID[i] = 900 - town.source.wayID[i] }
        for i in other.source.vertexNode.indices {
            other.source.vertexNode[i] = 7_000_000 - 3 * town.source.vertexNode[i]
        }
        #expect(try other.route(of: town.fixes) == town.route(of: town.fixes))
    }

    @Test("Ways drawn the other way round give the same route", arguments: UInt64(1)...6)
    func reversed(seed: UInt64) throws {
        let town = Town(seed: seed)
        var other = town
        for way in town.source.wayID.indices {
            let rows = Int(town.source.vertexStart[way])..<Int(town.source.vertexStart[way + 1])
            for (k, row) in rows.enumerated() {
                let from = rows.upperBound - 1 - k
                other.source.vertexNode[row] = town.source.vertexNode[from]
                other.source.vertexX[row] = town.source.vertexX[from]
                other.source.vertexY[row] = town.source.vertexY[from]
            }
        }
        #expect(try other.route(of: town.fixes) == town.route(of: town.fixes))
    }

    @Test("Route and places are the network's own geometry, bit by bit", arguments: UInt64(1)...3)
    func exact(seed: UInt64) throws {
        let town = Town(seed: seed)
        // An image keeps places as whole multiples of 2⁻¹⁶ m, which doubles hold exactly.
        func snapped(_ metres: Double) -> Double { (metres * 65_536).rounded() / 65_536 }
        let own = Set(
            zip(town.source.vertexX, town.source.vertexY).map {
                Town.Corner(x: snapped($0), y: snapped($1))
            }
        )
        #expect(try town.route(of: town.fixes).allSatisfy { own.contains($0) })
        let network = try town.network()
        var onCorners = 0
        for case let place? in try town.match(town.fixes).places {
            let line = network.polyline(of: place.segment)
            let corner = line.first { hypot($0.x - place.x, $0.y - place.y) < 1e-3 }
            if let corner {
                onCorners += 1
                #expect(corner == ProjectedPoint(x: place.x, y: place.y))
            }
            let reference = LinearReference(
                segment: place.segment,
                measure: Metres(place.measure),
                offset: Metres(0)
            )
            let point = try #require(network.point(at: reference))
            // Bits of coordinates of seven digits are worth 1e-9 m; an image keeps measures of its
            // vertices to 2⁻¹² m, half of which a place may lie off along the road.
            #expect(hypot(point.x - place.x, point.y - place.y) < 1.3e-4)
            let foot = network.reference(
                of: ProjectedPoint(x: place.x, y: place.y),
                on: place.segment
            )
            #expect(abs(foot?.offset.value ?? 1) < 4e-9)
        }
        #expect(onCorners > 0)
    }

    @Test("What other tracks a worker matched before changes nothing")
    func usedScratch() throws {
        let town = Town(seed: 1)
        let graph = TrackGraph(try town.network())
        let matcher = TrackMatcher(graph)
        var used = TrackScratch(graph)
        for seed in UInt64(2)...5 { _ = matcher.match(Town(seed: seed).fixes, scratch: &used) }
        #expect(try matcher.match(town.fixes, scratch: &used) == town.match(town.fixes))
    }
}

/// A town of two-way streets with crooked corners, and a drive through it.
private struct Town {
    /// A corner of a route.
    struct Corner: Hashable {
        var x: Double, y: Double
    }

    var source = RoadSource(
        crs: "EPSG:32643",
        extent: GeodeticExtent(west: 76, south: 43, east: 77, north: 44),
        hasTopology: true
    )
    var fixes = TrackFixes()

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let size = 6
        var places: [(x: Double, y: Double)] = []
        for row in 0..<size {
            for column in 0..<size {
                places.append(
                    (
                        500_000 + 120 * Double(column)
                            + Double.random(in: -25...25, using: &random),
                        4_800_000 + 120 * Double(row) + Double.random(in: -25...25, using: &random)
                    )
                )
            }
        }
        for row in 0..<size {
            add((0..<size).map { row * size + $0 }, places)
            add((0..<size).map { $0 * size + row }, places)
        }
        // A staircase from one corner to the other.
        var at = 0
        var seconds = 0.0
        var path = [0]
        while at != size * size - 1 {
            let canGoEast = at % size < size - 1
            let canGoNorth = at / size < size - 1
            let east = canGoEast && (!canGoNorth || Bool.random(using: &random))
            at += east ? 1 : size
            path.append(at)
        }
        for (a, b) in zip(path, path.dropFirst()) {
            for step in 0..<4 {
                let share = Double(step) / 4
                fixes.append(
                    seconds: seconds,
                    x: places[a].x + (places[b].x - places[a].x) * share + 5
                        * standardNormal(&random),
                    y: places[a].y + (places[b].y - places[a].y) * share + 5
                        * standardNormal(&random)
                )
                seconds += 5
            }
        }
    }

    private mutating func add(_ nodes: [Int], _ places: [(x: Double, y: Double)]) {
        source.wayID.append(Int64(source.wayID.count + 1))
        source.roadClass.append(.residential)
        source.flags.append([])
        source.limitKmh.append(0)
        source.level.append(0)
        source.lanes.append(0)
        source.name.append("")
        source.otherNames.append("")
        source.ref.append("")
        for node in nodes {
            source.vertexNode.append(Int64(node + 1))
            source.vertexX.append(places[node].x)
            source.vertexY.append(places[node].y)
        }
        source.vertexStart.append(UInt32(source.vertexX.count))
    }

    func append(_ i: Int, to other: inout TrackFixes) {
        other.append(seconds: fixes.seconds[i], x: fixes.x[i], y: fixes.y[i])
    }

    func network() throws -> CompiledNetwork {
        try CompiledNetwork(image: NetworkCompiler.compile(source))
    }

    func match(_ fixes: TrackFixes) throws -> TrackMatch {
        let graph = TrackGraph(try network())
        var scratch = TrackScratch(graph)
        return TrackMatcher(graph).match(fixes, scratch: &scratch)
    }

    /// The corners driven through, without the two ends, where a metre decides.
    func route(of fixes: TrackFixes) throws -> [Corner] {
        let network = try network()
        let match = try match(fixes)
        var corners: [Corner] = []
        for part in match.parts {
            for segment in part.segments {
                let c = network.columns
                let rows = network.vertices(piece: c.segmentPiece[segment.rawValue])
                let isForward = c.segmentForward[segment.rawValue] == 1
                for row in isForward ? Array(rows) : rows.reversed() {
                    let corner = Corner(x: c.vertexX[row], y: c.vertexY[row])
                    if corners.last != corner { corners.append(corner) }
                }
            }
        }
        return Array(corners.dropFirst().dropLast())
    }
}
