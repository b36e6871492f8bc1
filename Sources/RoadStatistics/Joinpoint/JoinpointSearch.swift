/// The best places of joinpoints, by trying all of them.
///
/// Hinges are residualised against constant and time once; a set of joinpoints then costs one
/// small triangular solve whose rows are shared by all sets that begin alike.
struct JoinpointSearch {
    /// Places that may hold a joinpoint: rows of the series.
    let places: [Int]
    private let gap: Int
    private let roots: [Double]
    /// Orthonormal constant and time, weighted.
    private let base: [[Double]]
    private let hinges: [[Double]]
    private let products: [[Double]]
    private var gains: JoinpointGains?

    init(_ series: JoinpointSeries, _ options: JoinpointOptions) {
        let n = series.times.count
        roots = series.weights?.map { $0.squareRoot() } ?? [Double](repeating: 1, count: n)
        gap = max(0, options.between) + 1
        let first = max(1, options.outside)
        places = first < n - first ? Array(first..<(n - first)) : []
        let roots = self.roots
        // The middle of the times keeps the second vector from cancelling.
        let middle = compensatedSum(series.times) / Double(n)
        var base: [[Double]] = []
        for column in [series.times.map { _ in 1.0 }, series.times.map { $0 - middle }] {
            var vector = zip(column, roots).map { $0 * $1 }
            vector = JoinpointSearch.residual(vector, base)
            let length = JoinpointSearch.dot(vector, vector).squareRoot()
            base.append(vector.map { $0 / length })
        }
        self.base = base
        hinges = places.map { row in
            let hinge = zip(series.hinge(series.times[row]), roots).map { $0 * $1 }
            // Twice is enough (Kahan): the second pass removes what rounding left.
            return JoinpointSearch.residual(JoinpointSearch.residual(hinge, base), base)
        }
        let hinges = self.hinges
        products = hinges.map { a in hinges.map { JoinpointSearch.dot(a, $0) } }
    }

    /// Prepares for many series: sets of up to `count` then cost little each.
    mutating func prepareForMany(_ count: Int) {
        gains = JoinpointGains(products: products, gap: gap, count: count)
    }

    /// What the best sets of each number of joinpoints leave; `nil` when one does not fit.
    mutating func leastSquares(_ counts: [Int], _ logs: [Double]) -> [Double]? {
        guard gains != nil else {
            let found = counts.compactMap { best($0, logs)?.squares }
            return found.count == counts.count ? found : nil
        }
        let rest = JoinpointSearch.residual(zip(logs, roots).map { $0 * $1 }, base)
        let squares = JoinpointSearch.dot(rest, rest)
        let scores = hinges.map { JoinpointSearch.dot($0, rest) }
        var found: [Double] = []
        for count in counts {
            guard let gain = gains?.best(count, scores) else { return nil }
            found.append(max(0, squares - gain))
        }
        return found
    }

    /// How many sets of `count` joinpoints there are; `nil` above ten million.
    func candidates(_ count: Int) -> Int? {
        let free = places.count - (gap - 1) * max(0, count - 1)
        guard count > 0 else { return 1 }
        guard free >= count else { return 0 }
        var product = 1
        for k in 0..<count {
            product = product * (free - k) / (k + 1)
            if product > 10_000_000 { return nil }
        }
        return product
    }

    /// The best set of `count` joinpoints for logarithms, with its sum of squares.
    ///
    /// Of equal sets the earliest wins; `nil` when none fits between the ends.
    func best(_ count: Int, _ logs: [Double]) -> (rows: [Int], squares: Double)? {
        let weighted = zip(logs, roots).map { $0 * $1 }
        let rest = JoinpointSearch.residual(weighted, base)
        let squares = JoinpointSearch.dot(rest, rest)
        guard count > 0 else { return ([], squares) }
        var state = Walk(
            count: count,
            scores: hinges.map { JoinpointSearch.dot($0, rest) },
            gap: gap
        )
        state.walk(0, from: 0, gain: 0, products)
        guard !state.best.isEmpty else { return nil }
        return (state.best.map { places[$0] }, max(0, squares - state.bestGain))
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for row in 0..<min(a.count, b.count) { sum += a[row] * b[row] }
        return sum
    }

    private static func residual(_ vector: [Double], _ base: [[Double]]) -> [Double] {
        var rest = vector
        for direction in base {
            let length = dot(rest, direction)
            for row in rest.indices { rest[row] -= length * direction[row] }
        }
        return rest
    }

    /// A depth-first walk over sets, carrying the Cholesky rows of the set so far.
    private struct Walk {
        let count: Int
        let scores: [Double]
        let gap: Int
        var chosen: [Int]
        var factor: [[Double]]
        var solved: [Double]
        var best: [Int] = []
        var bestGain = -Double.infinity

        init(count: Int, scores: [Double], gap: Int) {
            (self.count, self.scores, self.gap) = (count, scores, gap)
            chosen = [Int](repeating: 0, count: count)
            factor = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
            solved = [Double](repeating: 0, count: count)
        }

        mutating func walk(_ depth: Int, from start: Int, gain: Double, _ products: [[Double]]) {
            let last = scores.count - gap * (count - 1 - depth)
            guard start < last else { return }
            for place in start..<last {
                var pivot = products[place][place]
                var score = scores[place]
                for row in 0..<depth {
                    var value = products[place][chosen[row]]
                    for k in 0..<row { value -= factor[depth][k] * factor[row][k] }
                    value /= factor[row][row]
                    factor[depth][row] = value
                    pivot -= value * value
                    score -= value * solved[row]
                }
                // A hinge that the set explains already adds nothing.
                guard pivot > 1e-12 * products[place][place] else { continue }
                let root = pivot.squareRoot()
                let total = gain + score * score / pivot
                chosen[depth] = place
                if depth == count - 1 {
                    if total > bestGain { (best, bestGain) = (chosen, total) }
                } else {
                    factor[depth][depth] = root
                    solved[depth] = score / root
                    walk(depth + 1, from: place + gap, gain: total, products)
                }
            }
        }
    }
}
