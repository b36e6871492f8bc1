import Foundation
import GRDB
package import RoadModel

/// A vehicle at a complex, as the workspace keeps it.
package struct Sighting: Sendable {
    /// Serial number of the complex.
    package var serial: String
    /// UTC microseconds.
    package var microseconds: Int64
    /// Local minus UTC, in seconds.
    package var offsetSeconds: Int32
    /// The plate's pseudonym, 16 bytes.
    package var pseudonym: [UInt8]?
    /// Vehicle class as written.
    package var vehicleKind: String
    /// Measured speed, km/h.
    package var speedKmh: Double?
    /// The limit that the record states, km/h.
    package var limitKmh: Double?
    /// Lane, from 1.
    package var lane: Int?
    /// Kind of event.
    package var event: String
}

extension Store {
    /// Calls `body` with every passage and violation, passages first, each in order of intake.
    package func eachSighting(_ body: (Sighting) -> Void) throws(IntakeError) {
        try read { db in
            for (table, event) in [("passages", "'PASSAGE'"), ("violations", "o.event_type")] {
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT d.serial, o.observed_us, o.zone_offset_s, o.plate_pseudonym,
                            o.vehicle_kind, o.speed_kmh, o.limit_kmh, o.lane, \(event)
                        FROM \(table) o JOIN devices d ON d.id = o.device_id ORDER BY o.rowid
                        """
                )
                while let row = try rows.next() {
                    let offset: Int = row[2]
                    body(
                        Sighting(
                            serial: row[0],
                            microseconds: row[1],
                            offsetSeconds: Int32(clamping: offset),
                            pseudonym: (row[3] as Data?).map { [UInt8]($0) },
                            vehicleKind: row[4],
                            speedKmh: row[5],
                            limitKmh: row[6],
                            lane: row[7],
                            event: row[8]
                        )
                    )
                }
            }
        }
    }
}
