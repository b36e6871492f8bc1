/// Memory that searches of a `PackedRTree` reuse, so that a search allocates nothing once warm.
package struct RTreeScratch: Sendable {
    /// The items found by the last search.
    package var items: [UInt32] = []
    /// Nodes still to visit: position and level.
    package var stack: [(position: UInt32, level: UInt32)] = []
    /// Nodes and items ordered by distance.
    var heap: [RTreeHeapEntry] = []

    /// Empty memory.
    package init() {
        items.reserveCapacity(128)
        stack.reserveCapacity(128)
    }
}

/// A node or an item of the tree waiting for its turn in a nearest-first search.
struct RTreeHeapEntry: Sendable {
    /// Square of the distance to the box.
    var distanceSquared: Double
    /// Place in the tree's boxes.
    var position: UInt32
    /// Level; 0 for items.
    var level: UInt32

    /// Whether this entry is served before another: nearer first, then by position.
    func precedes(_ other: RTreeHeapEntry) -> Bool {
        distanceSquared != other.distanceSquared
            ? distanceSquared < other.distanceSquared
            : (level, position) < (other.level, other.position)
    }
}

extension RTreeScratch {
    mutating func push(_ entry: RTreeHeapEntry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].precedes(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popNearest() -> RTreeHeapEntry? {
        guard let nearest = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return nearest }
        heap[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return nearest }
            if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
            guard heap[child].precedes(heap[parent]) else { return nearest }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
