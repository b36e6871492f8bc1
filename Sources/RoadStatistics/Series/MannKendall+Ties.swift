extension MannKendall {
    /// Kendall's τ-b of a series against time: the score over √(pairs · pairs without ties).
    ///
    /// 0 where all values are alike.
    package static func tauB(score: Double, _ values: [Double]) -> Double {
        let pairs = Double(values.count) * Double(values.count - 1) / 2
        let tied = tieSizes(values).reduce(0.0) { $0 + Double($1) * Double($1 - 1) / 2 }
        return pairs > tied ? score / (pairs * (pairs - tied)).squareRoot() : 0
    }

    /// Two-sided p-value of τ-b as other programs print it: exact to 33 values without ties, else
    /// normal without the correction for continuity that Z of the test has.
    package static func tauBP(score: Double, variance: Double, _ values: [Double]) -> Double? {
        if values.count <= 33, tieSizes(values).isEmpty { return exactPermutationP(values) }
        return variance > 0 ? NormalDistribution.twoSided(score / variance.squareRoot()) : nil
    }

    /// The exact two-sided p-value of a series' score among all orders of its values, ties included.
    ///
    /// The number of inversions of a multiset's orders has the generating function
    /// [n]! / Π [t]! in powers of q (MacMahon 1915); the score is the pairs that differ less twice
    /// the inversions. `nil` for fewer than 2 or more than 60 values.
    package static func exactPermutationP(_ values: [Double]) -> Double? {
        let n = values.count
        guard (2...60).contains(n), values.allSatisfy(\.isFinite) else { return nil }
        let sizes = tieSizes(values)
        // Probabilities, not counts: 60! does not fit.
        var law = [1.0]
        for size in 2...n { law = times(law, size, among: size) }
        for tie in sizes {
            for size in stride(from: tie, to: 1, by: -1) { law = over(law, size) }
        }
        let total = law.reduce(0, +)
        let most = law.count - 1
        var score = 0
        for later in 1..<n {
            for earlier in 0..<later {
                if values[later] > values[earlier] {
                    score += 1
                } else if values[later] < values[earlier] {
                    score -= 1
                }
            }
        }
        var tail = 0.0
        for inversions in law.indices where abs(most - 2 * inversions) >= abs(score) {
            tail += law[inversions]
        }
        return min(1, tail / total)
    }

    /// A polynomial times 1 + q + … + q^(size − 1), over `scale`.
    private static func times(_ law: [Double], _ size: Int, among scale: Int) -> [Double] {
        var next = [Double](repeating: 0, count: law.count + size - 1)
        for (power, value) in law.enumerated() {
            for more in 0..<size { next[power + more] += value / Double(scale) }
        }
        return next
    }

    /// A polynomial divided by 1 + q + … + q^(size − 1), which divides it.
    private static func over(_ law: [Double], _ size: Int) -> [Double] {
        let count = law.count - size + 1
        var result = [Double](repeating: 0, count: count)
        for power in 0..<count {
            var value = law[power]
            for less in 1..<size where power - less >= 0 { value -= result[power - less] }
            result[power] = max(0, value)
        }
        return result
    }
}
