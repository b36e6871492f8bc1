package import RoadModel

/// The first look at a delimited text file: encoding, byte order mark, separator, header.
package struct TableOpening: Sendable {
    /// The byte between fields: `,`, `;` or a tab.
    package let separator: UInt8
    /// The header's names, trimmed, in file order.
    package let header: [String]
    /// A cursor that stands behind the header.
    package let records: DelimitedRecordReader
    /// Where the header stands.
    package let place: SourcePlace

    /// Reads the header.
    ///
    /// - Throws: `.fileEmpty` without bytes or without any text, `.encoding` when the bytes are
    ///   not UTF-8 (a byte order mark of UTF-16, a header that is not UTF-8, or more than one in
    ///   ten records of the first MiB that are not UTF-8), `.formatDamaged` when the header's
    ///   quote never closes.
    package init(_ bytes: Span<UInt8>, subject: String) throws(IntakeError) {
        guard bytes.count > 0 else {
            throw IntakeError(
                .fileEmpty,
                subject: subject,
                detail: "The file has no bytes.",
                remedy: "Export the table again and check the size of the file."
            )
        }
        try Encoding.refuseWideEncodings(bytes, subject: subject)
        let start = Encoding.lengthOfMark(bytes)
        separator = TableOpening.detectSeparator(bytes, from: start)
        var cursor = DelimitedRecordReader(separator: separator, byteOffset: start)
        var fields = FieldRanges()
        guard cursor.next(bytes, into: &fields) else {
            throw IntakeError(
                .fileEmpty,
                subject: subject,
                place: SourcePlace(line: 1, byteOffset: start),
                detail: "The file holds line ends only.",
                remedy: "Export the table again with its header line."
            )
        }
        place = fields.place
        try Encoding.check(bytes, header: fields, after: cursor, subject: subject)
        guard !fields.isUnterminated else {
            throw IntakeError(
                .formatDamaged,
                subject: subject,
                place: fields.place,
                detail: "A quote in the header line never closes.",
                remedy: "Close the quote or export the table again."
            )
        }
        header = (0..<fields.count).map { trimmed(fields.text($0, in: bytes)) }
        records = cursor
    }

    /// The separator that occurs most often outside quotes on the first line that has text.
    ///
    /// Equal counts prefer `;`, then a tab: a comma may also be a decimal mark or part of a name.
    package static func detectSeparator(_ bytes: Span<UInt8>, from start: Int) -> UInt8 {
        var (commas, semicolons, tabs, bars) = (0, 0, 0, 0)
        var isQuoted = false
        var hasText = false
        var index = start
        let limit = min(bytes.count, start + (1 << 16))
        while index < limit {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case 10, 13:
                if hasText && !isQuoted { index = limit }
                continue
            case _ where isQuoted: break
            case UInt8(ascii: ","): commas += 1
            case UInt8(ascii: ";"): semicolons += 1
            case 9: tabs += 1
            case UInt8(ascii: "|"): bars += 1
            default: break
            }
            hasText = true
        }
        let most = max(commas, semicolons, tabs)
        if bars > most { return UInt8(ascii: "|") }
        if most == 0 { return UInt8(ascii: ",") }
        if semicolons == most { return UInt8(ascii: ";") }
        return tabs == most ? 9 : UInt8(ascii: ",")
    }
}

/// A text without spaces at both ends, U+00A0 and the byte order mark included.
internal func trimmed(_ text: String) -> String {
    // Nearly every text begins and ends with a visible ASCII character or begins with a Cyrillic
    // one; looking at whole characters is twenty times slower.
    if let first = text.utf8.first, let last = text.utf8.last,
        (first > 32 && first < 0x7F) || (first >= 0xD0 && first <= 0xD4), last > 32, last < 0x7F
    {
        return text
    }
    func isSpace(_ character: Character) -> Bool {
        character.isWhitespace || character == "\u{FEFF}"
    }
    guard let first = text.firstIndex(where: { !isSpace($0) }),
        let last = text.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[first...last])
}
