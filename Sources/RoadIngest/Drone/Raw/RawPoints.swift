import RoadModel

/// The points of a GPX file as they are written: every attribute and every element a text.
struct RawPoints {
    /// One kind of point.
    private struct Table {
        var names: [String] = []
        var columns: [[String]] = []
        var rows = 0

        mutating func set(_ name: String, _ value: String) {
            let index = names.firstIndex(of: name) ?? names.count
            if index == names.count {
                names.append(name)
                columns.append([])
            }
            let missing = max(0, rows - 1 - columns[index].count)
            columns[index] += repeatElement("", count: missing)
            if columns[index].count < rows {
                columns[index].append(value)
            } else {
                // An element that stands twice, or text around a comment.
                columns[index][rows - 1] += " " + value
            }
        }
    }

    /// What the points are called; the order of the tables.
    private static let kinds = ["trkpt", "rtept", "wpt"]
    /// The deepest element inside a point that is looked at.
    private static let deepest = 8
    /// The most columns; further elements are left out.
    private static let mostColumns = 200

    private var tables = [Table](repeating: Table(), count: RawPoints.kinds.count)
    /// The kind of the open point, and the elements open in it.
    private var kind: Int?
    private var path: [String] = []

    private init() {}

    /// The tables that have points.
    static func tables(_ bytes: Span<UInt8>) -> [RawTable] {
        var points = RawPoints()
        var scanner = XMLScanner(from: Encoding.lengthOfMark(bytes))
        while let token = scanner.next(bytes) { points.take(token, bytes) }
        return zip(kinds, points.tables).filter { $1.rows > 0 }.map { name, table in
            let columns = table.columns.map { column in
                column + repeatElement("", count: table.rows - column.count)
            }
            return RawTable(name: name, rowCount: table.rows, columnNames: table.names) {
                .text(columns[$0])
            }
        }
    }

    private mutating func take(_ token: XMLToken, _ bytes: Span<UInt8>) {
        switch token.kind {
        case .start:
            let name = XMLText.readable(bytes, token.name)
            if let found = Self.kinds.firstIndex(of: name) {
                tables[found].rows += 1
                (kind, path) = (found, [])
                setAttributes(token, bytes)
                if token.isEmpty { kind = nil }
            } else if kind != nil, path.count < Self.deepest {
                path.append(name)
                setAttributes(token, bytes)
                if token.isEmpty { path.removeLast() }
            }
        case .end:
            guard kind != nil else { return }
            if path.isEmpty || Self.kinds.contains(XMLText.readable(bytes, token.name)) {
                kind = nil
            } else {
                path.removeLast()
            }
        case .text:
            guard kind != nil, !path.isEmpty else { return }
            let text = XMLText.readable(bytes, token.range)
            if !text.isEmpty { set(path.joined(separator: "."), text) }
        case .malformed, .documentType: return
        }
    }

    private mutating func setAttributes(_ token: XMLToken, _ bytes: Span<UInt8>) {
        var attributes = XMLAttributes(of: token)
        while let (name, value) = attributes.next(bytes) {
            let name = (path + [XMLText.readable(bytes, name)]).joined(separator: ".")
            set(name, XMLText.readable(bytes, value))
        }
    }

    private mutating func set(_ name: String, _ value: String) {
        guard let kind else { return }
        guard tables[kind].names.count < Self.mostColumns || tables[kind].names.contains(name)
        else {
            return
        }
        tables[kind].set(name, value)
    }
}
