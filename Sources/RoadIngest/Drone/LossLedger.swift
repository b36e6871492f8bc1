package import RoadModel

/// Collects the stretches of a binary log that could not be read; keeps them few.
package struct LossLedger: Sendable {
    /// The most ranges kept; past it the last one grows over whatever lies between.
    package static let capacity = 4096

    /// The ranges so far, in file order, not overlapping, adjacent ones of one reason joined.
    package private(set) var ranges: [LostRange] = []

    /// No losses.
    package init() {}

    /// Adds bytes `[start, end)`; `start` must not lie before the end of the last range.
    package mutating func add(_ start: Int, _ end: Int, _ reason: RejectReason) {
        guard start < end else { return }
        if let last = ranges.last,
            (last.end == start && last.reason == reason)
                || ranges.count >= Self.capacity
        {
            ranges[ranges.count - 1].end = max(last.end, end)
        } else {
            ranges.append(LostRange(start: start, end: end, reason: reason))
        }
    }

    /// Adds ranges found later anywhere in the file, and puts all in order again.
    package mutating func merge(_ others: [LostRange]) {
        guard !others.isEmpty else { return }
        let sorted = (ranges + others).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        ranges = []
        for range in sorted {
            let start = max(range.start, ranges.last?.end ?? 0)
            add(start, range.end, range.reason)
        }
    }
}
