import Glibc
import RoadNetwork

/// A route that competes with the reported one: it leaves it, takes another way, and comes back.
struct TrackRival: BitwiseCopyable {
    /// The part of the route.
    var part: Int32
    /// The last row of the route before it leaves; −1 when it begins elsewhere.
    var leaves: Int32
    /// The row on which it is back; the number of rows when it ends elsewhere.
    var returns: Int32
    /// How much more it costs than the reported route.
    var cost: Float
    /// How much more by the search alone.
    var excess: Float
    /// Whether `cost` is by the law of choice.
    var isWeighed = false
    /// Length of the route that it avoids and of what it drives instead, in metres.
    var missed: Float, added: Float
    /// How much of both lies away from the ends of the track, in metres.
    var counted: Float
    /// Its odds against the reported route.
    var weight: Float
    /// The probability that it was driven rather than the reported route.
    var probability: Float = 0
    /// Its own states in the arena's list, backwards.
    var firstState: UInt32
    /// See `firstState`.
    var stateCount: UInt32
    /// The column, counted from the part's first, of the last fix that it passes on a way of its own.
    var column: Int32
    /// The candidates by which it passes that fix and those before it, in the arena's list.
    var firstStop: UInt32
    /// See `firstStop`.
    var stopCount: Int32
}

/// Where a competing route passes a fix.
struct RivalStop: BitwiseCopyable {
    /// The candidate.
    var candidate: Int32
    /// How many of its own states come behind that place; −1 on the row that it enters, the number of
    /// its states on the row that it leaves.
    var behind: Int32
}

/// The first and the last fix of a track, from the middle of the network, in metres.
///
/// What lies near them does not count when a track is judged: where exactly a drive began and
/// ended is not the question, and nothing behind a fix speaks for one of two roads.
struct TrackEnds {
    /// Squared, in metres.
    private static let near: Float = 75 * 75
    var first: (x: Float, y: Float)
    var last: (x: Float, y: Float)

    /// Whether a place lies away from both.
    @inline(__always)
    func isFar(_ x: Float, _ y: Float) -> Bool {
        let (ax, ay) = (x - first.x, y - first.y)
        let (bx, by) = (x - last.x, y - last.y)
        return ax * ax + ay * ay > Self.near && bx * bx + by * by > Self.near
    }
}

/// How a competing route is weighed; see `TrackMatcherParameters`.
struct RivalLaw {
    /// Routes that cost more than this more are not listed.
    var limit: Float
    /// Odds at no cost.
    var odds: Float
    /// Costs are divided by `scale + perMetre × length` before they become odds.
    var scale: Float, perMetre: Float
    /// The ends of the track.
    var ends: TrackEnds
    /// How drivers choose between routes; `nil` where that says no more than the search.
    var choice: RouteChoice?

    /// The weight of a route that costs `cost` more over `metres` of difference.
    @inline(__always)
    func weight(_ cost: Float, _ metres: Float) -> Float {
        odds * Float(exp(-Double(max(0, cost) / (scale + perMetre * metres))))
    }
}

extension TrackArena {
    /// Finds the routes that compete with the reported one of a part, whose `route` stands ready.
    ///
    /// Where drivers would prefer one of them, it takes the place of the reported one.
    mutating func findRivals(
        _ graph: TrackGraph,
        _ part: Range<Int>,
        _ number: Int,
        _ costs: TrackCosts,
        _ law: RivalLaw,
        _ seconds: [Double]
    ) {
        let firsts = (rivals.count, rivalStates.count, rivalStops.count)
        routeExcess.truncate(to: 0)
        routeExcess.resize(to: route.count, filling: 0)
        if law.choice != nil { readClock(graph, part, seconds) }
        collectRivals(graph, part, number, costs, law)
        guard let choice = law.choice else { return }
        var rounds = 0
        while rounds < RouteChoice.rounds, takePreferred(part, from: firsts.0, choice) {
            rounds += 1
            rivals.truncate(to: firsts.0)
            rivalStates.truncate(to: firsts.1)
            rivalStops.truncate(to: firsts.2)
            readClock(graph, part, seconds)
            collectRivals(graph, part, number, costs, law)
        }
    }

