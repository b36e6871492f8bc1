import RoadModel

/// What the batteries reported, from every instance of `battery_status`.
enum ULogBatteries {
    /// The topic.
    static let topic = "battery_status"

    static func columns(from log: ULogFile) -> BatteryColumns {
        var reports: [(time: Int64, battery: UInt8, values: (Double, Double, Double))] = []
        for topic in log.instances(of: topic) {
            let table = ULogColumns(topic)
            let (volts, amperes) = (table.doubles("voltage_v"), table.doubles("current_a"))
            // A share of 1; -1 is unknown.
            let remaining = table.doubles("remaining")
            for (row, time) in topic.timestamps.enumerated() {
                let drawn = amperes[row] < 0 ? Double.nan : amperes[row]
                reports.append((time, topic.multiID, (volts[row], drawn, remaining[row] * 100)))
            }
        }
        // In the order of time whatever window they came in, not one battery after another.
        reports.sort { ($0.time, $0.battery) < ($1.time, $1.battery) }
        var columns = BatteryColumns()
        for report in reports {
            let (volts, amperes, percent) = report.values
            columns.append(
                report.time,
                battery: report.battery,
                volts: volts,
                amperes: amperes,
                percent: percent
            )
        }
        return columns
    }
}
