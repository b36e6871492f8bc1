import RoadNetwork

/// Where the lines of a run stand in the network's columns.
struct RunRow: BitwiseCopyable {
    /// The run's piece.
    var piece: UInt32
    /// Its first vertex.
    var vertex: UInt32
    /// Its lines, one less than its vertices.
    var lines: UInt32
}

/// The spatial index over the runs of a network, unpacked for many searches.
///
/// The image keeps boxes in as few bits as they need. A matcher asks for boxes some fifty times a
/// fix, so they are laid out once with four whole numbers each, of which one instruction tells
/// whether a box is met: 28 bytes a run, made in about 10 ns each.
final class RunTree: @unchecked Sendable {
    // Sound: nothing writes to the buffers after `init`.

    /// `minX, minY, −maxX, −maxY` of every node in steps of the grid; see `PackedRTree`.
    private let boxes: UnsafeMutablePointer<SIMD4<Int32>>
    /// The runs, which are the nodes of level 0.
    let runs: UnsafeMutablePointer<RunRow>
    /// Nodes up to the end of each level.
    private let ends: [Int]
    private let originX: Double, originY: Double
    /// Steps of the grid in a metre.
    private let scale: Double

    /// Children of a node.
    private static let fanOut = 16
    /// No box or search lies farther out, so that differences fit their type.
    private static let farthest = Double(1 << 30 - 1)

    /// Unpacks the index of a network.
    init(_ network: CompiledNetwork) {
        let c = network.columns
        let count = c.treeBoxes.count / 4
        let packed = c.treeBoxes.firstRow
        // A grid finer than the numbers is made coarser, boxes rounded outwards.
        let shift = UInt64(max(0, packed.rows.bits - 30))
        let round: UInt64 = shift > 0 ? 1 : 0
        boxes = .allocate(capacity: max(1, count))
        for node in 0..<count {
            let row = 4 * node
            boxes[node] = SIMD4(
                Int32(truncatingIfNeeded: packed.rows[at: row] >> shift),
                Int32(truncatingIfNeeded: packed.rows[at: row + 1] >> shift),
                -Int32(truncatingIfNeeded: packed.rows[at: row + 2] >> shift + round),
                -Int32(truncatingIfNeeded: packed.rows[at: row + 3] >> shift + round)
            )
        }
        (originX, originY) = (packed.originX, packed.originY)
        scale = 1 / (packed.unit * Double(UInt64(1) << shift))
        ends = (0..<c.treeLevels.count).map { Int(c.treeLevels[$0]) }
        runs = .allocate(capacity: max(1, c.runPiece.count))
        for run in 0..<c.runPiece.count {
            runs[run] = RunRow(
                piece: c.runPiece[run],
                vertex: c.runVertex[run],
                lines: c.runLines[run]
            )
        }
    }

    deinit {
        boxes.deallocate()
        runs.deallocate()
    }

    /// Finds every run whose box comes within a radius of a point.
    ///
    /// - Parameters:
    ///   - x: Easting in the network's system, in metres.
    ///   - y: Northing, in metres.
    ///   - radius: In metres.
    ///   - hits: Rows of `runs`, ascending; what it held before is forgotten.
    func find(x: Double, y: Double, radius: Double, into hits: inout [UInt32]) {
        hits.removeAll(keepingCapacity: true)
        guard let root = ends.last, let search = search(x, y, radius),
            search.meets(boxes[root - 1])
        else { return }
        if ends.count == 1 {
            if search.isNear(boxes[0]) { hits.append(0) }
        } else {
            descend(root - 1, level: ends.count - 1, search, &hits)
        }
    }

    /// Finds the same runs with the help of what an earlier search nearby has seen.
    ///
    /// The fixes of a track follow each other, so the branches of the tree around one serve the next
    /// ones as well: their list is shorter than the way down to them.
    func find(
        x: Double,
        y: Double,
        radius: Double,
        along path: inout RunNeighbourhood,
        into hits: inout [UInt32]
    ) {
        let slack = RunNeighbourhood.slackMetres
        let isNext = abs(x - path.lastX) <= slack && abs(y - path.lastY) <= slack
        (path.lastX, path.lastY) = (x, y)
        guard ends.count > 2, isNext, let search = search(x, y, radius) else {
            return find(x: x, y: y, radius: radius, into: &hits)
        }
        if !path.holds(x, y, radius) {
            // A metre more, so that no rounding leaves out what a search at the edge would meet.
            guard let wide = self.search(x, y, radius + slack + 1) else {
                return find(x: x, y: y, radius: radius, into: &hits)
            }
            (path.x, path.y, path.reach) = (x, y, radius + slack)
            path.branches.removeAll(keepingCapacity: true)
            collect(ends.count - 1, ends[ends.count - 1] - 1, wide, &path.branches)
        }
        hits.removeAll(keepingCapacity: true)
        for branch in path.branches where search.meets(boxes[Int(branch)]) {
            visitRuns(Int(branch), search, &hits)
        }
    }

