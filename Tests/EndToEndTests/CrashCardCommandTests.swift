import Foundation
import TestKit
import Testing

@Suite("Jol crash cards: versions, repairs, corrections, regions", .serialized)
struct CrashCardCommandTests {
    private let scratch: ScratchFolder
    private let workspace: String

    init() throws {
        scratch = try ScratchFolder()
        workspace = scratch.path("ws")
        _ = try CommandRun.jol(["init", workspace])
    }

    private func jol(_ words: String..., language: String = "en") throws -> CommandRun {
        try CommandRun.jol(words, workspace: workspace, language: language)
    }

    private func add(_ text: String, _ name: String, _ options: String...) throws -> CommandRun {
        let path = try scratch.write(text, to: name)
        return try CommandRun.jol(
            ["crashes", "add", path, "--json"] + options,
            workspace: workspace
        )
    }

    private let head = "id,time,lat,lon,severity,killed,injured\n"

    @Test("a changed card is a new version, listed with what changed; a correction outlives it")
    func versionsAndCorrections() throws {
        let first = head + "K-1,2025-05-01T10:00:00+05:00,43.21,76.91,fatal,1,0\n"
        #expect(try add(first, "a.csv").status == 0)
        let table = try scratch.write(
            "card,field,value,who,why\nK-1,killed,2,Инспектор,акт 7\nK-9,killed,1,И,п\nK-1,lat,95,И,п\n",
            to: "fix.csv"
        )
        let trial = try jol("corrections", "apply", table, "--dry-run", "--json")
        #expect(try trial.json()["accepted"] as? Int == 1)
        #expect(try jol("corrections", "list", "--csv").output.split(separator: "\n").count == 1)
        let applied = try jol("corrections", "apply", table, "--json").json()
        #expect(applied["accepted"] as? Int == 1)
        #expect(applied["quarantined"] as? Int == 2)
        let second = head + "K-1,2025-05-01T10:00:00+05:00,43.21,76.91,fatal,1,3\n"
        #expect(try add(second, "b.csv").status == 0)
        let changed = try jol("crashes", "changed", "--since", "2", "--csv").output
        #expect(changed.contains("K-1,2,"))
        #expect(changed.contains("injured,0,3"))
        let shown = try jol("crashes", "show", "K-1").output
        #expect(shown.contains("2 (Инспектор)"))
        let years = try jol("crashes", "list", "--csv").output
        #expect(years.contains("2025,1,1,2,3"))
        #expect(try jol("corrections", "list").output.contains("effective"))
        #expect(try jol("archive", "verify").status == 0)
        let rebuilt = try jol("archive", "rebuild", "--out", scratch.path("again"))
        #expect(rebuilt.status == 0, "\(rebuilt.output)\(rebuilt.messages)")
    }

