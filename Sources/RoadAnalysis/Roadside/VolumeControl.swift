import RoadModel

/// What a complex should have counted, and where it did not: gaps, silent complexes, odd days.
///
/// The expected count of an hour is the median (mean below five) of the same hour of the week over
/// the hours that hold a record; for hours with under three vehicles, which may well be empty, also of the share of
/// weeks in which they held one. A silence is reported when a Poisson count of that mean would
/// hardly be zero; days are judged by the spread of the complex's own days about their means.
package struct VolumeControl: Sendable {
    /// Hours in a row without a record.
    package struct Gap: Sendable, Hashable {
        /// Index of the complex.
        package var site: Int
        /// First local hour since 1970.
        package var first: Int32
        /// Last local hour since 1970.
        package var last: Int32
        /// Records to expect in it.
        package var expected: Double
        /// Chance of no record in it by a Poisson count.
        package var probability: Double
        /// Whether it lasts until the end of the data.
        package var isOpen: Bool
    }

    /// A day beyond the limits.
    package struct Day: Sendable, Hashable {
        /// What is wrong.
        package enum Verdict: String, Sendable {
            case low = "LOW"
            case high = "HIGH"
            case none = "NO-DATA"
        }

        /// Index of the complex.
        package var site: Int
        /// Days since 1970.
        package var day: Int
        /// Records.
        package var count: Int
        /// Records to expect.
        package var expected: Double
        /// Control limits.
        package var lower: Double
        /// See `lower`.
        package var upper: Double
        /// What is wrong.
        package var verdict: Verdict
    }

    /// Gaps by complex and time.
    package private(set) var gaps: [Gap] = []
    /// Days beyond their limits, by complex and time.
    package private(set) var days: [Day] = []
    /// Complexes whose last gap is open.
    package var silent: [Gap] { gaps.filter(\.isOpen) }

    /// Controls every complex over the period.
    ///
    /// - Parameters:
    ///   - volumes: Counts.
    ///   - until: The last hour that should hold data; else that of the data.
    ///   - least: Records to expect in a silence that is reported.
    package init(_ volumes: HourlyVolumes, until: Int32? = nil, least: Double = 12) {
        guard volumes.firstHour <= volumes.lastHour else { return }
        let end = until ?? volumes.lastHour
        for (index, site) in volumes.sites.enumerated() {
            guard let first = site.counts.keys.min() else { continue }
            let profile = Self.profile(site, first, max(first, end))
            findGaps(index, site, profile, first, end, least)
            judgeDays(index, site, profile, first, end)
        }
    }

    private static func profile(_ site: HourlyVolumes.Site, _ first: Int32, _ end: Int32)
        -> [Double]
    {
        var counts = [[Int32]](repeating: [], count: 168)
        for (hour, count) in site.counts { counts[HourlyVolumes.hourOfWeek(hour)].append(count) }
        let last = site.counts.keys.max() ?? end
        let weeks = max(1, Double(last - first + 1) / 168)
        return counts.map { list in
            guard !list.isEmpty else { return 0 }
            let mean = list.reduce(0.0) { $0 + Double($1) } / Double(list.count)
            if mean < 3 { return mean * min(1, Double(list.count) / weeks) }
            // A single odd day must not move what is expected of its weekday.
            guard mean >= 5, list.count >= 5 else { return mean }
            let sorted = list.sorted()
            let middle = sorted.count / 2
            return sorted.count % 2 == 1
                ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
        }
    }

    private mutating func findGaps(
        _ index: Int,
        _ site: HourlyVolumes.Site,
        _ profile: [Double],
        _ first: Int32,
        _ end: Int32,
        _ least: Double
    ) {
        var start: Int32?
        var expected = 0.0
        func close(_ last: Int32, isOpen: Bool, _ gaps: inout [Gap]) {
            if let begin = start, expected >= least {
                gaps.append(
                    Gap(
                        site: index,
                        first: begin,
                        last: last,
                        expected: expected,
                        probability: RoadsideMath.exponential(-expected),
                        isOpen: isOpen
                    )
                )
            }
            (start, expected) = (nil, 0)
        }
        guard first <= end else { return }
        for hour in first...end {
            if site.counts[hour] != nil {
                close(hour - 1, isOpen: false, &gaps)
            } else {
                if start == nil { start = hour }
                expected += profile[HourlyVolumes.hourOfWeek(hour)]
            }
        }
        close(end, isOpen: true, &gaps)
    }

    private mutating func judgeDays(
        _ index: Int,
        _ site: HourlyVolumes.Site,
        _ profile: [Double],
        _ first: Int32,
        _ end: Int32
    ) {
        let firstDay = HourlyVolumes.day(first)
        let lastDay = HourlyVolumes.day(end)
        // The first and last day are cut by the data's ends.
        guard lastDay - firstDay >= 2 else { return }
        var rows: [(day: Int, count: Int, expected: Double)] = []
        for day in firstDay + 1..<lastDay {
            var count = 0
            var expected = 0.0
            for hour in Int32(day * 24)..<Int32(day * 24 + 24) {
                count += Int(site.counts[hour] ?? 0)
                expected += profile[HourlyVolumes.hourOfWeek(hour)]
            }
            if expected > 0 { rows.append((day, count, expected)) }
        }
        // Median of squared standard deviates of a normal law is 0.4549.
        let squares = rows.filter { $0.count > 0 }.map { row in
            (Double(row.count) - row.expected) * (Double(row.count) - row.expected) / row.expected
        }.sorted()
        let dispersion = squares.isEmpty ? 1 : max(1, squares[squares.count / 2] / 0.4549)
        for row in rows {
            let reach = 3.09 * (dispersion * row.expected).squareRoot()
            let (lower, upper) = (max(0, row.expected - reach), row.expected + reach)
            let verdict: Day.Verdict
            if row.count == 0, row.expected > 7 {
                verdict = .none
            } else if Double(row.count) < lower {
                verdict = .low
            } else if Double(row.count) > upper {
                verdict = .high
            } else {
                continue
            }
            days.append(
                Day(
                    site: index,
                    day: row.day,
                    count: row.count,
                    expected: row.expected,
                    lower: lower,
                    upper: upper,
                    verdict: verdict
                )
            )
        }
    }
}
