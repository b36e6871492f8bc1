import RoadModel

/// What a gimbal's yaw counts from, by MAVLink's `GIMBAL_DEVICE_FLAGS`.
enum GimbalFrame {
    private static let yawLock: Int64 = 16
    private static let yawInVehicleFrame: Int64 = 32
    private static let yawInEarthFrame: Int64 = 64

    /// Whether it is north; else it is the aircraft's nose.
    static func isEarth(_ flags: Int64) -> Bool {
        if flags & yawInVehicleFrame != 0 { return false }
        return flags & (yawInEarthFrame | yawLock) != 0
    }
}

/// The aircraft's heading at times that come in ascending order, mostly.
struct HeadingSeries {
    /// The farthest attitude that is taken, in microseconds.
    private static let farthest: Int64 = 1_000_000

    private let times: [Int64]
    private let headings: [Double]
    private var row = 0

    init(_ attitudes: AttitudeColumns) {
        (times, headings) = (attitudes.vehicleMicroseconds, attitudes.yawDegrees)
    }

    /// The heading of the attitude next to a time, in degrees; `nan` without one within 1 s.
    mutating func heading(near time: Int64) -> Double {
        guard !times.isEmpty else { return .nan }
        if times[row] > time { row = 0 }
        while row + 1 < times.count, distance(row + 1, time) <= distance(row, time) { row += 1 }
        return distance(row, time) <= Self.farthest ? headings[row] : .nan
    }

    private func distance(_ row: Int, _ time: Int64) -> Int64 {
        let difference = times[row].subtractingReportingOverflow(time)
        return difference.overflow || difference.partialValue == .min
            ? .max : abs(difference.partialValue)
    }
}
