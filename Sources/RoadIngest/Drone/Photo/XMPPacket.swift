/// The properties of an XMP packet by name, whether written as attributes or as elements.
///
/// A property inside a structure is named with the structure: `a:Place/a:X`. Prefixes are taken as
/// written; makers keep to theirs. Not a validating XML reader: what it does not understand it
/// passes over. Source: Adobe XMP specification, part 1, annex C.
struct XMPPacket {
    /// The most properties kept.
    private static let mostProperties = 4096
    /// The longest value kept, in bytes.
    private static let longestValue = 4096

    private var properties: [String: String] = [:]
    /// The properties' names as they came.
    private(set) var names: [String] = []

    /// No properties.
    init() {}

    /// The properties of a photo, both packets of a long one.
    init(_ segments: JPEGSegments, _ bytes: RawSpan) {
        if let range = segments.xmp { read(bytes, in: range) }
        guard !segments.extensionParts.isEmpty else { return }
        let packet = segments.xmpExtension(bytes)
        read(packet.span.bytes, in: 0..<packet.count)
    }

    /// The text of a property; `nil` without it.
    subscript(name: String) -> String? { properties[name] }

    /// Whether a property's name begins so.
    func hasProperty(prefixed prefix: String) -> Bool {
        properties.keys.contains { $0.hasPrefix(prefix) }
    }

    /// A number written as text, with or without a sign; `nil` when it is none.
    func number(_ name: String) -> Double? {
        guard var text = properties[name]?[...] else { return nil }
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        if text.first == "+" { text.removeFirst() }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// Adds the properties of a packet; those that are there already stay.
    mutating func read(_ bytes: RawSpan, in range: Range<Int>) {
        var path: [String] = []
        var position = range.lowerBound
        while let open = Self.find(UInt8(ascii: "<"), bytes, position, range.upperBound) {
            guard let close = Self.endOfTag(bytes, open + 1, range.upperBound) else { return }
            position = close + 1
            switch bytes.uint8(at: open + 1) {
            case UInt8(ascii: "?"), UInt8(ascii: "!"): continue
            case UInt8(ascii: "/"):
                if !path.isEmpty { path.removeLast() }
                continue
            default: break
            }
            let isEmpty = bytes.uint8(at: close - 1) == UInt8(ascii: "/")
            let end = isEmpty ? close - 1 : close
            let nameEnd = Self.endOfName(bytes, open + 1, end)
            let name = bytes.text(from: open + 1, to: min(nameEnd, open + 129))
            let structure = Self.joined(path, name)
            readAttributes(bytes, nameEnd, end, structure)
            guard !isEmpty else { continue }
            if path.count < 32 { path.append(name) } else { return }
            // A value is the text up to the element's own end.
            if let next = Self.find(UInt8(ascii: "<"), bytes, position, range.upperBound),
                bytes.uint8(at: next + 1) == UInt8(ascii: "/"), !Self.isFrame(name)
            {
                add(structure, bytes, position, next)
            }
        }
    }

    private mutating func readAttributes(
        _ bytes: RawSpan,
        _ start: Int,
        _ end: Int,
        _ structure: String
    ) {
        var position = start
        while position < end {
            while position < end, Self.isBlank(bytes.uint8(at: position)) { position += 1 }
            let nameStart = position
            let nameEnd = Self.endOfName(bytes, position, end)
            guard nameEnd > nameStart else { return }
            position = nameEnd
            while position < end, Self.isBlank(bytes.uint8(at: position)) { position += 1 }
            guard bytes.uint8(at: position) == UInt8(ascii: "=") else { return }
            position += 1
            while position < end, Self.isBlank(bytes.uint8(at: position)) { position += 1 }
            guard let quote = bytes.uint8(at: position), quote == 34 || quote == 39,
                let valueEnd = Self.find(quote, bytes, position + 1, end)
            else { return }
            let name = bytes.text(from: nameStart, to: min(nameEnd, nameStart + 128))
            let parts = structure.isEmpty ? [] : [structure]
            add(Self.joined(parts, name), bytes, position + 1, valueEnd)
            position = valueEnd + 1
        }
    }

    private mutating func add(_ name: String, _ bytes: RawSpan, _ start: Int, _ end: Int) {
        guard properties.count < Self.mostProperties, properties[name] == nil,
            end - start <= Self.longestValue
        else { return }
        let text = bytes.text(from: start, to: end)
        names.append(name)
        properties[name] = text.utf8.contains(UInt8(ascii: "&")) ? Self.unescaped(text) : text
    }

    /// Elements of the packet's frame, which name no property.
    private static func isFrame(_ name: String) -> Bool {
        name.hasPrefix("rdf:") || name.hasPrefix("x:")
    }

    private static func joined(_ path: [String], _ name: String) -> String {
        (path + [name]).filter { !isFrame($0) }.joined(separator: "/")
    }

    private static func find(_ byte: UInt8, _ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
        var position = start
        while position < end {
            if bytes.uint8(at: position) == byte { return position }
            position += 1
        }
        return nil
    }

    /// The `>` of a tag; those within quotes do not count.
    private static func endOfTag(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int? {
        var quote: UInt8 = 0
        var position = start
        while position < end, let byte = bytes.uint8(at: position) {
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 34 || byte == 39 {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return position
            }
            position += 1
        }
        return nil
    }

    private static func endOfName(_ bytes: RawSpan, _ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end, let byte = bytes.uint8(at: position), !isBlank(byte),
            byte != UInt8(ascii: "="), byte != UInt8(ascii: "/"), byte != UInt8(ascii: ">")
        { position += 1 }
        return position
    }

    private static func isBlank(_ byte: UInt8?) -> Bool {
        byte == 32 || byte == 9 || byte == 10 || byte == 13
    }

    /// Puts the characters back that XML writes as `&name;`.
    private static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: ";") else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            let name = rest[rest.index(after: rest.startIndex)..<end]
            if let character = character(name) {
                result.append(character)
            } else {
                result += rest[...end]
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> Character? {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            let number =
                name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16)
                : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
            return number.flatMap { Unicode.Scalar($0) }.map { Character($0) }
        }
    }
}
