import RoadNetwork

extension TrackArena {
    /// Takes the fixes that contradict the route among those that are kept.
    ///
    /// - Returns: Whether there was one that had not been kept.
    mutating func keepMisfits() -> Bool {
        guard misfits.count > 0 else { return false }
        for i in 0..<misfits.count { keptMisfits.append(misfits[i]) }
        misfits.truncate(to: 0)
        keptMisfits.sort()
        return true
    }

    /// The median of some coordinates, those that are no numbers left out.
    mutating func median(_ values: [Double], _ rows: Range<Int>) -> Double {
        along.truncate(to: 0)
        for i in rows where values[i].isFinite { along.append(values[i]) }
        along.sort()
        return along.count > 0 ? along[along.count / 2] : .nan
    }

    /// Puts the attached fixes of a vehicle that stood for long on one place: their median.
    ///
    /// Errors of a receiver have a memory, so even in order a cloud would creep along the road. A
    /// vehicle that creeps itself shows by a spread that is greater than the accuracy.
    mutating func settle(_ graph: TrackGraph, sigma: Double) {
        let count = attached.count
        guard count >= 60 else { return }
        along.truncate(to: 0)
        spread.truncate(to: 0)
        for i in 0..<count {
            let place = attached.base[i]
            let row = Int(place.row)
            along.append(routeMetres[row] + place.measure - start(of: row))
            spread.append(Float(along[i]))
        }
        spread.sort()
        let middle = Double(spread[count / 2])
        for i in 0..<count { spread[i] = Float(abs(along[i] - middle)) }
        spread.sort()
        // 1.4826 times the median deviation is the sigma of a normal law, as is 0.71 times that of
        // 84 %; the latter also where half of the cloud lies at the place before which none may lie.
        let own = max(1.4826 * Double(spread[count / 2]), 0.71 * Double(spread[count * 84 / 100]))
        guard own <= 1.2 * sigma else { return }
        let band = max(5, 3.5 * own)
        guard let first = (0..<count).first(where: { abs(along[$0] - middle) <= band }),
            let last = (0..<count).last(where: { abs(along[$0] - middle) <= band })
        else { return }
        for i in first...last { move(i, to: middle, graph) }
    }

    /// Sets the attached fixes in order along the route.
    ///
    /// Each is moved to the middle between the furthest place before it and the nearest one after
    /// it, which keeps what was in order and lets a cloud at rest shrink to a point.
    mutating func order(_ graph: TrackGraph) {
        let count = attached.count
        guard count > 1 else { return }
        along.truncate(to: 0)
        var furthest = -Double.infinity
        var isOrdered = true
        for i in 0..<count {
            let place = attached.base[i]
            let metres = routeMetres[Int(place.row)] + place.measure - start(of: Int(place.row))
            if metres < furthest { isOrdered = false }
            furthest = max(furthest, metres)
            along.append(furthest)
        }
        guard !isOrdered else { return }
        var nearest = Double.infinity
        for i in stride(from: count - 1, through: 0, by: -1) {
            let place = attached.base[i]
            let row = Int(place.row)
            nearest = min(nearest, routeMetres[row] + place.measure - start(of: row))
            let metres = (along.base[i] + nearest) / 2
            move(i, to: metres, graph)
        }
    }

    /// Where on a row's segment the route begins.
    @inline(__always)
    private func start(of row: Int) -> Double {
        row == 0 ? Double(candidates[Int(chosen[0])].measure) : 0
    }

    /// Moves an attached fix to a distance along the route.
    private mutating func move(_ i: Int, to metres: Double, _ graph: TrackGraph) {
        var row = Int(attached.base[i].row)
        while row > 0, routeMetres[row] > metres { row -= 1 }
        while row + 1 < route.count, routeMetres[row + 1] <= metres { row += 1 }
        let lines = graph.lines
        let (xs, ys, measures) = (lines.xs, lines.ys, lines.measures)
        let segment = graph.segment(route[row])
        let piece = lines.piece(segment)
        let (first, last) = lines.vertices(piece)
        let total = measures[at: last]
        let measure = min(total, max(0, metres - routeMetres[row] + start(of: row)))
        let at = lines.isForward(segment, piece) ? measure : total - measure
        var v = first
        while v + 1 < last, measures[at: v + 1] < at { v += 1 }
        let length = measures[at: v + 1] - measures[at: v]
        let share = length > 0 ? min(1, max(0, (at - measures[at: v]) / length)) : 0
        let (ax, ay) = (xs[at: v], ys[at: v])
        let (bx, by) = (xs[at: v + 1], ys[at: v + 1])
        attached.base[i].row = Int32(row)
        attached.base[i].measure = measure
        attached.base[i].x = share == 1 ? bx : ax + (bx - ax) * share
        attached.base[i].y = share == 1 ? by : ay + (by - ay) * share
    }
}
