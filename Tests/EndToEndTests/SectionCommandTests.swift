import Foundation
import TestKit
import Testing

@Suite("Jol complexes sections: distances along the network, plates of a workspace, classes")
struct SectionCommandTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private func write(_ name: String, _ lines: [String]) throws -> String {
        try scratch.write(lines.joined(separator: "\n") + "\n", to: name)
    }

    private func jol(_ words: String..., language: String = "en") throws -> CommandRun {
        try CommandRun.jol(words, workspace: scratch.path("space"), language: language)
    }

    /// A road of which the eastern half may be driven to the west only, with a way round it.
    private func map() throws -> String {
        let nodes = [
            (1, 53.5, 69.2), (2, 53.5, 69.25), (3, 53.5, 69.3), (4, 53.51, 69.275),
        ].map { "<node id=\"\($0.0)\" lat=\"\($0.1)\" lon=\"\($0.2)\"/>" }.joined()
        func way(_ id: Int, _ refs: [Int], _ isOneWay: Bool) -> String {
            "<way id=\"\(id)\">" + refs.map { "<nd ref=\"\($0)\"/>" }.joined()
                + "<tag k=\"highway\" v=\"trunk\"/>"
                + (isOneWay ? "<tag k=\"oneway\" v=\"yes\"/>" : "") + "</way>"
        }
        return try scratch.write(
            "<osm version=\"0.6\">" + nodes + way(1, [1, 2], false) + way(2, [3, 2], true)
                + way(3, [2, 4, 3], false) + "</osm>",
            to: "map.osm"
        )
    }

    private static let header = "device_serial,event_time,plate,vehicle_kind,site_lat,site_lon"
    private static let west = "53.50002,69.2"
    private static let east = "53.50003,69.3"

    private func section(_ output: [String: Any]) throws -> [String: Any] {
        try #require((output["sections"] as? [[String: Any]])?.first)
    }

    @Test("the shortest legal way is measured, shown with its network, and differs by direction")
    func network() throws {
        #expect(try jol("init", scratch.path("space")).status == 0)
        #expect(try jol("network", "import", try map()).status == 0)
        let passages = try write(
            "p.csv",
            [
                Self.header, "IN,2026-05-01T23:58:00+05:00,123ABC02,car,\(Self.west)",
                "OUT,2026-05-02T00:01:40+05:00,123ABC02,car,\(Self.east)",
            ]
        )
        let table = try write("s.csv", ["section,entry,exit,limit_kmh", "S,IN,OUT,90"])
        let there = try jol("complexes", "sections", passages, "--sections", table, "--json").json()
        let found = try section(there)
        #expect(found["lengthSource"] as? String == "network")
        // pyproj 3.7.2, Geod(ellps="WGS84"): 7,313.064 m round the one-way half, less the 1.9 m by
        // which the foot on the last, slanting road lies before its end.
        let length = try #require(found["lengthM"] as? Double)
        #expect(abs(length - 7311.2) < 0.5, "\(length)")
        let route = try #require(found["route"] as? [String: Any])
        #expect((route["ways"] as? [Int])?.sorted() == [1, 3])
        #expect((route["network"] as? String)?.isEmpty == false)
        #expect((route["entryOffsetM"] as? Double ?? 9) < 4)
        #expect(found["crossMidnight"] as? Int == 1)
        // 7,313 m in 220 s are 119.7 km/h.
        #expect(there["violationCount"] as? Int == 1)
        let back = try write("b.csv", ["section,entry,exit,limit_kmh", "S,OUT,IN,90"])
        let west = try jol("complexes", "sections", passages, "--sections", back, "--json").json()
        let shorter = try #require(try section(west)["lengthM"] as? Double)
        #expect(abs(shorter - 6635.906) < 0.5, "\(shorter)")
        #expect(west["violationCount"] as? Int == 0)
    }

    @Test("a section without a way or a road near it is refused with what to do, in each language")
    func noWay() throws {
        #expect(try jol("init", scratch.path("space")).status == 0)
        #expect(try jol("network", "import", try map()).status == 0)
        let passages = try write("p.csv", [Self.header, "IN,2026-05-01T10:00:00+05:00,1,car,,"])
        let places = "section,entry,exit,limit_kmh,entry_lat,entry_lon,exit_lat,exit_lon"
        let off = try write("off.csv", [places, "S,IN,OUT,90,53.6,69.2,53.5,69.3"])
        let run = try jol("complexes", "sections", passages, "--sections", off)
        #expect(run.status != 0 && run.messages.contains("length_m"))
        let russian = try jol(
            "complexes",
            "sections",
            passages,
            "--sections",
            off,
            language: "ru"
        )
        #expect(russian.messages.contains("укажите length_m"))
        let bare = try write("bare.csv", ["section,entry,exit,limit_kmh", "S,IN,OUT,90"])
        let kazakh = try jol("complexes", "sections", passages, "--sections", bare, language: "kk")
        #expect(kazakh.messages.contains("length_m не entry_lat"))
    }

    @Test("a workspace mends misreads as files do, names vehicles by pseudonyms, knows partners")
    func workspace() throws {
        #expect(try jol("init", scratch.path("space")).status == 0)
        var rows = [
            "device_name,device_serial,event_time,event_type,direction,site_lat,site_lon,"
                + "place_text,cert_no,cert_valid_until,vehicle_kind,plate"
        ]
        func row(_ serial: String, _ time: String, _ kind: String, _ plate: String) {
            let site = serial == "IN" ? Self.west : Self.east
            rows.append(
                "Z,\(serial),2026-05-01T\(time)+05:00,PASSAGE,x,\(site),p,c,2027-01-01,"
                    + "\(kind),\(plate)"
            )
        }
        for (entry, exit) in [("123ABC02", "123ABC02"), ("777KKK02", "777KKX02")] {
            row("IN", entry.hasPrefix("1") ? "10:00:00" : "10:05:00", "легковой", entry)
            row("OUT", exit.hasPrefix("1") ? "10:03:00" : "10:08:00", "легковой", exit)
        }
        let passages = try write("p.csv", rows)
        let table = try write(
            "s.csv",
            ["section,entry,exit,length_m,limit_kmh", "S,IN,OUT,6000,90"]
        )
        let files = try jol("complexes", "sections", passages, "--sections", table, "--json").json()
        #expect(try jol("complexes", "add", passages, "--quiet").status == 0)
        let run = try jol("complexes", "sections", "--sections", table, "--json")
        let stored = try run.json()
        for answer in [files, stored] {
            #expect(answer["violationCount"] as? Int == 2)
            #expect(try section(answer)["mended"] as? Int == 1)
        }
        #expect(!run.output.contains("123ABC02"))
        func keys(_ answer: [String: Any]) -> [String] {
            ((answer["violations"] as? [[String: Any]]) ?? []).compactMap {
                $0["vehicle"] as? String
            }
        }
        #expect(Set(keys(stored)).count == 2 && Set(keys(stored)).isDisjoint(with: keys(files)))
        #expect(
            keys(try jol("complexes", "sections", "--sections", table, "--json").json())
                == keys(stored)
        )
        // Without the received file pseudonyms are joined, and none is mended.
        let objects = scratch.path("space") + "/objects"
        try FileManager.default.moveItem(atPath: objects, toPath: scratch.path("away"))
        let gone = try jol("complexes", "sections", "--sections", table, "--json")
        let left = try gone.json()
        #expect(left["violationCount"] as? Int == 1)
        #expect(keys(left) == [keys(stored)[0]])
        try FileManager.default.moveItem(atPath: scratch.path("away"), toPath: objects)
        // Partners of the register are sections too.
        #expect(try jol("network", "import", try map()).status == 0)
        let register = try write(
            "r.csv",
            ["serial,partner,limit_kmh,lat,lon", "IN,OUT,90,\(Self.west)", "OUT,,90,\(Self.east)"]
        )
        #expect(try jol("complexes", "devices", "add", register).status == 0)
        let partners = try section(try jol("complexes", "sections", "--json").json())
        #expect(partners["section"] as? String == "IN-OUT")
        #expect(partners["lengthSource"] as? String == "network")
    }

    @Test("lorries have the lower limit of the rules where the table names the kind of road")
    func classes() throws {
        var rows = [Self.header]
        for (number, kind) in ["легковой", "жүк көлігі", "грузовой с прицепом", ""].enumerated() {
            rows.append("IN,2026-05-01T10:0\(number):00+05:00,\(100 + number)ABC02,\(kind),,")
            // 6 km in 4 minutes are 90 km/h.
            rows.append("OUT,2026-05-01T10:0\(number + 4):00+05:00,\(100 + number)ABC02,\(kind),,")
        }
        let passages = try write("p.csv", rows)
        let table = try write(
            "s.csv",
            ["section,entry,exit,length_m,limit_kmh,road", "S,IN,OUT,6000,100,rural"]
        )
        let csv = try jol("complexes", "sections", passages, "--sections", table, "--all", "--csv")
        let lines = csv.output.split(separator: "\n").map { $0.split(separator: ",") }
        let limit = try #require(lines.first?.firstIndex(of: "limit_kmh"))
        #expect(lines.dropFirst().map { String($0[limit]) } == ["100.0", "90.0", "70.0", "100.0"])
        #expect(csv.output.contains(",592-1,") == true)
        let bad = try write(
            "bad.csv",
            ["section,entry,exit,length_m,limit_kmh,road", "S,IN,OUT,6000,100,motorbahn"]
        )
        let run = try jol("complexes", "sections", passages, "--sections", bad)
        #expect(run.status == 65 && run.messages.contains("settlement, residential, motorway"))
    }
}
