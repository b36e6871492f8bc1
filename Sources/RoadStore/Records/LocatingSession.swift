import GRDB
package import RoadModel

/// One matching run at work: hands out observations and takes their places, in one transaction.
package final class LocatingSession {
    private let db: Database
    private let run: Int64
    private let network: Int64
    private let insert: BulkInsert

    init(_ db: Database, run: Int64, network: Int64) throws {
        (self.db, self.run, self.network) = (db, run, network)
        insert = try BulkInsert(
            db,
            sql: "INSERT INTO located VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
    }

    /// Violations or current crash cards with numbers above `after`, at most `limit`, by number.
    package func locatable(
        _ kind: ObservationKind,
        after: ObservationID,
        limit: Int
    ) throws -> [LocatableRow] {
        var rows: [LocatableRow] = []
        let cursor = try Row.fetchCursor(
            db,
            sql: Self.sql(kind) + Self.isEffective(kind)
                + " AND o.fid > ? ORDER BY o.fid LIMIT ?",
            arguments: [after.rawValue, limit]
        )
        while let row = try cursor.next() { rows.append(try Self.row(row, kind)) }
        return rows
    }

    /// Stores places.
    package func add(_ rows: [LocatedRow]) throws {
        for row in rows { try add(row) }
    }

    private func add(_ row: LocatedRow) throws {
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
        insert.bind(15, row.junction.map { Int($0) })
        _ = try insert.insert()
    }

    /// The condition that leaves out cards of which a later version came in.
    static func isEffective(_ kind: ObservationKind) -> String {
        kind == .crash ? " AND o.is_current = 1" : ""
    }

    static func sql(_ kind: ObservationKind) -> String {
        switch kind {
        case .violation:
            """
            SELECT o.fid, o.lat, o.lon, o.accuracy_m, o.heading_deg, o.limit_kmh,
                d.place_text AS road, '' AS place FROM violations o JOIN devices d ON d.id = o.device_id
            WHERE 1
            """
        case .crash:
            """
            SELECT o.fid, o.lat, o.lon, o.accuracy_m, o.heading_deg, NULL AS limit_kmh,
                o.road_text AS road, o.place_text AS place FROM crash_effective o WHERE 1
            """
        }
    }

    static func row(_ row: Row, _ kind: ObservationKind) throws -> LocatableRow {
        let latitude: Double? = try row.field("lat")
        let longitude: Double? = try row.field("lon")
        var location: GeodeticCoordinate?
        if let latitude, let longitude {
            location = GeodeticCoordinate(
                latitude: Degrees(latitude),
                longitude: Degrees(longitude)
            )
        }
        return LocatableRow(
            kind: kind,
            id: ObservationID(rawValue: try row.field("fid")),
            location: location,
            accuracy: try (row.field("accuracy_m") as Double?).map(Metres.init),
            heading: try (row.field("heading_deg") as Double?).map(Degrees.init),
            roadText: try row.field("road"),
            placeText: try row.field("place"),
            limit: try (row.field("limit_kmh") as Double?).map {
                MetresPerSecond(kilometresPerHour: $0)
            }
        )
    }
}
