import GRDB
package import RoadModel

extension Store {
    /// The UTC day on which each current crash card first came in, by the card's stored number.
    ///
    /// A card that changed keeps the day of its first version; a card without a number of its own
    /// has no versions.
    package func firstReceipts() throws(IntakeError) -> [ObservationID: CivilDate] {
        try read { db in
            var days: [ObservationID: CivilDate] = [:]
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT c.fid, min(i.received_us, ifnull(e.first_us, i.received_us)) AS first_us
                    FROM crashes c JOIN intake i ON i.id = c.intake_id
                    LEFT JOIN (
                        SELECT o.source_id, min(n.received_us) AS first_us
                        FROM crashes o JOIN intake n ON n.id = o.intake_id
                        WHERE o.source_id <> '' GROUP BY o.source_id) e
                        ON e.source_id = c.source_id
                    WHERE c.is_current = 1
                    """
            )
            while let row = try cursor.next() {
                let time = Timestamp(microseconds: try row.field("first_us"))
                days[ObservationID(rawValue: try row.field("fid"))] = time.date(offsetSeconds: 0)
            }
            return days
        }
    }
}
