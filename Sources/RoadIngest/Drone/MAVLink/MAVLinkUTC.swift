import RoadModel

/// How one vehicle's clock relates to UTC, and the ground station's clock to both.
struct MAVLinkUTC {
    /// The mapping: the vehicle's own UTC, else the ground station's.
    var utc: BootUTC
    /// Whether UTC is only the ground station's.
    var isOfGroundStation = false
    /// The ground station's clock minus the vehicle's UTC, in seconds: the median over the packets
    /// that carry both; `nil` without such.
    var skewSeconds: Double?

    init(_ times: MAVLinkRows?, _ timeline: MAVLinkTimeline, in segment: BootSegment) {
        utc = BootUTC(offsets: [], source: "")
        if let times {
            let unix = times.integers("time_unix_usec")
            let boot = times.integers("time_boot_ms")
            let stamps = times.stamps
            var offsets: [Int64] = []
            var skews: [Int64] = []
            for row in 0..<times.count {
                guard let offset = BootUTC.offset(utc: unix[row], vehicle: boot[row] * 1000)
                else { continue }
                offsets.append(offset)
                // Both are below 2100, so that the difference fits.
                if (1...BootUTC.latest).contains(stamps[row]) {
                    skews.append(stamps[row] - unix[row])
                }
            }
            utc = BootUTC(offsets: offsets, source: "SYSTEM_TIME.time_unix_usec")
            skewSeconds = BootUTC.median(skews).map { Double($0) / 1e6 }
        }
        if utc.mapping == nil {
            utc = BootUTC(
                offsets: timeline.stampOffsets(in: segment).filter { $0 >= BootUTC.earliest },
                source: "ground station's clock"
            )
            isOfGroundStation = true
        }
    }
}
