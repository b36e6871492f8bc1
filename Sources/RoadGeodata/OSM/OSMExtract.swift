import COsmium
import RoadModel

/// The roads of an OpenStreetMap file as libosmium read them: owner of the flat buffers.
struct OSMExtract: ~Copyable {
    /// Coordinates that say why a node has no place, see `COsmium.h`.
    static let missing = Int32.max
    /// A node whose coordinates are off the globe.
    static let impossible = Int32.max - 1

    private let roads: OpaquePointer
    // Sound: the pointers inside live as long as `roads`, which only `deinit` releases; every row
    // that is read is below the count that stands beside its column.
    private let view: co_view

    /// Reads a file in the two passes of `co_read`.
    ///
    /// - Parameters:
    ///   - path: The file; never taken for a URL.
    ///   - format: `pbf`, `osm`, `osm.gz` or `osm.bz2`.
    /// - Throws: `.io`, `.formatDamaged` with libosmium's words and the number of roads read so
    ///   far, `.formatVersion` for files of several states, `.insufficient` for too large ones.
    init(path: String, format: OSMFormat) throws(IntakeError) {
        var roads: OpaquePointer?
        var reason = [CChar](repeating: 0, count: 512)
        let status = Self.read(path, format, &roads, &reason)
        guard status == CO_OK, let roads else {
            throw Self.failure(status, path: path, reason: Self.text(reason))
        }
        self.roads = roads
        view = co_look(roads)
    }

    deinit { co_free(roads) }

    // MARK: Ways

    /// Ways whose `highway` is on the list.
    var wayCount: Int { view.way_count }
    /// Ways with another `highway`.
    var otherHighways: Int { Int(clamping: view.other_highways) }
    /// Vertices of all ways.
    var vertexCount: Int { Int(view.way_start[view.way_count]) }
    /// The id of a way.
    func wayID(_ way: Int) -> Int64 { view.way_id[way] }
    /// A way's places among all vertices.
    func vertices(ofWay way: Int) -> Range<Int> {
        Int(view.way_start[way])..<Int(view.way_start[way + 1])
    }
    /// The node row of a vertex.
    func node(atVertex vertex: Int) -> Int { Int(view.way_nodes[vertex]) }
    /// The value of a way's tag; empty when it is absent.
    func tag(_ key: OSMWayKey, way: Int) -> String { Self.value(view.way_tags, way, key.rawValue) }
    /// Whether a way has the tag.
    func hasTag(_ key: OSMWayKey, way: Int) -> Bool {
        let cell = way * view.way_tags.keys + key.rawValue
        return view.way_tags.ends[cell] > (cell == 0 ? 0 : view.way_tags.ends[cell - 1])
    }

    // MARK: Nodes

