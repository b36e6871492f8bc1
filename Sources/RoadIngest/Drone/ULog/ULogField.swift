/// One field of a format as its definition writes it.
package struct ULogField: Sendable, Hashable {
    /// The name, for example `q`.
    package let name: String
    /// The type's name: a ``ULogScalar`` or another format.
    package let typeName: String
    /// The number of elements, in `[1, 65535]`; `nil` when the field is not an array.
    package let elements: Int?

    /// Whether the field only fills up to the next alignment.
    package var isPadding: Bool { name.hasPrefix("_padding") }

    /// Reads a definition such as `float[4] q`; `nil` when it does not follow the form.
    package init?(definition: some StringProtocol) {
        let parts = definition.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, Self.isIdentifier(parts[1]),
            let type = Self.type(parts[0])
        else { return nil }
        name = String(parts[1])
        (typeName, elements) = (type.name, type.elements)
    }

    /// Splits `float[4]` into name and count; `nil` when it is neither a name nor an array of 1 to
    /// 65535 elements.
    package static func type(
        _ text: some StringProtocol
    ) -> (name: String, elements: Int?)? {
        guard let open = text.firstIndex(of: "[") else {
            return isIdentifier(text) ? (String(text), nil) : nil
        }
        let name = text[..<open]
        let count = text[text.index(after: open)...].dropLast()
        guard text.last == "]", isIdentifier(name), let elements = Int(count),
            (1...65_535).contains(elements)
        else { return nil }
        return (String(name), elements)
    }

    /// Whether the text is a name: letters, digits and `_`, also `-` and `/` as some writers use.
    static func isIdentifier(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.count <= 256 && text.utf8.allSatisfy(isIdentifier)
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
