import Foundation
import RoadLocate
import RoadModel
import RoadNetwork
import Testing
import TestKit

/// A town of streets 90 m apart with missing links, one-way streets and a few service roads.
private struct Town {
    var source: RoadSource
    let network: CompiledNetwork

    init(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var drawing = RoadSource(
            crs: "EPSG:32643",
            extent: GeodeticExtent(west: 76, south: 43, east: 77, north: 44),
            hasTopology: true
        )
        var id: Int64 = 1
        func add(_ a: (Int, Int), _ b: (Int, Int), _ kind: RoadClass, _ flags: SegmentFlags) {
            drawing.wayID.append(id)
            drawing.roadClass.append(kind)
            drawing.flags.append(flags)
            drawing.limitKmh.append(0)
            drawing.level.append(0)
            drawing.lanes.append(0)
            drawing.name.append("")
            drawing.otherNames.append("")
            drawing.ref.append("")
            for (i, j) in [a, b] {
                drawing.vertexNode.append(Int64(1 + i * 100 + j))
                drawing.vertexX.append(Double(i) * 45 + Double(j % 3) * 7)
                drawing.vertexY.append(Double(j) * 45 + Double(i % 4) * 6)
            }
            drawing.vertexStart.append(UInt32(drawing.vertexX.count))
            id += 1
        }
        for i in 0..<14 {
            for j in 0..<14 {
                for next in [(i + 1, j), (i, j + 1)] {
                    if Double.random(in: 0..<1, using: &random) > 0.8 { continue }
                    let isOneWay = Double.random(in: 0..<1, using: &random) < 0.3
                    add((i, j), next, .residential, isOneWay ? .oneWay : [])
                }
            }
        }
        source = drawing
        network = try CompiledNetwork(image: NetworkCompiler.compile(drawing))
    }
}

/// A normal deviate.
private func normal(_ random: inout SeededGenerator) -> Double {
    // Sum of twelve uniform deviates: exact enough, and needs no logarithm.
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
}

@Suite("Properties of the point matcher")
struct PointMatcherPropertyTests {
    /// An observation with the segment it was made on; segments by length, as traffic would be.
    private func observations(
        _ town: Town,
        count: Int,
        seed: UInt64
    ) -> [(SegmentID, PointObservation)] {
        var random = SeededGenerator(seed: seed)
        let network = town.network
        let total = (0..<UInt32(network.segmentCount)).reduce(0.0) {
            $0 + network.segment(SegmentID(rawValue: $1)).length.value
        }
        return (0..<count).compactMap { _ in
            var at = Double.random(in: 0..<total, using: &random)
            var id = SegmentID(rawValue: 0)
            while at > network.segment(id).length.value {
                at -= network.segment(id).length.value
                id.rawValue += 1
            }
            let reference = LinearReference(segment: id, measure: Metres(at), offset: Metres(0))
            guard var point = network.point(at: reference) else { return nil }
            let line = network.polyline(of: id)
            let bearing = (line[1].x - line[0].x, line[1].y - line[0].y)
            let sigma = [5.0, 10, 20][Int.random(in: 0..<3, using: &random)]
            point.x += sigma * normal(&random)
            point.y += sigma * normal(&random)
            let angle = angleDegrees(bearing.0, bearing.1) + 8 * normal(&random)
            return (
                id,
                PointObservation(
                    point: point,
                    sigma: Metres(sigma),
                    heading: Degrees(angle),
                    headingSigma: Degrees(8)
                )
            )
        }
    }

    private func angleDegrees(_ dx: Double, _ dy: Double) -> Double {
        // The directions of the town are few: search the nearest tenth of a degree.
        let length = (dx * dx + dy * dy).squareRoot()
        var best = (-2.0, 0.0)
        var (x, y) = (0.0, 1.0)
        let (c, s) = (0.999998476913288, 0.001745328365898)
        for step in 0..<3600 {
            let cosine = (x * dx + y * dy) / length
            if cosine > best.0 { best = (cosine, Double(step) / 10) }
            (x, y) = (x * c + y * s, y * c - x * s)
        }
        return best.1
    }

    @Test("Probabilities mean what they say: expected calibration error at most 0.03")
    func calibration() throws {
        var bins = [(said: Double, right: Double, count: Int)](repeating: (0, 0, 0), count: 10)
        var right = 0
        var total = 0
        for seed in UInt64(1)...4 {
            let town = try Town(seed: seed)
            let matcher = PointMatcher(town.network)
            var scratch = PointMatchScratch()
            for (truth, observation) in observations(town, count: 1500, seed: seed + 50) {
                let match = matcher.match(observation, scratch: &scratch)
                let best = try #require(match.candidates.first)
                let isRight = best.reference.segment == truth
                let bin = min(9, Int(best.probability * 10))
                bins[bin].said += best.probability
                bins[bin].right += isRight ? 1 : 0
                bins[bin].count += 1
                right += isRight ? 1 : 0
                total += 1
            }
        }
        let error = bins.reduce(0.0) { $0 + abs($1.said - $1.right) } / Double(total)
        #expect(error <= 0.03)
        // One segment in four ends within 10 m of the fix, so no matcher is always right here.
        #expect(Double(right) / Double(total) > 0.85)
    }

