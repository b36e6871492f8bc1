import RoadModel

/// What one vehicle's batteries reported: `BATTERY_STATUS`, else `SYS_STATUS`.
enum MAVLinkBatteries {
    /// The messages, the best first.
    static let messages = ["BATTERY_STATUS", "SYS_STATUS"]
    /// A cell that is not there.
    private static let noCell = 65_535.0

    /// The reports of one stretch; `source` is the message to read, chosen where it is `nil`.
    static func columns(
        _ timeline: MAVLinkTimeline,
        _ context: BootSegment,
        _ source: inout String?,
        _ rows: (String) -> MAVLinkRows?
    ) -> BatteryColumns {
        var columns = BatteryColumns()
        if source != messages[1], let rows = rows(messages[0]) {
            source = messages[0]
            let cells = (0..<10).map { rows.numbers("voltages", element: $0) }
            let (numbers, percent) = (rows.integers("id"), rows.numbers("battery_remaining"))
            let amperes = rows.numbers("current_battery")
            for (row, time) in rows.times(timeline, in: context).enumerated() {
                let volts = cells.reduce(0) { $0 + ($1[row] < noCell ? $1[row] : 0) }
                columns.append(
                    time,
                    battery: UInt8(clamping: numbers[row]),
                    volts: volts / 1000,
                    amperes: amperes[row] < 0 ? .nan : amperes[row] / 100,
                    percent: percent[row]
                )
            }
        } else if source != messages[0], let rows = rows(messages[1]) {
            source = messages[1]
            let (volts, amperes) = (
                rows.numbers("voltage_battery"), rows.numbers("current_battery")
            )
            let percent = rows.numbers("battery_remaining")
            for (row, time) in rows.times(timeline, in: context).enumerated() {
                columns.append(
                    time,
                    battery: 0,
                    volts: volts[row] < noCell ? volts[row] / 1000 : .nan,
                    amperes: amperes[row] < 0 ? .nan : amperes[row] / 100,
                    percent: percent[row]
                )
            }
        }
        return columns
    }
}
