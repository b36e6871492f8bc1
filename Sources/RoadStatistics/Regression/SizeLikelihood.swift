import CSpecialFunctions
import Glibc

/// What counts say about the size θ of their negative binomial law.
///
/// For whole counts Σ[ψ(θ + y) − ψ(θ)] is Σ N(y > j)/(θ + j), with N the number of counts above j:
/// one short sum instead of a special function a row.
struct SizeLikelihood: Sendable {
    private let response: [Double]
    /// Counts above 0, 1, …; empty when the sums would be long or counts are not whole.
    private let above: [Double]
    private let factorials: Double

    /// Whether there is nothing to tell θ from.
    var isEmpty: Bool { response.isEmpty }

    init(_ response: [Double]) {
        self.response = response
        let top = response.max() ?? 0
        let isWhole = response.allSatisfy { $0 >= 0 && $0 == $0.rounded() }
        if isWhole, top <= Double(8 * response.count + 512) {
            var above = [Double](repeating: 0, count: Int(top))
            for y in response where y > 0 { above[Int(y) - 1] += 1 }
            for j in stride(from: above.count - 2, through: 0, by: -1) { above[j] += above[j + 1] }
            self.above = above
        } else {
            above = []
        }
        factorials = compensatedSum(response.map { jol_log_gamma($0 + 1) })
    }

    /// Sums over rows of log Γ(θ + y) − log Γ(θ) and of its first two derivatives in θ.
    private func gammaSums(_ size: Double) -> (value: Double, first: Double, second: Double) {
        var sums = (value: 0.0, first: 0.0, second: 0.0)
        if above.isEmpty {
            let (base, slope) = (jol_digamma(size), jol_trigamma(size))
            let value = jol_log_gamma(size)
            for y in response where y > 0 {
                sums.value += jol_log_gamma(size + y) - value
                sums.first += jol_digamma(size + y) - base
                sums.second += jol_trigamma(size + y) - slope
            }
            return sums
        }
        for (j, count) in above.enumerated() {
            let inverse = 1 / (size + Double(j))
            sums.value -= count * log(inverse)
            sums.first += count * inverse
            sums.second -= count * inverse * inverse
        }
        return sums
    }

    /// The score of θ and its observed information at given means.
    func score(_ size: Double, _ means: [Double]) -> (score: Double, information: Double) {
        let sums = gammaSums(size)
        var (score, information) = (sums.first, -sums.second)
        for (y, mean) in zip(response, means) {
            let sum = size + mean
            // log(θ/(θ + μ)) without cancellation for large θ.
            score += -log1p(mean / size) + (mean - y) / sum
            information += -1 / size + 2 / sum - (y + size) / (sum * sum)
        }
        return (score, information)
    }

    /// The whole log likelihood at given means.
    func logLikelihood(_ size: Double, _ means: [Double]) -> Double {
        var sum = gammaSums(size).value - factorials
        for (y, mean) in zip(response, means) {
            sum -= size * log1p(mean / size)
            if y > 0 { sum += y * log(mean / (mean + size)) }
        }
        return sum
    }
}
