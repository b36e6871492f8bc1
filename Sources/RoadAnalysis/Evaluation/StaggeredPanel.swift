/// Units observed in every period, some of them treated from a period on.
package struct StaggeredPanel: Sendable, Hashable {
    /// Why rows are no panel.
    package enum Fault: Error, Hashable, Sendable {
        /// A unit has two rows of one period.
        case repeated(row: Int)
        /// A unit lacks a period that others have.
        case absent(unit: String, time: Double)
        /// A unit changes its cohort.
        case cohortChanges(row: Int)
        /// Fewer than two periods, no treated unit, or none to compare with.
        case nothingToCompare
    }

    /// The periods, ascending.
    package let times: [Double]
    /// Names of the units.
    package let units: [String]
    /// First treated period of each unit; infinite is never.
    package private(set) var cohorts: [Double]
    /// Outcomes by unit and period.
    package let outcomes: [[Double]]
    /// Covariates, each by unit and period; empty for none.
    package let covariates: [[[Double]]]
    /// Units that were treated in the first period already and tell nothing.
    package let alwaysTreated: Int

    /// Arranges rows by unit and period.
    ///
    /// - Parameters:
    ///   - units: The unit of each row.
    ///   - times: Its period.
    ///   - cohorts: The unit's first treated period; infinite is never.
    ///   - outcomes: What was measured.
    ///   - covariates: Columns that changes are adjusted for.
    /// - Throws: `Fault` when the panel has gaps or nothing to compare.
    package init(
        units: [String],
        times: [Double],
        cohorts: [Double],
        outcomes: [Double],
        covariates: [[Double]] = []
    ) throws(Fault) {
        let periods = Set(times).sorted()
        guard periods.count >= 2, let start = periods.first else { throw .nothingToCompare }
        var places: [Double: Int] = [:]
        for (place, time) in periods.enumerated() { places[time] = place }
        var names: [String] = []
        var index: [String: Int] = [:]
        var starts: [Double] = []
        var table: [[Double]] = []
        var adjusted = covariates.map { _ in [[Double]]() }
        for row in units.indices {
            if index[units[row]] == nil {
                index[units[row]] = names.count
                names.append(units[row])
                starts.append(cohorts[row])
                table.append([Double](repeating: .nan, count: periods.count))
                for place in adjusted.indices {
                    adjusted[place].append([Double](repeating: 0, count: periods.count))
                }
            }
            guard let unit = index[units[row]], let place = places[times[row]] else { continue }
            guard starts[unit] == cohorts[row] else { throw .cohortChanges(row: row) }
            guard table[unit][place].isNaN else { throw .repeated(row: row) }
            table[unit][place] = outcomes[row]
            for index in adjusted.indices { adjusted[index][unit][place] = covariates[index][row] }
        }
        for unit in names.indices {
            if let place = table[unit].firstIndex(where: \.isNaN) {
                throw .absent(unit: names[unit], time: periods[place])
            }
        }
        let kept = names.indices.filter { starts[$0] > start }
        let last = periods[periods.count - 1]
        guard kept.contains(where: { starts[$0] <= last }) else { throw .nothingToCompare }
        self.times = periods
        self.units = kept.map { names[$0] }
        // Treated after the last period is never treated here.
        self.cohorts = kept.map { starts[$0] > last ? .infinity : starts[$0] }
        self.outcomes = kept.map { table[$0] }
        self.covariates = adjusted.map { rows in kept.map { rows[$0] } }
        alwaysTreated = names.count - kept.count
    }

    /// The same units with other first treated periods, as a false allocation.
    package func startingAt(_ starts: [Double]) -> StaggeredPanel {
        var other = self
        other.cohorts = starts
        return other
    }
}
