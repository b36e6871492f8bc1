import RoadModel
import RoadNetwork

/// The states and exits that restrictions over via ways need.
///
/// A restriction over ways forbids to drive *from* a way, *over* the via ways, *onto* a way: it is
/// under way as long as a vehicle stays on the via ways in their order, also past a first junction
/// with the last way and for a lap round a ring. A state is a segment with all the restrictions
/// under way on it, so that those that share ways do not depend on their order in the map. Only
/// those count that can still matter there, so a network has few states more than segments.
struct ViaWayTurns {
    /// The segment of each copy; copies are the states from `segmentCount` on.
    private(set) var copies: [UInt32] = []
    /// Exits of copies, and of the segments that lead into one.
    private(set) var exits: [UInt32: [UInt32]] = [:]

    /// More copies than the import lets through; only a forged image is cut off here.
    private static let mostCopies = 1 << 22

    /// A restriction under way: its row and the place of the via way reached.
    private struct Progress: Hashable, Comparable {
        var row: UInt32
        var place: UInt32

        static func < (a: Progress, b: Progress) -> Bool { (a.row, a.place) < (b.row, b.place) }
    }

    /// A via way reached and a segment of it.
    private struct Step: Hashable {
        var place: UInt32
        var segment: UInt32
    }

    private struct State: Hashable {
        var segment: UInt32
        var underway: [Progress]
    }

    private let network: CompiledNetwork
    private let turns: [TurnRestriction]
    private let atNodes: [UInt32: [UInt32]]
    private var rowsFrom: [Int64: [UInt32]] = [:]
    /// The steps on which each restriction can still matter.
    private var matters: [Set<Step>] = []
    private var numbers: [State: UInt32] = [:]
    private var open: [State] = []

    /// Works the restrictions out.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - turns: Restrictions with via ways.
    ///   - segmentsOfWay: The segments of every way that a restriction begins with.
    ///   - atNodes: Exits of segments that restrictions at nodes changed.
    init(
        _ network: CompiledNetwork,
        _ turns: [TurnRestriction],
        _ segmentsOfWay: [Int64: [UInt32]],
        atNodes: [UInt32: [UInt32]]
    ) {
        (self.network, self.turns, self.atNodes) = (network, turns, atNodes)
        for (row, turn) in turns.enumerated() {
            rowsFrom[turn.fromWay, default: []].append(UInt32(row))
            matters.append(steps(turn, segmentsOfWay[turn.fromWay] ?? []))
        }
        for way in rowsFrom.keys.sorted() {
            for segment in segmentsOfWay[way] ?? [] {
                let onto = plain(segment)
                let states = onto.map { number(after: State(segment: segment, underway: []), $0) }
                if states != onto { exits[segment] = states }
            }
        }
        while let state = open.popLast() {
            guard let number = numbers[state] else { continue }
            exits[number] = kept(state).map { self.number(after: state, $0) }
        }
    }

    private func plain(_ segment: UInt32) -> [UInt32] {
        atNodes[segment]
            ?? network.successors(of: SegmentID(rawValue: segment)).map(\.rawValue)
    }

    private func way(_ segment: UInt32) -> Int64 {
        network.columns.pieceWay[network.columns.segmentPiece[segment]]
    }

    private func isReverse(_ a: UInt32, _ b: UInt32) -> Bool {
        a != b && network.columns.segmentPiece[a] == network.columns.segmentPiece[b]
    }

    /// The steps from which the via ways lead to an exit that the restriction changes.
    private func steps(_ turn: TurnRestriction, _ begins: [UInt32]) -> Set<Step> {
        var before: [Step: [Step]] = [:]
        var ends: [Step] = []
        var open: [Step] = []
        func reach(_ step: Step, from: Step?) {
            if before[step] == nil { open.append(step) }
            before[step, default: []] += from.map { [$0] } ?? []
        }
        for from in begins {
            for first in plain(from) where way(first) == turn.viaWays[0] && !isReverse(from, first)
            {
                reach(Step(place: 0, segment: first), from: nil)
            }
        }
        while let step = open.popLast() {
            let out = plain(step.segment)
            let onto = out.count { way($0) == turn.toWay }
            let isLast = Int(step.place) == turn.viaWays.count - 1
            if isLast, onto > 0, !turn.isMandatory || onto < out.count { ends.append(step) }
            for exit in out {
                guard let place = place(turn, step.place, step.segment, exit) else { continue }
                reach(Step(place: place, segment: exit), from: step)
            }
        }
        var found = Set(ends)
        while let step = ends.popLast() {
            for earlier in before[step] ?? [] where found.insert(earlier).inserted {
                ends.append(earlier)
            }
        }
        return found
    }

    /// The place on the via ways after an exit; `nil` where they are left.
    private func place(
        _ turn: TurnRestriction,
        _ place: UInt32,
        _ segment: UInt32,
        _ exit: UInt32
    ) -> UInt32? {
        guard !isReverse(segment, exit) else { return nil }
        let way = way(exit)
        let next = Int(place) + 1
        if way == turn.viaWays[Int(place)] { return place }
        return next < turn.viaWays.count && way == turn.viaWays[next] ? place + 1 : nil
    }

    /// The exits that the restrictions under way leave.
    private func kept(_ state: State) -> [UInt32] {
        let out = plain(state.segment)
        let last = state.underway.map { ($0, turns[Int($0.row)]) }.filter { progress, turn in
            Int(progress.place) == turn.viaWays.count - 1
        }
        let mandatory = Set(last.map(\.1).filter(\.isMandatory).map(\.toWay))
        let forbidden = Set(last.map(\.1).filter { !$0.isMandatory }.map(\.toWay))
        let demanded = out.filter { mandatory.contains(way($0)) }
        return (demanded.isEmpty ? out : demanded).filter { !forbidden.contains(way($0)) }
    }

    /// The state that an exit leads into; the plain segment where nothing is under way.
    private mutating func number(after state: State, _ exit: UInt32) -> UInt32 {
        guard !isReverse(state.segment, exit) else { return exit }
        var underway: Set<Progress> = []
        for row in rowsFrom[way(state.segment)] ?? []
        where turns[Int(row)].viaWays[0] == way(exit)
            && matters[Int(row)].contains(Step(place: 0, segment: exit))
        {
            underway.insert(Progress(row: row, place: 0))
        }
        for progress in state.underway {
            let turn = turns[Int(progress.row)]
            guard let place = place(turn, progress.place, state.segment, exit),
                matters[Int(progress.row)].contains(Step(place: place, segment: exit))
            else { continue }
            underway.insert(Progress(row: progress.row, place: place))
        }
        guard !underway.isEmpty else { return exit }
        let next = State(segment: exit, underway: underway.sorted())
        if let number = numbers[next] { return number }
        guard copies.count < Self.mostCopies else { return exit }
        let number = UInt32(network.segmentCount + copies.count)
        copies.append(exit)
        numbers[next] = number
        open.append(next)
        return number
    }
}
