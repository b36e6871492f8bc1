import Glibc
import RoadModel
import RoadNetwork

/// Memory of one worker of a `TrackMatcher`.
package struct TrackScratch: ~Copyable {
    var arena: TrackArena

    /// Memory for tracks on a graph.
    package init(_ graph: TrackGraph) { arena = TrackArena(graph) }
}

/// Finds the route of a track and the place of each of its fixes.
///
/// A hidden Markov model in log space (P. Newson, J. Krumm, "Hidden Markov map matching through
/// noise and sparseness", 2009) with costs that add up along a route, so that one search from all
/// hypotheses of a fix answers a whole step; see `Docs/Methods/map-matching.md`.
package struct TrackMatcher: Sendable {
    /// The graph.
    package let graph: TrackGraph
    /// The constants.
    package let parameters: TrackMatcherParameters

    /// Makes a matcher; it may be shared between threads, a scratch may not.
    package init(
        _ graph: TrackGraph,
        parameters: TrackMatcherParameters = TrackMatcherParameters()
    ) {
        (self.graph, self.parameters) = (graph, parameters)
    }

    /// Matches one track.
    package func match(_ fixes: TrackFixes, scratch: inout TrackScratch) -> TrackMatch {
        var result = TrackMatch()
        result.places = [TrackMatch.Place?](repeating: nil, count: fixes.count)
        let sigma = parameters.sigmaMetres
        result.sigmaMetres = sigma
        scratch.arena.reset()
        thin(fixes, sigma, &scratch.arena)
        walk(fixes, sigma, &scratch.arena, &result)
        finish(fixes, &scratch.arena, &result)
        return result
    }

    /// Chooses the fixes to match: those that lie apart from the last one chosen, and the last.
    ///
    /// What is left out is put back on the route afterwards. Thinning keeps a parked car from
    /// driving in circles: correlated errors of a standing receiver rarely reach this far.
    private func thin(_ fixes: TrackFixes, _ sigma: Double, _ arena: inout TrackArena) {
        let least = max(parameters.thinningMetres, parameters.thinningSigmas * sigma)
        var last = -1
        for i in 0..<fixes.count where fixes.x[i].isFinite && fixes.y[i].isFinite {
            if last >= 0, i < fixes.count - 1 {
                let dx = fixes.x[i] - fixes.x[last]
                let dy = fixes.y[i] - fixes.y[last]
                if dx * dx + dy * dy < least * least { continue }
            }
            arena.kept.append(Int32(i))
            last = i
        }
    }

    /// Builds the trellis column by column.
    private func walk(
        _ fixes: TrackFixes,
        _ sigma: Double,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) {
        var previous = -1
        for row in 0..<arena.kept.count {
            let fix = Int(arena.kept[row])
            let first = arena.candidates.count
            let count = arena.search(
                graph, x: fixes.x[fix], y: fixes.y[fix], emission(fixes, fix, sigma))
            guard count > 0 else {
                result.interruptions.append(.init(fix: fix, reason: .noCandidate))
                continue
            }
            var column = TrackColumn(
                fix: Int32(fix), first: Int32(first), count: Int32(count), isStart: previous < 0)
            if previous >= 0, let reason = step(fixes, arena.columns[previous], column, &arena) {
                result.interruptions.append(.init(fix: fix, reason: reason))
                column.isStart = true
            }
            if column.isStart { arena.begin(column.candidates) }
            arena.columns.append(column)
            previous = arena.columns.count - 1
        }
    }

    /// Goes from one column to the next; the reason when that is impossible.
    private func step(
        _ fixes: TrackFixes,
        _ before: TrackColumn,
        _ column: TrackColumn,
        _ arena: inout TrackArena
    ) -> TrackMatch.Break? {
        let (a, b) = (Int(before.fix), Int(column.fix))
        let seconds = max(0, fixes.seconds[b] - fixes.seconds[a])
        let dx = fixes.x[b] - fixes.x[a]
        let dy = fixes.y[b] - fixes.y[a]
        let distance = (dx * dx + dy * dy).squareRoot()
        if seconds > parameters.longestGapSeconds { return .gap }
        if distance > parameters.fastestMetresPerSecond * (seconds + 2) + 100 {
            return .impossibleSpeed
        }
        let step = TrackStep(
            x: Float(fixes.x[b] - graph.originX), y: Float(fixes.y[b] - graph.originY),
            distance: Float(distance), seconds: Float(seconds), costs: costs(seconds))
        return arena.sweep(graph, from: before.candidates, to: column.candidates, step)
            ? nil : .noRoute
    }

    /// What is known of one fix, as the search needs it.
    private func emission(_ fixes: TrackFixes, _ fix: Int, _ sigma: Double) -> TrackEmission {
        let p = parameters
        let radius = min(
            p.maximumRadiusMetres, max(p.minimumRadiusMetres, p.radiusSigmas * sigma))
        let stray = max(p.straySigmaMetres, 2 * sigma)
        var emission = TrackEmission(
            perSquare: 1 / (2 * sigma * sigma), strayPerSquare: 1 / (2 * stray * stray),
            strayCost: p.strayCost, headingX: 0, headingY: 1, kappa: 0,
            headingLimit: p.headingCostLimit, radiusSquared: radius * radius,
            nearSquared: 2.25 * sigma * sigma, pieces: p.candidatePieces)
        let heading = fixes.heading[fix]
        guard p.usesHeading, heading.isFinite else { return emission }
        let speed = fixes.speed[fix]
        let isSlow = speed.isFinite && speed < p.slowMetresPerSecond
        let spread = (isSlow ? p.slowHeadingSigmaDegrees : p.headingSigmaDegrees) * .pi / 180
        (emission.headingX, emission.headingY) = (sin(heading * .pi / 180), cos(heading * .pi / 180))
        emission.kappa = 1 / (spread * spread)
        return emission
    }

    /// The costs of a step over some time.
    private func costs(_ seconds: Double) -> TrackCosts {
        let p = parameters
        return TrackCosts(
            perMetre: Float(p.costPerMetre), perSecond: Float(p.costPerSecond),
            backwardPerMetre: Float(p.backwardCostPerMetre),
            backwardLimit: Float(6 * p.sigmaMetres),
            shortfallPerMetre: Float(p.shortfallCostPerMetre),
            hastePerSecond: Float(p.hasteCostPerSecond),
            leastTimeShare: Float(p.leastTimeShare), beam: Float(p.beam),
            detourFactor: Float(p.detourFactor), detourMetres: Float(p.detourMetres),
            leastPerMetre: Float(p.costPerMetre + p.costPerSecond / graph.fastestUsual),
            turns: (
                0, Float(p.turnCost), Float(p.sharpTurnCost), Float(p.deadEndTurnCost),
                Float(p.uTurnCost)
            ))
    }
}
