import RoadLocate
import RoadModel
import RoadNetwork
import Testing
import TestKit

@Suite("Fixes that were written down more than once")
struct TrackRepeatsTests {
    /// A road with a gap of 240 m, a way far around it, and a side road.
    private var sketch: RoadSketch {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A-----B           C-----D-----P
                  |           |     |
                  |           |     |
                  |           |     |
                  |           |     |
                  |           |     |
                  |           |     |
                  |           |     |
                  |           |     |
                  |           |     |
                  |           |     |
                  |           |     |
                  |           |     |
                  E-----------F     Q
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "CDP")
        sketch.way(3, "BEFC")
        sketch.way(4, "DQ")
        return sketch
    }

    /// A drive over the gap, with or without fixes on it, with one fix far away, one without
    /// coordinates and a wait of two minutes.
    private func drive(every metres: Double, seed: UInt64) -> TrackFixes {
        var random = SeededGenerator(seed: seed)
        let whole = sketch.fixes(seed % 2 == 0 ? "ADQ" : "AP", every: metres, noise: 0)
        var fixes = TrackFixes()
        for i in 0..<whole.count {
            let isOnGap = whole.x[i] > sketch["B"].x && whole.x[i] < sketch["C"].x
            if seed % 3 == 0, isOnGap { continue }
            fixes.append(
                seconds: whole.seconds[i],
                x: whole.x[i] + 4 * standardNormal(&random),
                y: whole.y[i] + 4 * standardNormal(&random)
            )
        }
        fixes.y[2] += 900
        fixes.x[4] = .nan
        fixes.y[4] = .nan
        let (x, y) = (fixes.x[fixes.count - 1], fixes.y[fixes.count - 1])
        for _ in 0..<120 {
            fixes.append(
                seconds: fixes.seconds[fixes.count - 1] + 1,
                x: x + 4 * standardNormal(&random),
                y: y + 4 * standardNormal(&random)
            )
        }
        return fixes
    }

    @Test(
        "change nothing, whether all were or some",
        arguments: [20.0, 45, 70],
        UInt64(1)...6
    )
    func repeats(metres: Double, seed: UInt64) throws {
        let fixes = drive(every: metres, seed: seed)
        let plain = try sketch.match(fixes)
        for share in [1, 3] {
            var often = TrackFixes()
            var rows: [Int] = []
            for i in 0..<fixes.count {
                for _ in 0..<(i % share == 0 ? 2 : 1) {
                    often.append(seconds: fixes.seconds[i], x: fixes.x[i], y: fixes.y[i])
                    rows.append(i)
                }
            }
            let match = try sketch.match(often)
            #expect(match.parts.map(\.segments) == plain.parts.map(\.segments))
            #expect(
                match.parts.map { rows[$0.fixes.lowerBound] } == plain.parts.map(\.fixes.lowerBound)
            )
            #expect(
                match.parts.map { rows[$0.fixes.upperBound] } == plain.parts.map(\.fixes.upperBound)
            )
            #expect(match.places == rows.map { plain.places[$0] })
            #expect(match.confidence == plain.confidence)
            #expect(match.offNetwork.map(\.metres) == plain.offNetwork.map(\.metres))
            for (a, b) in zip(match.offNetwork, plain.offNetwork) {
                #expect(rows[a.fixes.lowerBound]...rows[a.fixes.upperBound] == b.fixes)
            }
            let reasons = Set(match.interruptions.map { "\(rows[$0.fix]) \($0.reason)" })
            #expect(reasons == Set(plain.interruptions.map { "\($0.fix) \($0.reason)" }))
            let told = Set(match.interruptions.map(\.fix))
            for i in 0..<often.count where match.places[i] == nil {
                #expect(told.contains(i) || match.offNetwork.contains { $0.fixes ~= i }, "fix \(i)")
            }
        }
    }
}
