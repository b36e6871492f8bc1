import RoadModel
import RoadNetwork
import Testing

@Suite("Turns of a network")
struct TurnClassTests {
    private func compile(_ builder: SourceBuilder) throws -> CompiledNetwork {
        try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
    }

    /// How one passes from the segment between two nodes into the one between two others.
    private func turn(
        _ network: CompiledNetwork,
        _ from: (Int64, Int64),
        _ onto: (Int64, Int64)
    ) -> TurnClass? {
        func segment(_ ends: (Int64, Int64)) -> SegmentID? {
            (0..<UInt32(network.segmentCount)).map { SegmentID(rawValue: $0) }.first {
                let found = network.segment($0)
                return found.startNode == ends.0 && found.endNode == ends.1
            }
        }
        guard let a = segment(from), let b = segment(onto) else { return nil }
        return network.turn(from: a, onto: b)
    }

    /// ```
    ///       4   5
    ///       | /
    /// 1 --- 2 --- 3
    ///       |
    ///       6
    /// ```
    private var crossing: SourceBuilder {
        var builder = SourceBuilder()
        builder.way(10, [(1, 0, 0), (2, 100, 0)])
        builder.way(11, [(2, 100, 0), (3, 200, 0)])
        builder.way(12, [(2, 100, 0), (4, 100, 100)])
        builder.way(13, [(2, 100, 0), (5, 180, 65)])
        builder.way(14, [(6, 100, -100), (2, 100, 0)], flags: .oneWay)
        return builder
    }

    @Test("are told by their angle and side")
    func angles() throws {
        let network = try compile(crossing)
        #expect(turn(network, (1, 2), (2, 3)) == .straight)
        #expect(turn(network, (1, 2), (2, 5)) == .bend)
        #expect(turn(network, (1, 2), (2, 4)) == .left)
        #expect(turn(network, (6, 2), (2, 3)) == .right)
        #expect(turn(network, (6, 2), (2, 1)) == .left)
        #expect(turn(network, (3, 2), (2, 5)) == .sharp)
        #expect(turn(network, (1, 2), (2, 1)) == .turningRound)
        #expect(turn(network, (1, 2), (2, 6)) == nil, "a one-way road is not entered at its end")
        #expect(network.summary.turns == 4 * 5 + 4)
    }

    @Test("that a restriction forbids cost without end; those over ways are left to the search")
    func restrictions() throws {
        var builder = crossing
        builder.source.restrictions = [
            TurnRestriction(fromWay: 10, toWay: 12, viaNode: 2, viaWays: [], isMandatory: false),
            TurnRestriction(fromWay: 14, toWay: 11, viaNode: 2, viaWays: [], isMandatory: true),
            TurnRestriction(fromWay: 11, toWay: 11, viaNode: 2, viaWays: [], isMandatory: false),
            TurnRestriction(fromWay: 12, toWay: 11, viaNode: 0, viaWays: [10], isMandatory: false),
        ]
        let network = try compile(builder)
        #expect(turn(network, (1, 2), (2, 4)) == .forbidden)
        #expect(turn(network, (1, 2), (2, 3)) == .straight)
        #expect(turn(network, (6, 2), (2, 3)) == .right)
        #expect(turn(network, (6, 2), (2, 1)) == .forbidden)
        #expect(turn(network, (3, 2), (2, 3)) == .forbidden)
        #expect(turn(network, (3, 2), (2, 1)) == .straight)
        #expect(turn(network, (4, 2), (2, 3)) == .left)
        #expect(TurnClass.forbidden.seconds == .infinity)
        #expect(network.summary.forbiddenTurns == 1 + 3 + 1)
    }

    @Test("that several restrictions call the only ones are all allowed, and no other")
    func severalMandatory() throws {
        var builder = crossing
        builder.source.restrictions = [11, 12].map {
            TurnRestriction(fromWay: 14, toWay: $0, viaNode: 2, viaWays: [], isMandatory: true)
        }
        let network = try compile(builder)
        #expect(turn(network, (6, 2), (2, 3)) == .right)
        #expect(turn(network, (6, 2), (2, 4)) == .straight)
        #expect(turn(network, (6, 2), (2, 1)) == .forbidden)
        #expect(turn(network, (6, 2), (2, 5)) == .forbidden)
        #expect(turn(network, (1, 2), (2, 5)) == .bend, "other ways are free")
    }
}
