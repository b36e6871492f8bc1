/// Fixes that repeat the one before them say nothing new: a track is matched without them, so that
/// none of its statistics depends on how often a fix was written down.
extension TrackFixes {
    /// The rows that do not repeat the one before; `nil` when none does.
    var rowsWithoutRepeats: [Int]? {
        guard (1..<max(1, count)).contains(where: isRepeat) else { return nil }
        return (0..<count).filter { !isRepeat($0) }
    }

    /// Some of the fixes.
    func selecting(_ rows: [Int]) -> Self {
        func select<Value>(_ column: [Value]) -> [Value] {
            column.isEmpty ? [] : rows.map { column[$0] }
        }
        var some = Self(
            seconds: select(seconds),
            x: select(x),
            y: select(y),
            speed: select(speed),
            heading: select(heading),
            covariances: select(covariances)
        )
        (some.ellipses, some.longestStretch) = (select(ellipses), longestStretch)
        return some
    }

    private func isRepeat(_ row: Int) -> Bool {
        guard row > 0 else { return false }
        // Bit by bit: what is unknown twice is the same, too.
        func isSame(_ column: [Double]) -> Bool {
            column[row].bitPattern == column[row - 1].bitPattern
        }
        return isSame(seconds) && isSame(x) && isSame(y) && isSame(speed) && isSame(heading)
            && (ellipses.isEmpty || ellipses[row] == ellipses[row - 1])
    }
}

extension TrackMatch {
    /// The match of a track of so many fixes from that of the given rows of it, the others being
    /// repeats of the one before.
    func repeating(_ rows: [Int], count: Int) -> Self {
        var whole = self
        func last(_ k: Int) -> Int { (k + 1 < rows.count ? rows[k + 1] : count) - 1 }
        whole.places = rows.indices.flatMap { k in
            [Place?](repeating: places[k], count: last(k) - rows[k] + 1)
        }
        for i in parts.indices {
            let fixes = parts[i].fixes
            whole.parts[i].fixes = rows[fixes.lowerBound]...last(fixes.upperBound)
        }
        whole.interruptions = interruptions.flatMap { stop in
            // A fix without a place gives its reason as often as it was written down.
            let isOwn = places[stop.fix] == nil && !offNetwork.contains { $0.fixes ~= stop.fix }
            return (rows[stop.fix]...(isOwn ? last(stop.fix) : rows[stop.fix])).map {
                Interruption(fix: $0, reason: stop.reason)
            }
        }
        for i in offNetwork.indices {
            let (a, b) = (offNetwork[i].fixes.lowerBound, offNetwork[i].fixes.upperBound)
            let isBetween = places[a] != nil && places[b] != nil
            whole.offNetwork[i].fixes = isBetween ? last(a)...rows[b] : rows[a]...last(b)
        }
        return whole
    }
}
