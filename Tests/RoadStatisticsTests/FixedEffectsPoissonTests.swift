import Foundation
import RoadStatistics
import Testing

@Suite("Poisson with absorbed groups")
struct FixedEffectsPoissonTests {
    /// Six units over four periods; the regression with written-out constants is held against R.
    private let units = (0..<24).map { $0 / 4 }
    private let times = (0..<24).map { $0 % 4 }
    private let x: [Double] = [
        0, 0, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 2, 1, 0, 1, 0, 3,
    ]
    private let y: [Double] = [
        5, 7, 3, 4, 2, 2, 1, 3, 9, 8, 11, 7, 4, 6, 5, 2, 3, 6, 2, 4, 8, 5, 9, 3,
    ]

    private func fit(_ offset: [Double] = []) throws -> FixedEffectsPoisson.Fit {
        try FixedEffectsPoisson.fit(
            response: y,
            regressors: [x],
            names: ["x"],
            groupings: [units, times],
            offset: offset,
            clusters: units
        )
    }

    @Test("agrees with constants written out as columns")
    func dummies() throws {
        let absorbed = try fit()
        let labels = { (groups: [Int]) in ColumnTable.Column.labels(groups.map { "g\($0)" }) }
        let table = try #require(
            ColumnTable([
                "y": .numbers(y), "x": .numbers(x), "u": labels(units), "t": labels(times),
            ])
        )
        let written = try Regression.fit(
            try Formula("y ~ x + u + t"),
            to: table,
            family: .poisson,
            errors: .clustered(units.map { "\($0)" })
        )
        let (a, b) = (try #require(absorbed.terms.first), try #require(written["x"]))
        #expect(abs(a.estimate - b.estimate) < 1e-9)
        #expect(abs(a.standardError - b.standardError) < 1e-9)
        #expect(abs(absorbed.deviance - written.deviance) < 1e-8)
        #expect(abs(absorbed.logLikelihood - (written.logLikelihood ?? 0)) < 1e-8)
        #expect(absorbed.clusters == 6)
    }

    @Test("the same exposure everywhere changes nothing; the order of rows changes nothing")
    func invariance() throws {
        let plain = try #require(try fit().terms.first)
        let scaled = try #require(try fit(y.map { _ in log(7.0) }).terms.first)
        #expect(abs(plain.estimate - scaled.estimate) < 1e-9)
        let order = Array(y.indices.reversed())
        let turned = try FixedEffectsPoisson.fit(
            response: order.map { y[$0] },
            regressors: [order.map { x[$0] }],
            names: ["x"],
            groupings: [order.map { units[$0] }, order.map { times[$0] }],
            clusters: order.map { units[$0] }
        )
        #expect(abs(turned.terms[0].estimate - plain.estimate) < 1e-9)
        #expect(abs(turned.terms[0].standardError - plain.standardError) < 1e-9)
    }

    @Test("units without events and separated rows take no part and are counted")
    func separation() throws {
        var counts = y
        for row in 0..<4 { counts[row] = 0 }
        // A regressor that is 1 only where nothing happened runs to minus infinity.
        var mark = [Double](repeating: 0, count: 24)
        for row in [9, 18] { (counts[row], mark[row]) = (0, 1) }
        let fit = try FixedEffectsPoisson.fit(
            response: counts,
            regressors: [x, mark],
            names: ["x", "mark"],
            groupings: [units, times],
            clusters: units
        )
        #expect(fit.zeroRows == 4)
        #expect(fit.separatedRows == 2)
        #expect(fit.aliased == ["mark"])
        #expect(fit.terms.map(\.name) == ["x"])
        #expect(fit.terms[0].estimate.isFinite && fit.terms[0].standardError < 5)
    }

    @Test("what groups determine is aliased; negative counts and empty panels are refused")
    func damaged() throws {
        let fit = try FixedEffectsPoisson.fit(
            response: y,
            regressors: [x, units.map { Double($0) }],
            names: ["x", "unit number"],
            groupings: [units, times],
            clusters: units
        )
        #expect(fit.aliased == ["unit number"])
        #expect(throws: FormulaError.self) {
            try FixedEffectsPoisson.fit(
                response: [-1, 2, 3, 4],
                regressors: [[0, 1, 0, 1]],
                names: ["x"],
                groupings: [[0, 0, 1, 1]]
            )
        }
        #expect(throws: FormulaError.self) {
            try FixedEffectsPoisson.fit(
                response: [0, 0, 0, 0],
                regressors: [[0, 1, 0, 1]],
                names: ["x"],
                groupings: [[0, 0, 1, 1]]
            )
        }
    }

    @Test("information of a schedule: two units, two periods, by hand")
    func information() {
        let schedule = [[0.0, 1], [0.0, 0]]
        let one = TwoWayInformation.about(schedule: schedule, variance: [[1, 1], [1, 1]])
        // The contrast (y₁₂ − y₁₁) − (y₂₂ − y₂₁) has variance 4.
        #expect(abs(one - 0.25) < 1e-12)
        let all = TwoWayInformation.about(
            schedule: [[0.0, 1], [0.0, 1]],
            variance: [[1, 1], [1, 1]]
        )
        #expect(abs(all) < 1e-12)
    }
}
