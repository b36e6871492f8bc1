package import RoadModel
package import RoadStatistics

/// Fits joinpoints to a series of a table and tests their number.
package struct JoinpointRun: Sendable {
    /// What came of it.
    package struct Outcome: Sendable {
        /// Fits by number of joinpoints.
        package var fits: [JoinpointFit]
        /// The number of joinpoints that each criterion prefers.
        package var selected: [Joinpoint.Criterion: Int]
        /// The number that the tests end on; `nil` without a sequence of tests.
        package var tested: Int?
        /// The tests in order.
        package var tests: [JoinpointTest]
        /// The fits with joinpoints moved between observations; empty when not asked for.
        package var between: [JoinpointBetween] = []
    }

    /// How a trend may be broken.
    package var options: JoinpointOptions
    /// Permutations of each test; 0 leaves the tests out.
    package var permutations: Int
    /// Seed of the permutations (Park & Miller's generator, so that other programs can repeat it).
    package var seed: UInt64
    /// One test instead of the sequence.
    package var pair: (null: Int, alternative: Int)?

    /// Whether joinpoints are also sought between observed times.
    package var seeksBetween = false

    /// Makes a run.
    package init(
        options: JoinpointOptions,
        permutations: Int,
        seed: UInt64,
        pair: (null: Int, alternative: Int)? = nil
    ) {
        (self.options, self.permutations) = (options, permutations)
        (self.seed, self.pair) = (seed, pair)
    }

    /// Fits and tests.
    ///
    /// - Throws: `.insufficient` for a series too short, `.formatDamaged` for values that are not
    ///   positive, `.badArgument` for a search that is too large.
    package func fit(
        _ series: AnalysisSeries,
        _ weights: [Double]?
    ) throws(IntakeError) -> Outcome {
        do throws(SeriesError) {
            return try outcome(series, weights)
        } catch {
            throw series.table.refusal(error)
        }
    }

    private func outcome(
        _ series: AnalysisSeries,
        _ weights: [Double]?
    ) throws(SeriesError) -> Outcome {
        let fits = try Joinpoint.fits(
            times: series.times,
            values: series.values,
            weights: weights,
            options: options
        )
        var selected: [Joinpoint.Criterion: Int] = [:]
        for criterion in Joinpoint.Criterion.allCases {
            selected[criterion] = Joinpoint.select(fits, by: criterion)?.joinpoints.count
        }
        var outcome = Outcome(fits: fits, selected: selected, tested: nil, tests: [])
        if seeksBetween {
            for fit in fits {
                outcome.between.append(
                    try JoinpointBetween.refine(
                        fit,
                        times: series.times,
                        values: series.values,
                        weights: weights,
                        outside: options.outside
                    )
                )
            }
        }
        guard permutations > 0 else { return outcome }
        // The highest number that found room.
        var options = options
        options.most = max(0, fits.count - 1)
        if let pair {
            outcome.tests = [
                try Joinpoint.permutationTest(
                    times: series.times,
                    values: series.values,
                    weights: weights,
                    null: pair.null,
                    alternative: pair.alternative,
                    permutations: permutations,
                    source: .minimalStandard(seed),
                    options: options
                )
            ]
        } else {
            let found = try Joinpoint.sequentialTest(
                times: series.times,
                values: series.values,
                weights: weights,
                permutations: permutations,
                source: .minimalStandard(seed),
                options: options
            )
            (outcome.tested, outcome.tests) = (found.selected, found.tests)
        }
        return outcome
    }
}
