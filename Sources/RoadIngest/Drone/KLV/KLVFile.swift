package import RoadModel

/// The KLV streams of a file: MISB ST 0601 alone or inside an MPEG transport stream.
package struct KLVFile: Sendable {
    /// The streams, in the order in which the file announces them; at least one.
    package let streams: [KLVStream]
    /// Whether the file is a transport stream.
    package let isTransportStream: Bool
    /// Gaps in the counters of KLV streams of a transport stream.
    package let gaps: Int
    /// What could not be read, in file order, not overlapping.
    package let lost: [LostRange]

    /// Whether the content begins as a transport stream or with a packet of ST 0601.
    package static func recognises(_ bytes: RawSpan) -> Bool {
        bytes.has(KLVPacket.key, at: 0) || TransportStream.framing(bytes) != nil
    }

    /// Reads every stream; damage costs the packets that it hits.
    ///
    /// - Throws: `file.format_unknown` when the bytes are neither; `file.nothing_accepted` when a
    ///   transport stream carries no KLV.
    package init(reading bytes: RawSpan, name: String) throws(IntakeError) {
        guard Self.recognises(bytes) else {
            throw IntakeError(
                .formatUnknown,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The file begins neither with a KLV key nor as a transport stream does.",
                remedy: "Give the .klv or .ts file as the camera wrote it."
            )
        }
        guard !bytes.has(KLVPacket.key, at: 0), let framing = TransportStream.framing(bytes) else {
            streams = [KLVStream(file: bytes)]
            (isTransportStream, gaps, lost) = (false, 0, streams[0].lost)
            return
        }
        let transport = TransportStream(bytes, framing: framing)
        guard !transport.streams.isEmpty else {
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                detail: "The transport stream carries no KLV metadata (none of its "
                    + "\(transport.packetsRead) packets announces it).",
                remedy: "Give the recording as the camera wrote it (converting removes the "
                    + "metadata), or a flight log of the aircraft."
            )
        }
        streams = transport.streams.map { KLVStream($0) }
        isTransportStream = true
        gaps = transport.gaps
        var losses = transport.losses
        losses.merge(streams.flatMap(\.lost))
        lost = losses.ranges
    }
}
