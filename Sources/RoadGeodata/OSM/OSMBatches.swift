import RoadModel

/// Roads as columns, their tags already judged; `refs` are ids of nodes.
struct OSMWayBatch: Sendable {
    /// Ids.
    private(set) var ids: [Int64] = []
    /// First ref of each road; one more entry than roads.
    private(set) var start: [UInt32] = [0]
    /// Node ids of all roads, in the order of the source.
    var refs: [Int64] = []
    /// Whether traffic runs against the refs only.
    private(set) var isAgainst: [Bool] = []
    /// Ranks.
    private(set) var roadClass: [RoadClass] = []
    /// Facts.
    private(set) var flags: [SegmentFlags] = []
    /// Speed limits along the vertices as they are handed over, in km/h; 0 unknown.
    private(set) var limitKmh: [UInt8] = []
    /// Speed limits against them.
    private(set) var limitAgainstKmh: [UInt8] = []
    /// Levels.
    private(set) var level: [Int8] = []
    /// Lanes; 0 unknown.
    private(set) var lanes: [UInt8] = []
    /// Main names.
    private(set) var name = TextColumn()
    /// Other names, separated by `;`.
    private(set) var otherNames = TextColumn()
    /// Indices, separated by `;`.
    private(set) var ref = TextColumn()
    /// Ways with another `highway`.
    var otherHighways = 0
    /// What was left out, by code.
    private(set) var notes: [String: Int] = [:]
    /// One row for the tags of the road that is being read.
    var scratch = OSMTagTable(keys: OSMWayKey.allCases.count)
    private let rules: SpeedLimitRules

    /// No roads.
    init(rules: SpeedLimitRules) { self.rules = rules }

    /// The number of roads.
    var count: Int { ids.count }

    /// Ends a road whose refs have been appended and whose tags stand in `scratch`.
    mutating func endWay(id: Int64) {
        defer { scratch.removeAll() }
        let first = Int(start[start.count - 1])
        guard scratch.value(OSMWayKey.area.rawValue, row: 0) != "yes" else {
            notes["way.area", default: 0] += 1
            refs.removeSubrange(first...)
            return
        }
        let reader = OSMWayReader(scratch, row: 0, way: id, rules: rules)
        if let code = reader.note { notes[code, default: 0] += 1 }
        let way = reader.attributes
        ids.append(id)
        start.append(UInt32(clamping: refs.count))
        isAgainst.append(reader.direction == .against)
        roadClass.append(way.roadClass)
        flags.append(way.flags)
        limitKmh.append(way.limitKmh)
        limitAgainstKmh.append(way.limitAgainstKmh)
        level.append(way.level)
        lanes.append(way.lanes)
        name.append(way.name)
        otherNames.append(way.otherNames)
        ref.append(way.ref)
    }

    /// Adds the roads of another batch behind these.
    mutating func append(_ other: OSMWayBatch) {
        let base = UInt32(clamping: refs.count)
        ids += other.ids
        for end in other.start.dropFirst() { start.append(base &+ end) }
        refs += other.refs
        isAgainst += other.isAgainst
        roadClass += other.roadClass
        flags += other.flags
        limitKmh += other.limitKmh
        limitAgainstKmh += other.limitAgainstKmh
        level += other.level
        lanes += other.lanes
        name.append(contentsOf: other.name)
        otherNames.append(contentsOf: other.otherNames)
        ref.append(contentsOf: other.ref)
        otherHighways += other.otherHighways
        notes.merge(other.notes, uniquingKeysWith: +)
    }

    /// The attributes of a road.
    func attributes(_ row: Int) -> WayAttributes {
        WayAttributes(
            wayID: ids[row],
            roadClass: roadClass[row],
            flags: flags[row],
            limitKmh: limitKmh[row],
            limitAgainstKmh: limitAgainstKmh[row],
            level: level[row],
            lanes: lanes[row],
            name: name[row],
            otherNames: otherNames[row],
            ref: ref[row]
        )
    }
}

