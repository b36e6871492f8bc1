import RoadLocate
import RoadModel
import RoadNetwork
import Testing

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
}
