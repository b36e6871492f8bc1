import Glibc

/// The exact diffuse Kalman filter of a structural model.
///
/// Source: Durbin & Koopman 2012, chapter 5, for one observation at a time. Variances are relative
/// to that of the irregular, which is concentrated out.
struct DiffuseFilter {
    /// The response.
    let response: [Double]
    /// One column per regressor, scaled to a spread near 1.
    let regressors: [[Double]]
    /// The parts of the model.
    let shape: StructuralShape

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
    var size: Int { shape.size }

    /// Runs the filter; `nil` when the series cannot tell every element.
    func run(_ ratios: StructuralRatios) -> Outcome? {
        let m = size
        var state = [Double](repeating: 0, count: m)
        var proper = [Double](repeating: 0, count: m * m)
        var diffuse = [Double](repeating: 0, count: m * m)
        for i in 0..<m { diffuse[i * m + i] = 1 }
        var left = m
        var (logs, squares) = (0.0, 0.0)
        var innovations: [Double] = []
        innovations.reserveCapacity(response.count)
        var properGain = [Double](repeating: 0, count: m)
        var diffuseGain = properGain
        for row in response.indices {
            let loading = shape.loading { regressors[$0][row] }
            var error = response[row]
            for i in 0..<m { error -= loading[i] * state[i] }
            let properSpread = multiply(proper, loading, into: &properGain) + 1
            let diffuseSpread = left > 0 ? multiply(diffuse, loading, into: &diffuseGain) : 0
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
                    let gain = properGain[i] / properSpread
                    state[i] += gain * error
                    for j in 0..<m { proper[i * m + j] -= gain * properGain[j] }
                }
            }
            guard row < response.count - 1 else { break }
            shape.advance(&state, from: 0, by: 1)
            shape.advance(covariance: &proper)
            if left > 0 { shape.advance(covariance: &diffuse) }
            shape.shake(&proper, ratios)
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

    /// What follows the last observation, with regressors for every step ahead.
    func forecast(
        _ outcome: Outcome,
        _ ratios: StructuralRatios,
        _ future: [[Double]],
        steps: Int
    ) -> Forecast {
        let m = size
        var (state, spread) = (outcome.state, outcome.covariance)
        var means: [Double] = []
        var covariance = [[Double]](
            repeating: [Double](repeating: 0, count: steps),
            count: steps
        )
        let loadings = (0..<steps).map { step in shape.loading { future[$0][step] } }
        var gain = [Double](repeating: 0, count: m)
        for step in 0..<steps {
            shape.advance(&state, from: 0, by: 1)
            shape.advance(covariance: &spread)
            shape.shake(&spread, ratios)
            var mean = 0.0
            for i in 0..<m { mean += loadings[step][i] * state[i] }
            means.append(mean)
            let own = multiply(spread, loadings[step], into: &gain)
            covariance[step][step] = outcome.irregular * (own + 1)
            var ahead = gain
            for later in step + 1..<max(steps, step + 1) {
                shape.advance(&ahead, from: 0, by: 1)
                var sum = 0.0
                for i in 0..<m { sum += loadings[later][i] * ahead[i] }
                covariance[step][later] = outcome.irregular * sum
                covariance[later][step] = outcome.irregular * sum
            }
        }
        return Forecast(means: means, covariance: covariance)
    }

    /// Matrix times vector, and the vector times that.
    @inline(__always)
    private func multiply(
        _ matrix: [Double],
        _ vector: [Double],
        into result: inout [Double]
    ) -> Double {
        let m = vector.count
        var whole = 0.0
        for i in 0..<m {
            var sum = 0.0
            for j in 0..<m { sum += matrix[i * m + j] * vector[j] }
            result[i] = sum
            whole += vector[i] * sum
        }
        return whole
    }
}
