import Foundation
import RoadModel
import RoadNetwork
import Testing

@Suite("The network compiler")
struct NetworkCompilerTests {
    private func compile(_ builder: SourceBuilder) throws -> CompiledNetwork {
        try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
    }

    private func segment(
        _ network: CompiledNetwork,
        from start: Int64,
        to end: Int64
    ) throws -> SegmentAttributes {
        try #require(
            (0..<UInt32(network.segmentCount)).map { network.segment(SegmentID(rawValue: $0)) }
                .first { $0.startNode == start && $0.endNode == end }
        )
    }

    @Test("cuts a way where another one begins")
    func cutsAtJunctions() throws {
        let network = try compile(.junction)
        #expect(network.pieceCount == 3)
        #expect(network.segmentCount == 5)
        #expect(network.nodeCount == 4)
        let first = try segment(network, from: 1, to: 2)
        #expect(first.length == Metres(100))
        #expect(first.way == 10)
        #expect(first.label == RoadLabel(name: "пр. Абая", ref: "A1"))
        #expect(first.limitKmh == 60)
        let side = try segment(network, from: 2, to: 5)
        #expect(side.length == Metres(90))
        #expect(side.roadClass == .residential)
        #expect(side.limitKmh == nil)
        #expect(side.label.isEmpty)
    }

    @Test("gives a one-way road one segment and any other road two that are each other's reverse")
    func directions() throws {
        let network = try compile(.junction)
        let side = try segment(network, from: 2, to: 5)
        #expect(network.reverse(of: side.id) == nil)
        let along = try segment(network, from: 1, to: 2)
        let against = try segment(network, from: 2, to: 1)
        #expect(network.reverse(of: along.id) == against.id)
        #expect(network.reverse(of: against.id) == along.id)
        #expect(along.isForward)
        #expect(!against.isForward)
        #expect(network.polyline(of: against.id) == network.polyline(of: along.id).reversed())
    }

    @Test("lists what leaves a junction")
    func successors() throws {
        let network = try compile(.junction)
        let arriving = try segment(network, from: 1, to: 2)
        let ends = Set(network.successors(of: arriving.id).map { network.segment($0).endNode })
        #expect(ends == [1, 3, 5])
        let side = try segment(network, from: 2, to: 5)
        #expect(network.successors(of: side.id).isEmpty)
    }

    @Test("does not join a bridge with the road below it")
    func bridge() throws {
        var builder = SourceBuilder()
        builder.way(1, [(1, -50, 0), (2, 50, 0)])
        builder.way(2, [(3, 0, -50), (4, 0, 50)], flags: .bridge, level: 1)
        let network = try compile(builder)
        #expect(network.pieceCount == 2)
        #expect(network.summary.components == 2)
        #expect(try segment(network, from: 3, to: 4).level == 1)
    }

    @Test("keeps a ring whole and cuts it where roads meet it")
    func ring() throws {
        var alone = SourceBuilder()
        let ring: [(Int64, Double, Double)] = [
            (1, 0, 0), (2, 20, 0), (3, 20, 20), (4, 0, 20), (1, 0, 0),
        ]
        alone.way(1, ring, flags: [.oneWay, .roundabout])
        #expect(try compile(alone).segmentCount == 1)
        var joined = alone
        joined.way(2, [(3, 20, 20), (9, 60, 60)])
        let network = try compile(joined)
        #expect(network.pieceCount == 3)
        #expect(try segment(network, from: 1, to: 3).length == Metres(40))
    }

    @Test("cuts a way that passes the same node twice")
    func eight() throws {
        var builder = SourceBuilder()
        builder.way(
            1,
            [(1, 0, 0), (2, 10, 0), (3, 20, 10), (4, 20, -10), (2, 10, 0), (5, 0, 5)]
        )
        #expect(try compile(builder).pieceCount == 3)
    }

    @Test("gives the same bytes for the same source and another version for another")
    func determinism() throws {
        let first = try NetworkCompiler.compile(SourceBuilder.junction.source)
        let second = try NetworkCompiler.compile(SourceBuilder.junction.source)
        #expect(first == second)
        var changed = SourceBuilder.junction
        changed.source.vertexX[1] += 0.001
        let third = try CompiledNetwork(image: NetworkCompiler.compile(changed.source))
        #expect(try CompiledNetwork(image: first).versionID != third.versionID)
        #expect(third.versionID.utf8.count == 16)
    }

    @Test("leaves out what is no line and says so")
    func mending() throws {
        var builder = SourceBuilder.junction
        builder.way(30, [(7, 5, 5)])
        builder.way(31, [(7, 5, 5), (7, 5, 5)])
        builder.way(32, [(17, .nan, 5), (18, 9, 9)])
        builder.way(33, [(8, 300, 0), (9, 300, 0), (10, 310, 0)])
        builder.source.notes["way.skipped"] = 4
        let network = try compile(builder)
        let notes = network.summary.notes
        #expect(notes["compile.single_point"] == 2)
        #expect(notes["compile.not_finite"] == 1)
        #expect(notes["way.skipped"] == 4)
        #expect(try segment(network, from: 8, to: 10).length == Metres(10))
    }

    @Test("refuses a source without roads, and one whose columns do not fit together")
    func refusals() throws {
        #expect(throws: IntakeError.self) {
            try NetworkCompiler.compile(SourceBuilder().source)
        }
        var broken = SourceBuilder.junction.source
        broken.vertexY.removeLast()
        let error = #expect(throws: IntakeError.self) { try NetworkCompiler.compile(broken) }
        #expect(error?.code == .formatDamaged)
        var backwards = SourceBuilder.junction.source
        backwards.vertexStart[1] = 5
        backwards.vertexStart[2] = 3
        #expect(throws: IntakeError.self) { try NetworkCompiler.compile(backwards) }
        #expect(throws: IntakeError.self) {
            try NetworkCompiler.compile(
                SourceBuilder.junction.source,
                options: NetworkCompilerOptions(nodingToleranceMetres: 0)
            )
        }
    }

    @Test("sums up classes, lengths, labels and components")
    func summary() throws {
        var builder = SourceBuilder.junction
        builder.way(40, [(50, 5000, 0), (51, 5010, 0)], roadClass: .track)
        builder.source.restrictions = [
            TurnRestriction(
                fromWay: 10,
                toWay: 20,
                viaNode: 2,
                viaWays: [],
                isMandatory: false
            ),
            TurnRestriction(
                fromWay: 10,
                toWay: 20,
                viaNode: 0,
                viaWays: [11, 12],
                isMandatory: true
            ),
        ]
        builder.source.posts = [
            KilometrePost(node: 5, point: ProjectedPoint(x: 3, y: 4), kilometre: 17, ref: "A1")
        ]
        let network = try compile(builder)
        let summary = network.summary
        #expect(summary.classes.map(\.roadClass) == [.primary, .residential, .track])
        #expect(summary.classes.map(\.segments) == [4, 1, 2])
        #expect(summary.classes.map(\.kilometres) == [0.2, 0.09, 0.01])
        #expect(summary.components == 2)
        #expect(abs(summary.mainComponentShare - 0.29 / 0.3) < 1e-12)
        #expect(abs(summary.labelledShare - 0.2 / 0.3) < 1e-12)
        #expect(summary.crs == "EPSG:32643")
        #expect(network.restrictions == builder.source.restrictions)
        #expect(network.posts == builder.source.posts)
    }

    @Test("A way that runs over the same nodes without end costs one piece, and is counted")
    func repeatedStretch() throws {
        var builder = SourceBuilder.junction
        var there: [(Int64, Double, Double)] = []
        for i in 0..<90_000 { there.append(i % 2 == 0 ? (1, 0, 0) : (2, 100, 0)) }
        builder.way(30, there)
        let network = try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
        #expect(network.summary.notes["compile.piece_repeated"] == 89_998)
        #expect(network.summary.turns < 100)
    }

    @Test("Restrictions over more via pieces than any junction has are left out, and counted")
    func longViaWays() throws {
        var builder = SourceBuilder.junction
        for count in [1, 5_000, 5_001] {
            builder.source.restrictions.append(
                TurnRestriction(
                    fromWay: 10,
                    toWay: 10,
                    viaNode: 0,
                    viaWays: [Int64](repeating: 20, count: count),
                    isMandatory: false
                )
            )
        }
        let network = try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
        #expect(network.restrictions.map(\.viaWays.count) == [1, 5_000])
        #expect(network.summary.notes["restriction.via_too_long"] == 1)
    }

    @Test("A node of more ends than roads ever have keeps as many as turns can be stored for")
    func crowdedNode() throws {
        var builder = SourceBuilder()
        for i in 0..<300 {
            let angle = Double(i) / 300 * 2 * .pi
            let (x, y) = (500 * cos(angle), 500 * sin(angle))
            builder.way(Int64(i + 1), [(1, 0, 0), (Int64(i + 2), x, y)])
        }
        let network = try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
        #expect(network.pieceCount == 64)
        #expect(network.summary.notes["compile.node_crowded"] == 236)
    }
}
