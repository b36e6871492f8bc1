import RoadModel

/// Directed segments folded in pairs: both directions of a piece of road are one.
struct RoadPieces {
    /// One piece between two junctions.
    struct Piece {
        /// The segment that gives the piece its direction and name: the lower id.
        var segment: SegmentID
        /// The opposite direction.
        var reverse: SegmentID?
        /// Length.
        var length: Double
        /// Rank of the road.
        var roadClass: RoadClass
        /// Name or index.
        var label: String
    }

    /// A place on a piece: metres from its start, in the piece's own direction.
    struct Place {
        /// Row of the piece.
        var piece: Int
        /// Metres from the piece's start.
        var metres: Double
    }

    private(set) var pieces: [Piece] = []
    private var rows: [SegmentID: (piece: Int, isReverse: Bool)] = [:]

    /// Folds segments; one whose length is not positive and finite is left out.
    init(_ segments: [AnalysisSegment]) {
        for segment in segments.sorted(by: { $0.segment < $1.segment }) {
            guard rows[segment.segment] == nil, segment.length.value > 0,
                segment.length.value.isFinite
            else { continue }
            // A twin that already belongs elsewhere is no twin.
            var reverse = segment.reverse
            if let twin = reverse, twin == segment.segment || rows[twin] != nil { reverse = nil }
            rows[segment.segment] = (pieces.count, false)
            if let reverse { rows[reverse] = (pieces.count, true) }
            pieces.append(
                Piece(
                    segment: segment.segment,
                    reverse: reverse,
                    length: segment.length.value,
                    roadClass: segment.roadClass,
                    label: segment.label
                )
            )
        }
    }

    /// The place of a measure on a directed segment; `nil` when the segment is unknown.
    ///
    /// Measures beyond an end are taken at the end.
    func place(_ segment: SegmentID, _ measure: Metres) -> Place? {
        guard let row = rows[segment], !measure.value.isNaN else { return nil }
        let length = pieces[row.piece].length
        let along = min(length, max(0, measure.value))
        return Place(piece: row.piece, metres: row.isReverse ? length - along : along)
    }

    /// A stretch of a piece as parts of its directed segments.
    func parts(_ piece: Int, _ from: Double, _ to: Double) -> [HotspotPart] {
        let road = pieces[piece]
        var parts = [HotspotPart(segment: road.segment, from: Metres(from), to: Metres(to))]
        if let reverse = road.reverse {
            parts.append(
                HotspotPart(
                    segment: reverse,
                    from: Metres(road.length - to),
                    to: Metres(road.length - from)
                )
            )
        }
        return parts
    }
}
