import Foundation
import GRDB
import TestKit
import Testing

/// Verbs that take the workspace's own crash cards where no table is named.
@Suite("jol trends nowcast and adjust-p on the workspace's own cards")
struct OwnCrashVerbsTests {
    private let scratch: ScratchFolder
    private let workspace: String

    init() throws {
        scratch = try ScratchFolder()
        workspace = scratch.path("ws")
        _ = try CommandRun.jol(["init", workspace])
    }

    private func jol(_ words: [String]) throws -> CommandRun {
        try CommandRun.jol(words, workspace: workspace)
    }

    private func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    /// Cards of ten months, delivered month by month, some of them one or two months late.
    private func deliveries() throws -> [(
        file: String, day: String, rows: [(id: Int, day: String)]
    )] {
        var late: [Int: [(id: Int, day: String)]] = [:]
        var id = 0
        for month in 1...10 {
            for crash in 0..<(12 + month % 3) {
                id += 1
                let day = "2024-\(month < 10 ? "0" : "")\(month)-\(10 + crash)"
                let lag = crash % 5 == 0 ? 1 : (crash % 7 == 0 ? 2 : 0)
                late[month + lag, default: []].append((id, day))
            }
        }
        return try late.keys.sorted().filter { $0 <= 10 }.map { month in
            let rows = late[month] ?? []
            var text = "id,time,lat,lon,severity,killed,injured\n"
            for row in rows {
                text += "K-\(row.id),\(row.day)T08:00:00+05:00,43.2\(row.id),76.9,fatal,"
                text += "\(1 + row.id % 2),0\n"
            }
            let file = try scratch.write(text, to: "m\(month).csv")
            return (file, "2024-\(month < 10 ? "0" : "")\(month)-28", rows)
        }
    }

    @Test("late cards are completed as a table of the same dates would be")
    func nowcast() throws {
        let parts = try deliveries()
        for part in parts { #expect(try jol(["crashes", "add", part.file]).status == 0) }
        // All came in today: one delivery tells nothing of delays.
        let refused = try jol(["trends", "nowcast"])
        #expect(refused.status == 65 && refused.messages.contains("no delays are known"))
        // The deliveries get the days they would have had.
        let queue = try DatabaseQueue(path: "\(workspace)/jol.gpkg")
        try queue.write { db in
            for (place, part) in parts.enumerated() {
                let date = try #require(ISO8601DateFormatter().date(from: "\(part.day)T12:00:00Z"))
                try db.execute(
                    sql: "UPDATE intake SET received_us = ? WHERE id = ?",
                    arguments: [Int64(date.timeIntervalSince1970) * 1_000_000, place + 1]
                )
            }
        }
        try queue.close()
        var table = "event,registered,killed\n"
        for part in parts {
            for row in part.rows { table += "\(row.day),\(part.day),\(1 + row.id % 2)\n" }
        }
        let file = try scratch.write(table, to: "list.csv")
        let dates = ["--event", "event", "--registered", "registered", "--as-of", "2024-10-31"]
        for (own, listed) in [
            (["--measure", "killed"], ["--count", "killed"]), ([], []),
        ] {
            let mine = try jol(["trends", "nowcast", "--json", "--as-of", "2024-10-31"] + own)
            #expect(mine.status == 0, "\(mine.messages)")
            let theirs = try jol(["trends", "nowcast", file, "--json"] + dates + listed)
            let (a, b) = (try mine.json(), try theirs.json())
            for key in ["seen", "nowcast", "lower", "upper", "se"] {
                #expect(number(a[key]) == number(b[key]), "\(key) \(own)")
            }
            #expect(number(a["nowcast"]) > number(a["seen"]))
        }
    }

    @Test("changes of every measure are adjusted together; one year alone is refused")
    func adjust() throws {
        var text = "id,time,lat,lon,severity,killed,injured\n"
        for year in [2021, 2022, 2023] {
            for crash in 0..<(year == 2023 ? 20 : 60) {
                text += "\(year)-\(crash),\(year)-\(crash % 12 < 9 ? "0" : "")\(crash % 12 + 1)-"
                text += "15T10:00:00+05:00,43.2,76.9,fatal,\(1 + crash % 2),\(crash % 4)\n"
            }
        }
        let file = try scratch.write(text, to: "years.csv")
        #expect(try jol(["crashes", "add", file]).status == 0)
        let run = try jol(["trends", "adjust-p", "--json"])
        #expect(run.status == 0, "\(run.messages)")
        let rows = try #require(try run.json()["values"] as? [[String: Any]])
        let names = rows.compactMap { $0["label"] as? String }
        #expect(names.contains("killed 2022-2023") && names.contains("crashes 2021-2022"))
        for row in rows {
            #expect(
                number(row["p"]) <= number(row["bh"]) && number(row["bh"]) <= number(row["holm"])
            )
        }
        let one = try jol(["trends", "adjust-p", "--from", "2021-01-01", "--to", "2021-12-31"])
        #expect(one.status == 65 && one.messages.contains("second year"))
    }

    @Test("roads stand beside each other, and another agency's count beside the workspace's")
    func roadsAndAgencies() throws {
        var text = "id,time,lat,lon,severity,killed,injured,road\n"
        for year in [2022, 2023] {
            for crash in 0..<40 {
                let road = crash % 4 == 0 ? "KAZ01" : "M36"
                text += "\(year)-\(crash),\(year)-\(crash % 9 + 1 < 10 ? "0" : "")\(crash % 9 + 1)-"
                text += "11T10:00:00+05:00,43.2,76.9,fatal,1,0,\(road)\n"
            }
        }
        let file = try scratch.write(text, to: "roads.csv")
        #expect(try jol(["crashes", "add", file]).status == 0)
        let whole = ["--from", "2022-01-01", "--to", "2023-12-31"]
        let table = try jol(["trends", "table", "--json"] + whole)
        #expect(table.status == 0, "\(table.messages)")
        let areas = try #require(try table.json()["areas"] as? [[String: Any]])
        #expect(areas.compactMap { $0["area"] as? String }.sorted() == ["KAZ01", "M36"])
        let agencies = try jol([
            "trends", "reconcile", "--b", "45", "--from", "2023-01-01", "--until-a", "2023-12-31",
            "--until-b", "2023-12-31", "--json",
        ])
        #expect(agencies.status == 0, "\(agencies.messages)")
        #expect(number(try agencies.json()["a"]) == 40)
    }
}
