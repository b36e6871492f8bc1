import RoadGeometry
import RoadModel

/// Checks of how pieces hang together: islands, traps, ends.
struct GraphChecks {
    /// What was found.
    private(set) var findings: [NetworkFinding] = []
    private let network: CompiledNetwork
    private let limits: NetworkValidation.Limits
    private var degree: [UInt32]

    /// Runs the checks.
    init(
        _ network: CompiledNetwork,
        _ limits: NetworkValidation.Limits,
        _ metresToEdge: (ProjectedPoint) -> Double
    ) {
        (self.network, self.limits) = (network, limits)
        degree = [UInt32](repeating: 0, count: network.nodeCount)
        for piece in 0..<network.pieceCount {
            degree[Int(network.columns.pieceStart[piece])] += 1
            degree[Int(network.columns.pieceEnd[piece])] += 1
        }
        checkIslands()
        checkTraps(metresToEdge)
        checkOneWayJunctions()
        checkDeadEnds(metresToEdge)
    }

    private mutating func add(
        _ code: NetworkFinding.Code,
        _ piece: UInt32,
        vertex: Int? = nil,
        otherWay: Int64 = 0,
        metres: Double
    ) {
        let v = vertex ?? network.vertices(piece: piece).lowerBound
        findings.append(
            NetworkFinding(
                code,
                way: network.columns.pieceWay[piece],
                otherWay: otherWay,
                at: ProjectedPoint(x: network.columns.vertexX[v], y: network.columns.vertexY[v]),
                metres: metres
            )
        )
    }

    private mutating func checkIslands() {
        var first: [UInt32: UInt32] = [:]
        var length: [UInt32: Double] = [:]
        for piece in 0..<UInt32(network.pieceCount) {
            let component = network.columns.pieceComponent[piece]
            guard component != 0 else { continue }
            first[component] = first[component] ?? piece
            length[component, default: 0] += network.length(piece: piece).value
        }
        for (component, piece) in first.sorted(by: { $0.key < $1.key }) {
            add(.island, piece, metres: length[component] ?? 0)
        }
    }

    /// Parts that one-ways cut off from the largest strongly connected part of their component.
    private mutating func checkTraps(_ metresToEdge: (ProjectedPoint) -> Double) {
        let parts = StrongParts(network)
        let main = mainParts(parts)
        var first: [UInt32: UInt32] = [:]
        var length: [UInt32: Double] = [:]
        let c = network.columns
        for piece in 0..<UInt32(network.pieceCount) {
            let (a, b) = (parts.part[Int(c.pieceStart[piece])], parts.part[Int(c.pieceEnd[piece])])
            // A piece between two parts is the door; what lies behind it is the trap.
            guard a == b else {
                checkOneWayEnd(piece, metresToEdge)
                continue
            }
            guard !main.contains(a) else { continue }
            first[a] = first[a] ?? piece
            length[a, default: 0] += network.length(piece: piece).value
        }
        let canReach = parts.reaches(main, network, forward: false)
        for (part, piece) in first.sorted(by: { $0.key < $1.key }) {
            let node = Int(c.pieceStart[piece])
            add(canReach[node] ? .noWayIn : .noWayOut, piece, metres: length[part] ?? 0)
        }
    }

    /// The strongly connected part of most nodes of each component, the first of equal ones.
    private func mainParts(_ parts: StrongParts) -> Set<UInt32> {
        let c = network.columns
        var component: [UInt32: UInt32] = [:]
        for piece in 0..<network.pieceCount {
            for node in [c.pieceStart[piece], c.pieceEnd[piece]] {
                component[parts.part[Int(node)]] = c.pieceComponent[piece]
            }
        }
        var nodes: [UInt32: Int] = [:]
        for part in parts.part { nodes[part, default: 0] += 1 }
        var best: [UInt32: (part: UInt32, nodes: Int)] = [:]
        for (part, component) in component.sorted(by: { $0.key < $1.key }) {
            let count = nodes[part] ?? 0
            if count > best[component]?.nodes ?? 0 { best[component] = (part, count) }
        }
        return Set(best.values.map(\.part))
    }

    /// A one-way road into a dead end, or out of one, away from the edge of the map.
    private mutating func checkOneWayEnd(
        _ piece: UInt32,
        _ metresToEdge: (ProjectedPoint) -> Double
    ) {
        let c = network.columns
        for (node, code) in [
            (c.pieceEnd[piece], NetworkFinding.Code.noWayOut), (c.pieceStart[piece], .noWayIn),
        ] where degree[Int(node)] == 1 {
            let v = vertex(of: node, piece)
            guard metresToEdge(place(v)) > limits.edgeMetres else { continue }
            add(code, piece, vertex: v, metres: network.length(piece: piece).value)
        }
    }

