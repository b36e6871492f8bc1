import Foundation
import RoadStore
import TestKit
import Testing

@Suite("Bad input", .serialized)
struct BadInputTests {
    private let world: SimulatedWorld

    init() throws { world = try SimulatedWorld.shared.get() }

    private struct Expected: Decodable {
        var file: String
        var code: String?
        var lost: String?
        var rows: [Row]
        struct Row: Decodable {
            var line: Int
            var code: String
        }
    }

    /// A workspace with the oblast's network and nothing else.
    private func freshWorkspace(_ folder: ScratchFolder) throws -> String {
        let path = folder.path("w")
        #expect(try CommandRun.jol(["init", path]).status == 0)
        let network = try CommandRun.jol(
            ["network", "import", "\(world.world)/network.osm"],
            workspace: path
        )
        #expect(network.status == 0)
        return path
    }

    @Test("each damaged sample gets its code, or its rows go to quarantine by line and byte")
    func damagedSamples() throws {
        let folder = try ScratchFolder()
        let workspace = try freshWorkspace(folder)
        let samples = URL(fileURLWithPath: world.world).appendingPathComponent("damaged")
        let names = try FileManager.default.contentsOfDirectory(atPath: samples.path)
            .filter { $0.hasSuffix(".expected.json") }.sorted()
        #expect(names.count >= 9)
        for name in names {
            let expected = try JSONDecoder().decode(
                Expected.self,
                from: Data(contentsOf: samples.appendingPathComponent(name))
            )
            let noun =
                expected.file.contains("crashes")
                ? "crashes" : expected.file.hasSuffix(".csv") ? "complexes" : "flights"
            let path = samples.appendingPathComponent(expected.file).path
            let run = try CommandRun.jol([noun, "add", path], workspace: workspace)
            if let code = expected.code {
                #expect(run.messages.contains("[\(code)]"), "\(expected.file): \(run.messages)")
                #expect(run.status != 0, "\(expected.file)")
            } else {
                #expect(run.status == 0, "\(expected.file): \(run.messages)")
            }
            let list = try CommandRun.jol(
                ["quarantine", "list", "--json", "--limit", "1000"],
                workspace: workspace
            )
            let records = try list.json()["records"] as? [[String: Any]] ?? []
            let own = records.filter { $0["file"] as? String == expected.file }
            for row in expected.rows {
                let found = own.first { $0["line"] as? Int == row.line }
                #expect(found?["reason"] as? String == row.code, "\(expected.file):\(row.line)")
                #expect((found?["byteOffset"] as? Int ?? 0) > 0)
            }
            if let lost = expected.lost {
                #expect(own.contains { $0["reason"] as? String == lost }, "\(expected.file)")
            }
            if expected.rows.isEmpty, expected.lost == nil { #expect(own.isEmpty) }
        }
    }

    @Test("a file that cannot be read changes nothing that is stored")
    func nothingChanges() throws {
        let folder = try ScratchFolder()
        let workspace = try freshWorkspace(folder)
        let good = try CommandRun.jol(
            ["crashes", "add", "\(world.world)/crashes", "--zone", "Asia/Almaty"],
            workspace: workspace
        )
        #expect(good.status == 0)
        func state() throws -> (Int, Int, Set<String>) {
            let store = try Store(workspace: Workspace.find(workspace), access: .reading)
            let objects = store.workspace.objects.path
            let files = FileManager.default.enumerator(atPath: objects)?.allObjects ?? []
            return (
                try store.crashEvents().count, try store.receipts().count,
                Set(files.map { "\($0)" })
            )
        }
        let before = try state()
        let inputs = [
            try folder.write("", to: "empty.csv"),
            try folder.write([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], to: "photo.jpg"),
            try folder.write("id,lat,lon\n1,2,3\n", to: "missing.csv"),
            folder.path("not-there.csv"),
        ]
        for (noun, input) in zip(["crashes", "flights", "crashes", "complexes"], inputs) {
            let run = try CommandRun.jol([noun, "add", input], workspace: workspace)
            #expect(run.status == 65 || run.status == 66)
            #expect(run.messages.contains("do:"), "an error says what to do")
        }
        let after = try state()
        #expect(before.0 == after.0)
        #expect(before.1 == after.1)
        #expect(before.2.filter { $0.count > 2 } == after.2.filter { $0.count > 2 })
    }

    @Test("a file whose records were all refused is read again with the right option")
    func secondTry() throws {
        let folder = try ScratchFolder()
        let workspace = try freshWorkspace(folder)
        let file = try folder.write(
            "id,time,lat,lon,injured\nA,2025-03-01 12:00,48.7,66.9,1\n",
            to: "local.csv"
        )
        let first = try CommandRun.jol(["crashes", "add", file], workspace: workspace)
        #expect(first.status == 65)
        #expect(first.messages.contains("row.time_without_zone"))
        let second = try CommandRun.jol(
            ["crashes", "add", file, "--zone", "Asia/Almaty"],
            workspace: workspace
        )
        #expect(second.status == 0, "\(second.messages)")
        #expect(second.output.contains("1 accepted"))
    }

    @Test("the plate of a damaged row is not repeated in any message")
    func noPlateInMessages() throws {
        let folder = try ScratchFolder()
        let workspace = try freshWorkspace(folder)
        let sample = "\(world.world)/damaged/broken-rows.csv"
        let text = try String(contentsOfFile: sample, encoding: .utf8)
        let plates = text.matches(of: /[0-9]{3}[A-Z]{2,3}98/).map { String($0.output) }
        #expect(!plates.isEmpty)
        let add = try CommandRun.jol(["complexes", "add", sample], workspace: workspace)
        let list = try CommandRun.jol(["quarantine", "list", "--json"], workspace: workspace)
        for plate in plates {
            #expect(!(add.output + add.messages + list.output + list.messages).contains(plate))
        }
    }
}

@Suite("What a tester found", .serialized)
struct FoundByTestingTests {
    @Test("places found on an earlier network are not read on a new one")
    func staleNetwork() throws {
        let folder = try ScratchFolder()
        let workspace = folder.path("w")
        let world = SharedReference.packageRoot.appendingPathComponent("GeoData/demo").path
        func jol(_ arguments: [String]) throws -> CommandRun {
            try CommandRun.jol(arguments, workspace: workspace)
        }
        #expect(try jol(["init", workspace]).status == 0)
        #expect(try jol(["network", "import", "\(world)/network.osm"]).status == 0)
        #expect(
            try jol(["crashes", "add", "\(world)/crashes", "--zone", "Asia/Almaty"]).status == 0
        )
        #expect(try jol(["match", "run"]).status == 0)
        #expect(try jol(["hotspots", "run"]).status == 0)
        let other = try jol(["network", "import", "\(world)/network.osm", "--crs", "EPSG:32641"])
        #expect(other.status == 0)
        let hotspots = try jol(["hotspots", "run"])
        #expect(hotspots.status == 65)
        #expect(hotspots.messages.contains("jol match run"))
        #expect(try jol(["report", "build", "--out", folder.path("r")]).status == 65)
        #expect(try jol(["match", "run"]).status == 0)
        #expect(try jol(["report", "build", "--out", folder.path("r")]).status == 65)
        #expect(try jol(["hotspots", "run"]).status == 0)
        #expect(try jol(["report", "build", "--out", folder.path("r")]).status == 0)
    }

