import GRDB

/// The R-tree of a layer with the triggers that keep it true when others edit the file.
///
/// It is filled once at the end: kept up row by row it would cost most of the insert time. The
/// triggers call `ST_…` functions that programs like QGIS bring along. Source: OGC 12-128r17,
/// annex F.3.
enum SpatialIndex {
    static func create(on table: String, boxes: [Box?], _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index',
                    'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')
                """,
            arguments: [table]
        )
        try db.execute(
            sql: """
                CREATE VIRTUAL TABLE "rtree_\(table)_geom" USING rtree(id, minx, maxx, miny, maxy)
                """
        )
        let insert = try BulkInsert(
            db,
            sql: "INSERT INTO \"rtree_\(table)_geom\" VALUES (?, ?, ?, ?, ?)"
        )
        for (row, box) in boxes.enumerated() {
            guard let box else { continue }
            insert.bind(1, row + 1)
            insert.bind(2, box.west)
            insert.bind(3, box.east)
            insert.bind(4, box.south)
            insert.bind(5, box.north)
            _ = try insert.insert()
        }
        for trigger in triggers(table) { try db.execute(sql: trigger) }
    }

    private static func triggers(_ table: String) -> [String] {
        let index = "\"rtree_\(table)_geom\""
        let values = """
            NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)
            """
        let filled = "NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)"
        let empty = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
        func trigger(_ suffix: String, _ event: String, _ condition: String, _ body: String)
            -> String
        {
            """
            CREATE TRIGGER "rtree_\(table)_geom_\(suffix)" AFTER \(event) ON "\(table)"
            WHEN \(condition) BEGIN \(body); END
            """
        }
        let put = "INSERT OR REPLACE INTO \(index) VALUES (\(values))"
        let drop = "DELETE FROM \(index) WHERE id = OLD.fid"
        return [
            trigger("insert", "INSERT", filled, put),
            trigger("update1", "UPDATE OF geom", "OLD.fid = NEW.fid AND \(filled)", put),
            trigger("update2", "UPDATE OF geom", "OLD.fid = NEW.fid AND \(empty)", drop),
            trigger("update3", "UPDATE", "OLD.fid != NEW.fid AND \(filled)", "\(drop); \(put)"),
            trigger(
                "update4",
                "UPDATE",
                "OLD.fid != NEW.fid AND \(empty)",
                "DELETE FROM \(index) WHERE id IN (OLD.fid, NEW.fid)"
            ),
            trigger("delete", "DELETE", "OLD.geom NOT NULL", drop),
        ]
    }
}
