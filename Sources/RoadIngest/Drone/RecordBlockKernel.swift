import Glibc

/// Bytes of a log that outlive its file: records one after another, or the log as a whole.
///
/// Its memory grows in place: the system moves pages, not bytes. Records are copied soon after
/// they were found, while the log's bytes around them still stand in the processor's cache.
package final class RecordBlockKernel: @unchecked Sendable {
    // Sound: bytes change only while the scanner that makes the block holds it; a table that has
    // it only reads.
    private var base: UnsafeMutableRawPointer?
    private var capacity = 0
    /// Bytes so far.
    private(set) var byteCount = 0

    /// From here on large pages are asked for, of which the system needs to clear far fewer.
    private static let hugeByteCount = 4 << 20

    /// No bytes yet.
    init() {}

    /// No bytes yet, and room for `capacity`, all of which will be filled.
    init(filling capacity: Int) {
        reserve(capacity)
        guard let base, capacity >= Self.hugeByteCount else { return }
        let page = 4096
        let start = (Int(bitPattern: base) + page - 1) & ~(page - 1)
        let length = (Int(bitPattern: base) + capacity - start) & ~(page - 1)
        // One call for all pages instead of a fault for each; a wish that the system may ignore.
        madvise(UnsafeMutableRawPointer(bitPattern: start), length, 23)
    }

    deinit { free(base) }

    /// Copies bytes `[start, end)`.
    ///
    /// - Precondition: they lie inside `bytes`; else nothing is copied.
    func append(_ bytes: RawSpan, from start: Int, to end: Int) {
        guard start >= 0, start < end, end <= bytes.byteCount,
            let target = room(for: end - start)
        else { return }
        bytes.withUnsafeBytes { source in
            guard let from = source.baseAddress else { return }
            // Sound: the source range is checked, the target was made room for.
            target.copyMemory(from: from + start, byteCount: end - start)
        }
    }

    /// Copies the `stride` bytes from each of `starts`.
    ///
    /// - Precondition: every record lies inside `bytes`; one that does not becomes zeros.
    func append(_ bytes: RawSpan, starts: ArraySlice<Int>, stride: Int) {
        // No overflow: records are disjoint parts of a file that is in memory.
        guard stride > 0, var target = room(for: starts.count * stride) else { return }
        bytes.withUnsafeBytes { source in
            guard let from = source.baseAddress else { return }
            let last = source.count - stride
            for start in starts {
                // Sound: the source range is checked here, the target was made room for.
                if start >= 0, start <= last {
                    target.copyMemory(from: from + start, byteCount: stride)
                } else {
                    target.initializeMemory(as: UInt8.self, repeating: 0, count: stride)
                }
                target += stride
            }
        }
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

    /// Overwrites the eight bytes at `offset`, little-endian; nothing when they are not there.
    func store(_ value: UInt64, at offset: Int) {
        guard let base, offset >= 0, offset <= byteCount - 8 else { return }
        // Sound: the range was checked, unaligned stores are allowed.
        base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt64.self)
    }

    /// Hands over the bytes.
    @inline(__always)
    package func withBytes<Result>(_ read: (RawSpan) -> Result) -> Result {
        // Sound: the memory lives and does not change as long as `self` is held.
        read(UnsafeRawBufferPointer(start: base, count: byteCount).bytes)
    }

    /// Lengthens the block by `count` bytes, which the caller must fill at once; `nil` for none.
    func room(for count: Int) -> UnsafeMutableRawPointer? {
        guard count > 0 else { return nil }
        reserve(byteCount + count)
        defer { byteCount += count }
        return base.map { $0 + byteCount }
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
