import RoadStatistics

/// The effect on one cohort in one period.
struct GroupTimeCell: Sendable {
    let cohort: Double
    let time: Double
    let mean: InfluencedMean

    /// Periods since treatment, in the panel's unit.
    var event: Double { time - cohort }

    /// Compares the change of a cohort with that of its controls; `nil` without controls.
    init?(
        _ panel: StaggeredPanel,
        _ cohort: Double,
        _ place: Int,
        _ options: StaggeredDifferences.Options
    ) {
        let time = panel.times[place]
        // The last period that the measure cannot have reached is the base.
        let firstTreated = panel.times.firstIndex { $0 >= cohort - options.anticipation } ?? place
        let isAfter = time >= cohort - options.anticipation
        let base = isAfter || options.base == .universal ? firstTreated - 1 : place - 1
        guard base >= 0, base != place else { return nil }
        let n = panel.units.count
        let changes = (0..<n).map { panel.outcomes[$0][place] - panel.outcomes[$0][base] }
        let horizon = max(time, panel.times[base]) + options.anticipation
        let isTreated = panel.cohorts.map { $0 == cohort }
        let isControl = panel.cohorts.map { start in
            options.control == .never
                ? start == .infinity : start > horizon && start != cohort
        }
        let rows = (0..<n).filter { isTreated[$0] || isControl[$0] }
        guard isTreated.contains(true), isControl.contains(true) else { return nil }
        (self.cohort, self.time) = (cohort, time)
        if panel.covariates.isEmpty {
            mean = Self.plain(changes, isTreated, isControl)
            return
        }
        let early = min(place, base)
        let adjusted = AdjustedDifference(
            changes: rows.map { changes[$0] },
            isTreated: rows.map { isTreated[$0] },
            covariates: panel.covariates.map { table in rows.map { table[$0][early] } },
            method: options.method
        )
        guard let adjusted else { return nil }
        var influence = [Double](repeating: 0, count: n)
        let scale = Double(n) / Double(rows.count)
        for (index, row) in rows.enumerated() { influence[row] = adjusted.influence[index] * scale }
        mean = InfluencedMean(value: adjusted.value, influence: influence)
    }

    private static func plain(
        _ changes: [Double],
        _ isTreated: [Bool],
        _ isControl: [Bool]
    ) -> InfluencedMean {
        let n = changes.count
        let treated = (0..<n).filter { isTreated[$0] }
        let controls = (0..<n).filter { isControl[$0] }
        func mean(_ rows: [Int]) -> Double {
            compensatedSum(rows.map { changes[$0] }) / Double(rows.count)
        }
        let (own, other) = (mean(treated), mean(controls))
        var influence = [Double](repeating: 0, count: n)
        for unit in treated {
            influence[unit] = (changes[unit] - own) * Double(n) / Double(treated.count)
        }
        for unit in controls {
            influence[unit] = -(changes[unit] - other) * Double(n) / Double(controls.count)
        }
        return InfluencedMean(value: own - other, influence: influence)
    }
}
