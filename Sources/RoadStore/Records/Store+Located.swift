import GRDB
package import RoadModel

extension Store {
    /// Violations or crash cards, earlier versions of cards included, with numbers above `after`, at most `limit`, by number.
    package func locatable(
        _ kind: ObservationKind,
        after: ObservationID,
        limit: Int
    ) throws(IntakeError) -> [LocatableRow] {
        try read { db in
            var rows: [LocatableRow] = []
            rows.reserveCapacity(limit)
            let cursor = try Row.fetchCursor(
                db, sql: Self.locatableSQL(kind) + " AND o.fid > ? ORDER BY o.fid LIMIT ?",
                arguments: [after.rawValue, limit])
            while let row = try cursor.next() { rows.append(try Self.locatable(row, kind)) }
            return rows
        }
    }

    /// One violation or crash, or `nil` when there is none of this number.
    package func locatable(
        _ kind: ObservationKind,
        id: ObservationID
    ) throws(IntakeError) -> LocatableRow? {
        try read { db in
            try Row.fetchOne(
                db, sql: Self.locatableSQL(kind) + " AND o.fid = ?", arguments: [id.rawValue]
            ).map { try Self.locatable($0, kind) }
        }
    }

    /// How many violations or crash cards are stored, earlier versions of cards included.
    package func locatableCount(_ kind: ObservationKind) throws(IntakeError) -> Int {
        try read { db in
            let table = kind == .crash ? "crashes" : "violations"
            return try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
        }
    }

    /// Replaces all places on the network by those of one run, which `produce` hands over in
    /// batches; all of them are committed together.
    package func replaceLocated(
        _ run: RunRecord,
        produce: (_ batch: ([LocatedRow]) throws -> Void) throws -> String
    ) throws(IntakeError) {
        try write { db in
            try db.execute(sql: "DELETE FROM located")
            let number = try Self.insert(run, db)
            let insert = try BulkInsert(
                db,
                sql: "INSERT INTO located VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            let summary = try produce { rows in
                for row in rows { try Self.insert(row, number, run.networkID ?? 0, insert) }
            }
            try db.execute(
                sql: "UPDATE runs SET summary = ? WHERE id = ?", arguments: [summary, number])
        }
    }

    /// The place of one observation, or `nil` when it has not been matched.
    package func located(
        _ kind: ObservationKind,
        id: ObservationID
    ) throws(IntakeError) -> LocatedRow? {
        try read { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM located WHERE kind = ? AND observation_id = ?",
                arguments: [kind.rawValue, id.rawValue]
            ).map(Self.located)
        }
    }

    /// Hands over the places of one kind, by number.
    package func eachLocated(
        _ kind: ObservationKind,
        _ body: (LocatedRow) throws -> Void
    ) throws(IntakeError) {
        try read { db in
            let cursor = try Row.fetchCursor(
                db, sql: "SELECT * FROM located WHERE kind = ? ORDER BY observation_id",
                arguments: [kind.rawValue])
            while let row = try cursor.next() { try body(Self.located(row)) }
        }
    }

    /// The latest run of a kind, or `nil`.
    package func latestRun(_ kind: String) throws(IntakeError) -> RunRecord? {
        try read { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT * FROM runs WHERE kind = ? ORDER BY id DESC LIMIT 1",
                    arguments: [kind])
            else { return nil }
            var run = RunRecord(
                kind: try row.field("kind"),
                networkID: try row.field("network_id"),
                parameters: try row.field("parameters"),
                software: try row.field("software"),
                started: Timestamp(microseconds: try row.field("started_us")),
                summary: try row.field("summary")
            )
            run.number = try row.field("id")
            return run
        }
    }

    static func insert(_ run: RunRecord, _ db: Database) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO runs (kind, network_id, parameters, software, started_us, summary)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                run.kind, run.networkID, run.parameters, run.software,
                run.started.microseconds, run.summary,
            ]
        )
        return db.lastInsertedRowID
    }

    private static func locatableSQL(_ kind: ObservationKind) -> String {
        switch kind {
        case .violation:
            """
            SELECT o.fid, o.lat, o.lon, o.accuracy_m, o.heading_deg, o.limit_kmh,
                d.place_text AS road FROM violations o JOIN devices d ON d.id = o.device_id
            WHERE 1
            """
        case .crash:
            """
            SELECT o.fid, o.lat, o.lon, o.accuracy_m, o.heading_deg, NULL AS limit_kmh,
                o.road_text AS road FROM crashes o WHERE 1
            """
        }
    }

    private static func locatable(_ row: Row, _ kind: ObservationKind) throws -> LocatableRow {
        let latitude: Double? = try row.field("lat")
        let longitude: Double? = try row.field("lon")
        var location: GeodeticCoordinate?
        if let latitude, let longitude {
            location = GeodeticCoordinate(
                latitude: Degrees(latitude), longitude: Degrees(longitude))
        }
        return LocatableRow(
            kind: kind,
            id: ObservationID(rawValue: try row.field("fid")),
            location: location,
            accuracy: try (row.field("accuracy_m") as Double?).map(Metres.init),
            heading: try (row.field("heading_deg") as Double?).map(Degrees.init),
            roadText: try row.field("road"),
            limit: try (row.field("limit_kmh") as Double?).map {
                MetresPerSecond(kilometresPerHour: $0)
            }
        )
    }

    private static func insert(
        _ row: LocatedRow, _ run: Int64, _ network: Int64, _ insert: BulkInsert
    ) throws {
        insert.bind(1, row.kind.rawValue)
        insert.bind(2, row.id.rawValue)
        insert.bind(3, run)
        insert.bind(4, network)
        insert.bind(5, row.reference.map { Int($0.segment.rawValue) })
        insert.bind(6, row.reference?.measure.value ?? .nan)
        insert.bind(7, row.reference?.offset.value ?? .nan)
        insert.bind(8, row.probability ?? .nan)
        insert.bind(9, row.roadProbability ?? .nan)
        insert.bind(10, row.runnerUp.map { Int($0.rawValue) })
        insert.bind(11, row.runnerUpProbability ?? .nan)
        insert.bind(12, row.place?.latitude.value ?? .nan)
        insert.bind(13, row.place?.longitude.value ?? .nan)
        if let reason = row.reason {
            insert.bind(14, reason.rawValue)
        } else {
            insert.bindNull(14)
        }
        _ = try insert.insert()
    }

    private static func located(_ row: Row) throws -> LocatedRow {
        let latitude: Double? = try row.field("lat")
        let longitude: Double? = try row.field("lon")
        return LocatedRow(
            kind: ObservationKind(rawValue: try row.field("kind")) ?? .violation,
            id: ObservationID(rawValue: try row.field("observation_id")),
            reference: try reference(row),
            probability: try row.field("probability"),
            roadProbability: try row.field("road_probability"),
            runnerUp: try (row.field("runner_up") as Int64?).map {
                SegmentID(rawValue: UInt32(clamping: $0))
            },
            runnerUpProbability: try row.field("runner_up_probability"),
            place: latitude.flatMap { latitude in
                longitude.map {
                    GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees($0))
                }
            },
            reason: try (row.field("reason") as String?).flatMap(UnlocatedReason.init)
        )
    }
}
