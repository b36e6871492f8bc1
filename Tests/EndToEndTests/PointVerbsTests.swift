import Foundation
import TestKit
import Testing

@Suite("Points on a network image")
struct PointVerbsTests {
    /// A main street, a crossing one and a service road beside the first; 0.001° is about 80 m east
    /// and 111 m north.
    private static let map = """
        <osm version="0.6">
        <node id="1" lat="43.200" lon="76.900"/><node id="2" lat="43.200" lon="76.905"/>
        <node id="3" lat="43.200" lon="76.910"/><node id="4" lat="43.205" lon="76.905"/>
        <node id="5" lat="43.1998" lon="76.900"/><node id="6" lat="43.1998" lon="76.910"/>
        <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/>
        <tag k="name" v="пр. Райымбека"/></way>
        <way id="11"><nd ref="2"/><nd ref="4"/><tag k="highway" v="residential"/>
        <tag k="ref" v="M39; М36"/></way>
        <way id="12"><nd ref="5"/><nd ref="6"/><tag k="highway" v="service"/></way>
        </osm>
        """

    private static func network(_ folder: ScratchFolder) throws -> String {
        let map = try folder.write(map, to: "map.osm")
        let image = folder.path("n.jolnet")
        let run = try CommandRun.jol(["network", "import", map, "--out", image])
        #expect(run.status == 0, "\(run.messages)")
        return image
    }

    private static func points(
        _ table: String,
        _ options: [String] = []
    ) throws -> [[String]] {
        let folder = try ScratchFolder()
        let out = folder.path("f.csv")
        let run = try CommandRun.jol(
            [
                "match", "points", try folder.write(table, to: "p.csv"), "--network",
                try network(folder), "--out", out,
            ] + options
        )
        #expect(run.status == 0, "\(run.messages)")
        let text = try String(contentsOfFile: out, encoding: .utf8)
        return text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test("every row gets a row, in order, whatever it holds")
    func everyRow() throws {
        let rows = try Self.points(
            """
            id,lon,lat,heading,name,ref,sigma
            a,76.902,43.20002,91,,,5
            b,76.902,43.20002,268,Rayimbek ave,,5
            c,,,,,,
            d,76.902,43.20002,x,,,-3
            e,10,10,,,,
            f,76.905,43.202,2,,M36,5
            g,999,43.2,2,,,
            h

            i,76.9005,43.1998,90,,,2
            """
        )
        #expect(
            rows[0].joined(separator: ",")
                == "id,way,u,v,lon,lat,offset_m,confidence,runner_up_way,runner_up_confidence,reason"
        )
        #expect(rows.dropFirst().map { $0[0] } == ["a", "b", "c", "d", "e", "f", "g", "h", "i"])
        #expect(rows.allSatisfy { $0.count == 11 })
        #expect(Array(rows[1][1...3]) == ["10", "1", "2"])
        #expect(Array(rows[2][1...3]) == ["10", "2", "1"])
        #expect(rows[3][10] == "locate.no_coordinates" && rows[3][1].isEmpty)
        #expect(rows[4][1] == "10")
        #expect(rows[5][10] == "locate.outside_network")
        #expect(Array(rows[6][1...3]) == ["11", "2", "4"])
        #expect(rows[7][10] == "locate.no_coordinates")
        #expect(Array(rows[9][1...3]) == ["12", "5", "6"])
        let offset = try #require(Double(rows[1][6]))
        // The point lies 2.2 m north of a road driven east: on its left.
        #expect(abs(offset + 2.2) < 0.1)
        #expect(abs((Double(rows[1][5]) ?? 0) - 43.2) < 1e-7)
    }

    @Test("columns may be few, in any order, and in Russian")
    func columns() throws {
        let rows = try Self.points("широта;долгота\n43.20002;76.902\n")
        #expect(rows[1][0].isEmpty && rows[1][1] == "10")
        let swapped = try Self.points("lat,id,lon\n43.20002,7,76.902\n")
        #expect(swapped[1][0] == "7" && swapped[1][1] == "10")
    }

    @Test("a missing column is an error that says so")
    func missingColumn() throws {
        let folder = try ScratchFolder()
        let run = try CommandRun.jol([
            "match", "points", try folder.write("id,lon\n1,2\n", to: "p.csv"), "--network",
            try Self.network(folder), "--out", folder.path("f.csv"),
        ])
        #expect(run.status == 65)
        #expect(run.messages.contains("file.column_missing") && run.messages.contains("lat"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("f.csv")))
        #expect(!FileManager.default.fileExists(atPath: folder.path("f.csv.partial")))
    }

