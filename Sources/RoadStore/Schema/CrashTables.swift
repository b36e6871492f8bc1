/// Tables beside `crashes`: what cards say besides, their vehicles and people, corrections,
/// repairs, and borders of regions.
///
/// `crash_effective` is what analyses read: the source's rows with the latest corrections laid over
/// them. Corrections hold on to the card's number, so a later version of the card does not undo
/// them.
enum CrashTables {
    static let definition = tables + views

    private static let tables = """
        CREATE TABLE crash_details (
            crash_id INTEGER PRIMARY KEY REFERENCES crashes(fid), details_key TEXT NOT NULL,
            source TEXT NOT NULL, region TEXT NOT NULL, place_text TEXT NOT NULL,
            road_index TEXT NOT NULL, on_register INTEGER, death_window_days INTEGER,
            has_counts INTEGER NOT NULL) STRICT;
        CREATE TABLE crash_vehicles (
            id INTEGER PRIMARY KEY, intake_id INTEGER NOT NULL REFERENCES intake(id),
            crash_id INTEGER REFERENCES crashes(fid), source TEXT NOT NULL,
            source_id TEXT NOT NULL, line INTEGER, byte_offset INTEGER NOT NULL,
            number INTEGER NOT NULL, kind TEXT NOT NULL, make TEXT NOT NULL, model TEXT NOT NULL,
            year INTEGER, is_current INTEGER NOT NULL DEFAULT 1) STRICT;
        CREATE INDEX crash_vehicles_card ON crash_vehicles (source_id);
        CREATE TABLE crash_participants (
            id INTEGER PRIMARY KEY, intake_id INTEGER NOT NULL REFERENCES intake(id),
            crash_id INTEGER REFERENCES crashes(fid), source TEXT NOT NULL,
            source_id TEXT NOT NULL, line INTEGER, byte_offset INTEGER NOT NULL,
            number INTEGER NOT NULL, vehicle INTEGER, role TEXT NOT NULL, injury TEXT NOT NULL,
            injury_text TEXT NOT NULL, age INTEGER, sex TEXT NOT NULL, died_after_days INTEGER,
            is_current INTEGER NOT NULL DEFAULT 1) STRICT;
        CREATE INDEX crash_participants_card ON crash_participants (source_id);
        CREATE TABLE corrections (
            id INTEGER PRIMARY KEY, intake_id INTEGER NOT NULL REFERENCES intake(id),
            line INTEGER, byte_offset INTEGER NOT NULL, source TEXT NOT NULL,
            source_id TEXT NOT NULL, field TEXT NOT NULL, value_before TEXT NOT NULL,
            value TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL) STRICT;
        CREATE INDEX corrections_record ON corrections (source_id, source, field, id);
        CREATE TABLE repairs (
            id INTEGER PRIMARY KEY, quarantine_id INTEGER NOT NULL REFERENCES quarantine(id),
            rules TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL, outcome TEXT NOT NULL,
            crash_id INTEGER) STRICT;
        CREATE UNIQUE INDEX repairs_record ON repairs (quarantine_id);
        CREATE TABLE regions (
            fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, code TEXT NOT NULL,
            names TEXT NOT NULL, area_km2 DOUBLE NOT NULL, was_valid BOOLEAN NOT NULL,
            fault TEXT NOT NULL, source_name TEXT NOT NULL, source_sha256 TEXT NOT NULL);

        """

    /// The latest correction of a field as a column, `NULL` without one.
    private static func latest(_ field: String, as name: String) -> String {
        "max(CASE WHEN field = '\(field)' THEN value END) AS \(name)"
    }

    /// The corrected value as a type, `NULL` when it was emptied, else what the source says.
    private static func effective(_ name: String, _ type: String, else source: String) -> String {
        """
        CASE WHEN k.\(name) IS NULL THEN \(source) WHEN k.\(name) = '' THEN NULL
            ELSE CAST(k.\(name) AS \(type)) END AS \(name)
        """
    }

    /// People of the card, whether they came with it or in a table of their own.
    private static func people(_ condition: String) -> String {
        """
        (SELECT count(*) FROM crash_participants p WHERE p.source_id = c.source_id
            AND p.is_current = 1 AND p.source = coalesce(d.source, '')
            AND (p.crash_id IS NULL OR p.crash_id = c.fid) AND \(condition))
        """
    }

    private static let views = """
        CREATE VIEW crash_corrections AS
        SELECT source, source_id, \(latest("lat", as: "lat")), \(latest("lon", as: "lon")),
            \(latest("time_us", as: "observed_us")), \(latest("severity", as: "severity")),
            \(latest("killed", as: "killed")), \(latest("injured", as: "injured")),
            \(latest("children", as: "children")), \(latest("type", as: "type")),
            \(latest("road", as: "road_text")), \(latest("place", as: "place_text")),
            \(latest("heading", as: "heading_deg")), \(latest("accuracy_m", as: "accuracy_m")),
            \(latest("conditions", as: "conditions")), \(latest("register", as: "on_register"))
        FROM corrections WHERE id IN
            (SELECT max(id) FROM corrections GROUP BY source, source_id, field)
        GROUP BY source, source_id;
        CREATE VIEW crash_effective AS
        SELECT c.fid, c.intake_id, c.source_id, c.is_current, c.zone_offset_s, c.raw_time,
            coalesce(d.source, '') AS source, coalesce(d.region, '') AS region,
            coalesce(d.road_index, '') AS road_index, d.death_window_days,
            coalesce(d.has_counts, 1) AS has_counts,
            \(effective("lat", "REAL", else: "c.lat")),
            \(effective("lon", "REAL", else: "c.lon")),
            \(effective("observed_us", "INTEGER", else: "c.observed_us")),
            \(effective("severity", "TEXT", else: "c.severity")),
            \(effective("killed", "INTEGER", else: """
                CASE WHEN d.has_counts = 0 THEN \(people("p.injury = 'killed'"))
                ELSE c.killed END
                """)),
            \(effective("injured", "INTEGER", else: """
                CASE WHEN d.has_counts = 0
                THEN \(people("p.injury IN ('serious', 'slight', 'injured')"))
                ELSE c.injured END
                """)),
            \(effective("children", "INTEGER", else: """
                CASE WHEN d.has_counts = 0 AND c.children IS NULL
                    AND \(people("p.age IS NOT NULL")) > 0
                THEN \(people("p.age < 18 AND p.injury <> 'unhurt'")) ELSE c.children END
                """)),
            \(effective("type", "TEXT", else: "c.type")),
            \(effective("road_text", "TEXT", else: "c.road_text")),
            \(effective("place_text", "TEXT", else: "coalesce(d.place_text, '')")),
            \(effective("heading_deg", "REAL", else: "c.heading_deg")),
            \(effective("accuracy_m", "REAL", else: "c.accuracy_m")),
            \(effective("conditions", "TEXT", else: "c.conditions")),
            \(effective("on_register", "INTEGER", else: "d.on_register"))
        FROM crashes c LEFT JOIN crash_details d ON d.crash_id = c.fid
        LEFT JOIN crash_corrections k
            ON k.source_id = c.source_id AND k.source = coalesce(d.source, '');
        """
}
