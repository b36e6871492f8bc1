import Foundation
import GRDB
package import RoadModel

extension Store {
    /// Makes a network the current one, with its rows in the `segments` layer.
    ///
    /// The same version again only becomes current; earlier versions keep their images.
    package func setNetwork(
        _ network: NetworkVersion,
        rows: [SegmentRow],
        software: String
    ) throws(IntakeError) -> NetworkVersion {
        let image = workspace.networks.appendingPathComponent(network.image).path
        let digest = try ObjectStore.digest(of: image)
        return try write { db in
            try db.execute(sql: "UPDATE network_versions SET is_current = 0")
            let known = try Int64.fetchOne(
                db,
                sql: "SELECT id FROM network_versions WHERE version = ?",
                arguments: [network.version]
            )
            if known == nil { try Self.insert(network, db) }
            let number = known ?? db.lastInsertedRowID
            try db.execute(
                sql: "UPDATE network_versions SET is_current = 1 WHERE id = ?",
                arguments: [number]
            )
            // The layer shows the current network; older ones live on in their images.
            try db.execute(sql: "DELETE FROM segments")
            try Self.insert(rows, networkID: number, db)
            try LedgerWriter(db, workspace, software: software).add(.network) {
                $0.states = [try RowHash.of(.networks, db), try RowHash.of(.segments, db)]
                $0.detail = [
                    "version": network.version, "source": network.sourceSHA256,
                    "name": network.sourceName, "image": network.image, "imageSHA256": digest.hex,
                ]
            }
            guard let stored = try Self.currentNetwork(db) else { return network }
            return stored
        }
    }

    /// The network that matching uses.
    ///
    /// - Throws: `.networkMissing` when none has been imported.
    package func currentNetwork() throws(IntakeError) -> NetworkVersion {
        let found = try read { db in try Self.currentNetwork(db) }
        guard let found else {
            throw IntakeError(
                .networkMissing,
                subject: workspace.root.path,
                detail: "The workspace has no road network yet.",
                remedy: "Import one: 'jol network import FILE' (.osm.pbf, .osm, .gpkg, .shp)."
            )
        }
        return found
    }

    private static func insert(_ network: NetworkVersion, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO network_versions (version, source_name, source_sha256, crs, image,
                    segments, nodes, kilometres, west, south, east, north, imported_us,
                    is_current, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                """,
            arguments: [
                network.version, network.sourceName, network.sourceSHA256, network.crs,
                network.image, network.segments, network.nodes, network.kilometres,
                network.extent.west, network.extent.south, network.extent.east,
                network.extent.north, network.imported.microseconds, jsonText(network.notes),
            ]
        )
    }

    private static func insert(_ rows: [SegmentRow], networkID: Int64, _ db: Database) throws {
        let insert = try BulkInsert(
            db,
            sql: """
                INSERT INTO segments (geom, network_id, segment, reverse, way, class, name, ref,
                    oneway, limit_kmh, level, bridge, tunnel, length_m)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        for row in rows {
            if let geometry = GeoPackageGeometry.line(row.line) {
                insert.bind(1, blob: geometry)
            } else {
                insert.bindNull(1)
            }
            insert.bind(2, networkID)
            insert.bind(3, Int(row.segment.rawValue))
            insert.bind(4, row.reverse.map { Int($0.rawValue) })
            insert.bind(5, row.way)
            insert.bind(6, row.roadClass.name)
            insert.bind(7, row.name)
            insert.bind(8, row.ref)
            insert.bind(9, row.reverse == nil ? 1 : 0)
            insert.bind(10, row.limitKmh)
            insert.bind(11, row.level)
            insert.bind(12, row.flags.contains(.bridge) ? 1 : 0)
            insert.bind(13, row.flags.contains(.tunnel) ? 1 : 0)
            insert.bind(14, row.length.value)
            _ = try insert.insert()
        }
        guard let extent = extent(of: rows) else { return }
        try GeoPackageTables.setExtent(
            of: "segments",
            west: extent.west,
            south: extent.south,
            east: extent.east,
            north: extent.north,
            in: db
        )
    }

    private static func extent(of rows: [SegmentRow]) -> GeodeticExtent? {
        var extent: GeodeticExtent?
        for place in rows.lazy.flatMap(\.line) {
            let (x, y) = (place.longitude.value, place.latitude.value)
            guard let known = extent else {
                extent = GeodeticExtent(west: x, south: y, east: x, north: y)
                continue
            }
            extent = GeodeticExtent(
                west: min(known.west, x),
                south: min(known.south, y),
                east: max(known.east, x),
                north: max(known.north, y)
            )
        }
        return extent
    }

    private static func currentNetwork(_ db: Database) throws -> NetworkVersion? {
        guard
            let row = try Row.fetchOne(
                db,
                sql: "SELECT * FROM network_versions WHERE is_current = 1"
            )
        else { return nil }
        var network = NetworkVersion(
            version: try row.field("version"),
            sourceName: try row.field("source_name"),
            sourceSHA256: try row.field("source_sha256"),
            crs: try row.field("crs"),
            image: try row.field("image"),
            segments: try row.field("segments"),
            nodes: try row.field("nodes"),
            kilometres: try row.field("kilometres"),
            extent: GeodeticExtent(
                west: try row.field("west"),
                south: try row.field("south"),
                east: try row.field("east"),
                north: try row.field("north")
            ),
            imported: Timestamp(microseconds: try row.field("imported_us")),
            notes: textList(try row.field("notes"))
        )
        network.number = try row.field("id")
        return network
    }
}
