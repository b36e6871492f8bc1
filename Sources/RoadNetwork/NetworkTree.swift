import RoadGeometry

/// Searches of the spatial index over the runs of a network.
enum NetworkTree {
    /// Finds every run whose box comes within a radius of a point and leaves it in
    /// `scratch.items`, in an order that depends on the tree only.
    static func search(
        _ columns: NetworkColumns,
        x: Double,
        y: Double,
        radiusMetres: Double,
        scratch: inout RTreeScratch
    ) {
        scratch.items.removeAll(keepingCapacity: true)
        scratch.stack.removeAll(keepingCapacity: true)
        let levels = columns.treeLevels
        let boxes = columns.treeBoxes
        guard radiusMetres >= 0, levels.count > 0 else { return }
        let limit = radiusMetres * radiusMetres
        func isNear(_ node: Int) -> Bool {
            let dx = max(0, max(boxes[4 * node] - x, x - boxes[4 * node + 2]))
            let dy = max(0, max(boxes[4 * node + 1] - y, y - boxes[4 * node + 3]))
            return dx * dx + dy * dy <= limit
        }
        let root = Int(levels[levels.count - 1]) - 1
        guard isNear(root) else { return }
        scratch.stack.append((UInt32(root), UInt32(levels.count - 1)))
        while let (position, level) = scratch.stack.popLast() {
            guard level > 0 else {
                scratch.items.append(position)
                continue
            }
            let start = level == 1 ? 0 : Int(levels[Int(level) - 2])
            let own = Int(levels[Int(level) - 1])
            let first = start + (Int(position) - own) * PackedRTree.fanOut
            for child in first..<min(first + PackedRTree.fanOut, own) where isNear(child) {
                scratch.stack.append((UInt32(child), level - 1))
            }
        }
    }
}
