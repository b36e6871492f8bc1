import Foundation
import RoadStatistics
import TestKit
import Testing

@Suite("Regression: shares, curves, sizes")
struct RegressionFamiliesTests {
    private func belts() throws -> ColumnTable {
        try ReferenceTable.adding(
            ["t": (1...192).map { Double($0) }],
            to: try ReferenceTable.csv("trends/data/seatbelts.csv")
        )
    }

    @Test(
        "shares and trials agree with R's binomial glm",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func binomial() throws {
        // R 4.2.2, glm(…, family = binomial).
        let zeroOne = try Regression.fit(
            Formula("I(DriversKilled > 120) ~ t + law + log(PetrolPrice)"),
            to: belts(),
            family: .binomial
        )
        let estimates = [
            -6.97798992167227, -0.00232799677904, -0.62821684828515, -3.13747322279415,
        ]
        let errors = [3.46580864375893, 0.00345740927678, 0.61975504751739, 1.46045777128909]
        for (term, (estimate, error)) in zip(zeroOne.terms, zip(estimates, errors)) {
            #expect(agrees(term.estimate, estimate, 1e-6))
            #expect(agrees(term.standardError, error, 1e-5))
        }
        #expect(agrees(zeroOne.deviance, 251.051107684, 1e-8))
        let shares = try Regression.fit(
            Formula("cbind(DriversKilled, drivers - DriversKilled) ~ t + law"),
            to: belts(),
            family: .binomial
        )
        #expect(agrees(shares.terms[0].estimate, -2.546598291935274, 1e-7))
        #expect(agrees(shares.terms[2].standardError, 0.02699164072681, 1e-5))
        #expect(agrees(shares.deviance, 231.687661175, 1e-8))
        #expect(agrees(shares.nullDeviance, 234.926630375, 1e-8))
        #expect(agrees(shares.logLikelihood ?? 0, -744.900757173, 1e-8))
    }

    @Test(
        "polynomials and splines are R's",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func curves() throws {
        let fit = try Regression.fit(
            Formula("DriversKilled ~ poly(t, 3) + bs(kms, df = 5)"),
            to: belts(),
            family: .poisson
        )
        // R 4.2.2: glm(DriversKilled ~ poly(t, 3) + splines::bs(kms, df = 5), poisson).
        let expected = [
            4.82939823538496, -0.52003358603262, -0.25351581179228, 0.56633412186933,
            -0.00460436774423, 0.061173704484, -0.08815591328323, 0.01570542485127,
            -0.36220887640509,
        ]
        for (term, value) in zip(fit.terms, expected) {
            #expect(abs(term.estimate - value) < 1e-6, "\(term.name)")
        }
        #expect(agrees(fit.deviance, 788.359482527, 1e-8))
        let natural = try Regression.fit(
            Formula("DriversKilled ~ ns(t, 4)"),
            to: belts(),
            family: .poisson
        )
        #expect(agrees(natural.deviance, 785.71757417, 1e-8))
    }

    @Test(
        "HC2 and HC3 agree with R's sandwich",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func leverage() throws {
        for (power, expected) in [(1, 0.054469249235987), (2, 0.055460628737129)] {
            let fit = try Regression.fit(
                Formula("DriversKilled ~ t + law"),
                to: belts(),
                family: .poisson,
                errors: .leverage(power: power)
            )
            #expect(agrees(fit.terms[2].standardError, expected, 1e-6))
        }
    }

    private func districts(_ count: Int, seed: UInt64) throws -> [ColumnTable] {
        var generator = ReplayableGenerator(seed: seed)
        return try (0..<count).map { _ in
            let base = generator.uniform() - 0.3
            let counts = (0..<60).map { _ in
                Double(generator.negativeBinomial(mean: exp(base), size: 6))
            }
            return try #require(
                ColumnTable(numbers: ["y": counts, "t": (0..<60).map { Double($0) }])
            )
        }
    }

    @Test(
        "one θ for all groups is near the truth however many coefficients each has",
        arguments: ["y ~ t", "y ~ t + harmonic(t, 12, 4)"]
    )
    func pooled(formula: String) throws {
        let tables = try districts(200, seed: 4)
        let fits = try Regression.fitPooled(
            Formula(formula),
            to: tables,
            errors: tables.map { _ in .model }
        ).map { try $0.get() }
        let theta = try #require(fits[0].theta)
        #expect(fits.allSatisfy { $0.theta == theta && !$0.isDegenerate })
        // The true size is 6; 12,000 counts with means near 1 tell it to about a fifth.
        #expect((4...9).contains(theta))
        let alone = try Regression.fit(
            Formula(formula),
            to: tables[7],
            family: .negativeBinomial,
            size: .given(theta)
        )
        #expect(agrees(alone.terms[1].estimate, fits[7].terms[1].estimate, 1e-6))
    }

    @Test("own fits of a group find the root of their score or say that there is none")
    func boundary() throws {
        let formula = try Formula("y ~ t")
        var degenerate = 0
        for table in try districts(60, seed: 9) {
            let fit = try Regression.fit(formula, to: table, family: .negativeBinomial)
            if fit.isDegenerate {
                degenerate += 1
                continue
            }
            let theta = try #require(fit.theta)
            for factor in [0.98, 1.02] {
                let near = try Regression.fit(
                    formula,
                    to: table,
                    family: .negativeBinomial,
                    size: .given(theta * factor)
                )
                #expect((near.logLikelihood ?? 0) <= (fit.logLikelihood ?? 0) + 1e-9)
            }
        }
        #expect(degenerate > 0 && degenerate < 60)
    }

    @Test("constants of 200 groups change no other coefficient whichever way they are fitted")
    func manyConstants() throws {
        var generator = ReplayableGenerator(seed: 2)
        var groups: [String] = []
        var (x, y): ([Double], [Double]) = ([], [])
        for group in 0..<30 {
            for step in 0..<20 {
                groups.append("g\(group)")
                x.append(Double(step) + generator.uniform())
                let mean = exp(0.5 + Double(group) / 20 + 0.05 * x[x.count - 1])
                y.append(Double(generator.poisson(mean: mean)))
            }
        }
        let table = try #require(
            ColumnTable(["g": .labels(groups), "x": .numbers(x), "y": .numbers(y)])
        )
        let first = try Regression.fit(Formula("y ~ x + g"), to: table, family: .poisson)
        let shifted = try #require(
            ColumnTable([
                "g": .labels(groups), "x": .numbers(x.map { 1e4 + $0 }), "y": .numbers(y),
            ])
        )
        let second = try Regression.fit(Formula("y ~ g + x"), to: shifted, family: .poisson)
        #expect(agrees(first["x"]?.estimate ?? 0, second["x"]?.estimate ?? 1, 1e-8))
        #expect(agrees(first["x"]?.standardError ?? 0, second["x"]?.standardError ?? 1, 1e-7))
        #expect(agrees(first.deviance, second.deviance, 1e-10))
    }
}
