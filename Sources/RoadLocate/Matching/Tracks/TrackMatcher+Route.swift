import Glibc
import RoadModel
import RoadNetwork

extension TrackMatcher {
    /// Reads the parts off the trellis and puts every fix on them.
    func finish(
        _ fixes: TrackFixes,
        _ attempt: Attempt,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) {
        result.places = [TrackMatch.Place?](repeating: nil, count: fixes.count)
        let rivals = rivalLaw(fixes, attempt)
        var start = 0
        while start < arena.columns.count {
            let chain = start..<arena.endOfChain(start)
            arena.traceChain(chain)
            var row = start
            while row < chain.upperBound {
                let first = row
                let isOff = arena.chain[row - start] < 0
                repeat {
                    row += 1
                } while row < chain.upperBound
                    && (arena.chain[row - start] < 0) == isOff && !arena.isHop(row, start)
                if arena.isHop(first, start) { hop(first, fixes, arena, &result) }
                if isOff {
                    leaveNetwork(first..<row, chain, fixes, arena, &result)
                } else {
                    finishPart(
                        first..<row,
                        chainStart: start,
                        fixes,
                        rivals,
                        &arena,
                        &result
                    )
                }
            }
            start = chain.upperBound
        }
        giveReasons(fixes, &result)
        judge(arena, fixes, &result)
        if parameters.listsRivals { list(arena, &result) }
    }

    /// Notes a stretch off the network.
    private func leaveNetwork(
        _ columns: Range<Int>,
        _ chain: Range<Int>,
        _ fixes: TrackFixes,
        _ arena: borrowing TrackArena,
        _ result: inout TrackMatch
    ) {
        let first = Int(arena.columns[columns.lowerBound].fix)
        var last = fixes.count - 1
        if columns.upperBound < arena.columns.count {
            last = Int(arena.columns[columns.upperBound].fix) - 1
        }
        var metres = 0.0
        let from = max(columns.lowerBound, chain.lowerBound + 1)
        let to = min(columns.upperBound, chain.upperBound - 1)
        for row in from..<max(from, to + 1) {
            let (a, b) = (Int(arena.columns[row - 1].fix), Int(arena.columns[row].fix))
            let dx = fixes.x[b] - fixes.x[a]
            let dy = fixes.y[b] - fixes.y[a]
            metres += (dx * dx + dy * dy).squareRoot()
        }
        result.offNetwork.append(.init(fixes: first...max(first, last), metres: metres))
        result.interruptions.append(.init(fix: first, reason: .offNetwork))
    }

    /// Notes a step during which the network was left and entered again, at its second column.
    private func hop(
        _ row: Int,
        _ fixes: TrackFixes,
        _ arena: borrowing TrackArena,
        _ result: inout TrackMatch
    ) {
        let (a, b) = (Int(arena.columns[row - 1].fix), Int(arena.columns[row].fix))
        let dx = fixes.x[b] - fixes.x[a]
        let dy = fixes.y[b] - fixes.y[a]
        let metres = (dx * dx + dy * dy).squareRoot()
        result.offNetwork.append(.init(fixes: b - a > 1 ? a + 1...b - 1 : a...b, metres: metres))
        result.interruptions.append(.init(fix: b, reason: .offNetwork))
    }

    /// Gives every fix without a place a reason, and puts the reasons in order.
    private func giveReasons(_ fixes: TrackFixes, _ result: inout TrackMatch) {
        var known = Set(result.interruptions.map(\.fix))
        for run in result.offNetwork { known.formUnion(run.fixes) }
        for i in 0..<fixes.count where result.places[i] == nil {
            if !fixes.seconds[i].isFinite {
                result.interruptions.append(.init(fix: i, reason: .noTime))
            } else if !(fixes.x[i].isFinite && fixes.y[i].isFinite) {
                result.interruptions.append(.init(fix: i, reason: .noCoordinates))
            } else if !known.contains(i) {
                result.interruptions.append(.init(fix: i, reason: .outlier))
            }
        }
        result.interruptions.sort { $0.fix < $1.fix }
    }

    private func finishPart(
        _ columns: Range<Int>,
        chainStart: Int,
        _ fixes: TrackFixes,
        _ rivals: RivalLaw,
        _ arena: inout TrackArena,
        _ result: inout TrackMatch
    ) {
        arena.trace(columns, chainStart: chainStart)
        let number = result.parts.count
        if rivals.choice != nil { readEvidence(fixes, columns, &arena) }
        let costs = costs(0, sigma: result.sigmaMetres)
        arena.findRivals(graph, columns, number, costs, rivals, fixes.seconds)
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
        result.routeMetres += arena.routeMetres[arena.route.count]
        for k in 0..<columns.count {
            let candidate = arena.candidates[Int(arena.chosen[k])]
            let fix = Int(arena.columns[columns.lowerBound + k].fix)
            result.places[fix] = TrackMatch.Place(
                part: number,
                segment: SegmentID(rawValue: graph.segment(candidate.state)),
                measure: Double(candidate.measure),
                x: candidate.x,
                y: candidate.y,
                confidence: confidence(row: Int(arena.routeRow[k]), arena)
            )
            // A fix behind the one before it does not take the route back, but for its first segment:
            // there it began where the hindmost one lies.
            if Int(arena.routeRow[k]) == arena.route.count - 1 {
                part.endMeasure = max(part.endMeasure, Double(candidate.measure))
            }
            if arena.routeRow[k] == 0 {
                part.startMeasure = min(part.startMeasure, Double(candidate.measure))
            }
            if k > 0 { attach(k, columns, fixes, &arena, number, &result) }
        }
        var end = fixes.count
        if columns.upperBound < arena.columns.count {
            end = Int(arena.columns[columns.upperBound].fix)
        }
        attachRest(part.fixes.upperBound, end, fixes, &result)
        if arena.route.count == 1 { part.endMeasure = max(part.endMeasure, part.startMeasure) }
        result.parts.append(part)
    }

