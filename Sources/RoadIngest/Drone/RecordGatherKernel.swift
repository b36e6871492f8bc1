/// Copies records that lie scattered in a log into one block.
enum RecordGatherKernel {
    /// The `stride` bytes from each of `starts`, one after another.
    ///
    /// - Precondition: every record lies inside `bytes`; one that does not is left as zeros.
    static func gather(_ bytes: RawSpan, starts: [Int], stride: Int) -> [UInt8] {
        guard stride > 0, !starts.isEmpty else { return [] }
        // No overflow: records are disjoint parts of a file that is in memory.
        let total = starts.count * stride
        return [UInt8](unsafeUninitializedCapacity: total) { block, initializedCount in
            bytes.withUnsafeBytes { source in
                guard let from = source.baseAddress, let to = block.baseAddress else { return }
                for (row, start) in starts.enumerated() {
                    let target = UnsafeMutableRawPointer(to + row * stride)
                    // Sound: the source range is checked here, the target is row * stride + stride
                    // <= total, and the two blocks are distinct.
                    if start >= 0, start <= source.count - stride {
                        target.copyMemory(from: from + start, byteCount: stride)
                    } else {
                        target.initializeMemory(as: UInt8.self, repeating: 0, count: stride)
                    }
                }
                initializedCount = total
            }
        }
    }
}
