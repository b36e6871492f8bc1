import Foundation
import GRDB
package import RoadModel

extension Store {
    /// Keeps the hotspots of a run with their lines; the layer shows the latest run.
    package func replaceHotspots(
        _ run: RunRecord,
        _ hotspots: [Hotspot],
        lines: (Hotspot) -> [[GeodeticCoordinate]]
    ) throws(IntakeError) {
        try write { db in
            try db.execute(sql: "DELETE FROM hotspots")
            let number = try Self.insert(run, db)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            let insert = try BulkInsert(
                db,
                sql: """
                    INSERT INTO hotspots (geom, run_id, unit, id, rank, road, from_km, to_km,
                        length_m, crashes, killed, injured, violations, score, rate, rate_lower,
                        rate_upper, above_average, record)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            )
            for hotspot in hotspots {
                if let geometry = GeoPackageGeometry.lines(lines(hotspot)) {
                    insert.bind(1, blob: geometry)
                } else {
                    insert.bindNull(1)
                }
                Self.bind(hotspot, run: number, to: insert)
                insert.bind(19, String(decoding: try encoder.encode(hotspot), as: UTF8.self))
                _ = try insert.insert()
            }
            try LedgerWriter(db, workspace, software: run.software).add(.hotspots) {
                $0.states = [try RowHash.of(.hotspots, db), try RowHash.of(.runs, db)]
            }
        }
    }

    /// The hotspots of the latest run, by unit and rank.
    package func hotspots() throws(IntakeError) -> [Hotspot] {
        try read { db in
            let decoder = JSONDecoder()
            return try String.fetchAll(
                db,
                sql: "SELECT record FROM hotspots ORDER BY unit, rank, id"
            ).map { try decoder.decode(Hotspot.self, from: Data($0.utf8)) }
        }
    }

    private static func bind(_ hotspot: Hotspot, run: Int64, to insert: BulkInsert) {
        insert.bind(2, run)
        insert.bind(3, hotspot.unit.rawValue)
        insert.bind(4, hotspot.id)
        insert.bind(5, hotspot.rank)
        insert.bind(6, hotspot.road)
        insert.bind(7, hotspot.fromKilometre ?? .nan)
        insert.bind(8, hotspot.toKilometre ?? .nan)
        insert.bind(9, hotspot.length.value)
        insert.bind(10, hotspot.crashes)
        insert.bind(11, hotspot.killed)
        insert.bind(12, hotspot.injured)
        insert.bind(13, hotspot.violations)
        insert.bind(14, hotspot.score)
        insert.bind(15, hotspot.rate.value ?? .nan)
        insert.bind(16, hotspot.rate.lower ?? .nan)
        insert.bind(17, hotspot.rate.upper ?? .nan)
        insert.bind(18, hotspot.isAboveAverage ? 1 : 0)
    }
}
