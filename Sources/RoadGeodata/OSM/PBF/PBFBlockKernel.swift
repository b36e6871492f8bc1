/// One inflated block of a PBF file: its strings and groups, decoded by hand.
///
/// Source: OpenStreetMap wiki, "PBF Format", messages PrimitiveBlock and PrimitiveGroup.
struct PBFBlock {
    /// Which passes find something in a block.
    struct Kinds: OptionSet {
        let rawValue: UInt8
        static let nodes = Kinds(rawValue: 1)
        static let ways = Kinds(rawValue: 2)
        static let relations = Kinds(rawValue: 4)
    }

    enum Purpose {
        case way, relation, point
    }

    // Sound: the pointers lead into the inflated block, which outlives the decoding of it; every
    // index is compared with `strings.count`.
    private(set) var strings: [UnsafeBufferPointer<UInt8>] = []
    private(set) var meanings: [PBFVocabulary.Meaning] = []
    var groups: [ProtobufCursor] = []
    var granularity: Int64 = 100
    var latitudeOffset: Int64 = 0
    var longitudeOffset: Int64 = 0
    /// Whether the block breaks the format.
    var isBroken = false
    private let vocabulary: PBFVocabulary
    var row: [Int32]
    private var languages: [Int32] = []

    /// Memory for blocks, to be used again and again.
    init(vocabulary: PBFVocabulary) {
        self.vocabulary = vocabulary
        let widest = max(
            OSMWayKey.allCases.count,
            OSMRelationKey.allCases.count,
            OSMPointKey.allCases.count
        )
        row = [Int32](repeating: -1, count: widest)
    }

    /// Opens a block: finds its strings and groups.
    ///
    /// - Parameters:
    ///   - content: The inflated block.
    ///   - needsStrings: Whether tags will be asked for.
    mutating func open(_ content: UnsafeBufferPointer<UInt8>, needsStrings: Bool) {
        strings.removeAll(keepingCapacity: true)
        meanings.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        (granularity, latitudeOffset, longitudeOffset, isBroken) = (100, 0, 0, false)
        var cursor = ProtobufCursor(content)
        while let field = cursor.field() {
            switch (field.number, field.wire) {
            case (1, 2):
                let table = cursor.message()
                if needsStrings { readStrings(table) }
            case (2, 2): groups.append(cursor.message())
            case (17, 0): granularity = Int64(truncatingIfNeeded: cursor.varint())
            case (19, 0): latitudeOffset = Int64(truncatingIfNeeded: cursor.varint())
            case (20, 0): longitudeOffset = Int64(truncatingIfNeeded: cursor.varint())
            default: cursor.skip(field.wire)
            }
        }
        if cursor.isBroken || granularity <= 0 || granularity > 1_000_000_000 { isBroken = true }
    }

    private mutating func readStrings(_ table: ProtobufCursor) {
        var cursor = table
        while let field = cursor.field() {
            guard field.number == 1, field.wire == 2 else {
                cursor.skip(field.wire)
                continue
            }
            let text = cursor.message().buffer
            strings.append(text)
            meanings.append(vocabulary.meaning(of: text))
        }
        if cursor.isBroken { isBroken = true }
    }

    /// What the first field of each group says it holds.
    var kinds: Kinds {
        var kinds: Kinds = []
        for group in groups {
            var cursor = group
            guard let field = cursor.field() else { continue }
            switch field.number {
            case 1, 2: kinds.insert(.nodes)
            case 3: kinds.insert(.ways)
            case 4: kinds.insert(.relations)
            default: break
            }
        }
        return kinds
    }

    // MARK: Ways and relations

    /// Adds the roads of the block to a batch.
    mutating func readWays(into batch: inout OSMWayBatch) {
        for group in groups {
            var cursor = group
            while let field = cursor.field() {
                guard field.number == 3, field.wire == 2 else {
                    cursor.skip(field.wire)
                    continue
                }
                readWay(cursor.message(), &batch)
            }
            if cursor.isBroken { isBroken = true }
        }
    }

    private mutating func readWay(_ message: ProtobufCursor, _ batch: inout OSMWayBatch) {
        var cursor = message
        var id: Int64 = 0
        var (keys, values, refs) = (
            ProtobufCursor.empty, ProtobufCursor.empty, ProtobufCursor.empty
        )
        var isVisible = true
        while let field = cursor.field() {
            switch (field.number, field.wire) {
            case (1, 0): id = Int64(bitPattern: cursor.varint())
            case (2, 2): keys = cursor.message()
            case (3, 2): values = cursor.message()
            case (4, 2): isVisible = Self.isVisible(cursor.message())
            case (8, 2): refs = cursor.message()
            default: cursor.skip(field.wire)
            }
        }
        guard !cursor.isBroken else {
            isBroken = true
            return
        }
        guard isVisible, hasHighway(keys), readTags(keys, values, .way) else { return }
        let highway = row[OSMWayKey.highway.rawValue]
        guard highway >= 0 else { return }
        guard meanings[Int(highway)].isRoad else {
            batch.otherHighways += 1
            return
        }
        var node: Int64 = 0
        while !refs.isAtEnd {
            node &+= refs.zigzag()
            batch.refs.append(node)
        }
        if refs.isBroken { isBroken = true }
        writeRow(OSMWayKey.allCases.count, listed: OSMWayKey.languageNames.rawValue, &batch.scratch)
        batch.endWay(id: id)
    }

