import RoadModel

/// Where the rows of a panel stand: which unit, which period.
struct PanelGrid {
    /// The unit of each row, from 0 in order of appearance.
    let units: [Int]
    /// The period of each row, from 0 in ascending order.
    let times: [Int]
    /// Units.
    let unitCount: Int
    /// Periods.
    let timeCount: Int
    /// Names of units.
    let unitNames: [String]
    /// Periods as numbers, ascending.
    let periods: [Double]
    private let rowOf: [Int: Int]

    /// Unit and period pairs without a row.
    var missing: Int { unitCount * timeCount - units.count }

    /// Arranges the rows of a table.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` for a second row of one unit and period,
    ///   `.insufficient` for fewer than two units or periods.
    init(_ table: AnalysisTable, unit: String, time: String) throws(IntakeError) {
        var numbers: [String: Int] = [:]
        var names: [String] = []
        let texts = try table.texts(unit)
        var units: [Int] = []
        for (row, text) in texts.enumerated() {
            if AnalysisTable.isMissing(text) { throw table.badCell(row, unit, "a unit's name") }
            if numbers[text] == nil {
                numbers[text] = names.count
                names.append(text)
            }
            units.append(numbers[text] ?? 0)
        }
        let values = try Self.periods(table, time)
        let periods = Set(values).sorted()
        var places: [Double: Int] = [:]
        for (place, period) in periods.enumerated() { places[period] = place }
        let times = values.map { places[$0] ?? 0 }
        var rowOf: [Int: Int] = [:]
        for row in units.indices {
            let key = units[row] * periods.count + times[row]
            if rowOf[key] != nil {
                throw table.badCell(row, time, "one row for each unit and period")
            }
            rowOf[key] = row
        }
        guard names.count > 1, periods.count > 1 else {
            throw IntakeError(
                .insufficient,
                subject: table.subject,
                detail: "There are \(names.count) units and \(periods.count) periods.",
                remedy: "A panel needs at least two of each."
            )
        }
        (self.units, self.times, self.rowOf) = (units, times, rowOf)
        (unitCount, timeCount) = (names.count, periods.count)
        (unitNames, self.periods) = (names, periods)
    }

    /// Periods as numbers: as they are, or months and days of dates.
    static func periods(_ table: AnalysisTable, _ column: String) throws(IntakeError) -> [Double] {
        let texts = try table.texts(column)
        let dates = texts.map(AnalysisSeries.date)
        guard dates.allSatisfy({ $0 != nil }) else { return try table.numbers(column) }
        let isMonthly = dates.allSatisfy { $0?.day == 1 }
        return dates.map { date in
            guard let date else { return .nan }
            return isMonthly
                ? Double(date.year * 12 + date.month - 1) : Double(date.daysSinceEpoch)
        }
    }

    /// The row of a unit and period; `nil` without one.
    func row(_ unit: Int, _ time: Int) -> Int? {
        (0..<timeCount).contains(time) ? rowOf[unit * timeCount + time] : nil
    }

    /// The values of other periods of the same unit: 1 is the next one, −1 the last; NaN without.
    func shifted(_ values: [Double], by steps: Int) -> [Double] {
        units.indices.map { index in
            row(units[index], times[index] + steps).map { values[$0] } ?? .nan
        }
    }

    /// A range of doses with its name.
    struct Bin {
        let name: String
        let lower: Double
        let upper: Double

        func holds(_ value: Double) -> Bool { value > lower && value <= upper }
    }

    /// Thirds of the positive doses against none, or the upper two against the lowest.
    ///
    /// The second where no dose is 0; `nil` for fewer than four different doses.
    static func thirds(_ doses: [Double]) -> [Bin]? {
        let hasZero = doses.contains { $0 <= 0 }
        let positive = doses.filter { $0 > 0 }.sorted()
        guard Set(positive).count >= 4 else { return nil }
        let cuts = [
            0, positive[positive.count / 3], positive[2 * positive.count / 3],
            positive[positive.count - 1],
        ]
        guard cuts[1] < cuts[2], cuts[2] < cuts[3] else { return nil }
        return (hasZero ? 0..<3 : 1..<3).map { place in
            Bin(name: "dose \(place + 1)/3", lower: cuts[place], upper: cuts[place + 1])
        }
    }
}
