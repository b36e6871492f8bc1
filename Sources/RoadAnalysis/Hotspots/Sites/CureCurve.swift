import RoadStatistics

/// Cumulative residuals of a model along a covariate (Hauer & Bamfo 1997).
///
/// A model that fits drifts like a random walk pinned at both ends; leaving ±2σ* for long stretches
/// says that the covariate enters in the wrong form.
package struct CureCurve: Sendable {
    /// The covariate's values, ascending.
    package let values: [Double]
    /// Residuals summed up to each value.
    package let sums: [Double]
    /// σ* at each value: √(s²(i) (1 − s²(i) / s²(n))).
    package let sigmas: [Double]

    /// Share of points outside ±2σ*.
    package var shareOutside: Double {
        guard !sums.isEmpty else { return 0 }
        // At both ends σ* is 0 and the sum is what the fit leaves.
        let outside = sums.indices.count { abs(sums[$0]) > 2 * sigmas[$0] + 1e-6 }
        return Double(outside) / Double(sums.count)
    }

    /// Sorts residuals by a covariate and sums them.
    package init(covariate: [Double], residuals: [Double]) {
        let order = covariate.indices.sorted {
            (covariate[$0], residuals[$0]) < (covariate[$1], residuals[$1])
        }
        var sum = 0.0
        var square = 0.0
        var (sums, squares): ([Double], [Double]) = ([], [])
        for row in order {
            sum += residuals[row]
            square += residuals[row] * residuals[row]
            sums.append(sum)
            squares.append(square)
        }
        values = order.map { covariate[$0] }
        self.sums = sums
        let total = max(square, 1e-300)
        sigmas = squares.map { max(0, $0 * (1 - $0 / total)).squareRoot() }
    }
}
