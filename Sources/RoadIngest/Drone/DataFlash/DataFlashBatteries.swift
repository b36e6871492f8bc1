import RoadModel

/// What the batteries reported: `BAT`, before 2018 `CURR`.
enum DataFlashBatteries {
    /// The records, the best first.
    static let names = ["BAT", "CURR"]

    /// The reports of one stretch; `source` is the record to read, chosen where it is `nil`.
    static func columns(
        _ file: DataFlashFile,
        _ segment: BootSegment,
        _ source: inout String?
    ) -> BatteryColumns {
        var columns = BatteryColumns()
        for name in source.map({ [$0] }) ?? names {
            guard let rows = DataFlashRows(file, name, in: segment) else { continue }
            source = name
            let instances = rows.integers("Inst", "Instance", "I")
            // Logs before 2016 store hundredths in plain integers.
            let perUnit = rows.integers("Volt") == nil ? 1.0 : 100
            let volts = rows.numbers("Volt") ?? rows.nothing
            let amperes = rows.numbers("Curr") ?? rows.nothing
            let percent = rows.numbers("RemPct") ?? rows.nothing
            for (row, time) in rows.times.enumerated() {
                columns.append(
                    time,
                    battery: UInt8(clamping: instances?[row] ?? 0),
                    volts: volts[row] / perUnit,
                    amperes: amperes[row] / perUnit,
                    percent: percent[row]
                )
            }
            return columns
        }
        return columns
    }
}
