import Foundation
import TestKit
import Testing

@Suite("jol trends and evaluate on damaged tables")
struct DamagedVerbsTests {
    private static let series = ["--x", "year", "--y", "deaths"]
    private static let joinpoint = ["trends", "joinpoint"]
    private static let glm = ["trends", "glm"]
    private static let years = (2001...2012).map { "\($0),\(100 + $0 % 7)" }

    @Test(
        "what cannot be computed is refused with a code and a line",
        arguments: [
            (glm, ["--formula", "y ~ x"], "y,z\n1,2\n2,3\n4,1\n", "file.column_missing", ""),
            (glm, ["--formula", "y ~ x"], "y,x\n1,2\n2,zz\n4,1\n5,5\n", "file.damaged", "line 3"),
            (glm, ["--formula", "y ~ x"], "y,x\n1,2\n-2,2\n4,1\n5,5\n", "file.damaged", "line 3"),
            (glm, ["--formula", "y ~ x"], "y,x\n1,2\n2,3\n", "analysis.insufficient", ""),
            (glm, ["--formula", "y ~ x +"], "y,x\n1,2\n2,3\n", "usage.argument", ""),
            (glm, ["--formula", "y ~ x"], "y,x\n1,2\n2,3,4\n", "file.damaged", "line 3"),
            (glm, ["--formula", "y ~ x"], "y,x\n", "analysis.insufficient", ""),
            (glm, ["--formula", "y ~ x"], "", "file.empty", ""),
            (glm, ["--formula", "y ~ x"], "y,y\n1,2\n", "file.damaged", "line 1"),
            (glm, ["--formula", "y ~ x"], "y,x\n1,\"2\n3,4\n", "file.damaged", "line 2"),
            (
                glm, ["--formula", "y ~ x", "--se", "cluster:g"],
                "y,x,g\n1,2,a\n2,3,\n3,5,b\n4,4,b\n", "file.damaged", "line 3"
            ),
            (joinpoint, series, "year,deaths\n2001,5\n2002,0\n", "file.damaged", "line 3"),
            (joinpoint, series, "year,deaths\n2002,5\n2001,4\n", "file.damaged", "line 3"),
            (joinpoint, series, "year,deaths\n2001,5\n2002,4\n", "analysis.insufficient", ""),
            (
                ["trends", "changepoint"], series, "year,deaths\n2001,5\n2002,4\n2004,3\n",
                "analysis.insufficient", "2003"
            ),
            (
                ["trends", "changepoint"], series, "year,deaths\n2001,5\n2002,-4\n",
                "file.damaged", "line 3"
            ),
            (
                ["trends", "mann-kendall"], series + ["--period", "2"],
                "year,deaths\n2001,5\n2002,4\n2004,3\n2005,3\n2006,1\n", "analysis.insufficient",
                "2003"
            ),
            (["trends", "nowcast"], [], "m,l0,l1\n1,5,1\n2,,3\n", "file.damaged", "line 3"),
            (["trends", "nowcast"], [], "m,l0,l1\n1,5,\n2,4,\n", "analysis.insufficient", ""),
            (["trends", "nowcast"], [], "m,l0,l1\n1,5,-1\n2,4,\n", "file.damaged", "line 2"),
            (["trends", "adjust-p"], [], "p\n0.5\n1.5\n", "file.damaged", "line 3"),
            (
                ["trends", "decompose"], [], "factor,before,after\na,1,-1\n", "file.damaged",
                "line 2"
            ),
            (["evaluate", "meta"], [], "effect,se\n1,0\n2,1\n", "file.damaged", "line 2"),
            (["evaluate", "meta"], [], "effect,se\n1,1\n", "analysis.insufficient", ""),
            (
                ["evaluate", "before-after"], [], "observed_before,observed_after\n3,1.5\n",
                "file.damaged", "line 2"
            ),
            (
                ["evaluate", "before-after"], [], "treated,observed_before,observed_after\n0,3,1\n",
                "analysis.insufficient", ""
            ),
        ] as [([String], [String], String, String, String)]
    )
    func refused(
        verb: [String],
        options: [String],
        table: String,
        code: String,
        place: String
    ) throws {
        let folder = try ScratchFolder()
        let file = try folder.write(table, to: "t.csv")
        let run = try CommandRun.jol(verb + [file] + options + ["--json"])
        #expect(run.status == (code == "usage.argument" ? 64 : 65), "\(run.messages)")
        #expect(run.messages.contains("[\(code)]"), "\(run.messages)")
        #expect(place.isEmpty || run.messages.contains(place), "\(run.messages)")
        #expect(run.output.isEmpty)
    }

    @Test("a missing year is flagged where the method can bear it")
    func gap() throws {
        let folder = try ScratchFolder()
        let rows = Self.years.filter { !$0.hasPrefix("2006") }
        let file = try folder.write("year,deaths\n" + rows.joined(separator: "\n"), to: "t.csv")
        for verb in ["joinpoint", "mann-kendall"] {
            let run = try CommandRun.jol(["trends", verb, file, "--json"] + Self.series)
            #expect(run.status == 0, "\(run.messages)")
            let json = try run.json()
            #expect((json["flags"] as? [String] ?? []).contains("MISSING-PERIODS"))
            #expect(json["missing"] as? [String] == ["2006"])
        }
    }

