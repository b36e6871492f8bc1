import Foundation
import TestKit
import Testing

/// What `jol network diff` keeps between two versions of small maps.
@Suite("Two versions of a map")
struct NetworkVersionsTests {
    /// Rows of the crosswalk, cell by cell.
    private func crosswalk(_ old: MapText, _ new: MapText) throws -> [[String]] {
        var rows: [[String]] = []
        try MapText.withFolder { folder in
            let table = "\(folder)/crosswalk.csv"
            let run = try CommandRun.jol([
                "network", "diff", try old.image(in: folder, "old"),
                try new.image(in: folder, "new"), "--crosswalk", table, "--json",
            ])
            try #require(run.status == 0, "\(run.messages)")
            rows = try String(contentsOfFile: table, encoding: .utf8)
                .split(separator: "\n").dropFirst()
                .map { $0.components(separatedBy: ",") }
        }
        return rows
    }

    @Test("keep stable ids when the map widens, also into another zone")
    func widerMap() throws {
        var map = MapText()
        for i in 0..<400 {
            map.node(i + 1, Double(i % 20) * 137.3 + 0.37, Double(i / 20) * 91.7 + 0.11)
        }
        for i in 0..<20 { map.way(i + 1, (1...20).map { 20 * i + $0 }) }
        map.way(99, (0..<20).map { 20 * $0 + 1 })
        let old = map
        for (east, id) in [(150_000.0, 900), (600_000, 910)] {
            map.node(id, east, 0)
            map.node(id + 1, east + 100, 0)
            map.way(id, [id, id + 1])
            let rows = try crosswalk(old, map)
            #expect(rows.count > 70)
            #expect(rows.allSatisfy { $0[6] == $0[7] && $0[4] == "1.000000" }, "\(east) m")
        }
    }

    @Test("keep the whole of a line with sharp corners that is drawn the other way round")
    func sharpCorners() throws {
        var (old, new) = (MapText(), MapText())
        for (id, x, y) in [
            (1, 0, 0), (2, 41, 0), (3, 0, 12), (4, 43, 20), (5, 2, 33), (6, 2, 200), (7, 30, 210),
        ] {
            old.node(id, Double(x), Double(y))
            new.node(id, Double(x), Double(y))
        }
        old.way(1, [1, 2, 3, 4, 5, 6])
        new.way(1, [6, 5, 4, 3, 2, 1])
        old.way(2, [6, 7])
        new.way(2, [6, 7])
        let rows = try crosswalk(old, new).filter { $0[1] == "1" }
        #expect(rows.map { $0[4] } == ["1.000000", "1.000000"])
    }
}
