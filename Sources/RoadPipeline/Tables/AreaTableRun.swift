package import RoadAnalysis
package import RoadModel

/// Compares the areas of a table over two of its periods.
package struct AreaTableRun: Sendable {
    /// What came of it.
    package struct Outcome: Sendable {
        /// The areas.
        package var trends: AreaTrends
        /// The earlier period.
        package var before: String
        /// The later period.
        package var after: String
        /// Areas without a figure for one of the periods.
        package var absent: [String]
    }

    /// Column of areas.
    package var areas: String
    /// Column of periods.
    package var x: String?
    /// Column of counts.
    package var y: String
    /// Column of exposures; `nil` is equal.
    package var exposure: String?
    /// The earlier period; `nil` is the one before the later.
    package var before: String?
    /// The later period; `nil` is the last.
    package var after: String?
    /// A variance factor from elsewhere.
    package var phi: Double?
    /// Known breaks.
    package var breaks: [RecordingBreak]
    /// What is counted, for the breaks.
    package var measure: String
    /// Level and suppression.
    package var options: ChangeOptions
    /// Seed of the ranks.
    package var seed: UInt64

    /// Makes a run.
    package init(
        areas: String,
        x: String?,
        y: String,
        exposure: String?,
        before: String?,
        after: String?,
        phi: Double?,
        breaks: [RecordingBreak],
        measure: String,
        options: ChangeOptions,
        seed: UInt64
    ) {
        (self.areas, self.x, self.y, self.exposure) = (areas, x, y, exposure)
        (self.before, self.after, self.phi) = (before, after, phi)
        (self.breaks, self.measure, self.options, self.seed) = (breaks, measure, options, seed)
    }

    /// Compares the areas; earlier periods of an area are its history.
    ///
    /// - Throws: `.formatDamaged` with the line of a bad cell or a period that stands twice,
    ///   `.badArgument` for an unknown period, `.insufficient` without two periods.
    package func compare(_ table: AnalysisTable) throws(IntakeError) -> Outcome {
        let groups = try table.groups(by: areas)
        var series: [(area: String, series: AnalysisSeries)] = []
        for (label, part) in groups {
            series.append((label, try AnalysisSeries(part, x: x, y: y, .count)))
        }
        var seen: Set<String> = []
        var order: [(time: Double, label: String)] = []
        for (_, one) in series {
            for (time, label) in zip(one.times, one.labels) where seen.insert(label).inserted {
                order.append((time, label))
            }
        }
        let periods = order.sorted { $0.time < $1.time }.map(\.label)
        let later = after ?? periods.last ?? ""
        guard let place = periods.firstIndex(of: later) else {
            throw unknown("--after \(later)", periods)
        }
        guard before != nil || place > 0 else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "The table has one period only.",
                remedy: "Two periods are needed."
            )
        }
        let earlier = before ?? periods[place - 1]
        guard periods.contains(earlier) else { throw unknown("--before \(earlier)", periods) }
        let perCrash = try PublishedFigures.peoplePerCrash(MeasureName.canonical(measure))
        var inputs: [AreaTrends.Input] = []
        var absent: [String] = []
        for (area, one) in series {
            guard let a = one.labels.firstIndex(of: earlier),
                let b = one.labels.firstIndex(of: later)
            else {
                absent.append(area)
                continue
            }
            let exposures =
                try exposure.map { column throws(IntakeError) in
                    try one.table.numbers(column, .positive)
                }
            func period(_ row: Int) -> ChangePeriod {
                ChangePeriod(
                    count: Int(one.values[row]),
                    exposure: exposures?[row] ?? 1,
                    window: AnalysisPeriodText.window(one.labels[row])
                )
            }
            let history = (0..<a).map { Int(one.values[$0]) }
            inputs.append(
                AreaTrends.Input(
                    area: area,
                    before: period(a),
                    after: period(b),
                    variance: VarianceEvidence(
                        phi: phi,
                        assumedMeanPerCrash: perCrash,
                        yearlyHistory: exposures == nil && one.isYearly ? history : []
                    )
                )
            )
        }
        guard
            let trends = AreaTrends.compare(
                inputs,
                measure: measure,
                breaks: breaks,
                options: options,
                seed: seed
            )
        else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "No area has a figure for both \(earlier) and \(later).",
                remedy: "Name two periods that the areas share."
            )
        }
        return Outcome(trends: trends, before: earlier, after: later, absent: absent)
    }

    private func unknown(_ option: String, _ periods: [String]) -> IntakeError {
        IntakeError(
            .badArgument,
            subject: option,
            detail: "The periods are \(periods.prefix(30).joined(separator: ", ")).",
            remedy: "Name one of them as the table writes it."
        )
    }
}
