import RoadModel

/// Turns coordinates that stand once per vertex into a table of nodes.
enum SourceNodes {
    /// Fills the table of a source that has none; vertices of one node id share a row, vertices
    /// with the id 0 have one each.
    static func tabulate(_ source: inout RoadSource) {
        guard source.vertexRow.isEmpty else { return }
        var rows: [Int64: UInt32] = [:]
        source.vertexRow.reserveCapacity(source.vertexX.count)
        for vertex in source.vertexX.indices {
            let id = source.hasTopology ? source.vertexNode[vertex] : 0
            if id != 0, let row = rows[id] {
                source.vertexRow.append(row)
                continue
            }
            let row = UInt32(source.nodeID.count)
            if id != 0 { rows[id] = row }
            source.vertexRow.append(row)
            source.nodeID.append(id)
            source.nodeX.append(source.vertexX[vertex])
            source.nodeY.append(source.vertexY[vertex])
        }
        (source.vertexX, source.vertexY, source.vertexNode) = ([], [], [])
    }
}
