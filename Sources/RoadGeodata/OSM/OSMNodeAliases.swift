/// Nodes that a way joins although they lie at the same place: one stands for all of them.
///
/// Dropping such a vertex would cut the roads that meet at it; keeping it would make a segment
/// without length. So both become one node.
struct OSMNodeAliases {
    /// The number of nodes that another one stands for.
    private(set) var count = 0
    // Parent of every row; empty as long as no two nodes were joined.
    private var parents: [UInt32] = []

    /// Joins what consecutive vertices of the extract's ways say.
    ///
    /// - Parameters:
    ///   - extract: The extract.
    ///   - vertices: The node rows of all ways.
    init(_ extract: OSMExtract, vertices: [UInt32]) {
        for way in 0..<extract.ways.count {
            var previous = -1
            for vertex in Int(extract.ways.start[way])..<Int(extract.ways.start[way + 1]) {
                let row = Int(vertices[vertex])
                if previous >= 0, row != previous {
                    let place = extract.nodePlace(row)
                    if place.x < OSMExtract.impossible, place == extract.nodePlace(previous) {
                        join(row, previous, of: extract.nodeCount)
                    }
                }
                previous = row
            }
        }
    }

    /// The row that stands for a row: the one with the smallest id.
    func representative(of row: Int) -> Int {
        guard !parents.isEmpty else { return row }
        var row = row
        while Int(parents[row]) != row { row = Int(parents[row]) }
        return row
    }

    private mutating func join(_ a: Int, _ b: Int, of rows: Int) {
        if parents.isEmpty { parents = (0..<UInt32(clamping: rows)).map { $0 } }
        let (first, second) = (representative(of: a), representative(of: b))
        guard first != second else { return }
        parents[max(first, second)] = UInt32(clamping: min(first, second))
        count += 1
    }
}
