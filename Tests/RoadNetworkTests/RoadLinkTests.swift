import RoadModel
import RoadNetwork
import Testing

@Suite("Roads beside each other")
struct RoadLinkTests {
    private func compile(_ builder: SourceBuilder) throws -> CompiledNetwork {
        try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
    }

    private func piece(_ network: CompiledNetwork, _ way: Int64) throws -> UInt32 {
        try #require((0..<UInt32(network.pieceCount)).first { network.columns.pieceWay[$0] == way })
    }

    private func way(_ network: CompiledNetwork, _ piece: UInt32?) -> Int64? {
        piece.map { network.columns.pieceWay[$0] }
    }

    /// A dual carriageway with a service road in the south and a street of another name.
    /// ```
    /// way 1  <────────────────────  y = 20
    /// way 2  ─────────────────────> y = 0
    /// way 3  ────  ────  ────  ──── y = −25, service
    /// way 4  ────  ────  ────  ──── y = −60, another name
    /// ```
    private var avenue: SourceBuilder {
        var builder = SourceBuilder()
        builder.way(1, [(1, 400, 20), (2, 0, 20)], name: "Абай", flags: .oneWay)
        builder.way(2, [(3, 0, 0), (4, 200, 0), (5, 400, 0)], name: "Абай", flags: .oneWay)
        builder.way(3, [(6, 20, -25), (7, 380, -25)], roadClass: .service)
        builder.way(4, [(8, 0, -35), (9, 400, -35)], name: "Сатпаев", roadClass: .residential)
        return builder
    }

    @Test("the carriageways of a dual road know each other")
    func carriageways() throws {
        let network = try compile(avenue)
        #expect(way(network, network.oppositeCarriageway(ofPiece: try piece(network, 1))) == 2)
        #expect(way(network, network.oppositeCarriageway(ofPiece: try piece(network, 2))) == 1)
        #expect(network.oppositeCarriageway(ofPiece: try piece(network, 3)) == nil)
        #expect(abs(network.summary.dualKilometres - 0.8) < 1e-9)
    }

    @Test("a service road knows the main road it runs beside, and the other way about")
    func serviceRoad() throws {
        let network = try compile(avenue)
        let (service, main) = (try piece(network, 3), try piece(network, 2))
        #expect(network.mainRoad(besidePiece: service) == main)
        #expect(network.serviceRoads(besidePiece: main) == [service])
        #expect(network.mainRoad(besidePiece: try piece(network, 4)) == nil, "another name")
        #expect(abs(network.summary.serviceRoadKilometres - 0.36) < 1e-9)
    }

    @Test("two one-way streets of different names, or driven the same way, are no dual road")
    func others() throws {
        var builder = SourceBuilder()
        builder.way(1, [(1, 400, 20), (2, 0, 20)], name: "Абай", flags: .oneWay)
        builder.way(2, [(3, 0, 0), (4, 400, 0)], name: "Сатпаев", flags: .oneWay)
        builder.way(3, [(5, 400, 45), (6, 0, 45)], name: "Абай", flags: .oneWay)
        let network = try compile(builder)
        for way in 1...3 {
            #expect(network.links(ofPiece: try piece(network, Int64(way))).isEmpty)
        }
    }

    @Test("links do not depend on the order of the ways")
    func order() throws {
        let network = try compile(avenue)
        var turned = SourceBuilder()
        turned.way(3, [(6, 20, -25), (7, 380, -25)], roadClass: .service)
        turned.way(2, [(3, 0, 0), (4, 200, 0), (5, 400, 0)], name: "Абай", flags: .oneWay)
        turned.way(1, [(1, 400, 20), (2, 0, 20)], name: "Абай", flags: .oneWay)
        let other = try compile(turned)
        for id in [Int64(1), 2, 3] {
            let links = network.links(ofPiece: try piece(network, id))
            let again = other.links(ofPiece: try piece(other, id))
            #expect(links.map { way(network, $0.other) } == again.map { way(other, $0.other) })
        }
    }
}
