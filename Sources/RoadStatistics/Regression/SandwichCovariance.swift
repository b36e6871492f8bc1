/// Covariances of coefficients that do not trust the model's variance.
struct SandwichCovariance {
    /// (X'WX)⁻¹.
    private let bread: [[Double]]
    /// Each row's contribution to the score, row by row.
    private let scores: [[Double]]
    private let rows: [Int]
    private let rowCount: Int
    private let isLinear: Bool

    init(solver: WeightedSolver, rowCount: Int) {
        bread = solver.solution.covariance
        rows = solver.design.rows
        self.rowCount = rowCount
        isLinear = solver.family == .gaussian
        let kept = solver.solution.kept
        scores = solver.means.indices.map { row in
            let mean = solver.means[row]
            let slope = solver.family.hasLogLink ? mean : 1
            let weight = slope / solver.family.variance(mean, size: solver.size)
            let residual = (solver.design.response[row] - mean) * weight
            return kept.map { solver.design.columns[$0][row] * residual }
        }
    }

    /// The covariance of a kind; clustering with missing or too few labels gives NaN.
    func matrix(_ kind: ErrorKind, dispersion: Double) -> [[Double]] {
        let n = Double(scores.count)
        let p = Double(bread.count)
        switch kind {
        case .model:
            return bread.map { $0.map { $0 * dispersion } }
        case .robust(let isHC1):
            return sandwich(outer(scores), factor: isHC1 ? n / (n - p) : 1)
        case .clustered(let labels):
            guard labels.count == rowCount else { return sandwich(outer([]), factor: .nan) }
            var sums: [String: [Double]] = [:]
            var order: [String] = []
            for (place, row) in rows.enumerated() {
                if let sum = sums[labels[row]] {
                    sums[labels[row]] = zip(sum, scores[place]).map { $0 + $1 }
                } else {
                    sums[labels[row]] = scores[place]
                    order.append(labels[row])
                }
            }
            let groups = Double(order.count)
            var factor = groups > 1 ? groups / (groups - 1) : .nan
            if isLinear { factor *= (n - 1) / (n - p) }
            return sandwich(outer(order.compactMap { sums[$0] }), factor: factor)
        case .neweyWest(let lag, let isAdjusted):
            var meat = outer(scores)
            for shift in 1..<max(1, min(lag, scores.count - 1) + 1) {
                let weight = 1 - Double(shift) / Double(lag + 1)
                let cross = outer(Array(scores.dropFirst(shift)), scores)
                for a in meat.indices {
                    for b in meat.indices { meat[a][b] += weight * (cross[a][b] + cross[b][a]) }
                }
            }
            return sandwich(meat, factor: isAdjusted ? n / (n - p) : 1)
        }
    }

    private func outer(_ left: [[Double]], _ right: [[Double]]? = nil) -> [[Double]] {
        let p = bread.count
        var sum = [[Double]](repeating: [Double](repeating: 0, count: p), count: p)
        for (a, b) in zip(left, right ?? left) {
            for i in 0..<p { for j in 0..<p { sum[i][j] += a[i] * b[j] } }
        }
        return sum
    }

    private func sandwich(_ meat: [[Double]], factor: Double) -> [[Double]] {
        let inner = SandwichCovariance.product(SandwichCovariance.product(bread, meat), bread)
        return inner.map { $0.map { $0 * factor } }
    }

    private static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
        a.map { row in
            b.indices.map { column in
                row.indices.reduce(0) { $0 + row[$1] * b[$1][column] }
            }
        }
    }
}
