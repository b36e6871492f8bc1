import RoadModel

/// The first records of a file as names and texts, whatever its format.
struct ProfileSample {
    var format: RecordProfile.Format
    var encoding: TextEncoding = .utf8
    var separator: UInt8?
    var skippedLines = 0
    var record: String?
    var header: [String] = []
    /// Rows of texts as wide as the header; empty where a record lacks a name.
    var rows: [[String]] = []

    private static let rowLimit = 400

    init(_ bytes: Span<UInt8>, format: RecordProfile.Format) {
        self.format = format
        switch format {
        case .table, .sheet: readTable(bytes)
        case .json, .jsonLines:
            var source = JSONRecordSource(bytes, format == .json ? .list(path: []) : .lines)
            var trees: [RecordTree] = []
            while trees.count < Self.rowLimit, let (_, range) = source.next(bytes) {
                guard let value = JSONParser.value(bytes, in: range) else { continue }
                var tree = RecordTree()
                tree.add(value)
                trees.append(tree)
            }
            take(trees)
        case .xml, .isapi:
            let name =
                format == .isapi
                ? "EventNotificationAlert"
                : XMLRecordSource.likelyRecord(bytes, PassageColumn.specs + VendorNames.specs)
            record = name
            var source = XMLRecordSource(bytes, record: name ?? "record")
            var trees: [RecordTree] = []
            while trees.count < Self.rowLimit, let (_, step) = source.next(bytes) {
                if case .tree(let tree) = step { trees.append(tree) }
            }
            take(trees)
        case .dahua: break
        }
    }

    private mutating func take(_ trees: [RecordTree]) {
        header = Set(trees.flatMap(\.names)).sorted()
        rows = trees.map { tree in header.map { tree.values[$0] ?? "" } }
    }

    private mutating func readTable(_ bytes: Span<UInt8>) {
        encoding = TextEncoding.marked(bytes)?.encoding ?? Self.likelyEncoding(bytes)
        var best = (hits: -1, skipped: 0)
        for skipped in 0..<12 {
            let lines = records(bytes, skipping: skipped, limit: 1)
            guard let names = lines.first, names.count > 1 else { continue }
            let hits = VendorNames.match(names).count { $0 != nil }
            if hits > best.hits { best = (hits, skipped) }
        }
        skippedLines = max(0, best.skipped)
        let lines = records(bytes, skipping: skippedLines, limit: Self.rowLimit)
        header = lines.first ?? []
        rows = lines.dropFirst().filter { $0.count == header.count }
    }

    private mutating func records(
        _ bytes: Span<UInt8>,
        skipping lines: Int,
        limit: Int
    ) -> [[String]] {
        let mark = TextTableSource.separator(bytes, encoding: encoding, skippedLines: lines)
        separator = mark
        var source = TextTableSource(
            bytes,
            encoding: encoding,
            separator: mark,
            skippedLines: lines
        )
        var text: [UInt8] = []
        var fields = FieldRanges()
        var found: [[String]] = []
        while found.count < limit, source.next(bytes, into: &text, &fields) {
            found.append((0..<fields.count).map { trimmed(fields.text($0, in: text.span)) })
        }
        return found
    }

    /// UTF-8 when the first MiB is, else the Cyrillic encoding in which frequent letters are most
    /// frequent.
    static func likelyEncoding(_ bytes: Span<UInt8>) -> TextEncoding {
        let limit = min(bytes.count, 1 << 20)
        var zeros = (even: 0, odd: 0)
        for index in 0..<min(limit, 4096) where bytes[index] == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        if zeros.odd > 64 || zeros.even > 64 {
            return zeros.odd > zeros.even ? .utf16LittleEndian : .utf16BigEndian
        }
        // The last letter may be cut by the limit.
        let invalid = Encoding.firstInvalidByte(bytes, in: 0..<limit)
        if invalid == nil || (limit < bytes.count && (invalid ?? 0) > limit - 4) { return .utf8 }
        // Letters that make up two thirds of Russian text, and those of Kazakh alone.
        let frequent = Set(
            "оеаинтсрвлкмдпу".unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }
        )
        let kazakh = Set(
            "қғңүұһөәіҚҒҢҮҰҺӨӘІ".unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }
        )
        var best = (encoding: TextEncoding.windows1251, score: Int.min)
        for encoding in [TextEncoding.windows1251, .kz1048, .cp866, .koi8r] {
            let table = encoding.upperHalf
            var score = 0
            for index in 0..<min(limit, 1 << 16) where bytes[index] >= 0x80 {
                let letter = table[Int(bytes[index]) - 0x80]
                if frequent.contains(letter) { score += 2 }
                if kazakh.contains(letter) { score += 2 }
                if letter < 0x0400 || letter > 0x04FF { score -= 2 }
                // Serbian and Macedonian letters mean a wrong guess here.
                if (0x0402...0x040F).contains(letter) || (0x0452...0x045F).contains(letter),
                    !kazakh.contains(letter)
                {
                    score -= 3
                }
            }
            if score > best.score { best = (encoding, score) }
        }
        return best.encoding
    }
}
