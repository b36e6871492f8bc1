import Foundation
import TestKit
import Testing

/// The network's verbs as a person runs them, on a map written here.
@Suite("The verbs of a network")
struct NetworkCommandsTests {
    /// A highway of 20 km with posts from 10 on and a street off its middle.
    private static func map(name: String) -> String {
        var nodes = ""
        for i in 0...20 {
            nodes += "<node id='\(i + 1)' lat='50.0' lon='\(70 + Double(i) * 0.0139)'/>\n"
            nodes += "<node id='\(i + 101)' lat='50.00005' lon='\(70 + Double(i) * 0.0139)'>"
            nodes += "<tag k='highway' v='milestone'/><tag k='distance' v='\(i + 10)'/></node>\n"
        }
        nodes += "<node id='50' lat='50.01' lon='70.139'/>\n"
        let refs = (1...21).map { "<nd ref='\($0)'/>" }.joined()
        return """
            <?xml version='1.0' encoding='UTF-8'?>
            <osm version='0.6'>
            \(nodes)<way id='1'>\(refs)<tag k='highway' v='trunk'/><tag k='ref' v='KAZ-03'/>
            <tag k='name' v='\(name)'/></way>
            <way id='2'><nd ref='11'/><nd ref='50'/><tag k='highway' v='residential'/></way>
            </osm>
            """
    }

