/// The tables whose rows are evidence: written once with a received file and never changed.
enum EvidenceTable: String, CaseIterable, Sendable, Codable {
    case intake
    case quarantine
    case flights
    case fixes
    case attitudes
    case gimbal
    case batteries
    case events = "flight_events"
    case lost = "lost_ranges"
    case passages
    case violations
    case crashes
    case crashDetails = "crash_details"
    case crashVehicles = "crash_vehicles"
    case crashParticipants = "crash_participants"
    case corrections
    case repairs

    /// What numbers the rows: its own number, or the flight's that a row belongs to.
    var key: String {
        switch self {
        case .intake, .quarantine, .passages, .crashVehicles, .crashParticipants, .corrections,
            .repairs:
            "id"
        case .crashDetails: "crash_id"
        case .flights, .violations, .crashes: "fid"
        case .lost: "rowid"
        case .fixes, .attitudes, .gimbal, .batteries, .events: "flight_id"
        }
    }

    /// Whether the rows are numbered by their flight.
    var belongsToFlight: Bool { key == "flight_id" }

    /// Whether single rows can be proven: the ledger states the root of a tree over them.
    var hasRoot: Bool { self == .violations || self == .crashes }

    /// The names of the columns that are evidence, in order.
    var columnNames: [String] {
        columns.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    /// Every column that is evidence: not which version of a card counts, nor an intake's own place
    /// in the ledger.
    private var columns: String {
        switch self {
        case .intake:
            """
            id, sha256, kind, name, format, bytes, received_us, software, records_in, accepted,
            duplicate, quarantined, completeness, notes, options
            """
        case .quarantine:
            "id, intake_id, line, byte_offset, reason, field, found, expected, proposal"
        case .flights:
            """
            fid, geom, intake_id, format, vehicle, start_us, end_us, duration_s, distance_m,
            max_height_m, fixes, attitudes, fix_source, completeness, utc_at_zero_us,
            local_at_zero_us, clock_spread_s, clock_samples, clock_source, warnings
            """
        case .fixes:
            """
            flight_id, seq, vehicle_us, utc_us, lat, lon, altitude_msl_m, altitude_ellipsoid_m,
            relative_height_m, speed_mps, course_deg, accuracy_h_m, accuracy_v_m, satellites,
            fix_kind, altitude_unverified_m
            """
        case .attitudes, .gimbal: "flight_id, seq, vehicle_us, roll_deg, pitch_deg, yaw_deg"
        case .batteries:
            "flight_id, seq, vehicle_us, battery, voltage_v, current_a, remaining_percent"
        case .events: "flight_id, seq, vehicle_us, kind, text"
        case .lost: "flight_id, first_byte, after_byte, reason"
        case .passages:
            """
            id, intake_id, line, byte_offset, device_id, observed_us, zone_offset_s, raw_time,
            record_key, heading_deg, vehicle_kind, plate_pseudonym, speed_kmh, limit_kmh, lane,
            lat, lon
            """
        case .violations:
            """
            fid, geom, intake_id, line, byte_offset, device_id, event_type, observed_us,
            zone_offset_s, raw_time, record_key, direction, heading_deg, accuracy_m,
            vehicle_kind, plate_pseudonym, speed_kmh, limit_kmh, lane, lat, lon
            """
        case .crashes:
            """
            fid, geom, intake_id, line, byte_offset, source_id, content_key, observed_us,
            zone_offset_s, raw_time, severity, killed, injured, children, type, road_text,
            heading_deg, accuracy_m, conditions, lat, lon
            """
        case .crashDetails:
            """
            crash_id, details_key, source, region, place_text, road_index, on_register,
            death_window_days, has_counts
            """
        case .crashVehicles:
            """
            id, intake_id, crash_id, source, source_id, line, byte_offset, number, kind, make,
            model, year
            """
        case .crashParticipants:
            """
            id, intake_id, crash_id, source, source_id, line, byte_offset, number, vehicle, role,
            injury, injury_text, age, sex, died_after_days
            """
        case .corrections:
            """
            id, intake_id, line, byte_offset, source, source_id, field, value_before, value, who,
            why
            """
        case .repairs: "id, quarantine_id, rules, who, why, outcome, crash_id"
        }
    }

    /// Reads the rows between two numbers, both ends included, in a fixed order.
    var query: String {
        let order = belongsToFlight ? "flight_id, seq" : key
        return """
            SELECT \(columns) FROM \(rawValue) WHERE \(key) BETWEEN ? AND ? ORDER BY \(order)
            """
    }
}

/// Tables that later work rewrites: only their latest state is vouched for.
enum StateTable: String, CaseIterable, Sendable, Codable {
    /// What makes the file a GeoPackage of this version.
    case frame
    /// The device register.
    case devices
    /// What people entered about complexes.
    case deviceRegister = "device_register"
    /// Which version of each crash card counts.
    case crashVersions = "crash_versions"
    /// Which version of each vehicle and person that came without a card counts.
    case partVersions = "crash_part_versions"
    /// Borders of regions.
    case regions
    /// Legal holds.
    case holds
    /// What was erased.
    case erasures
    case networks = "network_versions"
    case segments
    case located
    case hotspots
    case runs

