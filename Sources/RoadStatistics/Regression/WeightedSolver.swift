import Glibc

/// Iteratively reweighted least squares for one design and law, by Newton steps on the score.
///
/// Columns are centred (where there is a constant) and scaled first, so that the normal equations
/// keep their digits; the fixed point of the steps is the score's root whatever their rounding.
struct WeightedSolver {
    let design: DesignMatrix
    let family: RegressionFamily
    /// θ of the negative binomial law; infinite is the Poisson law.
    private(set) var size = Double.infinity
    /// Fitted means.
    private(set) var means: [Double] = []
    /// Columns kept, ascending; the others depend on them.
    private(set) var kept: [Int] = []

    /// Coefficients of the centred and scaled columns.
    private(set) var coefficients: [Double] = []
    private var predictor: [Double] = []
    private(set) var rows = SparseRows([], count: 0, shifts: [], scales: [])
    private(set) var shifts: [Double] = []
    private(set) var scales: [Double] = []
    private(set) var factor: PackedCholesky?
    private(set) var sizes = SizeLikelihood([])

    private static let mostIterations = 200

    init(design: DesignMatrix, family: RegressionFamily) {
        (self.design, self.family) = (design, family)
    }

    /// Prior weights of the rows.
    var priors: [Double] { design.weights }

    // MARK: The coefficients

    /// Fits the coefficients at the current size.
    mutating func solve() throws(FormulaError) {
        if kept.isEmpty { prepare() }
        guard family != .gaussian else { return try solveLinear() }
        if means.isEmpty { try start() }
        var last = objective()
        for iteration in 0..<Self.mostIterations {
            guard let (step, decrement) = newtonStep() else {
                throw .noConvergence(iterations: iteration)
            }
            guard let now = move(step, from: last) else {
                throw .noConvergence(iterations: iteration)
            }
            last = now
            // Scoring with a size converges by a factor a step, Newton without one by squares.
            let tolerance = size.isFinite ? 1e-16 : 1e-12
            if decrement <= tolerance * max(1, abs(now) * 1e-3) { return try refresh() }
        }
        throw .noConvergence(iterations: Self.mostIterations)
    }

    /// The columns that matter, centred and scaled.
    private mutating func prepare() {
        let n = design.response.count
        let p = design.columns.count
        let isSmall = n * p * p <= 40_000_000
        kept = isSmall ? LeastSquares(design.columns, design.response).kept : Array(0..<p)
        build()
        if !isSmall, factorised(design.weights, tolerance: 1e-11) == nil { dropDependent() }
    }

    private mutating func build() {
        let n = design.response.count
        shifts = [Double](repeating: 0, count: kept.count)
        scales = [Double](repeating: 1, count: kept.count)
        for (place, index) in kept.enumerated() where !(place == 0 && design.hasIntercept) {
            let column = design.columns[index]
            let filled = column.count { $0 != 0 }
            if design.hasIntercept, kept[0] == 0, 2 * filled > n {
                shifts[place] = compensatedSum(column) / Double(n)
            }
            let shift = shifts[place]
            let squares = compensatedSum(column.lazy.map { ($0 - shift) * ($0 - shift) })
            let scale = (squares / Double(max(1, filled))).squareRoot()
            scales[place] = scale > 0 && scale.isFinite ? scale : 1
        }
        rows = SparseRows(
            kept.map { design.columns[$0] },
            count: n,
            shifts: shifts,
            scales: scales
        )
    }

    /// Leaves out columns that depend on earlier ones, for designs too large for reflections.
    private mutating func dropDependent() {
        var good: [Int] = []
        let all = kept
        let n = design.response.count
        // Blocks of columns are tried together and split where a pivot vanishes.
        func isIndependent(_ columns: [Int], _ solver: WeightedSolver) -> Bool {
            var trial = solver
            trial.kept = columns
            trial.build()
            return trial.factorised([Double](repeating: 1, count: n), tolerance: 1e-11) != nil
        }
        func extend(_ part: ArraySlice<Int>, _ solver: WeightedSolver) {
            guard !part.isEmpty else { return }
            if isIndependent(good + part, solver) {
                good += part
            } else if part.count > 1 {
                let middle = part.startIndex + part.count / 2
                extend(part[..<middle], solver)
                extend(part[middle...], solver)
            }
        }
        extend(all[...], self)
        kept = good
        build()
    }

