import Glibc

/// Trends of straight pieces on the log scale, joined at observed times.
///
/// Source: Kim, Fay, Feuer & Midthune 2000; criteria as on the pages of NCI Joinpoint 5.
package enum Joinpoint {
    /// What chooses among fits.
    package enum Criterion: String, Sendable, Codable, CaseIterable {
        /// ln(SSE/n) + (2k + 2)·ln n/n.
        case bic
        /// The same with 3k + 2.
        case bic3
        /// The same with (2 + R²)k + 2: NCI's default.
        case weightedBIC = "wbic"
    }

    /// The best fits with 0, 1, …, `options.most` joinpoints, as far as they find room.
    ///
    /// - Parameters:
    ///   - times: Ascending, for example years.
    ///   - values: Positive counts or rates.
    ///   - weights: Inverse variances of the logarithms, for example the counts; `nil` is equal.
    ///   - options: Number of joinpoints, room between them, level.
    /// - Returns: Fits by number of joinpoints.
    /// - Throws: `SeriesError`; counts of 0 have no logarithm, and a search over ten million sets
    ///   is refused.
    package static func fits(
        times: [Double],
        values: [Double],
        weights: [Double]? = nil,
        options: JoinpointOptions = JoinpointOptions()
    ) throws(SeriesError) -> [JoinpointFit] {
        let series = try JoinpointSeries(times: times, values: values, weights: weights)
        let search = try prepare(series, options)
        var fits: [JoinpointFit] = []
        for count in 0...options.most {
            guard times.count - count - 2 > 0, let best = search.best(count, series.logs) else {
                break
            }
            fits.append(
                fit(
                    series,
                    best.rows.map { times[$0] },
                    search.candidates(count) ?? 0,
                    options
                )
            )
        }
        return fits
    }

    /// The fit that a criterion prefers; the fewest joinpoints of equals.
    package static func select(_ fits: [JoinpointFit], by criterion: Criterion) -> JoinpointFit? {
        func value(_ fit: JoinpointFit) -> Double {
            switch criterion {
            case .bic: fit.bic
            case .bic3: fit.bic3
            case .weightedBIC: fit.weightedBIC
            }
        }
        return fits.min { value($0) < value($1) }
    }

    /// A search that is known to end in reasonable time.
    static func prepare(
        _ series: JoinpointSeries,
        _ options: JoinpointOptions
    ) throws(SeriesError) -> JoinpointSearch {
        guard (0...5).contains(options.most) else { throw .badOption("most") }
        guard options.level > 0, options.level < 1 else { throw .badOption("level") }
        guard (0...100).contains(options.outside) else { throw .badOption("outside") }
        guard (0...100).contains(options.between) else { throw .badOption("between") }
        let search = JoinpointSearch(series, options)
        guard search.candidates(options.most) != nil else { throw .badOption("most") }
        return search
    }

    /// The fit of given joinpoints.
    static func fit(
        _ series: JoinpointSeries,
        _ joinpoints: [Double],
        _ candidates: Int,
        _ options: JoinpointOptions
    ) -> JoinpointFit {
        let n = series.times.count
        let k = joinpoints.count
        let columns = series.columns(joinpoints)
        let solution = LeastSquares(columns, series.logs, weights: series.weights)
        let fitted = (0..<n).map { row in
            columns.indices.reduce(0) { $0 + solution.coefficients[$1] * columns[$1][row] }
        }
        let squares = compensatedSum(
            (0..<n).map { row in
                let residual = series.logs[row] - fitted[row]
                return (series.weights?[row] ?? 1) * residual * residual
            }
        )
        let variance = squares / Double(n - k - 2)
        let degrees = options.degrees == .placesCounted ? n - 2 * k - 2 : n - k - 2
        let critical = StudentDistribution(degrees: Double(degrees))
            .criticalValue(level: options.level)
        let ends = [series.times[0]] + joinpoints + [series.times[n - 1]]
        let segments = (0...k).map { place in
            // A slope is the sum of the hinges passed so far.
            let mask = columns.indices.map { $0 > 0 && $0 <= place + 1 ? 1.0 : 0 }
            let (slope, error) = combination(mask, solution, variance)
            return JoinpointSegment(
                from: ends[place],
                to: ends[place + 1],
                observations: series.times.count { ends[place] <= $0 && $0 <= ends[place + 1] },
                slope: slope,
                slopeError: error,
                annualChange: 100 * expm1(slope),
                lower: 100 * expm1(slope - critical * error),
                upper: 100 * expm1(slope + critical * error)
            )
        }
        let span = ends[k + 1] - ends[0]
        let shares = columns.indices.map { column in
            column == 0 ? 0 : (ends[k + 1] - ends[column - 1]) / span
        }
        let (average, averageError) = combination(shares, solution, variance)
        let z = NormalDistribution.criticalValue(level: options.level)
        let share = largestShare(series, ends)
        func criterion(_ penalty: Double) -> Double {
            log(squares / Double(n)) + penalty * log(Double(n)) / Double(n)
        }
        let last = segments[k]
        let count = Double(k)
        return JoinpointFit(
            joinpoints: joinpoints,
            squares: squares,
            candidates: candidates,
            segments: segments,
            averageChange: 100 * expm1(average),
            averageLower: 100 * expm1(average - z * averageError),
            averageUpper: 100 * expm1(average + z * averageError),
            bic: criterion(2 * count + 2),
            bic3: criterion(3 * count + 2),
            weightedBIC: criterion((2 + share) * count + 2),
            largestShare: share,
            fitted: fitted,
            isTailArtefact: k > 0
                && (last.observations < 4 || !(last.upper - last.lower <= 30))
        )
    }

    /// A linear combination of coefficients with its standard error.
    private static func combination(
        _ mask: [Double],
        _ solution: LeastSquares,
        _ variance: Double
    ) -> (value: Double, error: Double) {
        var value = 0.0
        var spread = 0.0
        for a in mask.indices {
            value += mask[a] * solution.coefficients[a]
            for b in mask.indices { spread += mask[a] * mask[b] * solution.covariance[a][b] }
        }
        return (value, max(0, spread * variance).squareRoot())
    }

    /// The largest share that one joinpoint explains of what a straight line over its two
    /// neighbouring pieces leaves; without weights, and without the joinpoint where they begin.
    private static func largestShare(_ series: JoinpointSeries, _ ends: [Double]) -> Double {
        var largest = 0.0
        for place in 1..<max(1, ends.count - 1) {
            let rows = series.times.indices.filter { row in
                let time = series.times[row]
                return (place == 1 || time > ends[place - 1]) && time <= ends[place + 1]
            }
            let logs = rows.map { series.logs[$0] }
            let columns = series.columns([ends[place]]).map { column in rows.map { column[$0] } }
            let straight = squares(Array(columns.prefix(2)), logs)
            if straight > 0 { largest = max(largest, 1 - squares(columns, logs) / straight) }
        }
        return largest
    }

    /// What least squares leave.
    private static func squares(_ columns: [[Double]], _ logs: [Double]) -> Double {
        let solution = LeastSquares(columns, logs)
        return compensatedSum(
            logs.indices.map { row in
                var residual = logs[row]
                for (coefficient, column) in zip(solution.coefficients, solution.kept) {
                    residual -= coefficient * columns[column][row]
                }
                return residual * residual
            }
        )
    }
}
