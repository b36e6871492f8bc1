import GRDB
package import RoadModel

/// What became of a card that was given to the store.
package enum CrashFate: Sendable, Hashable {
    /// It is a new card, or a new version of one.
    case stored(Int64)
    /// The same card with the same content is there.
    case duplicate(Int64)
}

extension IntakeSession {
    /// Stores crash cards.
    ///
    /// The same number with the same content counts as a duplicate; with other content it becomes
    /// the card's current version and the earlier one is kept beside it.
    package func add(_ crashes: [Crash]) throws(IntakeError) {
        do {
            for crash in crashes {
                switch try CrashWriter(self).add(crash) {
                case .duplicate: count(duplicate: 1)
                case .stored: count(accepted: 1)
                }
            }
        } catch { throw IntakeError.io(subject: "crashes", error) }
    }

    /// Stores vehicles and people that came without their cards, versioned like cards.
    package func add(_ parts: [CrashPart]) throws(IntakeError) {
        do {
            for part in parts {
                if try CrashWriter(self).add(part) {
                    count(accepted: 1)
                } else {
                    count(duplicate: 1)
                }
            }
        } catch { throw IntakeError.io(subject: "crashes", error) }
    }

    /// How many of the cards that this file's vehicles and people belong to are not there yet.
    package func cardsMissing() throws(IntakeError) -> Int {
        do {
            return try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM (
                        SELECT source, source_id FROM crash_vehicles
                        WHERE intake_id = :intake AND crash_id IS NULL
                        UNION SELECT source, source_id FROM crash_participants
                        WHERE intake_id = :intake AND crash_id IS NULL) p
                    WHERE NOT EXISTS (SELECT 1 FROM crashes c
                        LEFT JOIN crash_details d ON d.crash_id = c.fid
                        WHERE c.source_id = p.source_id AND coalesce(d.source, '') = p.source)
                    """,
                arguments: ["intake": intakeID]
            ) ?? 0
        } catch { throw IntakeError.io(subject: "crashes", error) }
    }
}

/// Writes cards with their details, vehicles and people.
struct CrashWriter {
    private let session: IntakeSession
    private var db: Database { session.db }

    init(_ session: IntakeSession) { self.session = session }

    /// Stores a card unless it is known with the same content.
    func add(_ crash: Crash) throws -> CrashFate {
        let content = Self.contentKey(of: crash)
        let details = Self.detailsKey(of: crash)
        let statement = try db.cachedStatement(
            sql: """
                SELECT c.fid, c.content_key, d.details_key FROM crashes c
                LEFT JOIN crash_details d ON d.crash_id = c.fid
                WHERE c.source_id = ? AND coalesce(d.source, '') = ? AND c.is_current = 1
                """
        )
        let known = try Row.fetchOne(
            statement,
            arguments: [crash.sourceID, crash.details.source]
        )
        if let known {
            let number: Int64 = try known.field("fid")
            let before: String? = try known.field("details_key")
            // Cards of earlier versions of the program have no details.
            let isSame =
                before.map { $0 == details }
                ?? (crash.vehicles.isEmpty && crash.participants.isEmpty)
            if isSame, try known.field("content_key") == content { return .duplicate(number) }
            try db.execute(
                sql: "UPDATE crashes SET is_current = 0 WHERE fid = ?",
                arguments: [number]
            )
        }
        let insert = try session.statement(
            """
            INSERT INTO crashes (intake_id, line, byte_offset, source_id, content_key,
                is_current, observed_us, zone_offset_s, raw_time, severity, killed, injured,
                children, type, road_text, heading_deg, accuracy_m, conditions, lat, lon, geom)
            VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        bind(crash, content: content, to: insert)
        _ = try insert.insert()
        let number = db.lastInsertedRowID
        try store(crash, details, number)
        return .stored(number)
    }

    private func store(_ crash: Crash, _ key: String, _ number: Int64) throws {
        let details = crash.details
        let insert = try session.statement(
            "INSERT INTO crash_details VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        insert.bind(1, number)
        insert.bind(2, key)
        insert.bind(3, details.source)
        insert.bind(4, details.region)
        insert.bind(5, details.placeText)
        insert.bind(6, details.roadIndex)
        insert.bind(7, details.isOnRegister.map { $0 ? 1 : 0 })
        insert.bind(8, details.deathWindowDays)
        insert.bind(9, details.hasCounts ? 1 : 0)
        _ = try insert.insert()
        for vehicle in crash.vehicles {
            let part = CrashPart(
                place: crash.place,
                sourceID: crash.sourceID,
                source: details.source,
                body: .vehicle(vehicle)
            )
            try insertVehicle(part, vehicle, crash: number)
        }
        for person in crash.participants {
            let part = CrashPart(
                place: crash.place,
                sourceID: crash.sourceID,
                source: details.source,
                body: .participant(person)
            )
            try insertPerson(part, person, crash: number)
        }
    }

    /// Stores a vehicle or person that came alone; `false` when it is known as it is.
    func add(_ part: CrashPart) throws -> Bool {
        switch part.body {
        case .vehicle(let vehicle):
            let known = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, kind, make, model, year FROM crash_vehicles
                    WHERE source_id = ? AND source = ? AND number = ? AND crash_id IS NULL
                        AND is_current = 1
                    """,
                arguments: [part.sourceID, part.source, vehicle.number]
            )
            if let known {
                var before = CrashVehicle(number: vehicle.number)
                before.kind = try known.field("kind")
                before.make = try known.field("make")
                before.model = try known.field("model")
                before.year = try known.field("year")
                if before == vehicle { return false }
                try retire("crash_vehicles", try known.field("id"))
            }
            try insertVehicle(part, vehicle, crash: nil)
        case .participant(let person):
            let known = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, role, injury, injury_text, age, sex, died_after_days
                    FROM crash_participants WHERE source_id = ? AND source = ? AND number = ?
                        AND vehicle IS ? AND crash_id IS NULL AND is_current = 1
                    """,
                arguments: [part.sourceID, part.source, person.number, person.vehicle]
            )
            if let known {
                var before = CrashParticipant(number: person.number, vehicle: person.vehicle)
                before.role = RoadUserRole(rawValue: try known.field("role")) ?? .other
                before.injury = Injury(rawValue: try known.field("injury")) ?? .unknown
                before.injuryText = try known.field("injury_text")
                before.age = try known.field("age")
                before.sex = try known.field("sex")
                before.diedAfterDays = try known.field("died_after_days")
                if before == person { return false }
                try retire("crash_participants", try known.field("id"))
            }
            try insertPerson(part, person, crash: nil)
        }
        return true
    }

    private func retire(_ table: String, _ number: Int64) throws {
        try db.execute(
            sql: "UPDATE \(table) SET is_current = 0 WHERE id = ?",
            arguments: [number]
        )
    }

    private func insertVehicle(
        _ part: CrashPart,
        _ vehicle: CrashVehicle,
        crash: Int64?
    ) throws {
        let insert = try session.statement(
            """
            INSERT INTO crash_vehicles (intake_id, crash_id, source, source_id, line, byte_offset,
                number, kind, make, model, year) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        bind(part, crash, vehicle.number, to: insert)
        insert.bind(8, vehicle.kind)
        insert.bind(9, vehicle.make)
        insert.bind(10, vehicle.model)
        insert.bind(11, vehicle.year)
        _ = try insert.insert()
    }

    private func insertPerson(
        _ part: CrashPart,
        _ person: CrashParticipant,
        crash: Int64?
    ) throws {
        let insert = try session.statement(
            """
            INSERT INTO crash_participants (intake_id, crash_id, source, source_id, line,
                byte_offset, number, vehicle, role, injury, injury_text, age, sex,
                died_after_days) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        bind(part, crash, person.number, to: insert)
        insert.bind(8, person.vehicle)
        insert.bind(9, person.role.rawValue)
        insert.bind(10, person.injury.rawValue)
        insert.bind(11, person.injuryText)
        insert.bind(12, person.age)
        insert.bind(13, person.sex)
        insert.bind(14, person.diedAfterDays)
        _ = try insert.insert()
    }

    private func bind(_ part: CrashPart, _ crash: Int64?, _ number: Int, to insert: BulkInsert) {
        insert.bind(1, session.intakeID)
        insert.bind(2, crash.map { Int($0) })
        insert.bind(3, part.source)
        insert.bind(4, part.sourceID)
        insert.bind(5, part.place.line)
        insert.bind(6, part.place.byteOffset)
        insert.bind(7, number)
    }

    private func bind(_ crash: Crash, content: String, to insert: BulkInsert) {
        insert.bind(1, session.intakeID)
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

    private static func detailsKey(of crash: Crash) -> String {
        var key = RecordKey()
        let details = crash.details
        for text in [details.region, details.placeText] { key.add(text.utf8) }
        let register = details.isOnRegister.map { $0 ? 1 : 0 } ?? -1
        for number in [register, details.deathWindowDays ?? -1, details.hasCounts ? 1 : 0] {
            key.add(UInt64(bitPattern: Int64(number)))
        }
        for vehicle in crash.vehicles {
            for text in [vehicle.kind, vehicle.make, vehicle.model] { key.add(text.utf8) }
            for number in [vehicle.number, vehicle.year ?? -1] {
                key.add(UInt64(bitPattern: Int64(number)))
            }
        }
        for person in crash.participants {
            for text in [person.role.rawValue, person.injuryText, person.sex] {
                key.add(text.utf8)
            }
            for number in [
                person.number, person.vehicle ?? -1, person.age ?? -1, person.diedAfterDays ?? -1,
            ] {
                key.add(UInt64(bitPattern: Int64(number)))
            }
        }
        return String(UInt64(bitPattern: key.stored), radix: 16)
    }
}
