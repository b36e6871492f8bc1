import Glibc

/// The heat equation on a network: the density that diffusion spreads from the events.
///
/// u_t = ½ u_xx on every edge, u continuous and flows adding up to 0 at every node, σ² = t
/// (McSwiggan, Baddeley & Nair 2017). It keeps all mass, at dead ends too.
///
/// No mesh: the Laplace transform of the solution is known on each edge in closed form given its
/// values at the nodes, which solve a sparse complex symmetric system, one for each of nine points
/// of Talbot's contour (Trefethen, Weideman & Schmelzer 2006; error about 3.9^−18). Each system is
/// solved by conjugate gradients without conjugation.
package struct HeatDensity: Sendable {
    /// Density at each place, in weight per metre.
    package private(set) var density: [Double]
    /// The density's integral over the whole network.
    package private(set) var mass: Double
    /// Whether every system was solved to the last digits.
    package private(set) var hasConverged: Bool
    /// Most iterations that a system took.
    package private(set) var iterations: Int

    /// Points of the whole contour; by symmetry half of them are computed.
    private static let points = 18

    /// Solves for events of given weights and a standard deviation of `sigma` metres.
    package init(
        _ graph: NetworkGraph,
        sources: NetworkPlaces,
        weights: [Double],
        sigma: Double,
        at places: NetworkPlaces
    ) {
        density = [Double](repeating: 0, count: places.count)
        (mass, hasConverged, iterations) = (0, true, 0)
        let byEdge = PlacesByEdge(sources, edges: graph.edgeCount)
        let time = sigma * sigma
        let count = Double(Self.points)
        for point in 0..<Self.points / 2 {
            let theta = (2 * Double(point) + 1) * Double.pi / count
            let angle = 0.6407 * theta
            let cotangent = cos(angle) / sin(angle)
            let sine = sin(angle)
            let z = Complex(
                re: count / time * (0.5017 * theta * cotangent - 0.6122),
                im: count / time * 0.2645 * theta
            )
            let slope = Complex(
                re: count / time
                    * (0.5017 * cotangent - 0.5017 * 0.6407 * theta / (sine * sine)),
                im: count / time * 0.2645
            )
            // f(t) = (2/N) Re Σ e^{zt} F(z) z′ / i over the upper half.
            let factor = Complex.exp(time * z) * slope * Complex(re: 0, im: -1)
            let solver = HeatTransform(graph, byEdge, weights, z)
            iterations = max(iterations, solver.iterations)
            hasConverged = hasConverged && solver.hasConverged
            for row in 0..<places.count {
                let value = solver.value(
                    graph,
                    byEdge,
                    weights,
                    edge: Int(places.edge[row]),
                    offset: places.offset[row]
                )
                density[row] += 2 / count * (factor * value).re
            }
            mass += 2 / count * (factor * solver.integral(graph, byEdge, weights)).re
        }
    }
}

/// The Laplace transform of the heat on a network at one point z: û″ = 2z û − 2δ.
private struct HeatTransform {
    let hasConverged: Bool
    let iterations: Int
    private let z: Complex
    private let s: Complex
    /// Transform at each node.
    private var node: [Complex]

    init(_ graph: NetworkGraph, _ sources: PlacesByEdge, _ weights: [Double], _ z: Complex) {
        self.z = z
        s = Complex.root(2 * z)
        var diagonal = [Complex](repeating: .zero, count: graph.nodeCount)
        var right = diagonal
        var link = [Complex](repeating: .zero, count: graph.edgeCount)
        for edge in 0..<graph.edgeCount {
            let length = graph.edgeMetres[edge]
            let (u, v) = (Int(graph.edgeStart[edge]), Int(graph.edgeEnd[edge]))
            // coth and 1/sinh through e^{−sL}, which cannot overflow.
            let decay = Complex.exp(-length * s)
            let gap = Complex(re: 1, im: 0) - decay * decay
            let own = s * (Complex(re: 1, im: 0) + decay * decay) / gap
            link[edge] = 2 * (s * decay / gap)
            diagonal[u] += own
            diagonal[v] += own
            for row in Int(sources.first[edge])..<Int(sources.first[edge + 1]) {
                let weight = 2 * weights[Int(sources.place[row])]
                let x = sources.offset[row]
                right[u] += weight * Self.share(s, x, length, gap)
                right[v] += weight * Self.share(s, length - x, length, gap)
            }
        }
        let solved = Self.solve(graph, diagonal, link, right)
        (node, hasConverged, iterations) = (solved.values, solved.hasConverged, solved.iterations)
    }

