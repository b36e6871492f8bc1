import Foundation
import RoadStatistics
import TestKit
import Testing

@Suite(
    "Seasonal series and forecasts",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct ForecastTests {
    private func belts() throws -> ColumnTable {
        let table = try ReferenceTable.csv("trends/data/seatbelts.csv")
        return try ReferenceTable.adding(
            [
                "t": (1...192).map { Double($0) },
                "post": (1...192).map { $0 >= 170 ? 1 : 0 },
                "tpost": (1...192).map { Double(max(0, $0 - 170)) },
            ],
            to: table
        )
    }

    @Test("season, trend and remainder agree with R's stl to 1e-10")
    func stl() throws {
        let drivers = try ReferenceTable.numbers("drivers", belts()).map { log($0) }
        let expected = try ReferenceTable.csv("trends/ref/stl_log_drivers_R.csv")
        var options = SeasonalDecomposition.Options()
        (options.trendSpan, options.lowPassSpan) = (23, 13)
        let own = try SeasonalDecomposition.split(drivers, period: 12, options: options)
        for (values, name) in [
            (own.seasonal, "seasonal"), (own.trend, "trend"), (own.remainder, "remainder"),
        ] {
            let column = try ReferenceTable.numbers(name, expected)
            #expect(zip(values, column).allSatisfy { abs($0 - $1) < 1e-10 }, "\(name)")
        }
    }

    @Test("errors that depend on each other agree with R's gls")
    func autoregressive() throws {
        let json = try ReferenceTable.json("trends/ref/its.json")
        let seatbelts = try #require(json["seatbelts"] as? [String: Any])
        let expected = try #require(seatbelts["gls_ar1_ml"] as? [String: Any])
        let fit = try AutoregressiveRegression.fit(
            Formula("log(drivers) ~ t + post + tpost + harmonic(t, 12, 2)"),
            to: belts()
        )
        #expect(agrees(fit.phi, try #require(expected["phi"] as? Double), 1e-5))
        #expect(agrees(fit.logLikelihood, try #require(expected["loglik"] as? Double), 1e-8))
        let rows = try #require(expected["coef"] as? [[String: Any]])
        for (term, row) in zip(fit.terms.prefix(4), rows) {
            #expect(agrees(term.estimate, try #require(row["est"] as? Double), 1e-5))
            #expect(agrees(term.standardError, try #require(row["se"] as? Double), 1e-5))
        }
    }

    @Test("the airline model agrees with R's arima: parameters, likelihood, forecast")
    func airline() throws {
        let table = try belts()
        let plain = try AirlineModel.fit(Formula("log(drivers) ~ 1"), to: table)
        // R 4.2.2: arima(log(drivers), c(0, 1, 1), list(order = c(0, 1, 1), period = 12)).
        #expect(abs(plain.ma + 0.587541) < 2e-4)
        #expect(abs(plain.seasonalMA + 0.896795) < 2e-4)
        #expect(agrees(plain.variance, 0.00636144, 1e-3))
        #expect(abs(plain.logLikelihood - 188.848414) < 1e-3)
        let forecast = try #require(plain.forecast(steps: 3))
        for (own, expected) in zip(forecast.means, [7.252889, 7.115450, 7.167924]) {
            #expect(abs(own - expected) < 2e-4)
        }
        for (own, expected) in zip(forecast.errors, [0.0800458, 0.0865809, 0.0926562]) {
            #expect(agrees(own, expected, 1e-3))
        }
        let law = try AirlineModel.fit(Formula("log(drivers) ~ law"), to: table)
        #expect(abs(try #require(law["law"]).estimate + 0.245029) < 1e-4)
        #expect(agrees(try #require(law["law"]).standardError, 0.0551936, 1e-2))
    }

    @Test("the profile likelihood of a wandering level agrees with dense least squares")
    func profile() throws {
        let json = try ReferenceTable.json("trends/ref/structural_seatbelts_gls.json")
        for (series, name) in [("drivers", "drivers"), ("front", "front"), ("rear", "rear")] {
            let entry = try #require(json["\(name)_petrol_law_ml"] as? [String: Any])
            let variances = try #require(entry["var"] as? [String: Double])
            let fit = try StructuralModel.fit(
                Formula("log(\(series)) ~ log(PetrolPrice) + law"),
                to: belts(),
                likelihood: .profile
            )
            #expect(agrees(fit.irregular, try #require(variances["irregular"]), 1e-3))
            #expect(agrees(fit.level, try #require(variances["level"]), 1e-3))
            #expect(abs(fit.logLikelihood - (entry["loglik"] as? Double ?? 0)) < 1e-5)
            let rows = try #require(entry["coef"] as? [[String: Any]])
            let law = try #require(rows.last)
            #expect(agrees(fit["law"]?.estimate ?? 0, law["est"] as? Double ?? 0, 1e-4))
            #expect(agrees(fit["law"]?.standardError ?? 0, law["se"] as? Double ?? 0, 1e-3))
        }
    }

    @Test("a slope and waves leave the law's effect where statsmodels has it")
    func slopeAndWaves() throws {
        let fit = try StructuralModel.fit(
            Formula("log(drivers) ~ law"),
            to: belts(),
            seasonal: .trigonometric,
            hasSlope: true
        )
        // statsmodels' approximate diffuse start finds other variances: -0.24197 (se 0.0607).
        let law = try #require(fit["law"])
        #expect(abs(law.estimate + 0.24197) < 4e-3)
        #expect(agrees(law.standardError, 0.0607, 0.12))
        #expect(fit.slope != nil && fit.lastSlope != nil)
    }

    @Test("a walk with drift has mean h·c and variance s²(h + h²/(n − 1))")
    func walk() throws {
        let found = try Forecast.randomWalk([0, 2, 1, 5, 4], steps: 2)
        #expect(found.drift == 1)
        #expect(found.forecast.means == [5, 6])
        // Steps 2, −1, 4, −1 about 1: squares 1 + 4 + 9 + 4 over 3.
        let variance = 18.0 / 3
        #expect(abs(found.forecast.covariance[1][1] - variance * (2 + 4.0 / 4)) < 1e-12)
        #expect(abs(found.forecast.covariance[0][1] - variance * (1 + 2.0 / 4)) < 1e-12)
    }
}
