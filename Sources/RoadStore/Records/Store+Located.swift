import GRDB
package import RoadModel

extension Store {
    /// One violation or crash, or `nil` when there is none of this number.
    package func locatable(
        _ kind: ObservationKind,
        id: ObservationID
    ) throws(IntakeError) -> LocatableRow? {
        try read { db in
            try Row.fetchOne(
                db,
                sql: LocatingSession.sql(kind) + " AND o.fid = ?",
                arguments: [id.rawValue]
            ).map { try LocatingSession.row($0, kind) }
        }
    }

    /// How many violations or current crash cards are stored.
    package func locatableCount(_ kind: ObservationKind) throws(IntakeError) -> Int {
        try read { db in
            let table = kind == .crash ? "crashes" : "violations"
            let sql =
                "SELECT count(*) FROM \(table) o WHERE 1" + LocatingSession.isEffective(kind)
            return try Int.fetchOne(db, sql: sql) ?? 0
        }
    }

    /// Replaces all places on the network by those of one run; all of them are committed together.
    ///
    /// - Parameters:
    ///   - run: What was asked.
    ///   - body: Reads observations and adds their places through the session, and returns the
    ///     run's summary as JSON.
    /// - Throws: `.io`, `.diskFull`, or what `body` throws.
    package func replaceLocated(
        _ run: RunRecord,
        _ body: (LocatingSession) throws -> String
    ) throws(IntakeError) {
        try write { db in
            try db.execute(sql: "DELETE FROM located")
            let number = try Self.insert(run, db)
            let session = try LocatingSession(db, run: number, network: run.networkID ?? 0)
            let summary = try body(session)
            try db.execute(
                sql: "UPDATE runs SET summary = ? WHERE id = ?",
                arguments: [summary, number]
            )
            try LedgerWriter(db, workspace, software: run.software).add(.match) {
                $0.states = [try RowHash.of(.located, db), try RowHash.of(.runs, db)]
            }
        }
    }

    /// The place of one observation, or `nil` when it has not been matched.
    package func located(
        _ kind: ObservationKind,
        id: ObservationID
    ) throws(IntakeError) -> LocatedRow? {
        try read { db in
            try Row.fetchOne(
                db,
                sql: "SELECT * FROM located WHERE kind = ? AND observation_id = ?"
                    + Self.onCurrentNetwork,
                arguments: [kind.rawValue, id.rawValue]
            ).map(Self.located)
        }
    }

    /// A place counts only on the network it was found on: after another import, match again.
    static let onCurrentNetwork =
        " AND network_id = (SELECT id FROM network_versions WHERE is_current = 1)"

    /// Hands over the places of one kind on the current network, by number.
    package func eachLocated(
        _ kind: ObservationKind,
        _ body: (LocatedRow) throws -> Void
    ) throws(IntakeError) {
        try read { db in
            let cursor = try Row.fetchCursor(
                db,
                sql: "SELECT * FROM located WHERE kind = ?" + Self.onCurrentNetwork
                    + " ORDER BY observation_id",
                arguments: [kind.rawValue]
            )
            while let row = try cursor.next() { try body(Self.located(row)) }
        }
    }

    /// The latest run of a kind, or `nil`.
    package func latestRun(_ kind: String) throws(IntakeError) -> RunRecord? {
        try read { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: "SELECT * FROM runs WHERE kind = ? ORDER BY id DESC LIMIT 1",
                    arguments: [kind]
                )
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
            reason: try (row.field("reason") as String?).flatMap(UnlocatedReason.init),
            junction: try row.field("junction")
        )
    }
}
