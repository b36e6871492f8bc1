/// Places on a network: how far along which edge.
package struct NetworkPlaces: Sendable {
    /// Edge of each place.
    package var edge: [Int32]
    /// Metres from the edge's start, in `[0, length]`.
    package var offset: [Double]

    /// Makes places.
    package init(edge: [Int32] = [], offset: [Double] = []) {
        (self.edge, self.offset) = (edge, offset)
    }

    /// The number of places.
    package var count: Int { edge.count }

    /// Adds a place.
    package mutating func append(edge: Int32, offset: Double) {
        self.edge.append(edge)
        self.offset.append(offset)
    }

    /// The number of places on each of `count` edges.
    package func counts(edges count: Int) -> [Int] {
        var result = [Int](repeating: 0, count: count)
        for e in edge { result[Int(e)] += 1 }
        return result
    }
}

/// Places in order along each edge, so that a kernel finds those of an edge at once.
struct PlacesByEdge: Sendable {
    /// First entry of each edge in `offset` and `place`; one more entry than edges.
    let first: [Int32]
    /// Offsets, ascending on each edge.
    let offset: [Double]
    /// The place each entry came from.
    let place: [Int32]

    init(_ places: NetworkPlaces, edges: Int) {
        var first = [Int32](repeating: 0, count: edges + 1)
        for edge in places.edge { first[Int(edge) + 1] += 1 }
        for edge in 0..<edges { first[edge + 1] += first[edge] }
        var next = first
        var order = [Int32](repeating: 0, count: places.count)
        for row in 0..<places.count {
            let edge = Int(places.edge[row])
            order[Int(next[edge])] = Int32(row)
            next[edge] += 1
        }
        for edge in 0..<edges where first[edge + 1] - first[edge] > 1 {
            let range = Int(first[edge])..<Int(first[edge + 1])
            var isSorted = true
            for i in range.dropFirst()
            where places.offset[Int(order[i - 1])] > places.offset[Int(order[i])] {
                isSorted = false
            }
            if !isSorted {
                order[range].sort {
                    (places.offset[Int($0)], $0) < (places.offset[Int($1)], $1)
                }
            }
        }
        self.first = first
        offset = order.map { places.offset[Int($0)] }
        place = order
    }
}
