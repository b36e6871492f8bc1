import Glibc
import RoadNetwork

extension TrackArena {
    /// How much more the fixes speak for a competing route than for the reported one, as the log of
    /// the ratio of their probabilities; `nil` where one of the two does not pass near all of them.
    mutating func evidenceGain(
        _ graph: TrackGraph,
        _ rival: TrackRival,
        _ evidence: RouteEvidence
    ) -> Float? {
        let (leaves, returns) = (Int(rival.leaves), Int(rival.returns))
        // The last column before the routes part and the first one after they meet, and one more.
        let first = max(0, firstColumn { Int($0) > leaves } - 2)
        let last = min(routeRow.count - 1, firstColumn { Int($0) >= returns } + 1)
        guard pace > 0, last > first, last - first < 64 else { return nil }
        let columns = first...last
        let from = max(0, Int(routeRow.base[first]) - 1)
        let to = min(route.count - 1, Int(routeRow.base[last]) + 1)
        var usual: Float = 0
        // Competing routes of one stretch come one after the other.
        if columns != ownColumns {
            cells.truncate(to: 0)
            for row in from...to { addCells(graph, route.base[row], evidence, &usual) }
            ownColumns = columns
            ownProbability = logProbability(columns, evidence)
            usual = 0
        }
        guard let own = ownProbability else { return nil }
        cells.truncate(to: 0)
        for row in from..<(leaves + 1) { addCells(graph, route.base[row], evidence, &usual) }
        let start = Int(rival.firstState)
        for i in (start..<start + Int(rival.stateCount)).reversed() {
            addCells(graph, rivalStates.base[i], evidence, &usual)
        }
        for row in returns..<(to + 1) { addCells(graph, route.base[row], evidence, &usual) }
        guard let other = logProbability(columns, evidence) else { return nil }
        return other - own
    }

    /// Cuts a state into cells; `usual` is the driving time up to its start, and then to its end.
    private mutating func addCells(
        _ graph: TrackGraph,
        _ state: UInt32,
        _ evidence: RouteEvidence,
        _ usual: inout Float
    ) {
        let record = graph.forward.states[Int(state)]
        guard record.length > 0 else { return }
        let lines = graph.lines
        let segment = graph.segment(state)
        let piece = lines.piece(segment)
        let (first, last) = lines.vertices(piece)
        let isForward = lines.isForward(segment, piece)
        let step = record.length / max(1, (record.length / evidence.cellMetres).rounded())
        let perMetre = record.seconds / record.length
        let weight = step * perMetre * expf(-record.prior)
        var v = isForward ? first : last
        var passed: Float = 0
        var next = 0.5 * step
        for _ in first..<last {
            let w = isForward ? v + 1 : v - 1
            let (ax, ay) = (lines.xs[at: v], lines.ys[at: v])
            let (x, y) = (Float(ax - graph.originX), Float(ay - graph.originY))
            let (dx, dy) = (Float(lines.xs[at: w] - ax), Float(lines.ys[at: w] - ay))
            let length = (dx * dx + dy * dy).squareRoot()
            while next < passed + length {
                let share = (next - passed) / length
                cells.append(
                    RouteCell(
                        x: x + share * dx,
                        y: y + share * dy,
                        ux: dx / length,
                        uy: dy / length,
                        usual: usual + next * perMetre,
                        weight: weight
                    )
                )
                next += step
            }
            passed += length
            v = w
        }
        usual += record.seconds
    }

    /// The log of the probability of the fixes of some columns on the cells, up to what is the same
    /// for every route; `nil` when one of them lies too far from all.
    private mutating func logProbability(
        _ columns: ClosedRange<Int>,
        _ evidence: RouteEvidence
    ) -> Float? {
        var log: Float = 0
        for k in columns {
            findMasses(routeFixes.base[k], evidence)
            if k == columns.lowerBound {
                for i in 0..<masses.count {
                    masses.base[i].clean *= masses.base[i].weight * (1 - RouteEvidence.burstShare)
                    masses.base[i].burst *= masses.base[i].weight * RouteEvidence.burstShare
                }
            } else {
                sumSteps(Float(timeAt.base[k] - timeAt.base[k - 1]), evidence)
            }
            var sum: Float = 0
            for i in 0..<masses.count { sum += masses.base[i].clean + masses.base[i].burst }
            guard sum > 1e-30 else { return nil }
            log += logf(sum)
            if k < columns.upperBound { keepMasses(sum) }
        }
        return log
    }

