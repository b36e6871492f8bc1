/// Which parts of a network hang together, the direction of travel left aside.
enum ComponentNumbering {
    /// The component of each piece: 0 for the longest, equally long ones in order of first piece.
    static func number(
        starts: [UInt32],
        ends: [UInt32],
        lengths: [Double],
        nodeCount: Int
    ) -> [UInt32] {
        var parent = Array(0..<nodeCount)
        func root(_ node: UInt32) -> Int {
            var i = Int(node)
            while parent[i] != i {
                parent[i] = parent[parent[i]]
                i = parent[i]
            }
            return i
        }
        for i in starts.indices {
            let (a, b) = (root(starts[i]), root(ends[i]))
            if a != b { parent[max(a, b)] = min(a, b) }
        }
        var total: [Int: Double] = [:]
        var order: [Int] = []
        for i in starts.indices {
            let component = root(starts[i])
            if total[component] == nil { order.append(component) }
            total[component, default: 0] += lengths[i]
        }
        let ranked = order.enumerated().sorted { a, b in
            let (first, second) = (total[a.element] ?? 0, total[b.element] ?? 0)
            return first != second ? first > second : a.offset < b.offset
        }
        var number: [Int: UInt32] = [:]
        for (rank, entry) in ranked.enumerated() { number[entry.element] = UInt32(rank) }
        return starts.map { number[root($0)] ?? 0 }
    }
}
