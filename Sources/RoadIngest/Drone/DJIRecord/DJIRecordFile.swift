package import RoadModel

/// The content of a DJI flight record as columns of records, and an account of what is lost.
///
/// | bytes | content |
/// |---|---|
/// | 0 | type |
/// | 1 | length of the payload |
/// | 2… | payload; masked in versions 7 to 12, see `DJIRecordKey` |
/// | last | `FF` |
///
/// Pictures (JPEG) stand between and after the records. All numbers are little-endian. There is
/// no description by the maker; `Docs/Formats/dji-txt.md` says what the layout rests on.
package struct DJIRecordFile: Sendable {
    /// Where the parts of the file lie.
    package let layout: DJIRecordLayout
    /// The notes on the whole flight; `nil` when they are cut off or damaged.
    package internal(set) var details: DJIRecordDetails?
    /// Type 1, in file order; each opens a frame.
    package internal(set) var osd: [DJIOSDRecord] = []
    /// Type 2, in file order.
    package internal(set) var homes: [DJIHomeRecord] = []
    /// Type 3, in file order.
    package internal(set) var gimbal: [DJIGimbalRecord] = []
    /// Type 5, in file order.
    package internal(set) var custom: [DJICustomRecord] = []
    /// Type 14, in file order.
    package internal(set) var appPlaces: [DJIAppPlaceRecord] = []
    /// Type 25, in file order.
    package internal(set) var camera: [DJICameraRecord] = []
    /// Types 9, 10 and 24, in file order.
    package internal(set) var texts: [DJITextRecord] = []
    /// Records of each type, by type.
    package internal(set) var counts = [Int](repeating: 0, count: 256)
    /// Pictures.
    package internal(set) var pictureCount = 0

    /// Records and pictures understood.
    package internal(set) var recordsRead = 0
    /// Records recognised but broken.
    package internal(set) var recordsBroken = 0
    /// Records with one damaged byte that could be told; counted in `recordsRead`.
    package internal(set) var recordsMended = 0
    /// Bytes understood.
    package internal(set) var bytesUnderstood = 0
    /// Stretches that could not be read, in file order, not overlapping.
    package internal(set) var lost: [LostRange] = []

    init(layout: DJIRecordLayout) { self.layout = layout }

    /// Reads a flight record; damage costs records, not the file.
    ///
    /// - Throws: `file.empty`; `file.format_unknown` when the bytes are no flight record;
    ///   `file.format_version` for version 13 and later, which only the maker's key opens;
    ///   `file.damaged` when no record can be read.
    package init(reading bytes: RawSpan, name: String) throws(IntakeError) {
        guard bytes.byteCount > 0 else {
            throw IntakeError(
                .fileEmpty,
                subject: name,
                detail: "The file has no bytes.",
                remedy: "Copy the flight record again from the phone or remote control."
            )
        }
        guard let layout = DJIRecordLayout(bytes) else {
            throw IntakeError(
                .formatUnknown,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The file does not begin as a DJI flight record does.",
                remedy: "Give the DJIFlightRecord_….txt as the app wrote it."
            )
        }
        guard DJIRecordLayout.readable.contains(layout.version) else {
            throw IntakeError(
                .formatVersion,
                subject: name,
                place: SourcePlace(byteOffset: 10),
                detail: "The flight record has version \(layout.version): from version 13 on its "
                    + "records are encrypted with a key that only DJI holds.",
                remedy: "Give the video itself (its djmd track holds the telemetry), the .SRT "
                    + "beside it, or a CSV that a DJI viewer exported from this record."
            )
        }
        var scanner = DJIRecordScanner(layout: layout)
        scanner.scan(bytes)
        guard scanner.file.recordsRead > 0 else {
            throw IntakeError(
                .formatDamaged,
                subject: name,
                place: SourcePlace(byteOffset: layout.recordsStart),
                detail: "The header of a DJI flight record is there, but no record can be read.",
                remedy: "Copy the flight record again from the phone or remote control."
            )
        }
        self = scanner.finish(bytes)
    }
}
