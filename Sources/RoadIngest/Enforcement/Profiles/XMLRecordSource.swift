import RoadModel

/// A cursor over the elements of an XML file, or of a dump of several, that are records.
struct XMLRecordSource {
    private var scanner: XMLScanner
    private let record: [UInt8]
    private var line = 1
    private var counted = 0

    /// Elements nested deeper inside a record make it damaged.
    private static let deepest = 32

    init(_ bytes: Span<UInt8>, record: String) {
        scanner = XMLScanner(from: Encoding.lengthOfMark(bytes))
        self.record = Array(record.utf8)
    }

    /// The byte at which the next record begins or is looked for.
    var index: Int { scanner.index }

    /// The next record; `nil` at the end.
    mutating func next(_ bytes: Span<UInt8>) -> (place: SourcePlace, record: TreeRecord)? {
        while let token = scanner.next(bytes) {
            // Dumps of a stream hold several documents: a type ends none of them.
            if token.kind == .documentType { scanner.index = token.range.upperBound }
            guard token.kind == .start, isRecord(bytes, token.name) else { continue }
            return (place(bytes, token.range.lowerBound), read(bytes, token))
        }
        return nil
    }

    private mutating func read(_ bytes: Span<UInt8>, _ opening: XMLToken) -> TreeRecord {
        var tree = RecordTree()
        addAttributes(bytes, opening, [], &tree)
        guard !opening.isEmpty else { return .tree(tree) }
        var path: [String] = []
        var text: [UInt8] = []
        while true {
            let before = scanner.index
            guard let token = scanner.next(bytes) else {
                return .fault(
                    RowFault(
                        reason: .truncatedRecord,
                        expected: "</\(String(decoding: record, as: UTF8.self))>",
                        found: "the end of the file"
                    )
                )
            }
            switch token.kind {
            case .text:
                for index in token.name where text.count < 4096 { text.append(bytes[index]) }
            case .start:
                // A new record before the old one ends: the old one was cut off.
                if isRecord(bytes, token.name) {
                    scanner.index = before
                    return Self.cutOff(token.range.lowerBound)
                }
                guard path.count < Self.deepest else { return Self.malformed(bytes, token) }
                path.append(Self.text(bytes, token.name))
                addAttributes(bytes, token, path, &tree)
                text.removeAll(keepingCapacity: true)
                if token.isEmpty { path.removeLast() }
            case .end:
                if path.isEmpty {
                    guard isRecord(bytes, token.name) else { return Self.malformed(bytes, token) }
                    return .tree(tree)
                }
                guard Self.text(bytes, token.name) == path.last else {
                    return Self.malformed(bytes, token)
                }
                let value = XMLText.readable(text.span, 0..<text.count)
                if !value.isEmpty { tree.add(path, value) }
                text.removeAll(keepingCapacity: true)
                path.removeLast()
            case .malformed, .documentType: return Self.malformed(bytes, token)
            }
        }
    }

    private func addAttributes(
        _ bytes: Span<UInt8>,
        _ token: XMLToken,
        _ path: [String],
        _ tree: inout RecordTree
    ) {
        var attributes = XMLAttributes(of: token)
        while let (name, value) = attributes.next(bytes) {
            let text = XMLText.readable(bytes, value)
            if !text.isEmpty { tree.add(path + [Self.text(bytes, name)], text) }
        }
    }

    private func isRecord(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard name.count == record.count else { return false }
        for index in 0..<record.count where bytes[name.lowerBound + index] != record[index] {
            return false
        }
        return true
    }

    private mutating func place(_ bytes: Span<UInt8>, _ offset: Int) -> SourcePlace {
        while counted < offset {
            if bytes[counted] == 10 { line += 1 }
            counted += 1
        }
        return SourcePlace(line: line, byteOffset: offset)
    }

    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        var copy: [UInt8] = []
        for index in range.prefix(200) { copy.append(bytes[index]) }
        return String(decoding: copy, as: UTF8.self)
    }

    private static func cutOff(_ offset: Int) -> TreeRecord {
        .fault(
            RowFault(
                reason: .truncatedRecord,
                expected: "the record's end tag before the next record",
                found: "another record at byte \(offset)"
            )
        )
    }

    private static func malformed(_ bytes: Span<UInt8>, _ token: XMLToken) -> TreeRecord {
        .fault(
            RowFault(
                reason: .malformedRecord,
                expected: "XML with every tag closed",
                found: "byte \(token.range.lowerBound)"
            )
        )
    }

    /// The element whose children or attributes name the most columns, among the first MiB; else
    /// the first element inside the root.
    static func likelyRecord(_ bytes: Span<UInt8>, _ specs: [ColumnSpec]) -> String? {
        let names = Set(specs.flatMap { [$0.name] + $0.synonyms }.map(HeaderMatch.key))
        var scanner = XMLScanner(from: Encoding.lengthOfMark(bytes))
        var path: [String] = []
        var hits: [String: Int] = [:]
        var second: String?
        let limit = min(bytes.count, 1 << 20)
        while scanner.index < limit, let token = scanner.next(bytes) {
            switch token.kind {
            case .start:
                let name = text(bytes, token.name)
                if path.count == 1, second == nil { second = name }
                if let parent = path.last, names.contains(HeaderMatch.key(name)) {
                    hits[parent, default: 0] += 1
                }
                var attributes = XMLAttributes(of: token)
                while let (attribute, _) = attributes.next(bytes) {
                    if names.contains(HeaderMatch.key(text(bytes, attribute))) {
                        hits[name, default: 0] += 1
                    }
                }
                if !token.isEmpty, path.count < 64 { path.append(name) }
            case .end: if !path.isEmpty { path.removeLast() }
            case .documentType: scanner.index = token.range.upperBound
            case .text, .malformed: break
            }
        }
        return hits.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? second
    }
}