    private func image(_ folder: String, _ name: String, _ text: String) throws -> String {
        let map = "\(folder)/\(name).osm"
        try Data(text.utf8).write(to: URL(fileURLWithPath: map))
        let out = "\(folder)/\(name).jolnet"
        let run = try CommandRun.jol(["network", "import", map, "--out", out, "--json"])
        #expect(run.status == 0, "\(run.messages)")
        let json = try run.json()
        #expect(json["posts"] as? Int == 21)
        #expect(json["bytes"] as? Int == (try Data(contentsOf: URL(fileURLWithPath: out))).count)
        return out
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "jol-network-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test("import, place, locate, route, validate and diff answer in JSON")
    func verbs() throws {
        try withFolder { folder in
            let a = try image(folder, "a", Self.map(name: "Астана — Алматы"))
            let b = try image(folder, "b", Self.map(name: "Астана–Алматы"))
            func json(_ words: [String]) throws -> [String: Any] {
                let run = try CommandRun.jol(["network"] + words + ["--json"])
                #expect(run.status == 0, "\(words): \(run.messages)")
                return try run.json()
            }
            let place = try json(["place", "КАZ-03, 15 км + 500 м", "--network", a])
            let found = try #require(place["place"] as? [String: Any])
            #expect(abs((found["lon"] as? Double ?? 0) - 70.07645) < 1e-4)
            #expect(found["direction"] as? String == "forward")
            let located = try json(["locate", "70.07645,50.0", "--network", a])
            let address = try #require(located["place"] as? [String: Any])
            #expect(address["kilometre"] as? Int == 15)
            #expect(abs((address["metres"] as? Double ?? 0) - 500) < 10)
            let way = try json(["route", "KAZ-03, 12 км", "KAZ-03, 18 км", "--network", a])
            let route = try #require(way["route"] as? [String: Any])
            #expect(abs((route["distance"] as? Double ?? 0) - 6 * 996.5) < 10)
            let report = try json(["validate", a])["report"] as? [String: Any]
            #expect(report?["errors"] as? Int == 0)
            let diff = try json(["diff", a, b])["diff"] as? [String: Any]
            #expect(diff?["carriedShare"] as? Double == 1)
            #expect(diff?["stableSegments"] as? Int == 6)
        }
    }

    @Test("a table goes to places and back to the millimetre")
    func tables() throws {
        try withFolder { folder in
            let image = try image(folder, "a", Self.map(name: "A"))
            var text = "id,place\n"
            for i in 0..<50 { text += "\(i),\"KAZ-03, \(11 + i % 18) км + \(i * 19) м\"\n" }
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/in.csv"))
            for (verb, from, to) in [
                ("place", "in", "there"), ("locate", "there", "back"), ("place", "back", "again"),
            ] {
                let run = try CommandRun.jol([
                    "network", verb, "--batch", "\(folder)/\(from).csv", "--out",
                    "\(folder)/\(to).csv", "--network", image,
                ])
                #expect(run.status == 0, "\(run.messages)")
            }
            func rows(_ name: String) throws -> [[String]] {
                try String(contentsOfFile: "\(folder)/\(name).csv", encoding: .utf8)
                    .split(separator: "\n").dropFirst()
                    .map { $0.components(separatedBy: ",") }
            }
            for (there, again) in zip(try rows("there"), try rows("again")) {
                #expect(there[6] == again[6])
                let difference = (Double(there[7]) ?? .nan) - (Double(again[7]) ?? 1e9)
                #expect(abs(difference) <= 1e-3)
            }
        }
    }

    @Test("what cannot be answered has a code and says what to do")
    func refusals() throws {
        try withFolder { folder in
            let image = try image(folder, "a", Self.map(name: "A"))
            for (words, code) in [
                (["place", "M-99, 5 км"], "record.not_found"),
                (["place", "KAZ-03, 900 км"], "record.not_found"),
                (["place", "KAZ-03"], "usage.argument"),
                (["locate", "10,10"], "record.not_found"),
                (["locate", "700,10"], "usage.argument"),
            ] {
                let run = try CommandRun.jol(["network"] + words + ["--network", image])
                #expect(run.status != 0)
                #expect(run.messages.contains("[\(code)]"), "\(words): \(run.messages)")
            }
            let far = try CommandRun.jol(["network", "route", "10,10", "11,11", "--network", image])
            // `route` has no such option.
            #expect(!far.messages.contains("--radius"))
            let absurd = try CommandRun.jol([
                "network", "import", "\(folder)/a.osm", "--out", "\(folder)/x.jolnet", "--crs",
                "EPSG:3857",
            ])
            #expect(absurd.messages.contains("[geo.crs_unknown]"))
        }
    }

    @Test("no result replaces a file that it was made from")
    func inputsStay() throws {
        try withFolder { folder in
            let a = try image(folder, "a", Self.map(name: "A"))
            let b = try image(folder, "b", Self.map(name: "B"))
            let table = "\(folder)/t.csv"
            let rows =
                "id,place,from,to,lon,lat,segment,value\n1,KAZ-03 12 км,"
                + "KAZ-03 12 км,KAZ-03 13 км,70.05,50.0,0,1\n"
            try Data(rows.utf8).write(to: URL(fileURLWithPath: table))
            let link = "\(folder)/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: table)
            for target in [table, link, a] {
                for verb in ["place", "locate", "route"] {
                    try expectRefusal([verb, "--batch", table, "--out", target, "--network", a])
                }
                try expectRefusal(["diff", a, b, "--carry", table, "--out", target])
                try expectRefusal(["diff", a, b, "--carry", table, "--crosswalk", target])
            }
            let map = "\(folder)/a.osm"
            try expectRefusal(["import", map, "--out", map, "--overwrite"])
            let pipe = "\(folder)/pipe"
            try #require(mkfifo(pipe, 0o600) == 0)
            try expectRefusal(["import", map, "--out", pipe, "--overwrite"])
            try expectRefusal(["import", map, "--out", folder, "--overwrite"])
            #expect(try String(contentsOfFile: table, encoding: .utf8) == rows)
            let alias = "\(folder)/alias.jolnet"
            try FileManager.default.createSymbolicLink(atPath: alias, withDestinationPath: a)
            let again = try CommandRun.jol([
                "network", "import", map, "--out", alias, "--overwrite",
            ])
            #expect(again.status == 0, "\(again.messages)")
            let named = try FileManager.default.destinationOfSymbolicLink(atPath: alias)
            #expect(named == a)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!left.contains { $0.contains("part") }, "\(left)")
        }
    }

    private func expectRefusal(_ words: [String]) throws {
        let run = try CommandRun.jol(["network"] + words)
        #expect(run.status != 0 && run.messages.contains("[usage.argument]"), "\(words)")
    }

    @Test("an import that fails leaves nothing behind")
    func noPartialFile() throws {
        try withFolder { folder in
            let map = "\(folder)/m.osm"
            try Data("<osm version='0.6'><node id='1'".utf8).write(to: URL(fileURLWithPath: map))
            let run = try CommandRun.jol(["network", "import", map, "--out", "\(folder)/m.jolnet"])
            #expect(run.status != 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["m.osm"])
        }
    }

    @Test("each direction takes the time of its own limit, and JSON names classes")
    func directions() throws {
        try withFolder { folder in
            let map = """
                <?xml version='1.0' encoding='UTF-8'?>
                <osm version='0.6'><node id='1' lat='50' lon='70'/><node id='2' lat='50' lon='70.1'/>
                <way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/>
                <tag k='maxspeed:forward' v='120'/><tag k='maxspeed:backward' v='30'/></way></osm>
                """
            let path = "\(folder)/m.osm"
            let image = "\(folder)/m.jolnet"
            try Data(map.utf8).write(to: URL(fileURLWithPath: path))
            _ = try CommandRun.jol(["network", "import", path, "--out", image])
            func seconds(_ from: String, _ to: String) throws -> Double {
                let words = ["network", "route", from, to, "--network", image, "--json"]
                let route = try CommandRun.jol(words + ["--by", "time"]).json()["route"]
                return (route as? [String: Any])?["seconds"] as? Double ?? .nan
            }
            let there = try seconds("70.0,50.0", "70.1,50.0")
            let back = try seconds("70.1,50.0", "70.0,50.0")
            #expect(abs(back / there - 4) < 0.01)
            let info = try CommandRun.jol(["network", "info", image, "--json"]).json()
            let summary = try #require(info["summary"] as? [String: Any])
            let classes = try #require(summary["classes"] as? [[String: Any]])
            #expect(classes.map { $0["roadClass"] as? String } == ["primary"])
            let off = try CommandRun.jol([
                "network", "locate", "--segment", "0", "--measure", "99999", "--network", image,
            ])
            #expect(off.messages.contains("[usage.argument]"))
        }
    }

    @Test("a place in front of post 0 is written with a minus and read again")
    func beforeStart() throws {
        try withFolder { folder in
            let map = Self.map(name: "A").replacing("v='10'", with: "v='x'")
                .replacing("v='11'", with: "v='0'").replacing("v='12'", with: "v='1'")
            let path = "\(folder)/m.osm"
            let image = "\(folder)/m.jolnet"
            try Data(map.utf8).write(to: URL(fileURLWithPath: path))
            let made = try CommandRun.jol([
                "network", "import", path, "--out", image, "--tolerance", "2",
            ])
            #expect(made.messages.contains("--tolerance"))
            let wide = try CommandRun.jol([
                "network", "import", path, "--out", "\(folder)/w.jolnet", "--tolerance", "1e9",
            ])
            #expect(wide.messages.contains("[usage.argument]"))
            let there = ["network", "locate", "70.005,50.0", "--network", image]
            let said = try CommandRun.jol(there).output
            #expect(
                said.contains("KAZ-03 A, 0 km − 638 m") || said.contains("0 km − 637 m"),
                "\(said)"
            )
            let back = try CommandRun.jol([
                "network", "place", "KAZ-03 0 km − 638 m", "--network", image, "--json",
            ]).json()
            let places = try #require(back["candidates"] as? [[String: Any]])
            #expect(abs((places[0]["lon"] as? Double ?? 0) - 70.005) < 2e-5)
        }
    }

