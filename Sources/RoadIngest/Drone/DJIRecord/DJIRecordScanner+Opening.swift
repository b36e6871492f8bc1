import RoadModel

extension DJIRecordScanner {
    /// Prepares to read a flight record.
    ///
    /// - Throws: `file.empty`; `file.format_unknown` when the bytes are no flight record;
    ///   `file.format_version` for version 13 and later without keys.
    init(opening bytes: RawSpan, name: String, keychains: DJIKeychains?) throws(IntakeError) {
        guard bytes.byteCount > 0 else {
            throw IntakeError(
                .fileEmpty,
                subject: name,
                detail: "The file has no bytes.",
                remedy: "Copy the flight record again from the phone or remote control."
            )
        }
        guard let layout = DJIRecordLayout(bytes) else { throw DJIRecordFile.unknown(name) }
        guard DJIRecordLayout.readable.contains(layout.version) || keychains != nil else {
            throw Self.encrypted(name, layout.version)
        }
        self.init(layout: layout, keychains: keychains)
    }

    /// Refuses a record that was walked through without success.
    ///
    /// - Throws: `usage.argument` when the keys do not open the record; `file.damaged` when no
    ///   record can be read.
    func requireRecords(_ name: String) throws(IntakeError) {
        let layout = file.layout
        guard layout.version < 13 || file.recordsOpened > 0 else {
            throw IntakeError(
                .badArgument,
                subject: name,
                place: SourcePlace(byteOffset: layout.recordsStart),
                detail: "None of the flight record's records opens with the keys given "
                    + "(\(file.recordsSealed) were tried).",
                remedy: "Give the keys of this very record: 'jol flights keychain' prints what to "
                    + "ask DJI's service."
            )
        }
        guard file.recordsRead > 0 else {
            throw IntakeError(
                .formatDamaged,
                subject: name,
                place: SourcePlace(byteOffset: layout.recordsStart),
                detail: "The header of a DJI flight record is there, but no record can be read.",
                remedy: "Copy the flight record again from the phone or remote control."
            )
        }
    }

    private static func encrypted(_ name: String, _ version: UInt8) -> IntakeError {
        IntakeError(
            .formatVersion,
            subject: name,
            place: SourcePlace(byteOffset: 10),
            detail: "The flight record has version \(version): from version 13 on its records are "
                + "encrypted, and DJI gives the keys out for each record.",
            remedy: "Ask for the keys with what 'jol flights keychain FILE' prints and pass the "
                + "answer with --keychain (or save it beside the record as FILE.keychains.json); or "
                + "give the video itself (its djmd track holds the telemetry), the .SRT beside it, "
                + "or a CSV that a DJI viewer exported from this record."
        )
    }
}
