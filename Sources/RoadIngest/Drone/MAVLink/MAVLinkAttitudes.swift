import RoadModel

/// The attitudes of one vehicle in one stretch: `ATTITUDE`, else `ATTITUDE_QUATERNION`.
enum MAVLinkAttitudes {
    static func columns(_ angles: MAVLinkRows?, _ quaternions: MAVLinkRows?) -> AttitudeColumns {
        if let angles { return fromAngles(angles) }
        if let quaternions { return fromQuaternions(quaternions) }
        return AttitudeColumns()
    }

    private static func fromAngles(_ rows: MAVLinkRows) -> AttitudeColumns {
        var columns = AttitudeColumns()
        let times = rows.integers("time_boot_ms")
        let degrees = 180 / Double.pi
        let (roll, pitch, yaw) = (
            rows.numbers("roll"), rows.numbers("pitch"), rows.numbers("yaw")
        )
        for row in 0..<rows.count {
            let tilt = pitch[row] * degrees
            guard roll[row].isFinite, yaw[row].isFinite, abs(tilt) <= 90 else { continue }
            columns.vehicleMicroseconds.append(times[row] * 1000)
            columns.rollDegrees.append(AngleRange.turn(roll[row] * degrees))
            columns.pitchDegrees.append(tilt)
            columns.yawDegrees.append(AngleRange.heading(yaw[row] * degrees))
        }
        return columns
    }

    private static func fromQuaternions(_ rows: MAVLinkRows) -> AttitudeColumns {
        var columns = AttitudeColumns()
        let times = rows.integers("time_boot_ms")
        let (w, x, y, z) = (
            rows.numbers("q1"), rows.numbers("q2"), rows.numbers("q3"), rows.numbers("q4")
        )
        for row in 0..<rows.count {
            guard let angles = ULogAttitudes.angles(w: w[row], x: x[row], y: y[row], z: z[row])
            else { continue }
            columns.vehicleMicroseconds.append(times[row] * 1000)
            columns.rollDegrees.append(angles.roll)
            columns.pitchDegrees.append(angles.pitch)
            columns.yawDegrees.append(angles.yaw)
        }
        return columns
    }
}
