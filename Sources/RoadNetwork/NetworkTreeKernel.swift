import RoadGeometry

/// Searches of the spatial index over the runs of a network.
enum NetworkTree {
    /// Finds every run whose box comes within a radius of a point and leaves it in
    /// `scratch.items`, ascending.
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
        guard radiusMetres >= 0, levels.count > 0 else { return }
        // Sound: the levels are checked whenever an image is opened, and the boxes are four times
        // as many as the last of them.
        let boxes = columns.treeBoxes.stored.firstRow
        // In steps of the boxes, so that nothing is scaled in the loop.
        let scale = 1 / columns.treeBoxes.unit
        let east = (x - columns.treeBoxes.originX) * scale
        let north = (y - columns.treeBoxes.originY) * scale
        let radius = radiusMetres * scale
        let limit = radius * radius
        @inline(__always)
        func isNear(_ node: Int) -> Bool {
            let row = 4 * node
            let dx = max(0, max(Double(boxes[row]) - east, east - Double(boxes[row + 2])))
            guard dx <= radius else { return false }
            let dy = max(0, max(Double(boxes[row + 1]) - north, north - Double(boxes[row + 3])))
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
            // The first child on top of the stack: runs then come out ascending.
            var child = min(first + PackedRTree.fanOut, own)
            while child > first {
                child -= 1
                if isNear(child) { scratch.stack.append((UInt32(child), level - 1)) }
            }
        }
    }
}