    /// Adds turn restrictions and road routes to a batch.
    mutating func readRelations(into batch: inout OSMRelations) {
        for group in groups {
            var cursor = group
            while let field = cursor.field() {
                guard field.number == 4, field.wire == 2 else {
                    cursor.skip(field.wire)
                    continue
                }
                readRelation(cursor.message(), &batch)
            }
            if cursor.isBroken { isBroken = true }
        }
    }

    private mutating func readRelation(_ message: ProtobufCursor, _ batch: inout OSMRelations) {
        var cursor = message
        var id: Int64 = 0
        var (keys, values) = (ProtobufCursor.empty, ProtobufCursor.empty)
        var (roles, members, types) = (
            ProtobufCursor.empty, ProtobufCursor.empty, ProtobufCursor.empty
        )
        var isVisible = true
        while let field = cursor.field() {
            switch (field.number, field.wire) {
            case (1, 0): id = Int64(bitPattern: cursor.varint())
            case (2, 2): keys = cursor.message()
            case (3, 2): values = cursor.message()
            case (4, 2): isVisible = Self.isVisible(cursor.message())
            case (8, 2): roles = cursor.message()
            case (9, 2): members = cursor.message()
            case (10, 2): types = cursor.message()
            default: cursor.skip(field.wire)
            }
        }
        guard !cursor.isBroken else {
            isBroken = true
            return
        }
        guard isVisible, readTags(keys, values, .relation) else { return }
        let type = text(row[OSMRelationKey.type.rawValue])
        let route = text(row[OSMRelationKey.route.rawValue])
        guard OSMRelations.isOfUse(type: type, route: route) else { return }
        var member: Int64 = 0
        while !members.isAtEnd, !types.isAtEnd {
            member &+= members.zigzag()
            let role = Int(truncatingIfNeeded: roles.isAtEnd ? 0 : roles.varint())
            if !meanings.indices.contains(role) { isBroken = true }
            batch.members.append(
                OSMMember(
                    type: types.varint(),
                    role: meanings.indices.contains(role) ? meanings[role].role : 0,
                    reference: member
                )
            )
        }
        if members.isBroken || types.isBroken || roles.isBroken { isBroken = true }
        writeRow(OSMRelationKey.allCases.count, listed: -1, &batch.tags)
        batch.end(id: id)
    }

    private func text(_ string: Int32) -> String {
        string < 0 ? "" : String(decoding: strings[Int(string)], as: UTF8.self)
    }

    static func isVisible(_ info: ProtobufCursor) -> Bool {
        var cursor = info
        while let field = cursor.field() {
            if field.number == 6, field.wire == 0 { return cursor.varint() != 0 }
            cursor.skip(field.wire)
        }
        return true
    }

    // MARK: Tags

    /// Whether a way, which most of a full map are not, is tagged as a road.
    @inline(__always)
    private mutating func hasHighway(_ keys: ProtobufCursor) -> Bool {
        var keys = keys
        while !keys.isAtEnd {
            let key = keys.varint()
            guard key < UInt64(meanings.count) else {
                // A key without a string may have been the one that makes the way a road.
                isBroken = true
                return false
            }
            if meanings[Int(key)].wayKey == UInt8(OSMWayKey.highway.rawValue) { return true }
        }
        return false
    }

    /// Fills `row` with the strings of an object's values; false when no key is of use.
    mutating func readTags(
        _ keys: ProtobufCursor,
        _ values: ProtobufCursor,
        _ purpose: Purpose
    ) -> Bool {
        var (keys, values) = (keys, values)
        for i in row.indices { row[i] = -1 }
        languages.removeAll(keepingCapacity: true)
        var hasAny = false
        while !keys.isAtEnd, !values.isAtEnd {
            let (key, value) = (keys.varint(), values.varint())
            hasAny = keep(key, value, purpose) || hasAny
        }
        if keys.isBroken || values.isBroken { isBroken = true }
        return hasAny
    }

    @inline(__always)
    mutating func keep(
        _ key: UInt64,
        _ value: UInt64,
        _ purpose: Purpose
    ) -> Bool {
        guard key < UInt64(meanings.count), value < UInt64(strings.count) else {
            isBroken = true
            return false
        }
        let meaning = meanings[Int(key)]
        let column: UInt8
        switch purpose {
        case .way: column = meaning.wayKey
        case .relation: column = meaning.relationKey
        case .point: column = meaning.pointKey
        }
        guard column != 255 else { return false }
        if purpose == .way, column == UInt8(OSMWayKey.languageNames.rawValue) {
            languages.append(Int32(value))
        } else {
            row[Int(column)] = Int32(value)
        }
        return true
    }

    /// Writes `row` as a row of a table; the column `listed` gets all names in other languages.
    func writeRow(_ columns: Int, listed: Int, _ table: inout OSMTagTable) {
        for column in 0..<columns {
            if column == listed {
                for language in languages {
                    table.add(strings[Int(language)])
                    table.add(0x3B)
                }
            } else if row[column] >= 0 {
                table.add(strings[Int(row[column])])
            }
            table.endCell()
        }
    }
}
