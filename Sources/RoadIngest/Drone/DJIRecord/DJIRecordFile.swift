package import RoadModel

/// The content of a DJI flight record as columns of records, and an account of what is lost.
///
/// | bytes | content |
/// |---|---|
/// | 0 | type |
/// | 1 | length of the payload; two bytes from version 13 on |
/// | 2… | payload; masked from version 7 on, see `DJIRecordKey`; encrypted from version 13 on |
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

    /// Keys as the record holds them, for each of its parts; from version 13 on.
    package internal(set) var storedKeys: [[DJIStoredKey]] = []
    /// Encrypted records that were opened.
    var recordsOpened = 0
    /// Encrypted records that could not be opened, though there is a key.
    var recordsSealed = 0
    /// Encrypted records of groups without a key.
    var recordsWithoutKey = 0

    init(layout: DJIRecordLayout) { self.layout = layout }

    /// Reads a flight record; damage costs records, not the file.
    ///
    /// - Throws: `file.empty`; `file.format_unknown` when the bytes are no flight record;
    ///   `file.format_version` for version 13 and later without keys; `usage.argument` when the
    ///   keys do not open the record; `file.damaged` when no record can be read.
    package init(
        reading bytes: RawSpan,
        name: String,
        keychains: DJIKeychains? = nil
    ) throws(IntakeError) {
        var scanner = try DJIRecordScanner(opening: bytes, name: name, keychains: keychains)
        _ = scanner.advance(bytes, by: .max)
        try scanner.requireRecords(name)
        self = scanner.finish(bytes)
    }

    /// Drops the records that begin before byte `offset`.
    mutating func forget(before offset: Int) {
        osd.removeSubrange(..<osd.prefix { $0.offset < offset }.endIndex)
        homes.removeSubrange(..<homes.prefix { $0.offset < offset }.endIndex)
        gimbal.removeSubrange(..<gimbal.prefix { $0.offset < offset }.endIndex)
        custom.removeSubrange(..<custom.prefix { $0.offset < offset }.endIndex)
        appPlaces.removeSubrange(..<appPlaces.prefix { $0.offset < offset }.endIndex)
        camera.removeSubrange(..<camera.prefix { $0.offset < offset }.endIndex)
        texts.removeSubrange(..<texts.prefix { $0.offset < offset }.endIndex)
        storedKeys = []
    }

    /// Shows every decoded record as name of its kind and the text of its values; where it stood
    /// is left out.
    func forEachRow(_ visit: (String, ArraySlice<UInt8>) -> Void) {
        func show(_ name: String, _ record: Any) {
            let values = Mirror(reflecting: record).children
                .filter { $0.label != "offset" }.map { "\($0.value)" }
            visit(name, Array(values.joined(separator: ",").utf8)[...])
        }
        for record in osd { show("OSD", record) }
        for record in homes { show("HOME", record) }
        for record in gimbal { show("GIMBAL", record) }
        for record in custom { show("CUSTOM", record) }
        for record in texts { show("TEXT", record) }
    }

    /// The error for a file that is no flight record.
    static func unknown(_ name: String) -> IntakeError {
        IntakeError(
            .formatUnknown,
            subject: name,
            place: SourcePlace(byteOffset: 0),
            detail: "The file does not begin as a DJI flight record does.",
            remedy: "Give the DJIFlightRecord_….txt as the app wrote it."
        )
    }
}
