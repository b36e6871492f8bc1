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
            let sources = profile.rules.values.flatMap(\.sources).sorted().prefix(20)
                .joined(separator: ", ")
            error.detail += " The profile «\(profile.name)» looks for \(sources)."
            error.russian?.detail += " Профиль «\(profile.name)» ищет \(sources)."
            error.kazakh?.detail += " «\(profile.name)» профилі мыналарды іздейді: \(sources)."
        }
        error.remedy += " 'jol complexes profile guess FILE' proposes a profile for this file."
        error.russian?.remedy += " 'jol complexes profile guess FILE' предложит профиль."
        error.kazakh?.remedy += " 'jol complexes profile guess FILE' профиль ұсынады."
        return error
    }

    /// The error for a header of merged cells, whose names stand above several columns each.
    static func mergedHeader(
        _ header: [String],
        subject: String,
        place: SourcePlace?
    ) -> IntakeError? {
        // Separators behind the last name are no columns.
        guard let last = header.lastIndex(where: { !$0.isEmpty }) else { return nil }
        let all = header.indices.filter { header[$0].isEmpty }
        let isMostlyEmpty = all.count >= 2 && all.count * 4 >= header.count
        let empty = isMostlyEmpty ? all : all.filter { $0 < last }
        guard !empty.isEmpty else { return nil }
        let columns = empty.prefix(8).map { "\($0 + 1)" }.joined(separator: ", ")
        return IntakeError(
            .formatDamaged,
            subject: subject,
            place: place,
            detail: "Columns without a name: \(empty.count) of \(header.count) (\(columns)): "
                + "the header seems to be made of merged cells or to take several rows.",
            remedy: "Unmerge the header so that each column has its name in one row, or say with "
                + "skip_lines in a profile (--skip-lines) how many rows stand above the names."
        ).saying(
            ru: (
                "Столбцов без имени: \(empty.count) из \(header.count) (\(columns)): "
                    + "похоже, заголовок из объединённых ячеек или в несколько строк.",
                "Разъедините ячейки, чтобы у каждого столбца было имя в одной строке, или укажите "
                    + "skip_lines в профиле (--skip-lines): сколько строк стоит над именами."
            ),
            kk: (
                "Атауы жоқ бағандар: \(header.count) ішінде \(empty.count) (\(columns)): тақырып "
                    + "біріктірілген ұяшықтардан не бірнеше жолдан тұратын сияқты.",
                "Әр бағанның атауы бір жолда тұратындай ұяшықтарды ажыратыңыз не профильде "
                    + "skip_lines (--skip-lines) арқылы атаулардың үстінде неше жол тұрғанын айтыңыз."
            )
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
        let likely = ProfileSample.likelyEncoding(bytes)
        let meant = likely == .utf8 ? TextEncoding.windows1251 : likely
        return explained(error, meant.rawValue, ("", "", ""))
    }

    private static func explained(
        _ error: IntakeError,
        _ name: String,
        _ sense: (en: String, ru: String, kk: String)
    ) -> IntakeError {
        var error = error
        let isRussian = name == "windows-1251"
        error.detail += sense.en
        error.remedy =
            "It looks like \(name): give --encoding \(name)"
            + (isRussian ? " (with Kazakh letters kz-1048)" : "")
            + ", or write encoding = \"\(name)\" into the profile."
        let byte = error.place.map { ", \($0.byteOffset)" } ?? ""
        return error.saying(
            ru: (
                "Текст не в той кодировке, в которой его читают (байт\(byte))." + sense.ru,
                "Похоже на \(name): укажите --encoding \(name)"
                    + (isRussian ? " (с казахскими буквами kz-1048)" : "")
                    + " или впишите encoding = \"\(name)\" в профиль."
            ),
            kk: (
                "Мәтін оқылып жатқан кодтамада емес (байт\(byte))." + sense.kk,
                "\(name) сияқты: --encoding \(name)"
                    + (isRussian ? " (қазақ әріптерімен kz-1048)" : "")
                    + " көрсетіңіз не профильге encoding = \"\(name)\" деп жазыңыз."
            )
        )
    }

    private static func encodingError(
        _ subject: String,
        _ place: SourcePlace,
        _ said: TextEncoding,
        _ meant: TextEncoding?,
        _ what: String
    ) -> IntakeError {
        let error = IntakeError(
            .encoding,
            subject: subject,
            place: place,
            detail: "The file is read as \(said.rawValue), but \(what) is not.",
            remedy: ""
        )
        guard let meant else { return explained(error, "windows-1251", ("", "", "")) }
        return explained(
            error,
            meant.rawValue,
            (
                " Its header makes sense as \(meant.rawValue).",
                " Заголовок понятен в \(meant.rawValue).",
                " Тақырып \(meant.rawValue) кодтамасында түсінікті."
            )
        )
    }
}
