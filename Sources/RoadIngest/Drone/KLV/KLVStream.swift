package import RoadModel

/// One stream of KLV packets: a whole file, or one packet identifier of a transport stream.
package struct KLVStream: Sendable {
    /// The packet identifier; `nil` for a file of KLV alone.
    package let identifier: UInt16?
    /// The stream's bytes; the ranges of packets and items count in them.
    package let bytes: [UInt8]
    /// The packets of ST 0601 with the right check sum, in file order.
    package let packets: [KLVPacket]
    /// Whole packets of other standards.
    package let otherPackets: Int
    /// Packets that were recognised but broken.
    package let packetsBroken: Int
    /// What could not be read, as ranges of the file.
    package let lost: [LostRange]

    /// Scans the bytes of a file.
    internal init(file raw: RawSpan) {
        let scanner = KLVScanner(raw)
        identifier = nil
        bytes = (0..<raw.byteCount).map { raw.uint8(at: $0) ?? 0 }
        (packets, otherPackets) = (scanner.packets, scanner.otherPackets)
        (packetsBroken, lost) = (scanner.packetsBroken, scanner.losses.ranges)
    }

    /// Scans the payloads of a transport stream.
    internal init(_ elementary: TransportStream.Elementary) {
        let scanner = KLVScanner(elementary.bytes.span.bytes)
        identifier = elementary.identifier
        bytes = elementary.bytes
        (packets, otherPackets) = (scanner.packets, scanner.otherPackets)
        packetsBroken = scanner.packetsBroken
        // Losses and pieces are both in order: one pass over the two.
        var places: [LostRange] = []
        var first = 0
        let pieces = elementary.pieces
        for loss in scanner.losses.ranges {
            while first + 1 < pieces.count, pieces[first + 1].start <= loss.start { first += 1 }
            var index = first
            while index < pieces.count, pieces[index].start < loss.end {
                let (start, place) = pieces[index]
                let next = index + 1 < pieces.count ? pieces[index + 1].start : bytes.count
                let from = max(loss.start, start)
                let to = min(loss.end, next)
                if from < to {
                    places.append(
                        LostRange(
                            start: place + from - start,
                            end: place + to - start,
                            reason: loss.reason
                        )
                    )
                }
                index += 1
            }
        }
        lost = places
    }
}
