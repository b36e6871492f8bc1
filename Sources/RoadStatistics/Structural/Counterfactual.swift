import Glibc

/// What a series would have gone on to be: a structural model of the time before, carried forward.
///
/// The model is a wandering level, a fixed season and control series with constant coefficients; the
/// paths drawn after it hold the doubt of level, season, coefficients and noise. The variances are
/// taken as estimated (their own doubt is not in the paths). Source: Harvey 1989, chapter 4;
/// Brodersen et al. 2015 for the use of control series.
package struct Counterfactual: Sendable {
    /// Expected values of the periods after, on the scale of the series.
    package let means: [Double]
    /// Standard errors of single periods, noise included.
    package let errors: [Double]
    /// Drawn paths, one array of periods each.
    package let paths: [[Double]]
    /// Variance of the irregular and of the level's steps.
    package let variances: (irregular: Double, level: Double)

    /// Fits the periods before and draws the periods after.
    ///
    /// `nil` when the series is too short for the season and the controls, or a control
    /// never varies.
    ///
    /// - Parameters:
    ///   - before: The series before, in order.
    ///   - controlsBefore: Control series before, each as long.
    ///   - controlsAfter: Control series after, all of one length.
    ///   - count: Periods after.
    ///   - season: Steps of a season; 1 for none.
    ///   - draws: Paths to draw.
    ///   - seed: Seed of the draws.
    package init?(
        before: [Double],
        controlsBefore: [[Double]],
        controlsAfter: [[Double]],
        count: Int,
        season: Int,
        draws: Int,
        seed: UInt64
    ) {
        let period = max(1, season)
        let size = period + controlsBefore.count
        guard count > 0, before.count > size + 2, before.allSatisfy(\.isFinite),
            controlsBefore.count == controlsAfter.count,
            controlsBefore.allSatisfy({ $0.count == before.count && $0.allSatisfy(\.isFinite) }),
            controlsAfter.allSatisfy({ $0.count == count && $0.allSatisfy(\.isFinite) })
        else { return nil }
        let scales = controlsBefore.map(Self.spread)
        guard scales.allSatisfy({ $0 > 1e-12 }) else { return nil }
        func scaled(_ columns: [[Double]]) -> [[Double]] {
            zip(columns, zip(controlsBefore, scales)).map { column, reference in
                column.map { ($0 - reference.0[0]) / reference.1 }
            }
        }
        let filter = DiffuseFilter(
            response: before,
            regressors: scaled(controlsBefore),
            shape: StructuralShape(period: period, regressors: controlsBefore.count)
        )
        let ratio = Self.bestRatio(filter)
        guard let outcome = filter.run(StructuralRatios(level: ratio)) else { return nil }
        let after = scaled(controlsAfter)
        let m = filter.size
        let noise = outcome.irregular
        let walker = StateWalk(
            state: outcome.state,
            covariance: outcome.covariance.map { $0 * noise },
            period: period,
            levelVariance: noise * ratio,
            irregular: noise
        )
        guard walker.size == m else { return nil }
        var generator = ReplayableGenerator(seed: seed)
        var drawn: [[Double]] = []
        for _ in 0..<max(2, draws) {
            drawn.append(walker.path(count, after, &generator))
        }
        means = walker.expected(count, after)
        paths = drawn
        errors = (0..<count).map { step in
            let mean = compensatedSum(drawn.map { $0[step] }) / Double(drawn.count)
            let squares = compensatedSum(drawn.map { ($0[step] - mean) * ($0[step] - mean) })
            return (squares / Double(drawn.count - 1)).squareRoot()
        }
        variances = (noise, noise * ratio)
    }

    private static func spread(_ column: [Double]) -> Double {
        let mean = compensatedSum(column) / Double(column.count)
        let squares = compensatedSum(column.map { ($0 - mean) * ($0 - mean) })
        return (squares / Double(column.count)).squareRoot()
    }

    /// The level's variance over the irregular's with the highest likelihood.
    private static func bestRatio(_ filter: DiffuseFilter) -> Double {
        func value(_ logarithm: Double) -> Double {
            let ratios = StructuralRatios(level: logarithm <= -14 ? 0 : exp(logarithm))
            return filter.run(ratios)?.logLikelihood ?? -.infinity
        }
        let grid = stride(from: -14.0, through: 8, by: 1).map { ($0, value($0)) }
        guard let top = grid.max(by: { $0.1 < $1.1 }), top.0 > -14 else { return 0 }
        var (low, high) = (top.0 - 1, top.0 + 1)
        let golden = (5.0.squareRoot() - 1) / 2
        var (a, b) = (high - golden * (high - low), low + golden * (high - low))
        var (atA, atB) = (value(a), value(b))
        while high - low > 1e-6 {
            if atA >= atB {
                (high, b, atB) = (b, a, atA)
                a = high - golden * (high - low)
                atA = value(a)
            } else {
                (low, a, atA) = (a, b, atB)
                b = low + golden * (high - low)
                atB = value(b)
            }
        }
        return exp((low + high) / 2)
    }
}
