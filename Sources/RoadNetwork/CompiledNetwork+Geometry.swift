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

    /// How far along a segment each vertex of its `polyline` lies, in metres on the ground.
    ///
    /// - Precondition: `contains(id)`.
    package func measures(of id: SegmentID) -> [Double] {
        let rows = vertices(piece: columns.segmentPiece[id.rawValue])
        let measures = rows.map { columns.vertexMeasure[$0] }
        guard columns.segmentForward[id.rawValue] != 1, let total = measures.last else {
            return measures
        }
        return measures.reversed().map { total - $0 }
    }

    /// The place a reference names, its offset included; measures beyond the ends are clamped.
    ///
    /// Measures are metres on the ground, coordinates of the plane: a place on a line is found by its
    /// share of the line.
    ///
    /// - Returns: `nil` when the segment is not of this network or the measure not a number.
    package func point(at reference: LinearReference) -> ProjectedPoint? {
        guard contains(reference.segment), !reference.measure.value.isNaN else { return nil }
        let id = reference.segment.rawValue
        let piece = columns.segmentPiece[id]
        let isForward = columns.segmentForward[id] == 1
        let measure = isForward ? reference.measure : length(piece: piece) - reference.measure
        let offset = isForward ? reference.offset : Metres(-reference.offset.value)
        let rows = vertices(piece: piece)
        guard rows.count > 1 else { return nil }
        var (v, end) = (rows.lowerBound, rows.upperBound - 1)
        while end - v > 1 {
            let middle = (v + end) / 2
            if columns.vertexMeasure[middle] < measure.value { v = middle } else { end = middle }
        }
        let (from, to) = (columns.vertexMeasure[v], columns.vertexMeasure[v + 1])
        let share = to > from ? min(1, max(0, (measure.value - from) / (to - from))) : 0
        let (x, y) = (columns.vertexX[v], columns.vertexY[v])
        let (dx, dy) = (columns.vertexX[v + 1] - x, columns.vertexY[v + 1] - y)
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > 0 else { return ProjectedPoint(x: x, y: y) }
        return ProjectedPoint(
            x: x + dx * share + dy / length * offset.value,
            y: y + dy * share - dx / length * offset.value
        )
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
        let v = rows.lowerBound + foot.line
        let end = min(v + 1, rows.upperBound - 1)
        let (from, to) = (columns.vertexMeasure[v], columns.vertexMeasure[end])
        let measure = Metres(from + (to - from) * foot.fraction)
        guard columns.segmentForward[id.rawValue] == 1 else {
            return LinearReference(
                segment: id,
                measure: length(piece: piece) - measure,
                offset: Metres(-foot.offset.value)
            )
        }
        return LinearReference(segment: id, measure: measure, offset: foot.offset)
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
