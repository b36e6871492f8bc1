import Glibc
import RoadStatistics

/// Kulldorff's Poisson scan over connected parts of a network.
///
/// Windows are balls: the edges whose far ends lie nearest to a node by shortest path, one more at
/// a time, as long as their expected count stays below a share of all events. The p-value of the
/// greatest log likelihood ratio comes from seeded multinomial draws; beyond what draws can show,
/// from a Gumbel law fitted to their maxima (Abrams, Kulldorff & Kleinman 2010).
package struct NetworkScan: Sendable {
    /// A cluster.
    package struct Cluster: Sendable {
        /// Edges of the window.
        package var edges: [Int]
        /// Node at its centre.
        package var center: Int
        /// Greatest distance of an edge's far end from the centre.
        package var radius: Double
        /// Events in it.
        package var observed: Double
        /// Events expected in it.
        package var expected: Double
        /// Log likelihood ratio.
        package var logRatio: Double
        /// (1 + simulated maxima as great) / (1 + simulations).
        package var p: Double
        /// By the Gumbel law of the simulated maxima.
        package var gumbelP: Double
    }

    /// Largest share of all events that a window may expect.
    package var largestShare = 0.1
    /// Simulations.
    package var simulations = 999
    /// Seed of the simulations.
    package var seed: UInt64 = 1
    /// Most clusters reported.
    package var most = 10
    /// Most edges of all windows together; centres without events nearby are left out beyond it.
    private static let largest = 40_000_000

    /// What came of it.
    package struct Result: Sendable {
        /// Clusters that do not overlap, the strongest first.
        package var clusters: [Cluster]
        /// Windows that were looked at.
        package var windows: Int
        /// Whether only nodes of edges with events could be centres.
        package var isRestricted: Bool
    }

    /// Plain options.
    package init() {}

    /// Scans counts of edges against what was expected of them, in any scale.
    ///
    /// - Parameters:
    ///   - graph: The network.
    ///   - counts: Whole numbers of events by edge.
    ///   - expected: Expectations by edge, not negative and not all 0.
    ///   - canonical: The order in which events are drawn and equal windows are told apart; `nil` for
    ///     that of the file.
    /// - Returns: The clusters.
    package func scan(
        _ graph: NetworkGraph,
        counts: [Double],
        expected: [Double],
        order canonical: CanonicalOrder? = nil
    ) -> Result {
        let canonical = canonical ?? CanonicalOrder(graph)
        let total = compensatedSum(counts)
        let scale = total / compensatedSum(expected)
        let mean = expected.map { $0 * scale }
        var (balls, isRestricted) = (Balls(), false)
        if !balls.fill(graph, canonical, mean, largestShare * total, Self.largest, { _ in true }) {
            isRestricted = true
            let isWanted = (0..<graph.nodeCount).map { node in
                graph.halfRange(node).contains { counts[Int(graph.halves[$0] >> 1)] > 0 }
            }
            balls = Balls()
            _ = balls.fill(
                graph,
                canonical,
                mean,
                largestShare * total,
                Self.largest,
                { isWanted[$0] }
            )
        }
        let best = (0..<balls.centers.count).map { balls.best($0, counts, mean, total) }
        // Windows around different centres may hold the same edges: the last digits do not choose.
        let keys = best.indices.map { window in
            (
                -(best[window].ratio * 1e9).rounded(), balls.radius(window, best[window].size),
                canonical.nodeRank[Int(balls.centers[window])]
            )
        }
        let order = best.indices.sorted { keys[$0] < keys[$1] }
        var maxima: [Double] = []
        var cumulative: [Double] = []
        var sum = 0.0
        for edge in canonical.edges {
            sum += mean[Int(edge)]
            cumulative.append(sum)
        }
        for simulation in 0..<simulations {
            var generator = ReplayableGenerator(seed: seed, stream: UInt64(simulation) + 1)
            var drawn = [Double](repeating: 0, count: counts.count)
            for _ in 0..<Int(total) {
                let at = generator.uniform() * sum
                var (low, high) = (0, cumulative.count - 1)
                while low < high {
                    let middle = (low + high) / 2
                    if cumulative[middle] > at { high = middle } else { low = middle + 1 }
                }
                drawn[Int(canonical.edges[low])] += 1
            }
            var greatest = 0.0
            for window in 0..<balls.centers.count {
                greatest = max(greatest, balls.best(window, drawn, mean, total).ratio)
            }
            maxima.append(greatest)
        }
        var clusters: [Cluster] = []
        var taken = [Bool](repeating: false, count: counts.count)
        for window in order where clusters.count < most && best[window].ratio > 0 {
            let edges = balls.edges(window, best[window].size)
            guard !edges.contains(where: { taken[$0] }) else { continue }
            for edge in edges { taken[edge] = true }
            let ratio = best[window].ratio
            let reached = maxima.count { $0 >= ratio * (1 - 1e-9) }
            clusters.append(
                Cluster(
                    edges: edges.sorted(),
                    center: Int(balls.centers[window]),
                    radius: balls.radius(window, best[window].size),
                    observed: best[window].observed,
                    expected: best[window].expected,
                    logRatio: ratio,
                    p: Double(1 + reached) / Double(1 + maxima.count),
                    gumbelP: Self.gumbel(maxima, ratio)
                )
            )
        }
        return Result(
            clusters: clusters,
            windows: balls.windowCount,
            isRestricted: isRestricted
        )
    }

    /// c ln(c/E) + (C − c) ln((C − c)/(C − E)) when more was seen than expected, else 0.
    package static func logRatio(_ observed: Double, _ expected: Double, _ total: Double) -> Double
    {
        guard observed > expected, expected > 0, total > expected else { return 0 }
        let rest = total - observed
        return observed * log(observed / expected)
            + (rest > 0 ? rest * log(rest / (total - expected)) : 0)
    }

    private static func gumbel(_ maxima: [Double], _ ratio: Double) -> Double {
        let n = Double(maxima.count)
        guard n > 9 else { return 1 }
        let mean = maxima.reduce(0, +) / n
        let variance = maxima.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
        let width = (6 * variance).squareRoot() / Double.pi
        guard width > 0 else { return 1 }
        let place = mean - 0.577_215_664_901_532_9 * width
        return -expm1(-exp(-(ratio - place) / width))
    }
}

