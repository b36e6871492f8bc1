import RoadModel

/// The lines of a source after cleaning: finite vertices, none twice in a row, two or more a line.
struct SourceLines {
    /// Row of the way in the source, per line.
    var way: [Int] = []
    /// First vertex of each line, and the number of vertices at the end.
    var start: [Int] = [0]
    /// Easting of each vertex, in metres.
    var x: [Double] = []
    /// Northing of each vertex, in metres.
    var y: [Double] = []
    /// What identifies a vertex: the source's node, a synthetic number where it has none.
    var key: [Int64] = []
    /// What was left out, by code.
    var notes: [String: Int] = [:]

    /// No lines.
    init() {}

    /// Cleans the lines of a source.
    ///
    /// - Throws: `.formatDamaged` when the columns do not fit together.
    init(_ source: RoadSource) throws(IntakeError) {
        try Self.check(source)
        for row in source.wayID.indices {
            let rows = Int(source.vertexStart[row])..<Int(source.vertexStart[row + 1])
            guard rows.allSatisfy({ source.vertexX[$0].isFinite && source.vertexY[$0].isFinite })
            else {
                notes["compile.not_finite", default: 0] += 1
                continue
            }
            let first = x.count
            for i in rows {
                let node = source.hasTopology ? source.vertexNode[i] : 0
                let isRepeated =
                    x.count > first
                    && (x[x.count - 1] == source.vertexX[i] && y[y.count - 1] == source.vertexY[i]
                        || node != 0 && key[key.count - 1] == node)
                if isRepeated {
                    notes["compile.repeated_vertex", default: 0] += 1
                    // The node of the pair that has one must survive, or a junction is lost.
                    if node != 0, Self.isSynthetic(key[key.count - 1]) {
                        key[key.count - 1] = node
                    }
                    if node == 0 || key[key.count - 1] == node { continue }
                }
                x.append(source.vertexX[i])
                y.append(source.vertexY[i])
                key.append(node != 0 ? node : Int64.min + Int64(i))
            }
            close(way: row, from: first)
        }
    }

    /// Ends a line that began at vertex `first`; takes it back when it is a single point.
    mutating func close(way row: Int, from first: Int) {
        guard x.count - first >= 2 else {
            x.removeSubrange(first...)
            y.removeSubrange(first...)
            key.removeSubrange(first...)
            notes["compile.single_point", default: 0] += 1
            return
        }
        way.append(row)
        start.append(x.count)
    }

    /// Whether a key was made up here; sources use any other number for their nodes.
    static func isSynthetic(_ key: Int64) -> Bool { key < Int64.min + Int64(Int32.max) }

    private static func check(_ source: RoadSource) throws(IntakeError) {
        let ways = source.wayID.count
        let vertices = source.vertexX.count
        let areEqual =
            [
                source.roadClass.count, source.flags.count, source.limitKmh.count,
                source.level.count, source.lanes.count, source.name.count,
                source.otherNames.count, source.ref.count, source.vertexStart.count - 1,
            ].allSatisfy { $0 == ways } && source.vertexY.count == vertices
            && source.vertexNode.count == vertices
        guard areEqual, source.vertexStart.first == 0,
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
