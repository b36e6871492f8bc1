/// Copies packets that lie scattered in a log into rows of one length.
enum MAVLinkRowKernel {
    /// Adds the rows of ``MAVLinkTable`` for packets whose marks stand at `starts`.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - starts: Marks of packets that lie inside the file; others become rows of zeros.
    ///   - stride: The length of a row; payloads fit into it.
    ///   - isStamped: Whether each packet has its time in the 8 bytes before it.
    ///   - block: Where `starts.count * stride` bytes are added.
    static func append(
        _ bytes: RawSpan,
        starts: ArraySlice<Int>,
        stride: Int,
        isStamped: Bool,
        to block: RecordBlockKernel
    ) {
        let head = MAVLinkTable.headByteCount
        // No overflow: a row is at most 271 bytes and each has a packet of its own in memory.
        guard stride >= head, var target = block.room(for: starts.count * stride) else { return }
        bytes.withUnsafeBytes { source in
            guard let from = source.baseAddress else { return }
            for start in starts {
                defer { target += stride }
                let frame = MAVLinkFrame(bytes, at: start)
                guard frame.byteCount > 0, let first = bytes.uint64(at: start) else {
                    target.initializeMemory(as: UInt8.self, repeating: 0, count: stride)
                    continue
                }
                let stamp = isStamped ? bytes.bigEndianUInt64(at: start - 8) ?? 0 : 0
                let length = min(frame.payloadByteCount, stride - head)
                // Sound: rows are at least 16 bytes long, unaligned stores are allowed, the
                // frame lies inside the file, and the two blocks are distinct.
                target.storeBytes(of: stamp.littleEndian, as: UInt64.self)
                target.storeBytes(of: header(first).littleEndian, toByteOffset: 8, as: UInt64.self)
                (target + head).copyMemory(
                    from: from + start + frame.headByteCount,
                    byteCount: length
                )
                (target + head + length).initializeMemory(
                    as: UInt8.self,
                    repeating: 0,
                    count: stride - head - length
                )
            }
        }
    }

    /// Bytes 8 to 15 of a row, from the first eight bytes of a packet.
    @inline(__always)
    private static func header(_ first: UInt64) -> UInt64 {
        let mark = first & 0xFF
        let length = first >> 8 & 0xFF
        let isVersion2 = mark == UInt64(MAVLinkFrame.mark2)
        let sender = first >> (isVersion2 ? 40 : 24) & 0xFFFF
        let sequence = first >> (isVersion2 ? 32 : 16) & 0xFF
        let flags = isVersion2 ? first >> 16 & 0xFF : 0
        return sender | sequence << 16 | mark << 24 | flags << 32 | length << 40
    }
}
