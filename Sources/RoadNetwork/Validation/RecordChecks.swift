import RoadModel

/// Checks of restrictions and kilometre posts.
enum RecordChecks {
    /// Runs the checks.
    static func findings(_ network: CompiledNetwork) -> [NetworkFinding] {
        restrictions(network) + posts(network)
    }

    private static func restrictions(_ network: CompiledNetwork) -> [NetworkFinding] {
        let restrictions = network.restrictions
        guard !restrictions.isEmpty else { return [] }
        let c = network.columns
        var ends: [Int64: Set<UInt32>] = [:]
        var first: [Int64: UInt32] = [:]
        var wanted: Set<Int64> = []
        for turn in restrictions { wanted.formUnion([turn.fromWay, turn.toWay] + turn.viaWays) }
        for piece in 0..<UInt32(network.pieceCount) where wanted.contains(c.pieceWay[piece]) {
            let way = c.pieceWay[piece]
            ends[way, default: []].formUnion([c.pieceStart[piece], c.pieceEnd[piece]])
            first[way] = first[way] ?? piece
        }
        return restrictions.compactMap { turn in
            let chain = [turn.fromWay] + turn.viaWays + [turn.toWay]
            let areMet = zip(chain, chain.dropFirst()).allSatisfy { a, b in
                let shared = ends[a, default: []].intersection(ends[b, default: []])
                guard turn.viaWays.isEmpty else { return !shared.isEmpty || a == b }
                return shared.contains { c.nodeSource[$0] == turn.viaNode }
            }
            guard !areMet, let piece = first[turn.fromWay] ?? first[turn.toWay] else { return nil }
            let v = network.vertices(piece: piece).lowerBound
            return NetworkFinding(
                .restrictionUnresolved,
                way: turn.fromWay,
                otherWay: turn.toWay,
                at: ProjectedPoint(x: c.vertexX[v], y: c.vertexY[v])
            )
        }
    }

    private static func posts(_ network: CompiledNetwork) -> [NetworkFinding] {
        let posts = network.posts
        guard !posts.isEmpty else { return [] }
        let referencing = LinearReferencing.build(network)
        let lists: [(NetworkFinding.Code, [Int])] = [
            (.postLoose, referencing.loosePosts),
            (.postContradicts, referencing.contradictingPosts),
        ]
        return lists.flatMap { code, rows in
            rows.map { NetworkFinding(code, way: 0, at: posts[$0].point) }
        }
    }
}
