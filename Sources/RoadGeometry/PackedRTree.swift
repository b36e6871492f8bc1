/// A static R-tree over boxes, packed along a Hilbert curve into three flat arrays.
///
/// The arrays may live in memory or in a mapped image; searches take them as spans:
///
/// | Array | Content |
/// |---|---|
/// | `boxes` | `minX, minY, maxX, maxY` of every node, four numbers each: the items in curve order, then their parents, and so on up to the root |
/// | `items` | the caller's number of each item, in curve order |
/// | `levelEnds` | the number of nodes up to and including each level, items first |
///
/// A parent covers `fanOut` consecutive nodes of the level below. Equal boxes keep the caller's
/// order, so the same input gives the same bytes.
/// Source: I. Kamel, C. Faloutsos, "On packing R-trees", CIKM 1993.
package struct PackedRTree: Sendable, Equatable {
    /// Children of a full node.
    package static let fanOut = 16

    /// Four numbers per node, in metres.
    package private(set) var boxes: [Double] = []
    /// The caller's number of each item.
    package private(set) var items: [UInt32] = []
    /// Nodes up to the end of each level; empty for an empty tree.
    package private(set) var levelEnds: [UInt32] = []

    /// Packs boxes; item `i` is `boxes[i]`.
    ///
    /// - Precondition: fewer than 2^31 boxes; every edge is finite.
    package init(_ source: [PlanarBox]) {
        guard !source.isEmpty else { return }
        var all = PlanarBox.empty
        for box in source { all.extend(box) }
        let places = source.map {
            HilbertCurve.index(x: ($0.minX + $0.maxX) / 2, y: ($0.minY + $0.maxY) / 2, in: all)
        }
        let order = source.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        items = order.map { UInt32($0) }
        for i in order { append(source[i]) }
        levelEnds = [UInt32(source.count)]
        var start = 0
        var end = source.count
        while end - start > 1 {
            var child = start
            while child < end {
                var parent = PlanarBox.empty
                for i in child..<min(child + Self.fanOut, end) { parent.extend(box(i)) }
                append(parent)
                child += Self.fanOut
            }
            (start, end) = (end, boxes.count / 4)
            levelEnds.append(UInt32(end))
        }
    }

    /// Finds every item whose box comes within a radius of a point, edges included.
    package func search(
        x: Double,
        y: Double,
        radiusMetres: Double,
        scratch: inout RTreeScratch
    ) {
        Self.search(
            boxes: boxes.span,
            items: items.span,
            levelEnds: levelEnds.span,
            x: x,
            y: y,
            radiusMetres: radiusMetres,
            scratch: &scratch
        )
    }

    private mutating func append(_ box: PlanarBox) {
        boxes.append(contentsOf: [box.minX, box.minY, box.maxX, box.maxY])
    }

    private func box(_ i: Int) -> PlanarBox {
        PlanarBox(
            minX: boxes[4 * i],
            minY: boxes[4 * i + 1],
            maxX: boxes[4 * i + 2],
            maxY: boxes[4 * i + 3]
        )
    }
}
