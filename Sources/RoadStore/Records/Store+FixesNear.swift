import GRDB
package import RoadModel

extension Store {
    /// Where a drone was in some minute.
    package struct FixMinute: Sendable {
        /// The flight.
        package var flight: Int64
        /// The minute, counted from its clock's origin.
        package var minute: Int64
        /// Latitude in degrees, WGS 84.
        package var latitude: Double
        /// Longitude in degrees, WGS 84.
        package var longitude: Double
    }

    /// Fixes in a rectangle of degrees.
    package func fixes(
        latitude: ClosedRange<Double>,
        longitude: ClosedRange<Double>
    ) throws(IntakeError) -> [FixMinute] {
        try read { db in
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT flight_id, COALESCE(utc_us, vehicle_us) / 60000000 AS minute, lat, lon
                    FROM fixes WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?
                    """,
                arguments: [
                    latitude.lowerBound, latitude.upperBound, longitude.lowerBound,
                    longitude.upperBound,
                ]
            )
            var fixes: [FixMinute] = []
            while let row = try cursor.next() {
                fixes.append(
                    FixMinute(
                        flight: try row.field("flight_id"),
                        minute: try row.field("minute"),
                        latitude: try row.field("lat"),
                        longitude: try row.field("lon")
                    )
                )
            }
            return fixes
        }
    }
}
