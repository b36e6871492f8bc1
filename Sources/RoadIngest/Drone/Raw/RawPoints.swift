import RoadModel

/// The points of a GPX file as they are written: every attribute and every element a text.
struct RawPoints {
    /// What the points are called; the order of the tables.
    private static let kinds = ["trkpt", "rtept", "wpt"]

    private var tables = [RawTextTable](repeating: RawTextTable(), count: RawPoints.kinds.count)
    /// The kind of the open point, and the elements open in it.
    private var kind: Int?
    private var path = RawElementPath()

    private init() {}

    /// The tables that have points.
    static func tables(_ bytes: Span<UInt8>) -> [RawTable] {
        var points = RawPoints()
        var scanner = XMLScanner(from: Encoding.lengthOfMark(bytes))
        while let token = scanner.next(bytes) { points.take(token, bytes) }
        return zip(kinds, points.tables).filter { $1.rows > 0 }.map { $1.table(called: $0) }
    }

    private mutating func take(_ token: XMLToken, _ bytes: Span<UInt8>) {
        switch token.kind {
        case .start:
            let name = XMLText.readable(bytes, token.name)
            if let found = Self.kinds.firstIndex(of: name) {
                tables[found].open()
                (kind, path) = (found, RawElementPath())
                setAttributes(token, bytes)
                if token.isEmpty { kind = nil }
            } else if kind != nil {
                path.open(name)
                if path.isNamed { setAttributes(token, bytes) }
                if token.isEmpty { path.close() }
            }
        case .end:
            guard kind != nil else { return }
            if path.isEmpty || Self.kinds.contains(XMLText.readable(bytes, token.name)) {
                kind = nil
            } else {
                path.close()
            }
        case .text:
            guard kind != nil, path.isNamed else { return }
            let text = XMLText.whole(bytes, token.range)
            if !text.isEmpty { set(path.text, text) }
        case .malformed, .documentType: return
        }
    }

    private mutating func setAttributes(_ token: XMLToken, _ bytes: Span<UInt8>) {
        var attributes = XMLAttributes(of: token)
        while let (name, value) = attributes.next(bytes) {
            set(path.attribute(XMLText.readable(bytes, name)), XMLText.whole(bytes, value))
        }
    }

    private mutating func set(_ name: String, _ value: String) {
        guard let kind else { return }
        tables[kind].set(name, value)
    }
}