    /// Reads the state in a fixed order.
    var queries: [String] {
        switch self {
        case .frame:
            [
                "SELECT * FROM jol_schema ORDER BY version",
                "SELECT * FROM gpkg_spatial_ref_sys ORDER BY srs_id",
                "SELECT * FROM gpkg_geometry_columns ORDER BY table_name",
                "SELECT * FROM gpkg_extensions ORDER BY extension_name, table_name",
                """
                SELECT table_name, data_type, identifier, srs_id FROM gpkg_contents
                ORDER BY table_name
                """,
            ]
        case .devices: ["SELECT * FROM devices ORDER BY id"]
        case .deviceRegister: ["SELECT * FROM device_register ORDER BY id"]
        case .crashVersions: ["SELECT fid, is_current FROM crashes ORDER BY fid"]
        case .partVersions:
            [
                "SELECT id, is_current FROM crash_vehicles ORDER BY id",
                "SELECT id, is_current FROM crash_participants ORDER BY id",
            ]
        case .regions: ["SELECT * FROM regions ORDER BY fid"]
        case .holds: ["SELECT * FROM holds ORDER BY id"]
        case .erasures: ["SELECT * FROM erasures ORDER BY id"]
        case .networks:
            [
                "SELECT * FROM network_versions ORDER BY id",
                """
                SELECT table_name, min_x, min_y, max_x, max_y FROM gpkg_contents
                WHERE table_name = 'segments'
                """,
            ]
        case .segments: ["SELECT * FROM segments ORDER BY fid"]
        case .located: ["SELECT * FROM located ORDER BY kind, observation_id"]
        case .hotspots: ["SELECT * FROM hotspots ORDER BY fid"]
        case .runs: ["SELECT * FROM runs ORDER BY id"]
        }
    }
}

/// What the ledger says of rows of one table.
struct RowDigest: Hashable, Sendable, Codable {
    var table: EvidenceTable
    /// The first and the last number, both ends included.
    var first: Int64
    var last: Int64
    var rows: Int
    /// SHA-256 over the rows, 64 hexadecimal digits.
    var sha256: String
    /// The root of the tree over the rows (RFC 6962), base 64, so that single ones can be proven;
    /// absent for most tables, and in entries of earlier versions.
    var root: String?

    /// Whether rows found later are those of this digest.
    func vouches(for found: RowDigest) -> Bool {
        range == found.range && rows == found.rows && sha256 == found.sha256
            && (root == nil || root == found.root)
    }

    /// Which rows are meant, whatever they hold.
    struct Range: Hashable {
        var table: EvidenceTable
        var first: Int64
        var last: Int64
    }

    var range: Range { Range(table: table, first: first, last: last) }
}

/// What the ledger says of the state of a table.
struct StateDigest: Hashable, Sendable, Codable {
    var table: StateTable
    var rows: Int
    var sha256: String
}
