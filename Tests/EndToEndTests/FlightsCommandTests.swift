import Foundation
import TestKit
import Testing

@Suite("Jol flights: export, compare, doctor, track, trial and watch", .serialized)
struct FlightsCommandTests {
    private let world: SimulatedWorld
    private let scratch: ScratchFolder

    init() throws {
        world = try SimulatedWorld.shared.get()
        scratch = try ScratchFolder()
    }

    private func jol(_ words: [String], workspace: String? = nil) throws -> CommandRun {
        try CommandRun.jol(words, workspace: workspace ?? world.workspace)
    }

    private var log: String { "\(world.world)/flights/flight-001.ulg" }

    @Test("the common table of a file and of the stored flight are the same, row by row")
    func commonTable() throws {
        let fromFile = try jol(["flights", "export", log])
        #expect(fromFile.status == 0, "\(fromFile.messages)")
        let list = try jol(["flights", "list", "--json"]).json()
        let flights = try #require(list["flights"] as? [[String: Any]])
        let flight = try #require(flights.first { $0["file"] as? String == "flight-001.ulg" })
        let number = try #require(flight["number"] as? Int)
        let stored = try jol(["flights", "export", "F\(number)", "--table", "gps"])
        #expect(stored.output == fromFile.output)
        let rows = fromFile.output.split(separator: "\n")
        #expect(rows.count == (flight["fixes"] as? Int ?? 0) + 1)
        #expect(rows[0].hasPrefix("utc,vehicle_us,lat,lon,altitude_msl_m"))
    }

