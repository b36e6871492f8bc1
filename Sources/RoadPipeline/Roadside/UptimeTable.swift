import RoadIngest
package import RoadModel

/// Times in which complexes are known to have been at work, so that hours without a record are
/// empty and not missing.
package enum UptimeTable {
    /// Reads `serial`, `from`, `to`: days or times on the complex's own clock.
    ///
    /// Only whole hours count; a `to` that is a day includes it.
    ///
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a bad cell.
    package static func read(
        _ path: String
    ) throws(IntakeError) -> [String: [ClosedRange<Int32>]] {
        let table = try NamedColumns(
            path,
            [
                ("serial*", ["device_serial", "site", "заводской номер", "зауыттық нөмірі"]),
                ("from*", ["start", "begin", "since", "с", "начало", "басы"]),
                ("to*", ["end", "until", "по", "конец", "соңы"]),
            ]
        )
        var known: [String: [ClosedRange<Int32>]] = [:]
        for row in 0..<table.count {
            let from = try seconds(table, "from", row)
            let to = try seconds(table, "to", row)
            let first = (from.seconds + 3599) / 3600
            let last = (to.isDay ? to.seconds + 86_400 : to.seconds) / 3600 - 1
            guard from.seconds <= to.seconds else {
                throw table.table.badCell(row, "to", "a time not before from")
            }
            guard last >= first else { continue }
            known[table.text("serial", row), default: []].append(
                Int32(clamping: first)...Int32(clamping: last)
            )
        }
        return known
    }

    /// Local seconds since 1970.
    private static func seconds(
        _ table: NamedColumns,
        _ column: String,
        _ row: Int
    ) throws(IntakeError) -> (seconds: Int, isDay: Bool) {
        let cell = table.text(column, row)
        let bytes = Array(cell.utf8)
        guard let wall = ByteTime.parse(bytes.span, 0..<bytes.count) else {
            throw table.table.badCell(row, column, "a day or time like 2025-01-31 06:00")
        }
        return (wall.localSeconds, !wall.hasTime)
    }
}
