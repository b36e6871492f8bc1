import Foundation
import TestKit
import Testing

/// The verbs on series through the real command.
@Suite("jol trends: watch, its, forecast, table, stl, change of a series")
struct TrendsSeriesVerbsTests {
    private func answer(_ arguments: [String]) throws -> [String: Any] {
        let run = try CommandRun.jol(["trends"] + arguments + ["--json"])
        #expect(run.status == 0, "\(run.messages)")
        return try run.json()
    }

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    private func rows(_ value: Any?) throws -> [[String: Any]] {
        try #require(value as? [[String: Any]])
    }

    /// Monthly counts of two years and a half, calm but for the last month.
    private func months(last: Int = 30) -> String {
        var lines = ["date,deaths"]
        for month in 0..<90 {
            let count = month == 89 ? last : 30 + (month % 12) / 2
            let number = month % 12 + 1
            lines.append("\(2016 + month / 12)-\(number < 10 ? "0" : "")\(number),\(count)")
        }
        return lines.joined(separator: "\n")
    }

    @Test(
        "watch agrees with R's limits through the command",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [("farrington", "farrington_ub"), ("flexible", "flexible_ub")]
    )
    func watch(method: String, name: String) throws {
        let found = try answer([
            "watch", SharedReference.path("trends/data/seatbelts.csv"), "--x", "year,month", "--y",
            "DriversKilled", "--method", method, "--last", "72",
        ])
        let bytes = Data(
            try SharedReference.bytes("trends/ref/surveillance_DriversKilled.json")
        )
        let json = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
        let expected = try #require(json?[name] as? [Double])
        for (point, limit) in zip(try rows(found["points"]), expected) {
            #expect(abs(number(point["upper"]) / limit - 1) < 1e-4)
        }
        let alarms = try #require(found["alarms"] as? [String])
        #expect(alarms == (method == "farrington" ? [] : ["1979-12", "1984-11", "1984-12"]))
    }

    @Test(
        "the Sicilian smoking ban as published",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func its() throws {
        let found = try answer([
            "its", SharedReference.path("trends/data/sicily_its.csv"), "--x", "year,month", "--y",
            "aces", "--at", "2005-01", "--exposure", "stdpop", "--harmonics", "2", "--no-slope",
        ])
        let level = try #require(found["level"] as? [String: Any])
        #expect(abs(number(level["ratio"]) / 0.885071547243836 - 1) < 1e-6)
        #expect(abs(number(level["se"]) / 0.0270310987656715 - 1) < 1e-5)
        #expect(try rows(found["methods"]).count >= 7)
        #expect(found["attribution"] as? String == "A1")
    }

    @Test("an alarm in the last month is found, drawn, and exported")
    func alarm() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(months(last: 90), to: "m.csv")
        let drawing = folder.path("m.svg")
        let found = try answer(["watch", file, "--last", "6", "--plot", drawing])
        #expect(found["alarms"] as? [String] == ["2023-06"])
        #expect((found["flags"] as? [String])?.contains("ALARM") == true)
        let svg = try String(contentsOfFile: drawing, encoding: .utf8)
        #expect(svg.contains("<svg") && svg.contains("class=\"alarm\""))
        let sheet = try CommandRun.jol(["trends", "watch", file, "--last", "6", "--csv"])
        #expect(sheet.output.split(separator: "\n").count == 7)
    }

    @Test("a forecast repeats exactly with its seed and gives the chance of a target")
    func forecast() throws {
        let folder = try ScratchFolder()
        let lines =
            ["year,deaths"] + (0..<14).map { "\(2010 + $0),\(2600 - 20 * $0 + $0 % 3 * 60)" }
        let file = try folder.write(lines.joined(separator: "\n"), to: "y.csv")
        let arguments = [
            "forecast", file, "--to-period", "2030", "--target", "1050", "--method", "walk",
        ]
        let first = try answer(arguments)
        let second = try answer(arguments)
        #expect(first as NSDictionary == second as NSDictionary)
        let method = try #require(try rows(first["methods"]).first)
        #expect(try rows(method["steps"]).last?["period"] as? String == "2030")
        #expect((0...0.05).contains(number(method["chance"])))
        #expect(number(first["neededChangePercent"]) < -10)
    }