    @Test(
        "tracks written in other formats are read back as the same flight",
        arguments: ["gpx", "kml", "geojson", "csv", "gpkg"]
    )
    func formats(form: String) throws {
        let path = scratch.path("track.\(form)")
        let run = try jol(["flights", "track", "1", "--out", path])
        #expect(run.status == 0, "\(run.messages)")
        let again = try jol(["flights", "track", "1", "--out", path])
        #expect(again.status == 73 && again.messages.contains("output.exists"))
        guard form == "gpx" else {
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count > 2000)
            if form == "gpkg" {
                let layers = try CommandRun.run("ogrinfo", ["-so", path, "fixes"])
                #expect(layers.output.contains("Geometry: Point"))
            }
            return
        }
        let compared = try jol(["flights", "compare", "F1", path, "--json"])
        #expect(compared.status == 0)
        let answer = try #require(compared.json()["comparison"] as? [String: Any])
        #expect(answer["alignment"] as? String == "utc")
        let distance = try #require(answer["distanceMetres"] as? [String: Any])
        #expect((distance["max"] as? Double ?? 1) < 0.02)
        #expect(abs(answer["shiftSeconds"] as? Double ?? 1) < 0.02)
    }

    @Test("two flights are told apart with exit code 79")
    func different() throws {
        let other = "\(world.world)/flights/flight-002.ulg"
        let run = try jol(["flights", "compare", log, other, "--json"])
        #expect(run.status == 79)
        let answer = try #require(run.json()["comparison"] as? [String: Any])
        #expect(answer["isSameFlight"] as? Bool == false)
    }

    @Test("a log's file is shown and written as a track without a workspace")
    func unstored() throws {
        let empty = scratch.path("no-workspace")
        let shown = try CommandRun.jol(["flights", "show", log, "--json"], workspace: empty)
        #expect(shown.status == 0, "\(shown.messages)")
        let list = try jol(["flights", "list", "--json"]).json()
        let flights = try #require(list["flights"] as? [[String: Any]])
        let stored = try #require(flights.first { $0["file"] as? String == "flight-001.ulg" })
        let flight = try #require(try shown.json()["flight"] as? [String: Any])
        for key in ["fixes", "attitudes", "file", "format", "vehicle"] {
            #expect("\(flight[key] ?? 0)" == "\(stored[key] ?? 1)", "\(key)")
        }
        let number = try #require(stored["number"] as? Int)
        let fromFile = try CommandRun.jol(
            ["flights", "track", log, "--format", "csv"],
            workspace: empty
        )
        #expect(fromFile.status == 0, "\(fromFile.messages)")
        #expect(
            fromFile.output
                == (try jol(["flights", "track", "\(number)", "--format", "csv"])).output
        )
    }

    @Test("the doctor draws a cut and a hole where they are, and loses no sound record")
    func doctor() throws {
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: log)))
        let sound = try jol(["flights", "doctor", log, "--json"]).json()
        #expect(sound["completeness"] as? Double == 1)
        #expect((sound["damageMap"] as? String)?.allSatisfy { $0 == "·" } == true)
        let middle = bytes.count / 2
        for index in middle..<middle + bytes.count / 50 { bytes[index] = 0 }
        let path = try scratch.write(bytes, to: "hole.ulg")
        let run = try jol(["flights", "doctor", path, "--json"])
        #expect(run.status == 0)
        let answer = try run.json()
        let map = Array(try #require(answer["damageMap"] as? String))
        #expect(map.count == 64 && map[0] == "·" && map[63] == "·")
        #expect(map[31...33].contains { $0 != "·" })
        let lost = try #require(answer["bytesLost"] as? Int)
        #expect(lost >= bytes.count / 50 && lost < bytes.count / 40)
    }

    @Test("a trial tells what would happen and leaves the workspace as it was")
    func trial() throws {
        let workspace = scratch.path("trial")
        #expect(try jol(["init", workspace]).status == 0)
        let first = try jol(["flights", "add", log, "--dry-run", "--json"], workspace: workspace)
        let told = try first.json()
        #expect(first.status == 0 && told["dryRun"] as? Bool == true)
        #expect(told["accepted"] as? Int ?? 0 > 0)
        let list = try jol(["flights", "list", "--json"], workspace: workspace).json()
        #expect((list["flights"] as? [Any])?.isEmpty == true)
        let objects = try CommandRun.run("find", ["\(workspace)/objects", "-type", "f"])
        #expect(objects.output.isEmpty)
        let real = try jol(["flights", "add", log, "--json"], workspace: workspace).json()
        #expect(real["accepted"] as? Int == told["accepted"] as? Int)
    }

    @Test("a watched folder sorts files into done, duplicate and rejected with their receipts")
    func watch() throws {
        let workspace = scratch.path("watching")
        #expect(try jol(["init", workspace]).status == 0)
        let drop = scratch.path("drop")
        try FileManager.default.createDirectory(atPath: drop, withIntermediateDirectories: true)
        let good = try Data(contentsOf: URL(fileURLWithPath: log))
        try good.write(to: URL(fileURLWithPath: "\(drop)/a.ulg"))
        try good.write(to: URL(fileURLWithPath: "\(drop)/b.ulg"))
        try Data("no log".utf8).write(to: URL(fileURLWithPath: "\(drop)/c.ulg"))
        try good.write(to: URL(fileURLWithPath: "\(drop)/d.ulg.part"))
        let run = try jol(
            ["flights", "add", drop, "--watch", "--every", "0.1", "--watch-for", "2"],
            workspace: workspace
        )
        #expect(run.status == 0, "\(run.messages)")
        func names(_ folder: String) -> [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: "\(drop)/\(folder)"))?.sorted()
                ?? []
        }
        #expect(names("done") == ["a.ulg", "a.ulg.receipt.json", "a.ulg.receipt.txt"])
        #expect(names("duplicate") == ["b.ulg", "b.ulg.receipt.json", "b.ulg.receipt.txt"])
        #expect(names("rejected") == ["c.ulg", "c.ulg.error.txt"])
        #expect(names("").contains("d.ulg.part"), "an unfinished copy is left alone")
        let refused = try jol(["flights", "add", log, "--watch"], workspace: workspace)
        #expect(refused.status == 64)
    }

    @Test(
        "the log's own records equal those of another decoder",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            ("dataflash/pymavlink_test.BIN", "GPS"), ("tlog/dronekit_flight.tlog", "GPS_RAW_INT"),
        ]
    )
    func rawTable(file: String, table: String) throws {
        let path = SharedReference.path("flightlogs/\(file)")
        let run = try jol(["flights", "export", path, "--raw", "--table", table])
        #expect(run.status == 0, "\(run.messages)")
        let own = run.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let text = try String(contentsOfFile: "\(path).ref/\(table).csv", encoding: .utf8)
        let other = text.split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(own.count == other.count)
        var compared = 0
        for (column, name) in other[0].enumerated() {
            guard let index = own[0].firstIndex(of: name) else { continue }
            for (mine, theirs) in zip(own, other).dropFirst() {
                guard let a = Double(mine[index]), let b = Double(theirs[column]) else { continue }
                #expect(abs(a - b) <= 1e-6 * max(1, abs(b)), "\(name)")
                compared += 1
            }
        }
        #expect(compared > 5 * (own.count - 1))
    }

    @Test("an unknown table is answered with those that exist")
    func unknownTable() throws {
        let run = try jol(["flights", "export", log, "--raw", "--table", "nonsense"])
        #expect(run.status == 66 || run.status == 65)
        #expect(run.messages.contains("vehicle_gps_position_0"))
        let gps = try jol(["flights", "export", log, "--raw", "--table", "gps"])
        #expect(gps.status == 0 && gps.output.contains("lat"))
    }

    @Test("files added together are stored as when they are added one by one")
    func together() throws {
        let logs = (1...6).map { "\(world.world)/flights/flight-00\($0).ulg" }
        var lists: [String] = []
        for isTogether in [true, false] {
            let workspace = scratch.path(isTogether ? "together" : "single")
            #expect(try jol(["init", workspace]).status == 0)
            for files in isTogether ? [logs] : logs.map({ [$0] }) {
                let run = try jol(["flights", "add"] + files, workspace: workspace)
                #expect(run.status == 0, "\(run.messages)")
            }
            var text = try jol(["flights", "list", "--csv"], workspace: workspace).output
            for number in 1...logs.count {
                text += try jol(
                    ["flights", "export", "F\(number)"],
                    workspace: workspace
                ).output
            }
            lists.append(text)
        }
        #expect(lists[0] == lists[1])
        #expect(lists[0].split(separator: "\n").count > 100)
    }

    @Test("of logs added together a repeated, a broken and a long one fare as they do alone")
    func mixed() throws {
        let first = "\(world.world)/flights/flight-001.ulg"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: first))
        // Starts of the vehicle one after another in one log of over 8 MiB.
        var long = Data()
        while long.count < 9 << 20 { long += bytes }
        let files: [(name: String, content: Data)] = [
            ("a.ulg", bytes), ("b.ulg", Data("no flight log at all\n".utf8)),
            ("c.ulg", Data("no flight log at all\n".utf8)), ("d.ulg", bytes), ("e.ulg", long),
            ("f.ulg", bytes.prefix(bytes.count * 2 / 3)), ("g.ulg", long),
        ]
        for (name, content) in files {
            try content.write(to: URL(fileURLWithPath: scratch.path(name)))
        }
        let paths = files.map { scratch.path($0.name) }
        var digests: [String] = []
        for isTogether in [true, false] {
            let workspace = scratch.path(isTogether ? "mixed-together" : "mixed-single")
            #expect(try jol(["init", workspace]).status == 0)
            var receipts: [[String: Any]] = []
            var failed: [String] = []
            for group in isTogether ? [paths] : paths.map({ [$0] }) {
                let run = try jol(["flights", "add", "--json"] + group, workspace: workspace)
                let answer = try run.json()
                receipts += answer["receipts"] as? [[String: Any]] ?? []
                failed += (answer["errors"] as? [[String: Any]] ?? []).compactMap {
                    ($0["error"] as? [String: Any])?["code"] as? String
                }
            }
            #expect(receipts.map { $0["isRepeat"] as? Bool } == [false, true, false, false, true])
            #expect(failed == ["file.format_unknown", "file.format_unknown"])
            let verified = try jol(["archive", "verify", "--json"], workspace: workspace)
            #expect(verified.status == 0, "\(verified.messages)")
            let answer = try #require(verified.json()["report"] as? [String: Any])
            // Neither a refused log nor a second copy stays behind.
            #expect(answer["unreferenced"] as? Int == 0)
            digests.append(try #require(answer["contentSHA256"] as? String))
        }
        #expect(digests[0] == digests[1])
    }

    @Test("road users of a table of tracks become flights that can be drawn")
    func roadUsers() throws {
        let workspace = scratch.path("tracks")
        #expect(try jol(["init", workspace]).status == 0)
        let table = try scratch.write(
            """
            track_id; type; traveled_d; avg_speed; lat; lon; speed; lon_acc; lat_acc; time
            1; Car; 48.85; 9.77; 37.977391; 23.737688; 36.0; 0; 0; 0.0; 37.9775; 23.7377; 18; 0; 0; 4.0; 
            2; Bus; 1.0; 2.0; 37.977642; 23.737400; 7.2; 0; 0; 12.4; 

            """,
            to: "pneuma.csv"
        )
        let added = try jol(["flights", "add", table, "--json"], workspace: workspace)
        #expect(added.status == 0, "\(added.messages)")
        #expect(try added.json()["accepted"] as? Int == 2)
        let track = try jol(["flights", "track", "1", "--format", "csv"], workspace: workspace)
        #expect(track.output.split(separator: "\n").count == 3)
        let moments = try jol(["flights", "export", table, "--raw", "--table", "moments"])
        #expect(moments.output.contains("1,car,-1,4000000,37.9775,23.7377"))
    }

    @Test("a receipt lists the first 1,000 flights and counts the others, now and read again")
    func manyFlights() throws {
        let workspace = scratch.path("many")
        #expect(try jol(["init", workspace]).status == 0)
        let rows = (1...1234).map {
            "\($0); Car; 48.85; 9.77; 37.977391; 23.737688; 36.0; 0; 0; \($0).0; \n"
        }
        let table = try scratch.write(
            "track_id; type; traveled_d; avg_speed; lat; lon; speed; lon_acc; lat_acc; time\n"
                + rows.joined(),
            to: "many.csv"
        )
        for isRepeat in [false, true] {
            let added = try jol(["flights", "add", table, "--json"], workspace: workspace)
            #expect(added.status == 0, "\(added.messages)")
            let receipts = try #require(added.json()["receipts"] as? [[String: Any]])
            #expect((receipts[0]["flights"] as? [Any])?.count == 1000)
            #expect(receipts[0]["flightsNotListed"] as? Int == 234)
            #expect(receipts[0]["isRepeat"] as? Bool == isRepeat)
        }
        let list = try jol(["flights", "list", "--json"], workspace: workspace).json()
        #expect((list["flights"] as? [Any])?.count == 1234)
        let trial = try jol(
            ["flights", "add", table, "--dry-run"],
            workspace: scratch.path("many")
        )
        #expect(trial.status == 0, "\(trial.messages)")
        let verified = try jol(["archive", "verify"], workspace: workspace)
        #expect(verified.status == 0, "\(verified.messages)")
    }

    @Test(
        "terrain at take-off and height above it give the altitude",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func terrain() throws {
        let workspace = scratch.path("terrain")
        #expect(try jol(["init", workspace]).status == 0)
        let track = try scratch.write(
            """
            1
            00:00:00,000 --> 00:00:01,000
            [latitude: 33.9] [longitude: -84.55] [rel_alt: 0.000 abs_alt: 12.000]

            2
            00:00:01,000 --> 00:00:02,000
            [latitude: 33.901] [longitude: -84.55] [rel_alt: 60.000 abs_alt: 72.000]

            """,
            to: "dji.srt"
        )
        let dem = SharedReference.path("flightlogs/dem/cobb.tif")
        #expect(try jol(["flights", "add", track], workspace: workspace).status == 0)
        let csv = try jol(
            ["flights", "track", "1", "--format", "csv", "--dem", dem],
            workspace: workspace
        )
        #expect(csv.status == 0, "\(csv.messages)")
        let rows = csv.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows[0].suffix(3) == ["terrain_m", "altitude_terrain_m", "height_above_ground_m"])
        let numbers = rows.dropFirst().map { $0.suffix(3).compactMap { Double($0) } }
        #expect(numbers.allSatisfy { $0.count == 3 })
        #expect(numbers[0][1] == numbers[0][0] && numbers[0][2] == 0)
        #expect(abs(numbers[1][1] - (numbers[0][0] + 60)) < 1e-9)
        #expect((200...500).contains(numbers[0][0]))
        let shown = try jol(["flights", "show", "1", "--dem", dem, "--json"], workspace: workspace)
        let heights = try #require(shown.json()["heights"] as? [String: Any])
        #expect(heights["terrainAtTakeOff"] as? Double == numbers[0][0])
        #expect(heights["altitudeUnverified"] != nil && heights["altitudeMSL"] == nil)
    }
}
