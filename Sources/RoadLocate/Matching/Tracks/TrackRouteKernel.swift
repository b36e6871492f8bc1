import RoadModel
import RoadNetwork

extension TrackArena {
    /// Starts a part: every candidate costs what its emission costs.
    mutating func begin(_ rows: Range<Int>) {
        var best = Float.infinity
        for j in rows { best = min(best, candidates[j].emission) }
        for j in rows {
            candidates.base[j].score = candidates[j].emission - best
            candidates.base[j].previous = -1
            candidates.base[j].pathCount = 0
        }
    }

    /// Lets the scores of some candidates count from the cheapest of them.
    mutating func normalise(_ rows: Range<Int>) {
        var best = Float.infinity
        for j in rows { best = min(best, candidates[j].score) }
        guard best < .infinity else { return }
        for j in rows { candidates.base[j].score -= best }
    }

    /// Adds a copy of a column with candidates of its own.
    mutating func twin(_ column: TrackColumn) -> TrackColumn {
        var copy = column
        copy.first = Int32(candidates.count)
        for j in column.candidates { candidates.append(candidates[j]) }
        return copy
    }

    /// The cheapest candidate of a column; equally cheap ones in order.
    func cheapest(_ column: TrackColumn) -> Int {
        var best = Int(column.first)
        for j in column.candidates where candidates.base[j].score < candidates.base[best].score {
            best = j
        }
        return best
    }

    /// Follows the best way of a part back: fills `chosen` with one candidate per column, `route`
    /// with the states and `routeRow` with the row of each column's state in it.
    mutating func trace(_ part: Range<Int>) {
        chosen.resize(to: part.count, filling: -1)
        routeRow.resize(to: part.count, filling: 0)
        route.truncate(to: 0)
        guard let last = part.last else { return }
        var at = cheapest(columns[last])
        for column in part.reversed() {
            chosen[column - part.lowerBound] = Int32(at)
            at = Int(max(0, candidates[at].previous))
        }
        for k in 0..<part.count {
            let candidate = candidates[Int(chosen[k])]
            if k == 0 { route.append(candidate.state) }
            let first = Int(candidate.pathStart)
            for i in first..<(first + Int(candidate.pathCount)) where k > 0 {
                route.append(paths[i])
            }
            routeRow[k] = Int32(route.count - 1)
        }
    }

    /// The place on a stretch of the route that lies nearest to a point.
    ///
    /// - Returns: The row of the route, the measure and the point.
    func nearest(
        _ graph: TrackGraph,
        x: Double,
        y: Double,
        rows: ClosedRange<Int>,
        from: Double,
        to: Double
    ) -> (row: Int, measure: Double, x: Double, y: Double) {
        let c = graph.network.columns
        var best = (row: rows.lowerBound, measure: from, x: Double.nan, y: Double.nan)
        var least = Double.infinity
        for row in rows {
            let segment = graph.segment(route.base[row])
            let piece = Int(c.segmentPiece.firstRow[Int(segment)])
            let first = Int(c.pieceVertexStart.firstRow[piece])
            let last = Int(c.pieceVertexStart.firstRow[piece + 1]) - 1
            let total = c.vertexMeasure.firstRow[last]
            let isForward = c.segmentForward.firstRow[Int(segment)] == 1
            var low = row == rows.lowerBound ? from : 0
            var high = row == rows.upperBound ? to : total
            if low > high { (low, high) = (high, low) }
            if !isForward { (low, high) = (total - high, total - low) }
            for v in first..<last {
                let start = c.vertexMeasure.firstRow[v]
                let end = c.vertexMeasure.firstRow[v + 1]
                if end < low { continue }
                if start > high { break }
                let ax = c.vertexX.firstRow[v]
                let ay = c.vertexY.firstRow[v]
                let dx = c.vertexX.firstRow[v + 1] - ax
                let dy = c.vertexY.firstRow[v + 1] - ay
                let length = end - start
                guard length > 0 else { continue }
                var along = ((x - ax) * dx + (y - ay) * dy) / length
                along = min(max(along, max(0, low - start)), min(length, high - start))
                let fx = ax + dx * (along / length)
                let fy = ay + dy * (along / length)
                let distance = (x - fx) * (x - fx) + (y - fy) * (y - fy)
                if distance < least {
                    least = distance
                    let measure = start + along
                    best = (row, isForward ? measure : total - measure, fx, fy)
                }
            }
        }
        return best
    }
}
