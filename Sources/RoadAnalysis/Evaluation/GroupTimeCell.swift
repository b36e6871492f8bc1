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
        _ control: StaggeredDifferences.Control
    ) {
        let time = panel.times[place]
        // From treatment on the last period before it is the base, else the period before.
        let firstTreated = panel.times.firstIndex { $0 >= cohort } ?? place
        let base = time >= cohort ? firstTreated - 1 : place - 1
        guard base >= 0 else { return nil }
        let n = panel.units.count
        let changes = (0..<n).map { panel.outcomes[$0][place] - panel.outcomes[$0][base] }
        let horizon = max(time, panel.times[base])
        let isTreated = panel.cohorts.map { $0 == cohort }
        let isControl = panel.cohorts.map { start in
            control == .never
                ? start == .infinity : start > horizon && start != cohort
        }
        let treated = (0..<n).filter { isTreated[$0] }
        let controls = (0..<n).filter { isControl[$0] }
        guard !treated.isEmpty, !controls.isEmpty else { return nil }
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
        (self.cohort, self.time) = (cohort, time)
        self.mean = InfluencedMean(value: own - other, influence: influence)
    }
}
