import Foundation
import RoadStatistics
import TestKit
import Testing

/// Against R 4.2.2 with exactci-style definitions; see `shared/reference/trends/README.md`.
@Suite(
    "Rate ratios against R",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct PoissonRatioReferenceTests {
    private struct Reference: Decodable {
        var cases95: [Case]
        var cases90: [Case]
        var single_mean_95: [Single]
    }
    private struct Case: Decodable {
        var before: Int, after: Int
        var exp_before: Double, exp_after: Double, conf: Double
        var ratio: Double?, pct_change: Double?
        var exact_lo: Double?, exact_hi: Double?
        var midp_lo: Double?, midp_hi: Double?
        var wald_lo: Double?, wald_hi: Double?
        var p_exact_central: Double, p_exact_minlike: Double, p_midp: Double
    }
    private struct Single: Decodable {
        var x: Int
        var exact: [Double], midp: [Double], byar: [Double]
    }

    private func reference() throws -> Reference {
        let bytes = try SharedReference.bytes("trends/ref/poisson_ratio.json")
        return try JSONDecoder().decode(Reference.self, from: Data(bytes))
    }

    /// Limits agree to 1e-7; `nil` in the reference is an unbounded limit.
    private func agree(_ value: Double, _ expected: Double?) -> Bool {
        guard let expected else { return value == .infinity }
        return abs(value - expected) <= 1e-7 * max(1, abs(expected))
    }

    @Test("limits within 1e-7 and p-values within 1e-9 for every case")
    func ratios() throws {
        let reference = try reference()
        let cases = reference.cases95 + reference.cases90
        #expect(cases.count == 22)
        for row in cases {
            let note = Comment(rawValue: "\(row.before) → \(row.after)")
            let rates = try #require(
                RateRatio(
                    before: row.before,
                    after: row.after,
                    exposureBefore: row.exp_before,
                    exposureAfter: row.exp_after
                )
            )
            if let ratio = row.ratio { #expect(abs(rates.ratio - ratio) < 1e-12, note) }
            let exact = rates.exact(level: row.conf)
            #expect(agree(exact.lower, row.exact_lo), note)
            #expect(agree(exact.upper, row.exact_hi), note)
            #expect(abs(exact.p - row.p_exact_central) < 1e-9, note)
            #expect(abs(rates.minimumLikelihoodP - row.p_exact_minlike) < 1e-9, note)
            let midP = rates.midP(level: row.conf)
            #expect(agree(midP.lower, row.midp_lo), note)
            #expect(agree(midP.upper, row.midp_hi), note)
            #expect(abs(midP.p - row.p_midp) < 1e-9, note)
            let wald = rates.wald(level: row.conf)
            if row.wald_lo == nil {
                #expect(wald == nil, note)
            } else {
                #expect(agree(try #require(wald).lower, row.wald_lo), note)
                #expect(agree(try #require(wald).upper, row.wald_hi), note)
            }
        }
    }

    @Test("limits of one count: Garwood, mid-p and Byar within 1e-7")
    func means() throws {
        let rows = try reference().single_mean_95
        #expect(rows.count == 13)
        for row in rows {
            let note = Comment(rawValue: "count \(row.x)")
            let exact = try #require(PoissonMean.garwood(count: row.x, level: 0.95))
            let midP = try #require(PoissonMean.midP(count: row.x, level: 0.95))
            let byar = try #require(PoissonMean.byar(count: row.x, level: 0.95))
            #expect(agree(exact.lower, row.exact[0]) && agree(exact.upper, row.exact[1]), note)
            #expect(agree(midP.lower, row.midp[0]) && agree(midP.upper, row.midp[1]), note)
            #expect(agree(byar.lower, row.byar[0]) && agree(byar.upper, row.byar[1]), note)
        }
    }
}
