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
        // Reflectors stand one after the other, each as long as a column and 0 above its place.
        var reflectors: [Double] = []
        var triangle: [[Double]] = []
        var kept: [Int] = []
        for (index, original) in columns.enumerated() {
            guard kept.count < n else { break }
            var column = original
            if let roots { for row in 0..<n { column[row] *= roots[row] } }
            let whole = LeastSquares.norm(column, from: 0)
            LeastSquares.reflect(&column, reflectors, count: kept.count)
            let place = kept.count
            let rest = LeastSquares.norm(column, from: place)
            guard whole > 0, rest > 1e-7 * whole, rest.isFinite else { continue }
            let top = Array(column[..<place])
            for row in 0..<place { column[row] = 0 }
            let sign = column[place] < 0 ? -1.0 : 1.0
            column[place] += sign * rest
            let length = LeastSquares.norm(column, from: place)
            for row in place..<n { column[row] /= length }
            triangle.append(top + [-sign * rest])
            reflectors += column
            kept.append(index)
        }
        LeastSquares.reflect(&right, reflectors, count: kept.count)
        let p = kept.count
        coefficients = [Double](repeating: 0, count: p)
        for row in stride(from: p - 1, through: 0, by: -1) {
            var value = right[row]
            for column in row + 1..<max(p, row + 1) {
                value -= triangle[column][row] * coefficients[column]
            }
            coefficients[row] = value / triangle[row][row]
        }
        self.kept = kept
        covariance = LeastSquares.inverseProduct(triangle)
    }

    private static func norm(_ values: [Double], from place: Int) -> Double {
        var largest = 0.0
        for row in place..<values.count { largest = max(largest, abs(values[row])) }
        guard largest > 0, largest.isFinite else { return largest }
        var sum = 0.0
        for row in place..<values.count {
            sum += (values[row] / largest) * (values[row] / largest)
        }
        return largest * sum.squareRoot()
    }

    /// Applies the first `count` reflectors in turn.
    private static func reflect(_ column: inout [Double], _ reflectors: [Double], count: Int) {
        let n = column.count
        guard n > 0 else { return }
        column.withUnsafeMutableBufferPointer { column in
            reflectors.withUnsafeBufferPointer { all in
                // Sound: both pointers live for the closure, and reflector `k` is the n numbers
                // from k·n on.
                guard let target = column.baseAddress, let base = all.baseAddress else { return }
                for k in 0..<count {
                    let reflector = base + k * n
                    let product = 2 * Kernel.dot(reflector + k, target + k, n - k)
                    Kernel.add(-product, reflector + k, to: target + k, n - k)
                }
            }
        }
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
            for b in 0...a {
                var sum = 0.0
                for k in a..<p { sum += inverse[a][k] * inverse[b][k] }
                product[a][b] = sum
                product[b][a] = sum
            }
        }
        return product
    }
}
