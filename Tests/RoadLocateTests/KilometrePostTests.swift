import RoadLocate
import RoadModel
import RoadNetwork
import Testing
import TestKit

@Suite("Kilometre posts of single points")
struct KilometrePostTests {
    /// Two highways side by side over 20 km, a service road between them, and posts of both: the
    /// first counts from 300, the second, of which only posts tell it apart, from 12.
    private static func corridor(gap: Double) throws -> CompiledNetwork {
        var source = RoadSource(
            crs: "EPSG:32643",
            extent: GeodeticExtent(west: 76, south: 43, east: 77, north: 44),
            hasTopology: true
        )
        let roads: [(id: Int64, ref: String, y: Double, class: RoadClass)] = [
            (1, "A2", 0, .trunk), (2, "M36", gap, .trunk), (3, "", gap / 2, .service),
        ]
        for road in roads {
            source.wayID.append(road.id)
            source.roadClass.append(road.class)
            source.flags.append([])
            source.limitKmh.append(0)
            source.level.append(0)
            source.lanes.append(0)
            source.name.append("")
            source.otherNames.append("")
            source.ref.append(road.ref)
            for kilometre in 0...20 {
                source.vertexNode.append(road.id * 1000 + Int64(kilometre))
                source.vertexX.append(Double(kilometre) * 1000)
                source.vertexY.append(road.y)
                guard !road.ref.isEmpty else { continue }
                source.posts.append(
                    KilometrePost(
                        node: road.id * 10_000 + Int64(kilometre),
                        point: ProjectedPoint(x: Double(kilometre) * 1000, y: road.y + 1),
                        kilometre: Double(kilometre + (road.id == 1 ? 300 : 12)),
                        ref: road.ref
                    )
                )
            }
            source.vertexStart.append(UInt32(source.vertexX.count))
        }
        return try CompiledNetwork(image: NetworkCompiler.compile(source))
    }

    @Test(
        "a kilometre within 100 m resolves parallel roads, with the route named or not",
        arguments: [18.0, 30, 60],
        [true, false]
    )
    func parallelRoads(gap: Double, namesRoute: Bool) throws {
        let network = try Self.corridor(gap: gap)
        let referencing = LinearReferencing.build(network)
        let matcher = PointMatcher(network, referencing: referencing)
        var generator = SeededGenerator(seed: UInt64(gap) + (namesRoute ? 7 : 0))
        var scratch = PointMatchScratch()
        var (right, blind) = (0, 0)
        let count = 500
        for number in 0..<count {
            let isFirst = number % 2 == 0
            let x = Double.random(in: 500...19_500, using: &generator)
            // Anywhere between the roads: the place alone says nothing.
            let y = Double.random(in: 0...gap, using: &generator)
            let error = Double.random(in: -100...100, using: &generator)
            var further = FurtherEvidence()
            further.post = PostStatement(
                routes: namesRoute
                    ? [try #require(referencing.route(ref: isFirst ? "A-2" : "М36"))] : [],
                value: Metres(x + (isFirst ? 300_000 : 12_000) + error),
                sigma: Metres(100)
            )
            var observation = PointObservation(
                point: ProjectedPoint(x: x, y: y),
                sigma: Metres(max(15, gap / 2)),
                heading: Degrees(90)
            )
            let truth: Int64 = isFirst ? 1 : 2
            blind += matcher.decide(observation, scratch: &scratch).way == truth ? 1 : 0
            observation.further = further
            let decision = matcher.decide(observation, scratch: &scratch)
            right += decision.way == truth && decision.reason == nil ? 1 : 0
        }
        #expect(Double(right) >= 0.99 * Double(count))
        // Without the kilometre half of them are wrong, so the test can fail.
        #expect(Double(blind) < 0.7 * Double(count))
    }

    @Test("the term is the normal law of the difference along the road")
    func term() throws {
        let network = try Self.corridor(gap: 30)
        let matcher = PointMatcher(network, referencing: .build(network))
        var scratch = PointMatchScratch()
        var further = FurtherEvidence()
        further.post = PostStatement(routes: [], value: Metres(305_400), sigma: Metres(100))
        let observation = PointObservation(
            point: ProjectedPoint(x: 5500, y: 3),
            sigma: Metres(10),
            heading: Degrees(90),
            further: further
        )
        let candidates = matcher.match(observation, scratch: &scratch).candidates
        // 100 m off, one sigma; the floor is e⁻⁵.
        #expect(abs(candidates[0].terms.post + 0.5) < 0.01)
        let rest = candidates.dropFirst().filter { network.segment($0.reference.segment).way != 1 }
        #expect(!rest.isEmpty)
        for other in rest { #expect(abs(other.terms.post + 5) < 0.01) }
    }

    @Test("on a network without posts a kilometre says nothing")
    func withoutPosts() throws {
        var sketch = RoadSketch(metresPerCell: 10, "A----1-----B")
        sketch.way(1, "AB", ref: "A2")
        let network = try sketch.network()
        let matcher = PointMatcher(network, referencing: .build(network))
        var scratch = PointMatchScratch()
        var further = FurtherEvidence()
        further.post = PostStatement(routes: [], value: Metres(5000), sigma: Metres(100))
        let match = matcher.match(
            PointObservation(point: sketch["1"], sigma: Metres(5), further: further),
            scratch: &scratch
        )
        #expect(match.candidates.first?.probability == 0.5)
    }
}
