package import RoadGeometry
package import RoadModel

extension CompiledNetwork {
    /// The vertices of a segment in the direction of travel, at least two.
    ///
    /// - Precondition: `contains(id)`.
    package func polyline(of id: SegmentID) -> [ProjectedPoint] {
        let rows = vertices(piece: columns.segmentPiece[id.rawValue])
        let points = rows.map { ProjectedPoint(x: columns.vertexX[$0], y: columns.vertexY[$0]) }
        return columns.segmentForward[id.rawValue] == 1 ? points : points.reversed()
    }

    /// The place a reference names, its offset included; measures beyond the ends are clamped.
    ///
    /// - Returns: `nil` when the segment is not of this network or the measure not a number.
    package func point(at reference: LinearReference) -> ProjectedPoint? {
        guard contains(reference.segment) else { return nil }
        let id = reference.segment.rawValue
        let piece = columns.segmentPiece[id]
        let isForward = columns.segmentForward[id] == 1
        let measure = isForward ? reference.measure : length(piece: piece) - reference.measure
        let offset = isForward ? reference.offset : Metres(-reference.offset.value)
        let rows = vertices(piece: piece)
        return columns.vertexX.withSpan(rows) { x in
            columns.vertexY.withSpan(rows) { y in
                Polyline.point(at: measure, offset: offset, x: x, y: y)
            }
        }
    }

    /// The place on a segment that lies nearest to a point.
    ///
    /// - Returns: `nil` when the segment is not of this network or the point not finite.
    package func reference(of point: ProjectedPoint, on id: SegmentID) -> LinearReference? {
        guard contains(id) else { return nil }
        let piece = columns.segmentPiece[id.rawValue]
        let rows = vertices(piece: piece)
        let foot = columns.vertexX.withSpan(rows) { x in
            columns.vertexY.withSpan(rows) { y in Polyline.foot(of: point, x: x, y: y) }
        }
        guard let foot else { return nil }
        guard columns.segmentForward[id.rawValue] == 1 else {
            return LinearReference(
                segment: id,
                measure: length(piece: piece) - foot.measure,
                offset: Metres(-foot.offset.value)
            )
        }
        return LinearReference(segment: id, measure: foot.measure, offset: foot.offset)
    }

    /// The vertex rows of a piece.
    package func vertices(piece: UInt32) -> Range<Int> {
        let start = Int(columns.pieceVertexStart[piece])
        return start..<max(start, Int(columns.pieceVertexStart[Int(piece) + 1]))
    }

    /// Finds the runs of lines whose boxes come within a radius of a point; `scratch.items` then
    /// holds rows of `columns.runPiece`, ascending.
    package func findRuns(
        near point: ProjectedPoint,
        radiusMetres: Double,
        scratch: inout RTreeScratch
    ) {
        NetworkTree.search(
            columns,
            x: point.x,
            y: point.y,
            radiusMetres: radiusMetres,
            scratch: &scratch
        )
    }
}
