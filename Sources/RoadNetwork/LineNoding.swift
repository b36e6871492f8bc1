import RoadGeometry
import RoadModel

/// Finds out which lines meet where a source has no topology.
///
/// 1. Ends of lines within the tolerance of each other become one node, at the place of the first
///    of them in file order; closeness is transitive.
/// 2. An end within the tolerance of the inside of a line splits that line there.
/// 3. Inner vertices of lines of one level at the same place become one node where the lines part: a
///    crossing is drawn with a vertex on both roads.
/// 4. Lines that merely cross are not joined: one may run on a bridge.
///
/// The same lines in the same order give the same result.
struct LineNoding {
    private let tolerance: Double
    private var parent: [Int]

    /// Nodes lines in place.
    ///
    /// - Parameters:
    ///   - lines: The lines.
    ///   - toleranceMetres: How near ends must lie to others or to lines.
    ///   - level: What must be equal, besides the place, for inner vertices to be joined, by the row
    ///     of a way in the source.
    /// - Precondition: `toleranceMetres` is positive and finite.
    static func node(
        _ lines: inout SourceLines,
        toleranceMetres: Double,
        level: (_ way: Int) -> Int
    ) {
        var noding = LineNoding(tolerance: toleranceMetres, parent: [])
        let ends = noding.ends(of: lines)
        noding.joinEnds(ends, &lines)
        noding.splitAtTouchingEnds(ends, &lines)
        joinSharedVertices(&lines, level)
    }

    private init(tolerance: Double, parent: [Int]) {
        (self.tolerance, self.parent) = (tolerance, parent)
    }

    /// The vertex rows of first and last vertices, in file order.
    private func ends(of lines: SourceLines) -> [Int] {
        lines.way.indices.flatMap { [lines.start[$0], lines.start[$0 + 1] - 1] }
    }

    private mutating func joinEnds(_ ends: [Int], _ lines: inout SourceLines) {
        parent = Array(ends.indices)
        let tree = PackedRTree(
            ends.map {
                PlanarBox(
                    minX: lines.x($0),
                    minY: lines.y($0),
                    maxX: lines.x($0),
                    maxY: lines.y($0)
                )
            }
        )
        var scratch = RTreeScratch()
        for i in ends.indices {
            tree.search(
                x: lines.x(ends[i]),
                y: lines.y(ends[i]),
                radiusMetres: tolerance,
                scratch: &scratch
            )
            for other in scratch.items where Int(other) > i { unite(i, Int(other)) }
        }
        var moved = 0
        for i in ends.indices {
            let first = ends[root(i)]
            let own = ends[i]
            if lines.x(own) != lines.x(first) || lines.y(own) != lines.y(first) { moved += 1 }
            lines.node[own] = lines.node[first]
        }
        if moved > 0 { lines.notes["compile.ends_snapped", default: 0] += moved }
    }

    private func splitAtTouchingEnds(_ ends: [Int], _ lines: inout SourceLines) {
        var boxes: [PlanarBox] = []
        var vertexOfBox: [Int] = []
        var lineOfBox: [Int] = []
        for line in lines.way.indices {
            for v in lines.start[line]..<(lines.start[line + 1] - 1) {
                var box = PlanarBox.empty
                box.extend(x: lines.x(v), y: lines.y(v))
                box.extend(x: lines.x(v + 1), y: lines.y(v + 1))
                boxes.append(box)
                vertexOfBox.append(v)
                lineOfBox.append(line)
            }
        }
        let tree = PackedRTree(boxes)
        var scratch = RTreeScratch()
        var touches: [Touch] = []
        for (i, end) in ends.enumerated() where root(i) == i {
            let (px, py) = (lines.x(end), lines.y(end))
            tree.search(x: px, y: py, radiusMetres: tolerance, scratch: &scratch)
            // The nearest place on each line.
            var nearest: [Int: Touch] = [:]
            for item in scratch.items.sorted() {
                let v = vertexOfBox[Int(item)]
                let line = lineOfBox[Int(item)]
                let foot = LineFoot(
                    x: px,
                    y: py,
                    ax: lines.x(v),
                    ay: lines.y(v),
                    bx: lines.x(v + 1),
                    by: lines.y(v + 1)
                )
                guard foot.distanceSquared <= tolerance * tolerance else { continue }
                guard !isJoined(line, v, foot, lines, lines.node[end]) else { continue }
                let touch = Touch(
                    vertex: v,
                    fraction: foot.fraction,
                    end: end,
                    distanceSquared: foot.distanceSquared
                )
                if let known = nearest[line], known.distanceSquared <= touch.distanceSquared {
                    continue
                }
                nearest[line] = touch
            }
            touches += nearest.values
        }
        guard !touches.isEmpty else { return }
        lines.notes["compile.lines_split", default: 0] += touches.count
        insert(touches.sorted { $0.precedes($1) }, into: &lines)
    }

