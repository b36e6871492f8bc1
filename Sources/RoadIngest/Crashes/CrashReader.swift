package import RoadModel

/// The front door for files of crash cards: the content decides which reader takes them.
package enum CrashReader {
    /// Gets the records of a batch: cards, parts of cards and rejects, in file order.
    package typealias Taker = (CrashIntake) throws(IntakeError) -> Void

    /// Reads a whole file of crash cards at once.
    ///
    /// - Throws: as ``read(_:options:_:)``.
    package static func read(
        _ bytes: Span<UInt8>,
        options: CrashOptions
    ) throws(IntakeError) -> CrashIntake {
        var whole: CrashIntake?
        var rest = try read(bytes, options: options) { batch throws(IntakeError) in
            if whole == nil { whole = batch } else { whole?.gather(batch) }
        }
        if let whole { rest.gather(whole) }
        return rest
    }

    /// Reads a file of crash cards batch by batch.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - options: What it does not say itself.
    ///   - take: Gets each batch; what was taken counts only when no error follows.
    /// - Returns: Format, counts and notes of the whole file, without its records.
    /// - Throws: `.fileEmpty`, `.encoding`, `.formatUnknown`, `.formatDamaged`, `.columnMissing`,
    ///   `.geometryKind`, and what `take` throws; single bad records are rejects in a batch.
    package static func read(
        _ bytes: Span<UInt8>,
        options: CrashOptions,
        _ take: Taker
    ) throws(IntakeError) -> CrashIntake {
        var intake = try records(bytes, options: options, take)
        try intake.passOnAll(take)
        return intake
    }

    private static func records(
        _ bytes: Span<UInt8>,
        options: CrashOptions,
        _ take: Taker
    ) throws(IntakeError) -> CrashIntake {
        guard bytes.count > 0 else {
            throw IntakeError(
                .fileEmpty,
                subject: options.subject,
                detail: "The file has no bytes.",
                remedy: "Export the crash cards again and check the size of the file."
            )
        }
        // A mark says the encoding for sure.
        let isWide = TextEncoding.marked(bytes)?.encoding.isWide == true
        guard options.encoding == .utf8, !isWide else {
            let text = options.encoding.utf8(bytes)
            var plain = options
            plain.encoding = .utf8
            return try records(text.span, options: plain, take)
        }
        try Encoding.refuseWideEncodings(bytes, subject: options.subject)
        var index = Encoding.lengthOfMark(bytes)
        while index < bytes.count,
            bytes[index] == 32 || bytes[index] == 9 || isLineEnd(bytes[index])
        { index += 1 }
        if index < bytes.count,
            bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "[")
        {
            if let cards = try CrashJSONReader.read(bytes, from: index, options: options, take) {
                return cards
            }
            return try CrashGeoJSONReader.read(bytes, options: options, take)
        }
        guard looksLikeTable(bytes, from: index) else {
            throw IntakeError(
                .formatUnknown,
                subject: options.subject,
                place: SourcePlace(byteOffset: 0),
                detail: "The content is neither a delimited table nor JSON of crash cards.",
                remedy: "Give CSV with a header line, a GeoJSON FeatureCollection, the road "
                    + "police's JSON, or a GeoPackage."
            )
        }
        do throws(IntakeError) {
            return try CrashTableReader.read(bytes, options: options, take)
        } catch {
            guard error.code == .encoding else { throw error }
            throw ForeignTableOpening.namingEncoding(error, bytes)
        }
    }

    /// Whether the table has places on the British national grid.
    package static func hasNationalGrid(_ bytes: Span<UInt8>) -> Bool {
        var line: [UInt8] = []
        for index in 0..<min(bytes.count, 8192) {
            if isLineEnd(bytes[index]) { break }
            line.append(bytes[index])
        }
        return String(decoding: line, as: UTF8.self).lowercased()
            .contains("location_easting_osgr")
    }

    /// Whether the first line is text with a separator in it.
    private static func looksLikeTable(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        guard start < bytes.count else { return true }
        let first = bytes[start]
        if first == UInt8(ascii: "<") { return false }
        var hasSeparator = false
        for index in start..<min(bytes.count, start + 65_536) {
            let byte = bytes[index]
            if isLineEnd(byte) { break }
            if byte < 32 && byte != 9 { return false }
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 9 {
                hasSeparator = true
            }
        }
        return hasSeparator
    }
}
