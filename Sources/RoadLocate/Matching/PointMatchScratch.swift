/// Memory that a `PointMatcher` reuses from point to point.
package struct PointMatchScratch: Sendable {
    /// Runs near the point.
    var hits: [UInt32] = []
    /// Pieces within the radius.
    var pieces: [PieceEvidence] = []
    /// Directed segments within the radius.
    var directions: [DirectionEvidence] = []
    /// Directions in the order of the report, or those of any weight.
    var order: [Int] = []
    /// What names came to.
    var names = NameMemory()

    /// Empty memory.
    package init() {
        hits.reserveCapacity(64)
        pieces.reserveCapacity(64)
        directions.reserveCapacity(128)
        order.reserveCapacity(128)
    }
}

/// A piece of road within the radius.
struct PieceEvidence: Sendable {
    /// Row of the piece.
    var piece: UInt32
    /// Row of the piece's road among the roads of this observation: its first piece in `pieces`.
    var road: Int
    /// Share of the observation's error that the piece explains, a whole straight line being 1.
    var mass: Double
    /// The evidence along the vertices.
    var forward: SenseEvidence
    /// The evidence against them.
    var backward: SenseEvidence
    /// Sum of the probabilities of the piece's directions.
    var probability: Double

    /// No piece.
    static let nothing = PieceEvidence(
        piece: .max,
        road: 0,
        mass: 0,
        forward: .nothing,
        backward: .nothing,
        probability: 0
    )
}

/// What speaks for one direction of travel on a piece.
struct SenseEvidence: Sendable {
    /// The mass together with the queue at the stop line ahead.
    var mass: Double
    /// The same, weighted by the likelihood of the heading.
    var headed: Double
    /// What the most likely place costs: half the squared distance in sigmas and the heading.
    var cost: Double
    /// First vertex of the line of the most likely place.
    var vertex: Int
    /// Where on that line, in `[0, 1]`.
    var fraction: Double

    /// Nothing found yet.
    static let nothing = SenseEvidence(mass: 0, headed: 0, cost: .infinity, vertex: 0, fraction: 0)
}

/// A directed segment within the radius.
struct DirectionEvidence: Sendable {
    /// Row in `PointMatchScratch.pieces`.
    var piece: Int
    /// The segment.
    var segment: UInt32
    /// Whether it runs along the vertices.
    var isForward: Bool
    /// Way in the source.
    var way: Int64
    /// The exponential of the score.
    var weight: Double
    /// Probability among all directions; 0 before they are normalised.
    var probability: Double
}
