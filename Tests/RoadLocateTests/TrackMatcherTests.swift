import RoadLocate
import RoadModel
import RoadNetwork
import Testing
import TestKit

/// Drives over small drawn networks.
@Suite("Matching tracks")
struct TrackMatcherTests {
    @Test("A drive along one road follows it from end to end")
    func straight() throws {
        var sketch = RoadSketch(metresPerCell: 20, "A---------B---------C")
        sketch.way(1, "ABC")
        let match = try sketch.match("ABC", every: 25, noise: 3)
        #expect(try sketch.ways(match) == ["1+"])
        #expect(match.interruptions.isEmpty)
        #expect(match.places.allSatisfy { $0 != nil })
        #expect(match.places.allSatisfy { (0...1).contains($0?.confidence ?? -1) })
    }

    @Test("A turn at a crossing is driven once, without touching the other arms")
    func crossing() throws {
        var drive = RoadSketch(
            metresPerCell: 20,
            """
                    D
                    |
            A-------B-------C
                    |
                    E
            """
        )
        drive.way(1, "ABC")
        drive.way(2, "DBE")
        let match = try drive.match("ABE", every: 30, noise: 4)
        #expect(try drive.ways(match) == ["1+", "2+"])
    }

    @Test("A service road beside the main road does not draw fixes away")
    func parallelService() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A---------------------------B
            C---------------------------D
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "CD", roadClass: .service)
        sketch.way(3, "AC", roadClass: .service)
        sketch.way(4, "BD", roadClass: .service)
        let match = try sketch.match("AB", every: 20, noise: 4)
        #expect(try sketch.ways(match) == ["1+"])
    }

    @Test("A bridge is crossed without jumping on the road below")
    func bridge() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
                    C
                    |
            A-------+-------B
                    |
                    D
            """
        )
        sketch.way(1, "AB", level: 1)
        sketch.way(2, "CD")
        let match = try sketch.match("AB", every: 15, noise: 5)
        #expect(try sketch.ways(match) == ["1+"])
    }

    @Test("A one-way street is not driven against its direction")
    func oneWay() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A-----B-----C-----D
                  |     |
                  E-----F
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "CB", flags: .oneWay)
        sketch.way(3, "CD")
        sketch.way(4, "BEFC")
        let match = try sketch.match("ABEFCD", every: 30, noise: 3)
        #expect(try sketch.ways(match) == ["1+", "4+", "3+"])
    }

    @Test("A forbidden turn is not taken, at a node or over a way")
    func restrictions() throws {
        let drawing = """
            A-----B-----C-----D
                  |     |
                  E-----F
                        |
                        G
            """
        var free = RoadSketch(metresPerCell: 20, drawing)
        for (id, nodes) in [
            (1, "AB"), (2, "BC"), (3, "CF"), (4, "BE"), (5, "EF"), (6, "FG"), (7, "CD"),
        ] {
            free.way(Int64(id), nodes)
        }
        let far = [("A", 0.0), ("G", 60.0)]
        let plain = try free.match(places: far)
        #expect(try free.ways(plain).count == 4)
        let first = try free.ways(plain)[1] == "2+"
        // Whichever way round was chosen becomes forbidden.
        var atNode = free
        atNode.source.restrictions = [
            TurnRestriction(
                fromWay: 1,
                toWay: first ? 2 : 4,
                viaNode: Int64(UInt8(ascii: "B")),
                viaWays: [],
                isMandatory: false
            )
        ]
        let other = try atNode.ways(try atNode.match(places: far))
        #expect(other == (first ? ["1+", "4+", "5+", "6+"] : ["1+", "2+", "3+", "6+"]))
        var overWay = free
        overWay.source.restrictions = [
            TurnRestriction(
                fromWay: 1,
                toWay: first ? 3 : 5,
                viaNode: 0,
                viaWays: [first ? 2 : 4],
                isMandatory: false
            )
        ]
        let around = try overWay.ways(try overWay.match(places: far))
        #expect(around == (first ? ["1+", "4+", "5+", "6+"] : ["1+", "2+", "3+", "6+"]))
    }

    @Test("A car that stands for ten minutes drives at most five metres")
    func parked() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
                  C
                  |
            A-----B-----D
            """
        )
        sketch.way(1, "ABD")
        sketch.way(2, "BC")
        for seed in UInt64(1)...8 {
            var random = SeededGenerator(seed: seed)
            var fixes = TrackFixes()
            var error = DriftingError(sigma: 5)
            let place = sketch["B"]
            for second in 0..<600 {
                error.drift(&random)
                fixes.append(
                    seconds: Double(second),
                    x: place.x + 40 + error.x,
                    y: place.y + error.y
                )
            }
            let match = try sketch.match(fixes)
            let length = match.parts.reduce(0) { $0 + $1.endMeasure - $1.startMeasure }
            #expect(match.parts.allSatisfy { $0.segments.count == 1 })
            #expect(length <= 5, "seed \(seed): \(length) m")
        }
    }

    @Test("A car that parks for a quarter of an hour on its way drives on without a break")
    func parkedOnTheWay() throws {
        var sketch = RoadSketch(metresPerCell: 20, "A-----------B-----------C")
        sketch.way(1, "ABC")
        var random = SeededGenerator(seed: 3)
        let drive = sketch.fixes("AC", every: 10, noise: 3)
        let stop = drive.count / 2
        var fixes = TrackFixes()
        for i in 0..<drive.count {
            let late = i > stop ? 900.0 : 0
            fixes.append(seconds: drive.seconds[i] + late, x: drive.x[i], y: drive.y[i])
            for second in 1...900 where i == stop {
                fixes.append(
                    seconds: drive.seconds[i] + Double(second),
                    x: drive.x[i] + 4 * standardNormal(&random),
                    y: drive.y[i] + 4 * standardNormal(&random)
                )
            }
        }
        let match = try sketch.match(fixes)
        #expect(match.interruptions.isEmpty)
        #expect(match.places.allSatisfy { $0 != nil })
        let stand = match.places[(stop + 60)..<(stop + 840)].compactMap { $0?.measure }
        #expect((stand.max() ?? 0) - (stand.min() ?? 0) <= 5)
    }

    @Test("Nor does a parked car creep when most of its fixes fall short of where it stopped")
    func parkedShort() throws {
        var sketch = RoadSketch(metresPerCell: 20, "A-----------B-----------C")
        sketch.way(1, "ABC")
        let drive = sketch.fixes("AC", every: 12, noise: 0)
        let stop = drive.count / 2
        // Three fixes in five lie 4 m behind the first one, before which no place may lie, two as far
        // before it, and those of the last forty seconds 9 m.
        var errors = (0..<600).map { $0 % 5 < 3 ? -4.0 : 4.0 }
        errors[0] = 0
        for second in 560..<600 { errors[second] = 9 }
        var fixes = TrackFixes()
        for i in 0..<drive.count {
            for error in i == stop ? errors : [0] {
                fixes.append(
                    seconds: Double(fixes.count),
                    x: drive.x[i] + error,
                    y: drive.y[i]
                )
            }
        }
        let match = try sketch.match(fixes)
        #expect(match.interruptions.isEmpty)
        let stand = match.places[stop..<(stop + 600)].compactMap { $0?.measure }
        #expect(stand.count == 600)
        #expect((stand.max() ?? 0) - (stand.min() ?? 0) <= 5)
    }

    @Test("Between two fixes on roads a removed road is told as off the network, both stay placed")
    func hop() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A-----B           C-----D
                  |           |
                  |           |
                  |           |
                  |           |
                  |           |
                  |           |
                  |           |
                  |           |
                  |           |
                  |           |
                  |           |
                  |           |
                  E-----------F
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "CD")
        sketch.way(3, "BEFC")
        // Nothing on the removed road itself.
        var fixes = sketch.fixes("AB", every: 30, noise: 3)
        let before = fixes.count
        let after = sketch.fixes("CD", every: 30, noise: 3)
        for i in 0..<after.count {
            let seconds = after.seconds[i] + Double(5 * before + 15)
            fixes.append(seconds: seconds, x: after.x[i], y: after.y[i])
        }
        let match = try sketch.match(fixes)
        #expect(match.places.allSatisfy { $0 != nil })
        #expect(match.parts.count == 2)
        #expect(match.interruptions.map(\.fix) == [before])
        #expect(match.interruptions.map(\.reason) == [.offNetwork])
        #expect(match.offNetwork.map(\.fixes) == [before - 1...before])
        #expect(abs((match.offNetwork.first?.metres ?? 0) - 240) < 15)
    }

    @Test("One fix far away makes neither a detour nor a break, and says that it was left out")
    func outlier() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            C---------------------D
            |                     |
            |                     |
            |                     |
            A----------B----------E
            """
        )
        sketch.way(1, "ABE")
        sketch.way(2, "ACDE")
        var fixes = sketch.fixes("AE", every: 40, noise: 2)
        fixes.y[4] += 140
        let match = try sketch.match(fixes)
        #expect(try sketch.ways(match).allSatisfy { $0 == "1+" })
        #expect(match.interruptions.map(\.fix) == [4])
        #expect(match.interruptions.map(\.reason) == [.outlier])
        #expect(match.places[4] == nil)
    }

    @Test("A long silence begins a new part and is named")
    func gap() throws {
        var sketch = RoadSketch(metresPerCell: 40, "A--------------------B")
        sketch.way(1, "AB")
        var fixes = sketch.fixes("AB", every: 50, noise: 2)
        for i in 8..<fixes.count { fixes.seconds[i] += 3600 }
        let match = try sketch.match(fixes)
        #expect(match.parts.count == 2)
        #expect(match.interruptions.map(\.fix) == [8])
        #expect(match.interruptions.map(\.reason) == [.gap])
        #expect(match.places.allSatisfy { $0 != nil })
    }

    @Test("Fixes without a place or a road near are named, the rest is matched")
    func missing() throws {
        var sketch = RoadSketch(metresPerCell: 40, "A--------------------B")
        sketch.way(1, "AB")
        var fixes = sketch.fixes("AB", every: 50, noise: 2)
        fixes.x[3] = .nan
        fixes.y[5] += 100_000
        let match = try sketch.match(fixes)
        #expect(match.interruptions.map(\.fix) == [3, 5])
        #expect(match.interruptions.map(\.reason) == [.noCoordinates, .offNetwork])
        #expect(match.places[4] != nil)
        #expect(try sketch.match(TrackFixes()).parts.isEmpty)
    }

    @Test("Another origin of time and a used scratch change nothing")
    func metamorphic() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A-----B-----C
                  |     |
                  E-----F
            """
        )
        sketch.way(1, "ABC")
        sketch.way(2, "BEFC")
        let fixes = sketch.fixes("ABEF", every: 25, noise: 6)
        let network = try sketch.network()
        let graph = TrackGraph(network)
        let matcher = TrackMatcher(graph)
        var scratch = TrackScratch(graph)
        let plain = matcher.match(fixes, scratch: &scratch)
        #expect(matcher.match(fixes, scratch: &scratch) == plain)
        var late = fixes
        for i in 0..<late.count { late.seconds[i] += 86_400 }
        #expect(matcher.match(late, scratch: &scratch).parts == plain.parts)
    }

    @Test("Places lie on the network's lines")
    func places() throws {
        var sketch = RoadSketch(metresPerCell: 20, "A-----B-----C")
        sketch.way(1, "ABC")
        let network = try sketch.network()
        let graph = TrackGraph(network)
        var scratch = TrackScratch(graph)
        let match = TrackMatcher(graph).match(
            sketch.fixes("AC", every: 7, noise: 5),
            scratch: &scratch
        )
        for case let place? in match.places {
            let foot = network.reference(
                of: ProjectedPoint(x: place.x, y: place.y),
                on: place.segment
            )
            #expect(abs(foot?.offset.value ?? 1) < 1e-6)
            #expect(abs((foot?.measure.value ?? -1) - place.measure) < 0.01)
        }
    }
}
