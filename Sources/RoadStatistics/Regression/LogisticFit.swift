import Glibc

/// Logistic regression of a yes-or-no response by Newton's method.
package struct LogisticFit: Sendable, Hashable {
    /// Coefficients, in the order of the columns.
    package let coefficients: [Double]
    /// (X'WX)⁻¹, row by row.
    package let covariance: [[Double]]
    /// Fitted probabilities.
    package let probabilities: [Double]

    /// Fits columns (a constant among them) to a response of 0 and 1.
    ///
    /// `nil` when the columns depend on each other or separate the responses.
    package init?(columns: [[Double]], response: [Double]) {
        let n = response.count
        var b = [Double](repeating: 0, count: columns.count)
        var fitted = [Double](repeating: 0.5, count: n)
        for _ in 0..<50 {
            let weights = fitted.map { max(1e-12, $0 * (1 - $0)) }
            var target = [Double](repeating: 0, count: n)
            for row in 0..<n {
                var sum = 0.0
                for (place, column) in columns.enumerated() { sum += b[place] * column[row] }
                target[row] = sum + (response[row] - fitted[row]) / weights[row]
            }
            let solution = LeastSquares(columns, target, weights: weights)
            guard solution.kept.count == columns.count else { return nil }
            let change = zip(solution.coefficients, b).map { abs($0 - $1) }.max() ?? 0
            b = solution.coefficients
            guard b.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return nil }
            for row in 0..<n {
                var sum = 0.0
                for (place, column) in columns.enumerated() { sum += b[place] * column[row] }
                fitted[row] = 1 / (1 + exp(-sum))
            }
            if change < 1e-12 * (1 + (b.map { abs($0) }.max() ?? 0)) {
                // The covariance belongs to the final weights.
                let last = LeastSquares(
                    columns,
                    target,
                    weights: fitted.map { max(1e-12, $0 * (1 - $0)) }
                )
                (coefficients, covariance, probabilities) = (b, last.covariance, fitted)
                return
            }
        }
        return nil
    }
}

/// Plain least squares of a response on columns, for callers outside this module.
package struct LinearFit: Sendable, Hashable {
    /// Coefficients, in the order of the columns.
    package let coefficients: [Double]
    /// (X'X)⁻¹, row by row.
    package let inverse: [[Double]]

    /// Fits columns; `nil` when they depend on each other.
    package init?(columns: [[Double]], response: [Double]) {
        let solution = LeastSquares(columns, response)
        guard solution.kept.count == columns.count else { return nil }
        (coefficients, inverse) = (solution.coefficients, solution.covariance)
    }
}
