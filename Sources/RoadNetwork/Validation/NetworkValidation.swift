import RoadGeometry
package import RoadModel

/// Looks a network over for mistakes of its map.
package struct NetworkValidation {
    /// The limits of the checks.
    package struct Limits: Sendable, Hashable, Codable {
        /// A dead end nearer than this to another road was meant to meet it, in metres.
        package var deadEndMetres: Double
        /// Pieces shorter than this are mistakes, in metres.
        package var shortestMetres: Double
        /// Ends nearer than this to the edge of the map were cut off with it, in metres.
        package var edgeMetres: Double

        /// Makes limits.
        package init(
            deadEndMetres: Double = 5,
            shortestMetres: Double = 0.1,
            edgeMetres: Double = 150
        ) {
            (self.deadEndMetres, self.shortestMetres) = (deadEndMetres, shortestMetres)
            self.edgeMetres = edgeMetres
        }
    }

    /// The findings, by code, then by place in the network.
    package private(set) var findings: [NetworkFinding] = []

    /// Runs every check; the edge of the map is that of the box in the network's system.
    package init(_ network: CompiledNetwork, limits: Limits = Limits()) {
        let box = network.projectedExtent
        self.init(network, limits: limits) { point in
            let east = min(point.x - box.minX, box.maxX - point.x)
            return min(east, point.y - box.minY, box.maxY - point.y)
        }
    }

    /// Runs every check.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - limits: The limits.
    ///   - metresToEdge: Metres from a point to the edge of the map.
    package init(
        _ network: CompiledNetwork,
        limits: Limits,
        metresToEdge: (ProjectedPoint) -> Double
    ) {
        let pieces = PieceChecks(network, limits)
        let graph = GraphChecks(network, limits, metresToEdge)
        let crossings = CrossingChecks(network, without: pieces.duplicates)
        let all =
            graph.findings + pieces.findings + crossings.findings
            + RecordChecks.findings(network)
        let order = Dictionary(
            uniqueKeysWithValues: NetworkFinding.Code.allCases.enumerated().map { ($1, $0) }
        )
        findings = all.enumerated().sorted { a, b in
            let (first, second) = (order[a.element.code] ?? 0, order[b.element.code] ?? 0)
            return (first, a.offset) < (second, b.offset)
        }.map(\.element)
    }

    /// How many findings there are of each code.
    package var counts: [NetworkFinding.Code: Int] {
        Dictionary(findings.map { ($0.code, 1) }, uniquingKeysWith: +)
    }
}
