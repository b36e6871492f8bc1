/// Copies packets that lie scattered in a log into rows of one length.
enum MAVLinkRowKernel {
    /// The rows of ``MAVLinkTable`` for packets whose marks stand at `starts`.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - starts: Marks of packets that lie inside the file; others become rows of zeros.
    ///   - stride: The length of a row; payloads fit into it.
    ///   - isStamped: Whether each packet has its time in the 8 bytes before it.
    static func rows(
        _ bytes: RawSpan,
        starts: [Int],
        stride: Int,
        isStamped: Bool
    ) -> [UInt8] {
        let head = MAVLinkTable.headByteCount
        guard stride >= head, !starts.isEmpty else { return [] }
        // No overflow: a row is at most 271 bytes and each has a packet of its own in memory.
        let total = starts.count * stride
        return [UInt8](unsafeUninitializedCapacity: total) { block, initializedCount in
            bytes.withUnsafeBytes { source in
                guard let from = source.baseAddress, let to = block.baseAddress else { return }
                for (row, start) in starts.enumerated() {
                    let target = UnsafeMutableRawPointer(to + row * stride)
                    target.initializeMemory(as: UInt8.self, repeating: 0, count: stride)
                    let frame = MAVLinkFrame(bytes, at: start)
                    guard frame.byteCount > 0 else { continue }
                    if isStamped, let stamp = bytes.bigEndianUInt64(at: start - 8) {
                        // Sound: rows are at least 16 bytes long; unaligned stores are allowed.
                        target.storeBytes(of: stamp.littleEndian, as: UInt64.self)
                    }
                    let mark = bytes.uint8(at: start) ?? 0
                    let sender = start + (mark == MAVLinkFrame.mark1 ? 3 : 5)
                    let isVersion2 = mark == MAVLinkFrame.mark2
                    let flags = isVersion2 ? bytes.uint8(at: start + 2) ?? 0 : 0
                    let header: [6 of UInt8] = [
                        bytes.uint8(at: sender) ?? 0, bytes.uint8(at: sender + 1) ?? 0,
                        bytes.uint8(at: sender - 1) ?? 0, mark, flags,
                        UInt8(truncatingIfNeeded: frame.payloadByteCount),
                    ]
                    for place in 0..<6 {
                        target.storeBytes(of: header[place], toByteOffset: 8 + place, as: UInt8.self)
                    }
                    let length = min(frame.payloadByteCount, stride - head)
                    // Sound: the frame lies inside the file, the row holds `stride` bytes, and the
                    // two blocks are distinct.
                    (target + head).copyMemory(
                        from: from + start + frame.headByteCount,
                        byteCount: length
                    )
                }
                initializedCount = total
            }
        }
    }
}
