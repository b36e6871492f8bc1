/// Adjusts p-values for having asked many questions at once.
package enum Multiplicity {
    /// Benjamini–Hochberg adjusted values, in input order; each is at least its p-value.
    ///
    /// Source: Benjamini & Hochberg 1995, step-up. NaN stays NaN and does not count.
    package static func benjaminiHochberg(_ p: [Double]) -> [Double] {
        let order = ascending(p)
        var adjusted = [Double](repeating: .nan, count: p.count)
        var smallest = 1.0
        for (rank, index) in order.enumerated().reversed() {
            smallest = min(smallest, p[index] * Double(order.count) / Double(rank + 1))
            adjusted[index] = smallest
        }
        return adjusted
    }

    /// Holm's adjusted values, in input order: they hold the chance of any false alarm.
    ///
    /// Source: Holm 1979, step-down. NaN stays NaN and does not count.
    package static func holm(_ p: [Double]) -> [Double] {
        let order = ascending(p)
        var adjusted = [Double](repeating: .nan, count: p.count)
        var largest = 0.0
        for (rank, index) in order.enumerated() {
            largest = max(largest, min(1, p[index] * Double(order.count - rank)))
            adjusted[index] = largest
        }
        return adjusted
    }

    /// Bonferroni's adjusted values, in input order.
    package static func bonferroni(_ p: [Double]) -> [Double] {
        let count = Double(p.count { !$0.isNaN })
        return p.map { min(1, $0 * count) }
    }

    private static func ascending(_ p: [Double]) -> [Int] {
        p.indices.filter { !p[$0].isNaN }.sorted { (p[$0], $0) < (p[$1], $1) }
    }
}
