import Foundation
import TestKit
import Testing

/// `jol match tracks` on a small map in OSM XML, as a user runs it.
@Suite("jol match tracks")
struct MatchTracksTests {
    @Test("any number of threads, another order of tracks and other column names: one answer")
    func sameAnswer() throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder, middle: 76.9)
        let first = Self.drive("a", from: 0.1, to: 0.9, middle: 76.9)
        let second = Self.drive("b", from: 0.9, to: 0.2, middle: 76.9)
        let header = "track,t,lon,lat,speed_mps,heading\n"
        let plain = try Self.match(folder, network, header + first + second)
        #expect(plain.count == 2)
        #expect(
            try Self.match(folder, network, header + first + second, "--threads", "4") == plain
        )
        #expect(try Self.match(folder, network, header + first + second, "--overwrite") == plain)
        let swapped = try Self.match(folder, network, header + second + first)
        #expect(swapped == [plain[1], plain[0]])
        let renamed = "Trip ID;time;Longitude;latitude;speed;bearing\n"
        let semicolons = (first + second).replacingOccurrences(of: ",", with: ";")
        #expect(try Self.match(folder, network, renamed + semicolons) == plain)
    }

    @Test("every track has a line, and one without a route says why")
    func failures() throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder, middle: 76.9)
        let table =
            "track,t,lon,lat,speed_mps,heading\n"
            + Self.drive("a", from: 0.1, to: 0.9, middle: 76.9)
            + "far,0,10,10,,\nfar,5,10.001,10,,\nempty,0,,,,\nodd,x,76.9,43.3,,\n"
        let lines = try Self.match(folder, network, table)
        #expect(lines.map { $0["track"] as? String } == ["a", "far", "empty", "odd"])
        #expect(lines.map { $0["segs"] != nil } == [true, false, false, false])
        #expect(
            lines.map { $0["reason"] as? String }
                == [nil, "track.off_network", "track.no_coordinates", "track.no_time"]
        )
        for line in lines {
            let places = try #require(line["pts"] as? [Any])
            let confidence = try #require(line["conf"] as? [Any])
            #expect(places.count == confidence.count)
            for (place, value) in zip(places, confidence) {
                #expect((place is NSNull) == (value is NSNull))
            }
        }
    }

    @Test(
        "a road across the antimeridian or the border of two zones is followed without a break",
        arguments: [180.0, 78.0]
    )
    func borders(middle: Double) throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder, middle: middle)
        let table =
            "track,t,lon,lat,speed_mps,heading\n"
            + Self.drive("a", from: 0.04, to: 0.96, middle: middle)
        let lines = try Self.match(folder, network, table)
        let segments = try #require(lines.first?["segs"] as? [[Int]])
        #expect(segments == (1...20).map { [$0, $0 + 1] })
        #expect((lines.first?["breaks"] as? [Any])?.isEmpty == true)
        let places = try #require(lines.first?["pts"] as? [[Double]])
        for (k, place) in places.enumerated() {
            let share = 0.04 + 0.92 * Double(k) / Double(places.count - 1)
            let wanted = Self.longitude(share, middle)
            #expect(abs((place[0] - wanted).remainder(dividingBy: 360)) < 1e-5)
            #expect(abs(place[1] - 43.3) < 1e-5)
        }
    }

    @Test("the same fixes written in another way give the same answer")
    func spellings() throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder, middle: 76.9)
        let header = "track,t,lon,lat,speed_mps,heading"
        let rows = Self.drive("a", from: 0.1, to: 0.9, middle: 76.9)
            .split(separator: "\n").map(String.init)
        let plain = try Self.match(folder, network, ([header] + rows).joined(separator: "\n"))
        let quoted = rows.map { row in
            row.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",")
        }
        let milliseconds = rows.map { row in
            var fields = row.split(separator: ",").map(String.init)
            fields[1] = "\(1_700_000_000_000 + 1000 * (Int(fields[1]) ?? 0))"
            return fields.joined(separator: ",")
        }
        for table in [
            "\u{FEFF}" + ([header] + rows).joined(separator: "\r\n") + "\r\n",
            ([header] + quoted).joined(separator: "\n"),
            ([header] + milliseconds).joined(separator: "\n"),
        ] {
            #expect(try Self.match(folder, network, table) == plain)
        }
        // Places stand in the order of the file, whatever that of time.
        let unsorted = try Self.match(
            folder,
            network,
            ([header] + rows.reversed()).joined(separator: "\n")
        )
        #expect(unsorted.first?["segs"] as? [[Int]] == plain.first?["segs"] as? [[Int]])
        let places = plain.first?["pts"] as? [[Double]] ?? []
        #expect(unsorted.first?["pts"] as? [[Double]] == places.reversed())
    }

    @Test("lines go to standard output, and exchanged coordinates are recognised")
    func streams() throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder, middle: 76.9)
        let drive =
            "track,t,lon,lat,speed_mps,heading\n"
            + Self.drive("a", from: 0.1, to: 0.9, middle: 76.9)
        let observations = try folder.write(drive, to: "o.csv")
        let run = try CommandRun.jol([
            "match", "tracks", observations, "--network", network, "--out", "-",
        ])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("{\"track\":\"a\",\"segs\":"))
        let exchanged = try folder.write(
            drive.replacingOccurrences(of: "lon,lat", with: "lat,lon"),
            to: "x.csv"
        )
        let other = try CommandRun.jol([
            "match", "tracks", exchanged, "--network", network, "--out", folder.path("x.jsonl"),
        ])
        #expect(other.status == 0)
        #expect(other.messages.contains("exchanged"))
    }

    @Test("constants come from a file, and one that does not exist is refused with its name")
    func parameters() throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder, middle: 76.9)
        let table =
            "track,t,lon,lat\n" + Self.drive("a", from: 0.1, to: 0.9, middle: 76.9, isPlain: true)
        let good = try folder.write(#"{"parameters":{"sigmaMetres":7}}"#, to: "good.json")
        #expect(try Self.match(folder, network, table, "--parameters", good).count == 1)
        let bad = try folder.write(#"{"sigma":7}"#, to: "bad.json")
        let observations = try folder.write(table, to: "o.csv")
        let run = try CommandRun.jol([
            "match", "tracks", observations, "--network", network, "--out", folder.path("x.jsonl"),
            "--parameters", bad,
        ])
        #expect(run.status != 0)
        #expect(run.messages.contains("'sigma'"))
    }

    @Test("the accuracy of each fix may be told in three ways, and what is none is counted")
    func accuracies() throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder, middle: 76.9)
        let rows = Self.drive("a", from: 0.1, to: 0.9, middle: 76.9, isPlain: true)
            .split(separator: "\n").map(String.init)
        func match(_ header: String, _ values: String) throws -> [NSDictionary] {
            let table = (["track,t,lon,lat," + header] + rows.map { $0 + "," + values })
            return try Self.match(folder, network, table.joined(separator: "\n"))
        }
        // 40 m along 60° and 5 m across it, in the turned axes of the grid one and the same.
        let axes = try match("semi_major,semi_minor,orientation", "40,5,60")
        let matrix = try match("cov_ee,cov_en,cov_nn", "1206.25,681.99519,418.75")
        #expect(matrix == axes)
        let places = try #require(axes.first?["pts"] as? [[Double]])
        let plain = try match("note", "x")
        #expect(try match("sigma", "8") == plain)
        #expect(try match("cov_ee,cov_nn", "64,64") == plain)
        // Some metres north of the road: the likeliest place lies to the west of the nearest.
        let nearest = try #require(plain.first?["pts"] as? [[Double]])
        #expect(places[4][0] < nearest[4][0])

        let bad = try folder.write(
            "track,t,lon,lat,speed_mps,sigma,cov_ee,cov_en,cov_nn\n"
                + rows.enumerated().map { index, row in
                    row + (index < 3 ? ",fast,x,1,9,1" : ",10,,,,")
                }.joined(separator: "\n"),
            to: "bad.csv"
        )
        let run = try CommandRun.jol([
            "match", "tracks", bad, "--network", network, "--out", folder.path("b.jsonl"), "--json",
        ])
        #expect(run.status == 0)
        let answer =
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let summary = try #require(answer?["summary"] as? [String: Any])
        let unused = try #require(summary["unused"] as? [String: Any])
        #expect(unused["values"] as? [String: Int] == ["speed_mps": 3, "sigma": 3, "cov_ee": 3])
        #expect(unused["columns"] as? [String] == [])
        #expect(summary["ownAccuracy"] as? Int == 0)
        #expect(run.messages.contains("'cov_ee': 3"))
    }

    @Test("rare fixes of which nobody told the accuracy are taken for less accurate")
    func rareFixes() throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder, middle: 76.9)
        let rows = Self.drive("a", from: 0.1, to: 0.9, middle: 76.9, isPlain: true)
            .split(separator: "\n").map { $0.split(separator: ",") }
        func sigma(every seconds: Int, accuracy: String = "", _ options: String...) throws
            -> Double?
        {
            let table = stride(from: 0, to: rows.count, by: 10).map { k in
                // 5.5 m north of the road, as fixes of 8 m lie in the median.
                "a,\(k / 10 * seconds),\(rows[k][2]),43.30005,\(accuracy)"
            }
            let text = (["track,t,lon,lat,sigma"] + table).joined(separator: "\n")
            let observations = try folder.write(text, to: "rare.csv")
            let out = folder.path("rare.jsonl")
            let run = try CommandRun.jol(
                ["match", "tracks", observations, "--network", network, "--out", out]
                    + ["--overwrite"] + options
            )
            #expect(run.status == 0, "\(run.messages)")
            let line = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: out)))
            return (line as? [String: Any])?["sigma"] as? Double
        }
        #expect(try sigma(every: 15) == 8)
        #expect(try sigma(every: 30) == 10)
        #expect(try sigma(every: 50) == 10)
        #expect(try sigma(every: 30, "--sigma", "8") == 8)
        #expect(try sigma(every: 30, accuracy: "8") == 8)
    }

    @Test("where the route has parts it is told at which pair each begins")
    func parts() throws {
        let folder = try ScratchFolder()
        let network = try Self.network(folder, middle: 76.9)
        var rows = Self.drive("a", from: 0.1, to: 0.9, middle: 76.9, isPlain: true)
            .split(separator: "\n").map(String.init)
        let whole = try Self.match(
            folder,
            network,
            "track,t,lon,lat\n" + rows.joined(separator: "\n")
        )
        #expect(whole.first?["parts"] == nil)
        for i in rows.indices.dropFirst(31) {
            var fields = rows[i].split(separator: ",").map(String.init)
            fields[1] = "\((Int(fields[1]) ?? 0) + 3600)"
            rows[i] = fields.joined(separator: ",")
        }
        let split = try Self.match(
            folder,
            network,
            "track,t,lon,lat\n" + rows.joined(separator: "\n")
        )
        let line = try #require(split.first)
        let starts = try #require(line["parts"] as? [Int])
        let pairs = try #require(line["segs"] as? [[Int]])
        #expect(starts.count == 2 && starts.first == 0)
        // Both parts begin or end on the line in which the silence lies.
        let second = try #require(starts.last)
        #expect(second > 0 && second < pairs.count)
        #expect(pairs[second][0] <= pairs[second - 1][1])
    }

    /// A straight road of 21 nodes, two kilometres to either side of a meridian, and a side road.
    private static func network(_ folder: ScratchFolder, middle: Double) throws -> String {
        var text = "<?xml version='1.0'?><osm version='0.6'>"
        for node in 1...21 {
            let place = longitude(Double(node - 1) / 20, middle)
            text += "<node id='\(node)' version='1' lat='43.3' lon='\(place)'/>"
        }
        text += "<node id='30' version='1' lat='43.31' lon='\(longitude(0.5, middle))'/>"
        for (id, nodes) in [(1, Array(1...21)), (2, [11, 30])] {
            text += "<way id='\(id)' version='1'>"
            for node in nodes { text += "<nd ref='\(node)'/>" }
            text += "<tag k='highway' v='primary'/></way>"
        }
        let source = try folder.write(text + "</osm>", to: "map.osm")
        let out = folder.path("map.jolnet")
        let run = try CommandRun.jol(["network", "import", source, "--out", out])
        try #require(run.status == 0, "\(run.messages)")
        return out
    }

    private static func longitude(_ share: Double, _ middle: Double) -> Double {
        let value = middle - 0.025 + 0.05 * share
        return value > 180 ? value - 360 : value
    }

    private static func drive(
        _ name: String,
        from: Double,
        to: Double,
        middle: Double,
        isPlain: Bool = false
    ) -> String {
        var text = ""
        for k in 0...60 {
            let share = from + (to - from) * Double(k) / 60
            let place = String(format: "%.7f,43.3000%02d", longitude(share, middle), k % 5)
            let rest = isPlain ? "" : ",15,\(to > from ? 90 : 270)"
            text += "\(name),\(5 * k),\(place)\(rest)\n"
        }
        return text
    }

    /// The lines, without processor times.
    private static func match(
        _ folder: ScratchFolder,
        _ network: String,
        _ table: String,
        _ options: String...
    ) throws -> [NSDictionary] {
        let observations = try folder.write(table, to: "o.csv")
        let out = folder.path("o.jsonl")
        let run = try CommandRun.jol(
            ["match", "tracks", observations, "--network", network, "--out", out] + options
        )
        try #require(run.status == 0, "\(run.messages)")
        return try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n").map {
            var line =
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            line["cpu"] = nil
            return line as NSDictionary
        }
    }
}
