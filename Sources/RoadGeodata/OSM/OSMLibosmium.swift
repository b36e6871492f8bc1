import COsmium
import RoadModel

/// Reads OpenStreetMap XML, packed or not, through libosmium.
enum OSMLibosmium {
    /// Reads a file in the two passes of `co_read`.
    ///
    /// - Parameters:
    ///   - path: The file; never taken for a URL.
    ///   - format: `osm`, `osm.gz` or `osm.bz2`.
    ///   - rules: General speed limits.
    /// - Returns: What the file says about roads.
    /// - Throws: `.io`, `.formatDamaged` with libosmium's words and the number of roads read so
    ///   far, `.formatVersion` for files of several states, `.insufficient` for too large ones.
    static func read(
        path: String,
        format: OSMFormat,
        rules: SpeedLimitRules
    ) throws(IntakeError) -> OSMExtract {
        var roads: OpaquePointer?
        var reason = [CChar](repeating: 0, count: 512)
        let status = read(path, format, &roads, &reason)
        guard status == CO_OK, let roads else {
            throw failure(status, path: path, reason: text(reason))
        }
        defer { co_free(roads) }
        return extract(co_look(roads), rules)
    }

    // Sound: the buffers of a view live until `co_free`, and every row that is read is below the
    // count that stands beside its column.
    private static func extract(_ view: co_view, _ rules: SpeedLimitRules) -> OSMExtract {
        var extract = OSMExtract(rules: rules)
        let nodes = UnsafeBufferPointer(start: view.node_id, count: view.node_count)
        let wayTags = table(view.way_tags, rows: view.way_count)
        for way in 0..<view.way_count {
            for vertex in Int(view.way_start[way])..<Int(view.way_start[way + 1]) {
                extract.ways.refs.append(nodes[Int(view.way_nodes[vertex])])
            }
            for key in 0..<wayTags.keys {
                let range = wayTags.range(key, row: way)
                wayTags.bytes.withUnsafeBufferPointer { bytes in
                    extract.ways.scratch.add(UnsafeBufferPointer(rebasing: bytes[range]))
                }
                extract.ways.scratch.endCell()
            }
            extract.ways.endWay(id: view.way_id[way])
        }
        extract.ways.otherHighways = Int(clamping: view.other_highways)
        extract.note("node.duplicate", Int(clamping: view.moved_nodes))
        extract.nodeIDs = Array(nodes)
        extract.nodeX = Array(UnsafeBufferPointer(start: view.node_x, count: view.node_count))
        extract.nodeY = Array(UnsafeBufferPointer(start: view.node_y, count: view.node_count))
        for relation in 0..<view.relation_count {
            for row in Int(view.relation_start[relation])..<Int(view.relation_start[relation + 1]) {
                let kind = UInt8(bitPattern: view.member_kind[row])
                extract.relations.members.append(
                    OSMMember(
                        type: kind == UInt8(ascii: "n") ? 0 : kind == UInt8(ascii: "w") ? 1 : 2,
                        role: UInt8(bitPattern: view.member_role[row]),
                        reference: view.member_ref[row]
                    )
                )
            }
            extract.relations.end(id: view.relation_id[relation])
        }
        extract.relations.tags = table(view.relation_tags, rows: view.relation_count)
        for point in 0..<view.post_count {
            extract.points.end(
                id: view.post_id[point],
                x: view.post_x[point],
                y: view.post_y[point]
            )
        }
        extract.points.tags = table(view.post_tags, rows: view.post_count)
        return extract
    }

    private static func table(_ tags: co_tags, rows: Int) -> OSMTagTable {
        let cells = rows * tags.keys
        let ends = Array(UnsafeBufferPointer(start: tags.ends, count: cells))
        let length = Int(ends.last ?? 0)
        let bytes = UnsafeRawBufferPointer(start: tags.bytes, count: length)
        return OSMTagTable(keys: tags.keys, bytes: Array(bytes), ends: ends)
    }

    private static func read(
        _ path: String,
        _ format: OSMFormat,
        _ roads: inout OpaquePointer?,
        _ reason: inout [CChar]
    ) -> co_status {
        let values = pointers(OSMRoadRules.drivable.map(\.value))
        let wayKeys = pointers(OSMWayKey.allCases.map(\.text))
        let relationKeys = pointers(OSMRelationKey.allCases.map(\.text))
        let postKeys = pointers(OSMPointKey.allCases.map(\.text))
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
