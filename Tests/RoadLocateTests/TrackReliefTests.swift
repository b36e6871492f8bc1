import RoadLocate
import RoadModel
import RoadNetwork
import Testing
import TestKit

@Suite("Tracks on a map that lacks roads")
struct TrackReliefTests {
    /// A road of 100 m is missing between `D` and `E`, which a short way goes around, and where it is
    /// said so another one between `B` and `C`.
    private func sketch(lacksBoth: Bool) -> RoadSketch {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A--------------B    C----------------D    E--------------H
                                                 |    |
                                                 F----G
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "CD")
        sketch.way(3, "DFGE")
        sketch.way(4, "EH")
        if !lacksBoth { sketch.way(5, "BC") }
        return sketch
    }

    @Test("Where one road was missing, a second one is told sooner than the first")
    func relief() throws {
        let fixes = sketch(lacksBoth: true).fixes("AH", every: 80, noise: 3)
        let alone = try sketch(lacksBoth: false).match(fixes)
        #expect(alone.offNetwork.isEmpty)
        #expect(try sketch(lacksBoth: false).ways(alone) == ["1+", "5+", "2+", "3+", "4+"])
        let both = try sketch(lacksBoth: true).match(fixes)
        #expect(both.offNetwork.map(\.fixes) == [4...4, 10...10])
        var strict = TrackMatcherParameters()
        strict.offNetworkTurnRelief = 0
        let first = try sketch(lacksBoth: true).match(fixes, parameters: strict)
        #expect(first.offNetwork.map(\.fixes) == [4...4])
    }

    /// A drive at 10 m a second on the straight road of two; it ends where the map has no road, or
    /// on the road.
    private func drive(_ sketch: RoadSketch, seed: UInt64, leaves: Bool) -> TrackFixes {
        var random = SeededGenerator(seed: seed)
        var fixes = TrackFixes()
        let (start, end) = (sketch["A"], sketch["D"])
        var error = DriftingError(sigma: 10)
        for x in stride(from: start.x, through: end.x + (leaves ? 300 : 0), by: 10) {
            error.drift(&random)
            fixes.append(seconds: Double(fixes.count), x: x + error.x, y: start.y + error.y)
        }
        return fixes
    }

    @Test("A drive that leaves the network at its end is matched before as if it did not")
    func memory() throws {
        let sketch = RoadSketch.besides(metres: 1500)
        let known = TrackMatcherParameters.ofTenMetres
        var forgetful = known
        forgetful.offNetworkMemoryShare = 0
        forgetful.offNetworkThinningShare = 0
        var (whole, left, forgot) = (0, 0, 0)
        for seed in UInt64(1)...40 {
            let way = ["1+", "2+", "6+"]
            let stays = drive(sketch, seed: seed, leaves: false)
            if try sketch.ways(sketch.match(stays, parameters: known)) == way { whole += 1 }
            let fixes = drive(sketch, seed: seed, leaves: true)
            let match = try sketch.match(fixes, parameters: known)
            #expect(match.offNetwork.last?.fixes.upperBound == fixes.count - 1)
            if try sketch.ways(match) == way { left += 1 }
            if try sketch.ways(sketch.match(fixes, parameters: forgetful)) == way { forgot += 1 }
        }
        #expect(whole == 40)
        #expect(left >= 37, "\(left) of 40")
        #expect(forgot < left - 2, "\(forgot) where errors are taken for independent, else \(left)")
    }
}
