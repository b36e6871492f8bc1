package import RoadAnalysis
package import RoadModel
import RoadStatistics

/// Local statistics of the edges of a network: Gi*, local Moran's I, and the map as a whole.
package struct LocalRun: Sendable {
    /// Who counts as a neighbour.
    package enum Neighbours: Sendable {
        /// Edges that share a node.
        case contiguity
        /// Edges whose midpoints lie within metres of each other along the network.
        case within(Double)
        /// Links from a table with the columns i and j.
        case table(String)
    }

    /// Which p-value leads.
    package enum Probability: String, Sendable, CaseIterable {
        /// From the exact law (or shuffles, where there is none).
        case exact
        /// From the normal law.
        case analytic
    }

    /// Who counts as a neighbour.
    package var neighbours = Neighbours.contiguity
    /// Which p-value leads.
    package var probability = Probability.exact
    /// What "by chance" means; read from columns of the network.
    package var null = NullColumn.permutation
    /// False discovery rate held.
    package var level = 0.05
    /// Seed of shuffles.
    package var seed: UInt64 = 1
    /// Whether adjusted p are held against simulated maps as well.
    package var isCalibrated = false
    /// Most shuffles where there is no exact law.
    package var shuffles = 99_999

    /// A null law and where its numbers come from.
    package enum NullColumn: Sendable {
        /// The others' values shuffled.
        case permutation
        /// Events fall in proportion to length.
        case length
        /// Events fall in proportion to a column, in total or per metre.
        case exposure(String, isPerMetre: Bool)
        /// Counts about the means of a column.
        case expected(String, overdispersion: Double)
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// The value of each edge.
        package var values: [Double]
        /// The statistics.
        package var local: LocalStatistics
        /// The map as a whole; `nil` when too few edges have neighbours.
        package var global: GlobalStatistics?
        /// Tails by the null law.
        package var significance: LocalSignificance
        /// Two-sided p of Gi* by the normal law.
        package var analyticP: [Double]
        /// Whether the normal law may be believed: five events expected around the unit.
        package var isAnalyticValid: [Bool]
        /// Links between edges, each counted from both sides.
        package var links: Int
    }

    /// Plain options.
    package init() {}

    /// Counts events on edges.
    package static func values(
        _ network: SpatialNetwork,
        _ events: PlaceReader.Placed
    ) -> [Double] {
        var values = [Double](repeating: 0, count: network.graph.edgeCount)
        for place in 0..<events.places.count {
            values[Int(events.places.edge[place])] += events.weights[place]
        }
        return values
    }

    /// Computes everything.
    ///
    /// - Throws: `.insufficient` for fewer than three edges or values that are all equal,
    ///   `.formatDamaged` for a value or mean that is no number.
    package func run(
        _ network: SpatialNetwork,
        _ values: [Double],
        subject: String
    ) throws(IntakeError) -> Outcome {
        guard values.count > 2 else {
            throw IntakeError(
                .insufficient,
                subject: subject,
                detail: "Local statistics compare an edge with others; there are \(values.count).",
                remedy: "Give a network of at least three edges."
            )
        }
        if let bad = values.firstIndex(where: { !$0.isFinite }) {
            throw IntakeError(
                .formatDamaged,
                subject: subject,
                detail: "The value of edge '\(network.ids[bad])' is no number.",
                remedy: "Fill the cell."
            )
        }
        guard values.contains(where: { $0 != values[0] }) else {
            throw IntakeError(
                .insufficient,
                subject: subject,
                detail: "All \(values.count) edges have the same value, \(values[0]): there is "
                    + "nothing to compare.",
                remedy: "Check the period and the columns of the events."
            )
        }
        let weights = try Self.weights(network, neighbours)
        let local = LocalStatistics(values, weights)
        let significance = LocalSignificance.find(
            values,
            weights,
            null: try law(network, subject),
            shuffles: shuffles,
            seed: seed,
            calibrationMaps: isCalibrated ? 1999 : 0,
            order: { network.canonicalOrder() }
        )
        let mean = compensatedSum(values) / Double(values.count)
        return Outcome(
            values: values,
            local: local,
            global: GlobalStatistics(values, weights),
            significance: significance,
            analyticP: local.giStar.map { NormalDistribution.twoSided($0) },
            isAnalyticValid: local.neighbours.map { Double($0 + 1) * mean >= 5 },
            links: weights.linkCount
        )
    }

    private func law(
        _ network: SpatialNetwork,
        _ subject: String
    ) throws(IntakeError) -> LocalSignificance.Null {
        func column(_ name: String) throws(IntakeError) -> [Double] {
            let values = network.values[name] ?? []
            guard values.count == network.ids.count, values.allSatisfy({ $0 >= 0 && $0.isFinite }),
                values.contains(where: { $0 > 0 })
            else {
                throw IntakeError(
                    .formatDamaged,
                    subject: subject,
                    detail: "Column '\(name)' must hold a number of 0 or more for every edge.",
                    remedy: "Fill the cells, or leave the option out."
                )
            }
            return values
        }
        switch null {
        case .permutation: return .permutation
        case .length: return .shares(network.graph.edgeMetres)
        case .exposure(let name, let isPerMetre):
            let values = try column(name)
            return .shares(
                isPerMetre ? zip(values, network.graph.edgeMetres).map { $0 * $1 } : values
            )
        case .expected(let name, let overdispersion):
            return .expected(try column(name), overdispersion: overdispersion)
        }
    }

    /// The links between edges.
    ///
    /// - Throws: `.notFound` for a link of the table to an edge that is none.
    package static func weights(
        _ network: SpatialNetwork,
        _ neighbours: Neighbours
    ) throws(IntakeError) -> SpatialWeights {
        switch neighbours {
        case .contiguity: return .contiguity(network.graph)
        case .within(let metres): return .within(metres, of: network.graph)
        case .table(let path):
            var (i, j) = (0, 1)
            let table = try FlatTable.read(path) { header throws(IntakeError) in
                i = FlatTable.find(header, ["i", "from", "id", "a", "focal"]) ?? 0
                j = FlatTable.find(header, ["j", "to", "neighbour", "neighbor", "b"]) ?? 1
                return [.name(i), .name(j)]
            }
            guard let a = table.names[i], let b = table.names[j] else {
                return .contiguity(network.graph)
            }
            var (from, to): ([Int32], [Int32]) = ([], [])
            for row in 0..<table.rowCount {
                guard let one = network.edge(a, row), let other = network.edge(b, row) else {
                    throw IntakeError(
                        .notFound,
                        subject: path,
                        detail: "Row \(row + 1) links '\(a.text(row))' and '\(b.text(row))', "
                            + "which are not both edges of the network.",
                        remedy: "Use the names of the network's id column."
                    )
                }
                from.append(one)
                to.append(other)
            }
            return .links(from: from + to, to: to + from, count: network.ids.count)
        }
    }
}
