/// Finds JPEG pictures between records, in time linear in the file.
struct DJIRecordPicture {
    /// The longest picture that is looked for; real ones have 1 to 50 kB.
    private static let longest = 1 << 22
    /// The most segments before the first scan.
    private static let mostSegments = 64

    /// Bytes that are known to hold no end of a picture.
    private var withoutEnd = 0..<0

    /// The end of the picture that begins at `position`, or four bytes later behind `39 30 00 00`;
    /// `nil` when none does.
    mutating func end(_ bytes: RawSpan, _ position: Int, _ limit: Int) -> Int? {
        var start = position
        // 12345, the number that also fills the field `checksum` of the details.
        if bytes.uint32(at: position) == 12_345 { start += 4 }
        guard bytes.uint16(at: start) == 0xD8FF, bytes.uint8(at: start + 2) == 0xFF
        else { return nil }
        let limit = min(limit, start + Self.longest)
        var marker = start + 2
        // Segments up to the first scan state their lengths; they may hold a smaller picture.
        for _ in 0..<Self.mostSegments {
            guard marker + 4 <= limit, bytes.uint8(at: marker) == 0xFF,
                let kind = bytes.uint8(at: marker + 1), kind >= 0xC0,
                let length = bytes.bigEndianUInt16(at: marker + 2), length >= 2
            else { break }
            marker += 2 + Int(length)
            if kind == 0xDA { break }
        }
        let searched = marker
        while marker + 1 < limit {
            if withoutEnd.contains(marker) {
                marker = withoutEnd.upperBound
                continue
            }
            if bytes.uint8(at: marker) == 0xFF, bytes.uint8(at: marker + 1) == 0xD9 {
                return marker + 2
            }
            marker += 1
        }
        if searched < marker { withoutEnd = searched..<marker }
        return nil
    }

    /// Whether a segment of a picture's head and its successor stand at `marker`.
    static func hasSegment(_ bytes: RawSpan, _ marker: Int) -> Bool {
        guard let kind = bytes.uint8(at: marker + 1), kind >= 0xC0,
            let length = bytes.bigEndianUInt16(at: marker + 2), length >= 2
        else { return false }
        return bytes.uint8(at: marker + 2 + Int(length)) == 0xFF
    }
}
