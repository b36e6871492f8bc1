import RoadStatistics
import Testing

@Suite("Regression")
struct RegressionTests {
    private func table(_ columns: [String: [Double]]) throws -> ColumnTable {
        try #require(ColumnTable(numbers: columns))
    }

    @Test("a straight line through points on it")
    func line() throws {
        let fit = try Regression.fit(
            Formula("y ~ x"),
            to: table(["x": [0, 1, 2, 3], "y": [1, 3.1, 4.9, 7]]),
            family: .gaussian
        )
        #expect(fit.terms.map(\.name) == ["(Intercept)", "x"])
        #expect(abs(fit.terms[0].estimate - 1.03) < 1e-12)
        #expect(abs(fit.terms[1].estimate - 1.98) < 1e-12)
        #expect(abs(fit.deviance - 0.018) < 1e-12)
        #expect(fit.degreesOfFreedom == 2)
        // se of the slope: √(0.018/2 / 5).
        #expect(abs(fit.terms[1].standardError - 0.0018.squareRoot()) < 1e-12)
    }

    @Test("a Poisson model of two groups has the log of their ratio")
    func groups() throws {
        let fit = try Regression.fit(
            Formula("n ~ late + offset(log(days))"),
            to: table(
                ["n": [50, 42], "late": [0, 1], "days": [366, 365]].mapValues { $0 + $0 }
            ),
            family: .poisson
        )
        let ratio = try #require(
            RateRatio(
                before: 100,
                after: 84,
                exposureBefore: 732,
                exposureAfter: 730
            )
        )
        let wald = try #require(ratio.wald(level: 0.95))
        #expect(abs(fit.terms[1].p - wald.p) < 1e-9)
    }

    @Test("names and columns follow R")
    func names() throws {
        let columns = try #require(
            ColumnTable([
                "y": .numbers([1, 2, 4, 3, 5, 6, 9, 7, 8, 12]),
                "x": .numbers([0, 1, 2, 3, 4, 5, 6, 7, 8, 10]),
                "g": .labels(["b", "a", "b", "a", "c", "a", "c", "b", "c", "a"]),
            ])
        )
        func names(_ formula: String) throws -> [String] {
            try Regression.fit(Formula(formula), to: columns, family: .gaussian)
                .terms.map(\.name)
        }
        #expect(try names("y ~ x + g") == ["(Intercept)", "x", "gb", "gc"])
        #expect(try names("y ~ g - 1") == ["ga", "gb", "gc"])
        #expect(try names("y ~ 0 + g + x") == ["ga", "gb", "gc", "x"])
        #expect(try names("y ~ x*g") == ["(Intercept)", "x", "gb", "gc", "x:gb", "x:gc"])
        #expect(
            try names("y ~ I(x-3)+x:g")
                == ["(Intercept)", "I(x - 3)", "x:ga", "x:gb"]
        )
        #expect(try names("y ~ I((x-3)*2/7)") == ["(Intercept)", "I((x - 3) * 2/7)"])
        #expect(try names("y ~ I(x>=4)") == ["(Intercept)", "I(x >= 4)TRUE"])
        #expect(try names("y ~ g/x") == ["(Intercept)", "gb", "gc", "ga:x", "gb:x", "gc:x"])
        #expect(
            try names("y ~ relevel(g, ref='c')")
                == ["(Intercept)", "relevel(g, ref = \"c\")a", "relevel(g, ref = \"c\")b"]
        )
        #expect(
            try names("y ~ factor(pmin(x, 2))")
                == ["(Intercept)", "factor(pmin(x, 2))1", "factor(pmin(x, 2))2"]
        )
        #expect(try names("y ~ 1") == ["(Intercept)"])
    }

    @Test(
        "short notations stand for what R says they stand for",
        arguments: [
            ("y ~ (x + z + w)^2", "y ~ x + z + w + x:z + x:w + z:w"),
            ("y ~ (x + z) * w", "y ~ x*w + z*w - z:w + z:w"),
            ("y ~ (x + z + w)^3 - x:z:w", "y ~ (x + z + w)^2"),
            ("y ~ w / (x + z)", "y ~ w + w:x + w:z"),
            ("y ~ . - w", "y ~ x + z"),
            ("y ~ (. - z)^2", "y ~ w * x"),
            ("y ~ I(x > 3 & x < 8)", "y ~ I((x > 3) * (x < 8))"),
            ("y ~ `x` + I(.5 * z)", "y ~ x + z"),
        ]
    )
    func shorthand(short: String, long: String) throws {
        let x = (0..<12).map { Double($0) }
        let columns = try table([
            "x": x, "z": x.map { ($0 * 7).truncatingRemainder(dividingBy: 5) },
            "w": x.map { ($0 * 3).truncatingRemainder(dividingBy: 4) },
            "y": x.map { ($0 * $0 * 5).truncatingRemainder(dividingBy: 17) },
        ])
        let others = ["w", "x", "y", "z"]
        func fit(_ text: String) throws -> RegressionFit {
            try Regression.fit(
                Formula(text, columns: others),
                to: columns,
                family: .gaussian
            )
        }
        let (one, other) = try (fit(short), fit(long))
        #expect(one.terms.count == other.terms.count)
        #expect(abs(one.deviance - other.deviance) < 1e-9)
    }

    @Test("another first level and another scale give the same fit in other coefficients")
    func recoded() throws {
        let columns = try #require(
            ColumnTable([
                "y": .numbers([1, 2, 4, 3, 5, 6, 9, 7, 8, 12]),
                "x": .numbers([0, 1, 2, 3, 4, 5, 6, 7, 8, 10]),
                "g": .labels(["b", "a", "b", "a", "c", "a", "c", "b", "c", "a"]),
            ])
        )
        func terms(_ formula: String) throws -> [RegressionTerm] {
            try Regression.fit(Formula(formula), to: columns, family: .gaussian).terms
        }
        let (plain, moved) = try (terms("y ~ g"), terms("y ~ relevel(factor(g), ref = 'c')"))
        // a against c is minus c against a.
        #expect(abs(plain[2].estimate + moved[1].estimate) < 1e-12)
        let (raw, scaled) = try (terms("y ~ x"), terms("y ~ scale(x)"))
        // The sample's deviation of x is √(92.4/9).
        #expect(abs(scaled[1].estimate - raw[1].estimate * (92.4 / 9).squareRoot()) < 1e-12)
        #expect(abs(scaled[0].estimate - 5.7) < 1e-12)
        let (told, counted) = try (terms("y ~ I(g == 'c')"), terms("y ~ relevel(g, 'c')"))
        #expect(told.count == 2 && counted.count == 3)
        #expect(told[1].name == "I(g == \"c\")TRUE")
    }

    @Test("a column that depends on others is left out by name")
    func aliased() throws {
        let fit = try Regression.fit(
            Formula("y ~ a + b + c"),
            to: table([
                "y": [1, 2, 3, 5, 4], "a": [1, 2, 3, 4, 5], "b": [2, 4, 6, 8, 10],
                "c": [1, 0, 1, 0, 1],
            ]),
            family: .gaussian
        )
        #expect(fit.terms.map(\.name) == ["(Intercept)", "a", "c"])
        #expect(fit.aliased == ["b"])
    }

    @Test("rows with missing values take no part")
    func missing() throws {
        let fit = try Regression.fit(
            Formula("y ~ x"),
            to: table(["x": [0, 1, .nan, 2, 3], "y": [1, 3, 99, 5, .nan]]),
            family: .gaussian
        )
        #expect(fit.rows == [0, 1, 3])
        #expect(abs(fit.terms[1].estimate - 2) < 1e-12)
    }

    @Test("θ that creeps along a flat likelihood settles")
    func flatLikelihood() throws {
        // Twelve months by ten years, hardly more scattered than Poisson.
        let counts: [Double] = [
            4, 0, 2, 4, 2, 2, 2, 2, 0, 1, 1, 3, 1, 3, 4, 2, 0, 1, 0, 0, 3, 0, 1, 1,
            0, 3, 1, 1, 3, 3, 4, 1, 0, 0, 1, 1, 2, 0, 3, 4, 3, 2, 2, 1, 2, 0, 1, 4,
            0, 1, 1, 0, 1, 2, 2, 3, 1, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 2, 0, 2, 1, 0,
            1, 2, 0, 1, 4, 2, 1, 0, 0, 0, 3, 0, 0, 3, 0, 3, 2, 2, 2, 0, 0, 2, 0, 1,
            4, 2, 2, 4, 6, 2, 0, 1, 1, 2, 1, 2, 2, 0, 1, 1, 1, 2, 1, 1, 3, 1, 0, 1,
        ]
        let t = counts.indices.map { Double($0) }
        let columns = try table([
            "y": counts, "t": t, "month": t.map { $0.truncatingRemainder(dividingBy: 12) },
        ])
        let formula = try Formula("y ~ t + factor(month)")
        let fit = try Regression.fit(formula, to: columns, family: .negativeBinomial)
        let poisson = try Regression.fit(formula, to: columns, family: .poisson)
        let (own, other) = (fit.logLikelihood ?? .nan, poisson.logLikelihood ?? .nan)
        #expect(own >= other - 1e-9 && own < other + 1e-3)
        #expect(abs(fit.terms[1].estimate - poisson.terms[1].estimate) < 1e-5)
    }

    @Test("one cluster per row is the robust error up to its factor")
    func clusters() throws {
        let x = (0..<30).map { Double($0) }
        var generator = ReplayableGenerator(seed: 1)
        let y = x.map { 2 + 0.3 * $0 + generator.normal() * (1 + $0) }
        let columns = try table(["x": x, "y": y])
        func error(_ kind: ErrorKind) throws -> Double {
            try Regression.fit(Formula("y ~ x"), to: columns, family: .gaussian, errors: kind)
                .terms[1].standardError
        }
        let single = try error(.clustered((0..<30).map { "\($0)" }))
        #expect(abs(single / (try error(.robust(isHC1: true))) - 1) < 1e-12)
        #expect(try error(.neweyWest(lag: 0, isAdjusted: false)) == error(.robust(isHC1: false)))
        #expect(try error(.clustered(["a"])).isNaN)
        #expect(try error(.clustered([String](repeating: "a", count: 30))).isNaN)
    }

    @Test(
        "formulas that cannot be read say where",
        arguments: [
            "", "y", "y ~", "y ~ x +", "y ~ (x", "~ x", "y ~ x x", "y ~ 3", "y ~ f(", "y ~ $",
        ]
    )
    func syntax(text: String) {
        #expect(throws: FormulaError.self) { try Formula(text) }
    }

    @Test("nesting without end is refused, not followed")
    func nesting() {
        let deep = "y ~ I(" + String(repeating: "(", count: 2000) + "x"
        #expect(throws: FormulaError.self) { try Formula(deep) }
        #expect(throws: FormulaError.self) {
            try Formula("y ~ I(" + String(repeating: "-", count: 2000) + "x)")
        }
        #expect(throws: FormulaError.self) {
            try Formula("y ~ " + String(repeating: "f(", count: 2000))
        }
    }

    @Test("unknown names, labels as numbers, too few rows and negative counts are errors")
    func unusable() throws {
        let columns = try #require(
            ColumnTable([
                "y": .numbers([1, 2, -1]), "x": .numbers([1, 2, 3]), "g": .labels(["a", "b", "c"]),
            ])
        )
        func failure(_ formula: String, _ family: RegressionFamily) -> FormulaError? {
            do {
                _ = try Regression.fit(try Formula(formula), to: columns, family: family)
                return nil
            } catch let error {
                return error
            }
        }
        #expect(failure("y ~ z", .gaussian) == .unknownColumn("z"))
        #expect(failure("y ~ tan(x)", .gaussian) == .unknownFunction("tan"))
        #expect(failure("y ~ log(g)", .gaussian) == .notNumeric("g"))
        #expect(failure("y ~ x + g", .gaussian) == .tooFewRows(rows: 3, coefficients: 4))
        #expect(failure("y ~ x", .poisson) == .badResponse(row: 2))
        #expect(failure("y ~ harmonic(x, 0, 2)", .gaussian) == .unknownFunction("harmonic"))
        #expect(ColumnTable(numbers: ["a": [1], "b": [1, 2]]) == nil)
        #expect(FormulaError.unknownColumn("z").description == "There is no column 'z'.")
    }

    @Test("a category with a level per row is refused before it fills the memory")
    func manyLevels() throws {
        let numbers = (0..<3000).map { Double($0) }
        let columns = try table([
            "y": numbers, "x": numbers.map { $0.truncatingRemainder(dividingBy: 30) },
        ])
        #expect(throws: FormulaError.tooManyColumns("factor(y)")) {
            try Regression.fit(Formula("y ~ factor(y)"), to: columns, family: .gaussian)
        }
        #expect(throws: FormulaError.self) {
            try Regression.fit(
                Formula("y ~ factor(x):factor(I(x+1))"),
                to: columns,
                family: .gaussian
            )
        }
    }

    @Test("counts that are all zero settle or fail, but do not hang")
    func zeros() throws {
        let columns = try table(["y": [0, 0, 0, 0], "x": [1, 2, 3, 4]])
        let fit = try? Regression.fit(Formula("y ~ x"), to: columns, family: .poisson)
        #expect((fit?.fitted.max() ?? 0) < 1e-6)
    }

    @Test("draws of a known negative binomial model give its size back")
    func size() throws {
        var generator = ReplayableGenerator(seed: 6)
        let x = (0..<4000).map { Double($0 % 40) / 20 }
        let y = x.map { value -> Double in
            Double(generator.negativeBinomial(mean: 3 + 2 * value, size: 2))
        }
        let fit = try Regression.fit(
            Formula("y ~ x"),
            to: table(["x": x, "y": y]),
            family: .negativeBinomial
        )
        #expect(abs((fit.theta ?? 0) - 2) < 0.2)
        #expect(!fit.isDegenerate)
    }
}
