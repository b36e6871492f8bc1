/// States waiting for their turn, the nearest first; equal ones by number.
struct RouteHeap {
    private var entries: [(value: RouteCost, state: UInt32)] = []

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    mutating func push(_ value: RouteCost, _ state: UInt32) {
        entries.append((value, state))
        var child = entries.count - 1
        while child > 0 {
            let above = (child - 1) / 2
            guard entries[child] < entries[above] else { return }
            entries.swapAt(child, above)
            child = above
        }
    }

    mutating func pop() -> (value: RouteCost, state: UInt32)? {
        guard let nearest = entries.first else { return nil }
        let last = entries.removeLast()
        guard !entries.isEmpty else { return nearest }
        entries[0] = last
        var above = 0
        while true {
            var child = 2 * above + 1
            guard child < entries.count else { return nearest }
            if child + 1 < entries.count, entries[child + 1] < entries[child] { child += 1 }
            guard entries[child] < entries[above] else { return nearest }
            entries.swapAt(child, above)
            above = child
        }
    }
}
