import Foundation
import TestKit
import Testing

@Suite("Forms of answers of jol trends and jol evaluate")
struct AnswerFormTests {
    /// Verbs with the table they are asked of; `%` stands for its path.
    private static let questions: [(verb: [String], table: String)] = [
        (["trends", "change", "--before", "50", "--after", "42"], "none"),
        (["trends", "change", "%", "--y", "deaths"], "months"),
        (["trends", "table", "%", "--areas", "area", "--x", "year", "--y", "deaths"], "areas"),
        (["trends", "glm", "%", "--formula", "deaths ~ t", "--family", "poisson"], "months"),
        (["trends", "its", "%", "--at", "2018-01"], "months"),
        (["trends", "structural", "%", "--formula", "deaths ~ 1"], "months"),
        (["trends", "joinpoint", "%", "--permutations", "19"], "years"),
        (["trends", "mann-kendall", "%"], "months"),
        (["trends", "changepoint", "%"], "months"),
        (["trends", "changepoint", "%", "--formula", "deaths ~ 1"], "months"),
        (["trends", "watch", "%"], "months"),
        (["trends", "forecast", "%", "--steps", "3"], "months"),
        (["trends", "nowcast", "%"], "triangle"),
        (["trends", "decompose", "%"], "factors"),
        (["trends", "stl", "%"], "months"),
        (["trends", "adjust-p", "%"], "values"),
        (["trends", "check-claim", "--before", "50", "--after", "42", "--percent=-16.4"], "none"),
        (["trends", "reconcile", "--a", "1366", "--b", "1446"], "none"),
        (["trends", "severity", "--killed", "10", "--injured", "90"], "none"),
        (["trends", "definitions"], "none"),
        (["evaluate", "before-after", "%"], "sites"),
        (["evaluate", "compare", "%"], "sites"),
        (["evaluate", "meta", "%"], "studies"),
        (["evaluate", "priors"], "none"),
        (["evaluate", "ceiling", "--share", "355/955", "--cmf", "0.89"], "none"),
        (["evaluate", "design", "--units", "12", "--mean", "9"], "none"),
        (["evaluate", "spillover", "%"], "rings"),
        (["evaluate", "rehearse", "--runs", "3", "--sites", "100", "--treated", "10"], "none"),
        (["report", "claim"], "none"),
    ]

    private static func month(_ index: Int) -> String {
        let month = index % 12 + 1
        return "\(2014 + index / 12)-\(month < 10 ? "0" : "")\(month)"
    }

    private static let tables: [String: String] = [
        "months": "date,t,deaths\n"
            + (0..<84).map { "\(month($0)),\($0 + 1),\(9 + ($0 * 7) % 11)\n" }.joined(),
        "years": "year,deaths\n"
            + (0..<14).map { "\(2010 + $0),\(300 - 9 * $0 + ($0 * 5) % 7)\n" }.joined(),
        "areas": "area,year,deaths\n"
            + (0..<6).flatMap { a in
                (2018...2023).map { "r\(a),\($0),\(40 + 9 * a + ($0 * 3) % 5)\n" }
            }.joined(),
        "triangle": "month,lag0,lag1,lag2\n1,60,20,5\n2,66,18,\n3,70,,\n",
        "factors": "factor,before,after\nkm,100,110\nrate,2.5,2.2\nseverity,0.08,0.07\n",
        "values": "region,p\na,0.01\nb,0.2\nc,0.03\n",
        "studies": "study,yi,vi\na,-0.2,0.01\nb,-0.3,0.02\nc,-0.1,0.015\n",
        "rings": "ring,before,after\nsite,40,30\n0-250,30,28\n250-500,35,33\nfar,200,190\n",
        "sites": "treated,observed_before,observed_after\n"
            + (0..<40).map { "\($0 % 4 == 0 ? 1 : 0),\(3 + ($0 * 5) % 6),\(2 + ($0 * 3) % 6)\n" }
            .joined(),
    ]

    @Test("every verb answers as JSON, as CSV and as a drawing", arguments: questions.indices)
    func forms(index: Int) throws {
        let (verb, name) = Self.questions[index]
        let folder = try ScratchFolder()
        var arguments = verb
        if let text = Self.tables[name] {
            let path = try folder.write(text, to: "table.csv")
            arguments = verb.map { $0 == "%" ? path : $0 }
        }
        let object = try CommandRun.jol(arguments + ["--json"])
        #expect(object.status == 0, "\(object.messages)")
        #expect((try object.json()["schema"] as? String)?.hasPrefix("jol.") == true)
        let drawing = folder.path("drawing.svg")
        let sheet = try CommandRun.jol(arguments + ["--csv", "--plot", drawing])
        #expect(sheet.status == 0, "\(sheet.messages)")
        let lines = sheet.output.split(separator: "\n")
        #expect(lines.count >= 2, "\(verb): no row")
        let widths = Set(
            lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
        )
        // Quoted cells may hold commas; no row may hold fewer cells than the header.
        #expect((widths.min() ?? 0) == lines[0].split(separator: ",").count, "\(verb)")
        #expect(!sheet.output.lowercased().contains("nan"))
        let svg = try String(contentsOfFile: drawing, encoding: .utf8)
        #expect(svg.contains("<svg") && svg.hasSuffix("</svg>\n\n") || svg.contains("</svg>"))
        #expect(!svg.contains("nan"))
    }

