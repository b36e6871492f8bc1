/// Sums over flat buffers, four lanes at a time.
enum Kernel {
    /// Σ a·b over `count` numbers.
    @inline(__always)
    static func dot(
        _ a: UnsafePointer<Double>,
        _ b: UnsafePointer<Double>,
        _ count: Int
    ) -> Double {
        var lanes = SIMD4<Double>.zero
        var row = 0
        while row + 4 <= count {
            let left = SIMD4(a[row], a[row + 1], a[row + 2], a[row + 3])
            let right = SIMD4(b[row], b[row + 1], b[row + 2], b[row + 3])
            lanes += left * right
            row += 4
        }
        var sum = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
        while row < count {
            sum += a[row] * b[row]
            row += 1
        }
        return sum
    }

    /// b ← b + factor·a over `count` numbers.
    @inline(__always)
    static func add(
        _ factor: Double,
        _ a: UnsafePointer<Double>,
        to b: UnsafeMutablePointer<Double>,
        _ count: Int
    ) {
        for row in 0..<count { b[row] += factor * a[row] }
    }
}
