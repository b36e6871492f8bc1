/// Heights at times, for reading between them.
struct HeightSeries {
    /// The widest gap that is bridged, in microseconds.
    private static let widestGap: Int64 = 2_000_000

    private let samples: [(time: Int64, height: Double)]

    /// Takes the finite heights at times that can be right.
    init(_ times: [Int64], _ heights: [Double]) {
        samples = zip(times, heights)
            .filter { $0 >= 0 && $0 <= BootUTC.latest && $1.isFinite }
            .map { (time: $0, height: $1) }
            .sorted { $0.time < $1.time }
    }

    /// The height between the two samples around a time; `nan` when they are more than 2 s apart.
    func height(at time: Int64) -> Double {
        var (low, high) = (0, samples.count)
        while low < high {
            let middle = low + (high - low) / 2
            if samples[middle].time > time { high = middle } else { low = middle + 1 }
        }
        guard low > 0 else { return .nan }
        let before = samples[low - 1]
        if before.time == time { return before.height }
        guard low < samples.count else { return .nan }
        let after = samples[low]
        guard after.time - before.time <= Self.widestGap else { return .nan }
        let share = Double(time - before.time) / Double(after.time - before.time)
        return before.height + (after.height - before.height) * share
    }
}
