import RoadAnalysis
import RoadGeometry
import RoadModel

/// Finds the place of a network that lies nearest to a point.
struct PlaceIndex {
    private let network: SpatialNetwork
    private let tree: PackedRTree
    private var scratch = RTreeScratch()
    private let none = RTreeScratch()
    /// First vertex of each line piece, and its edge.
    private let vertexOfItem: [Int32]
    private let edgeOfItem: [Int32]
    /// Distance of each vertex along its edge's drawn line.
    private let along: [Double]
    private let drawn: [Double]

    init(_ network: SpatialNetwork) {
        self.network = network
        var boxes: [PlanarBox] = []
        var (vertex, edgeOf): ([Int32], [Int32]) = ([], [])
        var along = [Double](repeating: 0, count: network.x.count)
        var drawn: [Double] = []
        for edge in 0..<network.graph.edgeCount {
            let rows = network.vertices(edge)
            for v in rows.dropLast() {
                var box = PlanarBox.empty
                box.extend(x: network.x[v], y: network.y[v])
                box.extend(x: network.x[v + 1], y: network.y[v + 1])
                boxes.append(box)
                vertex.append(Int32(v))
                edgeOf.append(Int32(edge))
                let (dx, dy) = (network.x[v + 1] - network.x[v], network.y[v + 1] - network.y[v])
                along[v + 1] = along[v] + (dx * dx + dy * dy).squareRoot()
            }
            drawn.append(along[rows.upperBound - 1])
        }
        tree = PackedRTree(boxes)
        (vertexOfItem, edgeOfItem) = (vertex, edgeOf)
        (self.along, self.drawn) = (along, drawn)
    }

    /// Edges whose distances differ by less are equally near, in metres: the last digits of
    /// coordinates do not choose.
    private static let sameMetres = 1e-8

    /// The nearest place; of equally near edges that of the lowest name.
    mutating func nearest(
        x: Double,
        y: Double,
        within metres: Double
    ) -> (edge: Int, offset: Double, metres: Double)? {
        guard x.isFinite, y.isFinite else { return nil }
        var memory = none
        swap(&memory, &scratch)
        defer { swap(&memory, &scratch) }
        var wanted = 8
        while true {
            PackedRTree.nearest(
                wanted,
                boxes: tree.boxes.span,
                items: tree.items.span,
                levelEnds: tree.levelEnds.span,
                x: x,
                y: y,
                withinMetres: metres,
                scratch: &memory
            )
            var best = (square: Double.infinity, edge: Int32.max, measure: 0.0)
            for item in memory.items {
                let v = Int(vertexOfItem[Int(item)])
                let foot = LineFoot(
                    x: x,
                    y: y,
                    ax: network.x[v],
                    ay: network.y[v],
                    bx: network.x[v + 1],
                    by: network.y[v + 1]
                )
                let edge = edgeOfItem[Int(item)]
                if isNearer(foot.distanceSquared, edge, best.square, best.edge) {
                    let step = along[v + 1] - along[v]
                    best = (foot.distanceSquared, edge, along[v] + foot.fraction * step)
                }
            }
            let isDone =
                memory.items.count < wanted
                || boxSquare(memory.items[memory.items.count - 1], x, y).squareRoot()
                    > best.square.squareRoot() + Self.sameMetres
            guard isDone else {
                wanted *= 4
                continue
            }
            guard best.edge != .max, best.square <= metres * metres else { return nil }
            let edge = Int(best.edge)
            // Stated lengths need not be drawn ones.
            let share = drawn[edge] > 0 ? best.measure / drawn[edge] : 0
            let length = network.graph.edgeMetres[edge]
            return (edge, min(length, share * length), best.square.squareRoot())
        }
    }

    private func isNearer(
        _ square: Double,
        _ edge: Int32,
        _ bestSquare: Double,
        _ bestEdge: Int32
    ) -> Bool {
        guard bestEdge != .max, edge != bestEdge else { return square < bestSquare }
        let difference = square.squareRoot() - bestSquare.squareRoot()
        guard abs(difference) < Self.sameMetres else { return difference < 0 }
        return network.precedes(Int(edge), Int(bestEdge))
    }

    private func boxSquare(_ item: UInt32, _ x: Double, _ y: Double) -> Double {
        let v = Int(vertexOfItem[Int(item)])
        var box = PlanarBox.empty
        box.extend(x: network.x[v], y: network.y[v])
        box.extend(x: network.x[v + 1], y: network.y[v + 1])
        return box.distanceSquared(x: x, y: y)
    }
}
