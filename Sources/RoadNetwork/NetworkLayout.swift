import RoadGeometry
import RoadModel

/// Computes the columns of a network from its pieces and writes them.
struct NetworkLayout {
    let source: RoadSource
    let lines: SourceLines
    let pieces: [SplitPieces.Piece]

    /// The image.
    func image() -> [UInt8] {
        var writer = ImageWriter()
        var strings = StringPool()
        let geometry = writeVertices(&writer)
        writeTopology(&writer, lengths: geometry.lengths)
        writeAttributes(&writer, &strings)
        writeTree(&writer, starts: geometry.starts)
        writeRecords(&writer, &strings)
        writer.add(
            .extent,
            [
                source.extent.west, source.extent.south, source.extent.east, source.extent.north,
                geometry.box.minX, geometry.box.minY, geometry.box.maxX, geometry.box.maxY,
            ]
        )
        writer.add(.crs, [strings.number(of: source.crs)])
        writeNotes(&writer, &strings)
        writer.add(.stringEnds, strings.ends)
        writer.add(.stringBytes, strings.bytes)
        return writer.finish()
    }

    private func writeVertices(
        _ writer: inout ImageWriter
    ) -> (starts: [UInt32], lengths: [Double], box: PlanarBox) {
        var starts: [UInt32] = [0]
        var x: [Double] = []
        var y: [Double] = []
        var measures: [Double] = []
        var nodes: [Int64] = []
        var lengths: [Double] = []
        var box = PlanarBox.empty
        for piece in pieces {
            var measure = 0.0
            for v in piece.vertices {
                if v > piece.vertices.lowerBound {
                    let dx = lines.x[v] - lines.x[v - 1]
                    let dy = lines.y[v] - lines.y[v - 1]
                    measure += (dx * dx + dy * dy).squareRoot()
                }
                x.append(lines.x[v])
                y.append(lines.y[v])
                measures.append(measure)
                nodes.append(sourceNode(lines.key[v]))
                box.extend(x: lines.x[v], y: lines.y[v])
            }
            starts.append(UInt32(x.count))
            lengths.append(measure)
        }
        writer.add(.pieceVertexStart, starts)
        writer.add(.vertexX, x)
        writer.add(.vertexY, y)
        writer.add(.vertexMeasure, measures)
        writer.add(.vertexNode, nodes)
        return (starts, lengths, box)
    }

    /// The source's node behind a key; 0 for vertices of a source without topology.
    private func sourceNode(_ key: Int64) -> Int64 { SourceLines.isSynthetic(key) ? 0 : key }

    private func writeTopology(_ writer: inout ImageWriter, lengths: [Double]) {
        var nodeOf: [Int64: UInt32] = [:]
        var nodeSource: [Int64] = []
        func node(_ v: Int) -> UInt32 {
            if let known = nodeOf[lines.key[v]] { return known }
            let number = UInt32(nodeSource.count)
            nodeOf[lines.key[v]] = number
            nodeSource.append(sourceNode(lines.key[v]))
            return number
        }
        var starts: [UInt32] = []
        var ends: [UInt32] = []
        var forward: [UInt32] = []
        var backward: [UInt32] = []
        var segmentPiece: [UInt32] = []
        var segmentForward: [UInt8] = []
        for (i, piece) in pieces.enumerated() {
            starts.append(node(piece.vertices.lowerBound))
            ends.append(node(piece.vertices.upperBound))
            forward.append(UInt32(segmentPiece.count))
            segmentPiece.append(UInt32(i))
            segmentForward.append(1)
            guard !source.flags[piece.way].contains(.oneWay) else {
                backward.append(CompiledNetwork.none)
                continue
            }
            backward.append(UInt32(segmentPiece.count))
            segmentPiece.append(UInt32(i))
            segmentForward.append(0)
        }
        let from = segmentPiece.indices.map {
            segmentForward[$0] == 1 ? starts[Int(segmentPiece[$0])] : ends[Int(segmentPiece[$0])]
        }
        let to = segmentPiece.indices.map {
            segmentForward[$0] == 1 ? ends[Int(segmentPiece[$0])] : starts[Int(segmentPiece[$0])]
        }
        writer.add(.pieceForward, forward)
        writer.add(.pieceBackward, backward)
        writer.add(.segmentPiece, segmentPiece)
        writer.add(.segmentForward, segmentForward)
        writer.add(.segmentStart, from)
        writer.add(.segmentEnd, to)
        writer.add(.nodeSource, nodeSource)
        writeOutgoing(&writer, from: from, nodeCount: nodeSource.count)
        writer.add(
            .pieceComponent,
            ComponentNumbering.number(
                starts: starts,
                ends: ends,
                lengths: lengths,
                nodeCount: nodeSource.count
            )
        )
    }

