import GRDB
package import RoadModel

/// A card that came in anew or with other content.
package struct CrashChange: Sendable, Hashable, Codable {
    /// One field that reads differently.
    package struct Field: Sendable, Hashable, Codable {
        /// The field's name.
        package var field: String
        /// What the version before said.
        package var before: String
        /// What this version says.
        package var after: String
    }

    /// The source of the card's number; empty when there is only one.
    package var source: String
    /// The card's number.
    package var id: String
    /// This version, from 1.
    package var version: Int
    /// The receipt of the file that brought it.
    package var receipt: Int64
    /// That file's name.
    package var file: String
    /// When the file was received.
    package var received: Timestamp
    /// Fields that changed; empty for a new card.
    package var fields: [Field]
    /// Whether the card was not known before.
    package var isNew: Bool
}

extension Store {
    /// Cards of which a version came in at or after an instant, oldest first.
    ///
    /// - Parameters:
    ///   - since: The instant of receipt.
    ///   - receipt: Only versions of this receipt and later ones; `nil` for all.
    ///   - withNew: Whether cards that were not known before are listed too.
    /// - Returns: The versions.
    /// - Throws: `.io`.
    package func crashChanges(
        since: Timestamp,
        receipt: Int64? = nil,
        withNew: Bool = false
    ) throws(IntakeError) -> [CrashChange] {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT c.*, coalesce(d.source, '') AS source, d.region, d.place_text,
                        d.on_register, d.death_window_days, i.received_us, i.name AS file,
                        row_number() OVER w AS version,
                        (SELECT count(*) FROM crash_vehicles v WHERE v.crash_id = c.fid)
                            AS vehicles,
                        (SELECT count(*) FROM crash_participants p WHERE p.crash_id = c.fid)
                            AS participants,
                        (SELECT group_concat(role || ' ' || injury || ' ' || coalesce(age, ''))
                            FROM crash_participants p WHERE p.crash_id = c.fid) AS people
                    FROM crashes c JOIN intake i ON i.id = c.intake_id
                    LEFT JOIN crash_details d ON d.crash_id = c.fid
                    WINDOW w AS (PARTITION BY coalesce(d.source, ''), c.source_id ORDER BY c.fid)
                    ORDER BY coalesce(d.source, ''), c.source_id, c.fid
                    """
            )
            var changes: [(fid: Int64, change: CrashChange)] = []
            var before: Row?
            while let row = try rows.next() {
                let version: Int = try row.field("version")
                let isNew = version == 1
                let received: Int64 = try row.field("received_us")
                let number: Int64 = try row.field("intake_id")
                let isWanted =
                    received >= since.microseconds && number >= receipt ?? 0
                    && (withNew || !isNew)
                if isWanted {
                    let change = CrashChange(
                        source: try row.field("source"),
                        id: try row.field("source_id"),
                        version: version,
                        receipt: number,
                        file: try row.field("file"),
                        received: Timestamp(microseconds: received),
                        fields: isNew ? [] : Self.fields(before, row),
                        isNew: isNew
                    )
                    changes.append((try row.field("fid"), change))
                }
                before = row.copy()
            }
            return changes.sorted { $0.fid < $1.fid }.map(\.change)
        }
    }

    private static func fields(_ before: Row?, _ after: Row) -> [CrashChange.Field] {
        guard let before else { return [] }
        let names = [
            "raw_time", "observed_us", "severity", "killed", "injured", "children", "type",
            "road_text", "place_text", "region", "heading_deg", "accuracy_m", "conditions", "lat",
            "lon", "on_register", "death_window_days", "vehicles", "participants", "people",
        ]
        return names.compactMap { name in
            let (old, new) = (text(before[name]), text(after[name]))
            guard old != new else { return nil }
            return CrashChange.Field(field: name, before: old, after: new)
        }
    }

    private static func text(_ value: DatabaseValue?) -> String {
        guard let value, !value.isNull else { return "" }
        return String.fromDatabaseValue(value) ?? "\(value)"
    }

    /// For each current card the people who died later than so many days after the crash.
    package func deaths(laterThan days: Int) throws(IntakeError) -> [ObservationID: Int] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.fid, count(*) AS n FROM crash_effective c
                    JOIN crash_participants p ON p.source_id = c.source_id
                        AND p.source = c.source AND p.is_current = 1
                        AND (p.crash_id IS NULL OR p.crash_id = c.fid)
                    WHERE c.is_current = 1 AND p.injury = 'killed' AND p.died_after_days > ?
                    GROUP BY c.fid
                    """,
                arguments: [days]
            )
            var late: [ObservationID: Int] = [:]
            for row in rows {
                late[ObservationID(rawValue: try row.field("fid"))] = try row.field("n")
            }
            return late
        }
    }

    /// Vehicles and people of one card, whether they came with it or in tables of their own.
    package func people(
        of card: String,
        source: String
    ) throws(IntakeError) -> (vehicles: [CrashVehicle], participants: [CrashParticipant]) {
        try read { db in
            let mine = """
                t.source_id = ? AND t.source = ? AND t.is_current = 1 AND (t.crash_id IS NULL
                    OR t.crash_id IN (SELECT fid FROM crashes WHERE is_current = 1))
                ORDER BY t.id
                """
            let vehicles = try Row.fetchAll(
                db,
                sql: "SELECT t.* FROM crash_vehicles t WHERE " + mine,
                arguments: [card, source]
            ).map { row in
                var vehicle = CrashVehicle(number: try row.field("number"))
                vehicle.kind = try row.field("kind")
                vehicle.make = try row.field("make")
                vehicle.model = try row.field("model")
                vehicle.year = try row.field("year")
                return vehicle
            }
            let people = try Row.fetchAll(
                db,
                sql: "SELECT t.* FROM crash_participants t WHERE " + mine,
                arguments: [card, source]
            ).map { row in
                var person = CrashParticipant(
                    number: try row.field("number"),
                    vehicle: try row.field("vehicle")
                )
                person.role = RoadUserRole(rawValue: try row.field("role")) ?? .other
                person.injury = Injury(rawValue: try row.field("injury")) ?? .unknown
                person.injuryText = try row.field("injury_text")
                person.age = try row.field("age")
                person.sex = try row.field("sex")
                person.diedAfterDays = try row.field("died_after_days")
                return person
            }
            return (vehicles, people)
        }
    }
}
