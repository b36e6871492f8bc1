import RoadModel

/// Leaves out turn restrictions over via ways of more pieces than any junction has.
///
/// A search keeps a state for every piece of the via ways of every restriction. What lies within
/// these bounds is far beyond any map; a file that is not one could fill the memory.
enum LongViaWays {
    /// Pieces of the via ways of one restriction.
    private static let mostPieces = 5_000
    /// Pieces of the via ways of all restrictions together.
    private static let mostTogether = 1 << 20

    /// Leaves out those that are too long, and the longest where there are too many together.
    ///
    /// - Parameters:
    ///   - restrictions: The restrictions.
    ///   - pieces: The pieces of the network.
    ///   - wayID: Id of the way of each row of the source.
    /// - Returns: The restrictions that are kept, in their order.
    static func without(
        _ restrictions: [TurnRestriction],
        _ pieces: [SplitPieces.Piece],
        _ wayID: [Int64]
    ) -> [TurnRestriction] {
        let vias = Set(restrictions.flatMap(\.viaWays))
        guard !vias.isEmpty else { return restrictions }
        var count: [Int64: Int] = [:]
        for piece in pieces where vias.contains(wayID[Int(piece.way)]) {
            count[wayID[Int(piece.way)], default: 0] += 1
        }
        let sizes = restrictions.map { $0.viaWays.reduce(0) { $0 + (count[$1] ?? 0) } }
        guard sizes.contains(where: { $0 > mostPieces }) || sizes.reduce(0, +) > mostTogether else {
            return restrictions
        }
        var isKept = [Bool](repeating: false, count: sizes.count)
        var together = 0
        for row in sizes.indices.sorted(by: { (sizes[$0], $0) < (sizes[$1], $1) }) {
            together += sizes[row]
            isKept[row] = sizes[row] <= mostPieces && together <= mostTogether
        }
        return restrictions.indices.filter { isKept[$0] }.map { restrictions[$0] }
    }
}