    /// Nodes of those ways, ascending by id.
    var nodeCount: Int { view.node_count }
    /// The id of a node.
    func nodeID(_ node: Int) -> Int64 { view.node_id[node] }
    /// A node's longitude and latitude in 1e-7 degrees, or `missing` or `impossible`.
    func nodePlace(_ node: Int) -> (x: Int32, y: Int32) { (view.node_x[node], view.node_y[node]) }
    /// The row of a node id; `nil` when no road uses the node.
    func nodeRow(of id: Int64) -> Int? {
        var (low, high) = (0, view.node_count)
        while low < high {
            let middle = (low + high) / 2
            if view.node_id[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < view.node_count && view.node_id[low] == id ? low : nil
    }

    // MARK: Relations

    /// Turn restrictions of any kind.
    var relationCount: Int { view.relation_count }
    /// A relation's members, in order.
    func members(ofRelation relation: Int) -> [OSMMember] {
        (Int(view.relation_start[relation])..<Int(view.relation_start[relation + 1])).map { row in
            OSMMember(
                isWay: UInt8(bitPattern: view.member_kind[row]) == UInt8(ascii: "w"),
                isNode: UInt8(bitPattern: view.member_kind[row]) == UInt8(ascii: "n"),
                role: OSMMember.Role(rawValue: UInt8(bitPattern: view.member_role[row])) ?? .other,
                reference: view.member_ref[row]
            )
        }
    }
    /// The value of a relation's tag; empty when it is absent.
    func tag(_ key: OSMRestrictionKey, relation: Int) -> String {
        Self.value(view.relation_tags, relation, key.rawValue)
    }

    // MARK: Posts

    /// Nodes tagged as kilometre posts.
    var postCount: Int { view.post_count }
    /// The id of a post.
    func postID(_ post: Int) -> Int64 { view.post_id[post] }
    /// A post's longitude and latitude in 1e-7 degrees, or `missing` or `impossible`.
    func postPlace(_ post: Int) -> (x: Int32, y: Int32) { (view.post_x[post], view.post_y[post]) }
    /// The value of a post's tag; empty when it is absent.
    func tag(_ key: OSMPostKey, post: Int) -> String {
        Self.value(view.post_tags, post, key.rawValue)
    }

    // MARK: Reading

    private static func value(_ tags: co_tags, _ row: Int, _ key: Int) -> String {
        let cell = row * tags.keys + key
        let start = cell == 0 ? 0 : Int(tags.ends[cell - 1])
        let end = Int(tags.ends[cell])
        guard start < end, let bytes = tags.bytes else { return "" }
        return String(
            decoding: UnsafeRawBufferPointer(start: bytes + start, count: end - start),
            as: UTF8.self
        )
    }

    private static func read(
        _ path: String,
        _ format: OSMFormat,
        _ roads: inout OpaquePointer?,
        _ reason: inout [CChar]
    ) -> co_status {
        let values = pointers(OSMRoadRules.drivable.map(\.value))
        let wayKeys = pointers(OSMWayKey.allCases.map(\.text))
        let relationKeys = pointers(OSMRestrictionKey.allCases.map(\.text))
        let postKeys = pointers(OSMPostKey.allCases.map(\.text))
        return path.withCString { path in
            format.rawValue.withCString { format in
                values.withUnsafeBufferPointer { values in
                    wayKeys.withUnsafeBufferPointer { wayKeys in
                        relationKeys.withUnsafeBufferPointer { relationKeys in
                            postKeys.withUnsafeBufferPointer { postKeys in
                                var request = co_request(
                                    path: path,
                                    format: format,
                                    road_values: list(values),
                                    way_keys: list(wayKeys),
                                    relation_keys: list(relationKeys),
                                    post_keys: list(postKeys)
                                )
                                return co_read(&request, &roads, &reason, reason.count)
                            }
                        }
                    }
                }
            }
        }
    }

    // Sound: literals live as long as the process and end in zero.
    private static func pointers(_ texts: [StaticString]) -> [UnsafePointer<CChar>?] {
        texts.map { UnsafeRawPointer($0.utf8Start).assumingMemoryBound(to: CChar.self) }
    }

    private static func list(_ texts: UnsafeBufferPointer<UnsafePointer<CChar>?>) -> co_texts {
        co_texts(texts: texts.baseAddress, count: texts.count)
    }

    private static func text(_ characters: [CChar]) -> String {
        String(
            decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }

    private static func failure(
        _ status: co_status,
        path: String,
        reason: String
    ) -> IntakeError {
        switch status {
        case CO_CANNOT_OPEN:
            IntakeError(
                .io,
                subject: path,
                detail: "The file could not be read: \(reason).",
                remedy: "Check that the file exists and may be read."
            )
        case CO_UNSUPPORTED:
            IntakeError(
                .formatVersion,
                subject: path,
                detail: "The file cannot be used: \(reason).",
                remedy: "Convert it with osmium, for example `osmium time-filter` or `osmium cat`."
            )
        case CO_TOO_LARGE, CO_NO_MEMORY:
            IntakeError(
                .insufficient,
                subject: path,
                detail: "The file is too large: \(reason).",
                remedy: "Cut out the region you need, for example with `osmium extract`."
            )
        default:
            IntakeError(
                .formatDamaged,
                subject: path,
                detail: "The OpenStreetMap file is damaged: \(reason).",
                remedy: "Download or export the file again."
            )
        }
    }
}