    private func factorised(_ weights: [Double], tolerance: Double) -> PackedCholesky? {
        let p = rows.width
        var gram = [Double](repeating: 0, count: p * p)
        var right = [Double](repeating: 0, count: p)
        rows.accumulate(weights: weights, scores: weights, gram: &gram, right: &right)
        return PackedCholesky(gram, size: p, tolerance: tolerance)
    }

    private mutating func solveLinear() throws(FormulaError) {
        let n = design.response.count
        coefficients = [Double](repeating: 0, count: rows.width)
        predictor = design.offset
        means = predictor
        // The second round takes away what rounding left in the first.
        for _ in 0..<2 {
            guard let (step, _) = newtonStep() else { throw .noConvergence(iterations: 1) }
            for place in step.indices { coefficients[place] += step[place] }
            predictor = rows.predictor(coefficients, base: design.offset)
            means = predictor
        }
        guard means.count == n else { throw .noConvergence(iterations: 1) }
    }

    /// First coefficients: least squares of the linked response.
    private mutating func start() throws(FormulaError) {
        let n = design.response.count
        var target = [Double](repeating: 0, count: n)
        var weights = target
        for row in 0..<n {
            let y = design.response[row]
            let prior = priors[row]
            if family.isShare {
                let mean = (prior * y + 0.5) / (prior + 1)
                let slope = mean * (1 - mean)
                target[row] =
                    log(mean / (1 - mean)) + (y - mean) / slope - design.offset[row]
                weights[row] = prior * slope
            } else {
                let mean = y + 1.0 / 6
                target[row] = log(mean) + (y - mean) / mean - design.offset[row]
                weights[row] = prior * mean * mean / family.variance(mean, size: size)
            }
        }
        let p = rows.width
        var gram = [Double](repeating: 0, count: p * p)
        var right = [Double](repeating: 0, count: p)
        let scores = zip(weights, target).map { $0 * $1 }
        rows.accumulate(weights: weights, scores: scores, gram: &gram, right: &right)
        guard let factor = PackedCholesky(gram, size: p, tolerance: 1e-14) else {
            throw .noConvergence(iterations: 0)
        }
        adopt(factor.solve(right))
    }

    /// Takes coefficients over, with predictor and means.
    private mutating func adopt(_ coefficients: [Double]) {
        self.coefficients = coefficients
        predictor = rows.predictor(coefficients, base: design.offset)
        if means.count != predictor.count { means = predictor }
        for row in predictor.indices { means[row] = family.mean(predictor[row]) }
    }

    /// The Newton step (scoring, with a size) and its decrement; `nil` when it cannot be computed.
    private mutating func newtonStep() -> (step: [Double], decrement: Double)? {
        let right = linearise()
        guard let factor else { return nil }
        let step = factor.solve(right)
        var decrement = 0.0
        for (a, b) in zip(step, right) { decrement += a * b }
        return decrement.isFinite ? (step, max(0, decrement)) : nil
    }

    /// Factorises the information at the current means and returns the score.
    private mutating func linearise() -> [Double] {
        let n = means.count
        var weights = [Double](repeating: 0, count: n)
        var scores = weights
        for row in 0..<n {
            let mean = means[row]
            let slope = family.slope(mean)
            let over = priors[row] * slope / family.variance(mean, size: size)
            weights[row] = over * slope
            scores[row] = over * (design.response[row] - mean)
        }
        let p = rows.width
        var gram = [Double](repeating: 0, count: p * p)
        var right = [Double](repeating: 0, count: p)
        rows.accumulate(weights: weights, scores: scores, gram: &gram, right: &right)
        factor = PackedCholesky(gram, size: p, tolerance: 1e-15)
        return right
    }

    /// The information at the final means.
    private mutating func refresh() throws(FormulaError) {
        _ = linearise()
        if factor == nil { throw .noConvergence(iterations: Self.mostIterations) }
    }

