package import RoadModel

/// The whole content of a PX4 ULog as columns, and an account of what could not be read.
///
/// | bytes | content |
/// |---|---|
/// | 0–6 | `55 4C 6F 67 01 12 35` |
/// | 7 | version, 0 or 1 |
/// | 8–15 | start, microseconds on the vehicle's clock |
/// | 16… | messages: `uint16` length of the payload, `uint8` type, payload |
///
/// All numbers are little-endian. Source: PX4 guide, "ULog File Format". The format has no
/// checksum; `Docs/Formats/ulog.md` says how damage is found.
package struct ULogFile: Sendable {
    /// The bytes that begin every log.
    package static let signature: [UInt8] = [0x55, 0x4C, 0x6F, 0x67, 0x01, 0x12, 0x35]
    /// The length of the header that begins every log.
    package static let headerByteCount = 16

    /// The version of the format, 0 or 1 so far.
    package internal(set) var version: UInt8 = 0
    /// The header's start, in microseconds on the vehicle's clock, or the first records' time when
    /// these stand elsewhere altogether.
    package internal(set) var startMicroseconds: Int64 = 0
    /// The time that the records reach, in microseconds on the vehicle's clock.
    package internal(set) var endMicroseconds: Int64 = 0
    /// Whether the header declares data appended after a crash.
    package internal(set) var hasAppendedData = false
    /// All formats of records.
    package internal(set) var formats = ULogFormats()
    /// Facts about vehicle and software, by key; the last one of a key.
    package internal(set) var infos: [String: ULogValue] = [:]
    /// Facts that come as lists, by key; each list holds the parts that continue each other.
    package internal(set) var infoLists: [String: [[ULogValue]]] = [:]
    /// Parameters at the start.
    package internal(set) var parameters: [ULogParameter] = []
    /// Default values of parameters.
    package internal(set) var parameterDefaults: [ULogParameterDefault] = []
    /// Parameters changed during the log, in file order.
    package internal(set) var parameterChanges: [ULogParameterChange] = []
    /// Texts, in file order.
    package internal(set) var texts: [ULogText] = []
    /// Dropouts, in file order.
    package internal(set) var dropouts: [ULogDropout] = []
    /// Topics that have records, in the order in which they were added.
    package internal(set) var topics: [ULogTopic] = []

    /// Messages understood.
    package internal(set) var recordsRead = 0
    /// Messages recognised but broken; each lies in one of `lost`.
    package internal(set) var recordsBroken = 0
    /// Data messages whose damaged header could be mended; counted in `recordsRead`.
    package internal(set) var recordsMended = 0
    /// Bytes understood.
    package internal(set) var bytesUnderstood = 0
    /// Stretches that could not be read, in file order, not overlapping.
    package internal(set) var lost: [LostRange] = []
    /// Topics whose format is missing or damaged, so that no record of them can be read.
    package internal(set) var topicsWithoutFormat: [String] = []
    /// Every topic instance with its number of records, kept or not.
    var census: [RawTables.Entry] = []

    init() {}

    /// Reads a log with every topic; damage costs records, not the file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: What errors call it.
    /// - Throws: `file.empty`; `file.format_unknown` without the signature; `file.format_version`
    ///   when the log declares features that no reader of this version understands;
    ///   `file.damaged` when nothing after the header can be understood.
    package init(reading bytes: RawSpan, name: String) throws(IntakeError) {
        try Self.requireSignature(bytes, name: name)
        var scanner = ULogScanner(byteCount: bytes.byteCount)
        try scanner.scan(bytes, name: name)
        self = scanner.finish(bytes)
        try requireRecords(name)
    }

    /// Reads a log; the records of topics that are not `wanted` are checked and counted only.
    ///
    /// - Throws: what ``init(reading:name:)`` throws.
    package init(
        reading bytes: RawSpan,
        name: String,
        keeping wanted: (String) -> Bool
    ) throws(IntakeError) {
        try Self.requireSignature(bytes, name: name)
        var scanner = ULogScanner(byteCount: bytes.byteCount)
        try scanner.scan(bytes, name: name, keeping: wanted)
        self = scanner.finish(bytes)
        try requireRecords(name)
    }

    /// Refuses what does not begin as a log does.
    static func requireSignature(_ bytes: RawSpan, name: String) throws(IntakeError) {
        guard bytes.byteCount > 0 else {
            throw IntakeError(
                .fileEmpty,
                subject: name,
                detail: "The file has no bytes.",
                remedy: "Copy the log again from the vehicle."
            )
        }
        guard bytes.has(Self.signature, at: 0) else {
            throw IntakeError(
                .formatUnknown,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The file does not begin as a PX4 ULog does.",
                remedy: "Give a file that ends in .ulg, as the vehicle wrote it."
            )
        }
    }

    /// Refuses a log in which nothing could be understood.
    func requireRecords(_ name: String) throws(IntakeError) {
        guard recordsRead > 0 else {
            throw IntakeError(
                .formatDamaged,
                subject: name,
                place: SourcePlace(byteOffset: Self.headerByteCount),
                detail: "The log's header is there, but no message after it can be understood.",
                remedy: "Copy the log again from the vehicle's memory card."
            )
        }
    }

    /// The first topic of that name and instance; `nil` when it has no records.
    package func topic(_ name: String, _ multiID: UInt8 = 0) -> ULogTopic? {
        topics.first { $0.name == name && $0.multiID == multiID }
    }

    /// All instances of a topic that have records.
    package func instances(of name: String) -> [ULogTopic] { topics.filter { $0.name == name } }
}
