import RoadGeometry

extension TreePacking {
    /// The items whose boxes come within a square around a place, ascending.
    ///
    /// - Parameters:
    ///   - x: Easting of the middle in steps of the grid.
    ///   - y: Northing of it.
    ///   - radius: Half the square's side in steps.
    ///   - stack: Memory for nodes still to visit.
    ///   - found: The items; emptied first.
    func search(
        _ x: Int32,
        _ y: Int32,
        radius: Int,
        stack: inout [(node: Int, level: Int)],
        into found: inout [UInt32]
    ) {
        found.removeAll(keepingCapacity: true)
        stack.removeAll(keepingCapacity: true)
        guard !levelEnds.isEmpty else { return }
        let (west, east) = (Int(x) - radius, Int(x) + radius)
        let (south, north) = (Int(y) - radius, Int(y) + radius)
        // Sound: `pack` made four edges for each of the nodes that the levels count.
        boxes.withUnsafeBufferPointer { boxes in
            levelEnds.withUnsafeBufferPointer { ends in
                stack.append((Int(ends[ends.count - 1]) - 1, ends.count - 1))
                while let (node, level) = stack.popLast() {
                    let row = 4 * node
                    guard Int(boxes[row]) <= east, Int(boxes[row + 2]) >= west,
                        Int(boxes[row + 1]) <= north, Int(boxes[row + 3]) >= south
                    else { continue }
                    guard level > 0 else {
                        found.append(UInt32(node))
                        continue
                    }
                    let own = Int(ends[level - 1])
                    let below = level > 1 ? Int(ends[level - 2]) : 0
                    let first = below + (node - own) * PackedRTree.fanOut
                    var child = min(first + PackedRTree.fanOut, own)
                    while child > first {
                        child -= 1
                        stack.append((child, level - 1))
                    }
                }
            }
        }
    }
}