    private func place(_ v: Int) -> ProjectedPoint {
        ProjectedPoint(x: network.columns.vertexX[v], y: network.columns.vertexY[v])
    }

    /// Junctions where every road is one-way and all point inwards or all outwards.
    private mutating func checkOneWayJunctions() {
        let c = network.columns
        var incoming = [UInt32](repeating: 0, count: network.nodeCount)
        var last = [UInt32](repeating: CompiledNetwork.none, count: network.nodeCount)
        for segment in 0..<network.segmentCount {
            incoming[Int(c.segmentEnd[segment])] += 1
            last[Int(c.segmentEnd[segment])] = c.segmentPiece[segment]
            if last[Int(c.segmentStart[segment])] == CompiledNetwork.none {
                last[Int(c.segmentStart[segment])] = c.segmentPiece[segment]
            }
        }
        for node in 0..<network.nodeCount where degree[node] > 1 {
            let outgoing = c.outStart[node + 1] - c.outStart[node]
            guard (incoming[node] == 0) != (outgoing == 0) else { continue }
            let piece = last[node]
            add(
                outgoing == 0 ? .oneWaySink : .oneWaySource,
                piece,
                vertex: vertex(of: UInt32(node), piece),
                metres: 0
            )
        }
    }

    private func vertex(of node: UInt32, _ piece: UInt32) -> Int {
        let rows = network.vertices(piece: piece)
        return network.columns.pieceStart[piece] == node ? rows.lowerBound : rows.upperBound - 1
    }

    private mutating func checkDeadEnds(_ metresToEdge: (ProjectedPoint) -> Double) {
        let c = network.columns
        var scratch = RTreeScratch()
        for piece in 0..<UInt32(network.pieceCount) {
            for node in [c.pieceStart[piece], c.pieceEnd[piece]] where degree[Int(node)] == 1 {
                let v = vertex(of: node, piece)
                if let near = nearRoad(place(v), piece, &scratch) {
                    add(
                        .deadEndNearRoad,
                        piece,
                        vertex: v,
                        otherWay: c.pieceWay[near.piece],
                        metres: near.distance
                    )
                } else if c.pieceClass[piece] <= RoadClass.tertiary.rawValue {
                    let length = network.length(piece: piece).value
                    if metresToEdge(place(v)) > limits.edgeMetres {
                        add(.mainRoadEnds, piece, vertex: v, metres: length)
                    }
                }
            }
        }
    }

    /// The nearest other road of the same level within the limit.
    ///
    /// A road that meets the piece at its other end counts where the piece comes back to it: a stub
    /// that never is farther from it than the limit does not.
    private func nearRoad(
        _ point: ProjectedPoint,
        _ piece: UInt32,
        _ scratch: inout RTreeScratch
    ) -> (piece: UInt32, distance: Double)? {
        let c = network.columns
        network.findRuns(near: point, radiusMetres: limits.deadEndMetres, scratch: &scratch)
        var best: (piece: UInt32, distance: Double)?
        for other in Set(scratch.items.map { c.runPiece[$0] }).sorted()
        where other != piece && c.pieceLevel[other] == c.pieceLevel[piece] {
            let ends = [c.pieceStart[piece], c.pieceEnd[piece]]
            let isMet = ends.contains(c.pieceStart[other]) || ends.contains(c.pieceEnd[other])
            let segment = SegmentID(rawValue: c.pieceForward[other])
            guard let foot = network.reference(of: point, on: segment) else { continue }
            let distance = abs(foot.offset.value)
            guard distance <= limits.deadEndMetres, distance < best?.distance ?? .infinity else {
                continue
            }
            if isMet, !leaves(piece, segment) { continue }
            best = (other, distance)
        }
        return best
    }

    /// Whether a piece is somewhere farther from a road than a dead end near it may be.
    private func leaves(_ piece: UInt32, _ road: SegmentID) -> Bool {
        func isFar(_ point: ProjectedPoint) -> Bool {
            let foot = network.reference(of: point, on: road)
            return abs(foot?.offset.value ?? 0) > limits.deadEndMetres
        }
        return network.vertices(piece: piece).dropLast().contains { v in
            let (a, b) = (place(v), place(v + 1))
            return isFar(a) || isFar(ProjectedPoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2))
        }
    }
}
