import Glibc

extension Joinpoint {
    /// Where the permutations come from.
    package enum PermutationSource: Sendable, Hashable {
        /// `ReplayableGenerator` with a seed.
        case seed(UInt64)
        /// `MinimalStandardGenerator` with a seed, for repeating other programs.
        case minimalStandard(UInt64)
    }

    /// Tests one number of joinpoints against a larger one.
    ///
    /// Residuals of the null fit are permuted; every permuted series is fitted anew under both
    /// hypotheses. At most a billion sets are compared.
    package static func permutationTest(
        times: [Double],
        values: [Double],
        weights: [Double]? = nil,
        null: Int,
        alternative: Int,
        permutations: Int = 4499,
        source: PermutationSource = .seed(1),
        options: JoinpointOptions = JoinpointOptions()
    ) throws(SeriesError) -> JoinpointTest {
        let series = try JoinpointSeries(times: times, values: values, weights: weights)
        guard null >= 0, null < alternative else { throw .badOption("alternative") }
        guard (1...100_000).contains(permutations) else { throw .badOption("permutations") }
        var options = options
        options.most = alternative
        var search = try prepare(series, options)
        let work = (search.candidates(alternative) ?? .max)
            .multipliedReportingOverflow(by: permutations)
        guard !work.overflow, work.partialValue <= 1_000_000_000 else {
            throw .badOption("permutations")
        }
        guard times.count - alternative - 2 > 0, let best = search.best(null, series.logs),
            let observed = ratio(&search, null, alternative, series.logs)
        else { throw .length(found: times.count, allowed: alternative + 4...400) }
        let fitted = fit(series, best.rows.map { times[$0] }, 0, options).fitted
        let roots = weights?.map { $0.squareRoot() } ?? times.map { _ in 1 }
        let residuals = times.indices.map { (series.logs[$0] - fitted[$0]) * roots[$0] }
        var draw = PermutationDraw(source)
        search.prepareForMany(alternative)
        var exceeding = 0
        for _ in 0..<permutations {
            let order = draw.order(times.count)
            let logs = times.indices.map { fitted[$0] + residuals[order[$0]] / roots[$0] }
            // An exact fit has no ratio; it counts against the alternative, the cautious side.
            let statistic = ratio(&search, null, alternative, logs) ?? .infinity
            if statistic >= observed - 1e-12 { exceeding += 1 }
        }
        return JoinpointTest(
            null: null,
            alternative: alternative,
            statistic: observed,
            permutations: permutations,
            exceeding: exceeding,
            p: Double(1 + exceeding) / Double(1 + permutations)
        )
    }

    /// Finds the number of joinpoints by a sequence of tests at overall level `alpha`.
    ///
    /// Each step tests the fewest against the most still possible at `alpha / (most − fewest
    /// already accepted)`, rejects and raises the one, or keeps and lowers the other.
    package static func sequentialTest(
        times: [Double],
        values: [Double],
        weights: [Double]? = nil,
        alpha: Double = 0.05,
        permutations: Int = 4499,
        source: PermutationSource = .seed(1),
        options: JoinpointOptions = JoinpointOptions()
    ) throws(SeriesError) -> (selected: Int, tests: [JoinpointTest]) {
        guard alpha > 0, alpha < 1 else { throw .badOption("alpha") }
        var (low, high) = (0, options.most)
        var tests: [JoinpointTest] = []
        while low < high {
            let test = try permutationTest(
                times: times,
                values: values,
                weights: weights,
                null: low,
                alternative: high,
                permutations: permutations,
                source: source,
                options: options
            )
            tests.append(test)
            if test.p <= alpha / Double(options.most - low) { low += 1 } else { high -= 1 }
        }
        return (low, tests)
    }

    private static func ratio(
        _ search: inout JoinpointSearch,
        _ null: Int,
        _ alternative: Int,
        _ logs: [Double]
    ) -> Double? {
        guard let left = search.leastSquares([null, alternative], logs), left[1] > 0 else {
            return nil
        }
        return left[0] / left[1]
    }
}

/// Draws orders of rows, always starting from the natural one.
private struct PermutationDraw {
    private var replayable: ReplayableGenerator?
    private var minimal = MinimalStandardGenerator(seed: 1)

    init(_ source: Joinpoint.PermutationSource) {
        switch source {
        case .seed(let seed): replayable = ReplayableGenerator(seed: seed)
        case .minimalStandard(let seed): minimal = MinimalStandardGenerator(seed: seed)
        }
    }

    mutating func order(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count, to: 1, by: -1) {
            let drawn =
                replayable?.index(below: last)
                ?? min(last - 1, Int(minimal.uniform() * Double(last)))
            order.swapAt(last - 1, drawn)
        }
        return order
    }
}
