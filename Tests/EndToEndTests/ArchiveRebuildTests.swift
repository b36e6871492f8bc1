import Foundation
import TestKit
import Testing

@Suite("Rebuilding an archive", .serialized)
struct ArchiveRebuildTests {
    private let scratch: ScratchFolder
    private let workspace: String

    init() throws {
        scratch = try ScratchFolder()
        workspace = scratch.path("ws")
        _ = try CommandRun.jol(["init", workspace, "--quiet"])
        for number in 1...2 {
            let rows = (0..<8).map { row in
                "T-\(number),Test,production,2025-0\(number)-01T10:0\(row):00+05:00,"
                    + "\(row % 3 == 0 ? "SPEED_INSTANT" : "PASSAGE"),receding,12\(row)ABC01,"
                    + "passenger,8\(row),60,48.7,66.9,Street,C-1,2030-01-01"
            }
            let header =
                "device_serial,device_name,device_mode,event_time,event_type,direction,plate,"
                + "vehicle_kind,speed_measured,speed_limit,site_lat,site_lon,place_text,cert_no,"
                + "cert_valid_until"
            let text = ([header] + rows).joined(separator: "\n") + "\n"
            _ = try jol(["complexes", "add", try scratch.write(text, to: "export-\(number).csv")])
        }
    }

    private func jol(_ words: [String], in folder: String? = nil) throws -> CommandRun {
        try CommandRun.jol(words, workspace: folder ?? workspace)
    }

    private func content(of folder: String) throws -> String {
        let run = try jol(["archive", "verify", "--json"], in: folder)
        #expect(run.status == 0, "\(run.output)")
        let report = try #require(try run.json()["report"] as? [String: Any])
        return try #require(report["contentSHA256"] as? String)
    }

    @Test("the rebuilt workspace stands for itself: files, rows and a ledger that holds")
    func out() throws {
        let made = scratch.path("made")
        let run = try jol(["archive", "rebuild", "--out", made])
        #expect(run.status == 0, "\(run.output)\(run.messages)")
        #expect(try content(of: made) == content(of: workspace))
    }

    @Test("when the database is lost, receipts and files give the same rows again")
    func lost() throws {
        let before = try content(of: workspace)
        for name in try FileManager.default.contentsOfDirectory(atPath: workspace)
        where name.hasPrefix("jol.gpkg") {
            try FileManager.default.removeItem(atPath: "\(workspace)/\(name)")
        }
        let refused = try jol(["archive", "rebuild"])
        #expect(refused.status != 0)
        #expect(refused.messages.contains("--out"))
        let made = scratch.path("made")
        let run = try jol(["archive", "rebuild", "--out", made, "--json"])
        #expect(run.status == 0, "\(run.output)\(run.messages)")
        let report = try #require(try run.json()["report"] as? [String: Any])
        #expect(report["equal"] as? Int == 2)
        #expect(try content(of: made) == before)
        // A receipt whose rows come out otherwise is found.
        let object = try FileManager.default.subpathsOfDirectory(atPath: "\(workspace)/objects")
            .first { $0.hasSuffix(".sealed") }
        try FileManager.default.removeItem(
            atPath: "\(workspace)/objects/\(try #require(object))"
        )
        let damaged = try jol(["archive", "rebuild", "--out", scratch.path("other")])
        #expect(damaged.status == 79)
    }

    @Test("erased files stay erased in the rebuilt workspace, and that is no fault")
    func erased() throws {
        for number in 1...2 {
            let run = try jol(["archive", "erase", "--receipt", "\(number)", "--reason", "order"])
            #expect(run.status == 0, "\(run.output)\(run.messages)")
            let made = scratch.path("made-\(number)")
            let rebuilt = try jol(["archive", "rebuild", "--out", made])
            #expect(rebuilt.status == 0, "\(rebuilt.output)\(rebuilt.messages)")
            #expect(rebuilt.output.contains("\(number) files were erased"))
            #expect(try content(of: made) == content(of: workspace))
            let objects = try FileManager.default.subpathsOfDirectory(atPath: "\(made)/objects")
            #expect(objects.count { $0.hasSuffix(".sealed") } == 2 - number)
        }
    }

    @Test("the road map's file and its compiled image are checked and backed up like any other")
    func roadMap() throws {
        let map = try scratch.write(
            """
            <osm version="0.6"><node id="1" lat="48.70" lon="66.90"/>\
            <node id="2" lat="48.71" lon="66.91"/><way id="5"><nd ref="1"/><nd ref="2"/>\
            <tag k="highway" v="primary"/></way></osm>
            """,
            to: "map.osm"
        )
        #expect(try jol(["network", "import", map]).status == 0)
        let copy = scratch.path("copy")
        #expect(try jol(["archive", "backup", copy]).status == 0)
        _ = try content(of: copy)
        let sound = try content(of: workspace)
        #expect(!sound.isEmpty)
        let image = try #require(
            try FileManager.default.contentsOfDirectory(atPath: "\(copy)/networks").first
        )
        let sources = try FileManager.default.subpathsOfDirectory(atPath: "\(copy)/objects")
        let source = try #require(
            sources.first { $0.count == 67 && !$0.hasSuffix(".sealed") }
        )
        for path in ["\(copy)/networks/\(image)", "\(copy)/objects/\(source)"] {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            let handle = try #require(FileHandle(forUpdatingAtPath: path))
            try handle.seek(toOffset: 60)
            let byte = try #require(try handle.read(upToCount: 1)?.first)
            try handle.seek(toOffset: 60)
            try handle.write(contentsOf: Data([byte ^ 1]))
            let run = try jol(["archive", "verify"], in: copy)
            #expect(run.status == 79)
            #expect(run.output.contains("[object.changed]"))
            try handle.seek(toOffset: 60)
            try handle.write(contentsOf: Data([byte]))
            try handle.close()
        }
    }

    @Test("crash cards as GeoJSON are known as such, not as records of complexes")
    func geoJSON() throws {
        let cards = """
            {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point",
            "coordinates":[66.9,48.7]},"properties":{"id":7,"datetime":"2025-01-14 12:25:00",
            "severity":"С погибшими","dead_count":1,"injured_count":0}}]}
            """
        let file = try scratch.write(cards, to: "cards.geojson")
        let run = try jol(["archive", "add", file, "--zone", "Asia/Almaty"])
        #expect(run.status == 0, "\(run.output)\(run.messages)")
        #expect(run.output.contains("Crash GeoJSON"))
    }
}
