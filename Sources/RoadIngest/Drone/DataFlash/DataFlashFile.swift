package import RoadModel

/// The whole content of an ArduPilot DataFlash log as columns, binary or text, and an account of
/// what could not be read.
///
/// | bytes of a record | content |
/// |---|---|
/// | 0–1 | `A3 95` |
/// | 2 | type; `80` is `FMT`, which declares the others |
/// | 3… | the columns, packed, little-endian |
///
/// A text log has a line `NAME, value, value, …` for each record. Source: ArduPilot
/// `libraries/AP_Logger/LogStructure.h`. The format has no checksum; `Docs/Formats/dataflash.md`
/// says how damage is found.
package struct DataFlashFile: Sendable {
    /// The first two bytes of every binary record.
    package static let magic: [UInt8] = [0xA3, 0x95]

    /// Whether the log is text.
    package internal(set) var isText = false
    /// The records by format, in the order of declaration.
    ///
    /// Formats without records are included. One name can stand several times when a later log
    /// declares it anew.
    package internal(set) var tables: [DataFlashTable] = []
    /// Stretches between starts of the vehicle, in file order; at least one.
    package internal(set) var segments: [BootSegment] = []
    /// Records understood.
    package internal(set) var recordsRead = 0
    /// Records recognised but broken; each lies in one of `lost`.
    package internal(set) var recordsBroken = 0
    /// Records whose damaged head could be mended; counted in `recordsRead`.
    package internal(set) var recordsMended = 0
    /// Bytes understood; filling at the end and between records among them.
    package internal(set) var bytesUnderstood = 0
    /// Stretches that could not be read, in file order, not overlapping.
    package internal(set) var lost: [LostRange] = []

    /// Every format with its number of records, kept or not.
    var census: [RawTables.Entry] = []

    init() {}

    /// Reads a log; damage costs records, not the file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: What errors call it.
    ///   - wanted: Which formats to keep records of; the others are checked and counted only.
    /// - Throws: `file.empty`; `file.format_unknown` when nothing looks like DataFlash;
    ///   `file.damaged` when no record but declarations can be understood.
    package init(
        reading bytes: RawSpan,
        name: String,
        keeping wanted: (String) -> Bool = { _ in true }
    ) throws(IntakeError) {
        guard bytes.byteCount > 0 else {
            throw IntakeError(
                .fileEmpty,
                subject: name,
                detail: "The file has no bytes.",
                remedy: "Copy the log again from the vehicle."
            )
        }
        if DataFlashRecognition.isBinary(bytes) {
            var scanner = DataFlashScanner(byteCount: bytes.byteCount)
            scanner.scan(bytes, keeping: wanted)
            self = scanner.finish(bytes)
        } else if DataFlashRecognition.isText(bytes) {
            var scanner = DataFlashTextScanner()
            scanner.scan(bytes, keeping: wanted)
            self = scanner.finish(bytes)
        } else {
            throw IntakeError(
                .formatUnknown,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The file does not begin as an ArduPilot DataFlash log does.",
                remedy: "Give a file that ends in .bin or .log, as the vehicle wrote it."
            )
        }
        try requireRecords(name)
    }

    /// Refuses a log in which nothing could be understood.
    func requireRecords(_ name: String) throws(IntakeError) {
        guard recordsRead > 0 else {
            throw IntakeError(
                .formatDamaged,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The file begins as a DataFlash log, but no record can be understood.",
                remedy: "Copy the log again from the vehicle's memory card."
            )
        }
    }

    /// The first table of that name that has records; `nil` without one.
    package func table(_ name: String) -> DataFlashTable? {
        tables.first { $0.format.name == name && $0.count > 0 }
    }
}
