import RoadModel

/// The first look at a table under a profile: encoding, separator, header.
struct ForeignTableOpening {
    let source: TextTableSource
    let canoniser: RecordCanoniser
    let encoding: TextEncoding
    let fieldCount: Int
    let notes: [IntakeNote]

    /// - Throws: `.fileEmpty`; `.encoding` when the header reads better in another encoding than
    ///   the one that was said; `.columnMissing`; `.formatDamaged` for a header of merged cells.
    init(
        _ bytes: Span<UInt8>,
        profile: RecordProfile,
        demand: PassageDemand,
        subject: String
    ) throws(IntakeError) {
        let marked = TextEncoding.marked(bytes)?.encoding
        let encoding = marked ?? profile.encoding ?? .utf8
        let separator =
            profile.separator
            ?? TextTableSource.separator(
                bytes,
                encoding: encoding,
                skippedLines: profile.skippedLines
            )
        var source = TextTableSource(
            bytes,
            encoding: encoding,
            separator: separator,
            skippedLines: profile.skippedLines
        )
        var text: [UInt8] = []
        var fields = FieldRanges()
        let start = source
        guard source.next(bytes, into: &text, &fields) else {
            throw IntakeError(
                .fileEmpty,
                subject: subject,
                detail: "The file holds no line below its first \(profile.skippedLines).",
                remedy: "Export the table again, or mend skip_lines in the profile."
            )
        }
        var header: [String]
        if profile.hasHeader {
            header = (0..<fields.count).map { trimmed(fields.text($0, in: text.span)) }
            if encoding == .utf8, fields.hasNonASCII,
                let offset = Encoding.firstInvalidByte(text.span, in: 0..<text.count)
            {
                let meant = Self.likelyEncoding(bytes, profile, separator)
                throw Self.encodingError(subject, fields.place, .utf8, meant, "byte \(offset)")
            }
        } else {
            header = (1...max(1, fields.count)).map(String.init)
            source = start
        }
        do throws(IntakeError) {
            canoniser = try RecordCanoniser(
                profile,
                header: header,
                demand: demand,
                subject: subject,
                place: fields.place
            )
        } catch {
            let better = Self.likelyEncoding(bytes, profile, separator)
            if fields.hasNonASCII, let better, better != encoding {
                throw Self.encodingError(subject, fields.place, encoding, better, "the header")
            }
            throw Self.explained(error, header, profile)
        }
        source.expect(fields: header.count)
        self.source = source
        self.encoding = encoding
        fieldCount = header.count
        let match = HeaderMatch(header, wanted: profile.specs(demand))
        notes = [match.ignoredNote, match.repeatedNote].compactMap { $0 }
    }

    /// Says what a profile has to do with an absent column.
    static func explained(
        _ error: IntakeError,
        _ header: [String],
        _ profile: RecordProfile
    ) -> IntakeError {
        var error = error
        if let merged = mergedHeader(header, subject: error.subject, place: error.place) {
            return merged
        }
        if !profile.rules.isEmpty {
            error.detail +=
                " The profile «\(profile.name)» looks for "
                + profile.rules.values.flatMap(\.sources).sorted().prefix(20)
                .joined(separator: ", ") + "."
        }
        error.remedy += " 'jol complexes profile guess FILE' proposes a profile for this file."
        return error
    }

    /// The error for a header of merged cells, whose names stand above several columns each.
    static func mergedHeader(
        _ header: [String],
        subject: String,
        place: SourcePlace?
    ) -> IntakeError? {
        let empty = header.indices.filter { header[$0].isEmpty }
        guard empty.count >= 2, empty.count * 4 >= header.count else { return nil }
        let columns = empty.prefix(8).map { "\($0 + 1)" }.joined(separator: ", ")
        return IntakeError(
            .formatDamaged,
            subject: subject,
            place: place,
            detail: "\(empty.count) of \(header.count) columns have no name (columns \(columns)): "
                + "the header seems to be made of merged cells or to take several rows.",
            remedy: "Unmerge the header so that each column has its name in one row, or say with "
                + "skip_lines in a profile (--skip-lines) how many rows stand above the names."
        )
    }

    /// The encoding under which the header names the most columns; `nil` when none names any.
    static func likelyEncoding(
        _ bytes: Span<UInt8>,
        _ profile: RecordProfile,
        _ separator: UInt8
    ) -> TextEncoding? {
        var best: (encoding: TextEncoding, hits: Int)?
        for encoding in TextEncoding.allCases where !encoding.isWide {
            var source = TextTableSource(
                bytes,
                encoding: encoding,
                separator: separator,
                skippedLines: profile.skippedLines
            )
            var text: [UInt8] = []
            var fields = FieldRanges()
            guard source.next(bytes, into: &text, &fields) else { continue }
            if encoding == .utf8, Encoding.firstInvalidByte(text.span, in: 0..<text.count) != nil {
                continue
            }
            let header = (0..<fields.count).map { fields.text($0, in: text.span) }
            let match = HeaderMatch(header, wanted: profile.specs(.evidence))
            let hits = match.indices.count { $0 != nil }
            if hits > best?.hits ?? 0 { best = (encoding, hits) }
        }
        return best?.encoding
    }

    /// An error about UTF-8 with the encoding that the bytes look like.
    static func namingEncoding(_ error: IntakeError, _ bytes: Span<UInt8>) -> IntakeError {
        guard error.code == .encoding else { return error }
        let meant = ProfileSample.likelyEncoding(bytes)
        guard meant != .utf8 else { return error }
        var error = error
        error.remedy =
            "It looks like \(meant.rawValue): give --encoding \(meant.rawValue), or a profile that "
            + "says so; 'jol complexes profile guess FILE' proposes one."
        return error
    }

    private static func encodingError(
        _ subject: String,
        _ place: SourcePlace,
        _ said: TextEncoding,
        _ meant: TextEncoding?,
        _ what: String
    ) -> IntakeError {
        let name = meant?.rawValue ?? "windows-1251"
        return IntakeError(
            .encoding,
            subject: subject,
            place: place,
            detail: "The file is read as \(said.rawValue), but \(what) is not; "
                + (meant == nil ? "it may be \(name)." : "its header makes sense as \(name)."),
            remedy: "Give --encoding \(name), or write encoding = \"\(name)\" into the profile."
        )
    }
}
