import Glibc

/// Splits a change into the contributions of its factors.
package enum Decomposition {
    /// Contributions to the change of a product, by the logarithmic mean (LMDI-I, Ang 2005).
    ///
    /// For deaths = exposure · crashes per exposure · deaths per crash the three add up to the
    /// change exactly. A factor of 0 is taken at its limit.
    ///
    /// - Parameters:
    ///   - before: Factors of the earlier period, not negative.
    ///   - after: Factors of the later period, in the same order.
    /// - Returns: The contribution of each factor.
    /// - Throws: `SeriesError` for unequal, empty or negative factors.
    package static func logarithmicMean(
        before: [Double],
        after: [Double]
    ) throws(SeriesError) -> [Double] {
        try check(before, after)
        // Ang & Choi 1997: zeros replaced by a number too small to matter.
        let tiny = 1e-200
        let a = before.map { max($0, tiny) }
        let b = after.map { max($0, tiny) }
        // Logarithms of the products: the products themselves might leave the number range.
        let first = compensatedSum(a.map { log($0) })
        let last = compensatedSum(b.map { log($0) })
        let difference = exp(last) - exp(first)
        let mean = abs(last - first) > 1e-12 ? difference / (last - first) : exp(first)
        return zip(a, b).map { mean * log($1 / $0) }
    }

    /// Contributions to the change of a product, averaged over all orders of change (Shapley).
    ///
    /// At most 12 factors.
    package static func shapley(
        before: [Double],
        after: [Double]
    ) throws(SeriesError) -> [Double] {
        try check(before, after)
        let n = before.count
        guard n <= 12 else { throw .length(found: n, allowed: 1...12) }
        var contributions = [Double](repeating: 0, count: n)
        for factor in 0..<n {
            for set in 0..<(1 << n) where set & (1 << factor) == 0 {
                var product = 1.0
                var size = 0
                for other in 0..<n where other != factor {
                    let isLater = set & (1 << other) != 0
                    product *= isLater ? after[other] : before[other]
                    size += isLater ? 1 : 0
                }
                // 1/(n·C(n−1, size)) is the share of orders in which just this set came before.
                var ways = Double(n)
                for k in 0..<size { ways *= Double(n - 1 - k) / Double(k + 1) }
                contributions[factor] += product * (after[factor] - before[factor]) / ways
            }
        }
        return contributions
    }

    /// Kitagawa's split (1955) of the change of a mean rate over groups.
    ///
    /// - Parameters:
    ///   - sharesBefore: Share of each group in the earlier period.
    ///   - sharesAfter: Share of each group in the later period.
    ///   - ratesBefore: Rate of each group in the earlier period.
    ///   - ratesAfter: Rate of each group in the later period.
    /// - Returns: What shifts between groups and what changes of rates contributed, by group; all
    ///   together they are the change of the mean rate.
    /// - Throws: `SeriesError` for unequal, empty or negative columns.
    package static func kitagawa(
        sharesBefore: [Double],
        sharesAfter: [Double],
        ratesBefore: [Double],
        ratesAfter: [Double]
    ) throws(SeriesError) -> (composition: [Double], rate: [Double]) {
        try check(sharesBefore, sharesAfter)
        try check(ratesBefore, ratesAfter)
        guard sharesBefore.count == ratesBefore.count else { throw .unequalColumns }
        let composition = sharesBefore.indices.map {
            (sharesAfter[$0] - sharesBefore[$0]) * (ratesAfter[$0] + ratesBefore[$0]) / 2
        }
        let rate = sharesBefore.indices.map {
            (ratesAfter[$0] - ratesBefore[$0]) * (sharesAfter[$0] + sharesBefore[$0]) / 2
        }
        return (composition, rate)
    }

    private static func check(_ before: [Double], _ after: [Double]) throws(SeriesError) {
        guard before.count == after.count else { throw .unequalColumns }
        guard !before.isEmpty else { throw .length(found: 0, allowed: 1...10_000) }
        for row in before.indices {
            guard before[row] >= 0, after[row] >= 0, before[row].isFinite, after[row].isFinite
            else { throw .badValue(row: row) }
        }
    }
}
