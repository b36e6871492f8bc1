import Glibc

extension TrackFixes {
    /// The fixes that jump away and back as no vehicle can.
    ///
    /// The way to such a fix and the way on from it each need one and a half times the speed that the
    /// track reaches otherwise (the 90th percentile of its steps, 10 m/s at least), four sigma left
    /// aside, and the way past it does not. To drive there and back costs little on short ways, and the
    /// doubt of a single step does not know of the one after it.
    ///
    /// Nor is the second of two fixes whose times are exchanged any evidence of the way.
    func wildRows(sigma: Double) -> [Int] {
        // The step that an error may be is told by the longest axis there is.
        let sigma = sigma * longestStretch
        guard mayHoldWildRows(sigma) else { return [] }
        let placed = (0..<count).filter {
            x[$0].isFinite && y[$0].isFinite && seconds[$0].isFinite
        }
        let speed = 1.5 * max(10, usualTopSpeed(sigma))
        func jumps(_ a: Int, _ b: Int) -> Bool {
            let most = speed * max(0, seconds[b] - seconds[a]) + 4 * sigma
            return squaredDistance(a, b) > most * most
        }
        var wild: [Int] = []
        var last = 0
        for k in placed.indices.dropFirst().dropLast() {
            let (a, b, c) = (placed[last], placed[k], placed[k + 1])
            let isJump = jumps(a, b) && jumps(b, c) && !jumps(a, c)
            if isJump || k >= 2 && last == k - 1 && areExchanged(placed[k - 2], a, b, c, sigma) {
                wild.append(b)
            } else {
                last = k
            }
        }
        return wild
    }

    /// Whether there is a step too fast or a step back at all: most tracks have none.
    private func mayHoldWildRows(_ sigma: Double) -> Bool {
        var before = -1
        var (dx, dy) = (0.0, 0.0)
        for i in 0..<count where x[i].isFinite && y[i].isFinite {
            defer { before = i }
            guard before >= 0 else { continue }
            let most = 15 * (seconds[i] - seconds[before]) + 4 * sigma
            let (nextX, nextY) = (x[i] - x[before], y[i] - y[before])
            let squared = nextX * nextX + nextY * nextY
            if squared > most * most { return true }
            if squared > 9 * sigma * sigma {
                if dx * nextX + dy * nextY < 0 { return true }
                (dx, dy) = (nextX, nextY)
            } else {
                (dx, dy) = (0, 0)
            }
        }
        return false
    }

    /// Whether the way over four fixes is far shorter with the middle two exchanged, and the vehicle
    /// would have turned round at both of them.
    private func areExchanged(_ a: Int, _ b: Int, _ c: Int, _ d: Int, _ sigma: Double) -> Bool {
        func turnsRound(_ a: Int, _ b: Int, _ c: Int) -> Bool {
            (x[b] - x[a]) * (x[c] - x[b]) + (y[b] - y[a]) * (y[c] - y[b]) < 0
        }
        func metres(_ a: Int, _ b: Int) -> Double { squaredDistance(a, b).squareRoot() }
        let between = metres(b, c)
        guard between > 3 * sigma, turnsRound(a, b, c), turnsRound(b, c, d) else { return false }
        // On the turns of a mountain road the way back is as long as all that was gained.
        return between < 0.5 * metres(a, d)
            && metres(a, b) + between + metres(c, d)
                > 1.5 * (metres(a, c) + between + metres(b, d))
    }

    /// The speed that nine of ten steps of the moving vehicle do not exceed, in metres per second.
    private func usualTopSpeed(_ sigma: Double) -> Double {
        var speeds: [Double] = []
        for i in 1..<max(1, count) {
            let elapsed = seconds[i] - seconds[i - 1]
            let metres = squaredDistance(i - 1, i).squareRoot()
            guard elapsed > 0, metres > 3 * sigma || metres > 3 * elapsed else { continue }
            speeds.append(metres / elapsed)
        }
        speeds.sort()
        return speeds.isEmpty ? 0 : speeds[speeds.count * 9 / 10]
    }

    private func squaredDistance(_ a: Int, _ b: Int) -> Double {
        let (dx, dy) = (x[b] - x[a], y[b] - y[a])
        return dx * dx + dy * dy
    }

    /// Whether the headings are no evidence of the direction of travel: those of a receiver that
    /// writes down one and the same, or noise.
    ///
    /// They are compared with the way from each fix to the next, where that is long enough to have a
    /// direction; a vehicle on winding roads between rare fixes still agrees by half.
    func hasUselessHeadings(sigma: Double) -> Bool {
        var (steps, agreement, sumX, sumY) = (0.0, 0.0, 0.0, 0.0)
        var (first, isConstant) = (Double.nan, true)
        let reach = 3 * sigma * longestStretch
        let least = reach * reach
        var before = -1
        for i in 0..<count where x[i].isFinite && y[i].isFinite && heading[i].isFinite {
            if before < 0 {
                before = i
                continue
            }
            let squared = squaredDistance(before, i)
            guard squared > least else { continue }
            let metres = squared.squareRoot()
            let (ux, uy) = ((x[i] - x[before]) / metres, (y[i] - y[before]) / metres)
            // Between two fixes of a curve the direction is the mean of theirs.
            for end in [before, i] {
                let angle = heading[end] * .pi / 180
                agreement += 0.5 * (ux * sin(angle) + uy * cos(angle))
            }
            (sumX, sumY) = (sumX + ux, sumY + uy)
            if first.isNaN { first = heading[i] } else if heading[i] != first { isConstant = false }
            steps += 1
            before = i
        }
        guard steps >= 8 else { return false }
        let straight = (sumX * sumX + sumY * sumY).squareRoot() / steps
        return agreement < 0.2 * steps || isConstant && straight < 0.95 && agreement < 0.8 * steps
    }
}
