import Glibc

/// The exact diffuse Kalman filter of a level, a dummy seasonal and constant regressors.
///
/// Source: Durbin & Koopman 2012, chapter 5, for one observation at a time. Variances are relative
/// to that of the irregular, which is concentrated out.
struct DiffuseFilter {
    /// The response.
    let response: [Double]
    /// One column per regressor, scaled to a spread near 1.
    let regressors: [[Double]]
    /// Steps of a season; 1 is no season.
    let period: Int

    /// What one run gives.
    struct Outcome {
        /// Concentrated exact diffuse log likelihood.
        var logLikelihood: Double
        /// Variance of the irregular.
        var irregular: Double
        /// The state after the last observation.
        var state: [Double]
        /// Its covariance over the variance of the irregular, row by row.
        var covariance: [Double]
        /// v/√F after the diffuse start.
        var innovations: [Double]
    }

    /// The number of state elements, all of them diffuse.
    var size: Int { 1 + (period - 1) + regressors.count }

    /// Runs the filter; `nil` when the series cannot tell every element.
    func run(level: Double, seasonal: Double) -> Outcome? {
        let m = size
        var state = [Double](repeating: 0, count: m)
        var proper = [Double](repeating: 0, count: m * m)
        var diffuse = [Double](repeating: 0, count: m * m)
        for i in 0..<m { diffuse[i * m + i] = 1 }
        var left = m
        var (logs, squares) = (0.0, 0.0)
        var innovations: [Double] = []
        var loading = [Double](repeating: 0, count: m)
        loading[0] = 1
        if period > 1 { loading[1] = 1 }
        for row in response.indices {
            for (place, column) in regressors.enumerated() { loading[period + place] = column[row] }
            let error = response[row] - dot(loading, state)
            let properGain = product(proper, loading)
            let properSpread = dot(loading, properGain) + 1
            let diffuseGain = left > 0 ? product(diffuse, loading) : []
            let diffuseSpread = left > 0 ? dot(loading, diffuseGain) : 0
            if diffuseSpread > 1e-9 {
                logs += log(diffuseSpread)
                left -= 1
                for i in 0..<m {
                    state[i] += diffuseGain[i] / diffuseSpread * error
                    for j in 0..<m {
                        let both = diffuseGain[i] * diffuseGain[j]
                        let cross = properGain[i] * diffuseGain[j] + diffuseGain[i] * properGain[j]
                        proper[i * m + j] +=
                            both * properSpread / (diffuseSpread * diffuseSpread)
                            - cross / diffuseSpread
                        diffuse[i * m + j] -= both / diffuseSpread
                    }
                }
            } else {
                guard properSpread > 0, properSpread.isFinite else { return nil }
                logs += log(properSpread)
                squares += error * error / properSpread
                innovations.append(error / properSpread.squareRoot())
                for i in 0..<m {
                    state[i] += properGain[i] / properSpread * error
                    for j in 0..<m {
                        proper[i * m + j] -= properGain[i] * properGain[j] / properSpread
                    }
                }
            }
            guard row < response.count - 1 else { break }
            advance(&state)
            advance(&proper, m)
            if left > 0 { advance(&diffuse, m) }
            proper[0] += level
            if period > 1 { proper[m + 1] += seasonal }
        }
        let free = Double(innovations.count)
        guard left == 0, free > 0, squares > 0 else { return nil }
        let irregular = squares / free
        return Outcome(
            logLikelihood: -0.5 * (free * (log(2 * .pi * irregular) + 1) + logs),
            irregular: irregular,
            state: state,
            covariance: proper,
            innovations: innovations.map { $0 / irregular.squareRoot() }
        )
    }

    /// The next state: the seasonal effects move on and sum to 0.
    private func advance(_ state: inout [Double]) {
        guard period > 1 else { return }
        let next = -state[1..<period].reduce(0, +)
        for place in stride(from: period - 1, to: 1, by: -1) { state[place] = state[place - 1] }
        state[1] = next
    }

    /// T·P·Tᵀ in place, first the columns, then the rows.
    private func advance(_ matrix: inout [Double], _ m: Int) {
        guard period > 1 else { return }
        for column in 0..<m {
            var sum = 0.0
            for row in 1..<period { sum += matrix[row * m + column] }
            for row in stride(from: period - 1, to: 1, by: -1) {
                matrix[row * m + column] = matrix[(row - 1) * m + column]
            }
            matrix[m + column] = -sum
        }
        for row in 0..<m {
            var sum = 0.0
            for column in 1..<period { sum += matrix[row * m + column] }
            for column in stride(from: period - 1, to: 1, by: -1) {
                matrix[row * m + column] = matrix[row * m + column - 1]
            }
            matrix[row * m + 1] = -sum
        }
    }

    private func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for i in a.indices { sum += a[i] * b[i] }
        return sum
    }

    private func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
        let m = vector.count
        var result = [Double](repeating: 0, count: m)
        for i in 0..<m {
            var sum = 0.0
            for j in 0..<m { sum += matrix[i * m + j] * vector[j] }
            result[i] = sum
        }
        return result
    }
}
