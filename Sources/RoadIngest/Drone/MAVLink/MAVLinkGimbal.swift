import RoadModel

/// Where one vehicle's camera looked: the newest message that was sent.
enum MAVLinkGimbal {
    /// The messages, the best first.
    static let messages = ["GIMBAL_DEVICE_ATTITUDE_STATUS", "MOUNT_ORIENTATION", "MOUNT_STATUS"]

    static func columns(
        _ attitudes: AttitudeColumns,
        _ timeline: MAVLinkTimeline,
        _ context: BootSegment,
        _ rows: (String) -> MAVLinkRows?
    ) -> GimbalColumns {
        var headings = HeadingSeries(attitudes)
        if let rows = rows(messages[0]) { return fromQuaternions(rows, &headings) }
        if let rows = rows(messages[1]) { return fromOrientations(rows, &headings) }
        if let rows = rows(messages[2]) {
            return fromPointing(rows, rows.times(timeline, in: context), &headings)
        }
        return GimbalColumns()
    }

    private static func fromQuaternions(
        _ rows: MAVLinkRows,
        _ headings: inout HeadingSeries
    ) -> GimbalColumns {
        var columns = GimbalColumns()
        let (times, flags) = (rows.integers("time_boot_ms"), rows.integers("flags"))
        let (w, x) = (rows.numbers("q"), rows.numbers("q", element: 1))
        let (y, z) = (rows.numbers("q", element: 2), rows.numbers("q", element: 3))
        for row in 0..<rows.count {
            guard let angles = ULogAttitudes.angles(w: w[row], x: x[row], y: y[row], z: z[row])
            else { continue }
            let time = times[row] * 1000
            let isEarth = GimbalFrame.isEarth(flags[row])
            columns.append(
                time,
                roll: angles.roll,
                pitch: angles.pitch,
                yaw: isEarth ? angles.yaw : headings.heading(near: time) + angles.yaw
            )
        }
        return columns
    }

    /// Degrees; yaw from the nose, in version 2 from north as well.
    private static func fromOrientations(
        _ rows: MAVLinkRows,
        _ headings: inout HeadingSeries
    ) -> GimbalColumns {
        var columns = GimbalColumns()
        let times = rows.integers("time_boot_ms")
        let (roll, pitch) = (rows.numbers("roll"), rows.numbers("pitch"))
        let (yaw, fromNorth) = (rows.numbers("yaw"), rows.numbers("yaw_absolute"))
        for row in 0..<rows.count where abs(pitch[row]) <= 180 {
            let time = times[row] * 1000
            let isNorthKnown = fromNorth[row].isFinite && fromNorth[row] != 0
            columns.append(
                time,
                roll: AngleRange.turn(roll[row]),
                pitch: pitch[row],
                yaw: isNorthKnown ? fromNorth[row] : headings.heading(near: time) + yaw[row]
            )
        }
        return columns
    }

    /// Hundredths of degrees: pitch, roll, yaw from the nose.
    private static func fromPointing(
        _ rows: MAVLinkRows,
        _ times: [Int64],
        _ headings: inout HeadingSeries
    ) -> GimbalColumns {
        var columns = GimbalColumns()
        let (pitch, roll) = (rows.numbers("pointing_a"), rows.numbers("pointing_b"))
        let yaw = rows.numbers("pointing_c")
        for row in 0..<rows.count where abs(pitch[row]) <= 18_000 {
            columns.append(
                times[row],
                roll: AngleRange.turn(roll[row] / 100),
                pitch: pitch[row] / 100,
                yaw: headings.heading(near: times[row]) + yaw[row] / 100
            )
        }
        return columns
    }
}
