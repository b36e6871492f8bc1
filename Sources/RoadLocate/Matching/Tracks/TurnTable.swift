import RoadModel
import RoadNetwork

/// Turn restrictions turned into what a search over segments can follow.
///
/// A restriction over via ways depends on where a vehicle came from, so every via segment gets a
/// *copy* that is entered from the restricted way only and lacks the forbidden exit; see
/// `TrackGraph`.
struct TurnTable {
    /// The segment of each copy; copies are the states from `segmentCount` on.
    private(set) var copies: [UInt32] = []
    /// Changed successor lists by state.
    private(set) var changed: [UInt32: [UInt32]] = [:]
    private let network: CompiledNetwork
    private var segmentsOfWay: [Int64: [UInt32]] = [:]

    init(_ network: CompiledNetwork) {
        self.network = network
        let restrictions = network.restrictions
        guard !restrictions.isEmpty else { return }
        var wanted: Set<Int64> = []
        for turn in restrictions {
            wanted.formUnion([turn.fromWay, turn.toWay])
            wanted.formUnion(turn.viaWays)
        }
        let c = network.columns
        for segment in 0..<UInt32(network.segmentCount) {
            let way = c.pieceWay[c.segmentPiece[segment]]
            if wanted.contains(way) { segmentsOfWay[way, default: []].append(segment) }
        }
        let atNodes = Dictionary(grouping: restrictions.filter(\.viaWays.isEmpty), by: \.viaNode)
        for turn in restrictions where turn.viaWays.isEmpty {
            applyAtNode(turn, among: atNodes[turn.viaNode] ?? [])
        }
        for turn in restrictions where !turn.viaWays.isEmpty { applyAlongWays(turn) }
    }

    /// The successors of a state, restrictions kept.
    func exits(_ state: UInt32) -> [UInt32] { changed[state] ?? plain(segment(state)) }

    private func segment(_ state: UInt32) -> UInt32 {
        let count = UInt32(network.segmentCount)
        return state < count ? state : copies[Int(state - count)]
    }

    private func plain(_ segment: UInt32) -> [UInt32] {
        network.successors(of: SegmentID(rawValue: segment)).map(\.rawValue)
    }

    private func way(_ state: UInt32) -> Int64 {
        let c = network.columns
        return c.pieceWay[c.segmentPiece[segment(state)]]
    }

    private func isReverse(_ a: UInt32, _ b: UInt32) -> Bool {
        let c = network.columns
        return a != b && c.segmentPiece[a] == c.segmentPiece[b]
    }

    private mutating func applyAtNode(_ turn: TurnRestriction, among here: [TurnRestriction]) {
        let c = network.columns
        for from in segmentsOfWay[turn.fromWay] ?? []
        where c.nodeSource[c.segmentEnd[from]] == turn.viaNode && turn.viaNode != 0 {
            changed[from] = kept(exits(from), from: from, turn, among: here)
        }
    }

    /// The exits that a restriction leaves.
    private func kept(
        _ exits: [UInt32],
        from: UInt32,
        _ turn: TurnRestriction,
        among here: [TurnRestriction] = []
    ) -> [UInt32] {
        let ways = turn.isMandatory ? turn.mandatoryWays(among: here) : [turn.toWay]
        let isOnto = { (exit: UInt32) in ways.contains(self.way(exit)) }
        if turn.isMandatory {
            // "Only this turn" with a destination that is not there forbids nothing.
            return exits.contains(where: isOnto) ? exits.filter(isOnto) : exits
        }
        if turn.fromWay == turn.toWay, turn.viaWays.isEmpty {
            return exits.filter { !isReverse(segment($0), from) }
        }
        return exits.filter { !isOnto($0) }
    }

    private mutating func applyAlongWays(_ turn: TurnRestriction) {
        for from in segmentsOfWay[turn.fromWay] ?? [] {
            for first in exits(from) where way(first) == turn.viaWays[0] {
                let copy = copyChain(first, turn, via: 0, depth: 0)
                guard let copy else { continue }
                changed[from] = exits(from).map { $0 == first ? copy : $0 }
            }
        }
    }

    /// Copies a via segment and what follows it on via ways; `nil` when it leads nowhere.
    private mutating func copyChain(
        _ state: UInt32,
        _ turn: TurnRestriction,
        via: Int,
        depth: Int
    ) -> UInt32? {
        // A via way of more pieces than this is no junction any more.
        guard depth < 12 else { return nil }
        var out = exits(state)
        var isTouched = false
        let isLast = via == turn.viaWays.count - 1
        let canLeave = isLast && out.contains { way($0) == turn.toWay }
        if canLeave {
            let before = out
            out = kept(out, from: segment(state), turn)
            isTouched = out != before
        }
        if !canLeave || !isTouched {
            for (index, exit) in out.enumerated() where !isReverse(segment(exit), segment(state)) {
                let next: Int
                if way(exit) == way(state) {
                    next = via
                } else if via + 1 < turn.viaWays.count, way(exit) == turn.viaWays[via + 1] {
                    next = via + 1
                } else {
                    continue
                }
                if let copy = copyChain(exit, turn, via: next, depth: depth + 1) {
                    out[index] = copy
                    isTouched = true
                }
            }
        }
        guard isTouched else { return nil }
        let number = UInt32(network.segmentCount + copies.count)
        copies.append(segment(state))
        changed[number] = out
        return number
    }
}
