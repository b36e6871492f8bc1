import RoadGeometry
import RoadModel

/// Computes the columns of a network from its pieces and writes them.
struct NetworkLayout {
    /// Where the columns go.
    var writer: ImageWriter
    /// Texts met so far.
    var strings = StringPool()
    let source: RoadSource
    let lines: SourceLines
    let pieces: [SplitPieces.Piece]
    private let ground: GroundMetric?
    private var box = PlanarBox.empty

    /// Prepares to write.
    init(
        source: RoadSource,
        lines: SourceLines,
        pieces: [SplitPieces.Piece],
        to sink: any ImageSink
    ) throws(IntakeError) {
        (self.source, self.lines, self.pieces, ground) = (source, lines, pieces, source.ground)
        writer = try ImageWriter(sink)
    }

    /// Writes the image.
    mutating func write() throws(IntakeError) {
        let lengths = try writeVertices()
        try writeTopology(lengths: lengths)
        try writeAttributes()
        try writeTree(lengths: lengths)
        try writeRecords()
        try writer.add(
            .extent,
            [
                source.extent.west, source.extent.south, source.extent.east, source.extent.north,
                box.minX, box.minY, box.maxX, box.maxY,
            ]
        )
        try writer.add(.crs, [strings.number(of: source.crs)])
        let notes = source.notes.merging(lines.notes) { $0 + $1 }.sorted { $0.key < $1.key }
        try writer.add(.noteCodes, notes.map { strings.number(of: $0.key) })
        try writer.add(.noteCounts, notes.map { UInt64(max(0, $0.value)) })
        try writer.addPacked(.stringEnds, strings.ends)
        try writer.add(.stringBytes, strings.bytes)
        try writer.finish()
    }

    /// Writes vertices; returns the length of every piece.
    private mutating func writeVertices() throws(IntakeError) -> [Double] {
        var starts: [UInt32] = [0]
        starts.reserveCapacity(pieces.count + 1)
        var total: UInt32 = 0
        for piece in pieces {
            for v in piece.vertices { box.extend(x: lines.x(v), y: lines.y(v)) }
            total += UInt32(piece.lineCount + 1)
            starts.append(total)
        }
        try writer.addPacked(.pieceVertexStart, starts)
        starts = []
        var column: [Int32] = []
        column.reserveCapacity(Int(total))
        // Lengths on the ground cost more than all else here: they are reckoned once, unless a piece
        // is longer than the usual unit can say.
        var unit = NetworkGrid.measureUnit(for: 0)
        var lengths = measures(in: unit, into: &column)
        let needed = NetworkGrid.measureUnit(for: lengths.max() ?? 0)
        if needed != unit {
            unit = needed
            lengths = measures(in: unit, into: &column)
        }
        let grid = lines.grid
        try writer.add(.grid, [grid.originX, grid.originY, grid.unit, unit, grid.boxUnit])
        try writer.addPacked(.vertexMeasure, column)
        column.removeAll(keepingCapacity: true)
        for piece in pieces {
            for v in piece.vertices { column.append(grid.stepsEast(lines.x(v))) }
        }
        try writer.add(.vertexX, column)
        column.removeAll(keepingCapacity: true)
        for piece in pieces {
            for v in piece.vertices { column.append(grid.stepsNorth(lines.y(v))) }
        }
        try writer.add(.vertexY, column)
        column = []
        var ids: [Int64] = []
        ids.reserveCapacity(Int(total))
        for piece in pieces {
            for v in piece.vertices { ids.append(source.nodeID[Int(lines.node[v])]) }
        }
        try writer.addIDs(.vertexNode, least: .vertexNodeLeast, ids)
        return lengths
    }

    /// Fills a column with the measures of all vertices in a unit; returns the length of every piece.
    private func measures(in unit: Double, into column: inout [Int32]) -> [Double] {
        column.removeAll(keepingCapacity: true)
        var lengths: [Double] = []
        lengths.reserveCapacity(pieces.count)
        for piece in pieces {
            var measure = 0.0
            var last: Int32 = -1
            for v in piece.vertices {
                if v > Int(piece.first) { measure += lineLength(endingAt: v) }
                // Measures grow with every vertex, also where lines are shorter than half a unit.
                let steps = Int32(clamping: Int((measure / unit).rounded()))
                last = max(min(last, .max - 1) + 1, steps)
                column.append(last)
            }
            lengths.append(measure)
        }
        return lengths
    }

    /// Metres on the ground.
    private func lineLength(endingAt v: Int) -> Double {
        let (x, y) = (lines.x(v - 1), lines.y(v - 1))
        if let ground { return ground.length(fromX: x, y: y, toX: lines.x(v), y: lines.y(v)) }
        let (dx, dy) = (lines.x(v) - x, lines.y(v) - y)
        return (dx * dx + dy * dy).squareRoot()
    }

