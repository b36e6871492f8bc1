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
    private var box = PlanarBox.empty

    /// Prepares to write.
    init(
        source: RoadSource,
        lines: SourceLines,
        pieces: [SplitPieces.Piece],
        to sink: any ImageSink
    ) throws(IntakeError) {
        (self.source, self.lines, self.pieces) = (source, lines, pieces)
        writer = try ImageWriter(sink)
    }

    /// Writes the image.
    mutating func write() throws(IntakeError) {
        let lengths = try writeVertices()
        try writeTopology(lengths: lengths)
        try writeAttributes()
        try writeTree()
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
        try writer.add(.stringEnds, strings.ends)
        try writer.add(.stringBytes, strings.bytes)
        try writer.finish()
    }

    /// Writes vertices; returns the length of every piece.
    private mutating func writeVertices() throws(IntakeError) -> [Double] {
        var starts: [UInt32] = [0]
        var lengths: [Double] = []
        starts.reserveCapacity(pieces.count + 1)
        lengths.reserveCapacity(pieces.count)
        var total: UInt32 = 0
        for piece in pieces {
            var measure = 0.0
            for v in piece.vertices {
                if v > Int(piece.first) { measure += lineLength(endingAt: v) }
                box.extend(x: lines.x(v), y: lines.y(v))
            }
            total += UInt32(piece.lineCount + 1)
            starts.append(total)
            lengths.append(measure)
        }
        try writer.add(.pieceVertexStart, starts)
        let measureUnit = NetworkGrid.unit(for: lengths.max() ?? 0)
        let grid = lines.grid
        try writer.add(.grid, [grid.originX, grid.originY, grid.unit, measureUnit])
        var column: [Int32] = []
        column.reserveCapacity(Int(total))
        for piece in pieces {
            for v in piece.vertices { column.append(grid.stepsEast(lines.x(v))) }
        }
        try writer.add(.vertexX, column)
        column.removeAll(keepingCapacity: true)
        for piece in pieces {
            for v in piece.vertices { column.append(grid.stepsNorth(lines.y(v))) }
        }
        try writer.add(.vertexY, column)
        column.removeAll(keepingCapacity: true)
        for piece in pieces {
            var measure = 0.0
            var last: Int32 = -1
            for v in piece.vertices {
                if v > Int(piece.first) { measure += lineLength(endingAt: v) }
                // Measures grow with every vertex, also where lines are shorter than half a unit.
                last = max(last + 1, Int32((measure / measureUnit).rounded()))
                column.append(last)
            }
        }
        try writer.add(.vertexMeasure, column)
        column = []
        var ids: [Int64] = []
        ids.reserveCapacity(Int(total))
        for piece in pieces {
            for v in piece.vertices { ids.append(source.nodeID[Int(lines.node[v])]) }
        }
        try writer.addIDs(.vertexNode, .vertexNodeHigh, ids)
        return lengths
    }

    private func lineLength(endingAt v: Int) -> Double {
        let dx = lines.x(v) - lines.x(v - 1)
        let dy = lines.y(v) - lines.y(v - 1)
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
        try writer.add(.pieceSegmentStart, segmentStarts)
        try writer.add(.pieceStart, starts)
        try writer.add(.pieceEnd, ends)
        try writer.add(.segmentPiece, segmentPiece)
        try writer.addIDs(.nodeSource, .nodeSourceHigh, nodeSource)
        try writeOutgoing(segmentPiece, segmentStarts, starts, ends, nodes: nodeSource.count)
        try writer.addNarrow(
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
        _ segmentPiece: [UInt32],
        _ segmentStarts: [UInt32],
        _ starts: [UInt32],
        _ ends: [UInt32],
        nodes: Int
    ) throws(IntakeError) {
        func from(_ segment: Int) -> Int {
            let piece = Int(segmentPiece[segment])
            return Int(Int(segmentStarts[piece]) == segment ? starts[piece] : ends[piece])
        }
        var outStart = [UInt32](repeating: 0, count: nodes + 1)
        for segment in segmentPiece.indices { outStart[from(segment) + 1] += 1 }
        for i in 0..<nodes { outStart[i + 1] += outStart[i] }
        var next = outStart
        var out = [UInt32](repeating: 0, count: segmentPiece.count)
        for segment in segmentPiece.indices {
            let node = from(segment)
            out[Int(next[node])] = UInt32(segment)
            next[node] += 1
        }
        try writer.add(.outStart, outStart)
        try writer.add(.outSegments, out)
    }

    private mutating func writeTree() throws(IntakeError) {
        var runPiece: [UInt32] = []
        var runVertex: [UInt32] = []
        var runLines: [UInt8] = []
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
                runPiece.append(UInt32(number))
                runVertex.append(vertex + UInt32(first))
                runLines.append(UInt8(count))
                first += count
            }
            vertex += UInt32(piece.lineCount + 1)
        }
        tree.pack()
        try writer.add(.runPiece, runPiece)
        try writer.add(.runVertex, runVertex)
        try writer.add(.runLines, runLines)
        try writer.add(.treeBoxes, tree.boxes)
        try writer.add(.treeLevels, tree.levelEnds)
    }
}
