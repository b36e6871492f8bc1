import GRDB
package import RoadModel

extension Store {
    /// All flights, earliest first; those without UTC come last, in the order they were received.
    package func flights() throws(IntakeError) -> [FlightRecord] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT f.*, i.name AS file, i.sha256 AS sha256 FROM flights f
                    JOIN intake i ON i.id = f.intake_id
                    ORDER BY f.start_us IS NULL, f.start_us, f.fid
                    """
            ).map(Self.flight)
        }
    }

    /// One flight, or `nil` when there is none of this number.
    package func flight(_ number: Int64) throws(IntakeError) -> FlightRecord? {
        try read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT f.*, i.name AS file, i.sha256 AS sha256 FROM flights f
                    JOIN intake i ON i.id = f.intake_id WHERE f.fid = ?
                    """,
                arguments: [number]
            ).map(Self.flight)
        }
    }

    /// The positions of a flight, in file order.
    package func fixes(of flight: Int64) throws(IntakeError) -> FixColumns {
        try read { db in
            var fixes = FixColumns()
            let cursor = try Row.fetchCursor(
                db,
                sql: "SELECT * FROM fixes WHERE flight_id = ? ORDER BY seq",
                arguments: [flight]
            )
            while let row = try cursor.next() {
                func number(_ column: String) throws -> Double {
                    try (row.field(column) as Double?) ?? .nan
                }
                fixes.vehicleMicroseconds.append(try row.field("vehicle_us"))
                fixes.latitudeDegrees.append(try number("lat"))
                fixes.longitudeDegrees.append(try number("lon"))
                fixes.altitudeMSLMetres.append(try number("altitude_msl_m"))
                fixes.altitudeEllipsoidMetres.append(try number("altitude_ellipsoid_m"))
                fixes.altitudeUnverifiedMetres.append(try number("altitude_unverified_m"))
                fixes.relativeHeightMetres.append(try number("relative_height_m"))
                fixes.groundSpeedMetresPerSecond.append(try number("speed_mps"))
                fixes.courseDegrees.append(try number("course_deg"))
                fixes.horizontalAccuracyMetres.append(try number("accuracy_h_m"))
                fixes.verticalAccuracyMetres.append(try number("accuracy_v_m"))
                fixes.satellites.append(try (row.field("satellites") as UInt8?) ?? 255)
                fixes.fixKind.append(try (row.field("fix_kind") as UInt8?) ?? 255)
            }
            return fixes
        }
    }

    /// Texts, modes and dropouts of a flight.
    package func events(of flight: Int64) throws(IntakeError) -> [FlightEvent] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM flight_events WHERE flight_id = ? ORDER BY seq",
                arguments: [flight]
            ).map { row in
                FlightEvent(
                    vehicleMicroseconds: try row.field("vehicle_us"),
                    kind: FlightEvent.Kind(rawValue: try row.field("kind")) ?? .text,
                    text: try row.field("text")
                )
            }
        }
    }

    /// Stretches of a flight's file that could not be read.
    package func lostRanges(of flight: Int64) throws(IntakeError) -> [LostRange] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM lost_ranges WHERE flight_id = ? ORDER BY first_byte",
                arguments: [flight]
            ).map { row in
                LostRange(
                    start: try row.field("first_byte"),
                    end: try row.field("after_byte"),
                    reason: RejectReason(rawValue: try row.field("reason"))
                        ?? .malformedRecord
                )
            }
        }
    }

    private static func flight(_ row: Row) throws -> FlightRecord {
        let zero = try (row.field("utc_at_zero_us") as Int64?)
        let height = try (row.field("max_height_m") as Double?)
        return FlightRecord(
            number: try row.field("fid"),
            receipt: try row.field("intake_id"),
            file: try row.field("file"),
            sha256: try row.field("sha256"),
            format: try row.field("format"),
            vehicle: try row.field("vehicle"),
            start: try (row.field("start_us") as Int64?).map(Timestamp.init),
            end: try (row.field("end_us") as Int64?).map(Timestamp.init),
            durationSeconds: try row.field("duration_s"),
            distance: Metres(try row.field("distance_m")),
            maxHeight: height.map(Metres.init),
            fixes: try row.field("fixes"),
            attitudes: try row.field("attitudes"),
            fixSource: try row.field("fix_source"),
            completeness: try row.field("completeness"),
            clock: try zero.map { zero in
                ClockMapping(
                    utcMicrosecondsAtZero: zero,
                    spreadSeconds: try (row.field("clock_spread_s") as Double?) ?? 0,
                    samples: try (row.field("clock_samples") as Int?) ?? 0,
                    source: try (row.field("clock_source") as String?) ?? ""
                )
            },
            warnings: textList(try row.field("warnings"))
        )
    }
}
