import RoadModel

/// Thins lines for drawing: a vertex goes when the line stays within a tolerance of it.
///
/// Method: D. Douglas and T. Peucker (1973), on longitudes shrunk by the cosine of the latitude.
struct LineSimplifier {
    /// Greatest distance of a dropped vertex from the thinned line.
    let tolerance: Metres

    /// The thinned line; the ends stay.
    func callAsFunction(_ line: [LonLat]) -> [LonLat] {
        guard line.count > 2, let first = line.first else { return line }
        // 1e-5 degrees of latitude are 1.1132 m on a sphere of 6 378 137 m.
        let limit = tolerance.value / 1.1132
        let shrink = cosine(degrees: Double(first.y) / 1e5)
        var keep = [Bool](repeating: false, count: line.count)
        keep[0] = true
        keep[line.count - 1] = true
        var stack = [(0, line.count - 1)]
        while let (start, end) = stack.popLast() {
            guard end - start > 1 else { continue }
            var farthest = start
            var most = limit * limit
            for index in (start + 1)..<end {
                let distance = squaredDistance(line[index], line[start], line[end], shrink)
                if distance > most { (farthest, most) = (index, distance) }
            }
            guard farthest != start else { continue }
            keep[farthest] = true
            stack.append((start, farthest))
            stack.append((farthest, end))
        }
        return line.indices.filter { keep[$0] }.map { line[$0] }
    }

    private func squaredDistance(
        _ point: LonLat,
        _ a: LonLat,
        _ b: LonLat,
        _ shrink: Double
    ) -> Double {
        let (bx, by) = ((Double(b.x) - Double(a.x)) * shrink, Double(b.y) - Double(a.y))
        let (px, py) = ((Double(point.x) - Double(a.x)) * shrink, Double(point.y) - Double(a.y))
        let length = bx * bx + by * by
        let along = length > 0 ? min(max((px * bx + py * by) / length, 0), 1) : 0
        let (dx, dy) = (px - along * bx, py - along * by)
        return dx * dx + dy * dy
    }
}

/// The cosine of an angle in degrees, from its series: good to 1e-7 within ±90°, and the same on
/// every machine.
func cosine(degrees: Double) -> Double {
    let x = degrees * (Double.pi / 180)
    let s = x * x
    var term = 1.0
    var sum = 1.0
    for n in 1...8 {
        term *= -s / Double((2 * n - 1) * (2 * n))
        sum += term
    }
    return sum
}
