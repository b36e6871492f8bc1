extension PackedRTree {
    /// Finds every item whose box comes within a radius of a point and leaves it in
    /// `scratch.items`, in an order that depends on the tree only.
    ///
    /// - Precondition: the spans are the arrays of one tree.
    package static func search(
        boxes: Span<Double>,
        items: Span<UInt32>,
        levelEnds: Span<UInt32>,
        x: Double,
        y: Double,
        radiusMetres: Double,
        scratch: inout RTreeScratch
    ) {
        scratch.items.removeAll(keepingCapacity: true)
        guard radiusMetres >= 0 else { return }
        let limit = radiusMetres * radiusMetres
        walk(boxes, items, levelEnds, &scratch) { i in
            let dx = max(0, max(boxes[4 * i] - x, x - boxes[4 * i + 2]))
            let dy = max(0, max(boxes[4 * i + 1] - y, y - boxes[4 * i + 3]))
            return dx * dx + dy * dy <= limit
        }
    }

    /// Finds every item whose box shares a point with a rectangle and leaves it in
    /// `scratch.items`, in an order that depends on the tree only.
    ///
    /// - Precondition: the spans are the arrays of one tree.
    package static func search(
        boxes: Span<Double>,
        items: Span<UInt32>,
        levelEnds: Span<UInt32>,
        in area: PlanarBox,
        scratch: inout RTreeScratch
    ) {
        scratch.items.removeAll(keepingCapacity: true)
        walk(boxes, items, levelEnds, &scratch) { box(boxes, $0).intersects(area) }
    }

    /// Finds the `count` items whose boxes lie nearest to a point and leaves them in
    /// `scratch.items`, nearest first; equally near ones in the tree's order.
    ///
    /// - Precondition: the spans are the arrays of one tree.
    package static func nearest(
        _ count: Int,
        boxes: Span<Double>,
        items: Span<UInt32>,
        levelEnds: Span<UInt32>,
        x: Double,
        y: Double,
        withinMetres: Double = .infinity,
        scratch: inout RTreeScratch
    ) {
        scratch.items.removeAll(keepingCapacity: true)
        scratch.heap.removeAll(keepingCapacity: true)
        guard let root = root(levelEnds), count > 0, x.isFinite, y.isFinite else { return }
        let limit = withinMetres * withinMetres
        func offer(_ position: Int, _ level: Int, _ scratch: inout RTreeScratch) {
            let distance = box(boxes, position).distanceSquared(x: x, y: y)
            guard distance <= limit else { return }
            scratch.push(
                RTreeHeapEntry(
                    distanceSquared: distance,
                    position: UInt32(position),
                    level: UInt32(level)
                )
            )
        }
        offer(root.position, root.level, &scratch)
        while scratch.items.count < count, let next = scratch.popNearest() {
            if next.level == 0 {
                scratch.items.append(items[Int(next.position)])
            } else {
                for child in children(next.position, next.level, levelEnds) {
                    offer(child, Int(next.level) - 1, &scratch)
                }
            }
        }
    }

    @inline(__always)
    private static func walk(
        _ boxes: Span<Double>,
        _ items: Span<UInt32>,
        _ levelEnds: Span<UInt32>,
        _ scratch: inout RTreeScratch,
        _ isWanted: (Int) -> Bool
    ) {
        guard let root = root(levelEnds), isWanted(root.position) else { return }
        scratch.stack.removeAll(keepingCapacity: true)
        if root.level == 0 { return scratch.items.append(items[0]) }
        scratch.stack.append((UInt32(root.position), UInt32(root.level)))
        while let next = scratch.stack.popLast() {
            for child in children(next.position, next.level, levelEnds) where isWanted(child) {
                if next.level == 1 {
                    scratch.items.append(items[child])
                } else {
                    scratch.stack.append((UInt32(child), next.level - 1))
                }
            }
        }
    }

    private static func root(_ levelEnds: Span<UInt32>) -> (position: Int, level: Int)? {
        guard levelEnds.count > 0 else { return nil }
        return (Int(levelEnds[levelEnds.count - 1]) - 1, levelEnds.count - 1)
    }

    @inline(__always)
    private static func children(
        _ position: UInt32,
        _ level: UInt32,
        _ levelEnds: Span<UInt32>
    ) -> Range<Int> {
        let own = Int(levelEnds[Int(level) - 1])
        let below = level > 1 ? Int(levelEnds[Int(level) - 2]) : 0
        let first = below + (Int(position) - own) * fanOut
        return first..<min(first + fanOut, own)
    }

    private static func box(_ boxes: Span<Double>, _ i: Int) -> PlanarBox {
        PlanarBox(
            minX: boxes[4 * i],
            minY: boxes[4 * i + 1],
            maxX: boxes[4 * i + 2],
            maxY: boxes[4 * i + 3]
        )
    }
}
