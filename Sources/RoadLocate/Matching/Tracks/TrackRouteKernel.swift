import RoadModel
import RoadNetwork

extension TrackArena {
    /// Starts a chain: every candidate costs what its emission costs, and on a minor road `minorEntry`.
    mutating func begin(
        _ graph: TrackGraph,
        _ column: inout TrackColumn,
        minorEntry: Float,
        offCost: Float
    ) {
        var best = offCost
        for j in column.candidates {
            let entry = graph.isMinor(candidates[j].state) ? minorEntry : 0
            candidates.base[j].score = candidates[j].emission + entry
            best = min(best, candidates[j].score)
        }
        column.isStart = true
        column.offScore = offCost - best
        column.offPrevious = TrackPlace.none
        for j in column.candidates {
            candidates.base[j].score -= best
            candidates.base[j].previous = TrackPlace.none
            candidates.base[j].pathCount = 0
        }
    }

    /// Goes to a column as an attempt before told.
    mutating func obey(
        _ graph: TrackGraph,
        _ kind: FixVerdict.Kind,
        _ column: inout TrackColumn,
        minorEntry: Float
    ) {
        let isFirst = columns.count == 0
        let before = isFirst ? column : columns[columns.count - 1]
        let offCost: Float = kind.isOff ? 0 : .infinity
        begin(graph, &column, minorEntry: minorEntry, offCost: offCost)
        guard !isFirst, !kind.isBreak else { return }
        let road = before.offScore < .infinity ? -1 : cheapest(before)
        let from = road < 0 ? TrackPlace.offNetwork : Int32(road)
        column.isStart = false
        column.offPrevious = from
        column.total = before.total
        for j in column.candidates {
            candidates.base[j].previous = from
            candidates.base[j].pathStart = TrackPlace.noPath
        }
    }

    /// Adds a copy of a column with candidates of its own.
    mutating func twin(_ column: TrackColumn) -> TrackColumn {
        var copy = column
        copy.first = Int32(candidates.count)
        for j in column.candidates { candidates.append(candidates[j]) }
        return copy
    }

    /// The cheapest candidate of a column; −1 when none is reached.
    ///
    /// Of equally cheap ones the one that points to the north-east: a vehicle that stands on a road
    /// may face either way, and how the road was drawn must not decide.
    func cheapest(_ column: TrackColumn) -> Int {
        var best = -1
        for j in column.candidates where candidates.base[j].score < .infinity {
            guard best >= 0 else {
                best = j
                continue
            }
            let (here, least) = (candidates.base[j], candidates.base[best])
            let isTie = abs(here.score - least.score) < Self.tie
            let isRather =
                isTie ? here.northEast > least.northEast + 1e-3 : here.score < least.score
            if isRather { best = j }
        }
        return best
    }

    /// Follows the best way of a chain of columns back: fills `chain`.
    mutating func traceChain(_ columns: Range<Int>) {
        chain.resize(to: columns.count, filling: TrackPlace.none)
        guard let last = columns.last else { return }
        let end = cheapest(self.columns[last])
        var at = Int32(end)
        if end < 0 || self.columns[last].offScore < candidates[end].score {
            at = TrackPlace.offNetwork
        }
        for row in columns.reversed() {
            chain[row - columns.lowerBound] = at
            at =
                at >= 0
                ? candidates[Int(at)].previous : self.columns[row].offPrevious
        }
    }

    /// Whether the network was left and entered again just before a column of a chain.
    func isHop(_ row: Int, _ chainStart: Int) -> Bool {
        let at = chain[row - chainStart]
        guard at >= 0, row > chainStart, chain[row - chainStart - 1] >= 0 else { return false }
        let candidate = candidates[Int(at)]
        return candidate.previous >= 0 && candidate.pathStart == TrackPlace.noPath
    }

    /// Takes fixes at both ends of the stretches off the network to them whose place on a road costs
    /// more than a place off it.
    ///
    /// While the best way is sought, each of them would also have to pay for the way that it makes
    /// longer off the network; that a road is missing there is known by now. Beside a step in which
    /// the network was left and entered again that is known of no fix, so they cost more there.
    mutating func widenOff(
        _ columns: Range<Int>,
        besideStep: Float,
        _ offCost: (_ fix: Int) -> Float
    ) {
        let start = columns.lowerBound
        for row in columns.dropFirst() {
            let (here, before) = (chain[row - start], chain[row - start - 1])
            let isStep = isHop(row, start)
            guard (here < 0) != (before < 0) || isStep else { continue }
            let more = isStep ? besideStep : 0
            var back = row - 1
            while back >= start, isBetterOff(back, start, more, offCost) {
                chain[back - start] = TrackPlace.offNetwork
                back -= 1
            }
            if back >= start, back < row - 1 { endOnRoad(back, start) }
            guard here >= 0, isBetterOff(row, start, more, offCost) else { continue }
            // The next border is the one behind this fix.
            chain[row - start] = TrackPlace.offNetwork
        }
    }

