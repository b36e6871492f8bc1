import Glibc

/// One Poisson fit with absorbed groups, from its start to its covariance.
struct PoissonProblem {
    let response: [Double]
    let regressors: [[Double]]
    let groupings: [[Int]]
    let offset: [Double]
    /// Fitted means.
    private(set) var means: [Double] = []
    /// Coefficients of the regressors kept.
    private(set) var coefficients: [Double] = []
    /// Places of the regressors kept.
    private(set) var kept: [Int] = []
    /// (X̃'WX̃)⁻¹.
    private(set) var bread: [[Double]] = []
    /// Twice the log likelihood lost.
    private(set) var deviance = Double.infinity
    /// Regressors without group means, at the last weights.
    private var centred: [[Double]] = []

    private static let mostIterations = 200

    init(response: [Double], regressors: [[Double]], groupings: [[Int]], offset: [Double]) {
        (self.response, self.regressors) = (response, regressors)
        (self.groupings, self.offset) = (groupings, offset)
    }

    mutating func solve() throws(FormulaError) {
        let mean = compensatedSum(response) / Double(response.count)
        means = response.map { ($0 + mean) / 2 }
        // Without a grouping a single one stands for the constant.
        let groups = groupings.isEmpty ? [response.map { _ in 0 }] : groupings
        let absorption = Absorption(groups)
        for iteration in 0..<Self.mostIterations {
            let weights = means
            var target = means.indices.map { row in
                log(means[row]) - offset[row] + (response[row] - means[row]) / means[row]
            }
            let working = target
            target = absorption.residual(target, weights: weights)
            centred = regressors.map { absorption.residual($0, weights: weights) }
            choose(weights)
            let solution = LeastSquares(kept.map { centred[$0] }, target, weights: weights)
            kept = solution.kept.map { kept[$0] }
            (coefficients, bread) = (solution.coefficients, solution.covariance)
            for row in means.indices {
                var fit = 0.0
                for (place, column) in kept.enumerated() {
                    fit += coefficients[place] * centred[column][row]
                }
                let predictor = working[row] - (target[row] - fit) + offset[row]
                means[row] = min(1e300, max(1e-300, exp(predictor)))
            }
            let now = compensatedSum(
                zip(response, means).map {
                    RegressionFamily.poisson.deviance($0, $1, size: .infinity)
                }
            )
            guard now.isFinite else { throw .noConvergence(iterations: iteration) }
            let isSettled = abs(now - deviance) <= 1e-13 * (abs(now) + 0.1)
            deviance = now
            if isSettled, iteration > 1 { return }
        }
        throw .noConvergence(iterations: Self.mostIterations)
    }

    /// The regressors that vary within the groups.
    private mutating func choose(_ weights: [Double]) {
        func size(_ column: [Double]) -> Double {
            var sum = 0.0
            for row in column.indices { sum += weights[row] * column[row] * column[row] }
            return sum.squareRoot()
        }
        kept = regressors.indices.filter { size(centred[$0]) > 1e-7 * size(regressors[$0]) }
    }

    /// The robust covariance: by cluster with G/(G − 1), else White's.
    func covariance(_ clusters: [Int]?) -> [[Double]] {
        let p = kept.count
        let count = clusters.map { ($0.max() ?? -1) + 1 } ?? response.count
        var scores = [[Double]](repeating: [Double](repeating: 0, count: p), count: count)
        for row in response.indices {
            let group = clusters?[row] ?? row
            let residual = response[row] - means[row]
            for (place, column) in kept.enumerated() {
                scores[group][place] += centred[column][row] * residual
            }
        }
        var meat = [[Double]](repeating: [Double](repeating: 0, count: p), count: p)
        for score in scores {
            for i in 0..<p { for j in 0..<p { meat[i][j] += score[i] * score[j] } }
        }
        let factor = clusters != nil && count > 1 ? Double(count) / Double(count - 1) : 1
        return (0..<p).map { i in
            (0..<p).map { j in
                var sum = 0.0
                for a in 0..<p {
                    for b in 0..<p { sum += bread[i][a] * meat[a][b] * bread[b][j] }
                }
                return sum * factor
            }
        }
    }
}
