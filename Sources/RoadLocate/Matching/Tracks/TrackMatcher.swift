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
        var sigma = max(1, parameters.sigmaMetres)
        var result = attempt(fixes, sigma, &scratch.arena)
        // What a track's own residuals say of its accuracy; a few rounds settle.
        for _ in 0..<3 {
            let own = ownSigma(fixes, result, &scratch.arena)
            let isDense = 2 * scratch.arena.columns.count < fixes.count
            guard own > 1.25 * sigma || own < 0.8 * sigma && !isDense else { break }
            sigma = own
            result = attempt(fixes, sigma, &scratch.arena)
        }
        return result
    }

    private func attempt(
        _ fixes: TrackFixes,
        _ sigma: Double,
        _ arena: inout TrackArena
    ) -> TrackMatch {
        var result = TrackMatch()
        result.places = [TrackMatch.Place?](repeating: nil, count: fixes.count)
        result.sigmaMetres = sigma
        arena.reset()
        thin(fixes, sigma, &arena)
        walk(fixes, sigma, &arena, &result)
        finish(fixes, &arena, &result)
        return result
    }

    /// The sigma that the distances of the matched fixes from their route speak for, the stated
    /// one counting as some fixes more.
    private func ownSigma(
        _ fixes: TrackFixes,
        _ match: TrackMatch,
        _ arena: inout TrackArena
    ) -> Double {
        arena.distances.truncate(to: 0)
        for row in 0..<arena.columns.count {
            let fix = Int(arena.columns[row].fix)
            guard let place = match.places[fix] else { continue }
            let dx = fixes.x[fix] - place.x
            let dy = fixes.y[fix] - place.y
            arena.distances.append(Float((dx * dx + dy * dy).squareRoot()))
        }
        let count = arena.distances.count
        guard count > 0 else { return match.sigmaMetres }
        arena.distances.sort()
        // The median of |N(0, σ)| is 0.6745 σ.
        let own = Double(arena.distances[count / 2]) / 0.6745
        let weight = parameters.sigmaWeight
        let stated = parameters.sigmaMetres
        let squared =
            (weight * stated * stated + Double(count) * own * own) / (weight + Double(count))
        return min(60, max(3, squared.squareRoot()))
    }

    /// Chooses the fixes to match: those that lie apart from where the last one chosen stood.
    ///
    /// What is left out is put back on the route afterwards. While a vehicle stands, the mean of
    /// its fixes takes the place of the first, so that the wander of its receiver, whose errors
    /// have a memory, does not drive it in circles.
    private func thin(_ fixes: TrackFixes, _ sigma: Double, _ arena: inout TrackArena) {
        let least = max(parameters.thinningMetres, parameters.thinningSigmas * sigma)
        var (x, y) = (Double.infinity, Double.infinity)
        var (sumX, sumY, count) = (0.0, 0.0, 0.0)
        for i in 0..<fixes.count where fixes.x[i].isFinite && fixes.y[i].isFinite {
            let dx = fixes.x[i] - x
            let dy = fixes.y[i] - y
            if dx * dx + dy * dy >= least * least {
                arena.kept.append(Int32(i))
                (x, y) = (fixes.x[i], fixes.y[i])
                (sumX, sumY, count) = (x, y, 1)
            } else {
                sumX += fixes.x[i]
                sumY += fixes.y[i]
                count += 1
                // A moving car has left the circle before.
                if count >= 5 { (x, y) = (sumX / count, sumY / count) }
            }
        }
    }

    /// How far a road may lie from a fix, in metres.
    func radiusMetres(_ sigma: Double) -> Double {
        min(
            parameters.maximumRadiusMetres,
            max(parameters.minimumRadiusMetres, parameters.radiusSigmas * sigma)
        )
    }

    /// What is known of one fix, as the search needs it.
    func emission(_ fixes: TrackFixes, _ fix: Int, _ sigma: Double) -> TrackEmission {
        let p = parameters
        let radius = radiusMetres(sigma)
        let stray = max(p.straySigmaMetres, 2 * sigma)
        var emission = TrackEmission(
            perSquare: 1 / (2 * sigma * sigma),
            strayPerSquare: 1 / (2 * stray * stray),
            strayCost: p.strayCost,
            headingX: 0,
            headingY: 1,
            kappa: 0,
            headingLimit: p.headingCostLimit,
            radiusSquared: radius * radius,
            nearSquared: 2.25 * sigma * sigma,
            pieces: p.candidatePieces
        )
        let heading = fixes.heading[fix]
        guard p.usesHeading, heading.isFinite else { return emission }
        let speed = fixes.speed[fix]
        let isSlow = speed.isFinite && speed < p.slowMetresPerSecond
        let spread = (isSlow ? p.slowHeadingSigmaDegrees : p.headingSigmaDegrees) * .pi / 180
        (emission.headingX, emission.headingY) = (
            sin(heading * .pi / 180), cos(heading * .pi / 180)
        )
        emission.kappa = 1 / (spread * spread)
        return emission
    }

    /// The costs of a step over some time.
    func costs(_ seconds: Double) -> TrackCosts {
        let p = parameters
        return TrackCosts(
            perMetre: Float(p.costPerMetre),
            perSecond: Float(p.costPerSecond),
            backwardPerMetre: Float(p.backwardCostPerMetre),
            backwardLimit: Float(6 * p.sigmaMetres),
            shortfallPerMetre: Float(p.shortfallCostPerMetre),
            hastePerSecond: Float(p.hasteCostPerSecond),
            leastTimeShare: Float(p.leastTimeShare),
            beam: Float(p.beam),
            detourFactor: Float(p.detourFactor),
            detourMetres: Float(p.detourMetres),
            leastPerMetre: Float(p.costPerMetre + p.costPerSecond / graph.fastestUsual),
            turns: (
                0, Float(p.turnCost), Float(p.sharpTurnCost), Float(p.deadEndTurnCost),
                Float(p.uTurnCost)
            )
        )
    }
}