    /// Lets the road before a stretch off the network end at its likeliest place.
    ///
    /// Where it ended before, it was on its way to the fixes that are off the network by now.
    private mutating func endOnRoad(_ last: Int, _ chainStart: Int) {
        let end = Int32(cheapest(self.columns[last]))
        // Only a way that meets the one chosen, or begins behind the network's end, will do.
        var (row, at) = (last, end)
        while row >= chainStart, chain[row - chainStart] >= 0, chain[row - chainStart] != at {
            guard at >= 0 else { return }
            (row, at) = (row - 1, candidates[Int(at)].previous)
        }
        (row, at) = (last, end)
        while row >= chainStart, chain[row - chainStart] >= 0, chain[row - chainStart] != at {
            chain[row - chainStart] = at
            (row, at) = (row - 1, candidates[Int(at)].previous)
        }
    }

    private func isBetterOff(
        _ row: Int,
        _ chainStart: Int,
        _ more: Float,
        _ offCost: (_ fix: Int) -> Float
    ) -> Bool {
        let at = chain[row - chainStart]
        guard at >= 0 else { return false }
        return candidates[Int(at)].emission > offCost(Int(columns[row].fix)) + more
    }

    /// Builds the route of a part from the chain: fills `chosen` with one candidate per column,
    /// `route` with the states and `routeRow` with the row of each column's state in it.
    mutating func trace(_ part: Range<Int>, chainStart: Int) {
        chosen.resize(to: part.count, filling: TrackPlace.none)
        routeRow.resize(to: part.count, filling: 0)
        route.truncate(to: 0)
        for k in 0..<part.count {
            let at = chain[part.lowerBound - chainStart + k]
            chosen[k] = at
            let candidate = candidates[Int(at)]
            if k == 0 { route.append(candidate.state) }
            let first = Int(candidate.pathStart)
            for i in first..<(first + Int(candidate.pathCount)) where k > 0 {
                route.append(paths[i])
            }
            routeRow[k] = Int32(route.count - 1)
        }
    }

    /// The row behind the last column of the chain that begins at a row.
    func endOfChain(_ start: Int) -> Int {
        var end = start + 1
        while end < columns.count, !columns[end].isStart { end += 1 }
        return end
    }

    /// The place on a stretch of the route that lies nearest to a point by some metric.
    ///
    /// - Returns: The row of the route, the measure and the point.
    @inline(__always)
    func nearest<Metric: OffsetMetric>(
        _ graph: TrackGraph,
        x: Double,
        y: Double,
        _ metric: Metric,
        rows: ClosedRange<Int>,
        from: Double,
        to: Double
    ) -> (row: Int, measure: Double, x: Double, y: Double) {
        let lines = graph.lines
        let (xs, ys, measures) = (lines.xs, lines.ys, lines.measures)
        var best = (row: rows.lowerBound, measure: from, x: Double.nan, y: Double.nan)
        var least = Double.infinity
        for row in rows {
            let segment = graph.segment(route.base[row])
            let piece = lines.piece(segment)
            let (first, last) = lines.vertices(piece)
            let total = measures[at: last]
            let isForward = lines.isForward(segment, piece)
            var low = row == rows.lowerBound ? from : 0
            var high = row == rows.upperBound ? to : total
            if low > high { (low, high) = (high, low) }
            if !isForward { (low, high) = (total - high, total - low) }
            for v in first..<last {
                let start = measures[at: v]
                let end = measures[at: v + 1]
                if end < low { continue }
                if start > high { break }
                let ax = xs[at: v]
                let ay = ys[at: v]
                let (bx, by) = (xs[at: v + 1], ys[at: v + 1])
                let (dx, dy) = (bx - ax, by - ay)
                let (mx, my) = metric.apply(dx, dy)
                let (px, py) = metric.apply(x - ax, y - ay)
                let length = end - start
                let squared = mx * mx + my * my
                guard length > 0, squared > 0 else { continue }
                // Measures are metres on the ground: what both have in common is the share.
                let lowest = low > start ? (low - start) / length : 0
                let highest = high < end ? (high - start) / length : 1
                let share = min(max((px * mx + py * my) / squared, lowest), highest)
                // Ends exactly: a result lies on the network's own vertices.
                let fx = share == 1 ? bx : ax + dx * share
                let fy = share == 1 ? by : ay + dy * share
                let (ox, oy) = metric.apply(x - fx, y - fy)
                let distance = ox * ox + oy * oy
                if distance < least {
                    least = distance
                    let measure = start + share * length
                    best = (row, isForward ? measure : total - measure, fx, fy)
                }
            }
        }
        return best
    }
}
