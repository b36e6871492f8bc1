import RoadModel

/// Finds what the wall clock shows at zero of the elapsed time.
///
/// AirData writes the nearest whole second (two of its tables against the raw logs they were made
/// from), so each row is off by up to half a second either way. The mean of the middle half of all
/// rows is right within 0.05 s there and does not mind single rows that are wrong.
internal struct FlightTableAlignment {
    private var differences = ThinnedSample()
    private var hasFraction = false

    /// No rows.
    init() {}

    /// The number of rows added.
    var count: Int { differences.count }

    /// Adds what a row's clock shows and its elapsed time in microseconds.
    mutating func add(_ reading: FlightTableClock.Reading, elapsed: Int64) {
        differences.add(reading.microseconds &- elapsed)
        hasFraction = hasFraction || reading.hasFraction
    }

    /// The clock at zero and half the stretch in which it may lie, in seconds; `nil` without rows.
    var result: (microsecondsAtZero: Int64, spreadSeconds: Double)? {
        guard let range = differences.range else { return nil }
        let (lowest, highest) = (range.lowerBound, range.upperBound)
        let sorted = differences.values.sorted()
        let middle = sorted[sorted.count / 4...(sorted.count - 1) * 3 / 4]
        // Differences from one of them, so that the sum cannot overflow.
        let sum = middle.reduce(0.0) { $0 + Double($1 &- lowest) }
        let mean = lowest &+ Int64((sum / Double(middle.count)).rounded())
        let spread = Double(highest &- lowest) / 2e6
        return (mean, hasFraction ? spread : max(spread, 0.5))
    }
}