    @Test("a table of areas names the area that lacks a year and adjusts for many questions")
    func areas() throws {
        let folder = try ScratchFolder()
        var lines = ["area,year,deaths"]
        for area in 0..<12 {
            lines.append("a\(area),2023,\(40 + 5 * area)")
            if area != 7 { lines.append("a\(area),2024,\(area == 0 ? 8 : 41 + 5 * area)") }
        }
        let file = try folder.write(lines.joined(separator: "\n"), to: "a.csv")
        let found = try answer(["table", file])
        #expect(found["absent"] as? [String] == ["a7"])
        #expect((found["flags"] as? [String])?.contains("AREA-ABSENT") == true)
        let areas = try rows(found["areas"])
        #expect(areas.count == 11)
        #expect(areas[0]["verdict"] as? String == "CHANGE")
        #expect(areas.dropFirst().allSatisfy { $0["verdict"] as? String == "NO-EVIDENCE" })
        // The lowest rate is drawn towards the common one and its rank has room.
        #expect(number(areas[0]["shrunk"]) > number(areas[0]["relative"]))
        #expect(number(areas[0]["rankLower"]) <= number(areas[0]["rank"]))
    }

    @Test("a season and a trend add up to the series")
    func stl() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(months(), to: "m.csv")
        let found = try answer(["stl", file, "--log"])
        let parts = try ["seasonal", "trend", "remainder"].map {
            try #require(found[$0] as? [Double])
        }
        let sum = parts[0][0] + parts[1][0] + parts[2][0]
        #expect(abs(sum - log(30.0)) < 1e-9)
    }

    @Test("the last months are compared with the same months, at the noise of earlier years")
    func yearToDate() throws {
        let folder = try ScratchFolder()
        let found = try answer([
            "change", folder.write(months(), to: "m.csv"), "--per-crash", "1.3",
        ])
        #expect(found["firstAfter"] as? String == "2023-01-01")
        #expect(found["lastAfter"] as? String == "2023-06-30")
        #expect(found["lastBefore"] as? String == "2022-06-30")
        #expect((found["phiSource"] as? String)?.contains("mean deaths per crash") == true)
        #expect(number((found["overdispersed"] as? [String: Any])?["phi"]) >= 1.6)
    }

    @Test("a missing month, a negative count and a crossed break are refused by code")
    func damage() throws {
        let folder = try ScratchFolder()
        var lines = months().split(separator: "\n").map(String.init)
        lines.remove(at: 88)
        let gap = try folder.write(lines.joined(separator: "\n"), to: "gap.csv")
        for verb in ["watch", "forecast", "stl", "change"] {
            let steps = verb == "forecast" ? ["--steps", "3"] : []
            let run = try CommandRun.jol(["trends", verb, gap] + steps)
            #expect(run.status == 65, "\(verb)")
            #expect(run.messages.contains("analysis.insufficient"), "\(verb): \(run.messages)")
            #expect(run.messages.contains("2023-04"), "\(verb): \(run.messages)")
        }
        let negative = try folder.write(
            months().replacingOccurrences(of: "2020-05,32", with: "2020-05,-32"),
            to: "negative.csv"
        )
        for verb in ["watch", "change"] {
            let run = try CommandRun.jol(["trends", verb, negative])
            #expect(run.messages.contains("file.damaged"), "\(verb): \(run.messages)")
        }
        let breaks = try folder.write(
            "date,certainty,measures,areas,source\n2020-01-01,stated,crashes,,rule\n",
            to: "breaks.csv"
        )
        let crashes = try folder.write(
            months().replacingOccurrences(of: "deaths", with: "crashes"),
            to: "crashes.csv"
        )
        let crossed = try CommandRun.jol(["trends", "joinpoint", crashes, "--breaks", breaks])
        #expect(crossed.status == 65)
        #expect(crossed.messages.contains("REFUSE-BREAK"))
        let deaths = try CommandRun.jol([
            "trends", "mann-kendall", folder.write(months(), to: "m.csv"), "--breaks", breaks,
        ])
        #expect(deaths.status == 0)
        let unequal = try answer([
            "change", "--before", "1480", "--after", "1366", "--maturity-before", "60",
            "--maturity-after", "3",
        ])
        #expect(unequal["verdict"] as? String == "NOT-COMPARABLE")
    }
}
