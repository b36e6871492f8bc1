/// Jol's own tables.
///
/// Times are UTC microseconds since 1970; columns carry their unit in the name.
enum WorkspaceTables {
    /// The tables with a geometry.
    static let layers = [
        FeatureLayer(table: "segments", title: "Road segments", geometryType: "LINESTRING"),
        FeatureLayer(table: "flights", title: "Flights", geometryType: "LINESTRING"),
        FeatureLayer(table: "violations", title: "Violations", geometryType: "POINT"),
        FeatureLayer(table: "crashes", title: "Crashes", geometryType: "POINT"),
        FeatureLayer(table: "regions", title: "Regions", geometryType: "MULTIPOLYGON"),
        FeatureLayer(table: "hotspots", title: "Hotspots", geometryType: "MULTILINESTRING"),
    ]

    static let definition = intake + network + observations + results + CrashTables.definition

    /// One row per received file; `in = accepted + duplicate + quarantined` is a constraint.
    private static let intake = """
        CREATE TABLE jol_schema (version INTEGER NOT NULL) STRICT;
        CREATE TABLE intake (
            id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, kind TEXT NOT NULL,
            name TEXT NOT NULL, format TEXT NOT NULL, bytes INTEGER NOT NULL,
            received_us INTEGER NOT NULL, software TEXT NOT NULL,
            records_in INTEGER NOT NULL, accepted INTEGER NOT NULL,
            duplicate INTEGER NOT NULL, quarantined INTEGER NOT NULL,
            completeness REAL NOT NULL, notes TEXT NOT NULL,
            options TEXT NOT NULL DEFAULT '{}', ledger_entry INTEGER,
            UNIQUE (sha256, kind),
            CHECK (records_in = accepted + duplicate + quarantined)) STRICT;
        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY, intake_id INTEGER NOT NULL REFERENCES intake(id),
            line INTEGER, byte_offset INTEGER NOT NULL, reason TEXT NOT NULL,
            field TEXT NOT NULL, found TEXT NOT NULL, expected TEXT NOT NULL,
            proposal TEXT NOT NULL) STRICT;
        CREATE INDEX quarantine_intake ON quarantine (intake_id);

        """

    private static let network = """
        CREATE TABLE network_versions (
            id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE, source_name TEXT NOT NULL,
            source_sha256 TEXT NOT NULL, crs TEXT NOT NULL, image TEXT NOT NULL,
            segments INTEGER NOT NULL, nodes INTEGER NOT NULL, kilometres REAL NOT NULL,
            west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL,
            imported_us INTEGER NOT NULL, is_current INTEGER NOT NULL, notes TEXT NOT NULL) STRICT;
        CREATE TABLE segments (
            fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom LINESTRING,
            network_id INTEGER NOT NULL, segment INTEGER NOT NULL, reverse INTEGER,
            way INTEGER NOT NULL, class TEXT NOT NULL, name TEXT NOT NULL, ref TEXT NOT NULL,
            oneway BOOLEAN NOT NULL, limit_kmh INTEGER, level INTEGER NOT NULL,
            bridge BOOLEAN NOT NULL, tunnel BOOLEAN NOT NULL, length_m DOUBLE NOT NULL);
        CREATE INDEX segments_network ON segments (network_id, segment);

        """

