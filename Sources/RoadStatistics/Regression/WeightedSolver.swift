import CSpecialFunctions
import Glibc

/// Iteratively reweighted least squares for one design and law.
struct WeightedSolver {
    let design: DesignMatrix
    let family: RegressionFamily
    /// θ of the negative binomial law; infinite is the Poisson law.
    private(set) var size = Double.infinity
    /// Fitted means.
    private(set) var means: [Double] = []
    /// The last weighted fit.
    private(set) var solution = LeastSquares([], [])
    /// Weights of the last fit, for the covariance.
    private(set) var weights: [Double] = []

    private static let mostIterations = 200

    init(design: DesignMatrix, family: RegressionFamily) {
        (self.design, self.family) = (design, family)
    }

    /// Fits the coefficients at the current size.
    mutating func solve() throws(FormulaError) {
        guard family.hasLogLink else {
            let target = zip(design.response, design.offset).map { $0 - $1 }
            solution = LeastSquares(design.columns, target)
            weights = [Double](repeating: 1, count: target.count)
            means = predictor()
            return
        }
        if means.isEmpty { means = design.response.map { $0 + 1.0 / 6 } }
        var last = deviance(means)
        for iteration in 0..<Self.mostIterations {
            step()
            var current = deviance(means)
            if !current.isFinite { throw .noConvergence(iterations: iteration) }
            // Large counts and uncentred columns leave noise that no further step takes away.
            let tolerance = iteration < 30 ? 1e-13 : 1e-9
            if abs(current - last) <= tolerance * (abs(current) + 0.1), iteration > 0 {
                // One step more refreshes the weights at the final means.
                step()
                current = deviance(means)
                return
            }
            last = current
        }
        throw .noConvergence(iterations: Self.mostIterations)
    }

    private mutating func step() {
        weights = means.map { $0 * $0 / family.variance($0, size: size) }
        var target = [Double](repeating: 0, count: means.count)
        for row in means.indices {
            target[row] =
                log(means[row]) - design.offset[row]
                + (design.response[row] - means[row]) / means[row]
        }
        solution = LeastSquares(design.columns, target, weights: weights)
        // Means at the edge of the number range would make weights of 0 or infinity.
        means = predictor().map { min(1e300, max(1e-300, exp($0))) }
    }

    private func predictor() -> [Double] {
        var sums = design.offset
        for (place, column) in solution.kept.enumerated() {
            let coefficient = solution.coefficients[place]
            for row in sums.indices { sums[row] += coefficient * design.columns[column][row] }
        }
        return sums
    }

    /// The deviance of given means at the current size.
    func deviance(_ means: [Double]) -> Double {
        compensatedSum(
            zip(design.response, means).map { family.deviance($0, $1, size: size) }
        )
    }

    /// The deviance of the model with constant and offset only, at the current size.
    func nullDeviance() -> Double {
        var design = self.design
        guard design.hasIntercept else {
            return deviance(family.hasLogLink ? design.offset.map { exp($0) } : design.offset)
        }
        (design.columns, design.names) = ([design.columns[0]], ["(Intercept)"])
        var null = WeightedSolver(design: design, family: family)
        null.size = size
        guard (try? null.solve()) != nil else { return .nan }
        return deviance(null.means)
    }

    /// Estimates θ together with the coefficients; `false` when there is no overdispersion.
    ///
    /// The score in α = 1/θ at 0 is ½Σ[(y − μ)² − y]; where it is not positive the likelihood is
    /// highest at the Poisson law (Dean & Lawless 1989).
    mutating func estimateSize() throws(FormulaError) -> Bool {
        let excess = compensatedSum(
            zip(design.response, means).map { y, mean in (y - mean) * (y - mean) - y }
        )
        guard excess > 0 else { return false }
        let squares = compensatedSum(means.map { $0 * $0 })
        size = squares / excess
        var likelihood = -Double.infinity
        for round in 0..<200 {
            let previous = size
            guard newtonSize() else {
                size = .infinity
                try solve()
                return false
            }
            try solve()
            let tolerance = round < 30 ? 1e-11 : 1e-8
            if abs(size - previous) <= tolerance * size, round > 0 { return true }
            // Near the Poisson law θ creeps where the likelihood is flat; no fit gets better.
            let now = logLikelihood()
            if round >= 30, abs(now - likelihood) <= 1e-10 * (abs(now) + 1) { return true }
            likelihood = now
        }
        throw .noConvergence(iterations: 200)
    }

    /// The log likelihood at the current means and size.
    private func logLikelihood() -> Double {
        compensatedSum(
            zip(design.response, means).map { family.logLikelihood($0, $1, size: size) }
        )
    }

    /// Newton's method for log θ at fixed means; `false` when θ runs away to the Poisson law.
    private mutating func newtonSize() -> Bool {
        for _ in 0..<200 {
            let (score, information) = sizeScore()
            // In log θ the slope of the score is score·θ − information·θ².
            let curvature = information * size * size - score * size
            let change =
                curvature > 0
                ? score * size / curvature : (score > 0 ? 0.5 : -0.5)
            size *= exp(max(-2, min(2, change)))
            if !(size < 1e12) { return false }
            if abs(change) < 1e-12 { return true }
        }
        return true
    }

    /// The score of θ and its observed information at the current means.
    private func sizeScore() -> (score: Double, information: Double) {
        let base = jol_digamma(size)
        let slope = jol_trigamma(size)
        var score = 0.0
        var information = 0.0
        for (y, mean) in zip(design.response, means) {
            let sum = size + mean
            score += jol_digamma(size + y) - base + log(size / sum) + 1 - (y + size) / sum
            information +=
                slope - jol_trigamma(size + y) - 1 / size + 2 / sum - (y + size) / (sum * sum)
        }
        return (score, information)
    }

    /// Standard error of θ from its observed information.
    var sizeError: Double { (1 / sizeScore().information).squareRoot() }
}
