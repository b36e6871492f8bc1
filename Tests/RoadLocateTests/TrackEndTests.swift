import RoadLocate
import RoadModel
import RoadNetwork
import Testing

@Suite("The ends of tracks and of what is told of them")
struct TrackEndTests {
    /// Fixes of one second along the lines between marks, so many metres apart.
    private func drive(_ sketch: RoadSketch, _ marks: String, metres: Double) -> TrackFixes {
        var fixes = sketch.fixes(marks, every: metres, noise: 0)
        for i in 0..<fixes.count { fixes.seconds[i] = Double(i) }
        return fixes
    }

    @Test("A car that turns off slowly where its track ends is followed to the end")
    func slowEnd() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A-----------------B
                              |
                              C
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "BC")
        var fixes = drive(sketch, "AB", metres: 10)
        let corner = fixes.count - 1
        // 62 m down the other street in 16 s: each second nearer than 20 m to the mean of the last ones.
        for second in 1...16 {
            fixes.append(
                seconds: Double(corner + second),
                x: fixes.x[corner],
                y: fixes.y[corner] - 3.9 * Double(second)
            )
        }
        let match = try sketch.match(fixes, parameters: .ofTenMetres)
        #expect(match.interruptions.isEmpty)
        #expect(try sketch.ways(match) == ["1+", "2+"])
        let last = try #require(match.places[fixes.count - 1])
        #expect(abs(last.y - fixes.y[fixes.count - 1]) < 1)
        // Without the rule the last fixes belong to no road.
        var blind = TrackMatcherParameters.ofTenMetres
        blind.parkedSigmas = 1000
        let lost = try sketch.match(fixes, parameters: blind)
        #expect(lost.interruptions.map(\.reason) == [.outlier])
    }

    @Test("A car that stands where its track ends does not drive, however its last fixes wander")
    func standingEnd() throws {
        var sketch = RoadSketch(metresPerCell: 20, "A-----------------B----------")
        sketch.way(1, "AB")
        var fixes = drive(sketch, "AB", metres: 10)
        let stop = fixes.count - 1
        for second in 1...100 {
            // The last ten drift 25 m away, which is no place of a road.
            let drift = second > 90 ? 2.5 * Double(second - 90) : 0
            fixes.append(
                seconds: Double(stop + second),
                x: fixes.x[stop] - drift,
                y: fixes.y[stop] + (second % 2 == 0 ? 3 : -3)
            )
        }
        let match = try sketch.match(fixes)
        #expect(match.interruptions.isEmpty)
        #expect(match.places.allSatisfy { $0 != nil })
        let stand = match.places[stop...].compactMap { $0?.measure }
        #expect((stand.max() ?? 0) - (stand.min() ?? 0) <= 5)
    }

    @Test("Beside a step off the network a fix stays on its road that a stretch off it would take")
    func besideStep() throws {
        var sketch = RoadSketch(metresPerCell: 20, "A--------------B      C--------------D")
        sketch.way(1, "AB")
        sketch.way(2, "CD")
        var fixes = sketch.fixes("AB", every: 50, noise: 0)
        let (before, behind) = (fixes.count - 1, sketch.fixes("CD", every: 50, noise: 0))
        for i in 0..<behind.count {
            fixes.append(seconds: Double(5 * fixes.count), x: behind.x[i], y: behind.y[i])
        }
        // With what these fixes say of their accuracy its distance costs between 0.95 and 1.35.
        fixes.y[before] += 10
        let match = try sketch.match(fixes, parameters: .ofTenMetres)
        let cost = 50 / (match.sigmaMetres * match.sigmaMetres)
        #expect(cost > 1 && cost < 1.3)
        #expect(match.offNetwork.map(\.fixes) == [before...before + 1])
        #expect(match.places.allSatisfy { $0 != nil })
        var eager = TrackMatcherParameters.ofTenMetres
        eager.offNetworkStepEdgeCost = 0
        let told = try sketch.match(fixes, parameters: eager)
        #expect(told.offNetwork.map(\.fixes) == [before...before])
        #expect(told.places[before] == nil)
    }

    @Test("What was found around the fixes of one track says nothing of the next one's")
    func nextTrack() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A-----------------B
            |                 |
            |                 |
            |                 |
            |                 |
            C-----------------D
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "CD")
        sketch.way(3, "AC")
        sketch.way(4, "BD")
        let graph = TrackGraph(try sketch.network())
        let matcher = TrackMatcher(graph)
        let tracks = ["AB", "CD", "DB", "AB", "ACD"].map {
            sketch.fixes($0, every: 20, noise: 6)
        }
        var shared = TrackScratch(graph)
        for fixes in tracks {
            var own = TrackScratch(graph)
            let (one, other) = (
                matcher.match(fixes, scratch: &shared), matcher.match(fixes, scratch: &own)
            )
            #expect(one.parts.map(\.segments) == other.parts.map(\.segments))
            #expect(one.places.map { $0?.x } == other.places.map { $0?.x })
            #expect(one.places.map { $0?.y } == other.places.map { $0?.y })
        }
    }
}
