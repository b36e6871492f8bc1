import Glibc

// Which fixes of a track are matched; the others are put back on the route afterwards.
extension TrackMatcher {
    /// Chooses the fixes of some rows to match: those that lie apart from where the last one chosen stood.
    ///
    /// What is left out is put back on the route afterwards. While a vehicle stands, the mean of
    /// its fixes takes the place of the first, so that the wander of its receiver, whose errors
    /// have a memory, does not drive it in circles.
    func thin(
        _ fixes: TrackFixes,
        _ rows: Range<Int>,
        _ sigma: Double,
        _ arena: inout TrackArena
    ) {
        let least = max(parameters.thinningMetres, parameters.thinningSigmas * sigma)
        // Errors have a memory of many seconds, so even three sigma are left now and then by a
        // vehicle that stands for minutes.
        let resting = max(least, parameters.restingSigmas * sigma)
        let parked = max(resting, parameters.parkedSigmas * sigma)
        let nearest = parameters.thinningMetres * parameters.thinningMetres
        var last = 0
        var (x, y) = (Double.infinity, Double.infinity)
        var (sumX, sumY, count) = (0.0, 0.0, 0.0)
        var next = arena.keptMisfits.firstRow(from: rows.lowerBound)
        var wild = arena.wild.firstRow(from: rows.lowerBound)
        for i in rows where fixes.x[i].isFinite && fixes.y[i].isFinite {
            if wild < arena.wild.count, arena.wild[wild] == i {
                wild += 1
                continue
            }
            let dx = fixes.x[i] - x
            let dy = fixes.y[i] - y
            let radius = count >= 60 ? parked : count >= 10 ? resting : least
            // Before the first one chosen every distance is without end, by any metric.
            let squared = dx.isFinite ? fixes.squared(i, dx, dy) : .infinity
            let isMisfit = next < arena.keptMisfits.count && arena.keptMisfits[next] == i
            if isMisfit { next += 1 }
            if squared >= radius * radius || isMisfit
                || dx * dx + dy * dy >= nearest && hasTurned(fixes, from: last, to: i)
            {
                arena.kept.append(Int32(i))
                last = i
                (x, y) = (fixes.x[i], fixes.y[i])
                (sumX, sumY, count) = (x, y, 1)
            } else {
                sumX += fixes.x[i]
                sumY += fixes.y[i]
                count += 1
                // A moving car has left the circle before.
                if count >= 5 { (x, y) = (sumX / count, sumY / count) }
            }
        }
        guard rows.upperBound == fixes.count else { return }
        keepEnd(fixes, sigma, mean: count >= 60 ? (x, y) : nil, &arena)
    }

    /// Keeps the last fix of a track when it lies where the last one chosen cannot be meant.
    ///
    /// A vehicle that drives slowly takes the mean of its fixes along, and leaves it only when more
    /// of them come; behind the last fix none do.
    private func keepEnd(
        _ fixes: TrackFixes,
        _ sigma: Double,
        mean: (x: Double, y: Double)?,
        _ arena: inout TrackArena
    ) {
        guard arena.kept.count > 0 else { return }
        let last = Int(arena.kept[arena.kept.count - 1])
        var end = fixes.count - 1
        while end > last, !(fixes.x[end].isFinite && fixes.y[end].isFinite) { end -= 1 }
        guard end > last else { return }
        func distance(_ x: Double, _ y: Double) -> Double {
            fixes.squared(end, fixes.x[end] - x, fixes.y[end] - y).squareRoot()
        }
        let moved = distance(fixes.x[last], fixes.y[last])
        let left = mean.map { distance($0.x, $0.y) } ?? 0
        if moved >= parameters.parkedSigmas * sigma || left >= parameters.restingSigmas * sigma {
            arena.kept.append(Int32(end))
        }
    }

    /// Whether a vehicle that drives has turned into another direction: such a fix tells a loop from
    /// the straight road beside it, however near it is.
    private func hasTurned(_ fixes: TrackFixes, from last: Int, to fix: Int) -> Bool {
        guard parameters.usesHeading, fixes.speed[fix] >= parameters.slowMetresPerSecond,
            fixes.speed[last] >= parameters.slowMetresPerSecond
        else { return false }
        // A heading that is not known compares as no turn.
        return cos((fixes.heading[fix] - fixes.heading[last]) * .pi / 180) < 0.64
    }
}