    /// Whether a line already ends so near to a foot that the foot says nothing new.
    ///
    /// Measured along the line. A line that comes back to its own inside is no such case.
    private func isJoined(
        _ line: Int,
        _ vertex: Int,
        _ foot: LineFoot,
        _ lines: SourceLines,
        _ key: UInt32
    ) -> Bool {
        let first = lines.start[line]
        let last = lines.start[line + 1] - 1
        let limit = 4 * tolerance
        func length(_ v: Int, _ x: Double, _ y: Double) -> Double {
            let dx = lines.x(v) - x
            let dy = lines.y(v) - y
            return (dx * dx + dy * dy).squareRoot()
        }
        if lines.node[first] == key {
            var along = length(vertex, foot.x, foot.y)
            var v = vertex
            while v > first, along <= limit {
                along += length(v, lines.x(v - 1), lines.y(v - 1))
                v -= 1
            }
            if along <= limit { return true }
        }
        if lines.node[last] == key {
            var along = length(vertex + 1, foot.x, foot.y)
            var v = vertex + 1
            while v < last, along <= limit {
                along += length(v, lines.x(v + 1), lines.y(v + 1))
                v += 1
            }
            if along <= limit { return true }
        }
        return false
    }

    /// Rebuilds the lines with a vertex at each touch; the vertex lies where the other line ends.
    private func insert(_ touches: [Touch], into lines: inout SourceLines) {
        var result = SourceLines(emptyLike: lines)
        var next = 0
        for line in lines.way.indices {
            let first = result.node.count
            func append(_ v: Int) {
                let node = lines.node[v]
                if result.node.count > first,
                    lines.isSamePlace(Int(result.node[result.node.count - 1]), Int(node))
                {
                    result.node[result.node.count - 1] = node
                    return
                }
                result.node.append(node)
            }
            for v in lines.start[line]..<lines.start[line + 1] {
                // An inner vertex that coincides with the junction just put before it is dropped.
                let isReplaced =
                    result.node.count > first
                    && lines.isSamePlace(
                        Int(result.node[result.node.count - 1]),
                        Int(lines.node[v])
                    )
                if !isReplaced { append(v) }
                while next < touches.count, touches[next].vertex == v {
                    append(touches[next].end)
                    next += 1
                }
            }
            result.close(way: lines.way[line], from: first)
        }
        lines = result
    }

    private static func joinSharedVertices(
        _ lines: inout SourceLines,
        _ level: (_ way: Int) -> Int
    ) {
        var places: [InnerVertex] = []
        for line in lines.way.indices {
            let own = level(Int(lines.way[line]))
            for v in (lines.start[line] + 1)..<(lines.start[line + 1] - 1) {
                places.append(InnerVertex(x: lines.x(v), y: lines.y(v), level: own, vertex: v))
            }
        }
        places.sort { $0.precedes($1) }
        var (joined, first) = (0, 0)
        while first < places.count {
            var end = first + 1
            while end < places.count, places[end].isSamePlace(places[first]) { end += 1 }
            let group = places[first..<end].map(\.vertex)
            first = end
            // Lines drawn twice run together: nothing leads off at their vertices.
            guard group.contains(where: { !runTogether($0, group[0], lines) }) else { continue }
            for v in group where lines.node[v] != lines.node[group[0]] {
                lines.node[v] = lines.node[group[0]]
                joined += 1
            }
        }
        if joined > 0 { lines.notes["compile.vertices_joined", default: 0] += joined }
    }

    /// Whether two inner vertices have the same neighbours, in either order.
    private static func runTogether(_ a: Int, _ b: Int, _ lines: SourceLines) -> Bool {
        func isSame(_ a: Int, _ b: Int) -> Bool {
            lines.isSamePlace(Int(lines.node[a]), Int(lines.node[b]))
        }
        return isSame(a - 1, b - 1) && isSame(a + 1, b + 1)
            || isSame(a - 1, b + 1) && isSame(a + 1, b - 1)
    }

    private mutating func unite(_ a: Int, _ b: Int) {
        let (first, second) = (root(a), root(b))
        // The first in file order stays the root and lends its place.
        if first < second { parent[second] = first } else { parent[first] = second }
    }

    private func root(_ i: Int) -> Int {
        var i = i
        while parent[i] != i { i = parent[i] }
        return i
    }
}

/// A vertex between the ends of a line.
private struct InnerVertex {
    var x: Double, y: Double
    var level: Int
    var vertex: Int

    func precedes(_ other: InnerVertex) -> Bool {
        (x, y, level, vertex) < (other.x, other.y, other.level, other.vertex)
    }

    func isSamePlace(_ other: InnerVertex) -> Bool {
        (x, y, level) == (other.x, other.y, other.level)
    }
}

/// An end of a line that lies on the inside of another line.
private struct Touch {
    /// First vertex of the piece that is touched.
    var vertex: Int
    /// Where on the piece, in `[0, 1]`.
    var fraction: Double
    /// Vertex row of the end.
    var end: Int
    /// Square of the distance, in square metres.
    var distanceSquared: Double

    func precedes(_ other: Touch) -> Bool {
        (vertex, fraction, end) < (other.vertex, other.fraction, other.end)
    }
}
