/// Ranks of many values at once, the largest first.
///
/// Up to 2,048 values are sorted. Beyond that they fall into up to 65,536 buckets of equal width in
/// the order of their bit patterns (at most 0.4 % wide); values of one bucket share its middle rank.
struct RankKernel {
    private var counts: [Int32] = []
    private var sorted: [Float] = []
    private var keys: [UInt32] = []

    private static let bucketBits = 16

    /// Writes the ranks of the sites `tracked` to `ranks`.
    mutating func rank(_ values: [Float], tracked: [Int32], into ranks: inout [Int32]) {
        if values.count <= 2048 {
            sorted = values.sorted()
            for place in tracked.indices {
                let value = values[Int(tracked[place])]
                let above = sorted.count - firstIndex { $0 > value }
                let notBelow = sorted.count - firstIndex { $0 >= value }
                ranks[place] = Int32(1 + above + (notBelow - above - 1) / 2)
            }
            return
        }
        bucket(values, tracked, &ranks)
    }

    private func firstIndex(_ holds: (Float) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(sorted[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private mutating func bucket(_ values: [Float], _ tracked: [Int32], _ ranks: inout [Int32]) {
        if keys.count != values.count { keys = [UInt32](repeating: 0, count: values.count) }
        var (low, high) = (UInt32.max, UInt32.min)
        // Sound: the pointers stay inside their closures and every index is below their counts:
        // keys lie between low and high, which fix the number of buckets.
        keys.withUnsafeMutableBufferPointer { keys in
            values.withUnsafeBufferPointer { values in
                for site in 0..<values.count {
                    // Bit patterns made to ascend with the value, negative ones included.
                    let bits = values[site].bitPattern
                    let key = bits ^ (bits & 0x8000_0000 == 0 ? 0x8000_0000 : 0xFFFF_FFFF)
                    keys[site] = key
                    low = min(low, key)
                    high = max(high, key)
                }
            }
        }
        let width = UInt32.bitWidth - (high - low).leadingZeroBitCount
        let shift = UInt32(max(0, width - Self.bucketBits))
        let buckets = Int((high - low) >> shift) + 1
        if counts.count < buckets { counts = [Int32](repeating: 0, count: buckets) }
        counts.withUnsafeMutableBufferPointer { counts in
            keys.withUnsafeBufferPointer { keys in
                for place in 0..<buckets { counts[place] = 0 }
                for key in keys { counts[Int((key &- low) &>> shift)] &+= 1 }
                // From counts to the middle rank of each bucket.
                var above: Int32 = 0
                for place in stride(from: buckets - 1, through: 0, by: -1) {
                    let inside = counts[place]
                    counts[place] = above + 1 + max(0, inside - 1) / 2
                    above += inside
                }
                for place in tracked.indices {
                    ranks[place] = counts[Int((keys[Int(tracked[place])] &- low) &>> shift)]
                }
            }
        }
    }
}
