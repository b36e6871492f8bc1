import RoadModel
import RoadStatistics

/// Annual average daily traffic of one complex from incomplete hours.
///
/// The mean of each hour of the week in each month over the hours that were observed, summed over
/// the day, averaged over the seven days and then over the months (Jessberger, Krile, Schroeder,
/// Todt and Feng, "Improved annual average daily traffic estimation processes", 2016). Empty hours
/// count as zero, missing ones take no part; an hour of the week that a month never saw is filled from the
/// site's other months in proportion, and counted. Limits come from weeks drawn anew within each
/// month.
package struct AnnualAverage: Sendable {
    /// Vehicles a day.
    package private(set) var aadt: Double
    /// Lower 95 % limit.
    package private(set) var lower: Double
    /// Upper 95 % limit.
    package private(set) var upper: Double
    /// Hours with a record, and empty ones.
    package private(set) var hoursObserved: Int
    /// Hours without a record in which the complex was at work.
    package private(set) var hoursEmpty: Int
    /// Hours of the period.
    package private(set) var hoursExpected: Int
    /// Calendar months (1 to 12) with a record.
    package private(set) var months: [Int]
    /// Share of month-and-hour-of-week means that were filled.
    package private(set) var filledShare: Double

    /// Estimates from a site's hours within a period; `nil` without any.
    ///
    /// - Parameters:
    ///   - site: The complex.
    ///   - period: Hours that count.
    ///   - factors: Level of each calendar month over the year's mean, from sites with a whole
    ///     year; 1 where nothing is known.
    ///   - seed: Of the draws.
    package init?(
        _ site: HourlyVolumes.Site,
        period: ClosedRange<Int32>,
        factors: [Double] = [Double](repeating: 1, count: 12),
        seed: UInt64 = 1
    ) {
        var weeks: [Week] = []
        var indexOfWeek: [Int: Int] = [:]
        var observed = 0
        let empty = site.empty.filter(period.contains).map { (key: $0, value: Int32(0)) }
        for (hour, count) in site.counts.filter({ period.contains($0.key) && $0.value > 0 }) + empty
        {
            let day = HourlyVolumes.day(hour)
            let month = CivilDate(daysSinceEpoch: day).month
            // Weeks are cut at the ends of months, so that draws keep to their month.
            let week = (day + 3) / 7 * 12 + month - 1
            let index = indexOfWeek[week] ?? weeks.count
            if index == weeks.count {
                indexOfWeek[week] = index
                weeks.append(Week(month: month - 1))
            }
            weeks[index].hours.append((HourlyVolumes.hourOfWeek(hour), Double(count)))
            observed += 1
        }
        guard observed > 0 else { return nil }
        // Dictionaries have no order; draws must not depend on it.
        weeks = indexOfWeek.sorted { $0.key < $1.key }.map { entry in
            var week = weeks[entry.value]
            week.hours.sort { $0 < $1 }
            return week
        }
        let byMonth = (0..<12).map { month in weeks.indices.filter { weeks[$0].month == month } }
        let whole = Self.estimate(weeks, byMonth, factors)
        aadt = whole.value
        filledShare = whole.filled
        (hoursObserved, hoursEmpty) = (observed, empty.count)
        hoursExpected = period.count
        months = byMonth.indices.filter { !byMonth[$0].isEmpty }.map { $0 + 1 }
        var random = ReplayableGenerator(seed: seed)
        var draws: [Double] = []
        for _ in 0..<200 {
            let drawn = byMonth.map { list in
                list.map { _ in list[random.index(below: list.count)] }
            }
            draws.append(Self.estimate(weeks, drawn, factors).value)
        }
        draws.sort()
        // Drawing n weeks of n spreads too little by √((n − 1)/n) (Rao and Wu, 1988).
        let weeksAMonth = max(1.5, Double(observed) / 168 / Double(max(1, months.count)))
        let reach = (weeksAMonth / (weeksAMonth - 1)).squareRoot()
        lower = max(0, aadt - reach * (aadt - draws[4]))
        upper = aadt + reach * (draws[195] - aadt)
        widen(by: Self.unseen(weeks, byMonth))
        widen(weeks, byMonth)
    }

    /// The relative error of what draws of weeks cannot show.
    ///
    /// Where no month has two weeks the draws do not differ: then the chance of the count itself is
    /// left. Hours of the day that no day saw stand for the mean of the others, from which hours of
    /// a day lie 60 % away, an assumption, named in the docs.
    private static func unseen(_ weeks: [Week], _ byMonth: [[Int]]) -> Double {
        let hours = weeks.flatMap(\.hours)
        let count = hours.reduce(0) { $0 + $1.count }
        let chance = byMonth.allSatisfy { $0.count < 2 } ? 1 / max(1, count) : 0
        let seen = Double(Set(hours.map { $0.hour % 24 }).count)
        let filled = 0.6 * (1 - seen / 24)
        return (chance + filled * filled / max(1, seen)).squareRoot()
    }

    private mutating func widen(by relative: Double) {
        let extra = 1.96 * aadt * relative
        lower = max(0, aadt - ((aadt - lower) * (aadt - lower) + extra * extra).squareRoot())
        upper = aadt + ((upper - aadt) * (upper - aadt) + extra * extra).squareRoot()
    }

    private struct Week {
        var month: Int
        var hours: [(hour: Int, count: Double)] = []
    }

    /// Months that were never seen may lie anywhere about the ones that were.
    private mutating func widen(_ weeks: [Week], _ byMonth: [[Int]]) {
        let levels = byMonth.filter { !$0.isEmpty }.map { list in
            let hours = list.flatMap { weeks[$0].hours }
            return hours.reduce(0) { $0 + $1.count } / Double(hours.count)
        }
        guard levels.count < 12 else { return }
        let mean = levels.reduce(0, +) / Double(levels.count)
        // A single month tells nothing of the others: 15 % is an assumption, named in the docs.
        var spread = 0.15
        if levels.count > 1, mean > 0 {
            let sum = levels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            spread = max(0.05, (sum / Double(levels.count - 1)).squareRoot() / mean)
        }
        let share = 1 - Double(levels.count) / 12
        widen(by: spread * (share / Double(levels.count)).squareRoot())
    }

    private static func estimate(
        _ weeks: [Week],
        _ byMonth: [[Int]],
        _ factors: [Double]
    ) -> (value: Double, filled: Double) {
        var sums = [[Double]](repeating: [Double](repeating: 0, count: 168), count: 12)
        var numbers = sums
        for month in 0..<12 {
            for week in byMonth[month] {
                for (hour, count) in weeks[week].hours {
                    sums[month][hour] += count
                    numbers[month][hour] += 1
                }
            }
        }
        var profile = [Double](repeating: 0, count: 168)
        for hour in 0..<168 {
            let number = (0..<12).reduce(0.0) { $0 + numbers[$1][hour] }
            let sum = (0..<12).reduce(0.0) { $0 + sums[$1][hour] }
            profile[hour] = number > 0 ? sum / number : .nan
        }
        // An hour of the week that was never seen is worth the same hour of other days, and one
        // that no day saw the mean of the hours that were.
        let known = profile.filter { !$0.isNaN }
        let anywhere = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
        for hour in 0..<168 where profile[hour].isNaN {
            let others = (0..<7).map { profile[$0 * 24 + hour % 24] }.filter { !$0.isNaN }
            profile[hour] = others.isEmpty ? anywhere : others.reduce(0, +) / Double(others.count)
        }
        var total = 0.0
        var weight = 0.0
        var (filled, cells) = (0, 0)
        for month in 0..<12 {
            let seen = (0..<168).filter { numbers[month][$0] > 0 }
            guard !seen.isEmpty else { continue }
            let base = seen.reduce(0.0) { $0 + profile[$1] }
            let level =
                base > 0 ? seen.reduce(0.0) { $0 + sums[month][$1] / numbers[month][$1] } / base : 1
            var week = 0.0
            for hour in 0..<168 {
                cells += 1
                if numbers[month][hour] > 0 {
                    week += sums[month][hour] / numbers[month][hour]
                } else {
                    week += profile[hour] * level
                    filled += 1
                }
            }
            total += week / 7
            weight += factors[month]
        }
        return (weight > 0 ? total / weight : 0, cells > 0 ? Double(filled) / Double(cells) : 0)
    }
}
