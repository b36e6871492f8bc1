import RoadNetwork

extension TrackArena {
    /// Sums up a row of states; the first is entered from `before`, `after` from the last.
    func stretch(
        _ graph: TrackGraph,
        _ costs: TrackCosts,
        from before: UInt32,
        to after: UInt32,
        count: Int,
        _ state: (Int) -> UInt32
    ) -> RouteStretch {
        var sum = RouteStretch()
        var last = before
        var (way, seconds) = (Int64.min, Float(0))
        for i in 0...count {
            let here = i < count ? state(i) : after
            addTurn(graph, costs, last, here, &sum)
            last = here
            guard i < count else { break }
            let record = graph.forward.states[Int(here)]
            sum.metres += record.length
            sum.seconds += record.seconds
            let own = graph.lines.way(graph.lines.piece(graph.segment(here)))
            if own != way {
                sum.scatter += seconds * seconds
                (way, seconds) = (own, 0)
            }
            seconds += record.seconds
        }
        sum.scatter += seconds * seconds
        return sum
    }

    @inline(__always)
    private func addTurn(
        _ graph: TrackGraph,
        _ costs: TrackCosts,
        _ from: UInt32,
        _ onto: UInt32,
        _ sum: inout RouteStretch
    ) {
        let record = graph.forward.states[Int(from)]
        let exits = Int(record.firstExit)..<Int(record.firstExit + record.exitCount)
        for i in exits where graph.forward.exits[i].state == onto {
            let kind = graph.forward.exits[i].kind
            if kind & TrackExit.ontoMinor != 0 { sum.minorEntries += 1 }
            let turn = kind & TrackExit.turnBits
            switch TurnKind(rawValue: UInt8(turn)) {
            case .turn, .sharp: sum.turns += costs.plainTurn(turn)
            case .crossing: sum.crossings += costs.plainTurn(turn)
            case .uTurn, .deadEnd, .stub: sum.reversals += costs.plainTurn(turn)
            case .besideStub: return
            default: break
            }
            sum.passages += 1
            return
        }
    }

    /// How much more a competing route costs by the law of choice than by that of the search; `nil`
    /// where the two are not two ways around each other.
    mutating func choiceChange(
        _ graph: TrackGraph,
        _ rival: TrackRival,
        _ choice: RouteChoice
    ) -> Float? {
        let (leaves, returns) = (Int(rival.leaves), Int(rival.returns))
        let (count, first) = (Int(rival.stateCount), Int(rival.firstState))
        guard leaves >= 0, returns < route.count, leaves + 1 < returns, count > 0 else {
            return nil
        }
        let (before, after) = (route.base[leaves], route.base[returns])
        let other = stretch(graph, choice.searched, from: before, to: after, count: count) {
            rivalStates.base[first + count - 1 - $0]
        }
        let own = stretch(
            graph,
            choice.searched,
            from: before,
            to: after,
            count: returns - leaves - 1
        ) { route.base[leaves + 1 + $0] }
        let searched = choice.searchedCost(other) - choice.searchedCost(own)
        // Where fixes speak so strongly for the dearer one, something else is different too.
        guard abs(rival.cost - searched) < RouteChoice.strongest * choice.weight else { return nil }
        let clock = clockChange(leaves, returns, by: other.seconds - own.seconds)
        let chosen = choice.chosenCost(other, over: own)
        let found = rival.cost - searched + choice.clockWeight * clock
        let evidence = choice.evidence
        var said = found
        if evidence.share > 0, chosen + found < evidence.limit,
            let gain = evidenceGain(graph, rival, evidence)
        {
            said = (1 - evidence.share) * found - evidence.share * gain
        }
        return chosen + said - rival.cost
    }

    /// Reads the driving time off the route: fills `usualAt` and `timeAt` for the columns of a part
    /// and finds the pace of the drive.
    mutating func readClock(_ graph: TrackGraph, _ part: Range<Int>, _ seconds: [Double]) {
        ownColumns = nil
        usualAt.truncate(to: 0)
        timeAt.truncate(to: 0)
        paces.truncate(to: 0)
        var (row, before) = (0, Float(0))
        for k in 0..<part.count {
            while row < Int(routeRow.base[k]) {
                before += graph.forward.states[Int(route.base[row])].seconds
                row += 1
            }
            let record = graph.forward.states[Int(route.base[row])]
            let share = record.length > 0 ? candidates[Int(chosen[k])].measure / record.length : 0
            usualAt.append(before + share * record.seconds)
            timeAt.append(seconds[Int(columns[part.lowerBound + k].fix)])
            guard k > 0, timeAt.base[k] > timeAt.base[k - 1] else { continue }
            let usual = usualAt.base[k] - usualAt.base[k - 1]
            paces.append(max(0, usual) / Float(timeAt.base[k] - timeAt.base[k - 1]))
        }
        paces.sort()
        pace = paces.count > 0 ? max(0.01, paces.base[paces.count / 2]) : 0
    }

