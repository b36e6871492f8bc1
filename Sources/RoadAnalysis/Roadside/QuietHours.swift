/// Which hours without a record were an empty road, and which a silent complex.
///
/// A stretch of hours between two records is empty when a Poisson count of the stretch's expected
/// volume would be zero with a chance of at least `leastChance`. Expected volumes come from the same
/// hours of other weeks: first as zero-truncated Poisson means (Cohen, "Estimating the parameter in
/// a conditional Poisson distribution", 1960), since empty hours are not among them yet, then as
/// plain means with the empty hours found so far.
enum QuietHours {
    /// A stretch less likely than this to be empty by chance is missing.
    static let leastChance = 0.01

    static func empty(
        _ site: HourlyVolumes.Site,
        uptime: [ClosedRange<Int32>]?
    ) -> Set<Int32> {
        if let uptime {
            var found: Set<Int32> = []
            for range in uptime {
                for hour in range where site.counts[hour] == nil {
                    found.insert(hour)
                }
            }
            return found
        }
        guard let first = site.counts.keys.min(), let last = site.counts.keys.max(), first < last
        else { return [] }
        var sums = [Double](repeating: 0, count: 168)
        var numbers = sums
        for (hour, count) in site.counts {
            let place = HourlyVolumes.hourOfWeek(hour)
            sums[place] += Double(count)
            numbers[place] += 1
        }
        var slots = [Double](repeating: 0, count: 168)
        for hour in first...last { slots[HourlyVolumes.hourOfWeek(hour)] += 1 }
        var rates = firstRates(sums, numbers, slots)
        var found: Set<Int32> = []
        for _ in 0..<4 {
            let next = stretches(site, first...last, rates)
            if next == found { break }
            found = next
            var hours = numbers
            for hour in found { hours[HourlyVolumes.hourOfWeek(hour)] += 1 }
            for place in 0..<168 where numbers[place] > 0 {
                rates[place] = sums[place] / hours[place]
            }
        }
        return found
    }

    /// Vehicles an hour by hour of the week, from the hours with a record alone.
    private static func firstRates(
        _ sums: [Double],
        _ numbers: [Double],
        _ slots: [Double]
    ) -> [Double] {
        var rates = [Double](repeating: .nan, count: 168)
        for place in 0..<168 where numbers[place] > 0 {
            // Every slot's vehicles are the least that there can have been.
            rates[place] = max(
                truncatedMean(sums[place] / numbers[place]),
                sums[place] / slots[place]
            )
        }
        let seen = rates
        for place in 0..<168 where seen[place].isNaN {
            // An hour that no week saw lies between the nearest hours that some week did.
            let before = (1..<168).lazy.map { seen[(place + 168 - $0) % 168] }.first { !$0.isNaN }
            let after = (1..<168).lazy.map { seen[(place + $0) % 168] }.first { !$0.isNaN }
            rates[place] = ((before ?? 0) + (after ?? 0)) / 2
        }
        return rates
    }

    /// The Poisson mean whose counts above zero have a given mean.
    static func truncatedMean(_ mean: Double) -> Double {
        guard mean > 1 else { return 0 }
        var rate = mean
        for _ in 0..<60 { rate = mean * (1 - RoadsideMath.exponential(-rate)) }
        return rate
    }

    private static func stretches(
        _ site: HourlyVolumes.Site,
        _ period: ClosedRange<Int32>,
        _ rates: [Double]
    ) -> Set<Int32> {
        var found: Set<Int32> = []
        var start: Int32?
        var expected = 0.0
        for hour in period {
            if site.counts[hour] == nil {
                if start == nil { start = hour }
                expected += rates[HourlyVolumes.hourOfWeek(hour)]
                continue
            }
            if let begin = start, RoadsideMath.exponential(-expected) >= leastChance {
                found.formUnion(begin..<hour)
            }
            (start, expected) = (nil, 0)
        }
        return found
    }
}
