import Foundation
import RoadStatistics
import TestKit
import Testing

/// Against R 4.2.2 (glm, MASS glm.nb, sandwich) and statsmodels; tolerances of the reference page:
/// coefficients 1e-6, standard errors 1e-5, deviance 1e-8, θ 1e-4, all relative.
@Suite(
    "Regression against R",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct RegressionReferenceTests {
    private static let months = "factor(month)"
    private static let deaths =
        "DriversKilled ~ t + law + log(PetrolPrice) + factor(month) + offset(log(kms))"
    private static let vans = "VanKilled ~ t + law + factor(month)"
    private static let drivers =
        "drivers ~ t + law + log(kms) + log(PetrolPrice) + harmonic(t, 12, 2)"

    private func seatbelts() throws -> ColumnTable {
        let table = try ReferenceTable.csv("trends/data/seatbelts.csv")
        let t = (1...192).map { Double($0) }
        return try ReferenceTable.adding(
            ["t": t, "post": t.map { $0 >= 170 ? 1 : 0 }, "tpost": t.map { max(0, $0 - 170) }],
            to: table
        )
    }

    private func fit(
        _ formula: String,
        _ family: RegressionFamily,
        _ errors: ErrorKind = .model
    ) throws -> RegressionFit {
        try Regression.fit(Formula(formula), to: seatbelts(), family: family, errors: errors)
    }

    /// Compares estimates and errors in order; interactions may be named otherwise.
    private func compare(_ fit: RegressionFit, _ rows: Any?, _ note: Comment) throws {
        let rows = try #require(rows as? [[String: Any]], note)
        #expect(fit.terms.count == rows.count, note)
        for (term, row) in zip(fit.terms, rows) {
            let estimate = try #require(row["est"] as? Double)
            let error = try #require(row["se"] as? Double)
            #expect(agrees(term.estimate, estimate, 1e-6), "\(note): \(term.name)")
            #expect(agrees(term.standardError, error, 1e-5), "\(note): \(term.name) error")
        }
    }

    @Test(
        "count models of the seat-belt law",
        arguments: [
            ("poisson_DriversKilled", deaths, RegressionFamily.poisson),
            ("quasipoisson_DriversKilled", deaths, .quasiPoisson),
            ("negbin2_DriversKilled", deaths, .negativeBinomial),
            ("poisson_VanKilled", vans, .poisson),
            ("poisson_drivers_harmonic", drivers, .poisson),
            ("negbin2_drivers_harmonic", drivers, .negativeBinomial),
        ]
    )
    func counts(name: String, formula: String, family: RegressionFamily) throws {
        let reference = try #require(
            try ReferenceTable.json("trends/ref/glm_seatbelts.json")[name] as? [String: Any]
        )
        let fit = try fit(formula, family)
        try compare(fit, reference["coef"], Comment(rawValue: name))
        func number(_ key: String) throws -> Double {
            try #require((reference[key] as? NSNumber)?.doubleValue)
        }
        let exact = family == .negativeBinomial ? 1e-6 : 1e-8
        #expect(agrees(fit.deviance, try number("deviance"), exact))
        #expect(agrees(fit.nullDeviance, try number("null_deviance"), exact))
        #expect(fit.degreesOfFreedom == Int(try number("df_resid")))
        #expect(agrees(fit.pearson, try number("pearson_chi2"), exact))
        #expect(agrees(fit.dispersion, try number("dispersion_pearson"), exact))
        if family != .quasiPoisson {
            #expect(agrees(try #require(fit.logLikelihood), try number("loglik"), 1e-8))
            #expect(agrees(try #require(fit.aic), try number("aic"), 1e-8))
        } else {
            #expect(fit.aic == nil)
        }
        if family == .negativeBinomial {
            #expect(agrees(try #require(fit.theta), try number("theta"), 1e-4))
            #expect(agrees(try #require(fit.thetaError), try number("theta_se"), 1e-4))
        }
        let fitted = try #require(reference["fitted_first5"] as? [Double])
        for (value, expected) in zip(fit.fitted, fitted) { #expect(agrees(value, expected, 1e-6)) }
    }

    @Test("statsmodels finds the same negative binomial likelihood")
    func statsmodels() throws {
        let reference = try #require(
            try ReferenceTable.json("trends/ref/glm_seatbelts_statsmodels_nb.json")[
                "nb_joint_observed_info"
            ] as? [String: Any]
        )
        let fit = try fit(Self.deaths, .negativeBinomial)
        #expect(agrees(try #require(fit.logLikelihood), -785.3895379926194, 1e-10))
        #expect(agrees(1 / (fit.theta ?? 0), 0.005988190458455403, 1e-6))
        let estimates = try #require(reference["est"] as? [Double])
        for (term, expected) in zip(fit.terms, estimates) {
            #expect(agrees(term.estimate, expected, 1e-7))
        }
    }

    @Test("van drivers show no overdispersion: the fit falls back on Poisson and says so")
    func degenerate() throws {
        let fit = try fit(Self.vans, .negativeBinomial)
        #expect(fit.isDegenerate)
        #expect(fit.theta == .infinity && fit.thetaError == nil)
        let poisson = try self.fit(Self.vans, .poisson)
        #expect(!poisson.isDegenerate)
        #expect(abs((fit.logLikelihood ?? 0) - (poisson.logLikelihood ?? 1)) < 1e-9)
        for (a, b) in zip(fit.terms, poisson.terms) { #expect(a == b) }
    }

    @Test("overdispersion by Cameron and Trivedi, and by the likelihood ratio")
    func overdispersion() throws {
        let reference = try ReferenceTable.json("trends/ref/glm_seatbelts.json")
        let (poisson, wide) = (
            try fit(Self.deaths, .poisson), try fit(Self.deaths, .negativeBinomial)
        )
        let trivedi = try #require(reference["cameron_trivedi_trafo2"] as? [String: Double])
        let counts = zip(poisson.fitted, poisson.residuals).map { ($0 + $1).rounded() }
        let test = try #require(OverdispersionTest(counts: counts, means: poisson.fitted))
        #expect(agrees(test.z, try #require(trivedi["z"]), 1e-8))
        #expect(agrees(test.p, try #require(trivedi["p"]), 1e-7))
        #expect(agrees(test.alpha, try #require(trivedi["alpha"]), 1e-8))
        let ratio = try #require(reference["LR_nb_vs_poisson"] as? [String: Double])
        let found = 2 * ((wide.logLikelihood ?? 0) - (poisson.logLikelihood ?? 0))
        #expect(agrees(found, try #require(ratio["LR"]), 1e-6))
    }

    @Test("robust and Newey–West errors of count models")
    func sandwich() throws {
        let reference = try ReferenceTable.json("trends/ref/glm_seatbelts.json")
        try compare(
            fit(Self.deaths, .poisson, .robust(isHC1: false)),
            reference["poisson_DriversKilled_HC0"],
            "HC0"
        )
        try compare(
            fit(Self.drivers, .poisson, .neweyWest(lag: 12, isAdjusted: false)),
            reference["poisson_drivers_harmonic_NW12"],
            "NW12"
        )
    }

    @Test(
        "interrupted time series of Sicily",
        arguments: [
            ("poisson_step", "aces ~ smokban + time", RegressionFamily.poisson),
            ("quasi_step", "aces ~ smokban + time", .quasiPoisson),
            ("quasi_step_harm2", "aces ~ smokban + time + HARMONIC", .quasiPoisson),
            (
                "quasi_level_slope_harm2", "aces ~ smokban * I(time - 36) + HARMONIC",
                .quasiPoisson
            ),
            (
                "quasi_level_slope_harm2_param_b",
                "aces ~ smokban + I(smokban*(time-36)) + time + HARMONIC", .quasiPoisson
            ),
        ]
    )
    func sicily(name: String, formula: String, family: RegressionFamily) throws {
        let table = try ReferenceTable.csv("trends/data/sicily_its.csv")
        let all = try #require(
            try ReferenceTable.json("trends/ref/its.json")["sicily"] as? [String: Any]
        )
        let reference = try #require(all[name] as? [String: Any])
        let text =
            formula.replacingOccurrences(of: "HARMONIC", with: "harmonic(month, 12, 2)")
            + " + offset(log(stdpop))"
        let fit = try Regression.fit(Formula(text), to: table, family: family)
        let law = try #require(fit["smokban"])
        let ratio = try #require(reference["RR"] as? Double)
        #expect(agrees(exp(law.estimate), ratio, 1e-6))
        let z = NormalDistribution.criticalValue(level: 0.95)
        let low = try #require(reference["lo"] as? Double)
        #expect(agrees(exp(law.estimate - z * law.standardError), low, 1e-5))
        #expect(agrees(fit.deviance, try #require(reference["deviance"] as? Double), 1e-8))
    }

    @Test("linear models of the seat-belt law with model and Newey–West errors")
    func linear() throws {
        let reference = try #require(
            try ReferenceTable.json("trends/ref/its.json")["seatbelts"] as? [String: Any]
        )
        let plain = "log(drivers) ~ t + post + tpost + harmonic(t, 12, 2)"
        let covariates = plain + " + log(kms) + log(PetrolPrice)"
        try compare(fit(plain, .gaussian), reference["ols"], "ols")
        try compare(
            fit(plain, .gaussian, .neweyWest(lag: 12, isAdjusted: false)),
            reference["ols_NW12"],
            "NW12"
        )
        try compare(
            fit(plain, .gaussian, .neweyWest(lag: 12, isAdjusted: true)),
            reference["ols_NW12_adj"],
            "NW12 adjusted"
        )
        try compare(fit(covariates, .gaussian), reference["ols_cov"], "ols_cov")
        try compare(
            fit(covariates, .gaussian, .neweyWest(lag: 12, isAdjusted: false)),
            reference["ols_cov_NW12"],
            "ols_cov_NW12"
        )
    }

    @Test("autocorrelation of the residuals: acf, Ljung–Box, Durbin–Watson")
    func residuals() throws {
        let reference = try #require(
            try ReferenceTable.json("trends/ref/its.json")["seatbelts"] as? [String: Any]
        )
        let fit = try fit("log(drivers) ~ t + post + tpost + harmonic(t, 12, 2)", .gaussian)
        let acf = try #require(reference["acf"] as? [Double])
        let found = Autocorrelation.coefficients(fit.residuals, lags: 12).dropFirst()
        for (value, expected) in zip(found, acf) { #expect(agrees(value, expected, 1e-9)) }
        let box = try #require(reference["ljung_box12"] as? [String: Any])
        let q = Autocorrelation.ljungBox(fit.residuals, lags: 12).q
        #expect(agrees(q, try #require(box["Q"] as? Double), 1e-9))
        let dw = try #require(reference["dw"] as? Double)
        #expect(agrees(Autocorrelation.durbinWatson(fit.residuals), dw, 1e-9))
    }

    @Test("negative binomial safety performance functions of Washington roads")
    func washington() throws {
        let table = try ReferenceTable.csv("hotspots/washington/washington_roads.csv")
        #expect(table.rowCount == 1501)
        let fit = try Regression.fit(
            Formula("Total_crashes ~ lnaadt + lnlength"),
            to: table,
            family: .negativeBinomial
        )
        let expected = [-9.2125012817, 1.1159471497, 0.7440790796]
        for (term, value) in zip(fit.terms, expected) {
            #expect(agrees(term.estimate, value, 1e-7))
        }
        #expect(agrees(1 / (fit.theta ?? 0), 0.4000230092, 1e-6))
        #expect(agrees(fit.logLikelihood ?? 0, -1097.9600428407, 1e-8))
        let poisson = try Regression.fit(
            Formula("Total_crashes ~ lnaadt + lnlength"),
            to: table,
            family: .poisson
        )
        #expect(agrees(poisson.terms[1].estimate, 1.1503985367, 1e-7))
        #expect(agrees(poisson.logLikelihood ?? 0, -1116.2042920427, 1e-9))
    }
}
