package import RoadAnalysis

/// Equal short stretches of every edge, each with its middle as the place of a density.
package struct Lixels: Sendable {
    /// The middles.
    package var places = NetworkPlaces()
    /// Length of each stretch in metres.
    package var metres: [Double] = []

    /// Cuts every edge into as many equal parts as keep each at most about `metres` long.
    package init(_ graph: NetworkGraph, metres: Double) {
        for edge in 0..<graph.edgeCount {
            let length = graph.edgeMetres[edge]
            let parts = max(1, Int((length / metres).rounded(.up)))
            let part = length / Double(parts)
            for index in 0..<parts {
                places.append(edge: Int32(edge), offset: (Double(index) + 0.5) * part)
                self.metres.append(part)
            }
        }
    }
}
