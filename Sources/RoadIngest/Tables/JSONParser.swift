/// Reads one JSON value (RFC 8259) from a range of bytes.
///
/// Line ends inside texts are tolerated, since exports contain them; everything else that breaks
/// the grammar, repeated member names aside (the last one counts), yields `nil`.
internal struct JSONParser {
    /// Deeper nesting is refused, so that no input can exhaust the stack.
    private static let deepest = 64

    private var index: Int
    private let end: Int
    private let isLenient: Bool

    private init(_ range: Range<Int>, isLenient: Bool) {
        (index, end, self.isLenient) = (range.lowerBound, range.upperBound, isLenient)
    }

    /// The value that fills the range, spaces around it aside; `nil` when it is no such value.
    ///
    /// A lenient reading allows for members without a comma between them and for a comma behind
    /// the last one.
    static func value(
        _ bytes: Span<UInt8>,
        in range: Range<Int>,
        isLenient: Bool = false
    ) -> JSONValue? {
        var parser = JSONParser(range, isLenient: isLenient)
        guard let value = parser.value(bytes, depth: 0) else { return nil }
        parser.skipSpaces(bytes)
        return parser.index == parser.end ? value : nil
    }

    private mutating func value(_ bytes: Span<UInt8>, depth: Int) -> JSONValue? {
        skipSpaces(bytes)
        guard index < end, depth < Self.deepest else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(bytes, depth: depth)
        case UInt8(ascii: "["): return list(bytes, depth: depth)
        case UInt8(ascii: "\""): return text(bytes).map { .text($0) }
        case UInt8(ascii: "t"): return word("true", bytes) ? .flag(true) : nil
        case UInt8(ascii: "f"): return word("false", bytes) ? .flag(false) : nil
        case UInt8(ascii: "n"): return word("null", bytes) ? .null : nil
        default: return number(bytes)
        }
    }

    private mutating func object(_ bytes: Span<UInt8>, depth: Int) -> JSONValue? {
        var members: [String: JSONValue] = [:]
        index += 1
        if take(UInt8(ascii: "}"), bytes) { return .object(members) }
        while true {
            skipSpaces(bytes)
            guard index < end, bytes[index] == UInt8(ascii: "\""), let name = text(bytes),
                take(UInt8(ascii: ":"), bytes), let member = value(bytes, depth: depth + 1)
            else { return nil }
            members[name] = member
            let hasComma = take(UInt8(ascii: ","), bytes)
            if isLenient {
                skipSpaces(bytes)
                if index < end, bytes[index] == UInt8(ascii: "\"") { continue }
            } else if hasComma {
                continue
            }
            return take(UInt8(ascii: "}"), bytes) ? .object(members) : nil
        }
    }

    private mutating func list(_ bytes: Span<UInt8>, depth: Int) -> JSONValue? {
        var values: [JSONValue] = []
        index += 1
        if take(UInt8(ascii: "]"), bytes) { return .list(values) }
        while true {
            guard let next = value(bytes, depth: depth + 1) else { return nil }
            values.append(next)
            if take(UInt8(ascii: ","), bytes) { continue }
            return take(UInt8(ascii: "]"), bytes) ? .list(values) : nil
        }
    }

    /// The text whose opening quote stands here.
    private mutating func text(_ bytes: Span<UInt8>) -> String? {
        index += 1
        var characters: [UInt8] = []
        let start = index
        while index < end, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
            index += 1
        }
        characters.reserveCapacity(index - start)
        for position in start..<index { characters.append(bytes[position]) }
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") { return String(validating: characters, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                guard escape(bytes, to: &characters) else { return nil }
            } else {
                characters.append(byte)
            }
        }
        return nil
    }

    /// Appends what stands behind a backslash; `false` for an unknown or broken escape.
    private mutating func escape(_ bytes: Span<UInt8>, to characters: inout [UInt8]) -> Bool {
        guard index < end else { return false }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): characters.append(byte)
        case UInt8(ascii: "b"): characters.append(8)
        case UInt8(ascii: "f"): characters.append(12)
        case UInt8(ascii: "n"): characters.append(10)
        case UInt8(ascii: "r"): characters.append(13)
        case UInt8(ascii: "t"): characters.append(9)
        case UInt8(ascii: "u"):
            guard let scalar = unicodeEscape(bytes) else { return false }
            characters.append(contentsOf: String(Character(scalar)).utf8)
        default: return false
        }
        return true
    }

    /// The scalar of four hexadecimal digits, or of a surrogate pair of two such escapes (RFC 8259,
    /// section 7).
    private mutating func unicodeEscape(_ bytes: Span<UInt8>) -> Unicode.Scalar? {
        guard let first = fourHexDigits(bytes) else { return nil }
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) }
        guard index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return nil }
        index += 2
        guard let second = fourHexDigits(bytes), (0xDC00...0xDFFF).contains(second)
        else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func fourHexDigits(_ bytes: Span<UInt8>) -> UInt32? {
        guard index + 4 <= end else { return nil }
        var value: UInt32 = 0
        for position in index..<index + 4 {
            let byte = bytes[position]
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 65...70: digit = byte - 55
            case 97...102: digit = byte - 87
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }

    /// `-? int frac? exp?` of RFC 8259, section 6.
    private mutating func number(_ bytes: Span<UInt8>) -> JSONValue? {
        let start = index
        if index < end, bytes[index] == UInt8(ascii: "-") { index += 1 }
        let whole = index
        guard digits(bytes) > 0 else { return nil }
        if bytes[whole] == UInt8(ascii: "0"), index > whole + 1 { return nil }
        if index < end, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard digits(bytes) > 0 else { return nil }
        }
        if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < end, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard digits(bytes) > 0 else { return nil }
        }
        var characters: [UInt8] = []
        for position in start..<index { characters.append(bytes[position]) }
        return .number(String(decoding: characters, as: UTF8.self))
    }

    /// Passes decimal digits and says how many.
    private mutating func digits(_ bytes: Span<UInt8>) -> Int {
        let start = index
        while index < end, bytes[index] &- 48 < 10 { index += 1 }
        return index - start
    }

    private mutating func word(_ word: StaticString, _ bytes: Span<UInt8>) -> Bool {
        let behind = index + word.utf8CodeUnitCount
        guard behind <= end, isEqual(bytes, index..<behind, word) else { return false }
        index = behind
        return true
    }

    /// Passes spaces and then the given byte; `false` when another stands there.
    private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        skipSpaces(bytes)
        guard index < end, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipSpaces(_ bytes: Span<UInt8>) {
        while index < end, bytes[index] == 32 || bytes[index] == 9 || isLineEnd(bytes[index]) {
            index += 1
        }
    }
}
