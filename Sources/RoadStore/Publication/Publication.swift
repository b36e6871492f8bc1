import Foundation
import GRDB
package import RoadModel

/// Writes GeoPackages that leave the house: DELETE journal mode, spatial index, QGIS styles.
package enum Publication {
    /// Writes the layers into a new file, which appears under its name only when it is whole.
    ///
    /// - Parameters:
    ///   - path: The file to write.
    ///   - layers: Layers in the order QGIS lists them.
    ///   - modified: The time stamped into the tables, so that equal contents give equal rows.
    ///   - overwrite: Whether an existing file may be replaced.
    /// - Throws: `.outputExists`, `.io`, `.diskFull`.
    package static func write(
        to path: String,
        layers: [PublicationLayer],
        modified: Timestamp,
        overwrite: Bool
    ) throws(IntakeError) {
        guard overwrite || !FileManager.default.fileExists(atPath: path) else {
            throw IntakeError(
                .outputExists,
                subject: path,
                detail: "The file exists.",
                remedy: "Name another one or pass --overwrite."
            )
        }
        let temporary = path + ".part"
        try? FileManager.default.removeItem(atPath: temporary)
        do {
            try fill(temporary, layers: layers, modified: modified)
            guard rename(temporary, path) == 0 else {
                throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
            }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw IntakeError.io(subject: path, error)
        }
    }

    private static func fill(
        _ path: String,
        layers: [PublicationLayer],
        modified: Timestamp
    ) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            try db.execute(sql: "PRAGMA user_version = 10300")
            try db.execute(sql: GeoPackageTables.definition)
            try db.execute(sql: StyleTable.definition)
            for layer in layers {
                try write(layer, db)
                try StyleTable.add(layer, modified: modified, db)
            }
            try db.execute(
                sql: "UPDATE gpkg_contents SET last_change = ?",
                arguments: [stamp(modified)]
            )
        }
        try queue.close()
    }

    /// The standard wants exactly three decimals of a second.
    static func stamp(_ time: Timestamp) -> String {
        let text = Timestamp(microseconds: time.microseconds / 1000 * 1000).description
        return text.contains(".") ? text : String(text.dropLast()) + ".000Z"
    }

    private static func write(_ layer: PublicationLayer, _ db: Database) throws {
        let table = layer.table.quotedDatabaseIdentifier
        let columns = layer.columns.map {
            ", \($0.name.quotedDatabaseIdentifier) \($0.type.rawValue)"
        }
        try db.execute(
            sql: """
                CREATE TABLE \(table) (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
                    geom \(layer.geometryType)\(columns.joined()))
                """
        )
        try GeoPackageTables.register(
            FeatureLayer(
                table: layer.table,
                title: layer.title,
                geometryType: layer.geometryType
            ),
            in: db
        )
        let marks = Array(repeating: "?", count: layer.columns.count + 1).joined(separator: ", ")
        let names = (["geom"] + layer.columns.map(\.name.quotedDatabaseIdentifier))
            .joined(separator: ", ")
        let insert = try BulkInsert(
            db,
            sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))"
        )
        var boxes: [Box?] = []
        for row in layer.rows {
            let (blob, box) = encode(row.geometry)
            if let blob { insert.bind(1, blob: blob) } else { insert.bindNull(1) }
            for (column, value) in row.values.enumerated() {
                let index = Int32(column + 2)
                switch value {
                case .text(let text): insert.bind(index, DeliveredText.harmless(text))
                case .integer(let number): insert.bind(index, number)
                case .real(let number): insert.bind(index, number)
                case .null: insert.bindNull(index)
                }
            }
            _ = try insert.insert()
            boxes.append(box)
        }
        try SpatialIndex.create(on: layer.table, boxes: boxes, db)
        let known = boxes.compactMap(\.self)
        if let extent = known.dropFirst().reduce(known.first, { $0?.union($1) }) {
            try GeoPackageTables.setExtent(
                of: layer.table,
                west: extent.west,
                south: extent.south,
                east: extent.east,
                north: extent.north,
                in: db
            )
        }
    }

    private static func encode(_ geometry: PublicationGeometry) -> ([UInt8]?, Box?) {
        switch geometry {
        case .point(let place): (GeoPackageGeometry.point(place), Box([place]))
        case .lines(let lines): (GeoPackageGeometry.lines(lines), Box(lines.flatMap(\.self)))
        }
    }
}

/// The bounding box of a geometry, in degrees.
struct Box {
    var west: Double
    var south: Double
    var east: Double
    var north: Double

    init?(_ places: [GeodeticCoordinate]) {
        guard let first = places.first else { return nil }
        (west, east) = (first.longitude.value, first.longitude.value)
        (south, north) = (first.latitude.value, first.latitude.value)
        for place in places {
            west = min(west, place.longitude.value)
            east = max(east, place.longitude.value)
            south = min(south, place.latitude.value)
            north = max(north, place.latitude.value)
        }
    }

    func union(_ other: Box) -> Box {
        var box = self
        box.west = min(west, other.west)
        box.south = min(south, other.south)
        box.east = max(east, other.east)
        box.north = max(north, other.north)
        return box
    }
}
