import Glibc

extension WeightedSolver {
    /// Standard error of θ from its observed information.
    var sizeError: Double { (1 / sizes.score(size, means).information).squareRoot() }

    /// Logarithm of the determinant of X'WX, up to the scales of the columns.
    var logInformation: Double { factor?.logDeterminant ?? .nan }

    /// Coefficients of the columns kept, as the design has them.
    var estimates: [Double] {
        var values = coefficients.indices.map { coefficients[$0] / scales[$0] }
        for place in values.indices.dropFirst() where shifts[place] != 0 {
            values[0] -= shifts[place] * values[place]
        }
        return values
    }

    /// (X'WX)⁻¹ over the columns kept, row by row.
    var covariance: [[Double]] {
        guard let factor else { return [] }
        let p = rows.width
        let inverse = factor.inverse()
        var result = (0..<p).map { a in
            (0..<p).map { b in inverse[a * p + b] / (scales[a] * scales[b]) }
        }
        guard shifts.contains(where: { $0 != 0 }) else { return result }
        // The constant of the centred columns is the old one plus Σ shift·coefficient.
        let cross = (0..<p).map { b in
            (1..<max(1, p)).reduce(0.0) { $0 + shifts[$1] * result[$1][b] }
        }
        let spread = (1..<max(1, p)).reduce(0.0) { $0 + shifts[$1] * cross[$1] }
        let corner = result[0][0] - 2 * cross[0] + spread
        for b in 1..<max(1, p) {
            result[0][b] -= cross[b]
            result[b][0] = result[0][b]
        }
        result[0][0] = corner
        return result
    }

    /// The deviance of given means at the current size.
    func deviance(_ means: [Double]) -> Double {
        compensatedSum(
            means.indices.lazy.map { row in
                priors[row] * family.deviance(design.response[row], means[row], size: size)
            }
        )
    }

    /// The deviance of the model with constant and offset only, at the current size.
    func nullDeviance() -> Double {
        guard design.hasIntercept else {
            return deviance(design.offset.map { family.mean($0) })
        }
        if !size.isFinite, family.isCount {
            let events = compensatedSum(zip(design.response, priors).map { $0 * $1 })
            let exposure = compensatedSum(zip(design.offset, priors).map { exp($0) * $1 })
            return deviance(design.offset.map { exp($0) * events / exposure })
        }
        var design = self.design
        (design.columns, design.names) = ([design.columns[0]], ["(Intercept)"])
        var null = WeightedSolver(design: design, family: family)
        guard (try? null.fixSize(size)) != nil else { return .nan }
        return deviance(null.means)
    }

    /// The log likelihood; `nil` for laws that have none.
    func logLikelihood() -> Double? {
        let response = design.response
        switch family {
        case .quasiPoisson, .quasiBinomial: return nil
        case .gaussian:
            let n = Double(response.count)
            let weights = compensatedSum(priors.lazy.map { log($0) })
            return (weights - n * (log(2 * .pi * deviance(means) / n) + 1)) / 2
        case .negativeBinomial where size.isFinite:
            return sizes.logLikelihood(size, means)
        case .poisson, .negativeBinomial:
            return compensatedSum(
                response.indices.map {
                    priors[$0] * family.logLikelihood(response[$0], means[$0], size: size)
                }
            )
        case .binomial:
            return compensatedSum(
                response.indices.map { row in
                    let trials = priors[row]
                    let (y, mean) = (response[row] * trials, means[row])
                    let ways =
                        SpecialFunctions.logGamma(trials + 1) - SpecialFunctions.logGamma(y + 1)
                        - SpecialFunctions.logGamma(trials - y + 1)
                    return ways + (y > 0 ? y * log(mean) : 0)
                        + (y < trials ? (trials - y) * log1p(-mean) : 0)
                }
            )
        }
    }
}
