import GRDB
package import RoadModel

extension IntakeSession {
    /// Stores crash cards.
    ///
    /// The same number with the same content counts as a duplicate; with other content it becomes
    /// the card's current version and the earlier one is kept beside it.
    package func add(_ crashes: [Crash]) throws(IntakeError) {
        do {
            let insert = try statement(
                """
                INSERT INTO crashes (intake_id, line, byte_offset, source_id, content_key,
                    is_current, observed_us, zone_offset_s, raw_time, severity, killed, injured,
                    children, type, road_text, heading_deg, accuracy_m, conditions, lat, lon, geom)
                VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            )
            for crash in crashes {
                let content = Self.contentKey(of: crash)
                let known = try String.fetchOne(
                    db,
                    sql: """
                        SELECT content_key FROM crashes WHERE source_id = ? AND is_current = 1
                        """,
                    arguments: [crash.sourceID]
                )
                if known == content {
                    count(duplicate: 1)
                    continue
                }
                if known != nil {
                    try db.execute(
                        sql: "UPDATE crashes SET is_current = 0 WHERE source_id = ?",
                        arguments: [crash.sourceID]
                    )
                }
                bind(crash, content: content, to: insert)
                _ = try insert.insert()
                count(accepted: 1)
            }
        } catch { throw IntakeError.io(subject: "crashes", error) }
    }

    private func bind(_ crash: Crash, content: String, to insert: BulkInsert) {
        insert.bind(1, intakeID)
        insert.bind(2, crash.place.line)
        insert.bind(3, crash.place.byteOffset)
        insert.bind(4, crash.sourceID)
        insert.bind(5, content)
        insert.bind(6, crash.time.microseconds)
        insert.bind(7, crash.zoneOffsetSeconds)
        insert.bind(8, crash.rawTime)
        insert.bind(9, crash.severity.rawValue)
        insert.bind(10, crash.killed)
        insert.bind(11, crash.injured)
        insert.bind(12, crash.children)
        insert.bind(13, crash.type)
        insert.bind(14, crash.roadText)
        insert.bind(15, crash.heading?.value ?? .nan)
        insert.bind(16, crash.accuracy.value)
        insert.bind(17, crash.conditions)
        insert.bind(18, crash.location?.latitude.value ?? .nan)
        insert.bind(19, crash.location?.longitude.value ?? .nan)
        if let location = crash.location {
            insert.bind(20, blob: GeoPackageGeometry.point(location))
        } else {
            insert.bindNull(20)
        }
    }

    private static func contentKey(of crash: Crash) -> String {
        var key = RecordKey()
        for text in [
            crash.rawTime, crash.severity.rawValue, crash.type, crash.roadText,
            crash.conditions,
        ] {
            key.add(text.utf8)
        }
        key.add(UInt64(bitPattern: crash.time.microseconds))
        for number in [crash.killed, crash.injured, crash.children ?? -1] {
            key.add(UInt64(bitPattern: Int64(number)))
        }
        key.add(crash.location?.latitude.value ?? .nan)
        key.add(crash.location?.longitude.value ?? .nan)
        key.add(crash.heading?.value ?? .nan)
        key.add(crash.accuracy.value)
        return String(UInt64(bitPattern: key.stored), radix: 16)
    }
}
