/// Which of two ways of the same cost a search takes.
///
/// The two ways round a block cost the same but for rounding. Of those the one is taken whose last
/// road lies farther to the south-west, so that neither the order of the roads in the image nor the
/// direction in which they were drawn counts.
extension TrackArena {
    /// Costs that differ by less are the same but for rounding.
    static var tie: Float { 1e-4 }
    /// Roads whose ranks differ by more are two, in metres.
    private static let apart: Float = 0.1

    /// Lets a state be reached by another way that costs as much as the one known.
    @inline(never)
    mutating func breakTie(
        _ graph: TrackTables,
        _ from: UInt32,
        _ state: Int,
        _ record: TrackState,
        _ step: TrackStep,
        _ key: Float,
        _ isGuided: Bool,
        _ reach: Float
    ) {
        let slot = labels.base + state
        let ahead = isGuided ? Self.potential(record.endX, record.endY, step, reach) : 0
        // What was served already stays as it is.
        guard slot.pointee.cost + ahead > key, ranksBefore(graph, from, slot.pointee.parent)
        else { return }
        let label = labels.base[Int(from)]
        slot.pointee.length = label.length + record.length
        slot.pointee.seconds = label.seconds + record.seconds
        slot.pointee.parent = Int32(bitPattern: from)
        slot.pointee.source = label.source
    }

    /// Lets a candidate be reached by another way that costs as much as the one known.
    @inline(never)
    mutating func breakTie(
        _ graph: TrackTables,
        _ from: UInt32,
        target j: Int,
        _ record: TrackState
    ) {
        let slot = candidates.base + j
        guard ranksBefore(graph, from, slot.pointee.previous) else { return }
        let label = labels.base[Int(from)]
        let share = record.length > 0 ? slot.pointee.measure / record.length : 0
        slot.pointee.length = label.length + slot.pointee.measure
        slot.pointee.seconds = label.seconds + record.seconds * share
        slot.pointee.previous = Int32(bitPattern: from)
    }

    /// Whether the road of a state lies farther to the south-west than the last one of a way known.
    private func ranksBefore(_ graph: TrackTables, _ state: UInt32, _ known: Int32) -> Bool {
        known >= 0
            && graph.states[Int(state)].rank < graph.states[Int(known)].rank - Self.apart
    }
}

extension TrackCandidate {
    /// How far the direction of travel points along a bearing that no street grid has, from −1 to 1.
    var northEast: Float { 0.8 * ux + 0.6 * uy }
}
