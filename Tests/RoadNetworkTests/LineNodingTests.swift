import RoadModel
import RoadNetwork
import Testing

@Suite("Noding of lines without topology")
struct LineNodingTests {
    private func network(
        _ lines: [[(Double, Double)]],
        tolerance: Double = 0.5
    ) throws -> CompiledNetwork {
        var builder = SourceBuilder(hasTopology: false)
        for (i, line) in lines.enumerated() {
            builder.way(Int64(i + 1), line.map { (0, $0.0, $0.1) })
        }
        return try CompiledNetwork(
            image: NetworkCompiler.compile(
                builder.source,
                options: NetworkCompilerOptions(nodingToleranceMetres: tolerance)
            )
        )
    }

    @Test("joins ends within the tolerance and no others")
    func ends() throws {
        let near = try network([[(0, 0), (100, 0)], [(100.3, 0), (200, 0)]])
        #expect(near.nodeCount == 3)
        #expect(near.summary.components == 1)
        #expect(near.summary.notes["compile.ends_snapped"] == 1)
        let far = try network([[(0, 0), (100, 0)], [(100.7, 0), (200, 0)]])
        #expect(far.nodeCount == 4)
        #expect(far.summary.components == 2)
        #expect(far.summary.notes["compile.ends_snapped"] == nil)
    }

    @Test("numbers its nodes, one number for what was joined, and names segments without them")
    func numbers() throws {
        let street = [(0.0, 0.0), (50, 0), (100, 0)]
        let crossing = try network([street, [(50, -40), (50, 0), (50, 40)]])
        #expect(!crossing.hasSourceNodes)
        let c = crossing.columns
        var places: [Int64: Set<[Double]>] = [:]
        for v in 0..<c.vertexX.count {
            places[c.vertexNode[v], default: []].insert([c.vertexX[v], c.vertexY[v]])
        }
        #expect(places.keys.sorted() == [1, 2, 3, 4, 5])
        #expect(places.values.allSatisfy { $0.count == 1 })
        #expect(Set((0..<c.nodeSource.count).map { c.nodeSource[$0] }) == [1, 2, 3, 4, 5])
        // A road more in front of the others numbers their nodes anew; way and line stay.
        var other = SourceBuilder(hasTopology: false)
        other.way(9, [(0, 500, 0), (0, 600, 0)])
        other.way(1, street.map { (0, $0.0, $0.1) })
        other.way(2, [(0, 50, -40), (0, 50, 0), (0, 50, 40)])
        let later = try CompiledNetwork(image: NetworkCompiler.compile(other.source))
        let names = Set(StableSegments(crossing) { _, _ in }.pieceNames)
        #expect(names.isSubset(of: StableSegments(later) { _, _ in }.pieceNames))
    }

    @Test(
        "refuses a tolerance that would make one node of a settlement",
        arguments: [0, -1, 101, 1e9]
    )
    func tolerances(_ metres: Double) {
        let error = #expect(throws: IntakeError.self) {
            try network([[(0, 0), (100, 0)]], tolerance: metres)
        }
        #expect(error?.code == .badArgument)
    }

    @Test("splits a line where another one ends on it")
    func touching() throws {
        let joined = try network([[(0, 0), (100, 0)], [(40, 0.2), (40, 60)]])
        #expect(joined.pieceCount == 3)
        #expect(joined.nodeCount == 4)
        #expect(joined.summary.notes["compile.lines_split"] == 1)
        let apart = try network([[(0, 0), (100, 0)], [(40, 0.8), (40, 60)]])
        #expect(apart.pieceCount == 2)
    }

    @Test("splits a line at its own vertex without a stub")
    func touchingVertex() throws {
        let joined = try network([[(0, 0), (40, 0), (100, 0)], [(40, 0), (40, 60)]])
        #expect(joined.pieceCount == 3)
        #expect(joined.columns.vertexX.count == 6)
    }

    @Test("joins lines that cross at a vertex of both, and no others")
    func sharedVertex() throws {
        let street = [(0.0, 0.0), (50, 0), (100, 0)]
        let crossing = try network([
            street, [(50, -40), (50, 0), (50, 40)], [(80, -40), (80, 40)],
        ])
        #expect(crossing.pieceCount == 5)
        #expect(crossing.summary.components == 2)
        #expect(crossing.summary.notes["compile.vertices_joined"] == 1)
        var builder = SourceBuilder(hasTopology: false)
        builder.way(1, street.map { (0, $0.0, $0.1) })
        builder.way(2, [(0, 50, -40), (0, 50, 0), (0, 50, 40)], flags: .bridge)
        let bridge = try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
        #expect(bridge.pieceCount == 2)
        #expect(bridge.summary.components == 2)
        // A line drawn twice is not cut at every vertex, and one that leaves it is.
        let long = [(0.0, 0.0), (50, 0), (100, 0), (150, 0)]
        #expect(try network([long, long.reversed()]).pieceCount == 2)
        let leaving = [(0.0, 0.0), (50, 0), (100, 0), (150, 80)]
        #expect(try network([long, leaving]).pieceCount == 4)
    }

    @Test("splits a line at two ends in the right order")
    func twoTouches() throws {
        let joined = try network([
            [(0, 0), (100, 0)], [(70, 0), (70, 60)], [(20, 0), (20, -60)],
        ])
        #expect(joined.pieceCount == 5)
        let lengths = (0..<UInt32(5)).map { joined.length(piece: $0).value }.sorted()
        #expect(lengths == [20, 30, 50, 60, 60])
    }

    @Test("lets lines cross without joining them")
    func crossing() throws {
        let network = try network([[(0, 0), (100, 0)], [(50, -50), (50, 50)]])
        #expect(network.pieceCount == 2)
        #expect(network.summary.components == 2)
    }

    @Test("joins a line that ends on itself")
    func lollipop() throws {
        let network = try network([[(0, 0), (100, 0), (100, 50), (60, 50), (60, 0)]])
        #expect(network.summary.components == 1)
        #expect(network.pieceCount == 2)
    }
}