    private func search(_ x: Double, _ y: Double, _ radius: Double) -> Search? {
        let (east, north) = ((x - originX) * scale, (y - originY) * scale)
        let reach = radius * scale
        guard reach >= 0, (east + north + reach).isFinite else { return nil }
        return Search(
            corners: SIMD4(
                Self.whole((east + reach).rounded(.down)),
                Self.whole((north + reach).rounded(.down)),
                -Self.whole((east - reach).rounded(.up)),
                -Self.whole((north - reach).rounded(.up))
            ),
            east: east,
            north: north,
            squared: reach * reach
        )
    }

    private struct Search {
        /// `maxX, maxY, −minX, −minY` of the box around the circle.
        let corners: SIMD4<Int32>
        let east: Double, north: Double, squared: Double

        /// Whether a box meets the box around the circle: no difference is negative.
        @inline(__always)
        func meets(_ box: SIMD4<Int32>) -> Bool {
            let halves = unsafeBitCast(corners &- box, to: SIMD2<UInt64>.self)
            return (halves.x | halves.y) & 0x8000_0000_8000_0000 == 0
        }

        /// Whether a box comes within the circle.
        @inline(__always)
        func isNear(_ box: SIMD4<Int32>) -> Bool {
            let dx = max(0, max(Double(box.x) - east, east + Double(box.z)))
            let dy = max(0, max(Double(box.y) - north, north + Double(box.w)))
            return dx * dx + dy * dy <= squared
        }
    }

    /// The children of a node, which stand in a row on the level below.
    @inline(__always)
    private func children(_ node: Int, level: Int) -> Range<Int> {
        let own = ends[level - 1]
        let below = level > 1 ? ends[level - 2] : 0
        let first = below + (node - own) * Self.fanOut
        return first..<min(first + Self.fanOut, own)
    }

    /// Visits the children of a node.
    private func descend(_ node: Int, level: Int, _ search: Search, _ hits: inout [UInt32]) {
        guard level > 1 else { return visitRuns(node, search, &hits) }
        for child in children(node, level: level) where search.meets(boxes[child]) {
            descend(child, level: level - 1, search, &hits)
        }
    }

    /// Takes the runs below a node of level 1 that come within the circle.
    @inline(__always)
    private func visitRuns(_ node: Int, _ search: Search, _ hits: inout [UInt32]) {
        for run in children(node, level: 1)
        where search.meets(boxes[run]) && search.isNear(boxes[run]) {
            hits.append(UInt32(truncatingIfNeeded: run))
        }
    }

    /// Collects the nodes of level 1 whose boxes are met.
    private func collect(
        _ level: Int,
        _ node: Int,
        _ search: Search,
        _ branches: inout [UInt32]
    ) {
        guard search.meets(boxes[node]) else { return }
        guard level > 1 else { return branches.append(UInt32(truncatingIfNeeded: node)) }
        for child in children(node, level: level) {
            collect(level - 1, child, search, &branches)
        }
    }

    @inline(__always)
    private static func whole(_ steps: Double) -> Int32 {
        Int32(min(farthest, max(-farthest, steps)))
    }
}

/// The branches of a `RunTree` around the last searches of a track.
struct RunNeighbourhood {
    /// Middle and half side of the square whose branches are known, in metres.
    fileprivate var x = Double.infinity, y = Double.infinity, reach = 0.0
    /// Nodes of level 1 that meet it, ascending.
    fileprivate var branches: [UInt32] = []
    /// Where the last search was made.
    fileprivate var lastX = Double.infinity, lastY = Double.infinity

    /// How far a track may go on until the branches are collected anew, in metres.
    fileprivate static let slackMetres = 150.0

    /// Whether all branches of a search are known.
    fileprivate func holds(_ x: Double, _ y: Double, _ radius: Double) -> Bool {
        abs(x - self.x) + radius <= reach && abs(y - self.y) + radius <= reach
    }
}
