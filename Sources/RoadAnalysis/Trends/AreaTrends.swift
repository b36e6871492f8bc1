import Glibc
package import RoadModel
import RoadStatistics

/// Many areas over two periods: changes, shrunken rates, and the ranks that the counts allow.
package struct AreaTrends: Sendable {
    /// One area.
    package struct Row: Sendable {
        /// The area.
        package var area: String
        /// Its change, the verdict after the adjustment for many areas.
        package var change: TrendChange
        /// The p-value after Benjamini–Hochberg over the areas.
        package var q: Double
        /// Later rate over that of all areas.
        package var relative: Double
        /// The same drawn towards 1 by what chance alone would scatter (empirical Bayes).
        package var shrunk: Double
        /// Limits of the shrunken relative rate.
        package var lower: Double
        /// Upper limit.
        package var upper: Double
        /// Rank of the shrunken rate, 1 is the highest.
        package var rank: Int
        /// Ranks that the counts allow.
        package var rankLower: Int
        /// The worst of them.
        package var rankUpper: Int
    }

    /// What is known of one area.
    package struct Input: Sendable {
        /// The area.
        package var area: String
        /// The earlier period.
        package var before: ChangePeriod
        /// The later period.
        package var after: ChangePeriod
        /// Further knowledge of the scatter.
        package var variance: VarianceEvidence

        /// Makes an area.
        package init(
            area: String,
            before: ChangePeriod,
            after: ChangePeriod,
            variance: VarianceEvidence
        ) {
            (self.area, self.before, self.after) = (area, before, after)
            self.variance = variance
        }
    }

    /// The areas in the order of the input.
    package var rows: [Row]
    /// All areas together.
    package var total: TrendChange?
    /// Size of the gamma law of relative rates; infinite when areas differ by chance only.
    package var size: Double
    /// False alarms to expect among so many areas without any change, before the adjustment.
    package var expectedFalse: Double

    /// Compares areas; draws of ranks depend on the seed alone.
    ///
    /// - Returns: `nil` when a count or an exposure is out of its range, or without areas.
    package static func compare(
        _ inputs: [Input],
        measure: String,
        breaks: [RecordingBreak] = [],
        options: ChangeOptions = ChangeOptions(),
        seed: UInt64 = 1,
        draws: Int = 4000
    ) -> AreaTrends? {
        guard !inputs.isEmpty else { return nil }
        var changes: [TrendChange] = []
        for input in inputs {
            guard
                let change = ChangeAnalysis.compare(
                    measure: measure,
                    before: input.before,
                    after: input.after,
                    variance: input.variance,
                    breaks: breaks.filter { $0.concerns(area: input.area) },
                    options: options
                )
            else { return nil }
            changes.append(change)
        }
        let q = Multiplicity.benjaminiHochberg(changes.map(\.overdispersed.p))
        let counts = inputs.map { Double($0.after.count) }
        let exposures = inputs.map(\.after.exposure)
        let rate = counts.reduce(0, +) / exposures.reduce(0, +)
        let expected = exposures.map { $0 * rate }
        let size = gammaSize(counts, expected)
        let shapes = counts.map { size.isFinite ? $0 + size : 1 }
        let rates = expected.map { size.isFinite ? $0 + size : 1 }
        let shrunk = zip(shapes, rates).map { $0 / $1 }
        let ranks = AreaRankDraws.limits(shapes: shapes, rates: rates, seed: seed, draws: draws)
        let tail = (1 - options.level) / 2
        let rows = inputs.indices.map { place -> Row in
            var change = changes[place]
            if change.verdict.code == .change, q[place] > 1 - options.level {
                change.verdict.code = .noEvidence
                change.verdict.attribution = .change
            }
            let law = GammaDistribution(shape: shapes[place], rate: rates[place])
            return Row(
                area: inputs[place].area,
                change: change,
                q: q[place],
                relative: expected[place] > 0 ? counts[place] / expected[place] : .nan,
                shrunk: shrunk[place],
                lower: size.isFinite ? law.quantile(tail) : 1,
                upper: size.isFinite ? law.quantile(1 - tail) : 1,
                rank: 1 + shrunk.count { $0 > shrunk[place] },
                rankLower: size.isFinite ? ranks[place].lowerBound : 1,
                rankUpper: size.isFinite ? ranks[place].upperBound : inputs.count
            )
        }
        let whole = ChangeAnalysis.compare(
            measure: measure,
            before: sum(inputs.map(\.before)),
            after: sum(inputs.map(\.after)),
            breaks: breaks.filter { $0.concerns(area: nil) },
            options: options
        )
        return AreaTrends(
            rows: rows,
            total: whole,
            size: size,
            expectedFalse: Double(inputs.count) * (1 - options.level)
        )
    }

    private static func sum(_ periods: [ChangePeriod]) -> ChangePeriod {
        ChangePeriod(
            count: periods.reduce(0) { $0 + $1.count },
            exposure: periods.reduce(0) { $0 + $1.exposure },
            window: periods.first?.window
        )
    }

    /// The size of the negative binomial law of the counts about their expectation.
    private static func gammaSize(_ counts: [Double], _ expected: [Double]) -> Double {
        guard counts.count >= 3, expected.allSatisfy({ $0 > 0 }),
            counts.contains(where: { $0 > 0 }),
            let table = ColumnTable(numbers: ["y": counts, "e": expected]),
            let formula = try? Formula("y ~ 1 + offset(log(e))"),
            let fit = try? Regression.fit(formula, to: table, family: .negativeBinomial)
        else { return .infinity }
        return fit.isDegenerate ? .infinity : fit.theta ?? .infinity
    }
}

/// Ranks that gamma laws allow, by drawing.
enum AreaRankDraws {
    /// The 2.5 % and 97.5 % ranks of each law; 1 is the highest.
    static func limits(
        shapes: [Double],
        rates: [Double],
        seed: UInt64,
        draws: Int
    ) -> [ClosedRange<Int>] {
        var generator = ReplayableGenerator(seed: seed)
        let n = shapes.count
        var counts = [[Int]](repeating: [Int](repeating: 0, count: n), count: n)
        for _ in 0..<draws {
            let values = (0..<n).map { generator.gamma(shape: shapes[$0]) / rates[$0] }
            let order = values.indices.sorted { values[$0] > values[$1] }
            for (rank, place) in order.enumerated() { counts[place][rank] += 1 }
        }
        let tail = Double(draws) * 0.025
        return counts.map { count in
            var (low, high) = (0, n - 1)
            var sum = 0.0
            while low < n - 1, sum + Double(count[low]) <= tail {
                sum += Double(count[low])
                low += 1
            }
            sum = 0
            while high > low, sum + Double(count[high]) <= tail {
                sum += Double(count[high])
                high -= 1
            }
            return low + 1...high + 1
        }
    }
}