    @Test("a table's rows are chosen by area and days; an area that is not there is refused")
    func choosing() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Self.tables["areas"] ?? "", to: "areas.csv")
        let base = ["trends", "mann-kendall", path, "--x", "year", "--y", "deaths", "--json"]
        let found = try CommandRun.jol(base + ["--area", "R2", "--from", "2019", "--to", "2022"])
        #expect(found.status == 0, "\(found.messages)")
        #expect(try found.json()["n"] as? Int == 4)
        let none = try CommandRun.jol(base + ["--area", "elsewhere"])
        #expect(none.status == 65)
        #expect(none.messages.contains("[analysis.insufficient]"))
    }

    @Test("series that never vary and counts beyond all bounds end with an answer or a code")
    func extremes() throws {
        let folder = try ScratchFolder()
        func series(_ value: (Int) -> String) throws -> String {
            try folder.write(
                "date,deaths\n" + (0..<72).map { "\(Self.month($0)),\(value($0))\n" }.joined(),
                to: "\(value(30).count)-\(value(0)).csv"
            )
        }
        let constant = try series { _ in "5" }
        let huge = try series { $0 == 30 ? "1e300" : "7" }
        let large = try series { "\(1_000_000_000_000_000 + $0 % 7)" }
        for path in [constant, huge, large] {
            for verb in [
                ["mann-kendall"], ["watch", "--method", "cusum"], ["watch", "--method", "ewma"],
                ["its", "--at", "2017-01"], ["structural", "--formula", "deaths ~ 1"],
            ] {
                let run = try CommandRun.jol(
                    ["trends", verb[0], path, "--json"] + verb.dropFirst()
                )
                #expect(run.status == 0 || run.status == 65, "\(verb) \(run.messages)")
                #expect(!run.output.lowercased().contains("nan"))
            }
        }
    }

    @Test("a structural model refuses months that are missing or out of order")
    func order() throws {
        let folder = try ScratchFolder()
        let rows = (0..<60).map { "\(Self.month($0)),\(9 + ($0 * 7) % 11)\n" }
        let gap = try folder.write(
            "date,deaths\n" + rows.enumerated().filter { $0.offset != 20 }.map(\.element).joined(),
            to: "gap.csv"
        )
        let turned = try folder.write(
            "date,deaths\n" + rows.reversed().joined(),
            to: "turned.csv"
        )
        for path in [gap, turned] {
            let run = try CommandRun.jol(["trends", "structural", path, "--formula", "deaths ~ 1"])
            #expect(run.status == 65, "\(run.output)")
        }
    }

    @Test("crash counts across 2024 are marked, deaths are not; a ledger that is given refuses")
    func breaks() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(
            "year,crashes,deaths\n"
                + (2016...2025).map { "\($0),\($0 < 2024 ? 15_000 : 31_000),\(2_400 + $0 % 7)\n" }
                .joined(),
            to: "years.csv"
        )
        func flags(_ column: String) throws -> [String] {
            let run = try CommandRun.jol([
                "trends", "mann-kendall", path, "--x", "year", "--y", column, "--json",
            ])
            return try run.json()["flags"] as? [String] ?? []
        }
        #expect(try flags("crashes").contains("REFUSE-BREAK"))
        #expect(try !flags("deaths").contains("REFUSE-BREAK"))
        let ledger = try folder.write(
            "date,certainty,measures,source\n2024-01-01,stated,crashes|injured,Agency\n",
            to: "breaks.csv"
        )
        let refused = try CommandRun.jol([
            "trends", "mann-kendall", path, "--x", "year", "--y", "crashes", "--breaks", ledger,
        ])
        #expect(refused.status == 65 && refused.messages.contains("REFUSE-BREAK"))
    }
}

@Suite("Changes of a series of years")
struct ChangeHistoryTests {
    @Test("earlier years give the noise of years; a break of one region does not cut the country's")
    func history() throws {
        let deaths = [
            2797, 2707, 2800, 3037, 2585, 2453, 2390, 2200, 2096, 2404, 1997, 2270, 2425, 2543,
            2579, 2321,
        ]
        let folder = try ScratchFolder()
        let path = try folder.write(
            "year,deaths\n"
                + deaths.enumerated().map { "\(2010 + $0.offset),\($0.element)\n" }.joined(),
            to: "years.csv"
        )
        let found = try CommandRun.jol(["trends", "change", path, "--json"]).json()
        let source = found["phiSource"] as? String ?? ""
        #expect(source == "published deaths per crash and history of 14 years")
        #expect((found["flags"] as? [String] ?? []) == ["PHI-ASSUMED"])
        let wide = found["overdispersed"] as? [String: Any]
        #expect((wide?["phi"] as? Double ?? 0) > 4)
        #expect(found["verdict"] as? String == "NO-EVIDENCE")
    }
}