    @Test("results that cannot be written are an error, a closed pipe is none")
    func fullOutput() throws {
        let binary = SharedReference.packageRoot.appendingPathComponent(".build/release/jol").path
        let full = try CommandRun.run(
            "bash",
            ["-c", "'\(binary)' trends change --before 10 --after 5 > /dev/full"]
        )
        #expect(full.status == 74)
        let closed = try CommandRun.run(
            "bash",
            ["-c", "set -o pipefail; '\(binary)' --help | head -n 1 > /dev/null"]
        )
        #expect(closed.status == 0)
    }

    @Test("a crash dated 1900 goes to quarantine instead of stretching every period")
    func mistypedYear() throws {
        let folder = try ScratchFolder()
        let workspace = folder.path("w")
        #expect(try CommandRun.jol(["init", workspace]).status == 0)
        let file = try folder.write(
            "id,time,lat,lon,injured\nA,1900-05-01T10:00:00+05:00,48.7,66.9,1\n"
                + "B,2024-05-01T10:00:00+05:00,48.7,66.9,1\n",
            to: "old.csv"
        )
        let run = try CommandRun.jol(["crashes", "add", file], workspace: workspace)
        #expect(run.status == 0)
        #expect(run.output.contains("1 accepted + 0 duplicate + 1 quarantined"))
        let again = try CommandRun.jol(["crashes", "add", file], workspace: workspace)
        #expect(again.messages.contains("still in quarantine"))
    }

    @Test("one device whose name holds a zero byte does not stop the next file")
    func zeroByte() throws {
        let folder = try ScratchFolder()
        let workspace = folder.path("w")
        #expect(try CommandRun.jol(["init", workspace]).status == 0)
        let columns =
            "device_name,device_serial,event_time,event_type,direction,site_lat,site_lon,"
            + "place_text,cert_no,cert_valid_until,device_mode\n"
        for day in 1...2 {
            let row =
                "a\u{0}b,S1,2024-05-0\(day)T10:00:00+05:00,PASSAGE,receding,48.7,66.9,x,C,"
                + "2027-01-01,production\n"
            let file = try folder.write(columns + row, to: "\(day).csv")
            let run = try CommandRun.jol(["complexes", "add", file], workspace: workspace)
            #expect(run.status == 0, "\(run.messages)")
        }
    }
}