    /// Lists the competing routes.
    ///
    /// The searches made a tree of best ways to every place. A competing route follows the tree to
    /// a place beside the reported route and enters it there ("sidetrack" of D. Eppstein, "Finding
    /// the k shortest paths", 1998, with one sidetrack): it costs exactly as much more as its entry
    /// is dearer than that of the route. No further search is made.
    private mutating func collectRivals(
        _ graph: TrackGraph,
        _ part: Range<Int>,
        _ number: Int,
        _ costs: TrackCosts,
        _ law: RivalLaw
    ) {
        partStamp += 1
        let before = rivals.count
        measureRoute(graph, part, law.ends)
        rivalWeight.truncate(to: 0)
        rivalWeight.resize(to: route.count + 2, filling: 0)
        mark(row: 0)
        for k in 1..<max(1, part.count) {
            let column = columns[part.lowerBound + k]
            nextStamp()
            let first = Int(column.logStart)
            for i in first..<(first + Int(column.logCount)) {
                let entry = log.base[i]
                let slot = labels.base + Int(entry.state)
                slot.pointee.stamp = stamp
                slot.pointee.cost = entry.cost
                slot.pointee.parent = entry.parent
            }
            let rows = Int(routeRow[k - 1])...Int(routeRow[k])
            for row in rows where row > rows.lowerBound {
                findEntries(graph, part, number, k, row, costs, law)
                mark(row: row)
            }
            if rows.count > 1 { findStarts(graph, part, number, k, rows, costs, law) }
        }
        guard part.count > 0 else { return }
        let last = columns[part.upperBound - 1]
        let own = Int(chosen[part.count - 1])
        for j in last.candidates where candidates.base[j].state != candidates.base[own].state {
            let cost = candidates.base[j].score - candidates.base[own].score
            guard cost <= law.limit else { continue }
            follow(graph, part, number, part.count - 1, j, nil, route.count, cost, costs, law)
        }
        for row in 0..<route.count { rivalWeight.base[row + 1] += rivalWeight.base[row] }
        for i in before..<rivals.count {
            let rival = rivals.base[i]
            let row = min(Int(rival.leaves) + 1, route.count - 1)
            let all = rival.leaves + 1 < rival.returns ? rivalWeight.base[row] : 0
            rivals.base[i].probability = rival.weight / (1 + Float(max(all, Double(rival.weight))))
        }
    }

    /// Fills `routeMetres` and `countedMetres`.
    private mutating func measureRoute(
        _ graph: TrackGraph,
        _ part: Range<Int>,
        _ ends: TrackEnds
    ) {
        routeMetres.resize(to: route.count + 1, filling: 0)
        countedMetres.resize(to: route.count + 1, filling: 0)
        var (metres, counted) = (0.0, 0.0)
        for row in 0..<route.count {
            routeMetres.base[row] = metres
            countedMetres.base[row] = counted
            let record = graph.forward.states[Int(route.base[row])]
            let from = row == 0 ? Double(candidates[Int(chosen[0])].measure) : 0
            let end = Int(chosen[part.count - 1])
            let to =
                row == route.count - 1
                ? Double(candidates[end].measure) : Double(record.length)
            metres += max(0, to - from)
            if ends.isFar(record.endX, record.endY) { counted += max(0, to - from) }
        }
        routeMetres.base[route.count] = metres
        countedMetres.base[route.count] = counted
    }

    @inline(__always)
    private mutating func mark(row: Int) {
        let state = Int(route.base[row])
        rowOf.base[state] = Int32(row)
        rowStamp.base[state] = partStamp
    }

    /// Ways into a state of the route other than the route's own.
    private mutating func findEntries(
        _ graph: TrackGraph,
        _ part: Range<Int>,
        _ number: Int,
        _ k: Int,
        _ row: Int,
        _ costs: TrackCosts,
        _ law: RivalLaw
    ) {
        let state = Int(route.base[row])
        let before = route.base[row - 1]
        let record = graph.mirror.states[state]
        let entries = Int(record.firstExit)..<Int(record.firstExit + record.exitCount)
        guard labels.base[Int(before)].stamp == stamp else { return }
        var own = Float.infinity
        for i in entries where graph.mirror.exits[i].state == before {
            own = labels.base[Int(before)].cost + costs.turn(graph.mirror.exits[i].kind)
        }
        guard own < .infinity else { return }
        for i in entries {
            let entry = graph.mirror.exits[i]
            guard entry.state != before, labels.base[Int(entry.state)].stamp == stamp
            else { continue }
            let cost = labels.base[Int(entry.state)].cost + costs.turn(entry.kind) - own
            guard cost <= law.limit else { continue }
            follow(graph, part, number, k - 1, nil, entry.state, row, cost, costs, law)
        }
    }

    /// Hypotheses of the fix before that already stand on a state which the route enters later.
    private mutating func findStarts(
        _ graph: TrackGraph,
        _ part: Range<Int>,
        _ number: Int,
        _ k: Int,
        _ rows: ClosedRange<Int>,
        _ costs: TrackCosts,
        _ law: RivalLaw
    ) {
        let own = Int(chosen[k - 1])
        let target = candidates[Int(chosen[k])]
        for i in columns[part.lowerBound + k - 1].candidates where i != own {
            let source = candidates.base[i]
            guard source.score <= law.limit, rowStamp.base[Int(source.state)] == partStamp
            else { continue }
            let row = Int(rowOf.base[Int(source.state)])
            guard row > rows.lowerBound, row <= rows.upperBound else { continue }
            if row == rows.upperBound, source.measure > target.measure { continue }
            let before = labels.base[Int(route.base[row - 1])]
            guard before.stamp == stamp else { continue }
            // Against the way of the route to the same place; its turn hardly matters here.
            let record = graph.forward.states[Int(source.state)]
            let perMetre =
                costs.perMetre
                + (record.length > 0 ? costs.perSecond * record.seconds / record.length : 0)
            let cost = source.score - before.cost - perMetre * source.measure
            guard cost <= law.limit else { continue }
            follow(graph, part, number, k - 1, i, nil, row, cost, costs, law)
        }
    }

