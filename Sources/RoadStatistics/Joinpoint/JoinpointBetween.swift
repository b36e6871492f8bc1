/// A broken trend whose joinpoints may lie between observations.
///
/// The sum of squares has corners at the observed times, so that no derivative is followed: with
/// the other joinpoints held, the best place between two neighbouring times is known exactly from
/// a regression with a jump and a change of slope (Hudson 1966), and all such pairs are tried.
package struct JoinpointBetween: Sendable, Hashable, Codable {
    /// Times at which the slope changes, ascending.
    package var joinpoints: [Double]
    /// Their standard errors from the linearised model; NaN where the slope hardly changes.
    package var errors: [Double]
    /// Sum of squared residuals of the logarithm.
    package var squares: Double
    /// Slopes of the pieces.
    package var slopes: [Double]

    /// Moves the joinpoints of a fit on observed times to the best places in between.
    ///
    /// - Parameters:
    ///   - fit: The best fit on observed times, where the search starts.
    ///   - times: Ascending times.
    ///   - values: Positive values; their logarithms are modelled.
    ///   - weights: Weights of the observations; `nil` for none.
    ///   - outside: Fewest observations before the first and after the last joinpoint.
    /// - Returns: As many joinpoints, with a sum of squares no larger.
    /// - Throws: `SeriesError` for a bad series.
    package static func refine(
        _ fit: JoinpointFit,
        times: [Double],
        values: [Double],
        weights: [Double]? = nil,
        outside: Int = 2
    ) throws(SeriesError) -> JoinpointBetween {
        let series = try JoinpointSeries(times: times, values: values, weights: weights)
        var places = fit.joinpoints
        var squares = Self.squares(series, series.columns(places))
        let last = max(outside, series.times.count - 1 - outside)
        for _ in 0..<200 where !places.isEmpty {
            let earlier = squares
            for index in places.indices {
                var others = places
                others.remove(at: index)
                let low = index > 0 ? places[index - 1] : series.times[outside]
                let high = index + 1 < places.count ? places[index + 1] : series.times[last]
                for left in 0..<series.times.count - 1 {
                    let (from, to) = (series.times[left], series.times[left + 1])
                    guard from < high, to > low else { continue }
                    let place = best(series, others, from, to, max(low, from), min(high, to))
                    let found = Self.squares(series, series.columns((others + [place]).sorted()))
                    if found < squares {
                        squares = found
                        places[index] = place
                    }
                }
            }
            if squares >= earlier * (1 - 1e-13) { break }
        }
        return outcome(series, places, squares)
    }

    /// The best place of one joinpoint between two neighbouring times.
    private static func best(
        _ series: JoinpointSeries,
        _ others: [Double],
        _ from: Double,
        _ to: Double,
        _ low: Double,
        _ high: Double
    ) -> Double {
        // With b·max(0, x − τ) = b·x − b·τ beyond τ, a free jump beside the slope gives τ.
        let jump = series.times.map { $0 >= to ? 1.0 : 0 }
        let slope = series.times.map { $0 >= to ? $0 - from : 0 }
        let fit = LeastSquares(
            series.columns(others) + [slope, jump],
            series.logs,
            weights: series.weights
        )
        let count = others.count + 2
        var place = low
        if fit.kept.count == count + 2, fit.coefficients[count] != 0 {
            place = from - fit.coefficients[count + 1] / fit.coefficients[count]
        }
        if place > low, place < high { return place }
        let ends = [low, high].map {
            squares(series, series.columns((others + [$0]).sorted()))
        }
        return ends[0] <= ends[1] ? low : high
    }

    private static func squares(_ series: JoinpointSeries, _ columns: [[Double]]) -> Double {
        let fit = LeastSquares(columns, series.logs, weights: series.weights)
        var sum = 0.0
        for row in series.logs.indices {
            var rest = series.logs[row]
            for (value, column) in zip(fit.coefficients, fit.kept) {
                rest -= value * columns[column][row]
            }
            sum += (series.weights?[row] ?? 1) * rest * rest
        }
        return sum
    }

    private static func outcome(
        _ series: JoinpointSeries,
        _ places: [Double],
        _ squares: Double
    ) -> JoinpointBetween {
        let columns = series.columns(places)
        let fit = LeastSquares(columns, series.logs, weights: series.weights)
        var slopes: [Double] = []
        var errors: [Double] = places.map { _ in .nan }
        if fit.kept.count == columns.count {
            var slope = 0.0
            for coefficient in fit.coefficients.dropFirst() {
                slope += coefficient
                slopes.append(slope)
            }
            // A place moves the fit by −b where the observation lies beyond it (Muggeo 2003).
            let moves = places.map { place in series.times.map { $0 >= place ? -1.0 : 0 } }
            let linear = LeastSquares(columns + moves, series.logs, weights: series.weights)
            let free = series.logs.count - columns.count - moves.count
            if linear.kept.count == columns.count + moves.count, free > 0 {
                for index in places.indices {
                    let place = columns.count + index
                    let change = fit.coefficients[2 + index]
                    errors[index] =
                        (linear.covariance[place][place] * squares / Double(free)).squareRoot()
                        / abs(change)
                }
            }
        }
        return JoinpointBetween(
            joinpoints: places,
            errors: errors,
            squares: squares,
            slopes: slopes
        )
    }
}
