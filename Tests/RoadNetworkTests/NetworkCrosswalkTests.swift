import RoadModel
import RoadNetwork
import Testing

@Suite("The crosswalk between two versions")
struct NetworkCrosswalkTests {
    private func network(_ builder: SourceBuilder) throws -> CompiledNetwork {
        try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
    }

    /// Names by the drawing's own coordinates, in place of longitudes and latitudes.
    private func names(_ network: CompiledNetwork) -> StableSegments {
        StableSegments(network) { _, _ in }
    }

    private func crosswalk(_ old: CompiledNetwork, _ new: CompiledNetwork) -> NetworkCrosswalk {
        NetworkCrosswalk(from: old, to: new, names: (names(old), names(new)))
    }

    private func road(_ id: Int64 = 10, name: String = "") -> SourceBuilder {
        var builder = SourceBuilder()
        builder.way(id, [(1, 0, 0), (2, 400, 0), (3, 1000, 0)], name: name)
        return builder
    }

    @Test("of a version with itself carries every segment whole")
    func identity() throws {
        let network = try network(.junction)
        let crosswalk = self.crosswalk(network, network)
        #expect(crosswalk.rows.count == network.segmentCount)
        #expect(crosswalk.rows.allSatisfy { $0.from == $0.to && $0.share == 1 })
        #expect(crosswalk.fates.allSatisfy { $0 == .unchanged })
        #expect(crosswalk.added.isEmpty)
    }

    @Test("keeps the name of a segment whose attributes changed")
    func attributes() throws {
        let (old, new) = (try network(road()), try network(road(name: "пр. Абая")))
        let crosswalk = self.crosswalk(old, new)
        #expect(crosswalk.fates == [.attributes])
        let names = (names(old), names(new))
        let id = SegmentID(rawValue: 0)
        #expect(names.0.name(of: id, in: old) == names.1.name(of: id, in: new))
    }

    @Test("splits a segment at a new junction by length, in both directions")
    func split() throws {
        var builder = road()
        builder.way(20, [(2, 400, 0), (9, 400, 300)])
        let (old, new) = (try network(road()), try network(builder))
        let crosswalk = self.crosswalk(old, new)
        #expect(crosswalk.fates == [.geometry])
        for from in 0..<UInt32(2) {
            let rows = crosswalk.rows.filter { $0.from == SegmentID(rawValue: from) }
            #expect(rows.map { ($0.share * 100).rounded() } == [60, 40])
            #expect(abs(rows.reduce(0) { $0 + $1.share } - 1) < 1e-12)
            for row in rows {
                let to = try #require(row.to)
                #expect(new.segment(to).isForward == (from == 0))
            }
        }
        #expect(crosswalk.added.count == 1)
        let carried = crosswalk.carry([SegmentID(rawValue: 0): 100])
        #expect(abs(carried.values.values.reduce(0, +) - 100) < 1e-9)
        #expect(carried.lost == 0)
    }

    @Test("follows a road whose ids and direction changed and that moved a little")
    func redrawn() throws {
        var builder = SourceBuilder()
        builder.way(77, [(13, 1000, 2), (12, 400, 2), (11, 0, 2)])
        let (old, new) = (try network(road()), try network(builder))
        let crosswalk = self.crosswalk(old, new)
        let row = try #require(crosswalk.rows.first { $0.from == SegmentID(rawValue: 0) })
        let to = try #require(row.to)
        #expect(row.share == 1)
        #expect(!new.segment(to).isForward)
    }

    @Test("loses what is gone, and says how much")
    func removed() throws {
        var shorter = SourceBuilder()
        shorter.way(10, [(1, 0, 0), (2, 400, 0)])
        let crosswalk = self.crosswalk(try network(road()), try network(shorter))
        #expect(crosswalk.fates == [.partlyLost])
        let lost = crosswalk.rows.filter { $0.to == nil }.map(\.share)
        #expect(lost.count == 2 && lost.allSatisfy { abs($0 - 0.6) < 0.01 })
        var elsewhere = SourceBuilder()
        elsewhere.way(10, [(1, 0, 500), (2, 400, 500)])
        let gone = self.crosswalk(try network(road()), try network(elsewhere))
        #expect(gone.fates == [.removed])
    }

    @Test("says that a direction is lost where a road becomes one-way, with and without a new line")
    func oneWay() throws {
        var same = SourceBuilder()
        same.way(10, [(1, 0, 0), (2, 400, 0), (3, 1000, 0)], flags: .oneWay)
        var moved = SourceBuilder()
        moved.way(11, [(1, 0, 1), (2, 400, 1), (3, 1000, 1)], flags: .oneWay)
        for (builder, stable) in [(same, 1), (moved, 0)] {
            let crosswalk = self.crosswalk(try network(road()), try network(builder))
            #expect(crosswalk.fates == [.partlyLost])
            #expect(crosswalk.lostShares == [0.5])
            #expect(crosswalk.stableSegments == stable)
            let values = [SegmentID(rawValue: 0): 10.0, SegmentID(rawValue: 1): 20]
            #expect(crosswalk.carry(values).lost == 20)
        }
    }

    @Test("does not take a crossing road or a bridge above for the successor")
    func crossing() throws {
        var builder = SourceBuilder()
        builder.way(20, [(7, 500, -300), (8, 500, 300)])
        let crosswalk = self.crosswalk(try network(road()), try network(builder))
        #expect(crosswalk.fates == [.removed])
    }
}
