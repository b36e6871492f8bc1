import RoadModel

/// How a vehicle's clock relates to UTC, from many pairs of both.
struct BootUTC {
    /// The mapping; `nil` without pairs.
    var mapping: ClockMapping?
    /// Offsets left out because they lie far from the others.
    var outliers = 0

    /// UTC before this is a clock that does not know the date: 2010-01-01.
    static let earliest: Int64 = 1_262_304_000_000_000
    /// UTC after this is damage: 2100-01-01.
    static let latest: Int64 = 4_102_444_800_000_000
    /// Offsets this close to the median belong together, in microseconds; a leap second does not.
    private static let closest: Int64 = 500_000

    /// Takes the median of UTC minus vehicle time.
    init(offsets: [Int64], source: String) {
        guard let median = Self.median(offsets) else { return }
        let close = offsets.filter { abs($0 &- median) <= Self.closest }
        outliers = offsets.count - close.count
        let spread = (close.max() ?? median) - (close.min() ?? median)
        mapping = ClockMapping(
            utcMicrosecondsAtZero: median,
            spreadSeconds: Double(spread) / 2e6,
            samples: close.count,
            source: source
        )
    }

    /// UTC minus vehicle time; `nil` when either cannot be right.
    static func offset(utc: Int64, vehicle: Int64) -> Int64? {
        guard (earliest...latest).contains(utc), (0...latest).contains(vehicle) else { return nil }
        return utc - vehicle
    }

    /// The middle value, or the mean of the two middle ones; `nil` of none.
    static func median(_ values: [Int64]) -> Int64? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let upper = sorted[sorted.count / 2]
        if sorted.count % 2 == 1 { return upper }
        let lower = sorted[sorted.count / 2 - 1]
        return lower &+ (upper &- lower) / 2
    }
}
