/// Coordinates of several parts one after another.
struct VectorParts {
    /// x of every point.
    var x: [Double] = []
    /// y of every point.
    var y: [Double] = []
    /// Where each part ends.
    var ends: [Int] = []

    /// Removes every part and keeps the memory.
    mutating func clear() {
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}

/// One feature of a vector layer; meant to be filled again and again.
struct VectorFeature {
    /// The feature's id.
    var id: Int64 = 0
    /// Values of the wanted fields; empty when absent.
    var values: [String] = []
    /// Its lines.
    var lines = VectorParts()
    /// Its points, a part each.
    var points = VectorParts()
    /// Parts of any other kind, such as polygons.
    var otherParts = 0

    /// Empties it and keeps the memory.
    mutating func clear() {
        id = 0
        values.removeAll(keepingCapacity: true)
        lines.clear()
        points.clear()
        otherParts = 0
    }
}
