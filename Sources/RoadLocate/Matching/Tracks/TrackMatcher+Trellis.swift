import RoadModel
import RoadNetwork

/// Fixes at the end of the trellis that may have to be left out.
private struct TrackDoubt {
    /// The last column beyond doubt.
    var base: Int
    /// Cost of the way from there through the doubtful columns.
    var cost: Float
    /// How much of it is more than a straight road costs.
    var excess: Float
}

extension TrackMatcher {
    /// Builds the trellis column by column.
    ///
    /// A step that costs far more than the distance it covers throws doubt on its fix. Until
    /// the doubt is settled, every further fix is also reached from the last one beyond doubt;
    /// when that is cheaper, although each fix left out has its price, what lies between were
    /// outliers. So one bad fix makes neither a detour nor a break, and a real change of road
    /// costs its price once.
    func walk(
        _ fixes: TrackFixes,
        _ sigma: Double,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) {
        var doubt: TrackDoubt?
        for row in 0..<arena.kept.count {
            let fix = Int(arena.kept[row])
            let first = arena.candidates.count
            let count = arena.search(
                graph,
                x: fixes.x[fix],
                y: fixes.y[fix],
                emission(fixes, fix, sigma)
            )
            guard count > 0 else {
                result.interruptions.append(.init(fix: fix, reason: .noCandidate))
                continue
            }
            var column = TrackColumn(
                fix: Int32(fix),
                first: Int32(first),
                count: Int32(count),
                isStart: false
            )
            guard arena.columns.count > 0 else {
                column.isStart = true
                arena.begin(column.candidates)
                arena.columns.append(column)
                continue
            }
            let last = arena.columns.count - 1
            let twin = doubt == nil ? nil : arena.twin(column)
            var cost = go(fixes, last, &column, &arena, &result)
            if var known = doubt, var twin {
                let skipped = Float(arena.columns.count - 1 - known.base)
                var ignored = TrackMatch()
                let direct =
                    go(fixes, known.base, &twin, &arena, &ignored)
                    + skipped * Float(parameters.outlierCost)
                known.cost += cost
                if !twin.isStart, direct < known.cost {
                    leaveOut(known, &arena, &result)
                    column = twin
                    cost = direct - skipped * Float(parameters.outlierCost)
                    doubt = nil
                } else if Int(skipped) >= parameters.longestDoubt
                    || direct > known.cost + Float(parameters.breakCost)
                {
                    doubt = nil
                    arena.columns.append(column)
                    continue
                } else {
                    doubt = known
                }
            }
            let base = arena.columns.count - 1
            arena.columns.append(column)
            guard doubt == nil else { continue }
            let a = Int(arena.columns[base].fix)
            let excess = cost - plainCost(fixes, a, fix)
            if excess > Float(parameters.doubtCost) {
                doubt = TrackDoubt(base: base, cost: cost, excess: excess)
            }
        }
        // A doubt at the very end stays one: the last fixes of a track that lead far away.
        if let doubt, arena.columns.count - 1 - doubt.base <= parameters.trailingOutliers,
            doubt.excess > Float(parameters.trailingOutlierCost)
        {
            leaveOut(doubt, &arena, &result)
        }
    }

    /// Takes the doubtful columns back.
    private func leaveOut(
        _ doubt: TrackDoubt,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) {
        result.interruptions.removeAll {
            $0.fix > Int(arena.columns[doubt.base].fix) && $0.reason != .noCandidate
        }
        for row in (doubt.base + 1)..<arena.columns.count {
            result.interruptions.append(
                .init(fix: Int(arena.columns[row].fix), reason: .outlier)
            )
        }
        arena.columns.truncate(to: doubt.base + 1)
    }

    /// What a step along a straight road of that length costs.
    private func plainCost(_ fixes: TrackFixes, _ a: Int, _ b: Int) -> Float {
        let dx = fixes.x[b] - fixes.x[a]
        let dy = fixes.y[b] - fixes.y[a]
        let perMetre = parameters.costPerMetre + parameters.costPerSecond / 12
        return Float((dx * dx + dy * dy).squareRoot() * perMetre * 1.25)
    }

    /// The step between two fixes, towards the second.
    func step(_ fixes: TrackFixes, _ a: Int, _ b: Int) -> TrackStep {
        let seconds = abs(fixes.seconds[b] - fixes.seconds[a])
        let dx = fixes.x[b] - fixes.x[a]
        let dy = fixes.y[b] - fixes.y[a]
        return TrackStep(
            x: Float(fixes.x[b] - graph.originX),
            y: Float(fixes.y[b] - graph.originY),
            originX: graph.originX,
            originY: graph.originY,
            distance: Float((dx * dx + dy * dy).squareRoot()),
            seconds: Float(seconds),
            costs: costs(seconds)
        )
    }

    /// Goes from a column to a new one, which begins a part when there is no way.
    private func go(
        _ fixes: TrackFixes,
        _ from: Int,
        _ column: inout TrackColumn,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) -> Float {
        var cost = Float.infinity
        let before = arena.columns[from]
        let (a, b) = (Int(before.fix), Int(column.fix))
        let seconds = max(0, fixes.seconds[b] - fixes.seconds[a])
        let dx = fixes.x[b] - fixes.x[a]
        let dy = fixes.y[b] - fixes.y[a]
        let distance = (dx * dx + dy * dy).squareRoot()
        var reason = TrackMatch.Break.noRoute
        if seconds > parameters.longestGapSeconds {
            reason = .gap
        } else if distance > parameters.fastestMetresPerSecond * (seconds + 2) + 100 {
            reason = .impossibleSpeed
        } else {
            let step = step(fixes, a, b)
            cost = arena.sweep(
                graph.forward,
                from: before.candidates,
                to: column.candidates,
                step
            )
        }
        let most = Float(parameters.breakCost) + plainCost(fixes, a, b)
        if cost <= most + 60 { return cost }
        column.isStart = true
        arena.begin(column.candidates)
        result.interruptions.append(.init(fix: b, reason: reason))
        return most
    }
}
