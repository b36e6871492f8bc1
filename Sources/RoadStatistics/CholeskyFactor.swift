/// The factor L of a symmetric positive definite matrix A = LLᵀ.
package struct CholeskyFactor: Sendable {
    private let rows: [[Double]]

    /// Factorises; `nil` when the matrix is not positive definite to working accuracy.
    package init?(_ matrix: [[Double]]) {
        let n = matrix.count
        var rows = matrix.map { _ in [Double](repeating: 0, count: n) }
        for i in 0..<n {
            guard matrix[i].count == n else { return nil }
            for j in 0...i {
                var sum = matrix[i][j]
                for k in 0..<j { sum -= rows[i][k] * rows[j][k] }
                if i == j {
                    guard sum > 1e-13 * abs(matrix[i][i]), sum.isFinite else { return nil }
                    rows[i][i] = sum.squareRoot()
                } else {
                    rows[i][j] = sum / rows[j][j]
                }
            }
        }
        self.rows = rows
    }

    /// The solution of Ax = b.
    package func solve(_ right: [Double]) -> [Double] {
        var x = right
        for i in rows.indices {
            for k in 0..<i { x[i] -= rows[i][k] * x[k] }
            x[i] /= rows[i][i]
        }
        for i in rows.indices.reversed() {
            for k in (i + 1)..<max(i + 1, rows.count) { x[i] -= rows[k][i] * x[k] }
            x[i] /= rows[i][i]
        }
        return x
    }
}
