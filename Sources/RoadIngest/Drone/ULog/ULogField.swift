/// One field of a format as its definition writes it.
package struct ULogField: Sendable, Hashable {
    /// What a field holds.
    package enum Kind: Sendable, Hashable {
        /// A number, a truth value or a character.
        case scalar(ULogScalar)
        /// A record of the format with this name.
        case nested(String)
    }

    /// The name, for example `q`.
    package let name: String
    /// The type of the field, or of each element.
    package let kind: Kind
    /// The number of elements, in `[1, 65535]`; `nil` when the field is not an array.
    package let elements: Int?
    /// Whether the field only fills up to the next alignment.
    package let isPadding: Bool

    /// Reads a definition such as `float[4] q` from bytes `[start, end)`; `nil` when they do not
    /// follow the form.
    init?(_ bytes: RawSpan, from start: Int, to end: Int) {
        guard let key = ULogKey(bytes, from: start, to: end), key.elements != 0,
            Self.isIdentifier(bytes, from: key.nameStart, to: end)
        else { return nil }
        name = bytes.text(from: key.nameStart, to: end)
        isPadding = bytes.has(Self.padding, at: key.nameStart)
        elements = key.elements
        kind =
            key.type.map(Kind.scalar)
            ?? .nested(bytes.text(from: start, to: key.typeNameEnd))
    }

    private static let padding = Array("_padding".utf8)

    /// Whether the bytes are a name of at most 256 letters, digits, `_`, `-` and `/`.
    static func isIdentifier(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        guard start < end, end - start <= 256 else { return false }
        for offset in start..<end {
            guard let byte = bytes.uint8(at: offset), isIdentifier(byte) else { return false }
        }
        return true
    }

    /// Whether the byte may stand in a name.
    static func isIdentifier(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
