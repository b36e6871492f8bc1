import RoadModel

/// Checks that look at one piece after another.
struct PieceChecks {
    /// What was found.
    private(set) var findings: [NetworkFinding] = []
    private let network: CompiledNetwork

    /// Runs the checks.
    init(_ network: CompiledNetwork, _ limits: NetworkValidation.Limits) {
        self.network = network
        var byEnds: [UInt64: [UInt32]] = [:]
        var unclassed: Set<Int64> = []
        for piece in 0..<UInt32(network.pieceCount) {
            let c = network.columns
            let way = c.pieceWay[piece]
            if network.roadClass(piece: piece) == .unknown, unclassed.insert(way).inserted {
                add(.classMissing, piece)
            }
            let length = network.length(piece: piece).value
            if length < limits.shortestMetres { add(.shortPiece, piece, metres: length) }
            let (a, b) = (c.pieceStart[piece], c.pieceEnd[piece])
            byEnds[UInt64(min(a, b)) << 32 | UInt64(max(a, b)), default: []].append(piece)
        }
        for (_, pieces) in byEnds.sorted(by: { $0.key < $1.key }) where pieces.count > 1 {
            for (i, piece) in pieces.enumerated() {
                for other in pieces[..<i] where haveSameLine(piece, other) {
                    add(
                        .duplicateGeometry,
                        piece,
                        otherWay: network.columns.pieceWay[other],
                        metres: network.length(piece: piece).value
                    )
                }
            }
        }
        checkRoundabouts()
    }

    private mutating func add(
        _ code: NetworkFinding.Code,
        _ piece: UInt32,
        otherWay: Int64 = 0,
        metres: Double = 0
    ) {
        let v = network.vertices(piece: piece).lowerBound
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

    private func haveSameLine(_ a: UInt32, _ b: UInt32) -> Bool {
        let (first, second) = (network.vertices(piece: a), network.vertices(piece: b))
        guard first.count == second.count else { return false }
        let c = network.columns
        func isSame(_ v: Int, _ w: Int) -> Bool {
            c.vertexX[v] == c.vertexX[w] && c.vertexY[v] == c.vertexY[w]
        }
        return zip(first, second).allSatisfy(isSame)
            || zip(first, second.reversed()).allSatisfy(isSame)
    }

    /// Roundabouts whose pieces make a ring: the ring must turn to the left.
    private mutating func checkRoundabouts() {
        let c = network.columns
        var next: [UInt32: UInt32] = [:]
        for piece in 0..<UInt32(network.pieceCount) {
            let flags = SegmentFlags(rawValue: c.pieceFlags[piece])
            if flags.contains([.roundabout, .oneWay]) { next[c.pieceStart[piece]] = piece }
        }
        var seen: Set<UInt32> = []
        for (_, start) in next.sorted(by: { $0.value < $1.value }) where !seen.contains(start) {
            var area = 0.0
            var piece = start
            var steps = 0
            var isRing = false
            while steps < 256, seen.insert(piece).inserted {
                let rows = network.vertices(piece: piece)
                for v in rows.dropLast() {
                    area += c.vertexX[v] * c.vertexY[v + 1] - c.vertexX[v + 1] * c.vertexY[v]
                }
                steps += 1
                guard let following = next[c.pieceEnd[piece]] else { break }
                if following == start {
                    isRing = true
                    break
                }
                piece = following
            }
            if isRing, area < 0 { add(.roundaboutDirection, start) }
        }
    }
}
