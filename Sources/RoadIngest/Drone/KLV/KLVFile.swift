package import RoadModel

/// All KLV packets of a file: MISB ST 0601 alone or inside an MPEG transport stream.
package struct KLVFile: Sendable {
    /// The streams, in the order in which the file announces them; at least one.
    package let streams: [KLVStream]
    /// What could not be read, as ranges of the file in its order, not overlapping.
    package let lost: [LostRange]

    /// Whether the content begins as a transport stream or with a packet of ST 0601.
    package static func recognises(_ bytes: RawSpan) -> Bool {
        bytes.has(KLVPacket.key, at: 0) || TransportStream.framing(bytes) != nil
    }

    /// Reads every packet into memory; damage costs the packets that it hits.
    ///
    /// - Throws: `file.format_unknown` when the bytes are neither; `file.nothing_accepted` when a
    ///   transport stream carries no KLV.
    package init(reading bytes: RawSpan, name: String) throws(IntakeError) {
        var walk = try KLVWalk(bytes, name: name)
        var streams: [KLVStream] = []
        _ = walk.advance(bytes, to: bytes.byteCount) { number, packet, content in
            while streams.count <= number { streams.append(KLVStream()) }
            streams[number].add(packet, content)
        }
        try walk.requireStreams(name: name)
        for (number, stream) in walk.streams.enumerated() {
            if number == streams.count { streams.append(KLVStream()) }
            streams[number].identifier = stream.identifier
        }
        (self.streams, lost) = (streams, walk.lost)
    }
}

/// The packets of one stream.
package struct KLVStream: Sendable {
    /// The packet identifier in a transport stream; `nil` for a file of KLV alone.
    package internal(set) var identifier: UInt16?
    /// The packets of ST 0601 with the right check sum, in file order.
    package private(set) var packets: [KLVPacket] = []
    /// Their bytes, one behind the other; the ranges of packets and items count in them.
    package private(set) var bytes: [UInt8] = []

    /// No packets.
    internal init() {}

    /// Adds a packet that counts in `content`.
    internal mutating func add(_ packet: KLVPacket, _ content: RawSpan) {
        packets.append(packet.moved(by: bytes.count - packet.range.lowerBound))
        for offset in packet.range { bytes.append(content.uint8(at: offset) ?? 0) }
    }
}
