import RoadModel

/// Heights above the take-off point, from the best of three sources.
///
/// 1. `home_position`: the receiver's height minus that of the home valid at the time.
/// 2. `vehicle_local_position`: minus `z`, above where the estimator started, between the two
///    records around a fix when these are at most 2 s apart.
/// 3. The receiver's height minus that of the first fix.
struct ULogHeights {
    /// Where the heights come from.
    enum Source { case home, localPosition, firstFix, none }

    /// The widest gap between records of the local position that is bridged, in microseconds.
    private static let widestGap: Int64 = 2_000_000

    /// Metres above take-off for each fix.
    var metres: [Double]
    /// Where they come from.
    var source: Source

    /// Finds the heights; `zero` is the height above the sea of the log's first fix, when it stood
    /// in an earlier window.
    init(from log: ULogFile, fixes: FixColumns, zero: Double? = nil) {
        metres = []
        source = .none
        guard fixes.count > 0 else { return }
        if let heights = Self.aboveHome(log, fixes) {
            (metres, source) = (heights, .home)
        } else if let heights = Self.fromLocalPosition(log, fixes) {
            (metres, source) = (heights, .localPosition)
        } else if let first = zero ?? fixes.altitudeMSLMetres.first(where: \.isFinite) {
            (metres, source) = (fixes.altitudeMSLMetres.map { $0 - first }, .firstFix)
        } else {
            metres = [Double](repeating: .nan, count: fixes.count)
        }
    }

    private static func aboveHome(_ log: ULogFile, _ fixes: FixColumns) -> [Double]? {
        guard let topic = log.instances(of: "home_position").first else { return nil }
        let table = ULogColumns(topic)
        let valid = table.counts("valid_alt")
        let homes = zip(topic.timestamps, table.doubles("alt")).enumerated()
            .filter { valid[$0.offset] != 0 && $0.element.1.isFinite }
            .map(\.element).sorted { $0.0 < $1.0 }
        guard let first = homes.first else { return nil }
        return zip(fixes.vehicleMicroseconds, fixes.altitudeMSLMetres).map { time, height in
            let after = homes.partitionIndex { $0.0 > time }
            return height - (after > 0 ? homes[after - 1].1 : first.1)
        }
    }

    private static func fromLocalPosition(_ log: ULogFile, _ fixes: FixColumns) -> [Double]? {
        guard let topic = log.instances(of: "vehicle_local_position").first else { return nil }
        let table = ULogColumns(topic)
        let valid = table.counts("z_valid")
        let down = zip(topic.timestamps, table.doubles("z")).enumerated()
            .filter { valid[$0.offset] != 0 && $0.element.1.isFinite }
            .map(\.element).sorted { $0.0 < $1.0 }
        guard !down.isEmpty else { return nil }
        var isAnyKnown = false
        let heights = fixes.vehicleMicroseconds.map { time -> Double in
            let after = down.partitionIndex { $0.0 > time }
            guard after > 0 else { return .nan }
            let (start, from) = down[after - 1]
            if start == time {
                isAnyKnown = true
                return -from
            }
            guard after < down.count else { return .nan }
            let (end, to) = down[after]
            guard end - start <= widestGap else { return .nan }
            isAnyKnown = true
            return -(from + (to - from) * (Double(time - start) / Double(end - start)))
        }
        return isAnyKnown ? heights : nil
    }
}

extension Array {
    /// The first index whose element lies beyond, in an array where those stand last.
    fileprivate func partitionIndex(_ isBeyond: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
