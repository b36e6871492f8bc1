package import RoadModel
import RoadStore

/// Vehicles a day that complexes recorded at a place: the traffic there is at least that.
package struct RecordedTraffic: Sendable, Hashable {
    /// Mean vehicles a day at the complex that recorded most.
    package var perDay: Double
    /// Standard deviation between its days; `nil` with one day.
    package var deviation: Double?
    /// Days on which it recorded.
    package var days: Int
    /// Complexes at the place.
    package var complexes: Int
    /// The last day.
    package var last: CivilDate

    /// Takes the complex with the highest mean; `nil` without a record.
    init?(_ counts: [StretchRecords.DayCount]) {
        var byDevice: [Int64: [StretchRecords.DayCount]] = [:]
        for count in counts { byDevice[count.device, default: []].append(count) }
        func mean(_ days: [StretchRecords.DayCount]) -> Double {
            Double(days.reduce(0) { $0 + $1.vehicles }) / Double(days.count)
        }
        let order = byDevice.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        guard let best = order.max(by: { mean($0.value) < mean($1.value) })?.value,
            let last = counts.map(\.day).max()
        else { return nil }
        perDay = mean(best)
        days = best.count
        complexes = byDevice.count
        self.last = last
        if best.count > 1 {
            let squares = best.reduce(0.0) {
                let gap = Double($1.vehicles) - perDay
                return $0 + gap * gap
            }
            deviation = (squares / Double(best.count - 1)).squareRoot()
        }
    }
}