    private static let observations = """
        CREATE TABLE flights (
            fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom LINESTRING,
            intake_id INTEGER NOT NULL REFERENCES intake(id), format TEXT NOT NULL,
            vehicle TEXT NOT NULL, start_us INTEGER, end_us INTEGER, duration_s DOUBLE NOT NULL,
            distance_m DOUBLE NOT NULL, max_height_m DOUBLE, fixes INTEGER NOT NULL,
            attitudes INTEGER NOT NULL, fix_source TEXT NOT NULL, completeness DOUBLE NOT NULL,
            utc_at_zero_us INTEGER, local_at_zero_us INTEGER, clock_spread_s DOUBLE, clock_samples INTEGER,
            clock_source TEXT, warnings TEXT NOT NULL);
        CREATE TABLE fixes (
            flight_id INTEGER NOT NULL, seq INTEGER NOT NULL, vehicle_us INTEGER NOT NULL,
            utc_us INTEGER, lat REAL NOT NULL, lon REAL NOT NULL, altitude_msl_m REAL,
            altitude_ellipsoid_m REAL, relative_height_m REAL, speed_mps REAL, course_deg REAL,
            accuracy_h_m REAL, accuracy_v_m REAL, satellites INTEGER, fix_kind INTEGER,
            altitude_unverified_m REAL,
            PRIMARY KEY (flight_id, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE attitudes (
            flight_id INTEGER NOT NULL, seq INTEGER NOT NULL, vehicle_us INTEGER NOT NULL,
            roll_deg REAL NOT NULL, pitch_deg REAL NOT NULL, yaw_deg REAL NOT NULL,
            PRIMARY KEY (flight_id, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE gimbal (
            flight_id INTEGER NOT NULL, seq INTEGER NOT NULL, vehicle_us INTEGER NOT NULL,
            roll_deg REAL, pitch_deg REAL, yaw_deg REAL,
            PRIMARY KEY (flight_id, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE batteries (
            flight_id INTEGER NOT NULL, seq INTEGER NOT NULL, vehicle_us INTEGER NOT NULL,
            battery INTEGER NOT NULL, voltage_v REAL, current_a REAL, remaining_percent REAL,
            PRIMARY KEY (flight_id, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE flight_events (
            flight_id INTEGER NOT NULL, seq INTEGER NOT NULL, vehicle_us INTEGER NOT NULL,
            kind TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (flight_id, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE lost_ranges (
            flight_id INTEGER NOT NULL, first_byte INTEGER NOT NULL,
            after_byte INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
        CREATE TABLE devices (
            id INTEGER PRIMARY KEY, serial TEXT NOT NULL, name TEXT NOT NULL,
            place_text TEXT NOT NULL, certificate TEXT NOT NULL,
            certificate_valid_until TEXT NOT NULL, mode TEXT NOT NULL, lat REAL, lon REAL,
            first_us INTEGER NOT NULL, last_us INTEGER NOT NULL, passages INTEGER NOT NULL,
            violations INTEGER NOT NULL,
            UNIQUE (serial, name, place_text, certificate, certificate_valid_until, mode)) STRICT;
        CREATE TABLE device_register (
            id INTEGER PRIMARY KEY, serial TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
            name TEXT NOT NULL, type TEXT NOT NULL, lat REAL, lon REAL,
            place_text TEXT NOT NULL, direction TEXT NOT NULL, lanes TEXT NOT NULL,
            limit_kmh REAL, certificate TEXT NOT NULL, laboratory TEXT NOT NULL,
            certificate_from TEXT, certificate_to TEXT, mode TEXT NOT NULL,
            partner TEXT NOT NULL, speed_error_kmh REAL, entered_us INTEGER NOT NULL,
            source TEXT NOT NULL, superseded_us INTEGER, road TEXT) STRICT;
        CREATE INDEX device_register_serial ON device_register (serial);
        CREATE TABLE passages (
            id INTEGER PRIMARY KEY, intake_id INTEGER NOT NULL, line INTEGER,
            byte_offset INTEGER NOT NULL, device_id INTEGER NOT NULL,
            observed_us INTEGER NOT NULL, zone_offset_s INTEGER NOT NULL, raw_time TEXT NOT NULL,
            record_key INTEGER NOT NULL, heading_deg REAL, vehicle_kind TEXT NOT NULL,
            plate_pseudonym BLOB, speed_kmh REAL, limit_kmh REAL, lane INTEGER,
            lat REAL, lon REAL) STRICT;
        CREATE UNIQUE INDEX passages_record ON passages (observed_us, record_key);
        CREATE TABLE violations (
            fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT,
            intake_id INTEGER NOT NULL, line INTEGER, byte_offset INTEGER NOT NULL,
            device_id INTEGER NOT NULL, event_type TEXT NOT NULL, observed_us INTEGER NOT NULL,
            zone_offset_s INTEGER NOT NULL, raw_time TEXT NOT NULL, record_key INTEGER NOT NULL,
            direction TEXT NOT NULL, heading_deg DOUBLE, accuracy_m DOUBLE,
            vehicle_kind TEXT NOT NULL, plate_pseudonym BLOB, speed_kmh DOUBLE,
            limit_kmh DOUBLE, lane INTEGER, lat DOUBLE, lon DOUBLE);
        CREATE UNIQUE INDEX violations_record ON violations (observed_us, record_key);
        CREATE TABLE crashes (
            fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT,
            intake_id INTEGER NOT NULL, line INTEGER, byte_offset INTEGER NOT NULL,
            source_id TEXT NOT NULL, content_key TEXT NOT NULL, is_current BOOLEAN NOT NULL,
            observed_us INTEGER NOT NULL, zone_offset_s INTEGER NOT NULL, raw_time TEXT NOT NULL,
            severity TEXT NOT NULL, killed INTEGER NOT NULL, injured INTEGER NOT NULL,
            children INTEGER, type TEXT NOT NULL, road_text TEXT NOT NULL, heading_deg DOUBLE,
            accuracy_m DOUBLE NOT NULL, conditions TEXT NOT NULL, lat DOUBLE, lon DOUBLE);
        CREATE INDEX crashes_source ON crashes (source_id);
        CREATE INDEX crashes_time ON crashes (observed_us);

        """

    private static let results = """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, network_id INTEGER,
            parameters TEXT NOT NULL, software TEXT NOT NULL, started_us INTEGER NOT NULL,
            summary TEXT NOT NULL) STRICT;
        CREATE TABLE located (
            kind TEXT NOT NULL, observation_id INTEGER NOT NULL, run_id INTEGER NOT NULL,
            network_id INTEGER NOT NULL, segment INTEGER, measure_m REAL, offset_m REAL,
            probability REAL, road_probability REAL, runner_up INTEGER,
            runner_up_probability REAL, lat REAL, lon REAL, reason TEXT, junction INTEGER,
            PRIMARY KEY (kind, observation_id),
            CHECK ((segment IS NULL) = (reason IS NOT NULL))) STRICT, WITHOUT ROWID;
        CREATE TABLE hotspots (
            fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTILINESTRING,
            run_id INTEGER NOT NULL, unit TEXT NOT NULL, id TEXT NOT NULL, rank INTEGER NOT NULL,
            road TEXT NOT NULL, from_km DOUBLE, to_km DOUBLE, length_m DOUBLE NOT NULL,
            crashes INTEGER NOT NULL, killed INTEGER NOT NULL, injured INTEGER NOT NULL,
            violations INTEGER NOT NULL, score DOUBLE NOT NULL, rate DOUBLE, rate_lower DOUBLE,
            rate_upper DOUBLE, above_average BOOLEAN NOT NULL, record TEXT NOT NULL);
        """
}
