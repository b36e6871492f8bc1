import GRDB
package import RoadModel

extension Store {
    /// The road on which each located crash lies: its index, else its name; by stored number.
    package func crashRoads() throws(IntakeError) -> [ObservationID: String] {
        try read { db in
            var roads: [ObservationID: String] = [:]
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT l.observation_id, ifnull(nullif(s.ref, ''), s.name) AS road
                    FROM located l JOIN segments s
                        ON s.network_id = l.network_id AND s.segment = l.segment
                    WHERE l.kind = 'crash' AND l.segment IS NOT NULL
                    """
            )
            while let row = try cursor.next() {
                roads[ObservationID(rawValue: try row.field("observation_id"))] =
                    try row.field("road")
            }
            return roads
        }
    }
}
