import RoadModel

extension RawTables {
    /// Topics by name and instance, fields with their way through nested formats.
    static func ulog(
        _ bytes: RawSpan,
        _ name: String,
        keeping wanted: (String) -> Bool
    ) throws(IntakeError) -> [RawTable] {
        try ULogFile(reading: bytes, name: name, keeping: wanted).topics.map { topic in
            let leaves = topic.leaves
            return RawTable(
                name: "\(topic.name)_\(topic.multiID)",
                rowCount: topic.count,
                columnNames: leaves.map(\.path)
            ) { index in
                switch topic.column(leaves[index]) {
                case .signed(let values): .signed(values)
                case .unsigned(let values): .unsigned(values)
                case .single(let values): .single(values)
                case .double(let values): .double(values)
                }
            }
        }
    }

    /// Messages by name; a name that a later log declares anew stands twice.
    static func dataFlash(
        _ bytes: RawSpan,
        _ name: String,
        keeping wanted: (String) -> Bool
    ) throws(IntakeError) -> [RawTable] {
        let file = try DataFlashFile(reading: bytes, name: name, keeping: wanted)
        return file.tables.filter { $0.count > 0 }.map { table in
            RawTable(
                name: table.format.name,
                rowCount: table.count,
                columnNames: table.format.columns.map(\.name)
            ) { index in
                switch table.column(at: index) {
                case .signed(let values): .signed(values)
                case .unsigned(let values): .unsigned(values)
                case .single(let values): .single(values)
                case .double(let values): .double(values)
                case .scaled(let values, let units): .scaled(values, unitsPerOne: units)
                case .text(let values): .text(values)
                case .arrays(let values):
                    .text(values.map { $0.map(String.init).joined(separator: " ") })
                }
            }
        }
    }

    /// Messages by name with the ground station's time and the sender before their fields; arrays
    /// are one column an element.
    static func mavlink(
        _ bytes: RawSpan,
        _ name: String,
        keeping wanted: (String) -> Bool
    ) throws(IntakeError) -> [RawTable] {
        let file = try MAVLinkFile(reading: bytes, name: name, keeping: wanted)
        return file.tables.map { table in
            let fields = mavlinkColumns(table.message)
            return RawTable(
                name: table.message.name,
                rowCount: table.count,
                columnNames: mavlinkHead + fields.map(\.name)
            ) { index in
                switch index {
                case 0: return .signed(table.stamps)
                case 1: return .unsigned(table.systems.map(UInt64.init))
                case 2: return .unsigned(table.components.map(UInt64.init))
                case 3: return .unsigned(table.sequences.map(UInt64.init))
                default: break
                }
                let (field, element, _) = fields[index - mavlinkHead.count]
                switch table.column(field, element: element) {
                case .signed(let values): return .signed(values)
                case .unsigned(let values): return .unsigned(values)
                case .single(let values): return .single(values)
                case .double(let values): return .double(values)
                case .text(let values): return .text(values)
                }
            }
        }
    }

    private static let mavlinkHead = ["stamp_us", "system", "component", "sequence"]

    /// The columns of a message behind the head: arrays are one column an element.
    static func mavlinkColumns(
        _ message: MAVLinkMessage
    ) -> [(field: MAVLinkField, element: Int, name: String)] {
        message.fields.flatMap { field in
            let isList = field.elements > 0 && field.type != .char
            return (0..<(isList ? field.elements : 1)).map { element in
                (field, element, isList ? "\(field.name)[\(element)]" : field.name)
            }
        }
    }
}
