import CIntegerProgram

/// Picks options under a budget, at most one of every group, by GLPK's branch and cut.
package struct BudgetSelectionKernel: Sendable, Hashable {
    /// Indices of the options picked, ascending.
    package let picked: [Int]
    /// Whether no better choice exists; else the time ran out.
    package let isProvedBest: Bool

    /// Picks; `nil` when the solver fails or the columns contradict each other.
    ///
    /// - Parameters:
    ///   - groups: The group of each option, from 0.
    ///   - costs: Cost of each option, not negative.
    ///   - benefits: Benefit of each option; options without benefit are never picked.
    ///   - budget: What all costs together must not exceed.
    ///   - seconds: When to stop and keep the best found.
    package init?(
        groups: [Int],
        costs: [Double],
        benefits: [Double],
        budget: Double,
        seconds: Double = 20
    ) {
        guard groups.count == costs.count, groups.count == benefits.count,
            groups.count < 1_000_000, budget >= 0, budget.isFinite,
            costs.allSatisfy({ $0 >= 0 && $0.isFinite }), benefits.allSatisfy(\.isFinite),
            groups.allSatisfy({ $0 >= 0 && $0 < 1_000_000 })
        else { return nil }
        // What cannot be afforded or does no good only slows the search.
        let rows = groups.indices.filter { benefits[$0] > 0 && costs[$0] <= budget }
        var renumbered: [Int: Int32] = [:]
        var group: [Int32] = []
        for row in rows {
            let number = renumbered[groups[row]] ?? Int32(renumbered.count)
            renumbered[groups[row]] = number
            group.append(number)
        }
        // Scaled, so that the solver's tolerances mean the same in tenge and in dollars.
        let costUnit = max(1e-300, max(budget, rows.map { costs[$0] }.max() ?? 1))
        let benefitUnit = max(1e-300, rows.map { benefits[$0] }.max() ?? 1)
        let cost = rows.map { costs[$0] / costUnit }
        let benefit = rows.map { benefits[$0] / benefitUnit }
        var chosen = [UInt8](repeating: 0, count: rows.count)
        var bound = 0.0
        let status = jol_pick_within_budget(
            Int32(rows.count),
            group,
            cost,
            benefit,
            budget / costUnit,
            Int32(max(1, min(1e6, seconds * 1000))),
            &chosen,
            &bound
        )
        guard status != 2 else { return nil }
        picked = rows.indices.filter { chosen[$0] != 0 }.map { rows[$0] }
        isProvedBest = status == 0
    }
}
