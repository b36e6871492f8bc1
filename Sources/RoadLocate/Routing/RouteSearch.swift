package import RoadModel
package import RoadNetwork

/// Finds the shortest or quickest way between two places of a network.
///
/// Dijkstra's algorithm over directed segments, so that one-ways and turn restrictions over nodes
/// and over ways are kept. Turning round on the spot is allowed only where a road ends. Roads shut
/// to general traffic are used only where nothing else leads there.
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

    /// How much longer a road shut to general traffic counts when ways are compared.
    private static let shutFactor = 20.0

    private let network: CompiledNetwork
    private let turns: TurnTable
    private var cost: [Double]
    private var parent: [UInt32]
    private var touched: [UInt32] = []
    private var heap = RouteHeap()

    /// Prepares searches; memory for every segment is reserved once.
    package init(_ network: CompiledNetwork) {
        self.network = network
        turns = TurnTable(network)
        let states = network.segmentCount + turns.copies.count
        cost = [Double](repeating: .infinity, count: states)
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
        var best: (cost: Double, state: UInt32?, start: LinearReference, end: LinearReference)?
        for start in starts {
            for end in ends
            where start.segment == end.segment && end.measure >= start.measure {
                let length = end.measure.value - start.measure.value
                let value = length * weight(start.segment.rawValue, measure)
                if value < best?.cost ?? .infinity { best = (value, nil, start, end) }
            }
            let segment = start.segment.rawValue
            let rest = length(segment) - start.measure.value
            reach(segment, rest * weight(segment, measure), from: CompiledNetwork.none)
        }
        while let (value, state) = heap.pop(), value < best?.cost ?? .infinity {
            guard value <= cost[Int(state)] else { continue }
            let exits = turns.exits(state)
            let onward = exits.filter { !isReverse(self.segment(state), self.segment($0)) }
            for exit in onward.isEmpty ? exits : onward {
                let segment = segment(exit)
                let perMetre = weight(segment, measure)
                let value = measure == .time ? value + delay(state, segment) : value
                for end in ends where end.segment.rawValue == segment {
                    let total = value + end.measure.value * perMetre
                    if total < best?.cost ?? .infinity {
                        best = (total, state, starts[0], end)
                    }
                }
                reach(exit, value + length(segment) * perMetre, from: state)
            }
        }
        guard let best else { return nil }
        return route(best.state, starts: starts, start: best.start, end: best.end)
    }

    private mutating func reach(_ state: UInt32, _ value: Double, from: UInt32) {
        guard value < cost[Int(state)] else { return }
        if cost[Int(state)] == .infinity { touched.append(state) }
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
        return Route(parts: parts, length: Metres(metres), seconds: seconds)
    }

    private mutating func clear() {
        for state in touched {
            (cost[Int(state)], parent[Int(state)]) = (.infinity, CompiledNetwork.none)
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

    private func weight(_ segment: UInt32, _ measure: Measure) -> Double {
        let piece = network.columns.segmentPiece[segment]
        let flags = SegmentFlags(rawValue: network.columns.pieceFlags[piece])
        let factor = flags.contains(.restrictedAccess) ? Self.shutFactor : 1
        return measure == .distance ? factor : factor / speed(segment)
    }
}

/// States waiting for their turn, the nearest first; equal ones by number.
struct RouteHeap {
    private var entries: [(value: Double, state: UInt32)] = []

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    mutating func push(_ value: Double, _ state: UInt32) {
        entries.append((value, state))
        var child = entries.count - 1
        while child > 0 {
            let above = (child - 1) / 2
            guard entries[child] < entries[above] else { return }
            entries.swapAt(child, above)
            child = above
        }
    }

    mutating func pop() -> (value: Double, state: UInt32)? {
        guard let nearest = entries.first else { return nil }
        let last = entries.removeLast()
        guard !entries.isEmpty else { return nearest }
        entries[0] = last
        var above = 0
        while true {
            var child = 2 * above + 1
            guard child < entries.count else { return nearest }
            if child + 1 < entries.count, entries[child + 1] < entries[child] { child += 1 }
            guard entries[child] < entries[above] else { return nearest }
            entries.swapAt(child, above)
            above = child
        }
    }
}
