import Foundation
import RoadStatistics
import TestKit
import Testing

/// Safety performance functions against MASS `glm.nb` and statsmodels (coefficients and errors
/// 1e-7, k 1e-6, log likelihood 1e-8, all relative), and what must not change them.
@Suite("Negative binomial models with a dispersion per row")
struct DispersionModelTests {
    private static let roads = "hotspots/washington/washington_roads.csv"

    private func reference(_ name: String) throws -> [String: Any] {
        let bytes = Data(try SharedReference.bytes("hotspots/ref/wa_spf.json"))
        let all = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        return try #require(all[name] as? [String: Any])
    }

    @Test(
        "Washington's roads as R fits them",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            ("m1_aadt_length", "Total_crashes ~ log(AADT) + log(Length)"),
            ("m2_aadt_offsetlength", "Total_crashes ~ log(AADT) + offset(log(Length))"),
            (
                "m3_full",
                "Total_crashes ~ log(AADT) + log(Length) + speed50 + ShouldWidth04"
            ),
        ]
    )
    func washington(name: String, formula: String) throws {
        let expected = try reference(name)
        let fit = try DispersionModel.fit(
            Formula(formula),
            to: ReferenceTable.csv(Self.roads)
        )
        let coefficients = try #require(expected["coef"] as? [String: Double])
        let errors = try #require(expected["se"] as? [String: Double])
        let names = ["(Intercept)", "lnaadt", "lnlength", "speed50", "ShouldWidth04"]
            .filter { coefficients[$0] != nil }
        #expect(fit.terms.count == names.count)
        for (term, key) in zip(fit.terms, names) {
            #expect(agrees(term.estimate, try #require(coefficients[key]), 1e-7), "\(key)")
            #expect(agrees(term.standardError, try #require(errors[key]), 1e-7), "\(key) error")
        }
        #expect(agrees(fit.dispersion, try #require(expected["k"] as? Double), 1e-6))
        #expect(agrees(fit.logLikelihood, try #require(expected["loglik"] as? Double), 1e-8))
        #expect(agrees(fit.deviance, try #require(expected["deviance"] as? Double), 1e-7))
        #expect(agrees(fit.pearson, try #require(expected["pearson"] as? Double), 1e-6))
    }

    @Test(
        "a dispersion of k over length",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func perLength() throws {
        let table = try ReferenceTable.csv(Self.roads)
        let scales = try ReferenceTable.numbers("Length", table).map { 1 / $0 }
        let fit = try DispersionModel.fit(
            Formula("Total_crashes ~ log(AADT) + log(Length)"),
            to: table,
            scales: scales
        )
        let expected = try reference("m1_k_over_length")
        let coefficients = try #require(expected["coef"] as? [Double])
        // The reference stopped short of the top: its likelihood is 1.1e-6 below ours.
        let top = try #require(expected["loglik"] as? Double)
        #expect(fit.logLikelihood >= top && fit.logLikelihood < top + 1e-5)
        for (term, value) in zip(fit.terms, coefficients) {
            #expect(agrees(term.estimate, value, 1e-4), "\(term.name)")
        }
        #expect(agrees(fit.dispersion, try #require(expected["k0"] as? Double), 1e-4))
    }

    /// Counts with a known mean and dispersion.
    private func simulated(k: Double, rows: Int = 4000) -> [String: [Double]] {
        var generator = ReplayableGenerator(seed: 5)
        var (traffic, crashes): ([Double], [Double]) = ([], [])
        for _ in 0..<rows {
            let aadt = exp(8 + generator.normal())
            let mean = exp(-6 + 0.8 * log(aadt))
            traffic.append(aadt)
            crashes.append(
                Double(
                    k > 0
                        ? generator.negativeBinomial(mean: mean, size: 1 / k)
                        : generator.poisson(mean: mean)
                )
            )
        }
        return ["aadt": traffic, "crashes": crashes]
    }

    @Test("known coefficients come back within four standard errors")
    func recovers() throws {
        let table = try #require(ColumnTable(numbers: simulated(k: 0.5)))
        let fit = try DispersionModel.fit(Formula("crashes ~ log(aadt)"), to: table)
        #expect(abs(fit.terms[0].estimate + 6) < 4 * fit.terms[0].standardError)
        #expect(abs(fit.terms[1].estimate - 0.8) < 4 * fit.terms[1].standardError)
        #expect(abs(fit.dispersion - 0.5) < 4 * (try #require(fit.dispersionError)))
    }

    @Test("the order of the rows changes nothing beyond 1e-9")
    func permutation() throws {
        let columns = simulated(k: 0.5, rows: 500)
        var order = Array(0..<500)
        var generator = ReplayableGenerator(seed: 9)
        generator.shuffle(&order)
        let mixed = columns.mapValues { column in order.map { column[$0] } }
        let formula = try Formula("crashes ~ log(aadt)")
        let a = try DispersionModel.fit(formula, to: #require(ColumnTable(numbers: columns)))
        let b = try DispersionModel.fit(formula, to: #require(ColumnTable(numbers: mixed)))
        for (x, y) in zip(a.terms, b.terms) { #expect(agrees(x.estimate, y.estimate, 1e-9)) }
        #expect(agrees(a.dispersion, b.dispersion, 1e-9))
    }

    @Test("counts without overdispersion give k = 0 and Poisson's coefficients")
    func degenerate() throws {
        // A sine of counts that scatters less than chance.
        let x = (0..<200).map { 1 + Double($0) / 100 }
        let y = x.map { (10 * $0).rounded() }
        let table = try #require(ColumnTable(numbers: ["x": x, "y": y]))
        let fit = try DispersionModel.fit(Formula("y ~ log(x)"), to: table)
        let poisson = try Regression.fit(Formula("y ~ log(x)"), to: table, family: .poisson)
        #expect(fit.isPoisson)
        #expect(agrees(fit.terms[1].estimate, poisson.terms[1].estimate, 1e-9))
        #expect(agrees(fit.logLikelihood, try #require(poisson.logLikelihood), 1e-10))
    }

    @Test("a traffic of 0 leaves its row out; a column twice is named as aliased")
    func incomplete() throws {
        var columns = simulated(k: 0.5, rows: 300)
        columns["aadt"]?[7] = 0
        columns["twice"] = columns["aadt"]?.map { $0 * $0 }
        let table = try #require(ColumnTable(numbers: columns))
        let fit = try DispersionModel.fit(Formula("crashes ~ log(aadt) + log(twice)"), to: table)
        #expect(fit.rows.count == 299 && !fit.rows.contains(7))
        #expect(fit.aliased == ["log(twice)"])
    }
}
