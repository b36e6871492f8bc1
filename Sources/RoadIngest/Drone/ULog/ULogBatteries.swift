import RoadModel

/// What the batteries reported, from every instance of `battery_status`.
enum ULogBatteries {
    /// The topic.
    static let topic = "battery_status"

    static func columns(from log: ULogFile) -> BatteryColumns {
        var columns = BatteryColumns()
        for topic in log.instances(of: topic) {
            let table = ULogColumns(topic)
            let (volts, amperes) = (table.doubles("voltage_v"), table.doubles("current_a"))
            // A share of 1; -1 is unknown.
            let remaining = table.doubles("remaining")
            for (row, time) in topic.timestamps.enumerated() {
                columns.append(
                    time,
                    battery: topic.multiID,
                    volts: volts[row],
                    amperes: amperes[row] < 0 ? .nan : amperes[row],
                    percent: remaining[row] * 100
                )
            }
        }
        return columns
    }
}
