import Foundation
import GRDB
import TestKit
import Testing

/// Files made to do harm, through the real command; `Tools/torture/hostile.py` holds the long form.
@Suite("Foreign files are read in a process that is shut in")
struct HostileFilesTests {
    private let scratch: ScratchFolder
    private let workspace: String

    init() throws {
        scratch = try ScratchFolder()
        workspace = scratch.path("ws")
        _ = try CommandRun.jol(["init", workspace])
    }

    private func jol(_ words: [String]) throws -> CommandRun {
        try CommandRun.jol(words, workspace: workspace)
    }

    /// A GeoPackage of three crash points in a layer of any name.
    private func geoPackage(_ name: String, layer: String) throws -> String {
        let path = scratch.path(name)
        let queue = try DatabaseQueue(path: path)
        let table = "\"\(layer.replacingOccurrences(of: "\"", with: "\"\""))\""
        var point = Data("GP".utf8) + Data([0, 1])
        withUnsafeBytes(of: Int32(4326).littleEndian) { point.append(contentsOf: $0) }
        point.append(1)
        withUnsafeBytes(of: UInt32(1).littleEndian) { point.append(contentsOf: $0) }
        for value in [76.9, 43.2] {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { point.append(contentsOf: $0) }
        }
        try queue.write { db in
            try db.execute(
                sql: """
                    PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
                    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL,
                        srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
                        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
                        description TEXT);
                    INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326,
                        'undefined', NULL);
                    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY,
                        data_type TEXT NOT NULL, identifier TEXT, description TEXT,
                        last_change TEXT, min_x, min_y, max_x, max_y, srs_id INTEGER);
                    CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL,
                        column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
                        srs_id INTEGER NOT NULL, z TINYINT, m TINYINT);
                    CREATE TABLE \(table) (fid INTEGER PRIMARY KEY, geom POINT, id TEXT,
                        time TEXT, severity TEXT);
                    """
            )
            try db.execute(
                sql: """
                    INSERT INTO gpkg_contents VALUES (?, 'features', ?, '',
                        '2025-01-01T00:00:00.0Z', 76, 43, 77, 44, 4326)
                    """,
                arguments: [layer, layer]
            )
            try db.execute(
                sql: "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', 4326, 0, 0)",
                arguments: [layer]
            )
            for row in 1...3 {
                try db.execute(
                    sql: "INSERT INTO \(table) VALUES (?, ?, ?, ?, 'slight')",
                    arguments: [row, point, "K-\(row)", "2025-03-0\(row)T10:00:00+05:00"]
                )
            }
        }
        try queue.close()
        return path
    }

    @Test("a layer whose name would be SQL is a name")
    func quotedLayer() throws {
        let layer = "it's \"; DROP TABLE crashes; --"
        let run = try jol(["crashes", "add", try geoPackage("quote.gpkg", layer: layer)])
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output.contains("3 in = 3 accepted"))
    }

    @Test("a virtual dataset called .geojson reads no other file")
    func virtualDataset() throws {
        let outside = try scratch.write("id,time,lat,lon,severity\nSECRET,,,,\n", to: "outside.csv")
        let text = """
            <OGRVRTDataSource><OGRVRTLayer name="outside"><SrcDataSource>\(outside)</SrcDataSource>
            </OGRVRTLayer></OGRVRTDataSource>
            """
        let file = try scratch.write(text, to: "roads.geojson")
        for words in [["crashes", "add", file], ["network", "import", file]] {
            let run = try jol(words)
            #expect(run.status == 65)
            #expect(!(run.output + run.messages).contains("SECRET"))
        }
    }

    @Test("a reader without its arguments ends; a file it cannot read gives the usual error")
    func reader() throws {
        #expect(try CommandRun.jol(["read-foreign-file"]).status == 64)
        #expect(try CommandRun.jol(["read-foreign-file", "vector", "x", "y", "z"]).status == 64)
        let damaged = try geoPackage("torn.gpkg", layer: "crashes")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: damaged))
        try bytes.prefix(5_000).write(to: URL(fileURLWithPath: damaged))
        let run = try jol(["crashes", "add", damaged])
        #expect(run.status == 65)
        #expect(run.messages.contains("file.damaged") || run.messages.contains("GDAL cannot read"))
        #expect(run.messages.contains("torn.gpkg"))
    }

    @Test("the doctor says which fences there are")
    func doctor() throws {
        let run = try jol(["doctor"])
        #expect(run.output.contains("process of their own: limits"))
    }
}
