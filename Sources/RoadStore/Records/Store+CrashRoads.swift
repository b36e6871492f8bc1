import GRDB
package import RoadModel

extension Store {
    /// The road on which each located crash lies: its index, else its name; by stored number.
    package func crashRoads() throws(IntakeError) -> [ObservationID: String] {
        try read { db in
            // A piece of road has a number for either direction, so one pass over the pieces is
            // made instead of a join without an index.
            var names: [Int64: String] = [:]
            let pieces = try Row.fetchCursor(
                db,
                sql: """
                    SELECT segment, reverse, ifnull(nullif(ref, ''), name) AS road FROM segments
                    WHERE network_id = (SELECT id FROM network_versions WHERE is_current = 1)
                    """
            )
            while let piece = try pieces.next() {
                let road: String = try piece.field("road")
                names[try piece.field("segment")] = road
                if let back: Int64 = try piece.field("reverse") { names[back] = road }
            }
            var roads: [ObservationID: String] = [:]
            let located = try Row.fetchCursor(
                db,
                sql: """
                    SELECT observation_id, segment FROM located
                    WHERE kind = 'crash' AND segment IS NOT NULL\(Self.onCurrentNetwork)
                    """
            )
            while let row = try located.next() {
                roads[ObservationID(rawValue: try row.field("observation_id"))] =
                    names[try row.field("segment")]
            }
            return roads
        }
    }
}
