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
        if fixes.covariances.contains(where: { $0 != nil }) {
            let (shaped, sigma) = fixes.shaped(statedSigma: max(1, parameters.sigmaMetres))
            var own = parameters
            own.take(toldSigma: sigma)
            return TrackMatcher(graph, parameters: own).match(shaped, scratch: &scratch)
        }
        guard let rows = fixes.rowsWithoutRepeats else { return weigh(fixes, scratch: &scratch) }
        return weigh(fixes.selecting(rows), scratch: &scratch)
            .repeating(rows, count: fixes.count)
    }

    /// Matches one track with what routes count over its steps.
    private func weigh(_ fixes: TrackFixes, scratch: inout TrackScratch) -> TrackMatch {
        let share = parameters.routeCostShare(fixes.medianStepSeconds)
        let isMisled =
            parameters.usesHeading && fixes.hasUselessHeadings(sigma: parameters.sigmaMetres)
        guard share < 1 || isMisled else { return matchAsStated(fixes, scratch: &scratch) }
        var own = share < 1 ? parameters.weighingRoutes(by: share) : parameters
        if isMisled { own.usesHeading = false }
        return TrackMatcher(graph, parameters: own).matchAsStated(fixes, scratch: &scratch)
    }

    /// Matches until what thinning left out fits the route as well.
    private func matchAsStated(
        _ fixes: TrackFixes,
        scratch: inout TrackScratch
    ) -> TrackMatch {
        scratch.arena.beginTrack()
        for row in fixes.wildRows(sigma: max(1, parameters.sigmaMetres)) {
            scratch.arena.wild.append(Int32(row))
        }
        var result = matchThinned(fixes, scratch: &scratch)
        for _ in 0..<parameters.misfitRounds where scratch.arena.keepMisfits() {
            result = matchThinned(fixes, scratch: &scratch)
        }
        return result
    }

    private func matchThinned(_ fixes: TrackFixes, scratch: inout TrackScratch) -> TrackMatch {
        var result = TrackMatch()
        scratch.arena.verdicts.truncate(to: 0)
        var attempt = firstAttempt(fixes, &scratch.arena)
        let stated = attempt.thinningSigma
        make(attempt, fixes, &scratch.arena, &result)
        // What a track's own residuals say of its accuracy; a few rounds settle.
        var own = ownSigma(attempt.sigma, &scratch.arena)
        for _ in 0..<3 {
            let isDense = 2 * scratch.arena.columns.count < fixes.count
            guard own > 1.25 * attempt.sigma || own < 0.8 * attempt.sigma && !isDense
            else { break }
            let before = (sigma: attempt.sigma, fit: scratch.arena.fit)
            attempt.sigma = own
            make(attempt, fixes, &scratch.arena, &result)
            let ratio = own / before.sigma
            if scratch.arena.fit.leavesMinorRoad(of: before.fit, timesWorse: ratio) {
                attempt.sigma = before.sigma
                make(attempt, fixes, &scratch.arena, &result)
                own = before.sigma
                break
            }
            own = ownSigma(attempt.sigma, &scratch.arena)
        }
        // Only where it would be cheaper is the network left: that needs a sigma that is right.
        let sigma = min(own, attempt.sigma)
        if isNetworkLeft(attempt, sigma: sigma, fixes, &scratch.arena, result) {
            attempt = Attempt(
                sigma: sigma,
                thinningSigma: attempt.thinningSigma * parameters.offNetworkThinningShare,
                leavingCost: leavingCost(fixes)
            )
            make(attempt, fixes, &scratch.arena, &result)
            tell(fixes, &scratch.arena)
            attempt = Attempt(sigma: sigma, thinningSigma: stated)
            make(attempt, fixes, &scratch.arena, &result)
        }
        finish(fixes, attempt, &scratch.arena, &result)
        return result
    }

    /// What one attempt assumes.
    struct Attempt {
        /// One sigma of the fixes, in metres.
        var sigma: Double
        /// The least sigma by which fixes are thinned out, in metres.
        var thinningSigma = 0.0
        /// Cost of leaving the network, and of returning to it; infinite where that is not asked.
        var leavingCost = Double.infinity

        /// Whether the vehicle may leave the network.
        var allowsOffNetwork: Bool { leavingCost < .infinity }
    }

    /// What leaving the network costs on a track that has left it.
    private func leavingCost(_ fixes: TrackFixes) -> Double {
        let relief = parameters.offNetworkTurnRelief * min(5, fixes.medianStepSeconds)
        return parameters.offNetworkTurnCost - relief
    }

    /// Builds the trellis and follows its best way, for the distances of the fixes from it.
    private func make(
        _ attempt: Attempt,
        _ fixes: TrackFixes,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) {
        arena.reset()
        arena.minorFixCost =
            attempt.allowsOffNetwork ? Float(parameters.offNetworkMinorRoadCost) : 0
        // Where a part begins anew is known as well.
        result.interruptions.removeAll { arena.verdicts.count == 0 || !$0.reason.beginsAnew }
        result.sigmaMetres = attempt.sigma
        choose(fixes, max(attempt.sigma, attempt.thinningSigma), &arena)
        walk(fixes, attempt, &arena, &result)
        arena.fit = TrackFit()
        var start = 0
        while start < arena.columns.count {
            let chain = start..<arena.endOfChain(start)
            arena.traceChain(chain)
            arena.fit.total += arena.columns[chain.upperBound - 1].total + parameters.breakCost
            for row in chain where arena.chain[row - start] >= 0 {
                let candidate = arena.candidates[Int(arena.chain[row - start])]
                let memory = row > start ? candidate.memory : 0
                arena.fit.errors += Double(candidate.distanceCost + memory)
                arena.fit.fixes += 1
                if candidate.isMinor { arena.fit.onMinorRoads += 1 }
                let fix = Int(arena.columns[row].fix)
                let dx = fixes.x[fix] - candidate.x
                let dy = fixes.y[fix] - candidate.y
                arena.distances.append(Float(fixes.squared(fix, dx, dy).squareRoot()))
            }
            start = chain.upperBound
        }
    }

    /// Whether leaving the network somewhere would be cheaper than the way found.
    private func isNetworkLeft(
        _ attempt: Attempt,
        sigma: Double,
        _ fixes: TrackFixes,
        _ arena: inout TrackArena,
        _ result: TrackMatch
    ) -> Bool {
        // A fix without a road near, or a road that does not lead on.
        for stop in result.interruptions
        where stop.reason == .offNetwork || stop.reason == .noRoute { return true }
        var start = 0
        while start < arena.columns.count {
            let chain = start..<arena.endOfChain(start)
            arena.traceChain(chain)
            if offNetworkGain(chain, fixes, attempt, sigma: sigma, arena) > 0 { return true }
            start = chain.upperBound
        }
        return false
    }

    /// The sigma to begin with: the stated one, or less where the nearest roads of some fixes speak
    /// for it, which saves most tracks from being matched twice.
    ///
    /// Where fixes are dense, they are thinned by the stated one all the same.
    private func firstAttempt(_ fixes: TrackFixes, _ arena: inout TrackArena) -> Attempt {
        let stated = max(1, parameters.sigmaMetres)
        arena.reset()
        thin(fixes, 0..<fixes.count, parameters.denseThinningShare * stated, &arena)
        let count = arena.kept.count
        guard count >= 12 else { return Attempt(sigma: stated) }
        // As far as the match will look, which then need not look again.
        let farthest = 3 * stated
        let radius = max(farthest, radiusMetres(stated))
        for row in stride(from: 0, to: count, by: max(1, count / 32)) {
            let fix = Int(arena.kept[row])
            let (x, y) = (fixes.x[fix], fixes.y[fix])
            let nearest = arena.nearest(
                graph,
                fix: fix,
                x: x,
                y: y,
                fixes.ellipse(fix),
                radiusSquared: radius * radius
            )
            arena.distances.append(min(nearest ?? .infinity, Float(farthest)))
        }
        let own = ownSigma(stated, count: count, &arena)
        return Attempt(
            sigma: own < 0.8 * stated ? own : stated,
            thinningSigma: 2 * count < fixes.count ? stated : 0
        )
    }

    /// The sigma that the distances of the matched fixes from their route speak for, the stated
    /// one counting as some fixes more.
    private func ownSigma(_ sigma: Double, count: Int? = nil, _ arena: inout TrackArena) -> Double {
        let known = arena.distances.count
        guard known > 0 else { return sigma }
        let count = Double(count ?? known)
        arena.distances.sort()
        // The median of |N(0, σ)| is 0.6745 σ.
        let own = Double(arena.distances[known / 2]) / 0.6745
        let weight = parameters.sigmaWeight
        let stated = parameters.sigmaMetres
        let squared = (weight * stated * stated + count * own * own) / (weight + count)
        return min(60, max(3, squared.squareRoot()))
    }

    /// How far a road may lie from a fix, in metres.
    func radiusMetres(_ sigma: Double) -> Double {
        min(
            parameters.maximumRadiusMetres,
            max(parameters.minimumRadiusMetres, parameters.radiusSigmas * sigma)
        )
    }

    /// The law of distances from the road.
    func law(_ sigma: Double) -> TrackEmission {
        let p = parameters
        let radius = radiusMetres(sigma)
        let stray = max(p.straySigmaMetres, 2 * sigma)
        return TrackEmission(
            perSquare: 1 / (2 * sigma * sigma),
            strayPerSquare: 1 / (2 * stray * stray),
            strayCost: p.strayCost,
            headingX: 0,
            headingY: 1,
            kappa: 0,
            headingLimit: p.headingCostLimit,
            radiusSquared: radius * radius,
            nearSquared: 2.25 * sigma * sigma,
            pieces: p.candidatePieces,
            ellipse: .round
        )
    }

    /// What is known of one fix, as the search needs it.
    func emission(_ fixes: TrackFixes, _ fix: Int, _ sigma: Double) -> TrackEmission {
        let p = parameters
        var emission = law(sigma)
        emission.ellipse = fixes.ellipse(fix)
        let heading = fixes.heading[fix]
        guard p.usesHeading, heading.isFinite else { return emission }
        let spread = headingSpread(fixes, fix)
        (emission.headingX, emission.headingY) = (
            sin(heading * .pi / 180), cos(heading * .pi / 180)
        )
        emission.kappa = 1 / (spread * spread)
        return emission
    }

    /// One sigma of a fix's heading, in radians.
    func headingSpread(_ fixes: TrackFixes, _ fix: Int) -> Double {
        let p = parameters
        let speed = fixes.speed[fix]
        let isSlow = speed.isFinite && speed < p.slowMetresPerSecond
        return (isSlow ? p.slowHeadingSigmaDegrees : p.headingSigmaDegrees) * .pi / 180
    }

    /// The costs of a step over some time between fixes of some sigma.
    func costs(_ seconds: Double, sigma: Double) -> TrackCosts {
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
            rivalSlack: Float(p.rivalLimit),
            detourFactor: Float(p.detourFactor),
            detourMetres: Float(p.detourMetres),
            leastPerMetre: Float(p.costPerMetre + p.costPerSecond / graph.fastestUsual),
            turns: (
                0, Float(p.turnCost), Float(p.sharpTurnCost), Float(p.deadEndTurnCost),
                Float(p.uTurnCost), Float(p.crossingCost)
            ),
            minorEntry: Float(p.minorEntry(sigma)),
            minorRelief: Float(p.minorRoadSeenRelief)
        )
    }
}