    private mutating func writeTopology(lengths: [Double]) throws(IntakeError) {
        var number = [UInt32](repeating: CompiledNetwork.none, count: lines.nodeX.count)
        var nodeSource: [Int64] = []
        var starts: [UInt32] = []
        var ends: [UInt32] = []
        var segmentStarts: [UInt32] = [0]
        func node(_ vertex: UInt32) -> UInt32 {
            let row = Int(lines.node[Int(vertex)])
            if number[row] == CompiledNetwork.none {
                number[row] = UInt32(nodeSource.count)
                nodeSource.append(source.nodeID[row])
            }
            return number[row]
        }
        var segments: UInt32 = 0
        for piece in pieces {
            starts.append(node(piece.first))
            ends.append(node(piece.last))
            segments += source.flags[Int(piece.way)].contains(.oneWay) ? 1 : 2
            segmentStarts.append(segments)
        }
        number = []
        var segmentPiece: [UInt32] = []
        segmentPiece.reserveCapacity(Int(segments))
        for piece in pieces.indices {
            for _ in segmentStarts[piece]..<segmentStarts[piece + 1] {
                segmentPiece.append(UInt32(piece))
            }
        }
        try writer.addPacked(.pieceSegmentStart, segmentStarts)
        try writer.addPacked(.pieceStart, starts)
        try writer.addPacked(.pieceEnd, ends)
        try writer.addPacked(.segmentPiece, segmentPiece)
        try writer.addIDs(.nodeSource, least: .nodeSourceLeast, nodeSource)
        var graph = TurnGraph(
            segmentPiece: segmentPiece,
            segmentStarts: segmentStarts,
            starts: starts,
            ends: ends,
            outStart: [],
            out: []
        )
        try writeOutgoing(&graph, nodes: nodeSource.count)
        try writeTurns(graph, nodeSource: nodeSource)
        try writer.addPacked(
            .pieceComponent,
            ComponentNumbering.number(
                starts: starts,
                ends: ends,
                lengths: lengths,
                nodeCount: nodeSource.count
            )
        )
    }

    private mutating func writeOutgoing(
        _ graph: inout TurnGraph,
        nodes: Int
    ) throws(IntakeError) {
        func from(_ segment: Int) -> Int {
            let piece = Int(graph.segmentPiece[segment])
            return Int(graph.isForward(segment) ? graph.starts[piece] : graph.ends[piece])
        }
        var outStart = [UInt32](repeating: 0, count: nodes + 1)
        for segment in graph.segmentPiece.indices { outStart[from(segment) + 1] += 1 }
        for i in 0..<nodes { outStart[i + 1] += outStart[i] }
        var next = outStart
        var out = [UInt32](repeating: 0, count: graph.segmentPiece.count)
        for segment in graph.segmentPiece.indices {
            let node = from(segment)
            out[Int(next[node])] = UInt32(segment)
            next[node] += 1
        }
        (graph.outStart, graph.out) = (outStart, out)
        try writer.addPacked(.outStart, outStart)
        try writer.addPacked(.outSegments, out)
    }

    private mutating func writeTree(lengths: [Double]) throws(IntakeError) {
        var runs = RoadNeighbours.Runs()
        var runVertex: [UInt32] = []
        var tree = TreePacking()
        var vertex: UInt32 = 0
        for (number, piece) in pieces.enumerated() {
            var first = 0
            while first < piece.lineCount {
                let count = min(NetworkCompiler.linesPerRun, piece.lineCount - first)
                tree.begin()
                for k in first...(first + count) {
                    let v = Int(piece.first) + k
                    tree.extend(lines.grid.stepsEast(lines.x(v)), lines.grid.stepsNorth(lines.y(v)))
                }
                runs.piece.append(UInt32(number))
                runs.first.append(piece.first + UInt32(first))
                runs.lines.append(UInt8(count))
                runVertex.append(vertex + UInt32(first))
                first += count
            }
            vertex += UInt32(piece.lineCount + 1)
        }
        tree.pack()
        try writer.addPacked(.runPiece, runs.piece)
        try writer.addPacked(.runVertex, runVertex)
        try writer.addPacked(.treeBoxes, tree.coarseBoxes(lines.grid.stepsPerBoxUnit))
        try writer.add(.treeLevels, tree.levelEnds)
        var neighbours = RoadNeighbours(source, lines, pieces, runs, tree)
        let links = neighbours.links(lengths: lengths)
        try writer.addPacked(.linkPiece, links.map(\.piece))
        try writer.addPacked(.linkOther, links.map(\.other))
        try writer.add(.linkKind, links.map(\.kind.rawValue))
    }
}
