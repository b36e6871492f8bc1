/// A cursor over the attributes of a start tag.
internal struct XMLAttributes {
    private var index: Int
    private let end: Int

    /// Starts at the first attribute of a tag.
    init(of tag: XMLToken) { (index, end) = (tag.attributes.lowerBound, tag.attributes.upperBound) }

    /// Name and value of the next attribute, or `nil` at the end or at something else.
    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) -> (name: Range<Int>, value: Range<Int>)? {
        skipSpace(bytes)
        var start = index
        while index < end, bytes[index] != UInt8(ascii: "="), bytes[index] > 32 {
            if bytes[index] == UInt8(ascii: ":") { start = index + 1 }
            index += 1
        }
        let name = start..<max(start, index)
        skipSpace(bytes)
        guard index < end, bytes[index] == UInt8(ascii: "=") else { return nil }
        index += 1
        skipSpace(bytes)
        guard index < end else { return nil }
        let quote = bytes[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        index += 1
        let first = index
        while index < end, bytes[index] != quote { index += 1 }
        guard index < end else { return nil }
        index += 1
        return (name, first..<index - 1)
    }

    @inline(__always)
    private mutating func skipSpace(_ bytes: Span<UInt8>) {
        while index < end, bytes[index] <= 32 { index += 1 }
    }
}
