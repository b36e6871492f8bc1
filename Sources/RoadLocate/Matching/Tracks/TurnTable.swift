import RoadModel
import RoadNetwork

/// Turn restrictions turned into what a search over segments can follow.
///
/// A restriction over via ways depends on where a vehicle came from. Whoever passes from its first
/// way onto its via way is in a *copy* of that segment, which remembers the restrictions under way
/// until the via ways are left or the vehicle turns round; see `ViaWayTurns`. What is demanded
/// counts before what is forbidden, whatever their order in the map.
struct TurnTable {
    /// The segment of each copy; copies are the states from `segmentCount` on.
    private(set) var copies: [UInt32] = []
    /// Changed successor lists by state.
    private(set) var changed: [UInt32: [UInt32]] = [:]
    private let network: CompiledNetwork

    init(_ network: CompiledNetwork) {
        self.network = network
        let restrictions = network.restrictions
        guard !restrictions.isEmpty else { return }
        var comingFrom: Set<Int64> = []
        for turn in restrictions { comingFrom.insert(turn.fromWay) }
        let c = network.columns
        var segmentsOfWay: [Int64: [UInt32]] = [:]
        for segment in 0..<UInt32(network.segmentCount) {
            let way = c.pieceWay[c.segmentPiece[segment]]
            if comingFrom.contains(way) { segmentsOfWay[way, default: []].append(segment) }
        }
        applyAtNodes(restrictions, segmentsOfWay)
        let alongWays = Self.distinct(restrictions.filter { !$0.viaWays.isEmpty })
        guard !alongWays.isEmpty else { return }
        let turns = ViaWayTurns(network, alongWays, segmentsOfWay, atNodes: changed)
        copies = turns.copies
        changed.merge(turns.exits) { $1 }
    }

    /// The successors of a state, restrictions kept.
    func exits(_ state: UInt32) -> [UInt32] {
        if let exits = changed[state] { return exits }
        let count = UInt32(network.segmentCount)
        let segment = state < count ? state : copies[Int(state - count)]
        return network.successors(of: SegmentID(rawValue: segment)).map(\.rawValue)
    }

    private static func distinct(_ turns: [TurnRestriction]) -> [TurnRestriction] {
        var seen: Set<TurnRestriction> = []
        return turns.filter { seen.insert($0).inserted }
    }

    private mutating func applyAtNodes(
        _ restrictions: [TurnRestriction],
        _ segmentsOfWay: [Int64: [UInt32]]
    ) {
        struct Approach: Hashable {
            var way: Int64
            var node: Int64
        }
        let c = network.columns
        let atNodes = restrictions.filter { $0.viaWays.isEmpty && $0.viaNode != 0 }
        let here = Dictionary(grouping: atNodes) { Approach(way: $0.fromWay, node: $0.viaNode) }
        for (approach, turns) in here {
            for from in segmentsOfWay[approach.way] ?? []
            where c.nodeSource[c.segmentEnd[from]] == approach.node {
                changed[from] = kept(exits(from), from: from, turns)
            }
        }
    }

    /// The exits that the restrictions at the node leave.
    private func kept(_ exits: [UInt32], from: UInt32, _ turns: [TurnRestriction]) -> [UInt32] {
        let c = network.columns
        func way(_ segment: UInt32) -> Int64 { c.pieceWay[c.segmentPiece[segment]] }
        let mandatory = Set(turns.filter(\.isMandatory).map(\.toWay))
        // "Only this turn" with a destination that is not there forbids nothing.
        let demanded = exits.filter { mandatory.contains(way($0)) }
        return (demanded.isEmpty ? exits : demanded).filter { exit in
            !turns.contains { turn in
                guard !turn.isMandatory, way(exit) == turn.toWay else { return false }
                // From a way onto itself means turning round, not going straight on.
                return turn.fromWay != turn.toWay || c.segmentPiece[exit] == c.segmentPiece[from]
            }
        }
    }
}
