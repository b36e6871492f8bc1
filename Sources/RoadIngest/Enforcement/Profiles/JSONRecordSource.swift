import RoadModel

/// A cursor over the objects of a JSON file that are records; keeps one of them in memory.
struct JSONRecordSource {
    /// Where records lie.
    enum Shape {
        /// One object a line.
        case lines
        /// Elements of the list at a path, or of the first list found.
        case list(path: [String])
    }

    private(set) var index: Int
    private var line = 1
    private var counted = 0
    private let shape: Shape
    private var hasEntered = false

    init(_ bytes: Span<UInt8>, _ shape: Shape) {
        index = Encoding.lengthOfMark(bytes)
        counted = index
        self.shape = shape
    }

    /// Place and bytes of the next record; an empty range for bytes that never close.
    mutating func next(_ bytes: Span<UInt8>) -> (place: SourcePlace, range: Range<Int>)? {
        if case .lines = shape { return nextLine(bytes) }
        if !hasEntered {
            hasEntered = true
            if case .list(let path) = shape { enter(bytes, path) }
        }
        while index < bytes.count, bytes[index] != UInt8(ascii: "{") { index += 1 }
        guard index < bytes.count else { return nil }
        let start = index
        let place = place(bytes, start)
        guard let end = JSONRecordSource.end(bytes, from: start) else {
            index = bytes.count
            return (place, start..<start)
        }
        index = end
        return (place, start..<end)
    }

    private mutating func nextLine(_ bytes: Span<UInt8>) -> (SourcePlace, Range<Int>)? {
        while index < bytes.count, bytes[index] <= 32 { index += 1 }
        guard index < bytes.count else { return nil }
        let start = index
        while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
        return (place(bytes, start), start..<index)
    }

    private mutating func place(_ bytes: Span<UInt8>, _ offset: Int) -> SourcePlace {
        while counted < offset {
            if bytes[counted] == 10 { line += 1 }
            counted += 1
        }
        return SourcePlace(line: line, byteOffset: offset)
    }

    /// Moves behind the bracket of the list that holds the records.
    private mutating func enter(_ bytes: Span<UInt8>, _ path: [String]) {
        let first = skipSpaces(bytes, index)
        guard first < bytes.count, bytes[first] == UInt8(ascii: "{") else { return }
        if let list = JSONRecordSource.list(bytes, in: first, path[...], depth: 0) {
            index = list + 1
        }
    }

    /// Where the list at a path, or the first list of objects, begins inside an object.
    private static func list(
        _ bytes: Span<UInt8>,
        in object: Int,
        _ path: ArraySlice<String>,
        depth: Int
    ) -> Int? {
        guard depth < 8 else { return nil }
        var index = object + 1
        while true {
            while index < bytes.count, bytes[index] <= 32 || bytes[index] == UInt8(ascii: ",") {
                index += 1
            }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\""),
                let nameEnd = textEnd(bytes, from: index)
            else { return nil }
            let name = text(bytes, index + 1..<nameEnd - 1)
            index = skip(bytes, nameEnd)
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
            index = skip(bytes, index + 1)
            guard index < bytes.count else { return nil }
            let isWanted = path.first.map { $0.lowercased() == name.lowercased() } ?? true
            if isWanted, bytes[index] == UInt8(ascii: "[") {
                let inner = skip(bytes, index + 1)
                if inner < bytes.count, bytes[inner] == UInt8(ascii: "{") { return index }
            }
            if isWanted, bytes[index] == UInt8(ascii: "{"),
                let found = list(bytes, in: index, path.dropFirst(), depth: depth + 1)
            {
                return found
            }
            guard let end = end(bytes, from: index) else { return nil }
            index = end
        }
    }

    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        var copy: [UInt8] = []
        for index in range.prefix(200) { copy.append(bytes[index]) }
        return String(decoding: copy, as: UTF8.self)
    }

    /// First byte after the value that begins at `start`; `nil` when it does not end before `limit`.
    static func end(_ bytes: Span<UInt8>, from start: Int, before limit: Int? = nil) -> Int? {
        var depth = 0
        var index = start
        let limit = min(limit ?? bytes.count, bytes.count)
        while index < limit {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                guard let end = textEnd(bytes, from: index) else { return nil }
                index = end
                if depth == 0 { return index }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return index }
                depth -= 1
                if depth == 0 { return index + 1 }
            case UInt8(ascii: ","): if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        return depth == 0 ? index : nil
    }

    /// First byte after the text whose quote stands at `start`.
    private static func textEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if bytes[index] == UInt8(ascii: "\"") { return index + 1 }
            index += 1
        }
        return nil
    }

    private static func skip(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] <= 32 { index += 1 }
        return index
    }

    private func skipSpaces(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        JSONRecordSource.skip(bytes, start)
    }
}
