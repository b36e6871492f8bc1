import RoadModel

/// Writes a map as PBF by the letter of the format, blobs unpacked.
///
/// For comparison with the XML of the same map; objects are given as in `MapText`.
struct PBFText {
    struct Node {
        var id: Int64
        var lat: Double
        var lon: Double
        var tags: [String: String] = [:]
    }

    struct Way {
        var id: Int64
        var nodes: [Int64]
        var tags: [String: String]
    }

    struct Relation {
        var id: Int64
        var members: [(kind: String, id: Int64, role: String)]
        var tags: [String: String]
    }

    var nodes: [Node] = []
    var ways: [Way] = []
    var relations: [Relation] = []
    /// Objects of a block.
    var perBlock = 3
    /// Whether nodes are written as single messages instead of dense lists.
    var hasPlainNodes = false
    /// Whether the header promises the usual order.
    var isSorted = true
    /// Field of the header's blob: 1 unpacked, 6 said to be LZ4.
    var headerField: UInt64 = 1
    /// Ways written before the nodes, against the usual order.
    var waysBeforeNodes = 0
    /// Whether the keys of ways lead outside the table of strings.
    var hasStrayKeys = false

    /// The bytes of the file.
    var bytes: [UInt8] {
        var header: [UInt8] = []
        Self.field(4, Array("OsmSchema-V0.6".utf8), &header)
        Self.field(4, Array("DenseNodes".utf8), &header)
        if isSorted { Self.field(5, Array("Sort.Type_then_ID".utf8), &header) }
        var file = Self.blob("OSMHeader", header, field: headerField)
        let early = Array(ways.prefix(waysBeforeNodes))
        for part in Self.chunks(early, perBlock) { file += block(of: part) }
        for part in Self.chunks(nodes, perBlock) {
            file += Self.block { strings in
                hasPlainNodes ? plain(part, &strings) : dense(part, &strings)
            }
        }
        let late = Array(ways.dropFirst(waysBeforeNodes))
        for part in Self.chunks(late, perBlock) { file += block(of: part) }
        for part in Self.chunks(relations, perBlock) {
            file += Self.block { strings in
                part.flatMap { relation in
                    var message: [UInt8] = []
                    Self.varint(1, UInt64(bitPattern: relation.id), &message)
                    Self.tags(relation.tags, &strings, &message)
                    let roles = relation.members.flatMap {
                        Self.number(UInt64(Self.string($0.role, &strings)))
                    }
                    Self.field(8, roles, &message)
                    Self.field(9, Self.deltas(relation.members.map(\.id)), &message)
                    let kinds = ["node", "way", "relation"]
                    Self.field(
                        10,
                        relation.members.map { UInt8(kinds.firstIndex(of: $0.kind) ?? 0) },
                        &message
                    )
                    return Self.wrapped(4, message)
                }
            }
        }
        return file
    }

    private func block(of part: [Way]) -> [UInt8] {
        Self.block { strings in
            part.flatMap { way in
                var message: [UInt8] = []
                Self.varint(1, UInt64(bitPattern: way.id), &message)
                Self.tags(way.tags, &strings, &message, hasStrayKeys: hasStrayKeys)
                Self.field(8, Self.deltas(way.nodes), &message)
                return Self.wrapped(3, message)
            }
        }
    }

    /// The same map as XML.
    var xml: MapText {
        var map = MapText()
        for node in nodes {
            map.node(node.id, node.tags, lat: "\(node.lat)", lon: "\(node.lon)")
        }
        for way in ways { map.way(way.id, way.nodes, way.tags) }
        for relation in relations {
            map.relation(
                relation.id,
                relation.members.map { "\($0.kind) \($0.id) \($0.role)" },
                relation.tags
            )
        }
        return map
    }

    private func dense(_ part: [Node], _ strings: inout [String]) -> [UInt8] {
        var message: [UInt8] = []
        Self.field(1, Self.deltas(part.map(\.id)), &message)
        Self.field(8, Self.deltas(part.map { Int64(($0.lat * 1e7).rounded()) }), &message)
        Self.field(9, Self.deltas(part.map { Int64(($0.lon * 1e7).rounded()) }), &message)
        var tags: [UInt8] = []
        for node in part {
            for tag in node.tags.sorted(by: { $0.key < $1.key }) {
                tags += Self.number(UInt64(Self.string(tag.key, &strings)))
                tags += Self.number(UInt64(Self.string(tag.value, &strings)))
            }
            tags.append(0)
        }
        if part.contains(where: { !$0.tags.isEmpty }) { Self.field(10, tags, &message) }
        return Self.wrapped(2, message)
    }

    private func plain(_ part: [Node], _ strings: inout [String]) -> [UInt8] {
        part.flatMap { node in
            var message: [UInt8] = []
            Self.varint(1, Self.zigzag(node.id), &message)
            Self.tags(node.tags, &strings, &message)
            Self.varint(8, Self.zigzag(Int64((node.lat * 1e7).rounded())), &message)
            Self.varint(9, Self.zigzag(Int64((node.lon * 1e7).rounded())), &message)
            return Self.wrapped(1, message)
        }
    }

    private static func block(_ group: (inout [String]) -> [UInt8]) -> [UInt8] {
        var strings = [""]
        let objects = group(&strings)
        var table: [UInt8] = []
        for text in strings { field(1, Array(text.utf8), &table) }
        return blob("OSMData", wrapped(1, table) + wrapped(2, objects))
    }

    private static func blob(_ kind: String, _ content: [UInt8], field number: UInt64 = 1)
        -> [UInt8]
    {
        var blob: [UInt8] = []
        field(number, content, &blob)
        var header: [UInt8] = []
        field(1, Array(kind.utf8), &header)
        varint(3, UInt64(blob.count), &header)
        let length = [0, 0, UInt8(header.count / 256), UInt8(header.count % 256)]
        return length + header + blob
    }

    private static func tags(
        _ tags: [String: String],
        _ strings: inout [String],
        _ message: inout [UInt8],
        hasStrayKeys: Bool = false
    ) {
        let sorted = tags.sorted { $0.key < $1.key }
        let stray = UInt64(hasStrayKeys ? 1000 : 0)
        field(2, sorted.flatMap { number(stray + UInt64(string($0.key, &strings))) }, &message)
        field(3, sorted.flatMap { number(UInt64(string($0.value, &strings))) }, &message)
    }

    private static func string(_ text: String, _ strings: inout [String]) -> Int {
        if let known = strings.dropFirst().firstIndex(of: text) { return known }
        strings.append(text)
        return strings.count - 1
    }

    private static func chunks<Element>(_ all: [Element], _ size: Int) -> [[Element]] {
        stride(from: 0, to: all.count, by: size).map { Array(all[$0..<min($0 + size, all.count)]) }
    }

    private static func deltas(_ values: [Int64]) -> [UInt8] {
        var last: Int64 = 0
        return values.flatMap { value -> [UInt8] in
            defer { last = value }
            return number(zigzag(value - last))
        }
    }

    private static func zigzag(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: (value << 1) ^ (value >> 63))
    }

    private static func number(_ value: UInt64) -> [UInt8] {
        var (rest, bytes) = (value, [UInt8]())
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    private static func varint(_ field: UInt64, _ value: UInt64, _ message: inout [UInt8]) {
        message += number(field << 3) + number(value)
    }

    private static func field(_ field: UInt64, _ content: [UInt8], _ message: inout [UInt8]) {
        message += number(field << 3 | 2) + number(UInt64(content.count)) + content
    }

    private static func wrapped(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
        var message: [UInt8] = []
        field(number, content, &message)
        return message
    }
}