    @Test("Terms add up to the score and probabilities to at most one", arguments: 1...5)
    func sums(seed: UInt64) throws {
        let town = try Town(seed: seed)
        var parameters = PointMatcherParameters()
        parameters.reportedCandidates = 1000
        let matcher = PointMatcher(town.network, parameters: parameters)
        var scratch = PointMatchScratch()
        for (_, observation) in observations(town, count: 100, seed: seed) {
            let candidates = matcher.match(observation, scratch: &scratch).candidates
            let sum = candidates.reduce(0.0) { $0 + $1.probability }
            #expect(abs(sum - 1) < 1e-9)
            let weights = candidates.reduce(0.0) { $0 + exp($1.score) }
            for c in candidates {
                #expect(abs(exp(c.score) / weights - c.probability) < 1e-9)
                #expect(c.terms.sum == c.score)
                #expect(c.terms.distance <= 1e-9 && c.terms.heading <= 1e-9)
                #expect(c.terms.junction >= -1e-12)
            }
        }
    }

    @Test("The distance term of a long straight road is −d² / 2σ² up to the strays")
    func straightRoad() throws {
        var sketch = RoadSketch(metresPerCell: 100, "A---------------B")
        sketch.way(1, "AB")
        let network = try sketch.network()
        var parameters = PointMatcherParameters()
        parameters.mapSigmaMetres = 0
        parameters.strayShare = 0
        let matcher = PointMatcher(network, parameters: parameters)
        var scratch = PointMatchScratch()
        for distance in [0.0, 3, 10, 25] {
            var point = sketch["A"]
            point.x += 800
            point.y += distance
            let observation = PointObservation(point: point, sigma: Metres(10))
            let best = try #require(
                matcher.match(observation, scratch: &scratch).candidates.first
            )
            #expect(abs(best.terms.distance + distance * distance / 200) < 1e-9)
            #expect(abs(abs(best.reference.offset.value) - distance) < 1e-9)
        }
    }

    @Test("The answer names the place nearest to the observation on its segment", arguments: 1...5)
    func places(seed: UInt64) throws {
        let town = try Town(seed: seed)
        let matcher = PointMatcher(town.network)
        var scratch = PointMatchScratch()
        for (_, observation) in observations(town, count: 100, seed: seed) {
            for candidate in matcher.match(observation, scratch: &scratch).candidates {
                let nearest = try #require(
                    town.network.reference(
                        of: observation.point,
                        on: candidate.reference.segment
                    )
                )
                // Images keep measures to 15 µm.
                #expect(
                    abs(nearest.measure.value - candidate.reference.measure.value) < 1e-4
                )
                #expect(abs(nearest.offset.value - candidate.reference.offset.value) < 1e-4)
            }
        }
    }

    @Test("A used scratch changes nothing, nor does the order of the observations")
    func scratchIsMemoryless() throws {
        let town = try Town(seed: 7)
        let matcher = PointMatcher(town.network)
        let all = observations(town, count: 200, seed: 8).map(\.1)
        var used = PointMatchScratch()
        let forward = all.map { matcher.match($0, scratch: &used) }
        let backward = all.reversed().map { matcher.match($0, scratch: &used) }
        let fresh = all.map { observation in
            var scratch = PointMatchScratch()
            return matcher.match(observation, scratch: &scratch)
        }
        #expect(forward == fresh)
        #expect(Array(backward.reversed()) == fresh)
    }

    @Test("Renumbering nodes and ways leaves every place and probability as it was")
    func renumbering() throws {
        let town = try Town(seed: 9)
        var source = town.source
        source.wayID = source.wayID.map { 1_000_000 - $0 }
        source.vertexNode = source.vertexNode.map { $0 * 31 + 5 }
        let other = try CompiledNetwork(image: NetworkCompiler.compile(source))
        var scratch = PointMatchScratch()
        for (_, observation) in observations(town, count: 200, seed: 10) {
            let a = PointMatcher(town.network).match(observation, scratch: &scratch)
            let b = PointMatcher(other).match(observation, scratch: &scratch)
            #expect(a == b)
        }
    }

    @Test("An explanation repeats the answer, ranks the roads and gives the margin")
    func explanation() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A----1--------------B
            C-------------------D
            """
        )
        sketch.way(1, "AB", name: "пр. Абая")
        sketch.way(2, "CD", roadClass: .service)
        let network = try sketch.network()
        var parameters = PointMatcherParameters()
        parameters.mapSigmaMetres = 3
        let matcher = PointMatcher(network, parameters: parameters)
        var scratch = PointMatchScratch()
        var point = sketch["1"]
        point.y -= 4
        let observation = PointObservation(
            point: point,
            sigma: Metres(4),
            heading: Degrees(85),
            headingSigma: Degrees(8)
        )
        let why = matcher.explain(observation, scratch: &scratch)
        #expect(why.match == matcher.match(observation, scratch: &scratch))
        #expect(why.sigma == Metres(5))
        #expect(why.radius == Metres(40))
        #expect(why.segmentsConsidered == 4)
        let first = try #require(why.rows.first)
        #expect(first.segment.label.name == "пр. Абая")
        #expect(abs(first.distance.value - 4) < 1e-9)
        #expect(abs(first.sigmas - 0.8) < 1e-9)
        #expect(first.bearing == Degrees(90))
        #expect(first.candidate.headingDifference == Degrees(5))
        #expect(first.road == 0)
        let rival = try #require(why.rows.first { $0.road == 1 })
        #expect(rival.segment.way == 2)
        let margin = try #require(why.margin)
        #expect(margin == first.candidate.score - rival.candidate.score)
        #expect(margin > 0)
    }
}