/// The edges around each centre, nearest first, in flat columns.
private struct Balls {
    var centers: [Int32] = []
    private var first: [Int] = [0]
    private var edge: [Int32] = []
    private var far: [Double] = []

    var windowCount: Int { edge.count }

    /// Grows a ball around each wanted node; `false` when there are too many edges in all.
    mutating func fill(
        _ graph: NetworkGraph,
        _ order: CanonicalOrder,
        _ mean: [Double],
        _ limit: Double,
        _ most: Int,
        _ isWanted: (Int) -> Bool
    ) -> Bool {
        var search = NetworkSearch(graph)
        var seen = [Int32](repeating: -1, count: graph.edgeCount)
        var radius = 4 * graph.totalMetres / Double(graph.edgeCount)
        for center in 0..<graph.nodeCount where isWanted(center) {
            while true {
                search.run(graph, node: center, limit: radius)
                var expected = 0.0
                var found: [(far: Double, edge: Int32)] = []
                let mark = Int32(center)
                for node in search.reached {
                    for position in graph.halfRange(Int(node)) {
                        let e = graph.halves[position] >> 1
                        let a = search.metres(Int(graph.edgeStart[Int(e)]))
                        let b = search.metres(Int(graph.edgeEnd[Int(e)]))
                        guard a.isFinite, b.isFinite, seen[Int(e)] != mark else { continue }
                        seen[Int(e)] = mark
                        // To a tenth of a micrometre: which way was added up first is noise.
                        found.append(((max(a, b) * 1e7).rounded() / 1e7, e))
                        expected += mean[Int(e)]
                    }
                }
                for (_, e) in found { seen[Int(e)] = -1 }
                // The whole part is in reach, or the window is full.
                let isWhole = search.reached.allSatisfy { node in
                    graph.halfRange(Int(node)).allSatisfy {
                        search.metres(graph.target(Int(graph.halves[$0]))).isFinite
                    }
                }
                guard expected > limit || isWhole else {
                    radius *= 2
                    continue
                }
                found.sort {
                    ($0.far, order.rank[Int($0.edge)]) < ($1.far, order.rank[Int($1.edge)])
                }
                var sum = 0.0
                for (metres, e) in found {
                    sum += mean[Int(e)]
                    if sum > limit { break }
                    edge.append(e)
                    far.append(metres)
                }
                if expected > 8 * limit { radius /= 2 }
                break
            }
            guard edge.count <= most else { return false }
            centers.append(Int32(center))
            first.append(edge.count)
        }
        return true
    }

    /// The best window around a centre.
    @inline(__always)
    func best(
        _ window: Int,
        _ counts: [Double],
        _ mean: [Double],
        _ total: Double
    ) -> (ratio: Double, size: Int, observed: Double, expected: Double) {
        var best = (ratio: 0.0, size: 0, observed: 0.0, expected: 0.0)
        var (observed, expected) = (0.0, 0.0)
        for entry in first[window]..<first[window + 1] {
            let e = Int(edge[entry])
            expected += mean[e]
            // A window that ends with an empty edge is beaten by the one before it.
            guard counts[e] > 0 else { continue }
            observed += counts[e]
            guard observed > expected else { continue }
            let ratio = NetworkScan.logRatio(observed, expected, total)
            if ratio > best.ratio { best = (ratio, entry - first[window] + 1, observed, expected) }
        }
        return best
    }

    func edges(_ window: Int, _ size: Int) -> [Int] {
        edge[first[window]..<first[window] + size].map { Int($0) }
    }

    func radius(_ window: Int, _ size: Int) -> Double {
        size > 0 ? far[first[window] + size - 1] : 0
    }
}
