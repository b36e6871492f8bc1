import RoadModel

/// How the vehicle's clock relates to UTC, as the log's receivers saw it.
struct ULogUTC {
    /// The mapping; `nil` when the log knows no UTC.
    var mapping: ClockMapping?
    /// Offsets left out because they lie far from the others.
    var outliers = 0

    /// UTC before this is a receiver that does not know the date: 2010-01-01.
    private static let earliest: Int64 = 1_262_304_000_000_000
    /// UTC after this is damage: 2100-01-01.
    private static let latest: Int64 = 4_102_444_800_000_000
    /// Offsets this close to the median belong together, in microseconds; a leap second does not.
    private static let closest: Int64 = 500_000
    /// The fewest offsets under a fix for which those without a fix are ignored.
    private static let enoughUnderFix = 3

    /// Takes the median offset of the first topic that has any, else the log's own statement.
    init(from log: ULogFile) {
        for name in ULogFixes.receiverTopics {
            let offsets = Self.offsets(log.instances(of: name))
            guard let median = Self.median(offsets) else { continue }
            let close = offsets.filter { abs($0 - median) <= Self.closest }
            outliers = offsets.count - close.count
            let spread = (close.max() ?? median) - (close.min() ?? median)
            mapping = ClockMapping(
                utcMicrosecondsAtZero: median,
                spreadSeconds: Double(spread) / 2e6,
                samples: close.count,
                source: "\(name).time_utc_usec"
            )
            return
        }
        if let boot = log.infos["boot_time_utc_us"]?.integer,
            (Self.earliest...Self.latest).contains(boot)
        {
            mapping = ClockMapping(
                utcMicrosecondsAtZero: boot,
                spreadSeconds: 0,
                samples: 1,
                source: "boot_time_utc_us"
            )
        }
    }

    /// UTC minus vehicle time, for records that carry a UTC; under a fix where there are such.
    private static func offsets(_ topics: [ULogTopic]) -> [Int64] {
        var underFix: [Int64] = []
        var all: [Int64] = []
        for topic in topics {
            let table = ULogColumns(topic)
            guard let utc = table.column("time_utc_usec")?.integers else { continue }
            let fixKind = table.counts("fix_type")
            let times = topic.timestamps
            for row in 0..<topic.count
            where (earliest...latest).contains(utc[row]) && times[row] <= latest {
                let offset = utc[row] - times[row]
                all.append(offset)
                if fixKind[row] >= 2 { underFix.append(offset) }
            }
        }
        return underFix.count >= enoughUnderFix ? underFix : all
    }

    /// The middle value, or the mean of the two middle ones; `nil` of none.
    static func median(_ values: [Int64]) -> Int64? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let upper = sorted[sorted.count / 2]
        if sorted.count % 2 == 1 { return upper }
        let lower = sorted[sorted.count / 2 - 1]
        return lower + (upper - lower) / 2
    }
}
