/// One piece of road that a patrol flies along.
struct PatrolLeg {
    /// Index of the piece.
    var piece: Int
    /// Whether it is flown in the direction of the vertices.
    var isForward: Bool
    /// Metres from the route's start to the leg's start.
    var start: Double
}
