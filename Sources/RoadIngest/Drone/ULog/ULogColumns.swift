/// The columns of one topic by name, for readers that try several names of one quantity.
struct ULogColumns {
    /// The topic.
    let topic: ULogTopic
    private let leafByPath: [String: ULogLeaf]

    init(_ topic: ULogTopic) {
        self.topic = topic
        leafByPath = Dictionary(topic.leaves.map { ($0.path, $0) }) { first, _ in first }
    }

    /// The first of the named columns that exists.
    func column(_ paths: String...) -> ULogColumn? {
        paths.lazy.compactMap { leafByPath[$0] }.first.map(topic.column)
    }

    /// The column as numbers; `nan` in every row when there is none.
    func doubles(_ path: String) -> [Double] {
        column(path)?.doubles ?? [Double](repeating: .nan, count: topic.count)
    }

    /// The column `modern` in its own unit, else the column `old`, whose integers count `unit`s.
    func scaled(_ modern: String, _ old: String, perUnit unitsPerOne: Double) -> [Double] {
        if let column = column(modern) { return column.doubles }
        switch column(old) {
        // Dividing by a power of ten rounds once; multiplying by its inverse would round twice.
        case .signed(let values)?: return values.map { Double($0) / unitsPerOne }
        case .unsigned(let values)?: return values.map { Double($0) / unitsPerOne }
        case let column?: return column.doubles
        case nil: return [Double](repeating: .nan, count: topic.count)
        }
    }

    /// The column as small counts; 255 in every row when there is none, and for larger values.
    func counts(_ path: String) -> [UInt8] {
        guard let values = column(path)?.integers else {
            return [UInt8](repeating: 255, count: topic.count)
        }
        return values.map { UInt8(exactly: $0) ?? 255 }
    }
}
