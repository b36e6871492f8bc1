import RoadModel
import RoadNetwork
import Testing
import TestKit

@Suite("Chains of roads")
struct RoadChainsTests {
    private func build(_ builder: SourceBuilder) throws -> (CompiledNetwork, RoadChains) {
        let network = try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
        return (network, RoadChains.build(network))
    }

    @Test("follow a road over its junctions with a running chainage")
    func straight() throws {
        let (network, chains) = try build(.junction)
        #expect(chains.chains.count == 1)
        let chain = try #require(chains.chains.first)
        #expect(chain.label == "A1")
        #expect(chain.length == Metres(200))
        #expect(chain.parts.map(\.start) == [Metres(0), Metres(100)])
        #expect(network.segment(chain.parts[0].segment).startNode == 1)
    }

    @Test("give each carriageway its own chain, each in its direction of travel")
    func dualCarriageway() throws {
        var builder = SourceBuilder()
        builder.way(
            1,
            [(1, 0, 0), (2, 500, 0), (3, 1000, 0)],
            name: "Абая",
            flags: .oneWay
        )
        builder.way(
            2,
            [(4, 1000, 20), (5, 500, 20), (6, 0, 20)],
            name: "Абая",
            flags: .oneWay
        )
        let (network, chains) = try build(builder)
        #expect(chains.chains.count == 2)
        let starts = Set(chains.chains.map { network.segment($0.parts[0].segment).startNode })
        #expect(starts == [1, 4])
        #expect(chains.chains.allSatisfy { $0.length == Metres(1000) })
    }

    @Test(
        "keep a carriageway of several ways whole, whichever way it is driven",
        arguments: [1, -1]
    )
    func carriagewayOfSeveralWays(_ sense: Double) throws {
        // One road that parts into two carriageways and joins again, in three ways a direction.
        var builder = SourceBuilder()
        func x(_ i: Int) -> Double { sense * Double(i) * 1000 }
        builder.way(1, [(1, x(-1), 0), (2, x(0), 0)], ref: "A-1")
        builder.way(2, [(3, x(6), 0), (4, x(7), 0)], ref: "A-1")
        let there = [2, 11, 12, 3].map(Int64.init)
        let back = [3, 21, 22, 2].map(Int64.init)
        for i in 0..<3 {
            builder.way(
                Int64(10 + i),
                [
                    (there[i], x(2 * i), i == 0 ? 0 : -20),
                    (there[i + 1], x(2 * i + 2), i == 2 ? 0 : -20),
                ],
                ref: "A-1",
                flags: .oneWay
            )
            builder.way(
                Int64(20 + i),
                [
                    (back[i], x(6 - 2 * i), i == 0 ? 0 : 20),
                    (back[i + 1], x(4 - 2 * i), i == 2 ? 0 : 20),
                ],
                ref: "A-1",
                flags: .oneWay
            )
        }
        let (_, chains) = try build(builder)
        #expect(chains.chains.map(\.parts.count).sorted() == [3, 5])
    }

    @Test("go straight on where the road forks")
    func fork() throws {
        var builder = SourceBuilder()
        builder.way(1, [(1, 0, 0), (2, 100, 0)], name: "Саина")
        builder.way(2, [(2, 100, 0), (3, 150, 80)], name: "Саина")
        builder.way(3, [(2, 100, 0), (4, 200, 0)], name: "Саина")
        let (_, chains) = try build(builder)
        let lengths = chains.chains.map(\.length.value).sorted()
        let side = 8900.0.squareRoot()
        #expect(lengths.count == 2 && lengths[1] == 200)
        // Images keep measures to 15 µm.
        #expect(abs(lengths[0] - side) < 1e-4)
    }

    @Test("join ways by their first index whatever their names are")
    func byRef() throws {
        var builder = SourceBuilder()
        builder.way(1, [(1, 0, 0), (2, 100, 0)], name: "Саина", ref: "М36;A1")
        builder.way(2, [(2, 100, 0), (3, 200, 0)], name: "Суюнбая", ref: "M36")
        let (_, chains) = try build(builder)
        #expect(chains.chains.map(\.key) == ["ref:M36"])
        #expect(chains.chains[0].length == Metres(200))
    }

    @Test("leave out roads without name and index")
    func unnamed() throws {
        var builder = SourceBuilder()
        builder.way(1, [(1, 0, 0), (2, 100, 0)])
        let (_, chains) = try build(builder)
        #expect(chains.chains.isEmpty)
    }

    @Test("walk a ring once around")
    func ring() throws {
        var builder = SourceBuilder()
        builder.way(
            1,
            [(1, 0, 0), (2, 90, 0), (3, 90, 90), (4, 0, 90), (1, 0, 0)],
            name: "Кольцо"
        )
        builder.way(2, [(3, 90, 90), (5, 200, 200)])
        let (_, chains) = try build(builder)
        #expect(chains.chains.count == 1)
        #expect(chains.chains[0].length == Metres(360))
    }

    @Test("tell where on them a place lies, from either direction")
    func positions() throws {
        let (network, chains) = try build(.junction)
        for id in (0..<UInt32(network.segmentCount)).map({ SegmentID(rawValue: $0) }) {
            let segment = network.segment(id)
            let position = chains.position(
                of: LinearReference(segment: id, measure: Metres(10), offset: Metres(0)),
                in: network
            )
            switch (segment.startNode, segment.endNode) {
            case (1, 2): #expect(position?.chainage == Metres(10) && position?.isAlong == true)
            case (2, 1): #expect(position?.chainage == Metres(90) && position?.isAlong == false)
            case (2, 3): #expect(position?.chainage == Metres(110))
            case (3, 2): #expect(position?.chainage == Metres(190))
            default: #expect(position == nil)
            }
        }
    }

    @Test("hold every labelled piece once and hang together", arguments: 1...20)
    func partition(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var builder = SourceBuilder()
        func node(_ i: Int, _ j: Int) -> (Int64, Double, Double) {
            (Int64(1 + i * 10 + j), Double(i) * 100, Double(j) * 80)
        }
        for k in 0..<60 {
            let i = Int.random(in: 0..<6, using: &random)
            let j = Int.random(in: 0..<6, using: &random)
            let other = Bool.random(using: &random) ? node(i + 1, j) : node(i, j + 1)
            builder.way(
                Int64(k + 1),
                [node(i, j), other],
                name: ["Абая", "Саина", ""].randomElement(using: &random) ?? "",
                flags: Bool.random(using: &random) ? .oneWay : []
            )
        }
        let (network, chains) = try build(builder)
        var seen: Set<UInt32> = []
        for chain in chains.chains {
            var chainage = 0.0
            for (i, part) in chain.parts.enumerated() {
                #expect(seen.insert(network.columns.segmentPiece[part.segment.rawValue]).inserted)
                #expect(abs(part.start.value - chainage) < 1e-9)
                chainage += part.length.value
                guard i > 0 else { continue }
                let before = network.segment(chain.parts[i - 1].segment)
                #expect(before.endNode == network.segment(part.segment).startNode)
            }
        }
        let labelled = (0..<network.pieceCount).filter { network.columns.pieceLabel[$0] != 0 }
        #expect(seen == Set(labelled.map { UInt32($0) }))
        #expect(RoadChains.build(network).chains == chains.chains)
    }
}