    /// sinh(s(L − x)) / sinh(sL), stable for any size of sL.
    @inline(__always)
    private static func share(
        _ s: Complex,
        _ x: Double,
        _ length: Double,
        _ gap: Complex
    ) -> Complex {
        let near = Complex.exp(-x * s)
        let far = Complex.exp(-(2 * length - x) * s)
        return (near - far) / gap
    }

    /// The transform at a place.
    func value(
        _ graph: NetworkGraph,
        _ sources: PlacesByEdge,
        _ weights: [Double],
        edge: Int,
        offset x: Double
    ) -> Complex {
        let length = graph.edgeMetres[edge]
        let decay = Complex.exp(-length * s)
        let gap = Complex(re: 1, im: 0) - decay * decay
        var sum =
            node[Int(graph.edgeStart[edge])] * Self.share(s, x, length, gap)
            + node[Int(graph.edgeEnd[edge])] * Self.share(s, length - x, length, gap)
        for row in Int(sources.first[edge])..<Int(sources.first[edge + 1]) {
            let at = sources.offset[row]
            let (low, high) = (min(x, at), max(x, at))
            // 2 sinh(s·low) sinh(s(L − high)) / (s sinh(sL)), all exponents not positive.
            let one = Complex.exp(-(high - low) * s) - Complex.exp(-(high + low) * s)
            let two = Complex(re: 1, im: 0) - Complex.exp(-(2 * (length - high)) * s)
            sum += weights[Int(sources.place[row])] * (one * two / (s * gap))
        }
        return sum
    }

    /// The transform's integral over the whole network.
    func integral(
        _ graph: NetworkGraph,
        _ sources: PlacesByEdge,
        _ weights: [Double]
    ) -> Complex {
        var sum = Complex.zero
        let one = Complex(re: 1, im: 0)
        for edge in 0..<graph.edgeCount {
            let length = graph.edgeMetres[edge]
            let decay = Complex.exp(-length * s)
            // tanh(sL/2) / s
            let half = (one - decay) / (one + decay) / s
            sum += half * (node[Int(graph.edgeStart[edge])] + node[Int(graph.edgeEnd[edge])])
            let gap = one - decay * decay
            for row in Int(sources.first[edge])..<Int(sources.first[edge + 1]) {
                let x = sources.offset[row]
                let ends =
                    Self.share(s, x, length, gap) + Self.share(s, length - x, length, gap)
                sum += weights[Int(sources.place[row])] * ((one - ends) / z)
            }
        }
        return sum
    }

    private static func solve(
        _ graph: NetworkGraph,
        _ diagonal: [Complex],
        _ link: [Complex],
        _ right: [Complex]
    ) -> (values: [Complex], hasConverged: Bool, iterations: Int) {
        let count = diagonal.count
        var x = [Complex](repeating: .zero, count: count)
        var residual = right
        let size = right.reduce(0) { $0 + $1.square }
        guard size > 0 else { return (x, true, 0) }
        // The diagonal without the part that links a node to itself.
        var pivot = diagonal
        for edge in 0..<graph.edgeCount where graph.edgeStart[edge] == graph.edgeEnd[edge] {
            let node = Int(graph.edgeStart[edge])
            pivot[node] = pivot[node] - 2 * link[edge]
        }
        var scaled = [Complex](repeating: .zero, count: count)
        for i in 0..<count where pivot[i].square > 0 { scaled[i] = residual[i] / pivot[i] }
        var direction = scaled
        var product = scaled
        var rho = dot(residual, scaled)
        for step in 1...4000 {
            for i in 0..<count { product[i] = pivot[i] * direction[i] }
            for edge in 0..<graph.edgeCount {
                let (u, v) = (Int(graph.edgeStart[edge]), Int(graph.edgeEnd[edge]))
                guard u != v else { continue }
                product[u] = product[u] - link[edge] * direction[v]
                product[v] = product[v] - link[edge] * direction[u]
            }
            let alpha = rho / dot(direction, product)
            var left = 0.0
            for i in 0..<count {
                x[i] += alpha * direction[i]
                residual[i] = residual[i] - alpha * product[i]
                left += residual[i].square
            }
            if left <= 1e-28 * size { return (x, true, step) }
            if !(left.isFinite) { break }
            for i in 0..<count where pivot[i].square > 0 { scaled[i] = residual[i] / pivot[i] }
            let next = dot(residual, scaled)
            let beta = next / rho
            rho = next
            for i in 0..<count { direction[i] = scaled[i] + beta * direction[i] }
        }
        return (x, false, 4000)
    }

    /// Σ a b, without conjugation.
    private static func dot(_ a: [Complex], _ b: [Complex]) -> Complex {
        var sum = Complex.zero
        for i in a.indices { sum += a[i] * b[i] }
        return sum
    }
}
