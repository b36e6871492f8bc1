/// A record's shape as an `F` message defines it.
package struct ULogFormat: Sendable, Hashable {
    /// The format's name, for example `vehicle_attitude`.
    package let name: String
    /// The fields in the order of their bytes; at least one.
    package let fields: [ULogField]

    /// Reads `name:type field;type field;` from bytes `[start, end)`; `nil` when they do not
    /// follow the form.
    init?(_ bytes: RawSpan, from start: Int, to end: Int) {
        var end = end
        while end > start, bytes.uint8(at: end - 1) == 0 { end -= 1 }
        var colon = start
        while colon < end, bytes.uint8(at: colon) != UInt8(ascii: ":") { colon += 1 }
        guard colon < end, ULogField.isIdentifier(bytes, from: start, to: colon) else {
            return nil
        }
        var fields: [ULogField] = []
        var fieldStart = colon + 1
        for offset in fieldStart...end
        where offset == end || bytes.uint8(at: offset) == UInt8(ascii: ";") {
            if offset > fieldStart {
                guard let field = ULogField(bytes, from: fieldStart, to: offset) else {
                    return nil
                }
                fields.append(field)
            }
            fieldStart = offset + 1
        }
        guard !fields.isEmpty else { return nil }
        (name, self.fields) = (bytes.text(from: start, to: colon), fields)
    }
}
