import Foundation
import TestKit
import Testing

@Suite("Jol rules: the law of a violation's own day")
struct RulesCommandTests {
    private func classify(_ words: String) throws -> [String: Any] {
        let run = try CommandRun.jol(
            ["rules", "classify"] + words.split(separator: " ").map(String.init) + ["--json"]
        )
        #expect(run.status == 0, "\(run.messages)")
        return try run.json()
    }

    @Test(
        "a border of a band belongs to the band above it",
        arguments: [
            (9.9, ""), (10, "592-1"), (19.999, "592-1"), (20, "592-2"), (39.9, "592-2"),
            (40, "592-3"), (59.9, "592-3"), (60, "592-3-1"), (140, "592-3-1"),
        ]
    )
    func bands(excess: Double, code: String) throws {
        let answer = try classify(
            "--kind SPEED_INSTANT --date 2025-06-01 --speed \(60.1 + excess) --limit 60.1"
        )
        #expect(answer["code"] as? String ?? "" == code)
        let flags = try #require(answer["flags"] as? [String])
        #expect(flags.contains("BELOW-THRESHOLD") == code.isEmpty)
    }

    @Test(
        "an excess of 65 km/h is another part before and after 2024-12-04, at its year's price",
        arguments: [
            ("2024-11-20", "592-3", 20 * 3692), ("2024-12-03", "592-3", 20 * 3692),
            ("2024-12-04", "592-3-1", 40 * 3692), ("2025-01-15", "592-3-1", 40 * 3932),
            ("2026-01-15", "592-3-1", 40 * 4325),
        ]
    )
    func dates(day: String, code: String, tenge: Int) throws {
        let answer = try classify("--kind SPEED_AVERAGE --date \(day) --speed 165 --limit 100")
        #expect(answer["code"] as? String == code)
        #expect(answer["fineTenge"] as? Int == tenge)
        #expect(answer["reducedFineTenge"] as? Int == tenge / 2)
    }

    @Test("a repetition within a year is its own part, a day later it is not")
    func repetition() throws {
        let speeding = "--kind SPEED_INSTANT --speed 90 --limit 60 --earlier 592-2@2025-03-10 "
        let within = try classify(speeding + "--date 2026-03-10")
        #expect(within["code"] as? String == "592-4" && within["baseCode"] as? String == "592-2")
        #expect(within["fineMRP"] as? Int == 30)
        let beyond = try classify(speeding + "--date 2026-03-11")
        #expect(beyond["code"] as? String == "592-2" && beyond["fineMRP"] as? Int == 10)
        let before = try classify(speeding + "--date 2025-03-09")
        #expect(before["code"] as? String == "592-2")
    }

    @Test("half is enough for seven days after delivery; the order is decided after fifteen")
    func deadlines() throws {
        let answer = try classify("--kind RED_LIGHT --date 2025-12-20 --delivered 2025-12-27")
        #expect(answer["code"] as? String == "599-1" && answer["fineTenge"] as? Int == 39_320)
        #expect(answer["reducedUntil"] as? String == "2026-01-03")
        #expect(answer["decidedOn"] as? String == "2026-01-11")
    }

    @Test("what the sources leave open is said, not guessed")
    func openQuestions() throws {
        let parking = try classify("--kind PARKING --date 2025-05-01")
        #expect(parking["code"] is NSNull)
        #expect(parking["candidates"] as? [String] == ["597-1", "597-2", "597-3", "597-4"])
        #expect(parking["flags"] as? [String] == ["AMBIGUOUS"])
        let named = try classify("--kind PARKING --date 2025-05-01 --code 597-4")
        #expect(named["code"] as? String == "597-4")
        let early = try classify("--kind RED_LIGHT --date 2019-05-01")
        #expect(early["fineTenge"] is NSNull)
        #expect(early["flags"] as? [String] == ["INDEX-NOT-KNOWN"])
        let blind = try classify("--kind SPEED_INSTANT --date 2025-05-01")
        #expect(blind["flags"] as? [String] == ["SPEED-MISSING"])
        let belt = try classify("--kind BELT --date 2026-03-11")
        #expect(belt["flags"] as? [String] == ["NOT-AUTOMATIC-YET"])
    }

    @Test(
        "all 77 parts of the reference stand in the pack with fine, sanction and repetition",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func reference() throws {
        let text = try String(
            contentsOf: SharedReference.root.appendingPathComponent("domain/koap_traffic.csv"),
            encoding: .utf8
        )
        let run = try CommandRun.jol(["rules", "show", "--date", "2026-06-01", "--json"])
        let parts = try #require(try run.json()["parts"] as? [[String: Any]])
        var byCode: [String: [String: Any]] = [:]
        for part in parts { byCode[try #require(part["code"] as? String)] = part }
        #expect(byCode.count == 77)
        var rows = 0
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let cells = commaSeparated(line)
            let part = try #require(byCode[cells[2]], "\(cells[2])")
            rows += 1
            #expect(part["fineMRP"] as? Int == Int(cells[7]), "\(cells[2])")
            let measures = try #require(part["sanction"] as? [[String: Any]])
            let isOrganisation = cells[8].hasPrefix("50/100")
            #expect(measures.isEmpty == (cells[8].isEmpty || isOrganisation), "\(cells[2])")
            let repeats = try #require(part["repeatOf"] as? [String])
            #expect(repeats == cells[9].split(separator: ";").map(String.init), "\(cells[2])")
            let excess = part["excessFromKmh"] as? Double
            #expect((excess != nil) == ["592-1", "592-2", "592-3", "592-3-1"].contains(cells[2]))
        }
        #expect(rows == 77)
    }

    @Test("between two days only what changed is listed")
    func differences() throws {
        let run = try CommandRun.jol(
            ["rules", "diff", "2024-12-03", "2024-12-04", "--json"]
        )
        let changes = try #require(try run.json()["changes"] as? [[String: Any]])
        #expect(
            changes.compactMap { $0["code"] as? String } == ["592-3", "592-3-1", "592-5", "602-1"]
        )
        let same = try CommandRun.jol(["rules", "diff", "2025-06-01", "2025-06-02", "--json"])
        #expect((try same.json()["changes"] as? [Any])?.isEmpty == true)
    }

    @Test("a bad day, kind or cell is refused with what to write instead")
    func refusals() throws {
        for words in [["--kind", "X"], ["--kind", "BELT", "--date", "2025-13-01"]] {
            let run = try CommandRun.jol(["rules", "classify"] + words)
            #expect(run.status == 64 && run.messages.contains("usage.argument"))
        }
        let missing = try CommandRun.jol(["rules", "show", "999"])
        #expect(missing.messages.contains("record.not_found"))
    }

    /// The fields of a record without line breaks in its quotes.
    private func commaSeparated(_ line: Substring) -> [String] {
        var (fields, field, isQuoted) = ([String](), "", false)
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                fields.append(field)
                field = ""
            default: field.append(character)
            }
        }
        return fields + [field]
    }
}
