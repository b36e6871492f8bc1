/// How long lines of a plane coordinate system are on the ellipsoid.
///
/// On the ground `ds² = E dx² + 2 F dx dy + G dy²`. In each cell of a lattice E, F and G are
/// quadratics of the place in the cell; a cell without an image has NaN, and lines there keep their
/// length in the plane.
package struct GroundMetric: Sendable, Equatable {
    /// Easting and northing of the lattice's corner, in metres.
    private let originX: Double, originY: Double
    /// Side of a cell, in metres.
    private let side: Double
    private let columns: Int, rows: Int
    /// (E, F, G) of 1, u, v, u², u v and v² for each cell, u and v in halves of a cell from its middle.
    private let coefficients: [SIMD4<Double>]

    /// The longest line that its middle stands for, in metres: the rest is below 1e-7 of its length.
    private static let longest = 8000.0

    /// Fits quadratics to values of (E, F, G) at the corners, the middles of the sides and the middles
    /// of all cells: `2 columns + 1` values a row, from the corner on.
    ///
    /// - Precondition: `values` holds `(2 columns + 1) (2 rows + 1)` entries, `side` is positive.
    package init(
        originX: Double,
        originY: Double,
        side: Double,
        columns: Int,
        rows: Int,
        values: [SIMD4<Double>]
    ) {
        (self.originX, self.originY, self.side) = (originX, originY, side)
        (self.columns, self.rows) = (columns, rows)
        let width = 2 * columns + 1
        var found: [SIMD4<Double>] = []
        found.reserveCapacity(6 * columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                func value(_ i: Int, _ j: Int) -> SIMD4<Double> {
                    values[(2 * row + 1 + j) * width + 2 * column + 1 + i]
                }
                let middle = value(0, 0)
                let (west, east) = (value(-1, 0), value(1, 0))
                let (south, north) = (value(0, -1), value(0, 1))
                let along = value(1, 1) + value(-1, -1)
                let across = value(1, -1) + value(-1, 1)
                found.append(middle)
                found.append((east - west) / 2)
                found.append((north - south) / 2)
                found.append((east + west) / 2 - middle)
                found.append((along - across) / 4)
                found.append((north + south) / 2 - middle)
            }
        }
        coefficients = found
    }

    /// The length on the ground of a line that is straight in the plane, in metres.
    package func length(fromX ax: Double, y ay: Double, toX bx: Double, y by: Double) -> Double {
        let (dx, dy) = (bx - ax, by - ay)
        let squared = dx * dx + dy * dy
        guard squared > Self.longest * Self.longest else {
            return short(dx, dy, squared, x: ax + dx / 2, y: ay + dy / 2)
        }
        let parts = min(10_000, (squared.squareRoot() / Self.longest).rounded(.up))
        guard parts.isFinite else { return squared.squareRoot() }
        var total = 0.0
        let (sx, sy) = (dx / parts, dy / parts)
        for part in 0..<Int(parts) {
            let middle = Double(part) + 0.5
            total += short(sx, sy, sx * sx + sy * sy, x: ax + sx * middle, y: ay + sy * middle)
        }
        return total
    }

    private func short(
        _ dx: Double,
        _ dy: Double,
        _ squared: Double,
        x: Double,
        y: Double
    ) -> Double {
        let (east, north) = ((x - originX) / side, (y - originY) / side)
        guard east.isFinite, north.isFinite else { return squared.squareRoot() }
        let column = min(max(east.rounded(.down), 0), Double(columns - 1))
        let row = min(max(north.rounded(.down), 0), Double(rows - 1))
        let (u, v) = (2 * (east - column) - 1, 2 * (north - row) - 1)
        let first = 6 * (Int(row) * columns + Int(column))
        var metric: SIMD4<Double> = coefficients[first]
        metric.addProduct(SIMD4(repeating: u), coefficients[first + 1])
        metric.addProduct(SIMD4(repeating: v), coefficients[first + 2])
        metric.addProduct(SIMD4(repeating: u * u), coefficients[first + 3])
        metric.addProduct(SIMD4(repeating: u * v), coefficients[first + 4])
        metric.addProduct(SIMD4(repeating: v * v), coefficients[first + 5])
        let (e, f, g) = (metric.x, metric.y, metric.z)
        let along: Double = e * dx + 2 * f * dy
        let ground: Double = dx * along + g * dy * dy
        return ground >= 0 ? ground.squareRoot() : squared.squareRoot()
    }
}
