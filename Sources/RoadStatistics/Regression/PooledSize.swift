/// One size θ for several designs, each with coefficients of its own.
enum PooledSize {
    /// Fits θ and all coefficients together; `false` when there is no overdispersion at all.
    ///
    /// A solver whose coefficients stop settling becomes an error and takes no further part.
    static func settle(_ solvers: inout [Result<WeightedSolver, FormulaError>]) -> Bool {
        var (squares, excess) = (0.0, 0.0)
        for case .success(let solver) in solvers {
            for (y, mean) in zip(solver.design.response, solver.means) {
                squares += mean * mean
                excess += (y - mean) * (y - mean) - y
            }
        }
        guard excess > 0, squares > 0 else { return false }
        fix(&solvers, min(1e8, max(1e-3, squares / excess)))
        for _ in 0..<200 {
            var moments: [Int: SizeMoment] = [:]
            var (score, curvature, decrement) = (0.0, 0.0, 0.0)
            for place in solvers.indices {
                guard case .success(var solver) = solvers[place],
                    let moment = solver.sizeMoment()
                else { continue }
                solvers[place] = .success(solver)
                moments[place] = moment
                score += moment.score
                curvature += moment.curvature
                decrement += moment.decrement
            }
            let change = SizeMoment.change(score, curvature)
            let isSettled = abs(change) < 1e-9 && decrement < 1e-12
            guard move(&solvers, moments, change) else { break }
            if isSettled { break }
        }
        for place in solvers.indices {
            guard case .success(var solver) = solvers[place] else { continue }
            do throws(FormulaError) {
                try solver.settle()
                solvers[place] = .success(solver)
            } catch {
                solvers[place] = .failure(error)
            }
        }
        return true
    }

    private static func fix(
        _ solvers: inout [Result<WeightedSolver, FormulaError>],
        _ size: Double
    ) {
        for place in solvers.indices {
            guard case .success(var solver) = solvers[place] else { continue }
            do throws(FormulaError) {
                try solver.fixSize(size)
                solvers[place] = .success(solver)
            } catch {
                solvers[place] = .failure(error)
            }
        }
    }

    /// Moves every solver by the common change of log θ; halved while the likelihood falls.
    private static func move(
        _ solvers: inout [Result<WeightedSolver, FormulaError>],
        _ moments: [Int: SizeMoment],
        _ change: Double
    ) -> Bool {
        func total(_ solvers: [Result<WeightedSolver, FormulaError>]) -> Double {
            var sum = 0.0
            for place in moments.keys.sorted() {
                guard case .success(let solver) = solvers[place] else { continue }
                sum += solver.logLikelihood() ?? 0
            }
            return sum
        }
        let before = solvers
        let last = total(solvers)
        var length = 1.0
        for _ in 0..<20 {
            for (place, moment) in moments {
                guard case .success(var solver) = before[place] else { continue }
                solver.move(moment, change, length: length)
                solvers[place] = .success(solver)
            }
            let now = total(solvers)
            if now.isFinite, now >= last - 1e-9 * (abs(last) + 1) { return true }
            length /= 2
        }
        solvers = before
        return false
    }
}
