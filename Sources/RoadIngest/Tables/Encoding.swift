import RoadModel

/// Checks that bytes are UTF-8.
internal enum Encoding {
    /// The part of the file whose records decide whether the whole file is in another encoding.
    private static let window = 1 << 20

    /// The length of a UTF-8 byte order mark: 3 or 0.
    static func lengthOfMark(_ bytes: Span<UInt8>) -> Int {
        guard bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF
        else { return 0 }
        return 3
    }

    /// Throws `.encoding` when the file begins with the mark of UTF-16 or UTF-32.
    static func refuseWideEncodings(_ bytes: Span<UInt8>, subject: String) throws(IntakeError) {
        guard bytes.count >= 2 else { return }
        let isWide =
            (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)
            || (bytes[0] == 0 && bytes[1] != 0) || (bytes[0] != 0 && bytes[1] == 0)
        guard isWide else { return }
        throw IntakeError(
            .encoding,
            subject: subject,
            place: SourcePlace(line: 1, byteOffset: 0),
            detail: "The file begins like UTF-16, but UTF-8 is expected.",
            remedy: "Save the file as UTF-8, for example: iconv -f UTF-16 -t UTF-8."
        )
    }

    /// Throws `.encoding` when the header or too many of the first records are not UTF-8.
    static func check(
        _ bytes: Span<UInt8>,
        header: FieldRanges,
        after cursor: DelimitedRecordReader,
        subject: String
    ) throws(IntakeError) {
        if let offset = firstInvalidByte(bytes, in: header.place.byteOffset..<header.endOffset) {
            throw notUTF8(subject, line: header.place.line, offset: offset)
        }
        var (seen, broken) = (0, 0)
        var firstPlace: SourcePlace?
        var cursor = cursor
        var fields = FieldRanges()
        while cursor.byteOffset < window, cursor.next(bytes, into: &fields) {
            seen += 1
            let range = fields.place.byteOffset..<fields.endOffset
            guard let offset = firstInvalidByte(bytes, in: range) else { continue }
            broken += 1
            if firstPlace == nil {
                firstPlace = SourcePlace(line: fields.place.line, byteOffset: offset)
            }
        }
        if let firstPlace, broken * 10 > seen {
            throw notUTF8(subject, line: firstPlace.line, offset: firstPlace.byteOffset)
        }
    }

    private static func notUTF8(_ subject: String, line: Int?, offset: Int) -> IntakeError {
        IntakeError(
            .encoding,
            subject: subject,
            place: SourcePlace(line: line, byteOffset: offset),
            detail: "The byte at offset \(offset) is not UTF-8.",
            remedy: "Save the file as UTF-8, for example: iconv -f WINDOWS-1251 -t UTF-8."
        )
    }

    /// The offset of the first byte that breaks UTF-8 within a range, or `nil`.
    ///
    /// Well-formed sequences after Unicode 15, table 3-7: no overlong forms, no surrogates.
    static func firstInvalidByte(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        let end = range.upperBound
        let raw = bytes.bytes
        while index < end {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                // Eight bytes of ASCII at a time.
                while index + 8 <= end, let word = raw.uint64(at: index),
                    word & 0x8080_8080_8080_8080 == 0
                { index += 8 }
                continue
            }
            let length: Int
            var lowest: UInt8 = 0x80
            var highest: UInt8 = 0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, lowest) = (3, 0xA0)
            case 0xED: (length, highest) = (3, 0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, lowest) = (4, 0x90)
            case 0xF4: (length, highest) = (4, 0x8F)
            case 0xF1...0xF3: length = 4
            default: return index
            }
            guard index + length <= end, bytes[index + 1] >= lowest, bytes[index + 1] <= highest
            else { return index }
            var next = index + 2
            while next < index + length {
                guard bytes[next] & 0xC0 == 0x80 else { return index }
                next += 1
            }
            index += length
        }
        return nil
    }
}
