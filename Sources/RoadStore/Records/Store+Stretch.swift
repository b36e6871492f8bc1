import GRDB
package import RoadModel

extension Store {
    /// What complexes recorded on parts of directed segments: violations there, and all vehicles
    /// of the complexes that saw them.
    package func records(
        on parts: [HotspotPart]
    ) throws(IntakeError) -> StretchRecords {
        guard !parts.isEmpty else { return StretchRecords() }
        let segments = Set(parts.map(\.segment.rawValue)).sorted()
        let list = segments.map(String.init).joined(separator: ",")
        return try read { db in
            var records = StretchRecords()
            var devices: Set<Int64> = []
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT l.segment, l.measure_m, v.device_id, v.event_type, v.speed_kmh,
                        v.limit_kmh, v.observed_us, v.zone_offset_s
                    FROM located l JOIN violations v ON v.fid = l.observation_id
                    WHERE l.kind = 'violation' AND l.segment IN (\(list)) \(Self.onCurrentNetwork)
                    ORDER BY v.fid
                    """
            )
            while let row = try cursor.next() {
                let segment: Int64 = try row.field("segment")
                let measure: Double = try row.field("measure_m")
                let isInside = parts.contains {
                    Int64($0.segment.rawValue) == segment && $0.from.value <= measure
                        && measure <= $0.to.value
                }
                guard isInside else { continue }
                devices.insert(try row.field("device_id"))
                let time = Timestamp(microseconds: try row.field("observed_us"))
                records.violations.append(
                    StretchRecords.Violation(
                        kind: try row.field("event_type"),
                        speed: try row.field("speed_kmh"),
                        limit: try row.field("limit_kmh"),
                        hour: Self.hour(time, try row.field("zone_offset_s"))
                    )
                )
            }
            records.days = try Self.days(of: devices.sorted(), db)
            return records
        }
    }

    private static func days(
        of devices: [Int64],
        _ db: Database
    ) throws -> [StretchRecords.DayCount] {
        guard !devices.isEmpty else { return [] }
        let list = devices.map(String.init).joined(separator: ",")
        let day = "(observed_us + zone_offset_s * 1000000) / 86400000000"
        let source = ["passages", "violations"].map {
            "SELECT device_id, \(day) AS day FROM \($0) WHERE device_id IN (\(list))"
        }.joined(separator: " UNION ALL ")
        return try Row.fetchAll(
            db,
            sql: "SELECT device_id, day, count(*) AS n FROM (\(source)) GROUP BY 1, 2 ORDER BY 1, 2"
        ).map { row in
            StretchRecords.DayCount(
                device: try row.field("device_id"),
                day: CivilDate(daysSinceEpoch: try row.field("day")),
                vehicles: try row.field("n")
            )
        }
    }
}