    @Test("an explanation's terms add up to the score and its scores to the probabilities")
    func explanation() throws {
        let folder = try ScratchFolder()
        let table = try folder.write(
            "id,lon,lat,heading,name,sigma\nx,76.902,43.1999,88,Райымбек даңғылы,12\n",
            to: "p.csv"
        )
        let network = try Self.network(folder)
        let ways: [[String]] = [
            [table, "--network", network], ["x", "--points", table, "--network", network],
            [
                "--network", network, "--lon", "76.902", "--lat", "43.1999", "--heading", "88",
                "--name", "Райымбек даңғылы", "--sigma", "12",
            ],
        ]
        for arguments in ways {
            let run = try CommandRun.jol(["match", "explain", "--json"] + arguments)
            #expect(run.status == 0, "\(run.messages)")
            let points = try run.json()["points"] as? [[String: Any]] ?? []
            let candidates = points.first?["candidates"] as? [[String: Any]] ?? []
            #expect(candidates.count >= 4)
            var weights = 0.0
            for candidate in candidates {
                let terms = candidate["terms"] as? [String: Double] ?? [:]
                let score = candidate["score"] as? Double ?? .nan
                #expect(abs(terms.values.reduce(0, +) - score) < 1e-9)
                weights += exp(score)
            }
            for candidate in candidates {
                let score = candidate["score"] as? Double ?? .nan
                let probability = candidate["probability"] as? Double ?? .nan
                #expect(abs(exp(score) / weights - probability) < 1e-9)
            }
            #expect(candidates.first?["way"] as? Int == 10)
        }
        let text = try CommandRun.jol(["match", "explain", table, "--network", network])
        #expect(text.output.contains("пр. Райымбека") && text.output.contains("score"))
        let csv = try CommandRun.jol(["match", "explain", table, "--network", network, "--csv"])
        #expect(csv.output.hasPrefix("id,rank,way,"))
        let none = try CommandRun.jol([
            "match", "explain", "y", "--points", table, "--network", network,
        ])
        #expect(none.status != 0 && none.messages.contains("record.not_found"))
    }

    @Test(
        "calibration recovers the accuracy of points that state half of it",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func calibration() throws {
        let folder = try ScratchFolder()
        let network = folder.path("n.jolnet")
        let map = SharedReference.path("mapmatch/osm/almaty_2013.osm.pbf")
        #expect(try CommandRun.jol(["network", "import", map, "--out", network]).status == 0)
        let source = SharedReference.path("mapmatch/synth/almaty/single.csv")
        let text = try String(contentsOfFile: source, encoding: .utf8)
        var halved = ""
        for line in text.split(whereSeparator: \.isNewline) {
            var fields = line.split(separator: ",", omittingEmptySubsequences: false)
                .map(String.init)
            if let sigma = Double(fields[6]) { fields[6] = "\(sigma / 2)" }
            halved += fields.joined(separator: ",") + "\n"
        }
        let table = try folder.write(halved, to: "p.csv")
        func calibrate(_ points: String, _ name: String) throws -> [String: Any] {
            let run = try CommandRun.jol([
                "match", "calibrate", points, "--network", network, "--out",
                folder.path("\(name).json"), "--svg", folder.path("\(name).svg"), "--json",
            ])
            #expect(run.status == 0, "\(run.messages)")
            return try #require(try run.json()["calibration"] as? [String: Any])
        }
        func sigmaScale(_ found: [String: Any]) throws -> Double {
            let estimates = found["estimates"] as? [[String: Any]] ?? []
            let sigma = try #require(estimates.first { $0["name"] as? String == "sigmaScale" })
            return try #require(sigma["value"] as? Double)
        }
        let found = try calibrate(table, "c")
        // Few of 715 points tell roads apart by distance alone: the ratio is known to a tenth.
        let ratio = try sigmaScale(found) / sigmaScale(calibrate(source, "whole"))
        #expect(abs(ratio - 2) < 0.25, "\(ratio)")
        func quality(_ name: String) -> [String: Any] { found[name] as? [String: Any] ?? [:] }
        let before = quality("before")["logLikelihood"] as? Double ?? .nan
        let after = quality("after")["logLikelihood"] as? Double ?? .nan
        #expect(after > before)
        #expect((quality("heldOut")["calibrationError"] as? Double ?? 1) < 0.03)
        let drawing = try String(contentsOfFile: folder.path("c.svg"), encoding: .utf8)
        #expect(drawing.contains("<svg") && drawing.contains("Reliability"))
        let used = try CommandRun.jol([
            "match", "points", table, "--network", network, "--out", folder.path("f.csv"),
            "--parameters", folder.path("c.json"), "--json",
        ])
        let summary = try used.json()["summary"] as? [String: Any]
        let parameters = summary?["parameters"] as? [String: Any]
        let scale = try sigmaScale(found)
        #expect(parameters?["sigmaScale"] as? Double == scale)
    }

    @Test("only the current version of a crash card is matched and counted")
    func supersededCards() throws {
        let folder = try ScratchFolder()
        let workspace = folder.path("w")
        func jol(_ arguments: [String]) throws -> CommandRun {
            try CommandRun.jol(arguments, workspace: workspace)
        }
        #expect(try jol(["init", workspace]).status == 0)
        let map = try folder.write(Self.map, to: "map.osm")
        #expect(try jol(["network", "import", map]).status == 0)
        for injured in 1...2 {
            let cards = try folder.write(
                "id,time,lat,lon,injured\nA,2025-05-01T10:00:00+05:00,43.2,76.902,\(injured)\n",
                to: "\(injured).csv"
            )
            #expect(try jol(["crashes", "add", cards]).status == 0)
        }
        let summary = try jol(["match", "run", "--json"]).json()["summary"] as? [String: Any]
        let kinds = summary?["kinds"] as? [[String: Any]] ?? []
        let crashes = kinds.first { $0["kind"] as? String == "crash" }
        #expect(crashes?["total"] as? Int == 1)
    }

    @Test("what is being read is never written over, and a link or a pipe stays what it is")
    func outputs() throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder)
        let table = try folder.write("id,lon,lat\na,76.902,43.2\n", to: "p.csv")
        for target in [table, network] {
            let run = try CommandRun.jol([
                "match", "points", table, "--network", network, "--out", target,
            ])
            #expect(run.status == 64)
            #expect(run.messages.contains("usage.argument"))
        }
        #expect(try String(contentsOfFile: table, encoding: .utf8).hasPrefix("id,lon,lat"))
        let (link, real) = (folder.path("link.csv"), folder.path("real.csv"))
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
        // Its two ends are ours, so nobody waits for the other.
        let pipe = folder.path("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        let end = open(pipe, O_RDWR | O_NONBLOCK)
        defer { close(end) }
        for target in [link, pipe] {
            let run = try CommandRun.jol([
                "match", "points", table, "--network", network, "--out", target,
            ])
            #expect(run.status == 0, "\(run.messages)")
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == real)
        #expect(try String(contentsOfFile: real, encoding: .utf8).contains("\na,10,1,2,"))
        var bytes = [UInt8](repeating: 0, count: 64)
        #expect(read(end, &bytes, 2) == 2 && bytes[0] == UInt8(ascii: "i"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).count == 6)
    }

