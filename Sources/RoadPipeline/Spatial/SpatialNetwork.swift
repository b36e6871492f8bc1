package import RoadAnalysis
import RoadModel

/// A network read from a file for local statistics, densities and point patterns.
package struct SpatialNetwork: Sendable {
    /// Edges and nodes.
    package var graph: NetworkGraph
    /// The name of each edge.
    package var ids: [String]
    /// Easting of every vertex, in metres; empty without geometry.
    package var x: [Double] = []
    /// Northing of every vertex.
    package var y: [Double] = []
    /// First vertex of each edge; one more entry than edges, empty without geometry.
    package var firstVertex: [Int] = []
    /// The system of the coordinates; `nil` when the file does not say.
    package var crs: String?
    /// Whether the file's own coordinates were longitudes and latitudes.
    var isGeographic = false
    /// Numbers of the columns that were asked for, by name.
    package var values: [String: [Double]] = [:]
    /// Names of all columns of the file.
    package var header: [String] = []
    /// Names of the nodes; `nil` where ends meet by place.
    var nodeNames: FlatTable.Names?
    /// What was noticed, by code.
    package var notes: [String: Int] = [:]
    /// Edges by name.
    var edgeOfNumber: [Int: Int32] = [:]
    /// Edges by name, where names are no numbers.
    var edgeOfText: [String: Int32] = [:]

    /// Whether edges have a shape.
    package var hasGeometry: Bool { !firstVertex.isEmpty }

    /// The vertices of an edge.
    package func vertices(_ edge: Int) -> Range<Int> { firstVertex[edge]..<firstVertex[edge + 1] }

    /// The place at a distance from an edge's start.
    package func point(_ edge: Int, _ offset: Double) -> (x: Double, y: Double)? {
        guard hasGeometry else { return nil }
        let rows = vertices(edge)
        let drawn = drawnMetres(edge)
        // Stated lengths need not be drawn ones.
        var rest = drawn * min(1, max(0, offset / graph.edgeMetres[edge]))
        for v in rows.dropLast() {
            let (dx, dy) = (x[v + 1] - x[v], y[v + 1] - y[v])
            let length = (dx * dx + dy * dy).squareRoot()
            if rest <= length || v == rows.upperBound - 2 {
                let share = length > 0 ? min(1, rest / length) : 0
                return (x[v] + dx * share, y[v] + dy * share)
            }
            rest -= length
        }
        return (x[rows.lowerBound], y[rows.lowerBound])
    }

    /// The length of an edge's drawn line.
    package func drawnMetres(_ edge: Int) -> Double {
        var sum = 0.0
        for v in vertices(edge).dropLast() {
            let (dx, dy) = (x[v + 1] - x[v], y[v + 1] - y[v])
            sum += (dx * dx + dy * dy).squareRoot()
        }
        return sum
    }

    /// The same network measured along its drawn lines, with places moved in proportion.
    package func measuredAsDrawn(_ places: [NetworkPlaces]) -> (SpatialNetwork, [NetworkPlaces]) {
        guard hasGeometry else { return (self, places) }
        var copy = self
        let drawn = graph.edgeMetres.indices.map {
            let metres = drawnMetres($0)
            return metres > 0 ? metres : graph.edgeMetres[$0]
        }
        copy.graph = NetworkGraph(
            edgeStart: graph.edgeStart,
            edgeEnd: graph.edgeEnd,
            edgeMetres: drawn,
            nodeCount: graph.nodeCount
        )
        let moved = places.map { places in
            var moved = places
            for row in 0..<places.count {
                let edge = Int(places.edge[row])
                let share = places.offset[row] / graph.edgeMetres[edge]
                moved.offset[row] = share >= 1 ? drawn[edge] : share * drawn[edge]
            }
            return moved
        }
        return (copy, moved)
    }
}
