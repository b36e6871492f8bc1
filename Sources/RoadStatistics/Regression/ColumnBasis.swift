/// Columns that one call in a formula stands for: polynomials, splines, waves.
enum ColumnBasis {
    /// Polynomials of degree 1…`degree` that are orthonormal over the values, as R's `poly`.
    ///
    /// Three-term recurrence (Forsythe 1957); missing values stay missing.
    static func polynomials(_ x: [Double], degree: Int) -> [[Double]]? {
        let known = x.filter(\.isFinite)
        guard degree >= 1, Set(known).count > degree else { return nil }
        let n = Double(known.count)
        let mean = compensatedSum(known) / n
        let centred = known.map { $0 - mean }
        let all = x.map { $0 - mean }
        var (before, now) = (known.map { _ in 0.0 }, known.map { _ in 1.0 })
        var (allBefore, allNow) = (all.map { _ in 0.0 }, all.map { _ in 1.0 })
        var last = 1.0
        var columns: [[Double]] = []
        for k in 0..<degree {
            let norm = compensatedSum(now.lazy.map { $0 * $0 })
            let shift =
                compensatedSum(zip(now, centred).lazy.map { $0 * $0 * $1 }) / norm
            let factor = k == 0 ? 0 : norm / last
            let next = known.indices.map {
                (centred[$0] - shift) * now[$0] - factor * before[$0]
            }
            let allNext = all.indices.map {
                (all[$0] - shift) * allNow[$0] - factor * allBefore[$0]
            }
            (before, now, allBefore, allNow, last) = (now, next, allNow, allNext, norm)
            let length = compensatedSum(next.lazy.map { $0 * $0 }).squareRoot()
            columns.append(allNext.map { $0 / length })
        }
        return columns
    }

    /// Cubic B-splines with inner knots at quantiles, without the first, as R's `bs(x, df)`.
    static func splines(_ x: [Double], degrees df: Int) -> [[Double]]? {
        let known = x.filter(\.isFinite).sorted()
        guard df >= 3, df <= 60, let low = known.first, let high = known.last, low < high else {
            return nil
        }
        let inner = df - 3
        let knots =
            [low, low, low, low]
            + (0..<inner).map { quantile(known, Double($0 + 1) / Double(inner + 1)) }
            + [high, high, high, high]
        return (1...df).map { index in
            x.map { $0.isFinite ? spline(index, 3, $0, knots, high) : .nan }
        }
    }

    /// Natural cubic splines with inner knots at quantiles: linear beyond the ends.
    ///
    /// Hastie, Tibshirani & Friedman 2009, (5.4)–(5.5), times scaled to the range; the same
    /// curves as R's `ns(x, df)`, other coefficients.
    static func naturalSplines(_ x: [Double], degrees df: Int) -> [[Double]]? {
        let known = x.filter(\.isFinite).sorted()
        guard df >= 1, df <= 60, let low = known.first, let high = known.last, low < high else {
            return nil
        }
        let scaled = x.map { ($0 - low) / (high - low) }
        let knots =
            [0]
            + (1..<df + 1).dropLast().map {
                (quantile(known, Double($0) / Double(df)) - low) / (high - low)
            } + [1]
        func cube(_ value: Double) -> Double { value > 0 ? value * value * value : 0 }
        func ratio(_ value: Double, _ knot: Double) -> Double {
            (cube(value - knot) - cube(value - 1)) / (1 - knot)
        }
        var columns = [scaled]
        let last = knots[knots.count - 2]
        for knot in knots.dropLast(2) {
            columns.append(scaled.map { $0.isNaN ? .nan : ratio($0, knot) - ratio($0, last) })
        }
        return columns
    }

    /// The quantile of sorted values, R's type 7.
    static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let low = Int(place)
        guard low + 1 < sorted.count else { return sorted[sorted.count - 1] }
        return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
    }

    /// Cox and de Boor's recursion; the right end belongs to the last piece.
    private static func spline(
        _ index: Int,
        _ degree: Int,
        _ x: Double,
        _ knots: [Double],
        _ high: Double
    ) -> Double {
        if degree == 0 {
            let holds = knots[index] <= x && x < knots[index + 1]
            let isEnd = x == high && knots[index] < high && knots[index + 1] == high
            return holds || isEnd ? 1 : 0
        }
        var sum = 0.0
        let left = knots[index + degree] - knots[index]
        if left > 0 {
            sum += (x - knots[index]) / left * spline(index, degree - 1, x, knots, high)
        }
        let right = knots[index + degree + 1] - knots[index + 1]
        if right > 0 {
            sum +=
                (knots[index + degree + 1] - x) / right
                * spline(index + 1, degree - 1, x, knots, high)
        }
        return sum
    }
}
