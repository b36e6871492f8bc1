/// Numbers of which at most 65,536 are kept, evenly spread, with the least and greatest of all.
struct ThinnedSample {
    private static let most = 1 << 16

    /// Those kept; all of them while they are few.
    private(set) var values: [Int64] = []
    /// The number of all.
    private(set) var count = 0
    /// The least and greatest of all; `nil` without any.
    private(set) var range: ClosedRange<Int64>?
    /// One of so many is kept.
    private var step = 1

    init() {}

    /// Adds a number.
    mutating func add(_ value: Int64) {
        range = min(range?.lowerBound ?? value, value)...max(range?.upperBound ?? value, value)
        defer { count += 1 }
        guard count % step == 0 else { return }
        if values.count == Self.most {
            values = stride(from: 0, to: values.count, by: 2).map { values[$0] }
            step *= 2
            guard count % step == 0 else { return }
        }
        values.append(value)
    }
}
