import RoadGeometry

/// Packs boxes that already stand in the order of a Hilbert curve into an R-tree.
///
/// The arrays are laid out like those of `PackedRTree`, in whole steps of the network's grid.
/// Pieces stand in the curve's order, and so do their runs; no second sort is needed.
struct TreePacking {
    /// `minX, minY, maxX, maxY` of every node.
    private(set) var boxes: [Int32] = []
    /// Nodes up to the end of each level.
    private(set) var levelEnds: [UInt32] = []

    /// Starts a box.
    mutating func begin() {
        boxes += [Int32.max, Int32.max, Int32.min, Int32.min]
    }

    /// Starts a box that holds what an item of another tree holds.
    mutating func begin(as item: Int, of other: TreePacking) {
        boxes += other.boxes[4 * item..<4 * item + 4]
    }

    /// Extends the last box to hold a place.
    mutating func extend(_ x: Int32, _ y: Int32) {
        let last = boxes.count - 4
        boxes[last] = min(boxes[last], x)
        boxes[last + 1] = min(boxes[last + 1], y)
        boxes[last + 2] = max(boxes[last + 2], x)
        boxes[last + 3] = max(boxes[last + 3], y)
    }

    /// Adds the parents, level by level.
    mutating func pack() {
        guard !boxes.isEmpty else { return }
        var (start, end) = (0, boxes.count / 4)
        levelEnds = [UInt32(end)]
        while end - start > 1 {
            var child = start
            while child < end {
                begin()
                for node in child..<min(child + PackedRTree.fanOut, end) {
                    extend(boxes[4 * node], boxes[4 * node + 1])
                    extend(boxes[4 * node + 2], boxes[4 * node + 3])
                }
                child += PackedRTree.fanOut
            }
            (start, end) = (end, boxes.count / 4)
            levelEnds.append(UInt32(end))
        }
    }

    /// The boxes in steps that many times as coarse, rounded outwards.
    func coarseBoxes(_ steps: Int32) -> [UInt32] {
        boxes.indices.map { row in
            let edge = Int(boxes[row])
            let up = row & 2 == 0 ? 0 : Int(steps) - 1
            return UInt32(clamping: (edge + up) / Int(steps))
        }
    }
}
