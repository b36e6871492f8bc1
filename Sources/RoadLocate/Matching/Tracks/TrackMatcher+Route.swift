import RoadModel
import RoadNetwork

extension TrackMatcher {
    /// Reads the parts off the trellis and puts every fix on them.
    func finish(
        _ fixes: TrackFixes,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) {
        var start = 0
        while start < arena.columns.count {
            var end = start + 1
            while end < arena.columns.count, !arena.columns[end].isStart { end += 1 }
            finishPart(start..<end, fixes, &arena, &result)
            start = end
        }
        for i in 0..<fixes.count where !(fixes.x[i].isFinite && fixes.y[i].isFinite) {
            result.interruptions.append(.init(fix: i, reason: .noCoordinates))
        }
        result.interruptions.sort { $0.fix < $1.fix }
    }

    private func finishPart(
        _ columns: Range<Int>,
        _ fixes: TrackFixes,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) {
        arena.trace(columns)
        weigh(columns, fixes, &arena)
        let number = result.parts.count
        var part = TrackMatch.Part()
        part.segments.reserveCapacity(arena.route.count)
        for row in 0..<arena.route.count {
            part.segments.append(SegmentID(rawValue: graph.segment(arena.route[row])))
        }
        let firstColumn = arena.columns[columns.lowerBound]
        let lastColumn = arena.columns[columns.upperBound - 1]
        part.fixes = Int(firstColumn.fix)...Int(lastColumn.fix)
        part.startMeasure = Double(arena.candidates[Int(arena.chosen[0])].measure)
        part.endMeasure = 0
        for k in 0..<columns.count {
            let candidate = arena.candidates[Int(arena.chosen[k])]
            let fix = Int(arena.columns[columns.lowerBound + k].fix)
            result.places[fix] = TrackMatch.Place(
                part: number,
                segment: SegmentID(rawValue: graph.segment(candidate.state)),
                measure: Double(candidate.measure),
                x: candidate.x,
                y: candidate.y,
                confidence: confidence(k, columns, arena)
            )
            // A fix behind the one before it does not take the route back.
            if Int(arena.routeRow[k]) == arena.route.count - 1 {
                part.endMeasure = max(part.endMeasure, Double(candidate.measure))
            }
            if k > 0 { attach(k, columns, fixes, arena, number, &result) }
            if k == columns.count - 1 { attachRest(fix, candidate, fixes, number, &result) }
        }
        if arena.route.count == 1 { part.endMeasure = max(part.endMeasure, part.startMeasure) }
        result.parts.append(part)
    }

    /// Puts the fixes between two columns, which thinning left out, on the route between them.
    private func attach(
        _ k: Int,
        _ columns: Range<Int>,
        _ fixes: TrackFixes,
        _ arena: borrowing TrackArena,
        _ number: Int,
        _ result: inout TrackMatch
    ) {
        let before = Int(arena.columns[columns.lowerBound + k - 1].fix)
        let after = Int(arena.columns[columns.lowerBound + k].fix)
        guard after - before > 1 else { return }
        let first = arena.candidates[Int(arena.chosen[k - 1])]
        let last = arena.candidates[Int(arena.chosen[k])]
        let rows = Int(arena.routeRow[k - 1])...Int(arena.routeRow[k])
        let radius = radiusMetres(result.sigmaMetres)
        let confidence = min(
            result.places[before]?.confidence ?? 1,
            result.places[after]?.confidence ?? 1
        )
        for fix in (before + 1)..<after where fixes.x[fix].isFinite && fixes.y[fix].isFinite {
            let place = arena.nearest(
                graph,
                x: fixes.x[fix],
                y: fixes.y[fix],
                rows: rows,
                from: Double(first.measure),
                to: Double(last.measure)
            )
            let x = place.x.isNaN ? first.x : place.x
            let y = place.y.isNaN ? first.y : place.y
            let dx = fixes.x[fix] - x
            let dy = fixes.y[fix] - y
            // An outlier, or off the network: its place on the route would be made up.
            guard dx * dx + dy * dy <= radius * radius else { continue }
            result.places[fix] = TrackMatch.Place(
                part: number,
                segment: SegmentID(rawValue: graph.segment(arena.route[place.row])),
                measure: place.measure,
                x: x,
                y: y,
                confidence: confidence
            )
        }
    }

    /// Puts the fixes behind the last column of a track where that one lies: the vehicle stands.
    private func attachRest(
        _ last: Int,
        _ candidate: TrackCandidate,
        _ fixes: TrackFixes,
        _ number: Int,
        _ result: inout TrackMatch
    ) {
        let radius = radiusMetres(result.sigmaMetres)
        var fix = last + 1
        while fix < fixes.count, result.places[fix] == nil {
            let dx = fixes.x[fix] - candidate.x
            let dy = fixes.y[fix] - candidate.y
            // Also ends at fixes without a place, which are not numbers.
            guard dx * dx + dy * dy <= radius * radius else { return }
            result.places[fix] = result.places[last]
            fix += 1
        }
    }
}