    /// How much more a competing route, by so many usual seconds longer, costs by the clock.
    private func clockChange(_ leaves: Int, _ returns: Int, by seconds: Float) -> Float {
        // The last column before the routes part, and the first one after they meet.
        let last = firstColumn { Int($0) > leaves } - 1
        let next = firstColumn { Int($0) >= returns }
        guard pace > 0, last >= 0, next < usualAt.count else { return 0 }
        let elapsed = Float(timeAt.base[next] - timeAt.base[last])
        let usual = usualAt.base[next] - usualAt.base[last]
        func cost(_ usual: Float) -> Float {
            DrivingClock.cost(usual: usual, elapsed: elapsed, pace: pace, steps: next - last)
        }
        return cost(usual + seconds) - cost(usual)
    }

    /// The first column of the part for whose row on the route a test holds, by bisection.
    func firstColumn(_ holds: (Int32) -> Bool) -> Int {
        var (low, high) = (0, routeRow.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(routeRow.base[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Puts competing routes in the place of the reported one where drivers would prefer them.
    ///
    /// Of those that overlap the better one is taken.
    ///
    /// - Returns: Whether there were any; the list of competing routes is out of date then.
    mutating func takePreferred(_ part: Range<Int>, from before: Int, _ choice: RouteChoice) -> Bool
    {
        var taken: [Int] = []
        while true {
            var best = -1
            for i in before..<rivals.count where isPreferred(i, choice) {
                guard best < 0 || rivals.base[i].cost < rivals.base[best].cost,
                    !taken.contains(where: { overlap(i, $0) }), isWhole(rivals.base[i], part)
                else { continue }
                best = i
            }
            guard best >= 0 else { break }
            taken.append(best)
        }
        // From the last one on: rows before it stay what they are.
        taken.sort { rivals.base[$0].leaves > rivals.base[$1].leaves }
        for i in taken { take(rivals.base[i], part) }
        return !taken.isEmpty
    }

    private func isPreferred(_ i: Int, _ choice: RouteChoice) -> Bool {
        rivals.base[i].isWeighed && rivals.base[i].cost < -choice.margin
    }

    private func overlap(_ i: Int, _ j: Int) -> Bool {
        let (a, b) = (rivals.base[i], rivals.base[j])
        let rows = a.leaves < b.returns && b.leaves < a.returns
        let columns =
            a.column - a.stopCount <= b.column && b.column - b.stopCount <= a.column
        return rows || columns
    }

    /// Whether the fixes before and behind a competing route stay on the reported one.
    private func isWhole(_ rival: TrackRival, _ part: Range<Int>) -> Bool {
        let untouched = Int(rival.column - rival.stopCount)
        if untouched < 0 {
            // The part must still begin on its first row.
            let first = rivalStops.base[Int(rival.firstStop) + Int(rival.stopCount) - 1]
            if rival.leaves + Int32(rival.stateCount) - first.behind > 0 { return false }
        }
        for k in 0..<part.count {
            if k > Int(rival.column) {
                if routeRow.base[k] < rival.returns { return false }
            } else if k <= untouched {
                if routeRow.base[k] > rival.leaves { return false }
            }
        }
        return true
    }

    private mutating func take(_ rival: TrackRival, _ part: Range<Int>) {
        let (leaves, returns, count) = (
            Int(rival.leaves), Int(rival.returns), Int(rival.stateCount)
        )
        let shift = leaves + 1 + count - returns
        spareStates.truncate(to: 0)
        spareExcess.truncate(to: 0)
        for row in returns..<route.count {
            spareStates.append(route.base[row])
            spareExcess.append(routeExcess.base[row])
        }
        let excess = routeExcess.base[leaves]
        route.truncate(to: leaves + 1)
        routeExcess.truncate(to: leaves + 1)
        for i in 0..<count {
            route.append(rivalStates.base[Int(rival.firstState) + count - 1 - i])
            routeExcess.append(excess)
        }
        for i in 0..<spareStates.count {
            route.append(spareStates.base[i])
            routeExcess.append(spareExcess.base[i] + rival.excess)
        }
        for k in (Int(rival.column) + 1)..<part.count { routeRow.base[k] += Int32(shift) }
        for i in 0..<Int(rival.stopCount) {
            let stop = rivalStops.base[Int(rival.firstStop) + i]
            let k = Int(rival.column) - i
            chosen.base[k] = stop.candidate
            routeRow.base[k] = Int32(leaves + count) - stop.behind
        }
    }
}
