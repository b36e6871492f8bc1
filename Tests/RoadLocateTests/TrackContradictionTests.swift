import Glibc
import RoadLocate
import RoadModel
import RoadNetwork
import Testing
import TestKit

/// What contradicts the fixes around it: a receiver's jump, its headings, a route that is too short.
@Suite("Fixes that contradict each other or the route")
struct TrackContradictionTests {
    /// A straight road with a dead end of 60 m.
    private var yard: RoadSketch {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A-------------------B-------------------C
                                |
                                |
                                D
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "BC")
        sketch.way(3, "BD")
        return sketch
    }

    /// A fix a second at a constant speed along the straight lines between marks.
    private func drive(
        _ sketch: RoadSketch,
        _ marks: String,
        metresPerSecond: Double,
        sigma: Double,
        seed: UInt64
    ) -> TrackFixes {
        var random = SeededGenerator(seed: seed)
        var error = DriftingError(sigma: sigma)
        var fixes = TrackFixes()
        let places = marks.map { sketch[$0] }
        var along = 0.0
        for (a, b) in zip(places, places.dropFirst()) {
            let length = hypot(b.x - a.x, b.y - a.y)
            while along < length {
                error.drift(&random)
                let share = along / length
                fixes.append(
                    seconds: Double(fixes.count),
                    x: a.x + (b.x - a.x) * share + error.x,
                    y: a.y + (b.y - a.y) * share + error.y
                )
                along += metresPerSecond
            }
            along -= length
        }
        return fixes
    }

    @Test("A dead end is driven in and out however slowly", arguments: [2.5, 4])
    func slowly(metresPerSecond: Double) throws {
        let sketch = yard
        let known = TrackMatcherParameters.ofTenMetres
        var once = known
        once.misfitRounds = 0
        var (whole, thinned) = (0, 0)
        for seed in UInt64(1)...20 {
            let fixes = drive(
                sketch,
                "ABDBC",
                metresPerSecond: metresPerSecond,
                sigma: 4,
                seed: seed
            )
            let ways = ["1+", "3+", "3-", "2+"]
            if try sketch.ways(sketch.match(fixes, parameters: known)) == ways { whole += 1 }
            if try sketch.ways(sketch.match(fixes, parameters: once)) == ways { thinned += 1 }
        }
        #expect(whole >= 18, "\(whole) of 20")
        #expect(thinned < whole, "\(thinned) of 20 without a second look")
    }

    @Test("A fix that jumps away and back costs itself only", arguments: [100.0, 150, 300, 600])
    func wild(metres: Double) throws {
        // Streets every 100 m, so that the jump could be driven.
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A---------a---------b---------c---------d
                      |         |         |
                      |         |         |
                      |         |         |
                      e---------f---------g
                      |         |         |
                      |         |         |
                      |         |         |
                      h---------i---------j
            """
        )
        sketch.way(1, "Aabcd")
        sketch.way(2, "efg")
        sketch.way(3, "hij")
        for (way, marks) in [(4, "aeh"), (5, "bfi"), (6, "cgj")] { sketch.way(Int64(way), marks) }
        var fixes = drive(sketch, "Ad", metresPerSecond: 11, sigma: 3, seed: 5)
        let undisturbed = try sketch.match(fixes)
        #expect(try sketch.ways(undisturbed) == ["1+"])
        fixes.y[18] -= metres
        let match = try sketch.match(fixes)
        #expect(try sketch.ways(match) == ["1+"])
        #expect(match.interruptions.map(\.fix) == [18])
        #expect(match.interruptions.map(\.reason) == [.outlier])
        #expect(match.places.indices.filter { match.places[$0] == nil } == [18])
    }

    @Test("Two fixes whose times are exchanged are no drive there and back")
    func exchanged() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A---------a---------b---------c---------d
                      |         |         |
                      |         |         |
                      e---------f---------g
            """
        )
        sketch.way(1, "Aabcd")
        sketch.way(2, "efg")
        for (way, marks) in [(4, "ae"), (5, "bf"), (6, "cg")] { sketch.way(Int64(way), marks) }
        var fixes = sketch.fixes("Ad", every: 60, noise: 3)
        (fixes.x[6], fixes.x[7]) = (fixes.x[7], fixes.x[6])
        (fixes.y[6], fixes.y[7]) = (fixes.y[7], fixes.y[6])
        let match = try sketch.match(fixes)
        #expect(try sketch.ways(match) == ["1+"])
        #expect(match.offNetwork.isEmpty)
        #expect(match.interruptions.map(\.fix) == [7])
        #expect(match.parts.count == 1)
    }

    @Test(
        "The turns of a mountain road are driven as they are, though the way without them is shorter"
    )
    func turns() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A-----------------------B
                                    |
            D-----------------------C
            |
            E-----------------------F
                                    |
            H-----------------------G
            """
        )
        sketch.way(1, "ABCDEFGH")
        let fixes = sketch.fixes("ABCDEFGH", every: 125, noise: 3)
        let match = try sketch.match(fixes)
        #expect(match.interruptions.isEmpty)
        #expect(abs(match.routeMetres - 1080) < 40, "\(match.routeMetres)")
    }

    @Test("Headings that say nothing of the direction are left out")
    func uselessHeadings() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A-------------------B
                                |
                                |
                                |
            D-------------------C
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "BC")
        sketch.way(3, "CD")
        let bare = drive(sketch, "ABCD", metresPerSecond: 10, sigma: 4, seed: 3)
        let plain = try sketch.match(bare)
        #expect(try sketch.ways(plain) == ["1+", "2+", "3+"])
        var random = SeededGenerator(seed: 9)
        for kind in ["one and the same", "noise"] {
            var fixes = bare
            for i in 0..<fixes.count {
                fixes.heading[i] =
                    kind == "noise" ? Double.random(in: 0..<360, using: &random) : 0
                fixes.speed[i] = 10
            }
            let match = try sketch.match(fixes)
            #expect(match.parts == plain.parts, "\(kind)")
            #expect(match.offNetwork.isEmpty, "\(kind)")
        }
    }

    @Test(
        "Every place lies on the part of the road that is reported, also where the first fix leads"
    )
    func start() throws {
        var sketch = RoadSketch(metresPerCell: 10, "A---------m---------n---------B")
        sketch.way(1, "AmnB")
        var fixes = TrackFixes()
        let (start, y) = (sketch["A"].x, sketch["A"].y)
        // The error of the first fix takes it 45 m ahead, past a vertex.
        for (k, x) in [120.0, 78, 104, 130, 160, 190, 220, 250].enumerated() {
            fixes.append(seconds: Double(3 * k), x: start + x, y: y)
        }
        let match = try sketch.match(fixes)
        let part = try #require(match.parts.first)
        for place in match.places { #expect(try #require(place).measure >= part.startMeasure) }
        #expect(match.nodePairs(try sketch.network()).count == 3)
    }

    @Test("What was driven in a gap is missing, and the confidence of the track says so")
    func gap() throws {
        var sketch = RoadSketch(metresPerCell: 50, "A---------------------------------------B")
        sketch.way(1, "AB")
        let whole = drive(sketch, "AB", metresPerSecond: 12, sigma: 4, seed: 2)
        let sure = try sketch.match(whole)
        var cut = TrackFixes()
        for i in 0..<whole.count where i < 50 || i > 110 {
            let late = i > 110 ? 700.0 : 0
            cut.append(seconds: whole.seconds[i] + late, x: whole.x[i], y: whole.y[i])
        }
        let match = try sketch.match(cut)
        #expect(match.interruptions.map(\.reason) == [.gap])
        #expect(abs(match.evidence.gapMetres - 732) < 60, "\(match.evidence.gapMetres)")
        #expect(match.confidence < 0.05)
        #expect(sure.confidence > 0.8, "\(sure.confidence)")
        #expect(match.expectedMismatch > 0.2)
    }
}
