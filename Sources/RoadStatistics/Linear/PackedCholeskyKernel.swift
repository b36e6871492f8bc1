import Glibc

/// The factor L of a symmetric positive definite matrix in one flat buffer, row by row.
struct PackedCholesky {
    /// Rows and columns.
    let size: Int
    private var factor: [Double]

    /// Factorises from the lower triangle; `nil` when a pivot falls to `tolerance` of its diagonal.
    init?(_ gram: [Double], size: Int, tolerance: Double) {
        var factor = gram
        // Sound: the pointer lives for the closure and rows have `size` numbers each.
        let isDefinite = factor.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return size == 0 }
            for i in 0..<size {
                let row = base + i * size
                let diagonal = row[i]
                for j in 0..<i {
                    let other = base + j * size
                    row[j] = (row[j] - Kernel.dot(row, other, j)) / other[j]
                }
                let pivot = diagonal - Kernel.dot(row, row, i)
                guard pivot > tolerance * abs(diagonal), pivot.isFinite else { return false }
                row[i] = pivot.squareRoot()
            }
            return true
        }
        guard isDefinite else { return nil }
        (self.size, self.factor) = (size, factor)
    }

    /// Logarithm of the determinant of A.
    var logDeterminant: Double {
        var sum = 0.0
        for i in 0..<size { sum += log(factor[i * size + i]) }
        return 2 * sum
    }

    /// The solution of Ax = b.
    func solve(_ right: [Double]) -> [Double] {
        var x = right
        for i in 0..<size {
            var value = x[i]
            for k in 0..<i { value -= factor[i * size + k] * x[k] }
            x[i] = value / factor[i * size + i]
        }
        for i in stride(from: size - 1, through: 0, by: -1) {
            let value = x[i] / factor[i * size + i]
            x[i] = value
            for k in 0..<i { x[k] -= factor[i * size + k] * value }
        }
        return x
    }

    /// A⁻¹, row by row.
    func inverse() -> [Double] {
        // L⁻¹ first, then L⁻ᵀ·L⁻¹; rows of L⁻¹ are kept transposed, so that sums run along memory.
        var columns = [Double](repeating: 0, count: size * size)
        var product = columns
        factor.withUnsafeBufferPointer { factor in
            columns.withUnsafeMutableBufferPointer { columns in
                guard let l = factor.baseAddress, let c = columns.baseAddress else { return }
                // Sound: as above; column j of L⁻¹ is the `size` numbers from j·size on.
                for j in 0..<size {
                    let column = c + j * size
                    column[j] = 1 / l[j * size + j]
                    for i in j + 1..<max(size, j + 1) {
                        let sum = Kernel.dot(l + i * size + j, column + j, i - j)
                        column[i] = -sum / l[i * size + i]
                    }
                }
                for i in 0..<size {
                    for j in 0...i {
                        let sum = Kernel.dot(c + i * size + i, c + j * size + i, size - i)
                        product[i * size + j] = sum
                        product[j * size + i] = sum
                    }
                }
            }
        }
        return product
    }
}
