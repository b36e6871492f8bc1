import RoadLocate
import RoadModel
import RoadNetwork
import Testing
import TestKit

@Suite("Roads that come back to where they were")
struct TrackLimbTests {
    /// One way up a slope: a hairpin whose limbs lie 60 m apart.
    private func hairpin() -> RoadSketch {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A-----------------------------B
                                          |
                                          |
            D-----------------------------C
            """
        )
        sketch.way(1, "ABCD")
        return sketch
    }

    @Test("Fixes nearer to the other limb stay on the limb that is driven, and on the network")
    func limbs() throws {
        let sketch = hairpin()
        var fixes = sketch.fixes("ABCD", every: 40, noise: 0)
        let (above, below) = (sketch["A"].y, sketch["C"].y)
        let shifted = 2...5
        for i in shifted { fixes.y[i] += 0.6 * (below - above) }
        let match = try sketch.match(fixes)
        #expect(match.interruptions.isEmpty)
        #expect(match.offNetwork.isEmpty)
        #expect(try sketch.ways(match) == ["1+"])
        for i in shifted {
            #expect(match.places[i]?.y == above, "fix \(i)")
            #expect(match.places[i]?.x == fixes.x[i])
        }
    }

    @Test("Both limbs are driven in one go, however the fixes wander", arguments: UInt64(1)...8)
    func wander(seed: UInt64) throws {
        let sketch = hairpin()
        var random = SeededGenerator(seed: seed)
        var fixes = sketch.fixes("ABCD", every: 40, noise: 0)
        for i in 0..<fixes.count {
            fixes.x[i] += 12 * standardNormal(&random)
            fixes.y[i] += 12 * standardNormal(&random)
        }
        let match = try sketch.match(fixes)
        #expect(match.interruptions.isEmpty)
        #expect(match.offNetwork.isEmpty)
        #expect(try sketch.ways(match) == ["1+"])
        let measures = match.places.compactMap { $0?.measure }
        #expect(measures.count == fixes.count)
        // A fix may lie behind the one before it, but not on the limb before.
        for (a, b) in zip(measures, measures.dropFirst()) { #expect(b > a - 60) }
    }
}
