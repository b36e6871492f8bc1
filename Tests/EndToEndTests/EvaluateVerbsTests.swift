import Foundation
import TestKit
import Testing

@Suite(
    "jol evaluate, against the references",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct EvaluateVerbsTests {
    private func reference(_ name: String) throws -> [String: Any] {
        let bytes = Data(try SharedReference.bytes("trends/ref/\(name).json"))
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    private func answer(_ arguments: [String]) throws -> [String: Any] {
        let run = try CommandRun.jol(arguments + ["--json"])
        #expect(run.status == 0, "\(run.messages)")
        return try run.json()
    }

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    private func agrees(_ value: Any?, _ expected: Any?, _ tolerance: Double) -> Bool {
        let (a, b) = (number(value), number(expected))
        return abs(a - b) <= tolerance * max(abs(b), 1e-12)
    }

    @Test("thirteen passing lanes of the Highway Safety Manual")
    func passingLanes() throws {
        let expected = try reference("eb_before_after_hsm")
        let found = try answer([
            "evaluate", "before-after",
            SharedReference.path("trends/data/hsm_passing_lane_13sites.csv"),
            "--predicted-before", "5 * aadt_before * length_mi * 365e-6 * exp(-0.312)",
            "--predicted-after", "2 * aadt_after * length_mi * 365e-6 * exp(-0.312)",
            "--overdispersion", "0.236 / length_mi",
        ])
        let bayes = try #require(found["empiricalBayes"] as? [String: Any])
        #expect(number(bayes["observed"]) == 30)
        #expect(agrees(bayes["expected"], expected["expected_after"], 1e-9))
        #expect(agrees(bayes["variance"], expected["var_expected"], 1e-9))
        #expect(agrees(bayes["ratio"], expected["OR"], 1e-9))
        #expect(agrees(bayes["ratioUncorrected"], expected["OR_biased"], 1e-9))
        #expect(agrees(bayes["se"], expected["se_hsm"], 1e-9))
        #expect(agrees(bayes["seHauer"], expected["se_hauer"], 1e-9))
        let naive = found["naive"] as? [String: Any]
        #expect(agrees(naive?["ratio"], 0.6147540983606558, 1e-9))
        #expect(naive?["warning"] as? String == "RTM-RISK")
        #expect(found["attribution"] as? String == "A3")
    }

    @Test("Hauer's comparison group from one row of each kind")
    func comparisonGroup() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "treated;observed_before;observed_after\n1;173;144\n0;897;870\n",
            to: "sites.csv"
        )
        let expected = try #require(
            try reference("before_after_cg")["ex1"] as? [String: Any]
        )
        let found = try answer(["evaluate", "before-after", file])
        let group = try #require(found["comparisonGroup"] as? [String: Any])
        #expect(agrees(group["ratio"], expected["theta"], 1e-10))
        #expect(agrees(group["se"], expected["se_theta"], 1e-10))
        #expect(found["empiricalBayes"] is NSNull)
        #expect((found["flags"] as? [String] ?? []).contains("RTM-RISK"))
    }

    @Test("staggered differences of Callaway & Sant'Anna's county employment")
    func did() throws {
        let expected = try reference("did_callaway_santanna")
        let found = try answer([
            "evaluate", "did", SharedReference.path("trends/data/mpdta.csv"), "--unit",
            "countyreal", "--time", "year", "--cohort", "first.treat", "--outcome", "lemp",
        ])
        let cells = try #require(found["attGT"] as? [[String: Any]])
        let rows = try #require(expected["att_gt"] as? [[String: Any]])
        #expect(cells.count == rows.count)
        for (cell, row) in zip(cells, rows) {
            #expect(number(cell["cohort"]) == number(row["g"]))
            #expect(number(cell["time"]) == number(row["t"]))
            #expect(agrees(cell["att"], row["att"], 1e-9))
            #expect(agrees(cell["se"], row["se"], 1e-9))
        }
        let simple = try #require(expected["simple"] as? [Double])
        let own = found["simple"] as? [String: Any]
        #expect(agrees(own?["att"], simple[0], 1e-9))
        #expect(agrees(own?["se"], simple[1], 1e-9))
        let dynamic = try #require(expected["dynamic"] as? [String: [Double]])
        for row in try #require(found["dynamic"] as? [[String: Any]]) {
            let pair = try #require(dynamic["\(Int(number(row["event"])))"])
            #expect(agrees(row["att"], pair[0], 1e-9))
            #expect(agrees(row["se"], pair[1], 1e-9))
        }
        let overall = found["dynamicOverall"] as? [String: Any]
        #expect(agrees(overall?["att"], expected["dynamic_overall"], 1e-9))
        let group = found["groupOverall"] as? [String: Any]
        #expect(agrees(group?["att"], expected["group_overall"], 1e-9))
    }

    @Test("studies are combined by every method, two equal ones without spread")
    func meta() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("study,effect,se\na,-0.2,0.1\nb,-0.2,0.1\n", to: "m.csv")
        let found = try answer(["evaluate", "meta", file])
        #expect(agrees(found["estimate"], -0.2, 1e-12))
        #expect(agrees(found["se"], 0.1 / 2.0.squareRoot(), 1e-12))
        #expect(number(found["tau2"]) == 0)
        // A prediction interval needs three studies.
        #expect(found["predictionLower"] is NSNull)
        #expect((found["methods"] as? [String: Any])?.keys.count == 7)
        #expect((found["flags"] as? [String] ?? []).contains("FEW-STUDIES"))
    }

    @Test("a unit without a period and a changing cohort are refused with their place")
    func damagedPanel() throws {
        let folder = try ScratchFolder()
        let options = [
            "--unit", "u", "--time", "t", "--cohort", "g", "--outcome", "y", "--json",
        ]
        let gap = try folder.write("u,t,g,y\na,1,2,1\na,2,2,2\nb,1,0,1\n", to: "gap.csv")
        let first = try CommandRun.jol(["evaluate", "did", gap] + options)
        #expect(first.status == 65)
        #expect(first.messages.contains("Unit 'b' has no row"))
        let change = try folder.write(
            "u,t,g,y\na,1,2,1\na,2,1,2\nb,1,0,1\nb,2,0,1\n",
            to: "change.csv"
        )
        let second = try CommandRun.jol(["evaluate", "did", change] + options)
        #expect(second.status == 65)
        #expect(second.messages.contains("line 3"))
    }
}
