package import RoadModel

/// The whole content of a MAVLink telemetry log as columns, and an account of what could not be
/// read.
///
/// The log repeats: 8 bytes with the ground station's time in microseconds since 1970, big-endian,
/// then one packet of version 1 or 2. A stream without the times is read too. Source: MAVLink
/// guide, "Packet Serialization". `Docs/Formats/mavlink-tlog.md` says how damage is found.
package struct MAVLinkFile: Sendable {
    /// Whether packets carry the ground station's times.
    package internal(set) var isStamped = true
    /// Packets of known messages, in the order of their first packet.
    package internal(set) var tables: [MAVLinkTable] = []
    /// Packets of messages without a definition.
    package internal(set) var foreign: [MAVLinkForeignTable] = []
    /// Who sent the packets, by system and component.
    package internal(set) var senders: [MAVLinkSender] = []
    /// Packets understood, those without a definition included.
    package internal(set) var recordsRead = 0
    /// Packets among them without a definition.
    package internal(set) var recordsForeign = 0
    /// Packets recognised but broken; each lies in one of `lost`.
    package internal(set) var recordsBroken = 0
    /// Packets whose own time is damaged and replaced by that of the packet before.
    package internal(set) var recordsMended = 0
    /// Bytes understood.
    package internal(set) var bytesUnderstood = 0
    /// Stretches that could not be read, in file order, not overlapping.
    package internal(set) var lost: [LostRange] = []

    /// Every known message with its number of packets, kept or not.
    var census: [RawTables.Entry] = []

    init() {}

    /// Reads a log; damage costs packets, not the file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: What errors call it.
    ///   - wanted: Which messages to keep packets of; the others are checked and counted only. The
    ///     empty name stands for messages without a definition.
    /// - Throws: `file.empty`; `file.format_unknown` when no packet with a sound checksum stands
    ///   near the beginning.
    package init(
        reading bytes: RawSpan,
        name: String,
        keeping wanted: (String) -> Bool = { _ in true }
    ) throws(IntakeError) {
        var scanner = try Self.scanner(bytes, name: name)
        scanner.scan(bytes, keeping: wanted)
        self = scanner.finish(bytes)
    }

    /// A scanner for a log.
    static func scanner(_ bytes: RawSpan, name: String) throws(IntakeError) -> MAVLinkScanner {
        guard bytes.byteCount > 0 else {
            throw IntakeError(
                .fileEmpty,
                subject: name,
                detail: "The file has no bytes.",
                remedy: "Copy the log again from the ground station."
            )
        }
        guard let stampByteCount = MAVLinkRecognition.stampByteCount(bytes) else {
            throw IntakeError(
                .formatUnknown,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "No MAVLink packet stands near the beginning of the file.",
                remedy: "Give a file that ends in .tlog, as the ground station wrote it."
            )
        }
        return MAVLinkScanner(byteCount: bytes.byteCount, stampByteCount: stampByteCount)
    }

    /// The packets of the message of that name; `nil` without any.
    package func table(_ name: String) -> MAVLinkTable? {
        tables.first { $0.message.name == name }
    }
}