    @Test("values with units are read, and those that cannot be are counted by column")
    func unreadable() throws {
        let folder = try ScratchFolder()
        let table = try folder.write(
            "id,lon,lat,heading,sigma\na,76.902,43.2,268°,5 м\nb,76.902,43.2,west,5\n"
                + "c,76.902,43.2,,±10\nd,76.902,43.2,-,\n",
            to: "p.csv"
        )
        let out = folder.path("f.csv")
        let run = try CommandRun.jol([
            "match", "points", table, "--network", try Self.network(folder), "--out", out,
        ])
        #expect(run.status == 0)
        #expect(run.messages.contains("'heading': 1 value cannot"))
        #expect(run.messages.contains("'sigma': 1 value cannot"))
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.contains("\na,10,2,1,"))
    }

    @Test("columns that nobody reads are named in every language, and in the summary")
    func unreadColumns() throws {
        let folder = try ScratchFolder()
        let table = try folder.write(
            "id,lon,lat,heding,heading,bearing\na,76.902,43.2,1,268,90\n",
            to: "p.csv"
        )
        let command = [
            "match", "points", table, "--network", try Self.network(folder), "--out",
            folder.path("f.csv"), "--overwrite",
        ]
        for (language, words) in [
            ("en", "Columns that are not read: heding, bearing."),
            ("ru", "Столбцы, которые не читаются: heding, bearing."),
            ("kk", "Оқылмайтын бағандар: heding, bearing."),
        ] {
            let run = try CommandRun.jol(command + ["--lang", language])
            #expect(run.status == 0 && run.messages.contains(words), "\(run.messages)")
        }
        let run = try CommandRun.jol(command + ["--json"])
        #expect(run.output.contains("\"unused\""))
        let explained = try CommandRun.jol(["match", "explain", table] + command[3...4])
        #expect(explained.messages.contains("Columns that are not read: heding, bearing."))
        #expect(try !CommandRun.jol(command + ["--quiet"]).messages.contains("heding"))
    }

    @Test(
        "constants that cannot be are refused with their name",
        arguments: [
            #"{"temperature":0}"#, #"{"sigmaScale":1e300}"#, #"{"strayShare":2}"#, #"{"foo":1}"#,
            "[]",
        ]
    )
    func constants(text: String) throws {
        let folder = try ScratchFolder()
        let table = try folder.write("id,lon,lat\na,76.902,43.2\n", to: "p.csv")
        let run = try CommandRun.jol([
            "match", "points", table, "--network", try Self.network(folder), "--out", "-",
            "--parameters", try folder.write(text, to: "c.json"),
        ])
        #expect(run.status == 65)
        #expect(run.messages.contains("c.json"))
    }
}
