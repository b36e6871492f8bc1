import RoadStatistics
import Testing

@Suite("Small numerics")
struct NumericsTests {
    @Test("Benjamini–Hochberg agrees with the worked example")
    func benjaminiHochberg() {
        let p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
        let expected = [
            0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.10571428571428572, 0.216, 0.216, 0.216,
        ]
        for (a, b) in zip(Multiplicity.benjaminiHochberg(p), expected) {
            #expect(abs(a - b) < 1e-15)
        }
        #expect(
            Multiplicity.benjaminiHochberg(p.reversed()).reversed().map { $0 }
                == Multiplicity.benjaminiHochberg(p)
        )
    }

    @Test("laws that every p may have make the discrete adjustment Benjamini–Hochberg's")
    func discrete() {
        let grid = (1...1000).map { Double($0) / 1000 }
        let p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
        let fine = Multiplicity.discrete(
            p,
            [Multiplicity.DiscreteClass(tests: p.count, attainable: grid)]
        )
        for (a, b) in zip(fine, Multiplicity.benjaminiHochberg(p)) { #expect(abs(a - b) < 1e-12) }
        // Nine of ten tests can never reach 0.01: one false p up to it is expected of one test.
        let coarse = Multiplicity.discrete(
            [0.01] + [Double](repeating: 1, count: 9),
            [
                Multiplicity.DiscreteClass(tests: 1, attainable: [0.01, 1]),
                Multiplicity.DiscreteClass(tests: 9, attainable: [0.5, 1]),
            ]
        )
        #expect(abs(coarse[0] - 0.01) < 1e-15 && coarse[1] == 1)
        let one = Multiplicity.benjaminiYekutieli([0.01, .nan, 0.04])
        #expect(abs(one[0] - 0.03) < 1e-15 && one[1].isNaN)
    }

    @Test("Holm and Bonferroni agree with hand computation")
    func holm() {
        let p = [0.01, 0.04, 0.03, 0.005]
        let holm = Multiplicity.holm(p)
        for (a, b) in zip(holm, [0.03, 0.06, 0.06, 0.02]) { #expect(abs(a - b) < 1e-15) }
        #expect(Multiplicity.bonferroni(p) == [0.04, 0.16, 0.12, 0.02])
        #expect(Multiplicity.holm([]) == [])
    }

    @Test("a missing p-value stays missing and is not counted")
    func missing() {
        let adjusted = Multiplicity.benjaminiHochberg([0.02, .nan, 0.04])
        #expect(adjusted[0] == 0.04)
        #expect(adjusted[1].isNaN)
        #expect(adjusted[2] == 0.04)
    }

    @Test("Wilson's interval agrees with Newcombe's table")
    func wilson() throws {
        // Newcombe 1998, table I, method 3: 81/263, 15/148, 0/20, 1/29.
        for (x, n, low, high) in [
            (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let interval = try #require(wilsonInterval(successes: x, trials: n, level: 0.95))
            #expect(abs(interval.lower - low) < 5e-5)
            #expect(abs(interval.upper - high) < 5e-5)
        }
        #expect(wilsonInterval(successes: 3, trials: 2, level: 0.95) == nil)
        #expect(wilsonInterval(successes: 0, trials: 0, level: 0.95) == nil)
    }

    @Test("sums keep what plain addition loses")
    func sums() {
        #expect(compensatedSum([1, 1e100, 1, -1e100]) == 2)
        #expect(compensatedSum([]) == 0)
        #expect(compensatedSum([.infinity, 1]) == .infinity)
        #expect(abs(logSumExp([1000, 1000]) - 1000.6931471805599) < 1e-10)
        #expect(logSumExp([]) == -.infinity)
        #expect(logSumExp([-.infinity, -.infinity]) == -.infinity)
    }

    @Test("bisection finds a root and refuses a bracket without one")
    func root() throws {
        let root = try #require(bisect(0, 2) { $0 * $0 - 2 })
        #expect(abs(root - 2.0.squareRoot()) < 1e-15)
        #expect(bisect(2, 3) { $0 * $0 - 2 } == nil)
        #expect(bisect(0, 3) { _ in .nan } == nil)
    }
}