/// Turn restrictions and road routes: members and tags.
struct OSMRelations: Sendable {
    /// Ids.
    private(set) var ids: [Int64] = []
    /// First member of each relation; one more entry than relations.
    private(set) var start: [UInt32] = [0]
    /// Members of all relations.
    var members: [OSMMember] = []
    /// Tags, columns of `OSMRelationKey`.
    var tags = OSMTagTable(keys: OSMRelationKey.allCases.count)

    /// The number of relations.
    var count: Int { ids.count }

    /// Whether a relation of these tags is read at all.
    static func isOfUse(type: String, route: String) -> Bool {
        type == "route" ? route == "road" : type == "restriction" || type.hasPrefix("restriction:")
    }

    /// The members of a relation, in order.
    func members(of relation: Int) -> [OSMMember] {
        Array(members[Int(start[relation])..<Int(start[relation + 1])])
    }

    /// The value of a relation's tag; empty when it is absent.
    func tag(_ key: OSMRelationKey, _ relation: Int) -> String {
        tags.value(key.rawValue, row: relation)
    }

    /// Whether a relation is a turn restriction; the others are routes.
    func isRestriction(_ relation: Int) -> Bool { tag(.type, relation) != "route" }

    /// Ends a relation whose members and tags have been appended.
    mutating func end(id: Int64) {
        ids.append(id)
        start.append(UInt32(clamping: members.count))
    }

    /// Adds the relations of another batch behind these.
    mutating func append(_ other: OSMRelations) {
        let base = UInt32(clamping: members.count)
        ids += other.ids
        for end in other.start.dropFirst() { start.append(base &+ end) }
        members += other.members
        tags.append(other.tags)
    }
}

/// Nodes that matter by themselves: kilometre posts, cameras, level crossings.
struct OSMPoints: Sendable {
    /// Ids.
    private(set) var ids: [Int64] = []
    /// Longitude in 1e-7 degrees, or `OSMExtract.missing` or `impossible`.
    private(set) var x: [Int32] = []
    /// Latitude, likewise.
    private(set) var y: [Int32] = []
    /// Tags, columns of `OSMPointKey`.
    var tags = OSMTagTable(keys: OSMPointKey.allCases.count)

    /// The number of points.
    var count: Int { ids.count }

    /// The value of a point's tag; empty when it is absent.
    func tag(_ key: OSMPointKey, _ point: Int) -> String { tags.value(key.rawValue, row: point) }

    /// Ends a point whose tags have been appended.
    mutating func end(id: Int64, x: Int32, y: Int32) {
        ids.append(id)
        self.x.append(x)
        self.y.append(y)
    }

    /// Adds the points of another batch behind these.
    mutating func append(_ other: OSMPoints) {
        ids += other.ids
        x += other.x
        y += other.y
        tags.append(other.tags)
    }
}

/// The nodes of one block that roads use, and its points.
struct OSMNodeBatch: Sendable {
    /// Rows of the table of wanted nodes.
    private(set) var rows: [UInt32] = []
    /// Longitude in 1e-7 degrees.
    private(set) var x: [Int32] = []
    /// Latitude in 1e-7 degrees.
    private(set) var y: [Int32] = []
    /// Points.
    var points = OSMPoints()
    /// Whether the block holds ways or relations as well.
    var hasOtherObjects = false
    private var cursor = 0

    /// Nothing.
    init() {}

    /// Whether roads use a node; remembers where it stands for `take`.
    @inline(__always)
    mutating func isWanted(_ id: Int64, _ wanted: UnsafeBufferPointer<Int64>) -> Bool {
        guard !wanted.isEmpty else { return false }
        cursor = SortedSearch.row(of: id, in: wanted, from: cursor)
        return wanted[cursor] == id
    }

    /// Keeps the place of a node if roads use it.
    mutating func take(
        _ id: Int64,
        _ x: Int32,
        _ y: Int32,
        _ wanted: UnsafeBufferPointer<Int64>
    ) {
        guard isWanted(id, wanted) else { return }
        rows.append(UInt32(truncatingIfNeeded: cursor))
        self.x.append(x)
        self.y.append(y)
    }
}
