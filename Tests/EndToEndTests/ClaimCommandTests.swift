import Foundation
import TestKit
import Testing

@Suite("Claims, breaks and definitions through the command line")
struct ClaimCommandTests {
    private func json(_ arguments: [String]) throws -> [String: Any] {
        let run = try CommandRun.jol(arguments + ["--json"])
        #expect(run.status == 0, "\(run.messages)")
        return try run.json()
    }

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    /// How a case of the shared file is asked of the command.
    private static let questions: [String: [String]] = [
        "v01": ["trends", "change", "--before", "2579", "--after", "2321"],
        "v02": ["trends", "change", "--before", "2579", "--after", "2321", "--phi", "4"],
        "v03": [
            "trends", "change", "--before", "50", "--after", "42", "--published-percent", "-16.4",
        ],
        "v06": ["trends", "change", "--before", "0", "--after", "3"],
        "v08": [
            "trends", "check-claim", "--before", "12.7", "--after", "6.9", "--measure", "severity",
            "--window-before", "2023", "--window-after", "2024",
        ],
        "v09": [
            "trends", "change", "--before", "15886", "--after", "31597", "--measure", "crashes",
            "--window-before", "2023", "--window-after", "2024",
        ],
        "v11": [
            "trends", "change", "--before", "2579", "--after", "2039", "--window-before", "2024",
            "--window-after", "2025-01-01..2025-11-22",
        ],
    ]

