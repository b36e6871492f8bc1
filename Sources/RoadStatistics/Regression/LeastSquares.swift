/// Weighted linear least squares by Householder reflections.
///
/// Columns that depend on earlier ones (residual norm below 1e-7 of their own, R's rule) are left
/// out and reported as aliased. Source: Golub & Van Loan, Matrix Computations, 5.2–5.3.
struct LeastSquares {
    /// Coefficients of the columns kept.
    private(set) var coefficients: [Double]
    /// Columns kept, ascending.
    private(set) var kept: [Int]
    /// (X'WX)⁻¹ over the columns kept, row by row.
    private(set) var covariance: [[Double]]

    /// Solves for columns of equal length; weights must not be negative.
    init(_ columns: [[Double]], _ response: [Double], weights: [Double]? = nil) {
        let n = response.count
        let roots = weights.map { $0.map { $0.squareRoot() } }
        var right = response
        if let roots { for row in 0..<n { right[row] *= roots[row] } }
        // R above the diagonal, one array per kept column; reflectors are applied and forgotten.
        var triangle: [[Double]] = []
        var reflectors: [[Double]] = []
        kept = []
        for (index, original) in columns.enumerated() {
            guard kept.count < n else { break }
            var column = original
            if let roots { for row in 0..<n { column[row] *= roots[row] } }
            let whole = LeastSquares.norm(column[...])
            for (place, reflector) in reflectors.enumerated() {
                LeastSquares.reflect(&column, reflector, from: place)
            }
            let place = kept.count
            let rest = LeastSquares.norm(column[place...])
            guard whole > 0, rest > 1e-7 * whole, rest.isFinite else { continue }
            var reflector = Array(column[place...])
            let sign = reflector[0] < 0 ? -1.0 : 1.0
            reflector[0] += sign * rest
            let length = LeastSquares.norm(reflector[...])
            for row in reflector.indices { reflector[row] /= length }
            var top = Array(column[..<place])
            top.append(-sign * rest)
            triangle.append(top)
            reflectors.append(reflector)
            kept.append(index)
            LeastSquares.reflect(&right, reflector, from: place)
        }
        let p = kept.count
        coefficients = [Double](repeating: 0, count: p)
        for row in stride(from: p - 1, through: 0, by: -1) {
            var value = right[row]
            for column in row + 1..<max(p, row + 1) {
                value -= triangle[column][row] * coefficients[column]
            }
            coefficients[row] = value / triangle[row][row]
        }
        covariance = LeastSquares.inverseProduct(triangle)
    }

    private static func norm(_ values: ArraySlice<Double>) -> Double {
        let largest = values.reduce(0) { max($0, abs($1)) }
        guard largest > 0, largest.isFinite else { return largest }
        var sum = 0.0
        for value in values { sum += (value / largest) * (value / largest) }
        return largest * sum.squareRoot()
    }

    private static func reflect(_ column: inout [Double], _ reflector: [Double], from place: Int) {
        var product = 0.0
        for row in reflector.indices { product += reflector[row] * column[place + row] }
        product *= 2
        for row in reflector.indices { column[place + row] -= product * reflector[row] }
    }

    /// R⁻¹·R⁻ᵀ from the columns of R.
    private static func inverseProduct(_ triangle: [[Double]]) -> [[Double]] {
        let p = triangle.count
        var inverse = [[Double]](repeating: [Double](repeating: 0, count: p), count: p)
        for column in 0..<p {
            inverse[column][column] = 1 / triangle[column][column]
            for row in stride(from: column - 1, through: 0, by: -1) {
                var sum = 0.0
                for k in row + 1...column { sum += triangle[k][row] * inverse[k][column] }
                inverse[row][column] = -sum / triangle[row][row]
            }
        }
        var product = inverse
        for a in 0..<p {
            for b in 0..<p {
                var sum = 0.0
                for k in max(a, b)..<p { sum += inverse[a][k] * inverse[b][k] }
                product[a][b] = sum
            }
        }
        return product
    }
}
