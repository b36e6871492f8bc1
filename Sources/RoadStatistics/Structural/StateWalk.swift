import Glibc

/// Carries the state of a structural model forward: level, dummy season, constant coefficients.
struct StateWalk {
    private let state: [Double]
    /// Lower factor of the state's covariance; columns without variance are 0.
    private let factor: [[Double]]
    private let period: Int
    private let levelError: Double
    private let noise: Double

    var size: Int { state.count }

    init(
        state: [Double],
        covariance: [Double],
        period: Int,
        levelVariance: Double,
        irregular: Double
    ) {
        (self.state, self.period) = (state, period)
        levelError = max(0, levelVariance).squareRoot()
        noise = max(0, irregular).squareRoot()
        let m = state.count
        var rows = [[Double]](repeating: [Double](repeating: 0, count: m), count: m)
        for i in 0..<m {
            for j in 0...i {
                var sum = covariance[i * m + j]
                for k in 0..<j { sum -= rows[i][k] * rows[j][k] }
                if i == j {
                    // A direction that the data settle for certain has nothing left to draw.
                    rows[i][i] = sum > 1e-14 ? sum.squareRoot() : 0
                } else {
                    rows[i][j] = rows[j][j] > 0 ? sum / rows[j][j] : 0
                }
            }
        }
        factor = rows
    }

    /// The expected values of the next periods.
    func expected(_ count: Int, _ regressors: [[Double]]) -> [Double] {
        var now = state
        return (0..<count).map { step in
            advance(&now)
            return read(now, step, regressors)
        }
    }

    /// One drawn path of the next periods.
    func path(
        _ count: Int,
        _ regressors: [[Double]],
        _ generator: inout ReplayableGenerator
    ) -> [Double] {
        let draws = state.map { _ in generator.normal() }
        var now = state
        for i in now.indices { for j in 0...i { now[i] += factor[i][j] * draws[j] } }
        return (0..<count).map { step in
            advance(&now)
            if levelError > 0 { now[0] += levelError * generator.normal() }
            return read(now, step, regressors) + noise * generator.normal()
        }
    }

    private func read(_ now: [Double], _ step: Int, _ regressors: [[Double]]) -> Double {
        var value = now[0] + (period > 1 ? now[1] : 0)
        for (place, column) in regressors.enumerated() {
            value += now[period + place] * column[step]
        }
        return value
    }

    private func advance(_ now: inout [Double]) {
        guard period > 1 else { return }
        let next = -now[1..<period].reduce(0, +)
        for place in stride(from: period - 1, to: 1, by: -1) { now[place] = now[place - 1] }
        now[1] = next
    }
}
