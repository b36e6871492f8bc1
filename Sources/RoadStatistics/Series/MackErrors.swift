/// Standard errors of the chain ladder that learn the scatter from the triangle (Mack 1993).
struct MackErrors {
    /// By period; 0 when complete.
    private(set) var periods: [Double]
    /// Of all periods together.
    private(set) var total: Double

    /// Takes running totals and their growth factors; `nil` for fewer than three lags or rows.
    init?(_ rows: [[Double]], _ factors: [Double]) {
        let lags = factors.count
        guard lags >= 2, rows.count >= 3 else { return nil }
        var sums = [Double](repeating: 0, count: lags)
        var spreads = sums
        for lag in 0..<lags {
            let both = rows.filter { $0.count > lag + 1 && $0[lag] > 0 }
            sums[lag] = both.reduce(0) { $0 + $1[lag] }
            let squares = both.reduce(0.0) { sum, row in
                let gap = row[lag + 1] / row[lag] - factors[lag]
                return sum + row[lag] * gap * gap
            }
            if both.count > 1 {
                spreads[lag] = squares / Double(both.count - 1)
            } else if lag >= 2, spreads[lag - 2] > 0 {
                // Mack's continuation of the falling scatter.
                spreads[lag] = min(
                    spreads[lag - 1] * spreads[lag - 1] / spreads[lag - 2],
                    min(spreads[lag - 2], spreads[lag - 1])
                )
            }
        }
        func weight(_ lag: Int) -> Double { spreads[lag] / (factors[lag] * factors[lag]) }
        var finals: [Double] = []
        var squares: [Double] = []
        for row in rows {
            let now = row.count - 1
            var (running, sum) = (row[now], 0.0)
            for lag in now..<max(now, lags) {
                if running > 0, sums[lag] > 0 {
                    sum += weight(lag) * (1 / running + 1 / sums[lag])
                }
                running *= factors[lag]
            }
            finals.append(running)
            squares.append(running * running * sum)
        }
        periods = squares.map { $0.squareRoot() }
        var whole = squares.reduce(0, +)
        for place in rows.indices {
            // Every pair once, the older row's own lags: errors of their factors are shared.
            var shared = 0.0
            for lag in (rows[place].count - 1)..<max(rows[place].count - 1, lags)
            where sums[lag] > 0 {
                shared += 2 * weight(lag) / sums[lag]
            }
            var later = 0.0
            for other in rows.indices where other > place { later += finals[other] }
            whole += finals[place] * later * shared
        }
        total = whole.squareRoot()
    }
}
