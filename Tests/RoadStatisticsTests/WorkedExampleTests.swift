import Foundation
import RoadStatistics
import TestKit
import Testing

/// The worked examples of the screening digest that rest on a law of chance alone.
@Suite(
    "Worked screening examples",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct WorkedExampleTests {
    private struct Examples: Decodable {
        struct EmpiricalBayes: Decodable {
            var post_gamma_shape: Double, post_gamma_rate: Double
            var q05: Double, q95: Double, P_above_prediction: Double
            var pred: [Double]
        }
        struct Proportion: Decodable {
            var data: [[Double]]
            var p_star: Double, alpha: Double, beta: Double
            var P_exceed: [Double]
        }
        struct Adjusted: Decodable {
            var p: [Double], adj: [Double]
        }
        var eb_multi_year: EmpiricalBayes
        var proportion: Proportion
        var bh: Adjusted
    }

    private func examples() throws -> Examples {
        let bytes = try SharedReference.bytes("hotspots/ref/worked_examples.json")
        return try JSONDecoder().decode(Examples.self, from: Data(bytes))
    }

    private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * abs(b) }

    @Test("the posterior of an empirical Bayes multiplier")
    func empiricalBayes() throws {
        let example = try examples().eb_multi_year
        let law = GammaDistribution(
            shape: example.post_gamma_shape,
            rate: example.post_gamma_rate
        )
        let predicted = compensatedSum(example.pred)
        #expect(close(law.above(1), example.P_above_prediction))
        #expect(close(law.quantile(0.05) * predicted, example.q05))
        #expect(close(law.upperQuantile(0.05) * predicted, example.q95))
    }

    @Test("the probability that a site's share exceeds its peers'")
    func proportion() throws {
        let example = try examples().proportion
        for (row, expected) in zip(example.data, example.P_exceed) {
            let law = BetaDistribution(
                alpha: example.alpha + row[0],
                beta: example.beta + row[1] - row[0]
            )
            #expect(close(law.above(example.p_star), expected))
        }
    }

    @Test("Benjamini–Hochberg")
    func adjusted() throws {
        let example = try examples().bh
        for (value, expected) in zip(Multiplicity.benjaminiHochberg(example.p), example.adj) {
            #expect(close(value, expected))
        }
    }
}
