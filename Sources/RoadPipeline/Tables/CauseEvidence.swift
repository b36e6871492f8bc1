import RoadAnalysis
import RoadModel
import RoadStatistics

/// What bears on the cause of an effect beyond its size; `nil` is not asked or not known.
package struct CauseEvidence: Sendable, Hashable {
    /// Share of random allocations of the same starts whose effect stands out as much.
    package var placeboRank: Double?
    /// Whether more of the measure goes with more of the effect, and next period's dose does not.
    package var followsDose: Bool?
    /// Whether no ring nearby rose against comparison places.
    package var leavesNeighboursAlone: Bool?
    /// Whether the measure began in every unit when a random draw had said.
    package var followsDraw: Bool?

    /// Nothing known.
    package init() {}

    /// Ranks an effect among those of shuffled starts.
    ///
    /// - Returns: A share from 1/200 on; `nil` when no shuffled panel can be estimated.
    static func placeboRank(
        _ panel: StaggeredPanel,
        _ effect: StaggeredEffect,
        _ options: StaggeredDifferences.Options
    ) -> Double? {
        guard effect.standardError > 0 else { return nil }
        let own = abs(effect.estimate / effect.standardError)
        var generator = ReplayableGenerator(seed: 1)
        var starts = panel.cohorts
        var (drawn, exceeding) = (0, 0)
        for _ in 0..<199 {
            generator.shuffle(&starts)
            guard let found = StaggeredDifferences(panel.startingAt(starts), options)?.simple,
                found.standardError > 0
            else { continue }
            drawn += 1
            // Equal allocations give the same number up to rounding.
            if abs(found.estimate / found.standardError) >= own * (1 - 1e-9) { exceeding += 1 }
        }
        return drawn > 0 ? Double(1 + exceeding) / Double(1 + drawn) : nil
    }

    /// Whether a panel's response goes with its dose in the direction of the effect.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged`, `.insufficient` as `PanelRun.fit`.
    static func followsDose(
        _ table: AnalysisTable,
        _ run: PanelRun,
        sign effect: Double
    ) throws(IntakeError) -> Bool {
        let outcome = try run.fit(table)
        guard let term = outcome.fit.terms.first, term.p < 0.05 else { return false }
        // Hours sent where crashes will be are an answer to them, not their cause.
        let isClean = !outcome.placebo.isEmpty && outcome.placebo.allSatisfy { $0.p >= 0.05 }
        return isClean && (term.estimate < 0) == (effect < 0)
    }

    /// Whether every unit of a panel began when the plan of a randomised roll-out says.
    ///
    /// A plan's periods count from 1 or are those of the panel.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell.
    static func followsDraw(
        _ plan: AnalysisTable,
        _ grid: PanelGrid,
        _ starts: [Double]
    ) throws(IntakeError) -> Bool {
        let column = ["first_period", "start", "cohort"].first(where: plan.contains)
        let begins = try plan.numbers(
            column ?? "first_period",
            .notNegative,
            allowsMissing: true
        )
        var drawn: [String: Double] = [:]
        for (unit, begin) in zip(try plan.texts("unit"), begins) {
            drawn[unit] = begin.isNaN || begin == 0 ? .infinity : begin
        }
        return starts.indices.allSatisfy { row in
            guard let begin = drawn[grid.unitNames[grid.units[row]]] else { return false }
            guard begin.isFinite else { return !starts[row].isFinite }
            let place = Int(min(begin, 1e9)) - 1
            return begin == starts[row]
                || (grid.periods.indices.contains(place) && grid.periods[place] == starts[row])
        }
    }
}
