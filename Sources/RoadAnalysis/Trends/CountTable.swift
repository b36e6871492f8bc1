import RoadModel

/// Daily counts by measure and area, ready for sums over windows.
struct CountTable {
    private var counts: [String: [String: [Int: Int]]] = [:]

    /// Adds events; a sum beyond the range of `Int` stays at its end.
    mutating func add(_ area: String, _ measure: String, _ date: CivilDate, _ count: Int) {
        let day = date.daysSinceEpoch
        let old = counts[measure]?[area]?[day] ?? 0
        let (sum, overflow) = old.addingReportingOverflow(count)
        counts[measure, default: [:]][area, default: [:]][day] = overflow ? .max : sum
    }

    /// The measures, sorted.
    var measures: [String] { counts.keys.sorted() }

    /// The areas with a row of a measure, sorted.
    func areas(of measure: String) -> [String] { (counts[measure] ?? [:]).keys.sorted() }

    /// Whether an area has a row within a window.
    func hasRows(_ area: String, _ measure: String, _ window: DateWindow) -> Bool {
        let days = window.first.daysSinceEpoch...window.last.daysSinceEpoch
        return counts[measure]?[area]?.keys.contains(where: days.contains) ?? false
    }

    /// Events within a window, over several areas.
    func total(
        _ areas: [String],
        _ measure: String,
        _ window: DateWindow,
        withoutLeapDay: Bool
    ) -> Int {
        let days = window.first.daysSinceEpoch...window.last.daysSinceEpoch
        var total = 0
        for area in areas {
            for (day, count) in counts[measure]?[area] ?? [:] where days.contains(day) {
                if withoutLeapDay {
                    let date = CivilDate(daysSinceEpoch: day)
                    if date.month == 2, date.day == 29 { continue }
                }
                let (sum, overflow) = total.addingReportingOverflow(count)
                total = overflow ? .max : sum
            }
        }
        return total
    }
}
