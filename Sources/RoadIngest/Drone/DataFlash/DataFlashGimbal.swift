import RoadModel

/// Where the camera looked, from `MNT`: angles against the horizon, yaw from north or, where that
/// is not logged, from the aircraft's nose.
enum DataFlashGimbal {
    /// The records.
    static let name = "MNT"

    static func columns(
        _ file: DataFlashFile,
        _ segment: BootSegment,
        _ attitudes: AttitudeColumns
    ) -> GimbalColumns {
        var columns = GimbalColumns()
        guard let rows = DataFlashRows(file, name, in: segment) else { return columns }
        let roll = rows.numbers("Roll") ?? rows.nothing
        let pitch = rows.numbers("Pitch") ?? rows.nothing
        let ofEarth = rows.numbers("YawE") ?? rows.nothing
        let ofBody = rows.numbers("YawB") ?? rows.nothing
        let instances = rows.integers("I")
        var headings = HeadingSeries(attitudes)
        for (row, time) in rows.times.enumerated()
        where (instances?[row] ?? 0) == 0 && abs(pitch[row]) <= 180 {
            columns.append(
                time,
                roll: AngleRange.turn(roll[row]),
                pitch: pitch[row],
                yaw: ofEarth[row].isFinite
                    ? ofEarth[row] : headings.heading(near: time) + ofBody[row]
            )
        }
        return columns
    }
}
