import RoadModel

/// Where the camera looked, from `gimbal_device_attitude_status`.
///
/// `q` is (w, x, y, z). Its yaw counts from north or from the aircraft's nose, as the flags say:
/// MAVLink `GIMBAL_DEVICE_FLAGS`.
struct ULogGimbal {
    /// The topic.
    static let topic = "gimbal_device_attitude_status"

    /// The looks.
    var columns = GimbalColumns()

    init(from log: ULogFile, attitudes: AttitudeColumns) {
        guard let topic = log.instances(of: Self.topic).first else { return }
        let table = ULogColumns(topic)
        guard let w = table.column("q[0]")?.doubles, let x = table.column("q[1]")?.doubles,
            let y = table.column("q[2]")?.doubles, let z = table.column("q[3]")?.doubles
        else { return }
        let flags = table.column("device_flags")?.integers
        var headings = HeadingSeries(attitudes)
        for (row, time) in topic.timestamps.enumerated() {
            guard let angles = ULogAttitudes.angles(w: w[row], x: x[row], y: y[row], z: z[row])
            else { continue }
            let isEarth = GimbalFrame.isEarth(flags?[row] ?? 0)
            columns.append(
                time,
                roll: angles.roll,
                pitch: angles.pitch,
                yaw: isEarth ? angles.yaw : headings.heading(near: time) + angles.yaw
            )
        }
    }
}
