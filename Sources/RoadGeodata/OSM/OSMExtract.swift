import RoadModel

/// What an OpenStreetMap file says about roads: ways with their tags judged, the places of their
/// nodes, relations and points of use.
struct OSMExtract {
    /// Coordinates that say why a node has no place.
    static let missing = Int32.max
    /// A node whose coordinates are off the globe.
    static let impossible = Int32.max - 1

    /// The roads.
    var ways: OSMWayBatch
    /// Ids of the nodes of those roads, ascending.
    var nodeIDs: [Int64] = []
    /// Longitude of each node in 1e-7 degrees, or `missing` or `impossible`.
    var nodeX: [Int32] = []
    /// Latitude, likewise.
    var nodeY: [Int32] = []
    /// Turn restrictions and road routes.
    var relations = OSMRelations()
    /// Kilometre posts, cameras, level crossings.
    var points = OSMPoints()

    /// What the file got wrong and what was mended, by code.
    private(set) var notes: [String: Int] = [:]

    /// Nothing yet.
    init(rules: SpeedLimitRules) { ways = OSMWayBatch(rules: rules) }

    /// The number of nodes.
    var nodeCount: Int { nodeIDs.count }

    /// A node's longitude and latitude in 1e-7 degrees, or `missing` or `impossible`.
    func nodePlace(_ node: Int) -> (x: Int32, y: Int32) { (nodeX[node], nodeY[node]) }

    /// Sets the place of a node.
    ///
    /// A node that the file has twice at different places is counted, and its last place stays.
    mutating func place(_ node: Int, x: Int32, y: Int32) {
        let known = nodePlace(node)
        if known.x < Self.impossible, x < Self.impossible, known != (x, y) {
            note("node.duplicate")
        }
        (nodeX[node], nodeY[node]) = (x, y)
    }

    /// Counts what the file got wrong.
    mutating func note(_ code: String, _ count: Int = 1) {
        if count > 0 { notes[code, default: 0] += count }
    }

    /// The row of a node id; `nil` when no road uses the node.
    func nodeRow(of id: Int64) -> Int? {
        var (low, high) = (0, nodeIDs.count)
        while low < high {
            let middle = (low + high) / 2
            if nodeIDs[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < nodeIDs.count && nodeIDs[low] == id ? low : nil
    }

    /// The rows of the nodes of all ways, in the order of their refs.
    func vertexRows() -> [UInt32] {
        var rows: [UInt32] = []
        guard !nodeIDs.isEmpty else { return rows }
        rows.reserveCapacity(ways.refs.count)
        var row = 0
        nodeIDs.withUnsafeBufferPointer { table in
            for ref in ways.refs {
                row = SortedSearch.row(of: ref, in: table, from: row)
                rows.append(UInt32(truncatingIfNeeded: row))
            }
        }
        return rows
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - format: Its encoding.
    ///   - rules: General speed limits.
    ///   - threads: Cores to use; the result is the same for any number.
    /// - Returns: What the file says about roads.
    /// - Throws: As the readers of the formats do.
    static func read(
        path: String,
        format: OSMFormat,
        rules: SpeedLimitRules,
        threads: Int
    ) throws(IntakeError) -> OSMExtract {
        if format == .pbf {
            let file = try PBFFile(path: path)
            defer { file.close() }
            return try PBFRoadReader(file, rules: rules, threads: threads).read()
        }
        return try OSMLibosmium.read(path: path, format: format, rules: rules)
    }
}
