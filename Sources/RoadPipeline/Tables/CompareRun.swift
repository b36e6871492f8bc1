import Glibc
import RoadAnalysis
package import RoadModel
import RoadStatistics

/// Asks every method that a table allows about one measure, so that their spread can be seen.
package struct CompareRun: Sendable {
    /// What one method said.
    package struct Row: Sendable, Hashable {
        /// The method by its documented name.
        package var method: String
        /// Events with the measure over events without it; `nil` when the method does not apply.
        package var ratio: Double?
        /// Lower limit.
        package var lower: Double?
        /// Upper limit.
        package var upper: Double?
        /// Why the method does not apply.
        package var absence: String?

        /// Effect in percent.
        package var percent: Double? { ratio.map { 100 * ($0 - 1) } }
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// The methods, from the least to the most trustworthy.
        package var rows: [Row]
        /// Whether treated places had been chosen for their counts.
        package var isSelected: Bool
        /// Whether groups moved alike before; `nil` when it could not be tested.
        package var movesAlike: Bool?
        /// What else bears on the cause.
        package var evidence = CauseEvidence()
    }

    /// Column of units; with time and cohort the table is a panel, else sites.
    package var unit = "unit"
    /// Column of periods.
    package var time = "time"
    /// Column of the first treated period.
    package var cohort = "cohort"
    /// Column of counts.
    package var outcome: String?
    /// Terms of the safety performance function, for a table of sites.
    package var spf: String?
    /// An effect of the literature to stand beside.
    package var prior: String?
    /// Column of a panel's dose, for example patrol hours.
    package var dose: String?
    /// Counts in rings around the treated places.
    package var rings: AnalysisTable?
    /// Units with the period at which a draw lets the measure begin.
    package var plan: AnalysisTable?

    /// Makes a run with the usual columns.
    package init() {}

    /// Asks the methods.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged`, `.insufficient`, `.badArgument`.
    package func compare(_ table: AnalysisTable) throws(IntakeError) -> Outcome {
        let isPanel = [unit, time, cohort].allSatisfy(table.contains)
        var found = isPanel ? try panel(table) : try sites(table)
        if let prior {
            let known = try PriorLedger.prior(prior)
            found.rows.append(
                Row(method: "prior", ratio: known.ratio, lower: known.lower, upper: known.upper)
            )
        }
        if let rings {
            let (analysis, hasComparison) = try SpilloverRun().analyse(rings)
            found.evidence.leavesNeighboursAlone = hasComparison && analysis.rising.isEmpty
        }
        return found
    }

    private func sites(_ table: AnalysisTable) throws(IntakeError) -> Outcome {
        var run = BeforeAfterRun()
        if let spf { run.prediction = .fitted(spf) }
        let found = try run.evaluate(table)
        let needsPanel = "needs counts by period"
        return Outcome(
            rows: [
                Row(
                    method: "naive",
                    ratio: found.naiveRatio,
                    lower: found.naive.lower,
                    upper: found.naive.upper
                ),
                Self.row(
                    "comparison-group",
                    found.comparison,
                    "needs untreated sites with crashes"
                ),
                Row(method: "did", absence: needsPanel), Row(method: "panel", absence: needsPanel),
                Self.row(
                    "empirical-bayes",
                    found.bayes,
                    "needs a function (--spf), predictions or ten untreated sites"
                ),
            ],
            isSelected: found.isSelected || found.comparison == nil,
            movesAlike: nil
        )
    }

    private func panel(_ table: AnalysisTable) throws(IntakeError) -> Outcome {
        let names = [outcome, "crashes", "count", "killed", "deaths", "y", "outcome"]
        let counted = names.compactMap(\.self).first(where: table.contains) ?? "crashes"
        let counts = try table.numbers(counted, .count)
        var did = DidRun(unit: unit, time: time, cohort: cohort, outcome: counted)
        did.options.draws = 0
        let grid = try PanelGrid(table, unit: unit, time: time)
        let starts = try did.starts(table)
        let tables = try CohortTables(grid, counts, starts)
        var parts: [BeforeAfterRun.Outcome] = []
        for part in tables.tables { parts.append(try BeforeAfterRun().evaluate(part)) }
        let naive = BeforeAfter.combined(
            parts.compactMap { part in
                BeforeAfter.unpaired(
                    before: part.totals.before,
                    after: part.totals.after,
                    exposureRatio: part.totals.yearsAfter / part.totals.yearsBefore
                )
            }
        )
        var rows = [
            Self.row("naive", naive, "needs events before and after"),
            Self.row(
                "comparison-group",
                BeforeAfter.combined(parts.compactMap(\.comparison)),
                "needs units that are never treated"
            ),
        ]
        var movesAlike: Bool?
        var evidence = CauseEvidence()
        do throws(IntakeError) {
            let (panel, effects) = try did.estimate(table)
            movesAlike = effects.preTrend.map { $0.p >= 0.05 }
            evidence.placeboRank = CauseEvidence.placeboRank(panel, effects.simple, did.options)
            if let dose {
                evidence.followsDose = try CauseEvidence.followsDose(
                    table,
                    PanelRun(
                        unit: unit,
                        time: time,
                        outcome: counted,
                        terms: [dose],
                        doses: [dose]
                    ),
                    sign: effects.simple.estimate
                )
            }
            rows.append(Self.row(effects.simple, panel))
        } catch { rows.append(Row(method: "did", absence: error.detail)) }
        if let plan {
            evidence.followsDraw = try CauseEvidence.followsDraw(plan, grid, starts)
        }
        rows.append(poisson(grid, counts, starts))
        rows.append(
            Self.row(
                "empirical-bayes",
                BeforeAfter.combined(parts.compactMap(\.bayes)),
                "needs ten units that are never treated"
            )
        )
        return Outcome(
            rows: rows,
            isSelected: parts.contains(where: \.isSelected),
            movesAlike: movesAlike,
            evidence: evidence
        )
    }

    private static func row(
        _ method: String,
        _ effect: BeforeAfterEffect?,
        _ absence: String
    ) -> Row {
        guard let effect else { return Row(method: method, absence: absence) }
        return Row(method: method, ratio: effect.ratio, lower: effect.lower, upper: effect.upper)
    }

    /// A difference of counts as a ratio to what treated units would have had.
    private static func row(_ effect: StaggeredEffect, _ panel: StaggeredPanel) -> Row {
        var (sum, cells) = (0.0, 0.0)
        for unit in panel.units.indices where panel.cohorts[unit].isFinite {
            for (place, time) in panel.times.enumerated() where time >= panel.cohorts[unit] {
                sum += panel.outcomes[unit][place]
                cells += 1
            }
        }
        let observed = cells > 0 ? sum / cells : 0
        func ratio(_ change: Double) -> Double? {
            observed - change > 0 ? observed / (observed - change) : nil
        }
        guard let middle = ratio(effect.estimate) else {
            return Row(method: "did", absence: "the expected count is not positive")
        }
        return Row(
            method: "did",
            ratio: middle,
            lower: ratio(effect.lower),
            upper: ratio(effect.upper)
        )
    }

    private func poisson(_ grid: PanelGrid, _ counts: [Double], _ starts: [Double]) -> Row {
        let rows = counts.indices
        let treated = rows.map { grid.periods[grid.times[$0]] >= starts[$0] ? 1.0 : 0 }
        let fit = try? FixedEffectsPoisson.fit(
            response: counts,
            regressors: [treated],
            names: ["treated"],
            groupings: [grid.units, grid.times],
            clusters: grid.units
        )
        guard let term = fit?.terms.first else {
            return Row(method: "panel", absence: "treatment does not vary within units and periods")
        }
        return Row(
            method: "panel",
            ratio: exp(term.estimate),
            lower: exp(term.lower),
            upper: exp(term.upper)
        )
    }
}
