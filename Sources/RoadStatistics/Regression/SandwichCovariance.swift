/// Covariances of coefficients that do not trust the model's variance.
struct SandwichCovariance {
    /// (X'WX)⁻¹.
    private let bread: [[Double]]
    /// The columns kept, as the design has them.
    private let cells: SparseRows
    /// Each row's working residual: its score is the row of X times it.
    private let residuals: [Double]
    /// Each row's weight in X'WX.
    private let weights: [Double]
    private let rows: [Int]
    private let rowCount: Int
    private let isLinear: Bool

    init(solver: WeightedSolver, rowCount: Int) {
        bread = solver.covariance
        rows = solver.design.rows
        self.rowCount = rowCount
        isLinear = solver.family == .gaussian
        let columns = solver.kept.map { solver.design.columns[$0] }
        cells = SparseRows(
            columns,
            count: rows.count,
            shifts: columns.map { _ in 0 },
            scales: columns.map { _ in 1 }
        )
        var residuals = [Double](repeating: 0, count: rows.count)
        var weights = residuals
        for row in residuals.indices {
            let mean = solver.means[row]
            let slope = solver.family.slope(mean)
            let over =
                solver.design.weights[row] * slope
                / solver.family.variance(mean, size: solver.size)
            residuals[row] = (solver.design.response[row] - mean) * over
            weights[row] = over * slope
        }
        (self.residuals, self.weights) = (residuals, weights)
    }

    /// The covariance of a kind; clustering with missing or too few labels gives NaN.
    func matrix(_ kind: ErrorKind, dispersion: Double) -> [[Double]] {
        let n = Double(residuals.count)
        let p = Double(bread.count)
        switch kind {
        case .model:
            return bread.map { $0.map { $0 * dispersion } }
        case .robust(let isHC1):
            let squares = residuals.map { $0 * $0 }
            return sandwich(meat(squares), factor: isHC1 ? n / (n - p) : 1)
        case .leverage(let power):
            let hats = leverages()
            let squares = residuals.indices.map { row in
                var square = residuals[row] * residuals[row]
                for _ in 0..<power { square /= 1 - hats[row] }
                return square
            }
            return sandwich(meat(squares), factor: 1)
        case .clustered(let labels):
            return clustered(labels, n, p)
        case .neweyWest(let lag, let isAdjusted):
            var meat = meat(residuals.map { $0 * $0 })
            let scores = (0..<residuals.count).map(score)
            let width = bread.count
            for shift in 1..<max(1, min(lag, scores.count - 1) + 1) {
                let weight = 1 - Double(shift) / Double(lag + 1)
                for row in shift..<scores.count {
                    let (a, b) = (scores[row], scores[row - shift])
                    for i in 0..<width {
                        let (left, right) = (weight * a[i], weight * b[i])
                        for j in 0..<width {
                            meat[i * width + j] += left * b[j] + right * a[j]
                        }
                    }
                }
            }
            return sandwich(meat, factor: isAdjusted ? n / (n - p) : 1)
        }
    }

    private func clustered(_ labels: [String], _ n: Double, _ p: Double) -> [[Double]] {
        let width = bread.count
        guard labels.count == rowCount else {
            return sandwich([Double](repeating: 0, count: width * width), factor: .nan)
        }
        var places: [String: Int] = [:]
        var sums: [[Double]] = []
        for (row, source) in rows.enumerated() {
            let label = labels[source]
            let place: Int
            if let known = places[label] {
                place = known
            } else {
                place = sums.count
                places[label] = place
                sums.append([Double](repeating: 0, count: width))
            }
            let residual = residuals[row]
            cells.forEachCell(of: row) { sums[place][$0] += $1 * residual }
        }
        var meat = [Double](repeating: 0, count: width * width)
        for sum in sums {
            for i in 0..<width where sum[i] != 0 {
                for j in 0..<width { meat[i * width + j] += sum[i] * sum[j] }
            }
        }
        let groups = Double(sums.count)
        var factor = groups > 1 ? groups / (groups - 1) : .nan
        if isLinear { factor *= (n - 1) / (n - p) }
        return sandwich(meat, factor: factor)
    }

    private func score(_ row: Int) -> [Double] {
        var dense = [Double](repeating: 0, count: bread.count)
        cells.forEachCell(of: row) { dense[$0] = $1 * residuals[row] }
        return dense
    }

    /// Σ weight·xx'.
    private func meat(_ weights: [Double]) -> [Double] {
        let p = bread.count
        var lower = [Double](repeating: 0, count: p * p)
        var right = [Double](repeating: 0, count: p)
        cells.accumulate(weights: weights, scores: weights, gram: &lower, right: &right)
        for i in 0..<p { for j in 0..<i { lower[j * p + i] = lower[i * p + j] } }
        return lower
    }

    /// Diagonal of the hat matrix.
    func leverages() -> [Double] {
        (0..<residuals.count).map { row in
            var places: [(Int, Double)] = []
            cells.forEachCell(of: row) { places.append(($0, $1)) }
            var sum = 0.0
            for (i, a) in places { for (j, b) in places { sum += a * b * bread[i][j] } }
            return min(1, sum * weights[row])
        }
    }

    private func sandwich(_ meat: [Double], factor: Double) -> [[Double]] {
        let p = bread.count
        let flat = bread.flatMap(\.self)
        let inner = PackedProduct.product(PackedProduct.product(flat, meat, size: p), flat, size: p)
        return (0..<p).map { a in (0..<p).map { b in inner[a * p + b] * factor } }
    }
}

/// Products of square matrices in flat buffers, row by row.
enum PackedProduct {
    /// A·B.
    static func product(_ a: [Double], _ b: [Double], size: Int) -> [Double] {
        var result = [Double](repeating: 0, count: size * size)
        for i in 0..<size {
            for k in 0..<size {
                let factor = a[i * size + k]
                if factor == 0 { continue }
                for j in 0..<size { result[i * size + j] += factor * b[k * size + j] }
            }
        }
        return result
    }
}
