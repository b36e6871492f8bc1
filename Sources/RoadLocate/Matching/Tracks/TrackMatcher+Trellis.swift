import Glibc
import RoadModel
import RoadNetwork

/// Fixes at the end of the trellis that may have to be left out.
private struct TrackDoubt {
    /// The last column beyond doubt.
    var base: Int
    /// Cost of the way from there through the doubtful columns.
    var cost: Float
    /// How much of it is more than twice what a straight road costs.
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
        _ attempt: Attempt,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) {
        var doubt: TrackDoubt?
        // Where the network may be left, doing so must not be cheap enough to escape doubt.
        let minorEntry = Float(parameters.minorEntry(attempt.sigma))
        let usual = attempt.allowsOffNetwork ? Float(parameters.offNetworkDetour / 1.25) : 1.3
        for row in 0..<arena.kept.count {
            let fix = Int(arena.kept[row])
            let first = arena.candidates.count
            let told = row < arena.keptKinds.count ? arena.keptKinds[row] : .driven
            let count =
                told.isOff
                ? 0
                : arena.search(
                    graph,
                    fix: fix,
                    x: fixes.x[fix],
                    y: fixes.y[fix],
                    emission(fixes, fix, attempt.sigma)
                )
            guard count > 0 || attempt.allowsOffNetwork || told.isOff else {
                result.interruptions.append(.init(fix: fix, reason: .offNetwork))
                continue
            }
            var column = TrackColumn(
                fix: Int32(fix),
                first: Int32(first),
                count: Int32(count),
                isStart: false
            )
            if told != .driven {
                doubt = nil
                arena.obey(graph, told, &column, minorEntry: minorEntry)
                arena.columns.append(column)
                continue
            }
            guard arena.columns.count > 0 else {
                let offCost = startOffCost(fixes, fix, attempt)
                arena.begin(graph, &column, minorEntry: minorEntry, offCost: offCost)
                arena.columns.append(column)
                continue
            }
            let last = arena.columns.count - 1
            let twin = doubt == nil ? nil : arena.twin(column)
            var cost = go(fixes, attempt, last, &column, &arena, &result)
            if var known = doubt, var twin {
                let skipped = Float(arena.columns.count - 1 - known.base)
                let price =
                    skipped * Float(parameters.outlierCost)
                    + 0.4 * plainCost(fixes, Int(arena.columns[known.base].fix), fix)
                var ignored = TrackMatch()
                let direct =
                    go(fixes, attempt, known.base, &twin, &arena, &ignored)
                    + price
                known.cost += cost
                if !twin.isStart, direct < known.cost {
                    leaveOut(known, &arena, &result)
                    column = twin
                    column.total = arena.columns[known.base].total + Double(direct)
                    cost = direct - price
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
            let plain = plainCost(fixes, a, fix)
            let isLost = column.isStart && result.interruptions.last?.reason != .gap
            if isLost || cost - usual * plain > Float(parameters.doubtCost) {
                let excess = isLost ? Float.infinity : cost - 2 * plain
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
            $0.fix > Int(arena.columns[doubt.base].fix) && $0.reason != .offNetwork
        }
        for row in (doubt.base + 1)..<arena.columns.count {
            let column = arena.columns[row]
            result.interruptions.append(
                .init(fix: Int(column.fix), reason: column.count == 0 ? .offNetwork : .outlier)
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

    /// What a fix off the network costs: with a heading more, because on a road it is one of two
    /// directions and here any.
    ///
    /// `base` is the price without a heading, by default that of a fix inside a stretch.
    func offFixCost(_ fixes: TrackFixes, _ fix: Int, _ base: Double? = nil) -> Float {
        var cost = base ?? parameters.offNetworkFixCost
        if parameters.usesHeading, fixes.heading[fix].isFinite {
            // The greatest density of a normal law against that of all directions alike.
            cost +=
                parameters.offNetworkHeadingShare
                * max(0, log(2.5066 / headingSpread(fixes, fix)))
        }
        return Float(cost)
    }

    /// What it costs to begin off the network.
    private func startOffCost(_ fixes: TrackFixes, _ fix: Int, _ attempt: Attempt) -> Float {
        attempt.allowsOffNetwork
            ? Float(attempt.leavingCost) + offFixCost(fixes, fix) : .infinity
    }

    /// What a way off the network between two fixes costs.
    private func offCost(_ fixes: TrackFixes, _ a: Int, _ b: Int) -> Float {
        // Not the time since the last fix kept: a vehicle may have waited there.
        let isLong = b > 0 && fixes.seconds[b] - fixes.seconds[b - 1] > 20
        return plainCost(fixes, a, b) * Float(parameters.offNetworkDetour / 1.25)
            + (isLong ? Float(parameters.offNetworkLongStepCost) : 0)
    }

    /// The longest time without a place from one fix to another; a parked vehicle is not silent.
    private func longestSilence(_ fixes: TrackFixes, _ a: Int, _ b: Int) -> Double {
        var longest = 0.0
        var last = fixes.seconds[a]
        for i in (a + 1)..<max(a + 1, b + 1) where fixes.x[i].isFinite && fixes.y[i].isFinite {
            longest = max(longest, fixes.seconds[i] - last)
            last = fixes.seconds[i]
        }
        return longest
    }

    /// The step between two fixes, towards the second.
    func step(_ fixes: TrackFixes, _ a: Int, _ b: Int, _ attempt: Attempt) -> TrackStep {
        let seconds = abs(fixes.seconds[b] - fixes.seconds[a])
        let dx = fixes.x[b] - fixes.x[a]
        let dy = fixes.y[b] - fixes.y[a]
        var costs = costs(seconds, sigma: attempt.sigma)
        // Along a longer axis errors take a vehicle farther back.
        costs.backwardLimit *= Float(max(fixes.ellipse(a).stretch, fixes.ellipse(b).stretch))
        return TrackStep(
            x: Float(fixes.x[b] - graph.originX),
            y: Float(fixes.y[b] - graph.originY),
            originX: graph.originX,
            originY: graph.originY,
            distance: Float((dx * dx + dy * dy).squareRoot()),
            seconds: Float(seconds),
            costs: costs,
            memory: memory(seconds, attempt)
        )
    }

    /// What errors remember over some time.
    private func memory(_ seconds: Double, _ attempt: Attempt) -> ErrorMemory {
        // Two fixes of one second need not be equal.
        var share = min(0.95, exp(-seconds / parameters.errorMemorySeconds))
        if attempt.allowsOffNetwork { share *= parameters.offNetworkMemoryShare }
        guard share > 0.05 else { return ErrorMemory() }
        return ErrorMemory(
            share: Float(share),
            perSquare: Float(1 / (2 * attempt.sigma * attempt.sigma)),
            resetCost: Float(parameters.errorResetCost)
        )
    }

    /// Goes from a column to a new one, which begins a chain when there is no way.
    private func go(
        _ fixes: TrackFixes,
        _ attempt: Attempt,
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
        if seconds > parameters.longestGapSeconds,
            longestSilence(fixes, a, b) > parameters.longestGapSeconds
        {
            reason = .gap
        } else if distance > parameters.fastestMetresPerSecond * (seconds + 2) + 100 {
            reason = .impossibleSpeed
        } else {
            var off = OffNetworkArrival()
            if attempt.allowsOffNetwork {
                let plain = offCost(fixes, a, b)
                let turn = Float(attempt.leavingCost)
                let fixCost = offFixCost(fixes, b)
                off.cost = before.offScore + plain + turn
                column.offScore = before.offScore + plain + fixCost
                column.offPrevious = TrackPlace.offNetwork
                let road = arena.cheapest(before)
                if road >= 0 {
                    off.hopCost = arena.candidates[road].score + plain + 2 * turn
                    off.hopFrom = Int32(road)
                    let leaving = arena.candidates[road].score + turn + plain + fixCost
                    if leaving < column.offScore {
                        (column.offScore, column.offPrevious) = (leaving, Int32(road))
                    }
                }
            }
            cost = arena.sweep(
                graph.forward,
                from: before.candidates,
                to: &column,
                step(fixes, a, b, attempt),
                off: off
            )
        }
        let most = Float(parameters.breakCost) + plainCost(fixes, a, b)
        if cost <= most + 60 {
            column.total = before.total + Double(cost)
            return cost
        }
        arena.begin(
            graph,
            &column,
            minorEntry: Float(parameters.minorEntry(attempt.sigma)),
            offCost: startOffCost(fixes, b, attempt)
        )
        result.interruptions.append(.init(fix: b, reason: reason))
        return most
    }

    /// The most that leaving the network somewhere on the way of a chain would save: the greatest
    /// sum of a run of steps, each counted by what it costs more than a step beside the roads.
    ///
    /// `sigma` is the accuracy for which distances from the road are counted.
    func offNetworkGain(
        _ chain: Range<Int>,
        _ fixes: TrackFixes,
        _ attempt: Attempt,
        sigma: Double,
        _ arena: borrowing TrackArena
    ) -> Float {
        let (used, real) = (law(attempt.sigma), law(sigma))
        let turn = Float(parameters.offNetworkTurnCost)
        var best = -Float.infinity
        var running = -turn
        for row in chain.dropFirst() {
            let (here, before) = (arena.columns[row], arena.columns[row - 1])
            let k = row - chain.lowerBound
            let (to, from) = (Int(arena.chain[k]), Int(arena.chain[k - 1]))
            guard to >= 0, from >= 0 else { return 0 }
            let change = arena.candidates[to].score - arena.candidates[from].score
            var cost = Float(here.total - before.total) + change - arena.candidates[to].memory
            if sigma != attempt.sigma {
                let dx = fixes.x[Int(here.fix)] - arena.candidates[to].x
                let dy = fixes.y[Int(here.fix)] - arena.candidates[to].y
                let squared = fixes.squared(Int(here.fix), dx, dy)
                let plain = dx * dx + dy * dy
                cost += Float(real.cost(squared, plain) - used.cost(squared, plain))
            }
            running =
                max(running, -turn) + cost - offCost(fixes, Int(before.fix), Int(here.fix))
            best = max(best, running - arena.candidates[to].emission - turn)
            running -= offFixCost(fixes, Int(here.fix))
            best = max(best, running - (row == chain.upperBound - 1 ? 0 : turn))
        }
        return best
    }
}
