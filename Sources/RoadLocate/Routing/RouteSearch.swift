package import RoadModel
package import RoadNetwork

/// Finds the shortest or quickest way between two places of a network.
///
/// Dijkstra's algorithm over directed segments, so that one-ways and turn restrictions over nodes
/// and over ways are kept. Turning round on the spot is allowed only where a road ends. Of ways over
/// roads shut to general traffic the one with the fewest metres of them is taken, whatever the
/// detour; those of the stretch of such roads in which the way begins or ends do not count.
package struct RouteSearch {
    /// What is kept small.
    package enum Measure: String, Sendable, CaseIterable {
        /// Length.
        case distance
        /// Time at the speed limit and in turns.
        case time
    }

    /// A way from one place to another.
    package struct Route: Sendable, Hashable {
        /// One segment of the way, or a part of it.
        package struct Part: Sendable, Hashable {
            /// The segment.
            package var segment: SegmentID
            /// Where on it the way begins and ends.
            package var from: Metres
            /// See `from`.
            package var to: Metres
        }

        /// The segments in order.
        package var parts: [Part]
        /// Length in the network's system.
        package var length: Metres
        /// Seconds at the speed limits and in turns.
        package var seconds: Double
    }

    private let network: CompiledNetwork
    private let turns: TurnTable
    private let shut: ShutStretches
    private var cost: [RouteCost]
    private var parent: [UInt32]
    private var touched: [UInt32] = []
    private var heap = RouteHeap()
    /// The stretches of shut roads in which the way that is searched begins or ends.
    private var own: Set<UInt32> = []

    /// Prepares searches; memory for every segment is reserved once.
    package init(_ network: CompiledNetwork) {
        self.network = network
        turns = TurnTable(network)
        shut = ShutStretches(network)
        let states = network.segmentCount + turns.copies.count
        cost = [RouteCost](repeating: .infinite, count: states)
        parent = [UInt32](repeating: CompiledNetwork.none, count: states)
    }

    /// The best way from one of some places to one of others; `nil` when none leads there.
    ///
    /// - Parameters:
    ///   - starts: Places to begin at: usually one place in both directions.
    ///   - ends: Places to arrive at, likewise.
    ///   - measure: What is kept small.
    /// - Returns: The way, its first and last parts cut at the places.
    package mutating func route(
        from starts: [LinearReference],
        to ends: [LinearReference],
        by measure: Measure = .distance
    ) -> Route? {
        defer { clear() }
        own = shut.common(to: starts).union(shut.common(to: ends))
        var best: (cost: RouteCost, state: UInt32?, start: LinearReference, end: LinearReference)?
        for start in starts {
            for end in ends
            where start.segment == end.segment && end.measure >= start.measure {
                let length = end.measure.value - start.measure.value
                let value = cost(of: length, on: start.segment.rawValue, measure)
                if value < best?.cost ?? .infinite { best = (value, nil, start, end) }
            }
            let segment = start.segment.rawValue
            let rest = length(segment) - start.measure.value
            reach(segment, cost(of: rest, on: segment, measure), from: CompiledNetwork.none)
        }
        while let (value, state) = heap.pop(), value < best?.cost ?? .infinite {
            guard value <= cost[Int(state)] else { continue }
            let exits = turns.exits(state)
            let onward = exits.filter { !isReverse(self.segment(state), self.segment($0)) }
            for exit in onward.isEmpty ? exits : onward {
                let segment = segment(exit)
                var value = value
                if measure == .time { value.length += delay(state, segment) }
                for end in ends where end.segment.rawValue == segment {
                    let total = value + cost(of: end.measure.value, on: segment, measure)
                    if total < best?.cost ?? .infinite {
                        best = (total, state, starts[0], end)
                    }
                }
                let through = cost(of: length(segment), on: segment, measure)
                reach(exit, value + through, from: state)
            }
        }
        guard let best else { return nil }
        return route(best.state, starts: starts, start: best.start, end: best.end)
    }

    private mutating func reach(_ state: UInt32, _ value: RouteCost, from: UInt32) {
        guard value < cost[Int(state)] else { return }
        if cost[Int(state)] == .infinite { touched.append(state) }
        (cost[Int(state)], parent[Int(state)]) = (value, from)
        heap.push(value, state)
    }

    private func route(
        _ last: UInt32?,
        starts: [LinearReference],
        start: LinearReference,
        end: LinearReference
    ) -> Route {
        guard let last else {
            return finished([
                Route.Part(segment: start.segment, from: start.measure, to: end.measure)
            ])
        }
        var states = [last]
        while let state = states.last, parent[Int(state)] != CompiledNetwork.none {
            states.append(parent[Int(state)])
        }
        var parts: [Route.Part] = []
        for state in states.reversed() {
            let segment = segment(state)
            parts.append(
                Route.Part(
                    segment: SegmentID(rawValue: segment),
                    from: Metres(0),
                    to: Metres(length(segment))
                )
            )
        }
        let begin = starts.first { $0.segment == parts[0].segment }
        parts[0].from = begin?.measure ?? Metres(0)
        parts.append(Route.Part(segment: end.segment, from: Metres(0), to: end.measure))
        return finished(parts)
    }

    private func finished(_ parts: [Route.Part]) -> Route {
        var (metres, seconds) = (0.0, 0.0)
        for (i, part) in parts.enumerated() {
            if i > 0 { seconds += delay(parts[i - 1].segment.rawValue, part.segment.rawValue) }
            let length = part.to.value - part.from.value
            metres += length
            seconds += length / speed(part.segment.rawValue)
        }
        // A road on which the way only begins or ends at its junction is not driven.
        var driven = parts[...]
        func isPoint(_ part: Route.Part) -> Bool { part.to.value - part.from.value < 0.001 }
        while driven.count > 1, let first = driven.first, isPoint(first) { driven.removeFirst() }
        while driven.count > 1, let last = driven.last, isPoint(last) { driven.removeLast() }
        return Route(parts: Array(driven), length: Metres(metres), seconds: seconds)
    }

    private mutating func clear() {
        for state in touched {
            (cost[Int(state)], parent[Int(state)]) = (.infinite, CompiledNetwork.none)
        }
        touched.removeAll(keepingCapacity: true)
        heap.removeAll()
    }

    private func segment(_ state: UInt32) -> UInt32 {
        let count = UInt32(network.segmentCount)
        return state < count ? state : turns.copies[Int(state - count)]
    }

    private func isReverse(_ a: UInt32, _ b: UInt32) -> Bool {
        a != b && network.columns.segmentPiece[a] == network.columns.segmentPiece[b]
    }

    private func length(_ segment: UInt32) -> Double {
        network.length(piece: network.columns.segmentPiece[segment]).value
    }

    /// Seconds lost in the turn from a state into a segment.
    private func delay(_ state: UInt32, _ segment: UInt32) -> Double {
        let from = SegmentID(rawValue: self.segment(state))
        let turn = network.turn(from: from, onto: SegmentID(rawValue: segment))
        // What the search may pass is decided by the restrictions, those over ways among them.
        let seconds = turn?.seconds ?? 0
        return seconds.isFinite ? seconds : 0
    }

    /// Metres per second at the speed limit; 50 km/h where none is known.
    private func speed(_ segment: UInt32) -> Double {
        Double(network.limitKmh(of: SegmentID(rawValue: segment)) ?? 50) / 3.6
    }

    private func cost(of metres: Double, on segment: UInt32, _ measure: Measure) -> RouteCost {
        let stretch = shut.stretch[Int(network.columns.segmentPiece[segment])]
        let isFree = stretch == ShutStretches.open || own.contains(stretch)
        return RouteCost(
            shutMillimetres: isFree ? 0 : Int((metres * 1000).rounded()),
            length: measure == .distance ? metres : metres / speed(segment)
        )
    }
}
