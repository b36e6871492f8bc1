import RoadModel

/// One vehicle's clock along the file: which packet was sent when.
///
/// Most messages carry no time of their own; theirs is that of the packet with a time before them,
/// and what passed on the ground station's clock since.
struct MAVLinkTimeline {
    /// One packet that carries the vehicle's time.
    struct Entry {
        /// Where it begins in the file.
        var start: Int
        /// The ground station's time, 0 without one.
        var stamp: Int64
        /// The vehicle's time, in microseconds.
        var boot: Int64
    }

    /// Messages whose `time_boot_ms` is taken.
    static let messages = [
        "SYSTEM_TIME", "ATTITUDE", "ATTITUDE_QUATERNION", "GLOBAL_POSITION_INT",
        "LOCAL_POSITION_NED",
    ]
    /// The longest time between packets that is believed, in microseconds.
    private static let widestGap: Int64 = 60_000_000

    /// The stretches between starts of the vehicle.
    private(set) var segments: [BootSegment]
    private var entries: [Entry] = []
    /// Without any time of the vehicle: the ground station's time that counts as 0.
    private(set) var zeroStamp: Int64?

    /// Gathers the times of one system; `since` is where a window of the log begins.
    init(
        _ file: MAVLinkFile,
        system: UInt8,
        component: UInt8,
        byteCount: Int,
        since: Int = 0,
        zeroStamp known: Int64? = nil
    ) {
        for name in Self.messages {
            guard let table = file.table(name),
                let times = table.column("time_boot_ms")?.integers
            else { continue }
            let (systems, components) = (table.systems, table.components)
            let stamps = table.stamps
            for row in 0..<table.count
            where systems[row] == system && components[row] == component {
                entries.append(
                    Entry(
                        start: table.starts[row],
                        stamp: stamps[row],
                        boot: times[row] * 1000
                    )
                )
            }
        }
        // Rare messages may be kept from far before the others: they tell nothing of restarts.
        if since > 0 { entries.removeAll { $0.start < since } }
        entries.sort { $0.start < $1.start }
        var clock = BootClock()
        for entry in entries { clock.observe(entry.boot, at: entry.start) }
        segments = clock.finish(at: byteCount)
        if entries.isEmpty, file.isStamped {
            takeStamps(file, system: system, component: component, known: known)
        }
    }

    /// The ground station's times minus the vehicle's, in one stretch.
    func stampOffsets(in segment: BootSegment) -> [Int64] {
        if let zeroStamp { return [zeroStamp] }
        return entries[firstEntry(from: segment.start)..<firstEntry(from: segment.end)]
            .compactMap { BootUTC.offset(utc: $0.stamp, vehicle: $0.boot) }
    }

    /// The vehicle's time of the packet at `start` in the file.
    func time(at start: Int, stamp: Int64, in segment: BootSegment) -> Int64 {
        if let zeroStamp {
            guard stamp > 0, stamp <= BootUTC.latest else { return 0 }
            return stamp - zeroStamp
        }
        let low = firstEntry(from: start + 1)
        let before = low > 0 && entries[low - 1].start >= segment.start ? entries[low - 1] : nil
        let after = low < entries.count && entries[low].start < segment.end ? entries[low] : nil
        guard let near = before ?? after else { return segment.firstMicroseconds }
        let passed = stamp &- near.stamp
        guard stamp > 0, near.stamp > 0, abs(passed) <= Self.widestGap else { return near.boot }
        return max(0, near.boot + passed)
    }

    private func firstEntry(from start: Int) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = low + (high - low) / 2
            if entries[middle].start < start { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func takeStamps(
        _ file: MAVLinkFile,
        system: UInt8,
        component: UInt8,
        known: Int64?
    ) {
        var first = Int64.max
        var last = Int64.min
        for table in file.tables {
            let (systems, components, stamps) = (table.systems, table.components, table.stamps)
            for row in 0..<table.count
            where systems[row] == system && components[row] == component && stamps[row] > 0
                && stamps[row] <= BootUTC.latest
            {
                first = min(first, stamps[row])
                last = max(last, stamps[row])
            }
        }
        guard first <= last, !segments.isEmpty else { return }
        let zero = known ?? first
        zeroStamp = zero
        segments[0].firstMicroseconds = max(0, first - zero)
        segments[0].lastMicroseconds = max(0, last - zero)
    }
}
