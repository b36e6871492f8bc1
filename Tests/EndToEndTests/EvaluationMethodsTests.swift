import Foundation
import TestKit
import Testing

@Suite("Evaluation methods through the command line")
struct EvaluationMethodsTests {
    private func json(_ arguments: [String]) throws -> [String: Any] {
        let run = try CommandRun.jol(arguments + ["--json"])
        #expect(run.status == 0, "\(run.messages)")
        return try run.json()
    }

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    /// A panel of 24 units over 8 periods with a measure from period 5 on in a third of them.
    private func panel() -> String {
        var rows = ["unit,time,cohort,crashes,hours"]
        for unit in 0..<24 {
            let cohort = unit % 3 == 0 ? 5 : 0
            for time in 1...8 {
                let base = 8 + (unit * 7) % 11 + time
                let wobble = (unit * 13 + time * 29 + unit * time) % 7 - 3
                let isOn = cohort > 0 && time >= cohort
                let hours = (unit * 5 + time * 3) % 9
                rows.append(
                    "u\(unit),\(time),\(cohort),\(max(0, base + wobble - (isOn ? 5 : 0))),\(hours)"
                )
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }

    @Test(
        "the passing lanes are recognised without options",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func passingLanes() throws {
        let found = try json([
            "evaluate", "before-after",
            SharedReference.path("trends/data/hsm_passing_lane_13sites.csv"),
        ])
        let bayes = try #require(found["empiricalBayes"] as? [String: Any])
        #expect(bayes["source"] as? String == "hsm-rural-two-lane")
        #expect(abs(number(bayes["ratio"]) - 0.6953897242921535) < 1e-9)
        #expect(abs(number(bayes["expected"]) - 42.8809837715042) < 1e-9)
    }

    @Test("Hauer's letters in one row, with a variance of the odds ratio")
    func letters() throws {
        let folder = try ScratchFolder()
        for (row, theta, error) in [
            ("173,144,897,870,0", 0.852302428349452, 0.103514441265767),
            ("173,144,897,870,0.0055", 0.847677409027053, 0.119715005626554),
            ("40,28,410,402,0", 0.694876364118349, 0.172857585444118),
            ("230,205,2349,2116,0", 0.984704255046077, 0.0985628573984957),
        ] {
            let file = try folder.write("K,L,M,N,var_omega\n\(row)\n", to: "hauer.csv")
            let found = try json(["evaluate", "before-after", file])
            let group = try #require(found["comparisonGroup"] as? [String: Any])
            #expect(abs(number(group["ratio"]) - theta) < 1e-10)
            #expect(abs(number(group["se"]) - error) < 1e-10)
        }
    }

    @Test(
        "covariates enter three ways; reference: the Python package differences 0.3.0",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func covariates() throws {
        for (method, control, att, error) in [
            ("dr", "never", -0.04175177205861638, 0.011502838151640445),
            ("reg", "never", -0.041968612421543254, 0.011444829768215072),
            ("ipw", "never", -0.0417770821991317, 0.011499719291922691),
            ("dr", "not-yet", -0.041351629299236733, 0.01142783907743289),
        ] {
            let found = try json([
                "evaluate", "did", SharedReference.path("trends/data/mpdta.csv"), "--unit",
                "countyreal", "--time", "year", "--cohort", "first.treat", "--outcome", "lemp",
                "--covariates", "lpop", "--method", method, "--control", control,
            ])
            let simple = try #require(found["simple"] as? [String: Any])
            #expect(abs(number(simple["att"]) - att) < 1e-8, "\(method) \(control)")
            #expect(abs(number(simple["se"]) - error) < 1e-7, "\(method) \(control)")
        }
    }

    @Test("bands are wider than single limits and replay by seed")
    func bands() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(panel(), to: "p.csv")
        let question = ["evaluate", "did", file] + Self.columns + ["--outcome", "crashes"]
        let found = try json(question)
        let rows = try #require(found["dynamic"] as? [[String: Any]])
        for row in rows {
            #expect(number(row["bandLower"]) < number(row["lower"]))
            #expect(number(row["bandUpper"]) > number(row["upper"]))
        }
        #expect(NSDictionary(dictionary: found) == NSDictionary(dictionary: try json(question)))
    }

    private static let columns = ["--unit", "unit", "--time", "time", "--cohort", "cohort"]

    @Test("a panel agrees with the regression that writes its constants out")
    func panelMatchesGlm() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(panel(), to: "p.csv")
        let found = try json([
            "evaluate", "panel", file, "--unit", "unit", "--time", "time", "--outcome", "crashes",
            "--dose", "log(1 + hours)",
        ])
        let written = try json([
            "trends", "glm", file, "--formula", "crashes ~ log(1 + hours)", "--family", "poisson",
            "--fixed", "unit,time", "--se", "cluster:unit",
        ])
        let own = try #require((found["coefficients"] as? [[String: Any]])?.first)
        let other = try #require(
            (written["coefficients"] as? [[String: Any]])?
                .first { ($0["term"] as? String)?.contains("hours") ?? false }
        )
        #expect(abs(number(own["estimate"]) - number(other["estimate"])) < 1e-8)
        #expect(abs(number(own["se"]) - number(other["se"])) < 1e-8)
        #expect((found["placebo"] as? [[String: Any]])?.count == 1)
        #expect((found["doseSteps"] as? [[String: Any]])?.isEmpty == false)
    }

    @Test("every method stands beside the others, in words and on a page")
    func compare() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(panel(), to: "p.csv")
        let found = try json([
            "evaluate", "compare", file, "--prior", "fixed-camera", "--html",
            folder.path("all.html"),
        ])
        let rows = try #require(found["methods"] as? [[String: Any]])
        #expect(
            rows.compactMap { $0["method"] as? String }
                == ["naive", "comparison-group", "did", "panel", "empirical-bayes", "prior"]
        )
        for row in rows where row["method"] as? String != "prior" {
            #expect(row["applies"] as? Bool == true, "\(row)")
            #expect(number(row["percent"]) < 5, "\(row)")
        }
        let page = try String(contentsOfFile: folder.path("all.html"), encoding: .utf8)
        #expect(page.contains("lang=\"kk\"") && page.contains("lang=\"ru\""))
        let sites = try folder.write("treated,before,after\n1,20,10\n0,100,90\n", to: "s.csv")
        let short = try json(["evaluate", "compare", sites])
        let bayes = try #require(
            (short["methods"] as? [[String: Any]])?.first { $0["method"] as? String == "did" }
        )
        #expect(bayes["applies"] as? Bool == false)
        #expect((bayes["why"] as? String)?.isEmpty == false)
    }

    @Test("the ladder of cause is climbed by evidence: shuffles, dose, neighbours, a draw")
    func ladder() throws {
        let folder = try ScratchFolder()
        let plan = try CommandRun.jol([
            "evaluate", "design", "--units", "36", "--mean", "20", "--waves", "2", "--before", "5",
            "--csv",
        ])
        let planned = try folder.write(plan.output, to: "plan.csv")
        var starts: [(unit: String, start: Int?)] = []
        for line in plan.output.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            starts.append((String(cells[0]), Int(cells[4])))
        }
        #expect(starts.count == 36)
        var rows = ["unit,time,cohort,crashes,hours"]
        for (place, row) in starts.enumerated() {
            for time in 1...10 {
                let isOn = row.start.map { time >= $0 } ?? false
                let hours = isOn ? 1 + (place * 31 + time * time * 17) % 7 : 0
                let noise = (place * 53 + time * 37 + place * time * 11) % 9 - 4
                let count =
                    Double(30 + place % 5 + noise) * (isOn ? 0.95 - 0.07 * Double(hours) : 1)
                rows.append(
                    "\(row.unit),\(time),\(row.start ?? 0),\(Int(count.rounded())),\(hours)"
                )
            }
        }
        let panel = try folder.write(rows.joined(separator: "\n") + "\n", to: "panel.csv")
        let calm = try folder.write(
            "ring,before,after\nsite,900,640\nupstream 250-500,300,298\ncomparison,6000,6010\n",
            to: "calm.csv"
        )
        let moved = try folder.write(
            "ring,before,after\nsite,900,640\nupstream 250-500,300,480\ncomparison,6000,6010\n",
            to: "moved.csv"
        )
        func level(_ more: [String]) throws -> (String?, [String: Any]) {
            let found = try json(["evaluate", "compare", panel] + more)
            return (found["attribution"] as? String, found["evidence"] as? [String: Any] ?? [:])
        }
        let bare = try level([])
        #expect(bare.0 == "A3" && number(bare.1["placeboRank"]) == 0.005)
        #expect(bare.1["doseResponse"] is NSNull && bare.1["randomised"] is NSNull)
        let dose = ["--dose", "hours"]
        #expect(try level(dose).0 == "A3")
        let full = try level(dose + ["--rings", calm])
        #expect(full.0 == "A4" && full.1["noSpillover"] as? Bool == true)
        let spilt = try level(dose + ["--rings", moved])
        #expect(spilt.0 == "A3" && spilt.1["noSpillover"] as? Bool == false)
        #expect(try level(["--plan", planned]).0 == "A5")
        // A plan that was not kept is no draw.
        let broken = try folder.write(
            plan.output.replacingOccurrences(of: ",6\n", with: ",7\n"),
            to: "broken.csv"
        )
        let other = try level(["--plan", broken])
        #expect(other.0 == "A3" && other.1["randomised"] as? Bool == false)
    }

    @Test("a panel without an effect stays at the foot of the ladder")
    func noEffect() throws {
        let folder = try ScratchFolder()
        var rows = ["unit,time,cohort,crashes"]
        for unit in 0..<24 {
            for time in 1...8 {
                let count = 20 + (unit * 13 + time * 29 + unit * time * 5) % 9
                rows.append("u\(unit),\(time),\(unit % 2 == 0 ? 5 : 0),\(count)")
            }
        }
        let file = try folder.write(rows.joined(separator: "\n") + "\n", to: "p.csv")
        let found = try json(["evaluate", "compare", file])
        let evidence = try #require(found["evidence"] as? [String: Any])
        #expect(number(evidence["placeboRank"]) > 0.05)
        #expect(found["attribution"] as? String == "A0")
        #expect(found["causation"] as? String == "NOT-ESTABLISHED")
    }

    @Test("places chosen for their counts: empirical Bayes is not misled, the naive way is")
    func rehearsal() throws {
        let found = try json(["evaluate", "rehearse", "--runs", "60", "--seed", "4"])
        let rows = try #require(found["methods"] as? [[String: Any]])
        func bias(_ method: String) -> Double {
            number(rows.first { $0["method"] as? String == method }?["biasPercent"])
        }
        #expect(bias("naive") < -20)
        #expect(abs(bias("empirical-bayes")) < 3)
        let again = try json(["evaluate", "rehearse", "--runs", "60", "--seed", "4"])
        #expect(NSDictionary(dictionary: found) == NSDictionary(dictionary: again))
    }

    @Test("ceilings, designs and rings answer in the words of the issue")
    func smallVerbs() throws {
        let ceiling = try json([
            "evaluate", "ceiling", "--share", "355/955", "--cmf", "0.89", "--claimed", "-10",
        ])
        #expect(ceiling["verdict"] as? String == "NOT-EXPLAINED-BY-MEASURE")
        #expect(abs(number(ceiling["ceilingPercent"]) + 4.089) < 1e-3)
        let design = try json([
            "evaluate", "design", "--units", "40", "--mean", "12", "--effect", "-20%",
        ])
        #expect(number(design["power"]) > 0.5 && number(design["power"]) <= 1)
        #expect((design["allocation"] as? [[String: Any]])?.count == 40)
        let folder = try ScratchFolder()
        let rings = try folder.write(
            "distance_m,direction,before,after\n0,site,200,100\n120,downstream,200,300\n"
                + "400,upstream,200,200\n0,comparison,5000,5000\n",
            to: "rings.csv"
        )
        let spillover = try json(["evaluate", "spillover", rings])
        #expect(spillover["rising"] as? [String] == ["downstream 0-250"])
        #expect((spillover["flags"] as? [String] ?? []).contains("SPILLOVER"))
    }

    @Test(
        "damaged panels and sites are refused with their place",
        arguments: [
            (
                "evaluate panel", "unit,time,crashes,hours\na,1,-2,1\na,2,2,1\nb,1,1,2\nb,2,2,2\n",
                65
            ),
            ("evaluate panel", "unit,time,crashes,hours\na,1,1,1\na,1,2,1\nb,1,1,2\nb,2,2,2\n", 65),
            ("evaluate panel", "unit,time,crashes,hours\na,1,0,1\na,2,0,1\nb,1,0,2\nb,2,0,2\n", 65),
            ("evaluate before-after", "treated,before,after\n1,-3,2\n0,5,5\n", 65),
            ("evaluate before-after", "treated,before,after\n2,3,2\n0,5,5\n", 65),
            ("evaluate spillover", "ring,before,after\nsite,3,x\n", 65),
            ("evaluate ceiling", "share,cmf\n0.9,0.8\n0.9,0.8\n", 64),
            ("evaluate compare", "unit,time,cohort,crashes\na,1,2,1\nb,1,0,1\n", 65),
        ]
    )
    func damaged(verb: String, table: String, status: Int32) throws {
        let folder = try ScratchFolder()
        let file = try folder.write(table, to: "bad.csv")
        var words = verb.split(separator: " ").map(String.init) + [file]
        if verb.hasSuffix("panel") { words += ["--dose", "hours"] }
        let run = try CommandRun.jol(words)
        #expect(run.status == status, "\(run.output) \(run.messages)")
        #expect(!run.output.contains("nan") && !run.output.contains("inf"))
    }

    @Test(
        "every verb explains itself in three languages",
        arguments: [
            ["evaluate"], ["evaluate", "before-after"], ["evaluate", "did"], ["evaluate", "panel"],
            ["evaluate", "impact"], ["evaluate", "spillover"], ["evaluate", "ceiling"],
            ["evaluate", "design"], ["evaluate", "compare"], ["evaluate", "rehearse"],
            ["evaluate", "priors"], ["trends", "check-claim"], ["trends", "reconcile"],
            ["trends", "severity"], ["trends", "definitions"], ["report", "claim"],
        ]
    )
    func help(command: [String]) throws {
        for (language, heading) in [("en", "USAGE: "), ("ru", "ВЫЗОВ: "), ("kk", "ШАҚЫРУ: ")] {
            let run = try CommandRun.jol(command + ["--help"], language: language)
            #expect(run.status == 0)
            #expect(run.output.contains(heading))
            let widest = run.output.split(separator: "\n").map(\.count).max() ?? 0
            #expect(widest <= 100, "\(command) \(language)")
        }
    }
}
