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
    /// Cases of the file: `<series>_<regressors>_<likelihood>[_stochseas]`.
    private static let cases =
        ["drivers", "front", "rear", "DriversKilled"].flatMap { series in
            ["petrol_law_diffuse", "petrol_law_ml", "kms_petrol_law_diffuse"].map {
                "\(series)_\($0)"
            }
        } + ["drivers_petrol_law_diffuse_stochseas"]

    @Test("level, season and regressors of the seat-belt series", arguments: cases)
    func seatbelts(name: String) throws {
        let reference = try ReferenceTable.json("trends/ref/structural_seatbelts_gls.json")
        let expected = try #require(reference[name] as? [String: Any])
        let names = ["log(kms)": "lkms", "log(PetrolPrice)": "lpp", "law": "law"]
        let series = name.prefix { $0 != "_" }
        let kilometres = name.contains("kms") ? "log(kms) + " : ""
        let fit = try StructuralModel.fit(
            Formula("log(\(series)) ~ \(kilometres)log(PetrolPrice) + law"),
            to: ReferenceTable.csv("trends/data/seatbelts.csv"),
            seasonal: name.contains("stochseas") ? .stochastic : .fixed,
            likelihood: name.contains("_ml") ? .profile : .diffuse
        )
        let variances = try #require(expected["var"] as? [String: Double])
        #expect(agrees(fit.irregular, variances["irregular"] ?? .nan, 1e-3))
        #expect(agrees(fit.level, variances["level"] ?? .nan, 1e-3))
        #expect((fit.seasonal ?? 0) < 1e-8)
        #expect(agrees(fit.logLikelihood, expected["loglik"] as? Double ?? .nan, 1e-4))
        let rows = try #require(expected["coef"] as? [[String: Any]])
        #expect(fit.terms.count == (name.contains("kms") ? 3 : 2))
        for term in fit.terms {
            let row = try #require(rows.first { $0["term"] as? String == names[term.name] })
            let (estimate, error) = (row["est"] as? Double, row["se"] as? Double)
            #expect(agrees(term.estimate, estimate ?? .nan, 1e-4), "\(term.name)")
            #expect(agrees(term.standardError, error ?? .nan, 1e-3), "\(term.name) error")
        }
        let law = try #require(fit["law"])
        func percent(_ value: Double) -> Double { 100 * (exp(value) - 1) }
        for (value, key) in [
            (law.estimate, "law_pct"), (law.lower, "law_pct_lo"), (law.upper, "law_pct_hi"),
        ] {
            #expect(abs(percent(value) - (expected[key] as? Double ?? .nan)) < 0.02, "\(key)")
        }
    }

    /// statsmodels starts diffuse states approximately and takes coefficients as parameters of the
    /// likelihood: coefficients within 2e-3, variances within 2.5e-4.
    @Test(
        "the same series as statsmodels has them",
        arguments: [
            ("drivers_llevel_dseason_petrol_law", "drivers", "lpp", false),
            ("drivers_llevel_sseason_petrol_law", "drivers", "lpp", true),
            ("drivers_llevel_dseason_kms_petrol_law", "drivers", "lkms lpp", false),
            ("drivers_bsm_sseason_law_only", "drivers", "", true),
            ("front_llevel_dseason_kms_petrol_law", "front", "lkms lpp", false),
            ("rear_llevel_dseason_kms_petrol_law", "rear", "lkms lpp", false),
        ]
    )
    func statsmodels(name: String, series: String, terms: String, isFree: Bool) throws {
        let reference = try ReferenceTable.json("trends/ref/structural_seatbelts.json")
        let expected = try #require(reference[name] as? [String: Any])
        let regressors =
            (terms.contains("lkms") ? "log(kms) + " : "")
            + (terms.contains("lpp") ? "log(PetrolPrice) + " : "")
        let fit = try StructuralModel.fit(
            Formula("log(\(series)) ~ \(regressors)law"),
            to: ReferenceTable.csv("trends/data/seatbelts.csv"),
            seasonal: isFree ? .stochastic : .fixed,
            hasSlope: name.contains("bsm")
        )
        let law = try #require((expected["reg"] as? [String: Any])?["law"] as? [String: Double])
        #expect(abs((fit["law"]?.estimate ?? .nan) - (law["est"] ?? .nan)) < 2e-3)
        let variances = try #require(expected["params"] as? [String: Double])
        #expect(abs(fit.irregular - (variances["sigma2.irregular"] ?? .nan)) < 2.5e-4)
        #expect(abs(fit.level - (variances["sigma2.level"] ?? .nan)) < 2.5e-4)
        #expect((fit.slope ?? 0) < 1e-7 && (fit.seasonal ?? 0) < 1e-7)
        #expect(
            abs(100 * expm1(fit["law"]?.estimate ?? .nan) - (expected["law_pct"] as? Double ?? 0))
                < 0.2
        )
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
