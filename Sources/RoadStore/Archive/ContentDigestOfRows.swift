import Crypto
import Foundation
import GRDB

/// A digest of the facts alone, without row numbers, receipts and places in files: workspaces that
/// received the same facts have the same digest, in whatever order, how often and when.
///
/// What hangs on a
/// workspace's own key (pseudonyms, fingerprints of records) is left out.
enum ContentDigestOfRows {
    private static let queries = [
        """
        SELECT d.serial, d.name, d.mode, p.observed_us, p.heading_deg,
            p.vehicle_kind, p.speed_kmh, p.limit_kmh, p.lane, p.lat, p.lon
        FROM passages p JOIN devices d ON d.id = p.device_id
        """,
        """
        SELECT d.serial, d.name, d.mode, v.observed_us, v.event_type, v.direction,
            v.heading_deg, v.accuracy_m, v.vehicle_kind, v.speed_kmh, v.limit_kmh, v.lane, v.lat,
            v.lon FROM violations v JOIN devices d ON d.id = v.device_id
        """,
        """
        SELECT DISTINCT source_id, content_key, observed_us, severity, killed, injured, children,
            type, road_text, lat, lon FROM crashes
        """,
        """
        SELECT DISTINCT c.source_id, d.source, d.details_key, d.region, d.on_register,
            d.death_window_days FROM crash_details d JOIN crashes c ON c.fid = d.crash_id
        """,
        """
        SELECT DISTINCT source, source_id, number, vehicle, role, injury, age, sex,
            died_after_days FROM crash_participants
        """,
        """
        SELECT DISTINCT source, source_id, number, kind, make, model, year FROM crash_vehicles
        """,
        "SELECT DISTINCT source, source_id, field, value, who, why FROM corrections",
        """
        SELECT i.sha256, f.format, f.start_us, f.end_us, f.fixes, f.attitudes, f.distance_m
        FROM flights f JOIN intake i ON i.id = f.intake_id
        """,
        """
        SELECT i.sha256, x.seq, x.vehicle_us, x.utc_us, x.lat, x.lon, x.altitude_msl_m
        FROM fixes x JOIN flights f ON f.fid = x.flight_id JOIN intake i ON i.id = f.intake_id
        """,
        "SELECT sha256, kind, bytes FROM intake",
    ]

    static func of(_ db: Database) throws -> String {
        var text = ""
        for query in queries {
            let (rows, sum) = try RowHash.unordered(query, db)
            text += "\(rows) " + sum.map { String($0, radix: 16) }.joined(separator: " ") + "\n"
        }
        return LedgerHash(SHA256.hash(data: Data(text.utf8))).hex
    }
}
