import RoadModel

/// Walks through the KLV packets of a file a stretch at a time and keeps none of them.
internal struct KLVWalk {
    /// What the packets stand in.
    private enum Container {
        case alone(KLVScanner)
        case transport(TransportStream)
    }

    /// What is known of one stream.
    struct Stream {
        /// The packet identifier; `nil` for a file of KLV alone.
        var identifier: UInt16?
        /// Packets of ST 0601 with the right check sum.
        var packets: Int
        /// Whole packets of other standards.
        var otherPackets: Int
        /// Packets that were recognised but broken.
        var packetsBroken: Int
    }

    private var container: Container
    private var losses = LossLedger()

    /// Nothing read yet.
    ///
    /// - Throws: `file.format_unknown` when the bytes are neither.
    init(_ bytes: RawSpan, name: String) throws(IntakeError) {
        if bytes.has(KLVPacket.key, at: 0) {
            container = .alone(KLVScanner())
        } else if let framing = TransportStream.framing(bytes) {
            container = .transport(TransportStream(framing))
        } else {
            throw IntakeError(
                .formatUnknown,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The file begins neither with a KLV key nor as a transport stream does.",
                remedy: "Give the .klv or .ts file as the camera wrote it."
            )
        }
    }

    /// Reads on to `stop`.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - stop: Where to stop.
    ///   - found: Takes each packet, the number of its stream, from 0 in the order in which they are
    ///     announced, and the bytes that the packet counts in.
    /// - Returns: `false` when the file is over.
    mutating func advance(
        _ bytes: RawSpan,
        to stop: Int,
        found: (Int, KLVPacket, RawSpan) -> Void
    ) -> Bool {
        switch container {
        case .alone(var scanner):
            scanner.scan(bytes, to: stop, isOver: true) {
                found(0, $0, bytes)
            } lost: {
                losses.add($0.lowerBound, $0.upperBound, $1)
            }
            container = .alone(scanner)
            return scanner.cursor < bytes.byteCount
        case .transport(var stream):
            // Its buffers must not be copied.
            container = .alone(KLVScanner())
            defer { container = .transport(stream) }
            return stream.advance(bytes, to: stop, found: found)
        }
    }

    /// Whether the file is a transport stream.
    var isTransportStream: Bool {
        if case .transport = container { true } else { false }
    }

    /// Gaps in the counters of KLV streams of a transport stream.
    var gaps: Int {
        if case .transport(let stream) = container { stream.gaps } else { 0 }
    }

    /// The streams so far, in the order in which the file announces them.
    var streams: [Stream] {
        switch container {
        case .alone(let scanner): [Self.stream(nil, scanner)]
        case .transport(let transport):
            transport.streams.map { Self.stream($0.identifier, $0.scanner) }
        }
    }

    private static func stream(_ identifier: UInt16?, _ scanner: KLVScanner) -> Stream {
        Stream(
            identifier: identifier,
            packets: scanner.packets,
            otherPackets: scanner.otherPackets,
            packetsBroken: scanner.packetsBroken
        )
    }

    /// What could not be read, in file order, not overlapping.
    var lost: [LostRange] {
        guard case .transport(let transport) = container else { return losses.ranges }
        var all = transport.losses
        all.merge(transport.streams.flatMap(\.losses.ranges))
        return all.ranges
    }

    /// Refuses a file that was read to its end and has no stream of KLV.
    ///
    /// - Throws: `file.nothing_accepted`.
    func requireStreams(name: String) throws(IntakeError) {
        guard case .transport(let transport) = container, transport.streams.isEmpty else { return }
        throw IntakeError(
            .nothingAccepted,
            subject: name,
            detail: "The transport stream carries no KLV metadata (none of its "
                + "\(transport.packetsRead) packets announces it).",
            remedy: "Give the recording as the camera wrote it (converting removes the "
                + "metadata), or a flight log of the aircraft."
        )
    }
}
