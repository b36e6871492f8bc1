/// The key of an info or parameter message: a type and a name, for example `char[5] sys_name`.
///
/// Found without making a text: a log has a thousand of these, each looked at twice.
struct ULogKey {
    /// The plain type; `nil` when it is not one.
    let type: ULogScalar?
    /// The number of elements of an array, in `[0, 65535]`; `nil` when it is none.
    let elements: Int?
    /// Where the type's name ends, before any `[`.
    let typeNameEnd: Int
    /// Where the name begins; it ends with the key.
    let nameStart: Int

    /// The number of bytes of the value; `nil` when the type is not a plain one.
    var byteCount: Int? { type.map { $0.byteCount * (elements ?? 1) } }

    /// Reads bytes `[start, end)`; `nil` when they are not a type and a name in printable ASCII.
    init?(_ bytes: RawSpan, from start: Int, to end: Int) {
        var offset = start
        var packed: UInt64 = 0
        while offset < end, let byte = bytes.uint8(at: offset), ULogField.isIdentifier(byte) {
            packed = offset - start < 8 ? packed | UInt64(byte) << (8 * UInt64(offset - start)) : 0
            offset += 1
        }
        guard offset > start else { return nil }
        typeNameEnd = offset
        var elements: Int?
        if bytes.uint8(at: offset) == UInt8(ascii: "["), offset < end {
            var count = 0
            offset += 1
            while offset < end, let byte = bytes.uint8(at: offset), (48...57).contains(byte) {
                count = count * 10 + Int(byte - 48)
                guard count <= 65_535 else { return nil }
                offset += 1
            }
            guard offset < end, bytes.uint8(at: offset) == UInt8(ascii: "]") else { return nil }
            elements = count
            offset += 1
        }
        guard offset + 1 < end, bytes.uint8(at: offset) == UInt8(ascii: " ") else { return nil }
        for place in offset + 1..<end {
            guard let byte = bytes.uint8(at: place), (32...126).contains(byte) else { return nil }
        }
        type = ULogScalar(packedName: packed)
        self.elements = elements
        nameStart = offset + 1
    }
}