    /// Follows a competing route back to where it leaves the reported one, and notes it.
    ///
    /// `column`, counted from the part's first, is that of `candidate`, or the one from which the
    /// search came that settled `state`; `row` is the row of the route that it enters.
    private mutating func follow(
        _ graph: TrackGraph,
        _ part: Range<Int>,
        _ number: Int,
        _ column: Int,
        _ candidate: Int?,
        _ state: UInt32?,
        _ row: Int,
        _ cost: Float,
        _ costs: TrackCosts,
        _ law: RivalLaw
    ) {
        let first = rivalStates.count
        let firstStop = rivalStops.count
        var leaves = -1
        var isOpen = true
        var at = candidate ?? -1
        if let state {
            var label = state
            while isOpen, rivalStates.count - first < 400 {
                isOpen = take(label, row, &leaves)
                let parent = labels.base[Int(label)].parent
                if parent < 0 {
                    at = Int(-1 - parent)
                    break
                }
                label = UInt32(bitPattern: parent)
            }
        } else if let candidate, row > 0 {
            let state = candidates[candidate].state
            // The state that is entered is the route's own, unless the route ends elsewhere.
            if row == route.count || route[row] != state { isOpen = take(state, row, &leaves) }
        }
        var cost = cost
        let own = Int(chosen[column])
        if isOpen, row < route.count, at >= 0, at != own {
            // The fix after was told by another error, and may be the first one seen on a minor road.
            let target = candidates[Int(chosen[column + 1])]
            if target.isMinor, candidates[at].isMinor != candidates[own].isMinor {
                cost += candidates[at].isMinor ? costs.minorRelief : -costs.minorRelief
            }
            let memory = columns[part.lowerBound + column + 1].memory
            if memory.share > 0 {
                cost += memory.change(target, after: candidates[at])
                cost -= memory.change(target, after: candidates[own])
            }
        }
        var k = column
        if at >= 0 { stop(at, isOpen, first) }
        while isOpen, k > 0, rivalStates.count - first < 400 {
            let here = candidates[at]
            guard here.previous >= 0, here.score < .infinity, here.pathStart != TrackPlace.noPath
            else { break }
            var i = Int(here.pathCount) - 2
            while isOpen, i >= 0 {
                isOpen = take(paths[Int(here.pathStart) + i], row, &leaves)
                i -= 1
            }
            guard isOpen else { break }
            at = Int(here.previous)
            k -= 1
            if here.pathCount > 0 { isOpen = take(candidates[at].state, row, &leaves) }
            stop(at, isOpen, first)
        }
        cost -= routeExcess[row - 1] - (leaves < 0 ? 0 : routeExcess[leaves])
        var (added, far) = (Float(0), Float(0))
        for i in first..<rivalStates.count {
            let record = graph.forward.states[Int(rivalStates.base[i])]
            var length = record.length
            if i == first, let candidate, row == route.count {
                length = min(length, candidates[candidate].measure)
            }
            if i == rivalStates.count - 1, leaves < 0, k == 0 {
                length = max(0, length - candidates[at].measure)
            }
            added += length
            if law.ends.isFar(record.endX, record.endY) { far += length }
        }
        let missed = Float(routeMetres[row] - routeMetres[leaves + 1])
        let farMissed = Float(countedMetres[row] - countedMetres[leaves + 1])
        var rival = TrackRival(
            part: Int32(number),
            leaves: Int32(leaves),
            returns: Int32(row),
            cost: cost,
            excess: cost,
            missed: max(0, missed),
            added: added,
            counted: max(0, farMissed) + far,
            weight: 0,
            firstState: UInt32(first),
            stateCount: UInt32(rivalStates.count - first),
            column: Int32(column),
            firstStop: UInt32(firstStop),
            stopCount: Int32(rivalStops.count - firstStop)
        )
        if let choice = law.choice, let change = choiceChange(graph, rival, choice) {
            rival.cost += change
            rival.isWeighed = true
        }
        rival.weight = law.weight(rival.cost, missed + added)
        rivals.append(rival)
        if leaves + 1 < row {
            rivalWeight.base[leaves + 1] += Double(rival.weight)
            rivalWeight.base[row] -= Double(rival.weight)
        }
    }

    /// Notes that a competing route passes a fix by a candidate whose state was just taken, or on the
    /// row that it leaves.
    @inline(__always)
    private mutating func stop(_ candidate: Int, _ isOpen: Bool, _ first: Int) {
        let behind = rivalStates.count - first - (isOpen ? 1 : 0)
        rivalStops.append(RivalStop(candidate: Int32(candidate), behind: Int32(behind)))
    }

    /// Adds a state to a competing route; `false` when the reported route is reached.
    @inline(__always)
    private mutating func take(_ state: UInt32, _ row: Int, _ leaves: inout Int) -> Bool {
        if rowStamp.base[Int(state)] == partStamp, Int(rowOf.base[Int(state)]) < row {
            leaves = Int(rowOf.base[Int(state)])
            return false
        }
        rivalStates.append(state)
        return true
    }
}
