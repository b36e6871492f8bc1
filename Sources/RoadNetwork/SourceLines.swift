import RoadGeometry
import RoadModel

/// The lines of a source after cleaning: finite vertices on the grid, none twice in a row, two or
/// more a line.
struct SourceLines {
    /// Row of the way in the source, per line.
    var way: [UInt32] = []
    /// First vertex of each line, and the number of vertices at the end.
    var start: [Int] = [0]
    /// Row of the node of each vertex.
    var node: [UInt32] = []
    /// Easting of each node, in metres.
    var nodeX: [Double]
    /// Northing of each node, in metres.
    var nodeY: [Double]
    /// The grid the nodes lie on.
    let grid: NetworkGrid
    /// What was left out, by code.
    var notes: [String: Int] = [:]

    /// Cleans the lines of a source, whose node columns are taken over.
    ///
    /// - Throws: `.formatDamaged` when the columns do not fit together.
    init(_ source: inout RoadSource) throws(IntakeError) {
        try Self.check(source)
        SourceNodes.tabulate(&source)
        var box = PlanarBox.empty
        for node in source.nodeX.indices
        where Self.isPlace(source.nodeX[node], source.nodeY[node]) {
            box.extend(x: source.nodeX[node], y: source.nodeY[node])
        }
        grid = NetworkGrid(box)
        // Moved, not copied: a large network's nodes are most of its memory.
        (nodeX, nodeY) = (source.nodeX, source.nodeY)
        (source.nodeX, source.nodeY) = ([], [])
        for node in nodeX.indices {
            guard Self.isPlace(nodeX[node], nodeY[node]) else {
                nodeX[node] = .nan
                continue
            }
            (nodeX[node], nodeY[node]) = grid.snapped(x: nodeX[node], y: nodeY[node])
        }
        node.reserveCapacity(source.vertexRow.count)
        for row in source.wayID.indices {
            let rows = Int(source.vertexStart[row])..<Int(source.vertexStart[row + 1])
            guard rows.allSatisfy({ !nodeX[Int(source.vertexRow[$0])].isNaN }) else {
                notes["compile.not_finite", default: 0] += 1
                continue
            }
            let first = node.count
            for i in rows {
                let next = Int(source.vertexRow[i])
                if node.count > first, isSamePlace(Int(node[node.count - 1]), next) {
                    notes["compile.repeated_vertex", default: 0] += 1
                    let isEnd = i == rows.upperBound - 1
                    // The last node of a way joins it to others: it must survive, or a junction
                    // is lost.
                    if isEnd, node.count - first > 1 { node[node.count - 1] = source.vertexRow[i] }
                    continue
                }
                node.append(source.vertexRow[i])
            }
            close(way: UInt32(row), from: first)
        }
    }

    /// The same lines without a vertex.
    init(emptyLike other: SourceLines) {
        (nodeX, nodeY, grid, notes) = (other.nodeX, other.nodeY, other.grid, other.notes)
    }

    /// Easting of a vertex.
    func x(_ vertex: Int) -> Double { nodeX[Int(node[vertex])] }
    /// Northing of a vertex.
    func y(_ vertex: Int) -> Double { nodeY[Int(node[vertex])] }

    /// Whether two nodes lie at the same place of the grid.
    func isSamePlace(_ a: Int, _ b: Int) -> Bool {
        a == b || nodeX[a] == nodeX[b] && nodeY[a] == nodeY[b]
    }

    /// Numbers of the nodes of a source without any: from 1 in the order in which lines meet them.
    func ownNodeNumbers() -> [Int64] {
        var numbers = [Int64](repeating: 0, count: nodeX.count)
        var next: Int64 = 1
        for row in node where numbers[Int(row)] == 0 {
            numbers[Int(row)] = next
            next += 1
        }
        return numbers
    }

    /// Ends a line that began at vertex `first`; takes it back when it is a single point.
    mutating func close(way row: UInt32, from first: Int) {
        guard node.count - first >= 2 else {
            node.removeSubrange(first...)
            notes["compile.single_point", default: 0] += 1
            return
        }
        way.append(row)
        start.append(node.count)
    }

    private static func isPlace(_ x: Double, _ y: Double) -> Bool {
        abs(x) < NetworkGrid.farthest && abs(y) < NetworkGrid.farthest
    }

    private static func check(_ source: RoadSource) throws(IntakeError) {
        let ways = source.wayID.count
        let hasTable = !source.vertexRow.isEmpty
        let vertices = hasTable ? source.vertexRow.count : source.vertexX.count
        let nodes = source.nodeID.count
        let areEqual = [
            source.roadClass.count, source.flags.count, source.limitKmh.count,
            source.level.count, source.lanes.count, source.name.count,
            source.otherNames.count, source.ref.count, source.vertexStart.count - 1,
        ].allSatisfy { $0 == ways }
        let against = source.limitAgainstKmh.count
        guard areEqual, against == 0 || against == ways, source.nodeX.count == nodes,
            source.nodeY.count == nodes,
            source.vertexRow.allSatisfy({ Int($0) < nodes }), source.vertexStart.first == 0,
            hasTable
                || source.vertexY.count == vertices && source.vertexNode.count == vertices,
            Int(source.vertexStart.last ?? 1) == vertices,
            zip(source.vertexStart, source.vertexStart.dropFirst()).allSatisfy({ $0 <= $1 }),
            vertices < Int(Int32.max)
        else {
            throw IntakeError(
                .formatDamaged,
                subject: "road source",
                detail: "The columns of the imported roads do not fit together.",
                remedy: "Report this with the file that was imported."
            )
        }
    }
}
