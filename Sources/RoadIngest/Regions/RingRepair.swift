package import RoadModel

/// Makes simple rings out of a ring that touches or crosses itself.
///
/// A ring is cut wherever it comes back to a point it has passed; places where two of its edges
/// cross or where a corner touches an edge become such points first. Each loop is a ring of its own,
/// and since a place is inside when it lies in an odd number of rings, the area stays what the
/// even-odd rule made of the ring before.
package struct RingRepair {
    /// What was wrong, one sentence each.
    package private(set) var faults: [String] = []
    private var points: [Point] = []

    private struct Point: Hashable {
        var x: Double
        var y: Double
    }

    /// Takes a ring; points that are no coordinates are left out.
    package init(_ ring: RegionOutline.Ring) {
        var left = 0
        for (x, y) in zip(ring.longitudes, ring.latitudes) {
            guard x.magnitude <= 180, y.magnitude <= 90 else {
                left += 1
                continue
            }
            let point = Point(x: x, y: y)
            if points.last != point { points.append(point) }
        }
        if left > 0 { faults.append("\(left) points lie outside ±180, ±90 and were left out.") }
        if points.count > 1, points.first == points.last {
            points.removeLast()
        } else if points.count > 2 {
            faults.append("The ring was not closed and was closed.")
        }
    }

    /// Simple rings that enclose an area, each closed.
    package mutating func mended() -> [RegionOutline.Ring] {
        guard points.count >= 3 else {
            faults.append("A ring of fewer than three points was left out.")
            return []
        }
        insertMeetings()
        var rings: [RegionOutline.Ring] = []
        for loop in loops() {
            let x = loop.map(\.x) + [loop[0].x]
            let y = loop.map(\.y) + [loop[0].y]
            let ring = RegionOutline.Ring(longitudes: x, latitudes: y)
            if RegionOutline(code: "", names: [], rings: [ring]).area > 0 { rings.append(ring) }
        }
        return rings
    }

    /// Puts a point into both edges wherever two edges cross, or a corner lies on an edge.
    private mutating func insertMeetings() {
        var added: [Int: [Point]] = [:]
        let count = points.count
        // Sweep from west to east: only edges whose spans overlap are compared.
        let order = (0..<count).sorted { west($0) < west($1) }
        var active: [Int] = []
        for edge in order {
            let (from, to) = (west(edge), east(edge))
            active.removeAll { east($0) < from }
            for other in active where south(other) <= north(edge) && south(edge) <= north(other) {
                guard west(other) <= to, let meeting = meeting(edge, other) else { continue }
                added[edge, default: []].append(meeting)
                added[other, default: []].append(meeting)
            }
            active.append(edge)
        }
        guard !added.isEmpty else { return }
        var crossings = 0
        var dense: [Point] = []
        for edge in 0..<count {
            let start = points[edge]
            dense.append(start)
            let new = Set(added[edge] ?? []).subtracting([start, points[(edge + 1) % count]])
            crossings += new.count
            dense += new.sorted { square($0, start) < square($1, start) }
        }
        points = dense
        if crossings > 0, let first = added.values.first?.first {
            faults.append(
                "The ring crosses itself, at \(first.x) \(first.y) among other places; it was cut "
                    + "there."
            )
        }
    }

    /// Where two edges that are no neighbours meet; `nil` when they do not.
    private func meeting(_ a: Int, _ b: Int) -> Point? {
        let count = points.count
        guard a != b, (a + 1) % count != b, (b + 1) % count != a else { return nil }
        let (p, q) = (points[a], points[(a + 1) % count])
        let (r, s) = (points[b], points[(b + 1) % count])
        let (d1, d2) = (side(r, s, p), side(r, s, q))
        let (d3, d4) = (side(p, q, r), side(p, q, s))
        if d1 * d2 < 0, d3 * d4 < 0 {
            let share = d1 / (d1 - d2)
            return Point(x: p.x + share * (q.x - p.x), y: p.y + share * (q.y - p.y))
        }
        // A corner on an edge, or the same corner twice.
        if d1 == 0, isBetween(p, r, s) { return p }
        if d2 == 0, isBetween(q, r, s) { return q }
        if d3 == 0, isBetween(r, p, q) { return r }
        if d4 == 0, isBetween(s, p, q) { return s }
        return nil
    }

    /// The loops into which coming back to a point cuts the ring.
    private mutating func loops() -> [[Point]] {
        var loops: [[Point]] = []
        var path: [Point] = []
        var at: [Point: Int] = [:]
        for point in points {
            if let back = at[point] {
                let loop = Array(path[back...])
                faults.append(
                    "The ring touches itself at \(point.x) \(point.y); a loop of \(loop.count) "
                        + "points became a ring of its own."
                )
                if loop.count >= 3 { loops.append(loop) }
                for passed in path[(back + 1)...] { at[passed] = nil }
                path.removeSubrange((back + 1)...)
            } else {
                at[point] = path.count
                path.append(point)
            }
        }
        if path.count >= 3 { loops.append(path) }
        return loops
    }

    private func west(_ edge: Int) -> Double { min(points[edge].x, next(edge).x) }
    private func east(_ edge: Int) -> Double { max(points[edge].x, next(edge).x) }
    private func south(_ edge: Int) -> Double { min(points[edge].y, next(edge).y) }
    private func north(_ edge: Int) -> Double { max(points[edge].y, next(edge).y) }
    private func next(_ edge: Int) -> Point { points[(edge + 1) % points.count] }

    private func side(_ a: Point, _ b: Point, _ c: Point) -> Double {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    private func square(_ a: Point, _ b: Point) -> Double {
        (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
    }

    private func isBetween(_ p: Point, _ a: Point, _ b: Point) -> Bool {
        min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
    }
}