    @Test("a row whose measure is no number says so")
    func measureOfNaN() throws {
        try withFolder { folder in
            let image = try image(folder, "a", Self.map(name: "A"))
            let table = "\(folder)/t.csv"
            try Data("id,segment,measure_m\n4,0,nan\n5,x,1\n".utf8)
                .write(to: URL(fileURLWithPath: table))
            let run = try CommandRun.jol([
                "network", "locate", "--batch", table, "--network", image, "--out", "-",
            ])
            let rows = run.output.split(separator: "\n")
            #expect(rows.count == 3)
            #expect(rows[1].contains("measure is no number"))
            #expect(rows[2].contains("segments, counted from 0"))
        }
    }

    @Test("a table answers in JSON where JSON is asked for")
    func batchJSON() throws {
        try withFolder { folder in
            let image = try image(folder, "a", Self.map(name: "A"))
            let table = "\(folder)/t.csv"
            let rows = "place,lon,lat,from,to\nKAZ-03 12 км,70.05,50.0,KAZ-03 12 км,KAZ-03 13 км\n"
            try Data((rows + "M-1 5 км,10,10,10 10,11 11\n").utf8)
                .write(to: URL(fileURLWithPath: table))
            for verb in ["place", "locate", "route"] {
                let run = try CommandRun.jol([
                    "network", verb, "--batch", table, "--network", image, "--json",
                ])
                let answers = try #require(try run.json()["answers"] as? [[String: Any]])
                #expect(answers.count == 2)
                #expect(answers.last?["reason"] as? String == "record.not_found", "\(verb)")
            }
        }
    }
}