    private func writeOutgoing(_ writer: inout ImageWriter, from: [UInt32], nodeCount: Int) {
        var outStart = [UInt32](repeating: 0, count: nodeCount + 1)
        for node in from { outStart[Int(node) + 1] += 1 }
        for i in 0..<nodeCount { outStart[i + 1] += outStart[i] }
        var next = outStart
        var out = [UInt32](repeating: 0, count: from.count)
        for (segment, node) in from.enumerated() {
            out[Int(next[Int(node)])] = UInt32(segment)
            next[Int(node)] += 1
        }
        writer.add(.outStart, outStart)
        writer.add(.outSegments, out)
    }

    private func writeAttributes(_ writer: inout ImageWriter, _ strings: inout StringPool) {
        var table = LabelTable()
        let ways = pieces.map(\.way)
        let labels = ways.map { way in
            table.number(
                of: RoadLabel(
                    name: source.name[way],
                    otherNames: source.otherNames[way],
                    ref: source.ref[way]
                )
            )
        }
        writer.add(.pieceWay, ways.map { source.wayID[$0] })
        writer.add(.pieceLabel, labels)
        writer.add(.pieceClass, ways.map { source.roadClass[$0].rawValue })
        writer.add(.pieceFlags, ways.map { source.flags[$0].rawValue })
        writer.add(.pieceLevel, ways.map { source.level[$0] })
        writer.add(.pieceLimit, ways.map { source.limitKmh[$0] })
        writer.add(.pieceLanes, ways.map { source.lanes[$0] })
        writer.add(.labelName, table.labels.map { strings.number(of: $0.name) })
        writer.add(.labelOtherNames, table.labels.map { strings.number(of: $0.otherNames) })
        writer.add(.labelRef, table.labels.map { strings.number(of: $0.ref) })
        writer.add(.labelNameStart, table.nameStart)
        writer.add(.nameTokenStart, table.tokenStart)
        writer.add(.nameToken, table.tokens)
        writer.add(.labelRefStart, table.refStart)
        writer.add(.refHash, table.refs)
    }

    private func writeTree(_ writer: inout ImageWriter, starts: [UInt32]) {
        var runPiece: [UInt32] = []
        var runVertex: [UInt32] = []
        var runLines: [UInt32] = []
        var boxes: [PlanarBox] = []
        for (i, piece) in pieces.enumerated() {
            let lineCount = piece.vertices.count - 1
            var first = 0
            while first < lineCount {
                let count = min(NetworkCompiler.linesPerRun, lineCount - first)
                var box = PlanarBox.empty
                for k in first...(first + count) {
                    let v = piece.vertices.lowerBound + k
                    box.extend(x: lines.x[v], y: lines.y[v])
                }
                runPiece.append(UInt32(i))
                runVertex.append(starts[i] + UInt32(first))
                runLines.append(UInt32(count))
                boxes.append(box)
                first += count
            }
        }
        let tree = PackedRTree(boxes)
        writer.add(.runPiece, runPiece)
        writer.add(.runVertex, runVertex)
        writer.add(.runLines, runLines)
        writer.add(.treeBoxes, tree.boxes)
        writer.add(.treeItems, tree.items)
        writer.add(.treeLevels, tree.levelEnds)
    }

    private func writeRecords(_ writer: inout ImageWriter, _ strings: inout StringPool) {
        var viaStart: [UInt32] = [0]
        for turn in source.restrictions {
            viaStart.append(viaStart[viaStart.count - 1] + UInt32(turn.viaWays.count))
        }
        writer.add(.restrictionFrom, source.restrictions.map(\.fromWay))
        writer.add(.restrictionTo, source.restrictions.map(\.toWay))
        writer.add(.restrictionVia, source.restrictions.map(\.viaNode))
        writer.add(
            .restrictionMandatory,
            source.restrictions.map { UInt8($0.isMandatory ? 1 : 0) }
        )
        writer.add(.restrictionViaStart, viaStart)
        writer.add(.restrictionViaWay, source.restrictions.flatMap(\.viaWays))
        writer.add(.postNode, source.posts.map(\.node))
        writer.add(.postPlace, source.posts.flatMap { [$0.point.x, $0.point.y] })
        writer.add(.postKilometre, source.posts.map(\.kilometre))
        writer.add(.postRef, source.posts.map { strings.number(of: $0.ref) })
    }

    private func writeNotes(_ writer: inout ImageWriter, _ strings: inout StringPool) {
        let notes = source.notes.merging(lines.notes) { $0 + $1 }.sorted { $0.key < $1.key }
        writer.add(.noteCodes, notes.map { strings.number(of: $0.key) })
        writer.add(.noteCounts, notes.map { UInt64(max(0, $0.value)) })
    }
}
