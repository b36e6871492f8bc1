import GRDB
package import RoadModel

/// A located crash or violation as it may leave the house.
package struct PublishedEvent: Sendable, Hashable {
    /// What it is.
    package var kind: ObservationKind
    /// The local day.
    package var day: CivilDate
    /// Kind of violation, or type of crash.
    package var type: String
    /// Severity of a crash.
    package var severity: CrashSeverity?
    /// People killed.
    package var killed: Int
    /// People injured.
    package var injured: Int
    /// Place on the network.
    package var reference: LinearReference
    /// Probability of the directed segment.
    package var probability: Double
    /// The place on the line.
    package var place: GeodeticCoordinate
}

extension Store {
    /// Hands over located crashes, then violations, by number.
    package func eachPublishedEvent(
        _ body: (PublishedEvent) throws -> Void
    ) throws(IntakeError) {
        try read { db in
            let crashes = """
                SELECT l.*, o.observed_us, o.zone_offset_s, o.type, o.severity, o.killed, o.injured
                FROM located l JOIN crash_effective o ON o.fid = l.observation_id
                WHERE l.kind = 'crash' AND l.segment IS NOT NULL AND o.is_current = 1
                \(Self.onCurrentNetwork)
                ORDER BY l.observation_id
                """
            let violations = """
                SELECT l.*, o.observed_us, o.zone_offset_s, o.event_type AS type,
                    NULL AS severity, 0 AS killed, 0 AS injured
                FROM located l JOIN violations o ON o.fid = l.observation_id
                WHERE l.kind = 'violation' AND l.segment IS NOT NULL
                \(Self.onCurrentNetwork) ORDER BY l.observation_id
                """
            for (kind, sql) in [(ObservationKind.crash, crashes), (.violation, violations)] {
                let cursor = try Row.fetchCursor(db, sql: sql)
                while let row = try cursor.next() {
                    guard let reference = try Self.reference(row) else { continue }
                    let time = Timestamp(microseconds: try row.field("observed_us"))
                    try body(
                        PublishedEvent(
                            kind: kind,
                            day: time.date(offsetSeconds: try row.field("zone_offset_s")),
                            type: try row.field("type"),
                            severity: try (row.field("severity") as String?)
                                .flatMap(CrashSeverity.init),
                            killed: try row.field("killed"),
                            injured: try row.field("injured"),
                            reference: reference,
                            probability: try row.field("probability"),
                            place: GeodeticCoordinate(
                                latitude: Degrees(try row.field("lat")),
                                longitude: Degrees(try row.field("lon"))
                            )
                        )
                    )
                }
            }
        }
    }
}
