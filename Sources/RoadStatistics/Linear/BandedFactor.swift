import Glibc

/// The Cholesky factor of the covariance of a stationary series with finite memory.
struct BandedFactor {
    /// Rows of L: the element of column `row − width + k` stands at k, the diagonal last.
    private var rows: [[Double]]
    private let width: Int

    /// Factorises a Toeplitz matrix from its first row; `nil` when it is not positive definite.
    init?(_ covariances: [Double], count: Int) {
        width = covariances.count - 1
        rows = []
        rows.reserveCapacity(count)
        for row in 0..<count {
            var line = [Double](repeating: 0, count: width + 1)
            let first = max(0, row - width)
            for column in first...row {
                var sum = covariances[row - column]
                let start = max(first, column - width)
                if start < column {
                    let other = column < row ? rows[column] : line
                    for k in start..<column {
                        sum -= line[k - row + width] * other[k - column + width]
                    }
                }
                if column == row {
                    guard sum > 1e-14, sum.isFinite else { return nil }
                    line[width] = sum.squareRoot()
                } else {
                    line[column - row + width] = sum / rows[column][width]
                }
            }
            rows.append(line)
        }
    }

    /// Logarithm of the determinant of the matrix.
    var logDeterminant: Double { 2 * compensatedSum(rows.lazy.map { log($0[width]) }) }

    /// L⁻¹v, for as many rows as `v` has.
    func whitened(_ vector: [Double]) -> [Double] {
        var result = vector
        for row in vector.indices {
            var sum = vector[row]
            for column in max(0, row - width)..<row {
                sum -= rows[row][column - row + width] * result[column]
            }
            result[row] = sum / rows[row][width]
        }
        return result
    }

    /// The elements of a row with their columns.
    func row(_ row: Int) -> [(Int, Double)] {
        (max(0, row - width)...row).map { ($0, rows[row][$0 - row + width]) }
    }
}