    @Test("a repair is tried, confirmed, signed, and repeated by a rebuild")
    func repairs() throws {
        let text =
            head + "A,2025-05-01T10:00:00+05:00,76.91,143.21,slight,0,1\n"
            + "B,2024-02-29 23:30,43.2,76.9,slight,0,1\n"
            + "C,2025-05-01T10:00:00+05:00,43.2,76.9,slight,1,0\n"
            + "D,2025-05-01T10:00:00+05:00,143.2,76.9,slight,0,1\n"
        let run = try add(text, "bad.csv", "--zone", "Asia/Almaty")
        #expect(try run.json()["quarantined"] as? Int == 3)
        let trial = try jol("quarantine", "fix", "--rule", "swap-axes", "--dry-run", "--json")
        #expect(try trial.json()["accepted"] as? Int == 1)
        #expect(
            try jol("quarantine", "list", "--open", "--csv").output.split(separator: "\n").count
                == 4
        )
        let fixed = try jol(
            "quarantine",
            "fix",
            "--rule",
            "swap-axes",
            "--rule",
            "earlier",
            "--who",
            "Д",
            "--why",
            "акт"
        )
        #expect(fixed.status == 0)
        #expect(
            try jol("quarantine", "list", "--open", "--csv").output.contains(
                "row.severity_mismatch"
            )
        )
        #expect(
            try jol("quarantine", "list", "--open", "--csv").output.split(separator: "\n").count
                == 2
        )
        let later = head + "E,2025-06-01T10:00:00+05:00,43.2,76.9,slight,0,1\n"
        #expect(try add(later, "later.csv").status == 0)
        #expect(try jol("archive", "verify").status == 0)
        let rebuilt = try jol("archive", "rebuild", "--out", scratch.path("again"), "--json")
        #expect(rebuilt.status == 0, "\(rebuilt.output)\(rebuilt.messages)")
        let wrong = try jol("quarantine", "fix", "--rule", "swap-axis")
        #expect(wrong.status == 64)
        #expect(wrong.messages.contains("swap-axes"))
        for language in ["kk", "ru", "en"] {
            let reasons = try jol("quarantine", "reasons", language: language)
            #expect(reasons.output.contains("row.time_twice"))
        }
    }

    @Test("a card outside its region is set aside, and a list is held against the cards")
    func regionsAndLists() throws {
        let border = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Квадрат"},
            "geometry":{"type":"Polygon","coordinates":[[[76,43],[77,43],[77,44],[76,44],[76,43]]]}}]}
            """
        let path = try scratch.write(border, to: "r.geojson")
        #expect(try jol("regions", "import", path).status == 0)
        #expect(try jol("regions", "locate", "76.5,43.5").output.contains("Квадрат"))
        let cards =
            "id,time,lat,lon,region\nA,2025-05-01T10:00:00+05:00,43.5,76.5,Квадрат\n"
            + "B,2025-05-01T10:10:00+05:00,43.501,76.5,Квадрат\n"
            + "C,2025-05-01T10:00:00+05:00,45.5,76.5,Квадрат\n"
        #expect(try add(cards, "c.csv").json()["quarantined"] as? Int == 1)
        #expect(try jol("quarantine", "list").output.contains("row.outside_region"))
        let pairs = try jol("crashes", "duplicates", "--csv").output
        #expect(pairs.contains(",A,") && pairs.contains(",B,"))
        let list = try scratch.write("id,date\nA,2025-05-01\nX,2025-05-01\n", to: "list.csv")
        let found = try jol("reconcile", "--against", list, "--json").json()
        let result = found["result"] as? [String: Any]
        #expect(result?["matched"] as? Int == 1)
        #expect((result?["onlyListed"] as? [Any])?.count == 1)
        #expect((result?["onlyStored"] as? [Any])?.count == 1)
    }

    @Test("people of another file fill the counts, and late deaths move under a shorter window")
    func people() throws {
        let cards = "id,time,lat,lon,severity\nA,2025-05-01T10:00:00+05:00,43.5,76.5,fatal\n"
        let people =
            "id,participant,role,injury,age,died_after_days\nA,1,driver,killed,40,20\n"
            + "A,2,passenger,killed,7,0\nA,3,pedestrian,slight,30,\n"
        #expect(try add(people, "people.csv").status == 0)
        #expect(try add(cards, "cards.csv").status == 0)
        #expect(try jol("crashes", "list", "--csv").output.contains("2025,1,1,2,1,1"))
        let week = try jol("crashes", "list", "--csv", "--death-window", "7").output
        #expect(week.contains("2025,1,1,1,2,1"))
        let again = people.replacing("slight", with: "serious")
        #expect(try add(again, "people2.csv").json()["duplicate"] as? Int == 2)
        #expect(try jol("crashes", "list", "--csv").output.contains("2025,1,1,2,1,1"))
        #expect(try jol("archive", "verify").status == 0)
    }

    @Test("crashes without coordinates find their kilometre post, or the crossing of two streets")
    func words() throws {
        var nodes = ""
        // A road along 53° N with a post every kilometre, 315 to 319; a kilometre is 0.014925°.
        for i in 0..<5 {
            nodes += """
                <node id="\(i + 1)" lat="53.0" lon="\(63.0 + 0.014925 * Double(i))">
                <tag k="highway" v="milestone"/><tag k="distance" v="\(315 + i)"/></node>
                """
        }
        for (id, lat, lon) in [
            (11, 53.1, 63.0), (12, 53.1, 63.01), (13, 53.11, 63.01), (14, 53.1, 63.02),
        ] {
            nodes += "<node id=\"\(id)\" lat=\"\(lat)\" lon=\"\(lon)\"/>"
        }
        func way(_ id: Int, _ refs: [Int], _ tags: String) -> String {
            "<way id=\"\(id)\">" + refs.map { "<nd ref=\"\($0)\"/>" }.joined() + tags + "</way>"
        }
        let map =
            "<osm version=\"0.6\">" + nodes
            + way(
                1,
                [1, 2, 3, 4, 5],
                "<tag k=\"highway\" v=\"trunk\"/><tag k=\"ref\" v=\"KAZ-03\"/>"
            )
            + way(
                2,
                [11, 12, 14],
                "<tag k=\"highway\" v=\"primary\"/><tag k=\"name\" v=\"улица Абая\"/>"
            )
            + way(
                3,
                [12, 13],
                "<tag k=\"highway\" v=\"primary\"/><tag k=\"name\" v=\"улица Достык\"/>"
            )
            + "</osm>"
        let path = try scratch.write(map, to: "map.osm")
        #expect(try jol("network", "import", path).status == 0)
        let cards =
            "id,time,place\nW1,2025-05-01T10:00:00+05:00,\"КАZ-03, 316 км + 500 м\"\n"
            + "W2,2025-05-01T11:00:00+05:00,пересечение ул. Абая и ул. Достык\n"
            + "W3,2025-05-01T12:00:00+05:00,\"KAZ-03, 315 км и 318 км\"\n"
            + "W4,2025-05-01T13:00:00+05:00,\"KAZ-09, 3 км\"\n"
            + "W5,2025-05-01T14:00:00+05:00,KAZ-03 автожолының 317-ші шақырымында\n"
        #expect(try add(cards, "words.csv").status == 0)
        let run = try jol("match", "run", "--json")
        #expect(run.output.contains("locate.words_ambiguous"), "\(run.output)\(run.messages)")
        #expect(run.output.contains("locate.words_unknown"))
        #expect(try jol("crashes", "list", "--csv").output.contains("2025,5,0,0,0,0,3"))
        let place = try jol("crashes", "place", "КАZ-03, 316 км + 500 м", "KAZ-03, 315", "--csv")
        #expect(place.output.contains("KAZ03") && place.output.contains(",316,500,"))
        #expect(place.output.contains("place.bare_number"))
    }
}
