/// A small symmetric matrix that is solved and inverted by its Cholesky factor.
struct SymmetricSystem {
    /// The factor's rows; `nil` when the matrix is not positive definite.
    private let factor: [[Double]]?

    init(_ matrix: [[Double]]) {
        let n = matrix.count
        var rows = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
        for i in 0..<n {
            for j in 0...i {
                var rest = matrix[i][j]
                for k in 0..<j { rest -= rows[i][k] * rows[j][k] }
                guard i == j else {
                    rows[i][j] = rest / rows[j][j]
                    continue
                }
                guard rest > 1e-12 * abs(matrix[i][i]), rest.isFinite else {
                    factor = nil
                    return
                }
                rows[i][i] = rest.squareRoot()
            }
        }
        factor = rows
    }

    /// What the matrix turns into `right`; `nil` when it is not positive definite.
    func solution(_ right: [Double]) -> [Double]? {
        guard let factor else { return nil }
        var values = right
        for i in values.indices {
            for k in 0..<i { values[i] -= factor[i][k] * values[k] }
            values[i] /= factor[i][i]
        }
        for i in values.indices.reversed() {
            for k in (i + 1)..<max(i + 1, values.count) { values[i] -= factor[k][i] * values[k] }
            values[i] /= factor[i][i]
        }
        return values
    }

    /// The inverse; `nil` when the matrix is not positive definite.
    func inverse() -> [[Double]]? {
        guard let factor else { return nil }
        return factor.indices.map { column in
            solution(factor.indices.map { $0 == column ? 1 : 0 }) ?? []
        }
    }
}