    @Test("one failing group does not stop the others and carries its code")
    func groups() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "g,y,x\na,1,1\na,3,2\na,4,3\na,9,4\nb,1,1\nb,-1,2\nb,2,3\n",
            to: "t.csv"
        )
        let json = try CommandRun.jol([
            "trends", "glm", file, "--formula", "y ~ x", "--by", "g", "--json",
        ]).json()
        let groups = try #require(json["groups"] as? [[String: Any]])
        #expect(groups.map { $0["group"] as? String } == ["a", "b"])
        #expect(groups[0]["coefficients"] != nil)
        #expect((groups[1]["error"] as? [String: Any])?["code"] as? String == "file.damaged")
        #expect((groups[1]["error"] as? [String: Any])?["line"] as? Int == 7)
        #expect(groups[1]["flags"] as? [String] == ["FAILED"])
    }

    @Test("figures that do not exist are null")
    func nulls() throws {
        let folder = try ScratchFolder()
        // Two clusters only, and a perfect line: nothing is left for an error.
        let file = try folder.write("y,x,g\n1,1,a\n2,2,a\n3,3,a\n4,4,a\n", to: "t.csv")
        let run = try CommandRun.jol([
            "trends", "glm", file, "--formula", "y ~ x", "--family", "gaussian", "--se",
            "cluster:g", "--json",
        ])
        #expect(run.status == 0)
        #expect(run.output.contains("\"se\" : null"))
        #expect(!run.output.lowercased().contains("nan\n"))
        #expect((try run.json()["flags"] as? [String] ?? []).contains("FEW-CLUSTERS"))
    }

    @Test("fixed effects give the slope within groups and leave out empty groups")
    func fixedEffects() throws {
        let folder = try ScratchFolder()
        var lines = ["unit,x,y"]
        for unit in 1...4 {
            for x in 0...5 {
                lines.append("u\(unit),\(x),\(unit == 4 ? 0 : unit * 100 * (x % 2 + 1))")
            }
        }
        let file = try folder.write(lines.joined(separator: "\n"), to: "t.csv")
        let json = try CommandRun.jol([
            "trends", "glm", file, "--formula", "y ~ I(x - 2*floor(x/2))", "--family", "poisson",
            "--fixed", "unit", "--se", "cluster:unit", "--json",
        ]).json()
        let terms = try #require(json["coefficients"] as? [[String: Any]])
        let slope = try #require(terms.last?["estimate"] as? Double)
        #expect(abs(slope - 0.6931471805599453) < 1e-9)
        #expect(json["zeroRows"] as? Int == 6)
        #expect((json["flags"] as? [String] ?? []).contains("ZERO-GROUPS"))
    }

    @Test("counts and injured are refused across the break of 2024, deaths are not")
    func breaks() throws {
        let ledger = SharedReference.packageRoot
            .appendingPathComponent("GeoData/rules/recording-breaks-kz.csv").path
        func verdict(_ measure: String, _ before: String, _ after: String) throws -> [String: Any] {
            let run = try CommandRun.jol([
                "trends", "change", "--before", before, "--after", after, "--measure", measure,
                "--window-before", "2023", "--window-after", "2024", "--breaks", ledger, "--json",
            ])
            #expect(run.status == 0, "\(run.messages)")
            return try run.json()
        }
        #expect(try verdict("crashes", "15886", "31597")["verdict"] as? String == "REFUSE-BREAK")
        #expect(try verdict("injured", "19556", "40873")["verdict"] as? String == "REFUSE-BREAK")
        #expect(try verdict("killed", "2543", "2579")["verdict"] as? String == "NO-EVIDENCE")
        let undated = try CommandRun.jol([
            "trends", "change", "--before", "1", "--after", "2", "--breaks", ledger,
        ])
        #expect(undated.status == 64)
    }

    @Test("a damaged ledger is refused with its line")
    func damagedLedger() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "date,certainty,measures,source\n2024-01-01,sure,crashes,x\n",
            to: "b.csv"
        )
        let run = try CommandRun.jol([
            "trends", "change", "--before", "1", "--after", "2", "--breaks", file,
            "--window-before", "2023", "--window-after", "2024",
        ])
        #expect(run.status == 65)
        #expect(run.messages.contains("line 2"))
    }

    @Test(
        "tables are readable in three languages",
        arguments: ["en", "ru", "kk"]
    )
    func languages(language: String) throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "year,deaths\n" + Self.years.joined(separator: "\n"),
            to: "t.csv"
        )
        for verb in ["joinpoint", "mann-kendall", "changepoint"] {
            let run = try CommandRun.jol(
                ["trends", verb, file] + Self.series,
                language: language
            )
            #expect(run.status == 0, "\(run.messages)")
            #expect(run.output.contains("─"))
        }
    }

    @Test(
        "every verb has help in three languages",
        arguments: [
            ["trends", "glm"], ["trends", "joinpoint"], ["trends", "mann-kendall"],
            ["trends", "changepoint"], ["trends", "structural"], ["trends", "nowcast"],
            ["trends", "decompose"],
            ["trends", "adjust-p"], ["evaluate"], ["evaluate", "before-after"],
            ["evaluate", "did"], ["evaluate", "meta"],
        ]
    )
    func help(command: [String]) throws {
        for (language, heading) in [("en", "USAGE: "), ("ru", "ВЫЗОВ: "), ("kk", "ШАҚЫРУ: ")] {
            let run = try CommandRun.jol(command + ["--help"], language: language)
            #expect(run.status == 0)
            #expect(run.output.contains(heading))
            let widest = run.output.split(separator: "\n").map(\.count).max() ?? 0
            #expect(widest <= 100, "help fits a terminal: \(widest)")
        }
    }
}
