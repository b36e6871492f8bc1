/// A walk along the roads, long enough for one flight.
struct PatrolRoute {
    /// The pieces in order.
    let legs: [PatrolLeg]
    private let world: SimulatedWorld

    /// Walks at random from a random piece until `length` metres are covered.
    ///
    /// At a junction any road but the one it came from is taken; at a dead end it turns back.
    /// A drone does not mind one-way roads.
    init(world: SimulatedWorld, length: Double, random: inout SeededStream) {
        self.world = world
        var legs: [PatrolLeg] = []
        var piece = random.below(world.pieces.count)
        var isForward = true
        var covered = 0.0
        while covered < length {
            legs.append(PatrolLeg(piece: piece, isForward: isForward, start: covered))
            // Even a map of nothing but points comes to an end.
            covered += max(world.pieces[piece].length, 1)
            let node = isForward ? world.pieces[piece].to : world.pieces[piece].from
            let onward = (world.piecesAtNode[node] ?? []).filter { $0 != piece }
            if onward.isEmpty {
                isForward.toggle()
            } else {
                piece = onward[random.below(onward.count)]
                isForward = world.pieces[piece].from == node
            }
        }
        self.legs = legs
    }

    /// Place and course at a distance from the start, in metres.
    func place(at distance: Double) -> PiecePlace {
        var low = 0
        var high = legs.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if legs[middle].start <= distance { low = middle } else { high = middle }
        }
        let leg = legs[low]
        let piece = world.pieces[leg.piece]
        let along = max(0, distance - leg.start)
        var place = piece.place(at: leg.isForward ? along : piece.length - along)
        if !leg.isForward {
            place.headingDegrees = (place.headingDegrees + 180).truncatingRemainder(
                dividingBy: 360
            )
        }
        return place
    }
}
