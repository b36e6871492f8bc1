import Foundation
import RoadStatistics
import TestKit
import Testing

/// Against dense restricted likelihood in R 4.2.2: coefficients 1e-4, variances 1e-3 relative.
@Suite(
    "Structural models against R",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct StructuralReferenceTests {
    @Test(
        "level, fixed season and regressors of the seat-belt series",
        arguments: [
            (
                "drivers_petrol_law_diffuse", "log(drivers) ~ log(PetrolPrice) + law",
                ["log(PetrolPrice)": "lpp", "law": "law"]
            ),
            (
                "drivers_kms_petrol_law_diffuse",
                "log(drivers) ~ log(kms) + log(PetrolPrice) + law",
                ["log(kms)": "lkms", "log(PetrolPrice)": "lpp", "law": "law"]
            ),
        ]
    )
    func seatbelts(name: String, formula: String, names: [String: String]) throws {
        let reference = try ReferenceTable.json("trends/ref/structural_seatbelts_gls.json")
        let expected = try #require(reference[name] as? [String: Any])
        let fit = try StructuralModel.fit(
            Formula(formula),
            to: ReferenceTable.csv("trends/data/seatbelts.csv")
        )
        let variances = try #require(expected["var"] as? [String: Double])
        #expect(agrees(fit.irregular, variances["irregular"] ?? .nan, 1e-3))
        #expect(agrees(fit.level, variances["level"] ?? .nan, 1e-3))
        let rows = try #require(expected["coef"] as? [[String: Any]])
        #expect(fit.terms.count == names.count)
        for term in fit.terms {
            let row = try #require(rows.first { $0["term"] as? String == names[term.name] })
            let (estimate, error) = (row["est"] as? Double, row["se"] as? Double)
            #expect(agrees(term.estimate, estimate ?? .nan, 1e-4), "\(term.name)")
            #expect(agrees(term.standardError, error ?? .nan, 1e-3), "\(term.name) error")
        }
    }

    @Test("the law's effect is 21.1 % fewer drivers, and a free season changes nothing")
    func law() throws {
        let table = try ReferenceTable.csv("trends/data/seatbelts.csv")
        let formula = try Formula("log(drivers) ~ log(PetrolPrice) + law")
        let fixed = try StructuralModel.fit(formula, to: table)
        let free = try StructuralModel.fit(formula, to: table, seasonal: .stochastic)
        let law = try #require(fixed["law"])
        #expect(abs(100 * (exp(law.estimate) - 1) + 21.147) < 0.01)
        #expect(abs((free["law"]?.estimate ?? 0) - law.estimate) < 1e-3)
        #expect((free.seasonal ?? 1) < 1e-5)
        // More freedom never fits worse.
        #expect(free.logLikelihood >= fixed.logLikelihood - 1e-6)
    }
}

@Suite("Structural models")
struct StructuralModelTests {
    @Test("a level that stands still gives the coefficients of least squares")
    func leastSquares() throws {
        var generator = ReplayableGenerator(seed: 7)
        let x = (0..<60).map { Double($0 % 7) }
        let y = x.map { 5 + 0.5 * $0 + 0.1 * generator.normal() }
        let table = try #require(ColumnTable(numbers: ["x": x, "y": y]))
        let fit = try StructuralModel.fit(Formula("y ~ x"), to: table, seasonal: .none)
        let plain = try Regression.fit(Formula("y ~ x"), to: table, family: .gaussian)
        if fit.level == 0 {
            #expect(abs(fit.terms[0].estimate - plain.terms[1].estimate) < 1e-9)
            #expect(abs(fit.terms[0].standardError - plain.terms[1].standardError) < 1e-9)
            #expect(abs(fit.irregular - plain.dispersion) < 1e-9)
        } else {
            #expect(abs(fit.terms[0].estimate - plain.terms[1].estimate) < 0.02)
        }
        #expect(fit.seasonal == nil)
    }

    @Test("a regressor that never varies and a short series are refused")
    func refused() throws {
        let flat = try #require(
            ColumnTable(numbers: [
                "x": [Double](repeating: 1, count: 40), "y": (0..<40).map { Double($0 % 5) },
            ])
        )
        #expect(throws: FormulaError.self) {
            try StructuralModel.fit(Formula("y ~ x"), to: flat, seasonal: .none)
        }
        let short = try #require(
            ColumnTable(numbers: ["x": [1, 2, 3, 4], "y": [1, 3, 2, 4]])
        )
        #expect(throws: FormulaError.self) {
            try StructuralModel.fit(Formula("y ~ x"), to: short)
        }
    }
}
