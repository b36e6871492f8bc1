extension Multiplicity {
    /// Tests that share one discrete law.
    package struct DiscreteClass: Sendable {
        /// How many tests have it.
        package var tests: Int
        /// The p-values that can occur, ascending.
        package var attainable: [Double]

        /// Wraps a law.
        package init(tests: Int, attainable: [Double]) {
            (self.tests, self.attainable) = (tests, attainable)
        }
    }

    /// Adjusted values where each test's p can take known values only, in input order.
    ///
    /// Benjamini & Hochberg expect m·t false p-values up to t; of coarse counts far fewer can be so
    /// small. Here the expectation is the sum of the laws, Σ P(pᵢ ≤ t), and so the rate that is
    /// held comes nearer to the nominal one. Source: Heyse 2011. NaN stays NaN.
    package static func discrete(_ p: [Double], _ classes: [DiscreteClass]) -> [Double] {
        var steps: [(p: Double, rise: Double)] = []
        for entry in classes {
            var before = 0.0
            for value in entry.attainable {
                steps.append((value, Double(entry.tests) * (value - before)))
                before = value
            }
        }
        steps.sort { $0.p < $1.p }
        let order = p.indices.filter { !p[$0].isNaN }.sorted { p[$0] < p[$1] }
        var rates: [Double] = []
        var (next, expected) = (0, 0.0)
        for (rank, index) in order.enumerated() {
            while next < steps.count, steps[next].p <= p[index] * (1 + 1e-9) {
                expected += steps[next].rise
                next += 1
            }
            rates.append(expected / Double(rank + 1))
        }
        var adjusted = [Double](repeating: .nan, count: p.count)
        var smallest = 1.0
        for (rank, index) in order.enumerated().reversed() {
            smallest = min(smallest, rates[rank])
            adjusted[index] = smallest
        }
        return adjusted
    }

    /// Benjamini–Yekutieli adjusted values, in input order: valid under any dependence.
    package static func benjaminiYekutieli(_ p: [Double]) -> [Double] {
        let count = p.count { !$0.isNaN }
        let sum = (0..<count).reduce(0.0) { $0 + 1 / Double($1 + 1) }
        return benjaminiHochberg(p).map { $0.isNaN ? .nan : min(1, $0 * sum) }
    }
}
