import Glibc

/// Records of one topic instance, copied out of the log one after another.
///
/// Its memory grows in place: the system moves pages, not bytes. Records are copied soon after
/// they were found, while the log's bytes around them still stand in the processor's cache.
final class ULogRecordBlockKernel: @unchecked Sendable {
    // Sound: bytes change only while the scanner that makes the block holds it; a topic that has
    // it only reads.
    private var base: UnsafeMutableRawPointer?
    private var capacity = 0
    /// Bytes so far.
    private(set) var byteCount = 0

    /// From here on large pages are asked for, of which the system needs to clear far fewer.
    private static let hugeByteCount = 4 << 20

    init() {}
    deinit { free(base) }

    /// Copies the `stride` bytes from each of `starts`.
    ///
    /// - Precondition: every record lies inside `bytes`; one that does not becomes zeros.
    func append(_ bytes: RawSpan, starts: ArraySlice<Int>, stride: Int) {
        guard stride > 0, !starts.isEmpty else { return }
        // No overflow: records are disjoint parts of a file that is in memory.
        reserve(byteCount + starts.count * stride)
        guard var target = base.map({ $0 + byteCount }) else { return }
        bytes.withUnsafeBytes { source in
            guard let from = source.baseAddress else { return }
            let last = source.count - stride
            for start in starts {
                // Sound: the source range is checked here, the target was reserved above.
                if start >= 0, start <= last {
                    target.copyMemory(from: from + start, byteCount: stride)
                } else {
                    target.initializeMemory(as: UInt8.self, repeating: 0, count: stride)
                }
                target += stride
            }
        }
        byteCount += starts.count * stride
    }

    /// Takes out the records at `rows`, which ascend.
    func remove(_ rows: [Int], stride: Int) {
        guard let base, let first = rows.first else { return }
        var target = first * stride
        for (index, row) in rows.enumerated() {
            let from = (row + 1) * stride
            let to = index + 1 < rows.count ? rows[index + 1] * stride : byteCount
            guard to >= from, to <= byteCount else { continue }
            // Sound: both ranges lie below `byteCount`; `memmove` allows them to overlap.
            memmove(base + target, base + from, to - from)
            target += to - from
        }
        byteCount = target
    }

    /// Hands over the bytes.
    @inline(__always)
    func withBytes<Result>(_ read: (RawSpan) -> Result) -> Result {
        // Sound: the memory lives and does not change as long as `self` is held.
        read(UnsafeRawBufferPointer(start: base, count: byteCount).bytes)
    }

    private func reserve(_ count: Int) {
        guard count > capacity else { return }
        let wanted = max(count, 2 * capacity, 4096)
        let grown = realloc(base, wanted)
        precondition(grown != nil, "out of memory, where an array would stop too")
        guard let grown else { return }
        (base, capacity) = (grown, wanted)
        guard wanted >= Self.hugeByteCount else { return }
        let page = 1 << 21
        let start = (Int(bitPattern: grown) + page - 1) & ~(page - 1)
        let length = (Int(bitPattern: grown) + wanted - start) & ~(page - 1)
        // A wish that the system may ignore.
        if length > 0 { madvise(UnsafeMutableRawPointer(bitPattern: start), length, 14) }
    }
}
