/// A box of an MP4 or MOV file: size, four letters, content.
///
/// | bytes | content |
/// |---|---|
/// | 0–3 | `uint32`, big-endian: size with these bytes; 1: see below; 0: to the end |
/// | 4–7 | type, four letters |
/// | 8–15 | only when the size is 1: `uint64` size |
///
/// Source: ISO/IEC 14496-12, clause 4.2.
struct MP4Box {
    /// The type's letters as a big-endian number.
    var type: UInt32
    /// Where the content lies.
    var content: Range<Int>

    /// Reads the box at `start`; `nil` when no whole header stands there or the box ends beyond
    /// `end`, unless `mayBeCut`.
    init?(_ bytes: RawSpan, at start: Int, end: Int, mayBeCut: Bool = false) {
        guard end - start >= 8, let size = bytes.bigEndianUInt32(at: start),
            let type = bytes.bigEndianUInt32(at: start + 4)
        else { return nil }
        var header = 8
        var length = UInt64(size)
        if size == 1 {
            guard let long = bytes.bigEndianUInt64(at: start + 8), end - start >= 16
            else { return nil }
            (length, header) = (long, 16)
        } else if size == 0 {
            length = UInt64(end - start)
        }
        guard length >= UInt64(header) else { return nil }
        let isWhole = length <= UInt64(end - start)
        guard isWhole || mayBeCut else { return nil }
        self.type = type
        content = start + header..<(isWhole ? start + Int(length) : end)
    }

    /// Four letters as a type.
    static func type(_ letters: StaticString) -> UInt32 {
        letters.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    /// The first box of a type among the boxes in `range`; `nil` without one.
    static func first(_ letters: StaticString, _ bytes: RawSpan, in range: Range<Int>) -> MP4Box? {
        var start = range.lowerBound
        let type = type(letters)
        while let box = MP4Box(bytes, at: start, end: range.upperBound) {
            if box.type == type { return box }
            start = box.content.upperBound
        }
        return nil
    }

    /// The content of the box that a path of types leads to; `nil` when a step is missing.
    static func content(
        _ path: [StaticString],
        _ bytes: RawSpan,
        in range: Range<Int>
    ) -> Range<Int>? {
        var range = range
        for letters in path {
            guard let box = first(letters, bytes, in: range) else { return nil }
            range = box.content
        }
        return range
    }
}
