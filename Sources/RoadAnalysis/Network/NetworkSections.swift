/// Chains of edges between junctions, each a line of its own.
///
/// Nodes where exactly two edges meet do not end a section; a ring without a junction is one
/// section from its edge of the least number.
package struct NetworkSections: Sendable {
    /// First entry of each section in `halves`; one more entry than sections.
    package private(set) var first: [Int] = [0]
    /// The halves of each section in order of travel.
    package private(set) var halves: [Int32] = []
    /// The section of each edge.
    package private(set) var sectionOfEdge: [Int32]
    /// Distance of the edge's entered end from the section's start.
    package private(set) var startOfEdge: [Double]
    /// Whether the section runs from the edge's start to its end.
    package private(set) var isForward: [Bool]
    /// Length of each section.
    package private(set) var metres: [Double] = []

    /// The number of sections.
    package var count: Int { metres.count }

    /// Finds the sections of a network.
    package init(_ graph: NetworkGraph) {
        sectionOfEdge = [Int32](repeating: -1, count: graph.edgeCount)
        startOfEdge = [Double](repeating: 0, count: graph.edgeCount)
        isForward = [Bool](repeating: true, count: graph.edgeCount)
        for isRing in [false, true] {
            for edge in 0..<graph.edgeCount where sectionOfEdge[edge] < 0 {
                for half in [2 * edge, 2 * edge + 1] where sectionOfEdge[edge] < 0 {
                    guard isRing || graph.degree(graph.origin(half)) != 2 else { continue }
                    follow(graph, half)
                }
            }
        }
    }

    private mutating func follow(_ graph: NetworkGraph, _ start: Int) {
        var half = start
        var along = 0.0
        while sectionOfEdge[half >> 1] < 0 {
            sectionOfEdge[half >> 1] = Int32(count)
            startOfEdge[half >> 1] = along
            isForward[half >> 1] = half & 1 == 0
            halves.append(Int32(half))
            along += graph.edgeMetres[half >> 1]
            let node = graph.target(half)
            guard graph.degree(node) == 2 else { break }
            let pair = graph.halfRange(node)
            let back = Int32(half ^ 1)
            let one = graph.halves[pair.lowerBound]
            half = Int(one == back ? graph.halves[pair.lowerBound + 1] : one)
        }
        metres.append(along)
        first.append(halves.count)
    }

    /// Distance of a place from its section's start.
    package func position(_ edge: Int, _ offset: Double, _ graph: NetworkGraph) -> Double {
        startOfEdge[edge] + (isForward[edge] ? offset : graph.edgeMetres[edge] - offset)
    }

    /// The edge and offset at a distance from a section's start.
    package func place(_ section: Int, _ position: Double, _ graph: NetworkGraph)
        -> (edge: Int, offset: Double)
    {
        var row = first[section]
        while row + 1 < first[section + 1],
            startOfEdge[Int(halves[row + 1]) >> 1] <= position
        {
            row += 1
        }
        let edge = Int(halves[row]) >> 1
        let along = min(graph.edgeMetres[edge], max(0, position - startOfEdge[edge]))
        return (edge, isForward[edge] ? along : graph.edgeMetres[edge] - along)
    }
}