    @Test(
        "the shared verdict cases",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func verdicts() throws {
        let bytes = Data(try SharedReference.bytes("trends/ref/verdict_cases.json"))
        let cases = try #require(try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])
        var asked = 0
        for item in cases {
            let id = try #require(item["id"] as? String)
            guard let question = Self.questions[id] else { continue }
            asked += 1
            let expected = try #require(item["expect"] as? [String: Any])
            let found = try json(question)
            if let verdict = expected["verdict"] as? String {
                #expect(found["verdict"] as? String == verdict, "\(id)")
            }
            if let percent = expected["pct"] as? Double {
                #expect(abs(number(found["percent"]) - percent) < 0.05, "\(id)")
            }
            if expected["pct"] is NSNull { #expect(found["percent"] is NSNull, "\(id)") }
            if let flag = expected["flag"] as? String {
                #expect((found["flags"] as? [String] ?? []).contains(flag), "\(id)")
            }
            if let standing = expected["attribution"] as? String {
                #expect(found["causation"] as? String == standing, "\(id)")
            }
            let exact = found["exact"] as? [String: Any]
            if let low = expected["exact_lo"] as? Double {
                #expect(abs(number(exact?["lower"]) - low) < 0.01, "\(id)")
            }
            if let high = expected["exact_hi"] as? Double {
                #expect(abs(number(exact?["upper"]) - high) < 0.01, "\(id)")
            }
            if let low = expected["exact_lo_ratio"] as? Double {
                #expect(abs(number(exact?["lowerRatio"]) - low) < 0.001, "\(id)")
            }
            let wide = found["overdispersed"] as? [String: Any]
            if let low = expected["lo"] as? Double {
                #expect(abs(number(wide?["lower"]) - low) < 0.01, "\(id)")
            }
            if let high = expected["hi"] as? Double {
                #expect(abs(number(wide?["upper"]) - high) < 0.01, "\(id)")
            }
        }
        // v14 is a model of a series: see the tests of 'trends glm'.
        #expect(asked == Self.questions.count)
    }

    @Test("deaths pass the break of 2024, a suspected break refuses too, none switches it off")
    func breaks() throws {
        let across = ["--window-before", "2023", "--window-after", "2024"]
        let counts = ["trends", "change", "--before", "2543", "--after", "2579"]
        #expect(try json(counts + across)["verdict"] as? String == "NO-EVIDENCE")
        let crashes = [
            "trends", "change", "--before", "13000", "--after", "21500", "--measure", "accidents",
        ]
        let suspected = ["--window-before", "2012", "--window-after", "2013"]
        #expect(try json(crashes + suspected)["verdict"] as? String == "REFUSE-BREAK")
        let off = try json(crashes + suspected + ["--breaks", "none"])
        #expect(off["verdict"] as? String == "CHANGE")
    }

    @Test("counts of 1 to 4 are suppressed where a table is public")
    func suppressed() throws {
        let counts = ["trends", "change", "--before", "9", "--after", "3"]
        #expect(try json(counts)["verdict"] as? String == "NO-EVIDENCE")
        #expect(try json(counts + ["--public"])["verdict"] as? String == "SUPPRESS")
        let raised = try json(counts + ["--suppress-below", "3"])
        #expect(raised["verdict"] as? String == "NO-EVIDENCE")
    }

    @Test("definitions that differ or are not stated are not compared")
    func definitions() throws {
        let counts = ["trends", "change", "--before", "100", "--after", "60"]
        let differ = try json(
            counts + ["--definition-before", "ru-7d", "--definition-after", "ru-30d"]
        )
        #expect(differ["verdict"] as? String == "NOT-COMPARABLE")
        let unstated = try json(
            counts + ["--definition-before", "kz-mia", "--definition-after", "un-30d"]
        )
        #expect(unstated["verdict"] as? String == "NOT-COMPARABLE")
        let same = try json(
            counts + ["--definition-before", "kz-mia", "--definition-after", "kz-mia"]
        )
        #expect(same["verdict"] as? String == "CHANGE")
        let listed = try json(["trends", "definitions", "--series", "ru-7d", "--deaths", "1000"])
        let rows = try #require(listed["definitions"] as? [[String: Any]])
        let converted = rows.first?["converted"] as? [String: Any]
        #expect(abs(number(converted?["value"]) - 1060) < 1e-9)
        #expect(converted?["knowsFactorError"] as? Bool == false)
    }

    @Test("agencies: two numbers, and a table with a count that one of them lacks")
    func reconcile() throws {
        let found = try json([
            "trends", "reconcile", "--a", "1366", "--b", "1446", "--from", "2025-01-01",
            "--until-a",
            "2025-08-27", "--until-b", "2025-08-31",
        ])
        #expect(found["verdict"] as? String == "INCONSISTENT")
        #expect(abs(number(found["explained"]) - 22.86) < 0.01)
        let folder = try ScratchFolder()
        let file = try folder.write("region,mia,clssa\nA,10,12\nB,20,\nC,30,30\n", to: "r.csv")
        let table = try json(["trends", "reconcile", file, "--a", "mia", "--b", "clssa"])
        #expect(table["missing"] as? Int == 1)
        #expect(table["difference"] as? Int == 2)
        #expect((table["flags"] as? [String] ?? []).contains("INCONSISTENT"))
        let bad = try folder.write("region,a,b\nA,-1,12\n", to: "bad.csv")
        let run = try CommandRun.jol(["trends", "reconcile", bad])
        #expect(run.status == 65)
        #expect(run.messages.contains("line 2"))
    }

    @Test("the ledgers in the program are the files of GeoData/rules")
    func ledgers() throws {
        let rules = SharedReference.packageRoot.appendingPathComponent("GeoData/rules")
        for (verb, name) in [
            (["trends", "definitions"], "death-definitions"),
            (["evaluate", "priors"], "cmf-priors"),
        ] {
            let file = rules.appendingPathComponent("\(name).csv").path
            let built = try json(verb)
            let read = try json(verb + ["--file", file])
            #expect(NSDictionary(dictionary: built) == NSDictionary(dictionary: read))
        }
        let published = rules.appendingPathComponent("published-kz.csv").path
        let built = try json(["report", "claim"])
        let read = try json(["report", "claim", "--figures", published])
        #expect(NSDictionary(dictionary: built) == NSDictionary(dictionary: read))
        let breaks = rules.appendingPathComponent("recording-breaks-kz.csv").path
        let counts = [
            "trends", "change", "--before", "10", "--after", "90", "--measure", "injured",
            "--window-before", "2023", "--window-after", "2024",
        ]
        #expect(try json(counts)["verdict"] as? String == "REFUSE-BREAK")
        #expect(try json(counts + ["--breaks", breaks])["verdict"] as? String == "REFUSE-BREAK")
    }

    @Test("the ministry's statement as a page: three languages, no cause, the needs at its end")
    func claimPage() throws {
        let folder = try ScratchFolder()
        let run = try CommandRun.jol(["report", "claim", "--out", folder.path("claim.html")])
        #expect(run.status == 0, "\(run.messages)")
        let page = try String(contentsOfFile: folder.path("claim.html"), encoding: .utf8)
        for language in ["kk", "ru", "en"] { #expect(page.contains("lang=\"\(language)\"")) }
        for word in ["jol evaluate design", "2,309", "2 309", "67.2%", "67,2"] {
            #expect(page.replacing("\u{A0}", with: " ").contains(word), "\(word)")
        }
        for phrase in ["thanks to", "благодаря", "арқасында", "because"] {
            #expect(!page.lowercased().contains(phrase))
        }
        #expect(!page.contains("src=\"http"))
        let needed = try #require(page.range(of: "id=\"needed\""))
        let ladder = try #require(page.range(of: "id=\"ladder\""))
        #expect(ladder.lowerBound < needed.lowerBound)
        let again = try CommandRun.jol(["report", "claim", "--out", folder.path("claim.html")])
        #expect(again.status == 73)
        let found = try json(["report", "claim"])
        #expect(found["causation"] as? String == "NOT-ESTABLISHED")
        #expect(abs(number(found["ceilingPercent"]) + 4.089) < 1e-3)
        #expect(number(found["turningPhi"]) > 3.4 && number(found["turningPhi"]) < 3.7)
    }
}