    /// The cells near a fix, and what its distance and its heading say of them.
    private mutating func findMasses(_ fix: RouteFix, _ evidence: RouteEvidence) {
        let variance = evidence.sigma * evidence.sigma
        let own = variance / fix.determinant
        let burst = own + RouteEvidence.burstSigma * RouteEvidence.burstSigma
        masses.truncate(to: 0)
        for i in 0..<cells.count {
            let cell = cells.base[i]
            let (dx, dy) = (fix.x - cell.x, fix.y - cell.y)
            let plain = dx * dx + dy * dy
            let (ex, ey) = fix.apply(dx, dy)
            let squared = ex * ex + ey * ey
            guard min(plain, squared) < evidence.radiusSquared else { continue }
            var weight = cell.weight
            if fix.kappa > 0 {
                let cosine = cell.ux * fix.headingX + cell.uy * fix.headingY
                weight *= expf(-min(evidence.headingLimit, fix.kappa * (1 - cosine)))
            }
            masses.append(
                CellMass(
                    usual: cell.usual,
                    dx: ex,
                    dy: ey,
                    weight: weight,
                    clean: expf(-0.5 * squared / variance),
                    burst: own / burst * expf(-0.5 * plain / burst)
                )
            )
        }
    }

    /// Turns the cells of a fix into those of the fix before, four to a row; the least are left out.
    private mutating func keepMasses(_ sum: Float) {
        massesBefore.truncate(to: 0)
        var row = MassRow()
        var lane = 0
        for i in 0..<masses.count {
            let mass = masses.base[i]
            let (clean, burst) = (mass.clean / sum, mass.burst / sum)
            guard clean + burst > 3e-5 else { continue }
            row.usual[lane] = mass.usual
            row.dx[lane] = mass.dx
            row.dy[lane] = mass.dy
            row.clean[lane] = clean
            row.burst[lane] = burst
            lane += 1
            guard lane == 4 else { continue }
            massesBefore.append(row)
            (row, lane) = (MassRow(), 0)
        }
        if lane > 0 { massesBefore.append(row) }
    }

    /// Sums over all ways from the cells of the fix before.
    private mutating func sumSteps(_ seconds: Float, _ evidence: RouteEvidence) {
        let begins = min(0.3, RouteEvidence.burstsPerSecond * seconds)
        let stays = expf(-seconds / RouteEvidence.burstSeconds)
        let share = min(0.98, expf(-seconds / evidence.memorySeconds))
        let left = 1 - share * share
        let perSquare = 0.5 / (evidence.sigma * evidence.sigma)
        // The offset of a burst is one place's, so what changes is the drift of two fixes.
        let drift = 2 * (1 - share)
        let perPace = 1 / max(0.1, seconds * pace)
        let (cleanScale, burstScale) = (-perSquare / left, -perSquare / drift)
        for i in 0..<masses.count {
            let here = masses.base[i]
            var (clean, burst) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
            var (fromClean, fromBurst) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
            for j in 0..<massesBefore.count {
                let before = massesBefore.base[j]
                guard before.usual[0] <= here.usual else { break }
                let step = RouteEvidence.density((here.usual - before.usual) * perPace)
                let (a, b) = (step * before.clean, step * before.burst)
                fromClean += a
                fromBurst += b
                let (jx, jy) = (here.dx - share * before.dx, here.dy - share * before.dy)
                clean += a * RouteEvidence.exponential((jx * jx + jy * jy) * cleanScale)
                let (ox, oy) = (here.dx - before.dx, here.dy - before.dy)
                burst += b * RouteEvidence.exponential((ox * ox + oy * oy) * burstScale)
            }
            masses.base[i].clean =
                here.weight
                * ((1 - begins) * clean.sum() / left + (1 - stays) * fromBurst.sum() * here.clean)
            masses.base[i].burst =
                here.weight
                * (begins * fromClean.sum() * here.burst + stays * burst.sum() / drift)
        }
    }
}

extension RouteEvidence {
    /// Density of the usual driving time of a step, as a multiple of what the pace makes it: most
    /// are about 1, and some drivers wait; 0 for a step backwards.
    @inline(__always)
    fileprivate static func density(_ ratio: SIMD4<Float>) -> SIMD4<Float> {
        let off = (ratio - 1) * 4
        var density = exponential(-0.5 * off * off) * (0.8 * 4 / 2.5066) + 0.004
        density.replace(with: density + 0.2 / 1.2, where: ratio .< 1.2)
        density.replace(with: 0, where: ratio .< 0)
        return density
    }

    /// The exponentials of four numbers up to 0, to 4 parts in a million; below −80 that of −80.
    @inline(__always)
    fileprivate static func exponential(_ x: SIMD4<Float>) -> SIMD4<Float> {
        var power = x * 1.442_695
        power.replace(with: -115, where: power .< -115)
        // Adding 1.5 × 2²³ rounds to a whole number, which then stands in the lowest bits.
        let magic: Float = 12_582_912
        let shifted = power + magic
        let part = (power - (shifted - magic)) * 0.693_147_2
        let bits = unsafeBitCast(shifted, to: SIMD4<Int32>.self) &<< 23
        var near = part * Float(1.0 / 120) + Float(1.0 / 24)
        near = part * near + Float(1.0 / 6)
        near = part * near + Float(0.5)
        near = part * near + Float(1)
        near = part * near + Float(1)
        return unsafeBitCast(
            unsafeBitCast(near, to: SIMD4<Int32>.self) &+ bits,
            to: SIMD4<Float>.self
        )
    }
}
