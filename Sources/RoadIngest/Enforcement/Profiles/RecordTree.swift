import RoadModel

/// One record of JSON or XML as values under their paths.
struct RecordTree {
    private(set) var values: [String: String] = [:]

    /// No event of a camera holds more; what lies beyond is not looked at.
    private static let mostValues = 4096
    /// The same values under the last name of their path; the shallowest counts.
    private var leaves: [String: (depth: Int, value: String)] = [:]

    /// Adds a value under a path such as `Data.TrafficCar.Lane`.
    mutating func add(_ path: [String], _ value: String) {
        guard let leaf = path.last, values.count < Self.mostValues else { return }
        let key = path.joined(separator: ".").lowercased()
        if values[key] == nil { values[key] = value }
        let name = HeaderMatch.key(leaf)
        if let known = leaves[name], known.depth <= path.count { return }
        leaves[name] = (path.count, value)
    }

    /// The value of a path or, where it has no dot, of the shallowest member of that name.
    subscript(source: String) -> String? {
        if let exact = values[source.lowercased()] { return exact }
        if source.contains(".") {
            let end = "." + source.lowercased()
            let below = values.filter { $0.key.hasSuffix(end) }
            return below.min { $0.key.utf8.count < $1.key.utf8.count }?.value
        }
        return leaves[HeaderMatch.key(source)]?.value
    }

    /// Names that occur, for messages.
    var names: [String] { values.keys.sorted() }

    /// Adds everything under a JSON value.
    mutating func add(_ json: JSONValue, under path: [String] = []) {
        switch json {
        case .null: break
        case .object(let members):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                add(member, under: path + [name])
            }
        case .list(let list):
            if let text = json.plainText, !text.isEmpty { add(path, text) }
            for (index, member) in list.prefix(32).enumerated() {
                if case .object = member { add(member, under: path + ["\(index)"]) }
                if case .number(let text) = member { add(path + ["\(index)"], text) }
            }
        case .flag, .number, .text: add(path, json.plainText ?? "")
        }
    }
}

/// What a source of records yields.
enum TreeRecord {
    /// A record.
    case tree(RecordTree)
    /// Bytes that should have been one.
    case fault(RowFault)
    /// Something that is no record, such as a sign of life.
    case passedOver(String)
}
