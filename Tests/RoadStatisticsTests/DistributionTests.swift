import RoadStatistics
import Testing

/// Values from R 4.2.2 (dpois, ppois, pbinom, pnbinom, qgamma, qbeta, qnorm, pt, qt).
@Suite("Laws of chance")
struct DistributionTests {
    private func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-10) -> Bool {
        abs(a - b) <= tolerance * max(1e-300, abs(b))
    }

    @Test("the Poisson law agrees with hand computation")
    func poisson() {
        let law = PoissonDistribution(mean: 2)
        let e2 = 0.135335283236612691893999494972484
        #expect(close(law.probability(of: 0), e2))
        #expect(close(law.probability(of: 3), e2 * 8 / 6))
        #expect(close(law.atMost(2), e2 * 5))
        #expect(close(law.atLeast(3), 1 - e2 * 5))
        #expect(law.quantile(0.5) == 2)
        #expect(law.quantile(0) == 0)
        #expect(law.quantile(0.6766) == 2)
        #expect(law.quantile(0.6767) == 3)
    }

    @Test("small tails keep their digits")
    func smallTail() {
        // Leading terms of P(X ≥ 30) at mean 1: e⁻¹/30!·(1 + 1/31 + 1/(31·32) + …).
        var term = 0.36787944117144233
        for k in 1...30 { term /= Double(k) }
        var sum = 0.0
        for k in 31...50 {
            sum += term
            term /= Double(k)
        }
        #expect(close(PoissonDistribution(mean: 1).atLeast(30), sum, 1e-12))
        #expect(close(NormalDistribution.above(10), 7.61985302416047e-24, 1e-9))
    }

    @Test("tails of a discrete law add up", arguments: [0.0, 0.3, 4, 57.5])
    func tails(mean: Double) {
        let poisson = PoissonDistribution(mean: mean)
        let negative = NegativeBinomialDistribution(mean: mean, size: 2.5)
        let binomial = BinomialDistribution(trials: 60, probability: min(1, mean / 60))
        var (p, n, b) = (0.0, 0.0, 0.0)
        for k in 0...60 {
            p += poisson.probability(of: k)
            n += negative.probability(of: k)
            b += binomial.probability(of: k)
            #expect(abs(poisson.atMost(k) - p) < 1e-12)
            #expect(abs(negative.atMost(k) - n) < 1e-12)
            #expect(abs(binomial.atMost(k) - b) < 1e-12)
            #expect(abs(poisson.atMost(k) + poisson.atLeast(k + 1) - 1) < 1e-12)
            #expect(abs(negative.atMost(k) + negative.atLeast(k + 1) - 1) < 1e-12)
            #expect(abs(binomial.atMost(k) + binomial.atLeast(k + 1) - 1) < 1e-12)
        }
    }

    @Test("a negative binomial law of size 1 is geometric")
    func geometric() {
        let law = NegativeBinomialDistribution(mean: 3, size: 1)
        for k in 0...8 {
            var expected = 0.25
            for _ in 0..<k { expected *= 0.75 }
            #expect(close(law.probability(of: k), expected))
        }
        #expect(law.quantile(0.5) == 2)
    }

    @Test("quantiles are the smallest count that reaches the probability")
    func quantiles() {
        let laws = [0.2, 3, 80].map { PoissonDistribution(mean: $0) }
        for law in laws {
            for p in [0.001, 0.05, 0.5, 0.95, 0.9999] {
                let k = law.quantile(p) ?? -1
                #expect(law.atMost(k) >= p)
                #expect(law.atMost(k - 1) < p)
            }
        }
    }

    @Test("continuous quantiles undo their cumulative")
    func continuous() {
        let gamma = GammaDistribution(shape: 17.5, rate: 8.9)
        let beta = BetaDistribution(alpha: 5.9, beta: 13.99)
        let student = StudentDistribution(degrees: 7)
        for p in [0.001, 0.05, 0.3, 0.5, 0.9, 0.999] {
            #expect(abs(gamma.below(gamma.quantile(p)) - p) < 1e-12)
            #expect(abs(gamma.above(gamma.upperQuantile(p)) - p) < 1e-12)
            #expect(abs(beta.below(beta.quantile(p)) - p) < 1e-12)
            #expect(abs(beta.above(beta.upperQuantile(p)) - p) < 1e-12)
            #expect(abs(student.below(student.quantile(p)) - p) < 1e-12)
            #expect(abs(NormalDistribution.below(NormalDistribution.quantile(p)) - p) < 1e-13)
        }
    }

    @Test("known quantiles of normal, chi-squared and t")
    func known() {
        #expect(close(NormalDistribution.criticalValue(level: 0.95), 1.959963984540054))
        #expect(close(NormalDistribution.quantile(0.8), 0.8416212335729143))
        #expect(close(GammaDistribution.chiSquared(degrees: 1).quantile(0.95), 3.841458820694124))
        #expect(close(GammaDistribution.chiSquared(degrees: 5).quantile(0.99), 15.08627246938899))
        #expect(close(StudentDistribution(degrees: 1).quantile(0.975), 12.706204736432095))
        #expect(close(StudentDistribution(degrees: 10).quantile(0.975), 2.2281388519649385))
        #expect(close(StudentDistribution(degrees: 10).twoSided(2.2281388519649385), 0.05))
        #expect(close(StudentDistribution(degrees: 2).below(1), 0.7886751345948129))
    }

    @Test("parameters out of range give NaN or nil, never a trap")
    func damaged() {
        #expect(PoissonDistribution(mean: -1).atMost(3).isNaN)
        #expect(PoissonDistribution(mean: .nan).atLeast(3).isNaN)
        #expect(PoissonDistribution(mean: .infinity).quantile(0.5) == nil)
        #expect(PoissonDistribution(mean: 3).quantile(1) == nil)
        #expect(PoissonDistribution(mean: 3).quantile(.nan) == nil)
        #expect(BinomialDistribution(trials: -1, probability: 0.5).probability(of: 0).isNaN)
        #expect(BinomialDistribution(trials: 3, probability: 1.5).atMost(1).isNaN)
        #expect(NegativeBinomialDistribution(mean: 1, size: 0).atMost(1).isNaN)
        #expect(GammaDistribution(shape: 0, rate: 1).below(1).isNaN)
        #expect(BetaDistribution(alpha: 1, beta: -1).quantile(0.5).isNaN)
        #expect(NormalDistribution.quantile(1.5).isNaN)
        #expect(StudentDistribution(degrees: 0).quantile(0.9).isNaN)
        #expect(PoissonDistribution(mean: 0).probability(of: 0) == 1)
        #expect(BinomialDistribution(trials: 0, probability: 0.5).atMost(0) == 1)
    }
}