    /// Puts the fixes between two columns, which thinning left out, on the route between them.
    ///
    /// Each goes to the nearest place; where that would take the vehicle back and forth, as the
    /// wander of a receiver at rest does, they are set in order along the route.
    private func attach(
        _ k: Int,
        _ columns: Range<Int>,
        _ fixes: TrackFixes,
        _ arena: inout TrackArena,
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
        let limit = parameters.misfitSigmas * result.sigmaMetres
        let known = arena.misfits.count
        var run = MisfitRun(leastSquared: limit * limit)
        arena.attached.truncate(to: 0)
        for fix in (before + 1)..<after where fixes.x[fix].isFinite && fixes.y[fix].isFinite {
            var place = nearest(
                fixes,
                fix,
                rows,
                Double(first.measure),
                Double(last.measure),
                arena
            )
            if place.x.isNaN { (place.x, place.y) = (first.x, first.y) }
            let dx = fixes.x[fix] - place.x
            let dy = fixes.y[fix] - place.y
            let squared = fixes.squared(fix, dx, dy)
            if let worst = run.add(fix, squared) { arena.misfits.append(Int32(worst)) }
            // An outlier, or off the network: its place on the route would be made up.
            guard min(squared, dx * dx + dy * dy) <= radius * radius else { continue }
            arena.attached.append(
                AttachedFix(
                    fix: Int32(fix),
                    row: Int32(place.row),
                    measure: place.measure,
                    x: place.x,
                    y: place.y
                )
            )
        }
        if let worst = run.end() { arena.misfits.append(Int32(worst)) }
        if arena.misfits.count > known,
            isParked(fixes, before + 1..<after, within: 2 * result.sigmaMetres, &arena)
        {
            arena.misfits.truncate(to: known)
        }
        // By what they were thinned by, at least: clouds of minutes spread more than a few fixes tell.
        let sigma = max(result.sigmaMetres, parameters.sigmaMetres) * fixes.longestStretch
        arena.settle(graph, sigma: sigma)
        arena.order(graph)
        for i in 0..<arena.attached.count {
            let place = arena.attached[i]
            result.places[Int(place.fix)] = TrackMatch.Place(
                part: number,
                segment: SegmentID(rawValue: graph.segment(arena.route[Int(place.row)])),
                measure: place.measure,
                x: place.x,
                y: place.y,
                confidence: confidence(row: Int(place.row), arena)
            )
        }
    }

    /// The nearest place of a fix, by its own metric, on some rows of the route.
    @inline(__always)
    private func nearest(
        _ fixes: TrackFixes,
        _ fix: Int,
        _ rows: ClosedRange<Int>,
        _ from: Double,
        _ to: Double,
        _ arena: borrowing TrackArena
    ) -> (row: Int, measure: Double, x: Double, y: Double) {
        let (x, y) = (fixes.x[fix], fixes.y[fix])
        guard fixes.ellipses.isEmpty else {
            let metric = fixes.ellipses[fix]
            return arena.nearest(graph, x: x, y: y, metric, rows: rows, from: from, to: to)
        }
        return arena.nearest(graph, x: x, y: y, RoundMetric(), rows: rows, from: from, to: to)
    }

    /// Whether fixes of a minute or more are those of a parked vehicle: most of them lie around one
    /// place, however far its errors wander now and then, and its speed is none.
    private func isParked(
        _ fixes: TrackFixes,
        _ rows: Range<Int>,
        within metres: Double,
        _ arena: inout TrackArena
    ) -> Bool {
        guard rows.count >= 60 else { return false }
        // A speed that is not known compares as none.
        if arena.median(fixes.speed, rows) > 1 { return false }
        let middle = (arena.median(fixes.x, rows), arena.median(fixes.y, rows))
        var (near, count) = (0, 0)
        for i in rows where fixes.x[i].isFinite && fixes.y[i].isFinite {
            count += 1
            let squared = fixes.squared(i, fixes.x[i] - middle.0, fixes.y[i] - middle.1)
            if squared <= metres * metres { near += 1 }
        }
        return Double(near) >= parameters.parkedShare * Double(count)
    }

    /// Puts the fixes behind the last column of a part where that one lies: the vehicle stands.
    private func attachRest(
        _ last: Int,
        _ end: Int,
        _ fixes: TrackFixes,
        _ result: inout TrackMatch
    ) {
        guard let place = result.places[last] else { return }
        let radius = radiusMetres(result.sigmaMetres)
        for fix in last + 1..<max(last + 1, end) where result.places[fix] == nil {
            let dx = fixes.x[fix] - place.x
            let dy = fixes.y[fix] - place.y
            // Also ends at fixes without coordinates, which are not numbers.
            guard min(fixes.squared(fix, dx, dy), dx * dx + dy * dy) <= radius * radius
            else { return }
            result.places[fix] = place
        }
    }
}
