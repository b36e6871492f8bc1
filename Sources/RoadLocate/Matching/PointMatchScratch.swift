import RoadGeometry

/// Memory that a `PointMatcher` reuses from point to point.
package struct PointMatchScratch: Sendable {
    /// Memory of the spatial search.
    var tree = RTreeScratch()
    /// Pieces within the radius.
    var pieces: [PieceEvidence] = []
    /// Directed segments within the radius.
    var directions: [DirectionEvidence] = []
    /// Directions in the order of the report.
    var order: [Int] = []

    /// Empty memory.
    package init() {
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
    /// The same, weighted by the likelihood of the heading along and against the vertices.
    var forwardMass: Double
    /// See `forwardMass`.
    var backwardMass: Double
    /// Square of the distance to the nearest foot, in square metres.
    var distanceSquared: Double
    /// Where on the piece it is most likely, along and against the vertices.
    var forwardFoot: FootEvidence
    /// See `forwardFoot`.
    var backwardFoot: FootEvidence
    /// Sum of the probabilities of the piece's directions.
    var probability: Double
}

/// The most likely foot on a piece for one direction of travel.
struct FootEvidence: Sendable {
    /// First vertex of the line.
    var vertex: Int
    /// Where on the line, in `[0, 1]`.
    var fraction: Double
    /// Likelihood of the place, unnormalised.
    var likelihood: Double
    /// Square of the distance, in square metres.
    var distanceSquared: Double
}

/// A directed segment within the radius.
struct DirectionEvidence: Sendable {
    /// Row in `PointMatchScratch.pieces`.
    var piece: Int
    /// The segment.
    var segment: UInt32
    /// Whether it runs along the vertices.
    var isForward: Bool
    /// Log of the piece's mass.
    var distanceTerm: Double
    /// Log of the mean likelihood of the heading along the piece.
    var headingTerm: Double
    /// Term of name and index.
    var nameTerm: Double
    /// Term of class, access and limit.
    var priorTerm: Double
    /// Sum of the terms.
    var score: Double
    /// Probability among all directions; 0 before they are normalised.
    var probability: Double
}