    /// The log likelihood up to what does not depend on the coefficients.
    private func objective() -> Double {
        var sum = 0.0
        for row in means.indices {
            sum +=
                priors[row]
                * family.kernel(design.response[row], means[row], predictor[row], size: size)
        }
        return sum
    }

    /// Moves by a step, halved while the likelihood falls; `nil` when nothing helps.
    private mutating func move(_ step: [Double], from last: Double) -> Double? {
        let before = coefficients
        var length = 1.0
        for _ in 0..<30 {
            adopt(zip(before, step).map { $0 + length * $1 })
            let now = objective()
            if now.isFinite, now >= last - 1e-9 * (abs(last) + 1) { return now }
            length /= 2
        }
        return nil
    }

    // MARK: The size

    /// Estimates θ together with the coefficients; `false` when there is no overdispersion.
    ///
    /// The score in α = 1/θ at 0 is ½Σ[(y − μ)² − y]; where it is not positive the likelihood is
    /// highest at the Poisson law (Dean & Lawless 1989).
    mutating func estimateSize() throws(FormulaError) -> Bool {
        guard let first = firstSize() else { return false }
        try fixSize(first)
        for _ in 0..<Self.mostIterations {
            guard let moment = sizeMoment() else { break }
            let change = SizeMoment.change(moment.score, moment.curvature)
            let isFlat = abs(moment.score * change) < 1e-14
            let isSettled = (abs(change) < 1e-9 || isFlat) && moment.decrement < 1e-14
            guard moveSize(moment, change) else { break }
            if !(size < 1e12) {
                try fixSize(.infinity)
                return false
            }
            if isSettled {
                try refresh()
                return true
            }
        }
        // Rounding can keep the last digits from settling on a flat likelihood; no fit is better.
        try fixSize(size)
        return true
    }

    /// θ by moments at the Poisson means; `nil` without overdispersion.
    private mutating func firstSize() -> Double? {
        let excess = compensatedSum(
            zip(design.response, means).map { y, mean in (y - mean) * (y - mean) - y }
        )
        sizes = SizeLikelihood(design.response)
        guard excess > 0 else { return nil }
        return min(1e8, max(1e-3, compensatedSum(means.lazy.map { $0 * $0 }) / excess))
    }

    /// Takes a size as given and fits the coefficients to it.
    mutating func fixSize(_ size: Double) throws(FormulaError) {
        self.size = size
        if size.isFinite, sizes.isEmpty { sizes = SizeLikelihood(design.response) }
        try solve()
    }

    /// Slope and curvature of the profile likelihood in log θ, with the step that goes along.
    private mutating func sizeMoment() -> SizeMoment? {
        let right = linearise()
        guard let factor else { return nil }
        let (score, information) = sizes.score(size, means)
        // Mixed second derivatives of the likelihood in the coefficients and log θ.
        let mixed = rows.transposedProduct(
            zip(design.response, means).map { y, mean in
                (y - mean) * mean * size / ((size + mean) * (size + mean))
            }
        )
        let step = factor.solve(right)
        let lean = factor.solve(mixed)
        func dot(_ a: [Double], _ b: [Double]) -> Double {
            var sum = 0.0
            for place in a.indices { sum += a[place] * b[place] }
            return sum
        }
        return SizeMoment(
            score: score * size + dot(mixed, step),
            curvature: information * size * size - score * size - dot(mixed, lean),
            step: step,
            lean: lean,
            decrement: max(0, dot(step, right))
        )
    }

    /// Moves size and coefficients together, halved while the likelihood falls.
    private mutating func moveSize(_ moment: SizeMoment, _ change: Double) -> Bool {
        let before = self
        let last = sizes.logLikelihood(size, means)
        var length = 1.0
        for _ in 0..<30 {
            move(moment, change, length: length)
            let now = sizes.logLikelihood(size, means)
            if now.isFinite, now >= last - 1e-9 * (abs(last) + 1) { return true }
            self = before
            length /= 2
        }
        return false
    }

    /// Moves log θ by a part of a change, and the coefficients along with it.
    private mutating func move(_ moment: SizeMoment, _ change: Double, length: Double) {
        size *= exp(length * change)
        var next = coefficients
        for place in next.indices {
            next[place] += length * (moment.step[place] + change * moment.lean[place])
        }
        adopt(next)
    }

}
