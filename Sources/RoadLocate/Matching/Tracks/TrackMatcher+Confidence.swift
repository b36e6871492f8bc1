import Glibc
import RoadModel
import RoadNetwork

extension TrackMatcher {
    /// How competing routes of a track are weighed.
    func rivalLaw(_ fixes: TrackFixes, _ attempt: Attempt) -> RivalLaw {
        func place(_ i: Int?) -> (x: Float, y: Float) {
            guard let i else { return (.infinity, .infinity) }
            return (Float(fixes.x[i] - graph.originX), Float(fixes.y[i] - graph.originY))
        }
        let rows = 0..<fixes.count
        let first = rows.first { fixes.x[$0].isFinite && fixes.y[$0].isFinite }
        let last = rows.last { fixes.x[$0].isFinite && fixes.y[$0].isFinite }
        return RivalLaw(
            limit: Float(parameters.rivalLimit),
            odds: Float(parameters.rivalOdds),
            scale: Float(parameters.rivalScale),
            perMetre: Float(parameters.rivalScalePerMetre),
            ends: TrackEnds(first: place(first), last: place(last)),
            choice: choice(fixes, attempt)
        )
    }

    /// How drivers choose between competing routes; `nil` over steps so long that whole ways between
    /// two fixes are compared, where this tells no more than the search.
    private func choice(_ fixes: TrackFixes, _ attempt: Attempt) -> RouteChoice? {
        let p = parameters
        guard p.choiceWeight > 0, fixes.medianStepSeconds <= p.choiceLongestStepSeconds
        else { return nil }
        return RouteChoice(
            weight: Float(p.choiceWeight),
            spread: Float(p.choiceSpread),
            passageSeconds: Float(p.choicePassageSeconds),
            perMetre: Float(p.choiceCostPerMetre),
            turnShare: Float(p.choiceTurnShare),
            minorShare: Float(p.choiceMinorRoadShare),
            clockWeight: Float(p.clockWeight),
            margin: Float(p.choiceMargin),
            evidence: RouteEvidence(
                share: Float(p.evidenceShare),
                limit: Float(p.evidenceLimit),
                sigma: Float(attempt.sigma),
                memorySeconds: Float(p.errorMemorySeconds),
                radiusSquared: Float(radiusMetres(attempt.sigma) * radiusMetres(attempt.sigma)),
                headingLimit: Float(p.headingCostLimit)
            ),
            searched: costs(0, sigma: attempt.sigma)
        )
    }

    /// Notes the fixes of a part as evidence for routes.
    func readEvidence(_ fixes: TrackFixes, _ part: Range<Int>, _ arena: inout TrackArena) {
        arena.routeFixes.truncate(to: 0)
        for row in part {
            let fix = Int(arena.columns[row].fix)
            var place = RouteFix(
                x: Float(fixes.x[fix] - graph.originX),
                y: Float(fixes.y[fix] - graph.originY),
                headingX: 0,
                headingY: 1,
                kappa: 0,
                fixes.ellipse(fix)
            )
            let heading = fixes.heading[fix]
            if parameters.usesHeading, heading.isFinite {
                let spread = headingSpread(fixes, fix)
                place.headingX = Float(sin(heading * .pi / 180))
                place.headingY = Float(cos(heading * .pi / 180))
                place.kappa = Float(1 / (spread * spread))
            }
            arena.routeFixes.append(place)
        }
    }

    /// The probability that the route was driven on a row of it.
    @inline(__always)
    func confidence(row: Int, _ arena: borrowing TrackArena) -> Double {
        1 / (1 + max(0, arena.rivalWeight[row]))
    }

    /// Says how sure a whole track is, and lets that count for its fixes.
    ///
    /// Competing routes tell which fixes of a track are the doubtful ones; how many of them are
    /// wrong, the track as a whole tells better. So the mean of the fixes is what the track's
    /// confidence says, and their doubts stand in the ratio that the routes give.
    func judge(
        _ arena: borrowing TrackArena,
        _ fixes: TrackFixes,
        _ result: inout TrackMatch
    ) {
        guard result.routeMetres > 0 else { return }
        let evidence = TrackEvidence(arena, fixes, result)
        let law = ConfidenceLaw.fitted
        let logOdds = law.logOdds(evidence)
        result.evidence = evidence
        let gap = evidence.gapMetres / result.routeMetres
        result.expectedMismatch = min(1, evidence.rivals + evidence.unseen + gap)
        // What was driven in a gap is missing, and that is no question of doubt.
        result.confidence = law.logistic(logOdds) * (gap > 0.02 ? 0.02 : 1)
        var (doubts, count) = (0.0, 0.0)
        // Fixes of one stretch follow each other; the law is not asked twice.
        var (known, doubt) = (Double.nan, 0.0)
        for i in 0..<result.places.count {
            guard let own = result.places[i]?.confidence else { continue }
            if own != known { (known, doubt) = (own, 1 - law.fix(own)) }
            result.places[i]?.confidence = doubt
            doubts += doubt
            count += 1
        }
        guard count > 0 else { return }
        let scale = (1 - law.share(logOdds)) / max(1e-9, doubts / count)
        for i in 0..<result.places.count {
            guard let own = result.places[i]?.confidence else { continue }
            result.places[i]?.confidence = max(0.01, 1 - own * scale)
        }
    }

    /// Lists the competing routes of the track.
    func list(_ arena: borrowing TrackArena, _ result: inout TrackMatch) {
        for i in 0..<arena.rivals.count {
            let rival = arena.rivals[i]
            // One that starts elsewhere on the same segments, or turns round at the very end, is no
            // other route.
            guard rival.added > 1 || rival.missed > 1 else { continue }
            var segments: [SegmentID] = []
            let first = Int(rival.firstState)
            for k in stride(from: first + Int(rival.stateCount) - 1, through: first, by: -1) {
                segments.append(SegmentID(rawValue: graph.segment(arena.rivalStates[k])))
            }
            result.rivals.append(
                TrackMatch.Rival(
                    part: Int(rival.part),
                    leavesAfter: Int(rival.leaves),
                    returnsAt: Int(rival.returns),
                    cost: Double(max(0, rival.cost)),
                    missedMetres: Double(rival.missed),
                    addedMetres: Double(rival.added),
                    probability: Double(rival.probability),
                    segments: segments
                )
            )
        }
        result.rivals.sort { $0.probability > $1.probability }
    }
}
