import RoadNetwork

// Accessors of another module are calls, even the shortest; these are none.

extension FixedRows {
    /// The value of a row, in metres.
    @inline(__always)
    subscript(at row: Int) -> Double { origin + Double(base[row]) * unit }
}

extension BoxRows {
    /// The squared distance of a point from the box of a node; 0 inside.
    @inline(__always)
    func squaredDistance(_ node: Int, _ x: Double, _ y: Double) -> Double {
        // Sound: `node` comes from the tree itself.
        let box = base + 4 * node
        let minX = originX + Double(box[0]) * unit
        let minY = originY + Double(box[1]) * unit
        let maxX = originX + Double(box[2]) * unit
        let maxY = originY + Double(box[3]) * unit
        let dx = max(0, max(minX - x, x - maxX))
        let dy = max(0, max(minY - y, y - maxY))
        return dx * dx + dy * dy
    }
}
