package import RoadAnalysis
package import RoadModel

/// Estimates staggered differences in differences from a table.
package struct DidRun: Sendable {
    /// Column of units.
    package var unit: String
    /// Column of periods.
    package var time: String
    /// Column of the first treated period; 0, empty or `never` is never.
    package var cohort: String
    /// Column of the outcome.
    package var outcome: String
    /// Columns that changes are adjusted for.
    package var covariates: [String] = []
    /// How effects are estimated.
    package var options = StaggeredDifferences.Options()

    /// Makes a run.
    package init(unit: String, time: String, cohort: String, outcome: String) {
        (self.unit, self.time, self.cohort, self.outcome) = (unit, time, cohort, outcome)
    }

    /// Estimates the effects.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell, of a repeated row
    ///   or of a unit that changes its cohort; `.insufficient` for a unit without a period or
    ///   nobody to compare with.
    package func estimate(
        _ table: AnalysisTable
    ) throws(IntakeError) -> (panel: StaggeredPanel, effects: StaggeredDifferences) {
        let units = try table.texts(unit)
        let times = try table.numbers(time)
        let outcomes = try table.numbers(outcome)
        var adjusted: [[Double]] = []
        for name in covariates { adjusted.append(try table.numbers(name)) }
        let cohorts = try starts(table)
        let panel: StaggeredPanel
        do throws(StaggeredPanel.Fault) {
            panel = try StaggeredPanel(
                units: units,
                times: times,
                cohorts: cohorts,
                outcomes: outcomes,
                covariates: adjusted
            )
        } catch {
            throw refusal(error, table)
        }
        guard let effects = StaggeredDifferences(panel, options) else {
            throw refusal(.nothingToCompare, table)
        }
        return (panel, effects)
    }

    /// The first treated period of each row's unit; infinite is never.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` with the line of a bad cell.
    func starts(_ table: AnalysisTable) throws(IntakeError) -> [Double] {
        var cohorts: [Double] = []
        for (row, text) in try table.texts(cohort).enumerated() {
            if AnalysisTable.isMissing(text) || ["never", "Inf", "inf"].contains(text) {
                cohorts.append(.infinity)
            } else if let value = table.number(text) {
                cohorts.append(value == 0 ? .infinity : value)
            } else {
                throw table.badCell(row, cohort, "the first treated period, or 0 for never")
            }
        }
        return cohorts
    }

    private func refusal(_ fault: StaggeredPanel.Fault, _ table: AnalysisTable) -> IntakeError {
        switch fault {
        case .repeated(let row):
            table.badCell(row, time, "one row for each unit and period")
        case .cohortChanges(let row):
            table.badCell(row, cohort, "the same cohort in every row of a unit")
        case .absent(let unit, let time):
            IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "Unit '\(unit)' has no row of period \(time).",
                remedy: "Add the row from the source, or leave the unit out."
            )
        case .nothingToCompare:
            IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "There are no two periods with treated units and units to compare with.",
                remedy: "Check the cohort column; --control not-yet also takes units treated later."
            )
        }
    }
}
