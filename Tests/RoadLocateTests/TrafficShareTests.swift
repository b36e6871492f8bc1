import RoadLocate
import RoadModel
import RoadNetwork
import Testing

@Suite("Expected traffic")
struct TrafficShareTests {
    /// A grid of streets 100 m apart with one fast road through the middle and a service road
    /// beside it.
    ///
    /// When renumbered, ways and nodes have other ids and stand the other way round.
    private static func town(side: Int, isRenumbered: Bool = false) throws -> CompiledNetwork {
        var source = RoadSource(
            crs: "EPSG:32643",
            extent: GeodeticExtent(west: 76, south: 43, east: 77, north: 44),
            hasTopology: true
        )
        func add(_ id: Int64, _ roadClass: RoadClass, _ places: [(Int, Int)]) {
            source.wayID.append(isRenumbered ? 6_000_000_000 - 7 * id : id)
            source.roadClass.append(roadClass)
            source.flags.append([])
            source.limitKmh.append(0)
            source.level.append(0)
            source.lanes.append(0)
            source.name.append("")
            source.otherNames.append("")
            source.ref.append("")
            for (column, row) in places {
                let node = Int64(column * 1000 + row + 1)
                source.vertexNode.append(isRenumbered ? 5_000_000_000 - node : node)
                // Blocks of different lengths: of equal ways either may be the quickest.
                source.vertexX.append(Double(column) * 100 + Double(column * column % 17))
                source.vertexY.append(Double(row) * 100 + Double(row * row % 13))
            }
            source.vertexStart.append(UInt32(source.vertexX.count))
        }
        for line in isRenumbered ? Array((0..<side).reversed()) : Array(0..<side) {
            let isMain = line == side / 2
            add(Int64(100 + line), isMain ? .primary : .residential, (0..<side).map { ($0, line) })
            add(Int64(200 + line), .residential, (0..<side).map { (line, $0) })
        }
        add(300, .service, [(0, side / 2), (0, side / 2 + 500), (side - 1, side / 2)])
        return try CompiledNetwork(image: NetworkCompiler.compile(source))
    }

    private func mean(_ traffic: TrafficShare, _ network: CompiledNetwork, way: Int64) -> Double {
        let c = network.columns
        let own = (0..<network.segmentCount).filter { c.pieceWay[c.segmentPiece[$0]] == way }
        return own.reduce(0) { $0 + Double(traffic.relative[$1]) } / Double(max(1, own.count))
    }

    @Test("gathers on the fast road, leaves the edge quiet and service roads empty")
    func shape() throws {
        let network = try Self.town(side: 20)
        let traffic = TrafficShare(network)
        #expect(traffic.relative.count == network.segmentCount)
        let main = mean(traffic, network, way: 110)
        #expect(main > 3)
        #expect(mean(traffic, network, way: 100) < main / 4)
        #expect(mean(traffic, network, way: 300) == 0)
        let used = traffic.relative.filter { $0 > 0 }
        #expect(abs(used.reduce(0, +) / Float(used.count) - 1) < 1e-3)
    }

    @Test("is the same every time, and silent on a network too small for journeys")
    func determinism() throws {
        let network = try Self.town(side: 16)
        #expect(TrafficShare(network).relative == TrafficShare(network).relative)
        #expect(TrafficShare(try Self.town(side: 5)).relative.isEmpty)
    }

    @Test("does not depend on ids or the order of the file")
    func renumbered() throws {
        func byPlace(_ network: CompiledNetwork) -> [[Int]: Float] {
            let traffic = TrafficShare(network)
            let c = network.columns
            var found: [[Int]: Float] = [:]
            for segment in 0..<network.segmentCount {
                let rows = network.vertices(piece: c.segmentPiece[segment])
                let ends = [rows.lowerBound, rows.upperBound - 1]
                let order = c.segmentForward[segment] == 1 ? ends : ends.reversed()
                let place = order.flatMap { [Int(c.vertexX[$0] * 100), Int(c.vertexY[$0] * 100)] }
                found[place + [Int(c.pieceClass[c.segmentPiece[segment]])]] =
                    traffic.relative[segment]
            }
            return found
        }
        let before = byPlace(try Self.town(side: 20))
        let after = byPlace(try Self.town(side: 20, isRenumbered: true))
        #expect(before.count == after.count)
        for (place, traffic) in before {
            let other = try #require(after[place])
            // Of two ways of the same Float cost either may be taken: a journey is worth 0.0014.
            #expect(abs(traffic - other) <= 0.003 + 1e-4 * traffic, "\(place)")
        }
    }
}
