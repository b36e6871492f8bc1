import GRDB
package import RoadModel

extension Store {
    /// Where each complex stands, by serial number: the register's place, else that of the latest
    /// state that has one.
    package func knownSites() throws(IntakeError) -> [String: GeodeticCoordinate] {
        try read { db in
            var sites: [String: GeodeticCoordinate] = [:]
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT serial, lat, lon FROM (
                        SELECT serial, lat, lon, 0 AS entered, last_us AS time FROM devices
                        UNION ALL SELECT serial, lat, lon, 1, entered_us FROM device_register
                        WHERE superseded_us IS NULL)
                    WHERE lat IS NOT NULL AND lon IS NOT NULL ORDER BY entered, time
                    """
            )
            for row in rows {
                sites[try row.field("serial")] = GeodeticCoordinate(
                    latitude: Degrees(try row.field("lat")),
                    longitude: Degrees(try row.field("lon"))
                )
            }
            return sites
        }
    }

    /// Where the latest records say that complexes stand, by serial number.
    package func observedSites() throws(IntakeError) -> [String: GeodeticCoordinate] {
        try read { db in
            var sites: [String: GeodeticCoordinate] = [:]
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT serial, lat, lon FROM devices
                    WHERE lat NOT NULL AND lon NOT NULL ORDER BY last_us
                    """
            )
            for row in rows {
                sites[try row.field("serial")] = GeodeticCoordinate(
                    latitude: Degrees(try row.field("lat")),
                    longitude: Degrees(try row.field("lon"))
                )
            }
            return sites
        }
    }
}
