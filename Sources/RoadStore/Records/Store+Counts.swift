import GRDB
package import RoadModel

extension Store {
    /// Current crash cards with their places, by time and number.
    package func crashEvents() throws(IntakeError) -> [CrashEvent] {
        try read { db in
            var events: [CrashEvent] = []
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT c.fid, c.observed_us, c.zone_offset_s, c.severity, c.killed, c.injured,
                        c.children, c.type, c.road_text, c.lat, c.lon, l.segment, l.measure_m,
                        l.offset_m, l.reason, c.source_id, c.conditions, l.junction, c.source,
                        c.region, c.place_text, c.road_index, c.on_register, c.death_window_days
                    FROM crash_effective c
                    LEFT JOIN located l ON l.kind = 'crash' AND l.observation_id = c.fid
                        \(Self.onCurrentNetwork)
                    WHERE c.is_current = 1 ORDER BY c.observed_us, c.fid
                    """
            )
            while let row = try cursor.next() {
                let time = Timestamp(microseconds: try row.field("observed_us"))
                let offset: Int = try row.field("zone_offset_s")
                events.append(
                    CrashEvent(
                        id: ObservationID(rawValue: try row.field("fid")),
                        time: time,
                        day: time.date(offsetSeconds: offset),
                        hour: Self.hour(time, offset),
                        cardNumber: try row.field("source_id"),
                        conditions: try row.field("conditions"),
                        isAtJunction: try row.field("junction") as Int64? != nil,
                        severity: CrashSeverity(rawValue: try row.field("severity")) ?? .slight,
                        killed: try row.field("killed"),
                        injured: try row.field("injured"),
                        children: try row.field("children"),
                        type: try row.field("type"),
                        roadText: try row.field("road_text"),
                        location: try Self.location(row),
                        reference: try Self.reference(row),
                        reason: try (row.field("reason") as String?).flatMap(UnlocatedReason.init),
                        source: try row.field("source"),
                        region: try row.field("region"),
                        placeText: try row.field("place_text"),
                        roadIndex: try row.field("road_index"),
                        isOnRegister: try (row.field("on_register") as Int?).map { $0 != 0 },
                        deathWindowDays: try row.field("death_window_days")
                    )
                )
            }
            return events
        }
    }

    /// The hour of the day at a place.
    static func hour(_ time: Timestamp, _ offsetSeconds: Int) -> Int {
        let seconds = time.microseconds / 1_000_000 + Int64(offsetSeconds)
        return Int(((seconds % 86_400 + 86_400) % 86_400) / 3600)
    }

    private static func location(_ row: Row) throws -> GeodeticCoordinate? {
        guard let latitude = try row.field("lat") as Double?,
            let longitude = try row.field("lon") as Double?
        else { return nil }
        return GeodeticCoordinate(
            latitude: Degrees(latitude),
            longitude: Degrees(longitude)
        )
    }

    /// Crash cards stored, earlier versions included.
    package func crashCardCount() throws(IntakeError) -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM crashes") ?? 0 }
    }

    /// Violations by kind between two local days, both included.
    package func violationCounts(
        from first: CivilDate,
        to last: CivilDate
    ) throws(IntakeError) -> [(kind: String, count: Int)] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT event_type, count(*) AS n FROM violations
                    WHERE observed_us + zone_offset_s * 1000000 >= ?
                      AND observed_us + zone_offset_s * 1000000 < ?
                    GROUP BY event_type ORDER BY n DESC, event_type
                    """,
                arguments: [
                    Int64(first.daysSinceEpoch) * 86_400_000_000,
                    Int64(last.daysSinceEpoch + 1) * 86_400_000_000,
                ]
            ).map { (try $0.field("event_type"), try $0.field("n")) }
        }
    }

    /// Passages without a violation between two local days, both included.
    package func passageCount(
        from first: CivilDate,
        to last: CivilDate
    ) throws(IntakeError) -> Int {
        try read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM passages
                    WHERE observed_us + zone_offset_s * 1000000 >= ?
                      AND observed_us + zone_offset_s * 1000000 < ?
                    """,
                arguments: [
                    Int64(first.daysSinceEpoch) * 86_400_000_000,
                    Int64(last.daysSinceEpoch + 1) * 86_400_000_000,
                ]
            ) ?? 0
        }
    }

    /// Passages and violations stored in all.
    package func complexRecordCounts() throws(IntakeError) -> (passages: Int, violations: Int) {
        try read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM passages") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM violations") ?? 0
            )
        }
    }

    /// The device register, by serial number and first event.
    package func devices() throws(IntakeError) -> [DeviceRecord] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM devices ORDER BY serial, first_us, id").map {
                row in
                let latitude: Double? = try row.field("lat")
                let longitude: Double? = try row.field("lon")
                return DeviceRecord(
                    number: try row.field("id"),
                    serial: DeviceID(rawValue: try row.field("serial")),
                    name: try row.field("name"),
                    placeText: try row.field("place_text"),
                    certificate: try row.field("certificate"),
                    certificateValidUntil: try row.field("certificate_valid_until"),
                    mode: try row.field("mode"),
                    location: latitude.flatMap { latitude in
                        longitude.map {
                            GeodeticCoordinate(
                                latitude: Degrees(latitude),
                                longitude: Degrees($0)
                            )
                        }
                    },
                    first: Timestamp(microseconds: try row.field("first_us")),
                    last: Timestamp(microseconds: try row.field("last_us")),
                    records: try row.field("passages"),
                    violations: try row.field("violations")
                )
            }
        }
    }

    /// Passages without a violation and violations of each device state between two local days.
    package func deviceCounts(
        from first: CivilDate,
        to last: CivilDate
    ) throws(IntakeError) -> [Int64: (passages: Int, violations: Int)] {
        try read { db in
            var counts: [Int64: (passages: Int, violations: Int)] = [:]
            for table in ["passages", "violations"] {
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT device_id, count(*) AS n FROM \(table)
                        WHERE observed_us + zone_offset_s * 1000000 >= ?
                          AND observed_us + zone_offset_s * 1000000 < ? GROUP BY device_id
                        """,
                    arguments: [
                        Int64(first.daysSinceEpoch) * 86_400_000_000,
                        Int64(last.daysSinceEpoch + 1) * 86_400_000_000,
                    ]
                )
                for row in rows {
                    let device: Int64 = try row.field("device_id")
                    let count: Int = try row.field("n")
                    if table == "passages" {
                        counts[device, default: (0, 0)].passages += count
                    } else {
                        counts[device, default: (0, 0)].violations += count
                    }
                }
            }
            return counts
        }
    }

    /// How many records of each file found a place, and why the others did not.
    package func placingCounts() throws(IntakeError) -> [PlacingCount] {
        try read { db in
            var counts: [PlacingCount] = []
            for (kind, table) in [(ObservationKind.violation, "violations"), (.crash, "crashes")] {
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT o.intake_id, l.reason, count(*) AS n,
                            total(l.probability) AS probability
                        FROM located l JOIN \(table) o ON o.fid = l.observation_id
                        WHERE l.kind = ? \(Self.onCurrentNetwork) GROUP BY 1, 2 ORDER BY 1, 2
                        """,
                    arguments: [kind.rawValue]
                )
                for row in rows {
                    counts.append(
                        PlacingCount(
                            receipt: try row.field("intake_id"),
                            kind: kind,
                            reason: try (row.field("reason") as String?)
                                .flatMap(UnlocatedReason.init),
                            count: try row.field("n"),
                            probabilitySum: try row.field("probability")
                        )
                    )
                }
            }
            return counts
        }
    }

    /// Reads the place columns of a joined row.
    static func reference(_ row: Row) throws -> LinearReference? {
        guard let segment = try row.field("segment") as Int64? else { return nil }
        return LinearReference(
            segment: SegmentID(rawValue: UInt32(clamping: segment)),
            measure: Metres(try row.field("measure_m")),
            offset: Metres(try row.field("offset_m"))
        )
    }
}
