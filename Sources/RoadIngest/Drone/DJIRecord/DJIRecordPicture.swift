/// Finds JPEG pictures between records, in time linear in the file.
struct DJIRecordPicture {
    /// The longest picture that is looked for; real ones have 1 to 50 kB.
    private static let longest = 1 << 22
    /// The most segments before the first scan.
    private static let mostSegments = 64
    private static let blockByteCount = 256

    /// The ends in the two regions of the file, as long as the longest picture, that were searched
    /// last.
    ///
    /// Without them, many beginnings without an end would each be searched to the end.
    private var regions: [Region] = []

    /// For each block of a region the first `FF D9` that begins in it or later, or -1.
    private struct Region {
        var number: Int
        var ends: [Int]
    }

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
        guard let end = firstEnd(bytes, from: marker, limit) else { return nil }
        return end + 2 <= limit ? end + 2 : nil
    }

    /// Whether a segment of a picture's head and its successor stand at `marker`.
    static func hasSegment(_ bytes: RawSpan, _ marker: Int) -> Bool {
        guard let kind = bytes.uint8(at: marker + 1), kind >= 0xC0,
            let length = bytes.bigEndianUInt16(at: marker + 2), length >= 2
        else { return false }
        return bytes.uint8(at: marker + 2 + Int(length)) == 0xFF
    }

    /// The first `FF D9` at or behind `position`; one behind `limit` may be missed.
    private mutating func firstEnd(_ bytes: RawSpan, from position: Int, _ limit: Int) -> Int? {
        var position = position
        repeat {
            if bytes.uint16(at: position) == 0xD9FF { return position }
            position += 1
        } while position % Self.blockByteCount != 0
        while position < limit {
            let ends = ends(bytes, position / Self.longest)
            let block = position % Self.longest / Self.blockByteCount
            if block < ends.count, ends[block] >= 0 { return ends[block] }
            position = (position / Self.longest + 1) * Self.longest
        }
        return nil
    }

    /// The ends of a region.
    private mutating func ends(_ bytes: RawSpan, _ number: Int) -> [Int] {
        if let known = regions.first(where: { $0.number == number }) { return known.ends }
        let start = number * Self.longest
        let count = min(Self.longest, bytes.byteCount - start)
        var ends = [Int](repeating: -1, count: max(count, 0) / Self.blockByteCount + 1)
        var position = start + count - 1
        var nearest = -1
        for block in ends.indices.reversed() {
            while position >= start + block * Self.blockByteCount {
                if bytes.uint16(at: position) == 0xD9FF { nearest = position }
                position -= 1
            }
            ends[block] = nearest
        }
        if regions.count > 1 { regions.removeFirst() }
        regions.append(Region(number: number, ends: ends))
        return ends
    }
}
