import RoadStatistics

/// The difference of two groups' changes, adjusted for covariates, with every unit's influence.
///
/// Source: Sant'Anna & Zhao 2020: outcome regression, weighting by the probability of treatment,
/// and both together, which is right when either is.
struct AdjustedDifference {
    let value: Double
    /// Influence of each unit given, with mean 0.
    let influence: [Double]

    /// Compares changes of treated units with those of controls.
    ///
    /// `nil` when the covariates depend on each other or tell the groups apart for certain.
    init?(
        changes: [Double],
        isTreated: [Bool],
        covariates: [[Double]],
        method: StaggeredDifferences.Method
    ) {
        let n = changes.count
        let columns = [[Double](repeating: 1, count: n)] + covariates
        let treated = isTreated.map { $0 ? 1.0 : 0 }
        let usesRegression = method != .weighting
        let usesWeights = method != .regression
        var predicted = [Double](repeating: 0, count: n)
        var ofRegression = [[Double]](repeating: [], count: n)
        if usesRegression {
            let controls = (0..<n).filter { !isTreated[$0] }
            guard
                let fit = LinearFit(
                    columns: columns.map { column in controls.map { column[$0] } },
                    response: controls.map { changes[$0] }
                )
            else { return nil }
            for row in 0..<n { predicted[row] = Self.dot(fit.coefficients, columns, row) }
            ofRegression = (0..<n).map { row in
                let residual = isTreated[row] ? 0 : changes[row] - predicted[row]
                let score = columns.map { $0[row] * residual }
                return fit.inverse.map { line in
                    zip(line, score).reduce(0) { $0 + $1.0 * $1.1 } * Double(n)
                }
            }
        }
        var weights = isTreated.map { $0 ? 0.0 : 1 }
        var ofWeights = [[Double]](repeating: [], count: n)
        if usesWeights {
            guard let fit = LogisticFit(columns: columns, response: treated),
                fit.probabilities.allSatisfy({ $0 < 0.999 })
            else { return nil }
            for row in 0..<n where !isTreated[row] {
                weights[row] = fit.probabilities[row] / (1 - fit.probabilities[row])
            }
            ofWeights = (0..<n).map { row in
                let score = columns.map { $0[row] * (treated[row] - fit.probabilities[row]) }
                return fit.covariance.map { line in
                    zip(line, score).reduce(0) { $0 + $1.0 * $1.1 } * Double(n)
                }
            }
        } else {
            // The regression's prediction is averaged over the treated.
            weights = treated
        }
        let part = Self.parts(
            changes: changes,
            predicted: predicted,
            treated: treated,
            weights: weights,
            columns: columns,
            method: method,
            ofRegression: ofRegression,
            ofWeights: ofWeights
        )
        (value, influence) = part
    }

    private static func parts(
        changes: [Double],
        predicted: [Double],
        treated: [Double],
        weights: [Double],
        columns: [[Double]],
        method: StaggeredDifferences.Method,
        ofRegression: [[Double]],
        ofWeights: [[Double]]
    ) -> (Double, [Double]) {
        let rows = changes.indices
        let n = Double(changes.count)
        func mean(_ values: (Int) -> Double) -> Double { compensatedSum(rows.map(values)) / n }
        // What is averaged over the treated, and what over the controls.
        let own: (Int) -> Double = { row in
            method == .doublyRobust ? changes[row] - predicted[row] : changes[row]
        }
        let other: (Int) -> Double = { row in
            switch method {
            case .doublyRobust: changes[row] - predicted[row]
            case .regression: predicted[row]
            case .weighting: changes[row]
            }
        }
        let (share, mass) = (mean { treated[$0] }, mean { weights[$0] })
        let first = mean { treated[$0] * own($0) } / share
        let second = mean { weights[$0] * other($0) } / mass
        func moments(_ factor: (Int) -> Double) -> [Double] {
            columns.map { column in mean { factor($0) * column[$0] } }
        }
        let treatedMoments = moments { treated[$0] }
        let weightMoments = moments { weights[$0] }
        let tilted = moments { weights[$0] * (other($0) - second) }
        func along(_ line: [Double], _ direction: [Double]) -> Double {
            zip(line, direction).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let influence = rows.map { row in
            var a = treated[row] * (own(row) - first)
            var b = weights[row] * (other(row) - second)
            switch method {
            case .doublyRobust:
                a -= along(ofRegression[row], treatedMoments)
                b += along(ofWeights[row], tilted) - along(ofRegression[row], weightMoments)
            case .regression: b += along(ofRegression[row], weightMoments)
            case .weighting: b += along(ofWeights[row], tilted)
            }
            return a / share - b / mass
        }
        return (first - second, influence)
    }

    private static func dot(_ b: [Double], _ columns: [[Double]], _ row: Int) -> Double {
        var sum = 0.0
        for (place, column) in columns.enumerated() { sum += b[place] * column[row] }
        return sum
    }
}
