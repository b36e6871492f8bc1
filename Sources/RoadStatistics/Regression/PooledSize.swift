import Glibc

/// One size θ for several designs, each with coefficients of its own.
///
/// θ maximises the adjusted profile likelihood Σ[ℓ(β̂, θ) − ½ log|X'WX|] (Cox & Reid 1987): the plain
/// one is far too large where every design has many coefficients of its own.
enum PooledSize {
    private static let range = log(0.02)...log(1e5)

    /// Fits θ and all coefficients; `false` when there is no overdispersion.
    ///
    /// A solver whose coefficients do not settle becomes an error and takes no further part.
    static func settle(_ solvers: inout [Result<WeightedSolver, FormulaError>]) -> Bool {
        var (low, high) = (range.lowerBound, range.upperBound)
        let golden = (5.0.squareRoot() - 1) / 2
        var (a, b) = (high - golden * (high - low), low + golden * (high - low))
        var (atA, atB) = (value(a, &solvers), value(b, &solvers))
        while high - low > 1e-6 {
            if atA >= atB {
                (high, b, atB) = (b, a, atA)
                a = high - golden * (high - low)
                atA = value(a, &solvers)
            } else {
                (low, a, atA) = (a, b, atB)
                b = low + golden * (high - low)
                atB = value(b, &solvers)
            }
        }
        let isDegenerate = low > range.upperBound - 0.1
        _ = value(isDegenerate ? .infinity : (low + high) / 2, &solvers)
        return !isDegenerate
    }

    /// The adjusted profile likelihood at a logarithm of θ; every solver moves there.
    private static func value(
        _ logarithm: Double,
        _ solvers: inout [Result<WeightedSolver, FormulaError>]
    ) -> Double {
        var sum = 0.0
        for place in solvers.indices {
            guard case .success(var solver) = solvers[place] else { continue }
            do throws(FormulaError) {
                try solver.fixSize(logarithm.isFinite ? exp(logarithm) : .infinity)
                sum += (solver.logLikelihood() ?? 0) - solver.logInformation / 2
                solvers[place] = .success(solver)
            } catch {
                solvers[place] = .failure(error)
            }
        }
        return sum
    }
}
