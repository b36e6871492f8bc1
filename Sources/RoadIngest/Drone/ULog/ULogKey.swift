/// The key of an info or parameter message: a type and a name, for example `char[5] sys_name`.
struct ULogKey {
    /// The declared type and its number of elements.
    let type: (name: String, elements: Int?)
    /// The name.
    let name: String

    /// The number of bytes of the value; `nil` when the type is not a plain one.
    var byteCount: Int? {
        ULogScalar(named: type.name).map { $0.byteCount * (type.elements ?? 1) }
    }

    /// Reads bytes `[start, end)`; `nil` when they are not a type and a name.
    init?(_ bytes: RawSpan, from start: Int, to end: Int) {
        let text = bytes.text(from: start, to: end)
        guard let space = text.firstIndex(of: " "),
            let type = Self.type(text[..<space])
        else { return nil }
        let name = text[text.index(after: space)...]
        guard !name.isEmpty else { return nil }
        (self.type, self.name) = (type, String(name))
    }

    // An empty text is written as `char[0]`.
    private static func type(_ text: Substring) -> (name: String, elements: Int?)? {
        if text == "char[0]" { return ("char", 0) }
        return ULogField.type(text)
    }
}
