import Foundation
import RoadModel
import RoadSimulation
import Testing

@Suite("The drawn map")
struct RoadMapTests {
    static let map = Result {
        let options = SimulationOptions().with {
            $0.flights = 0
            $0.passages = 0
            $0.crashes = 0
        }
        return DrawnMap(try WrittenWorld(options).text("network.osm"))
    }

    @Test("It has the roads a matcher stumbles over")
    func features() throws {
        let map = try Self.map.get()
        let ways = Array(map.ways.values)
        let classes = Set(ways.compactMap { $0.tags["highway"] })
        #expect(
            classes.isSuperset(of: [
                "trunk", "trunk_link", "primary", "secondary", "tertiary", "residential",
                "service",
            ])
        )
        #expect(ways.contains { $0.tags["junction"] == "roundabout" })
        #expect(ways.contains { $0.tags["waterway"] == "river" })
        #expect(ways.count { $0.tags["bridge"] == "yes" && $0.tags["layer"] == "1" } == 2)
        #expect(map.relations == 1)
        let posts = map.nodeTags.values.filter { $0["highway"] == "milestone" }
        #expect(Set(posts.compactMap { $0["distance"] }.compactMap(Int.init)) == Set(0...40))
        for way in ways where way.tags["name"] != nil {
            #expect(["name:kk", "name:ru", "name:en"].allSatisfy { way.tags[$0] != nil })
        }
    }

    @Test("Carriageways lie 14 m apart, the service road 25 m beside one of them")
    func parallelRoads() throws {
        let map = try Self.map.get()
        let trunk = map.ways.values.filter { $0.tags["highway"] == "trunk" }
        #expect(trunk.allSatisfy { $0.tags["oneway"] == "yes" && $0.tags["ref"] == "KAZ98" })
        let service = map.ways.values.filter { $0.tags["highway"] == "service" }
        let beside = service.flatMap(\.nodes)
        #expect(beside.count > 40)
        for node in beside {
            let distances = trunk.map { Self.distance(from: node, to: $0.nodes, map) }.sorted()
            // Chords of the curve come a few centimetres nearer than the curve itself.
            #expect(abs(distances[0] - 25) < 0.5)
            let other = distances.first { $0 > 30 } ?? .nan
            #expect(abs(other - 39) < 0.5)
        }
    }

    @Test("Every road can be reached from every other")
    func isConnected() throws {
        let map = try Self.map.get()
        var neighbours: [Int: Set<Int>] = [:]
        for way in map.ways.values where way.tags["highway"] != nil {
            for (a, b) in zip(way.nodes, way.nodes.dropFirst()) {
                neighbours[a, default: []].insert(b)
                neighbours[b, default: []].insert(a)
            }
        }
        var reached: Set<Int> = []
        var open = [try #require(neighbours.keys.first)]
        while let node = open.popLast() {
            guard reached.insert(node).inserted else { continue }
            open += neighbours[node] ?? []
        }
        #expect(reached.count == neighbours.count)
    }

    @Test("The overpass crosses both carriageways and shares no node with them")
    func overpass() throws {
        let map = try Self.map.get()
        let bridge = try #require(
            map.ways.values.first { $0.tags["bridge"] == "yes" && $0.tags["ref"] == "R-98-02" }
        )
        let trunk = map.ways.values.filter { $0.tags["highway"] == "trunk" }
        #expect(trunk.allSatisfy { Set($0.nodes).isDisjoint(with: bridge.nodes) })
        let crossed = trunk.filter { way in
            zip(way.nodes, way.nodes.dropFirst()).contains { a, b in
                Self.cross(bridge.nodes[0], bridge.nodes[1], a, b, map)
            }
        }
        #expect(crossed.count == 2)
    }

    private static func plane(_ node: Int, _ map: DrawnMap) -> (x: Double, y: Double) {
        guard let place = map.places[node] else { return (.nan, .nan) }
        // Good to a millimetre over the few metres that these tests look at.
        let scale = cos(place.lat * .pi / 180) * 111_413
        return (place.lon * scale, place.lat * 111_200)
    }

    /// Distance of a node to a polyline, in metres, by projection on each leg.
    private static func distance(from node: Int, to line: [Int], _ map: DrawnMap) -> Double {
        guard let p = map.places[node] else { return .nan }
        let east = metres((p.lon, p.lat), (p.lon + 0.001, p.lat)) / 0.001
        let north = metres((p.lon, p.lat), (p.lon, p.lat + 0.001)) / 0.001
        var best = Double.infinity
        for (a, b) in zip(line, line.dropFirst()) {
            guard let u = map.places[a], let v = map.places[b] else { return .nan }
            let (ux, uy) = ((u.lon - p.lon) * east, (u.lat - p.lat) * north)
            let (dx, dy) = ((v.lon - u.lon) * east, (v.lat - u.lat) * north)
            let share = min(max(-(ux * dx + uy * dy) / (dx * dx + dy * dy), 0), 1)
            let (x, y) = (ux + share * dx, uy + share * dy)
            best = min(best, (x * x + y * y).squareRoot())
        }
        return best
    }

    private static func cross(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ map: DrawnMap) -> Bool {
        let p = [a, b, c, d].map { plane($0, map) }
        func side(_ i: Int, _ j: Int, _ k: Int) -> Double {
            (p[j].x - p[i].x) * (p[k].y - p[i].y) - (p[j].y - p[i].y) * (p[k].x - p[i].x)
        }
        return side(0, 1, 2) * side(0, 1, 3) < 0 && side(2, 3, 0) * side(2, 3, 1) < 0
    }
}
