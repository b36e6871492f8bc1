import Foundation
import GRDB
package import RoadModel

/// A region as it is stored.
package struct StoredRegion: Sendable, Hashable {
    /// Code, names and border.
    package var outline: RegionOutline
    /// Area in square kilometres.
    package var squareKilometres: Double
    /// What was wrong with the border as received, and what was done; empty when it was valid.
    package var fault: String
    /// The file it came from.
    package var sourceName: String

    /// Makes a region.
    package init(
        outline: RegionOutline,
        squareKilometres: Double,
        fault: String,
        sourceName: String
    ) {
        (self.outline, self.squareKilometres) = (outline, squareKilometres)
        (self.fault, self.sourceName) = (fault, sourceName)
    }
}

extension IntakeSession {
    /// Stores borders; a region of a known code is replaced.
    package func add(_ regions: [StoredRegion]) throws(IntakeError) {
        do {
            let sha256 = try String.fetchOne(
                db,
                sql: "SELECT sha256 FROM intake WHERE id = ?",
                arguments: [intakeID]
            )
            for region in regions {
                try db.execute(
                    sql: "DELETE FROM regions WHERE code = ?",
                    arguments: [region.outline.code]
                )
                try db.execute(
                    sql: """
                        INSERT INTO regions (geom, code, names, area_km2, was_valid, fault,
                            source_name, source_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        Data(GeoPackageGeometry.polygons(region.outline)), region.outline.code,
                        jsonText(region.outline.names), region.squareKilometres,
                        region.fault.isEmpty, region.fault, region.sourceName, sha256,
                    ]
                )
                count(accepted: 1)
            }
        } catch { throw IntakeError.io(subject: "regions", error) }
    }
}

extension Store {
    /// The regions, by code.
    package func regions() throws(IntakeError) -> [StoredRegion] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM regions ORDER BY code").map { row in
                let geometry: Data = try row.field("geom")
                return StoredRegion(
                    outline: RegionOutline(
                        code: try row.field("code"),
                        names: textList(try row.field("names")),
                        rings: GeoPackageGeometry.rings([UInt8](geometry))
                    ),
                    squareKilometres: try row.field("area_km2"),
                    fault: try row.field("fault"),
                    sourceName: try row.field("source_name")
                )
            }
        }
    }
}
