import Foundation
import RoadModel
import RoadStore
import TestKit
import Testing

@Suite("The main job on real input", .serialized)
struct RealInputTests {
    private func jol(_ arguments: [String], _ workspace: String) throws -> CommandRun {
        let run = try CommandRun.jol(arguments, workspace: workspace)
        #expect(run.status == 0, "jol \(arguments.joined(separator: " ")): \(run.messages)")
        return run
    }

    @Test(
        "Almaty: the map, six real PX4 logs and crash points with known roads, to the report",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func almaty() throws {
        let folder = try ScratchFolder()
        let workspace = folder.path("w")
        _ = try jol(["init", workspace], workspace)
        let network = try jol(
            [
                "network", "import", SharedReference.path("mapmatch/osm/almaty_2013.osm.pbf"),
                "--json",
            ],
            workspace
        ).json()
        #expect(network["crs"] as? String == "EPSG:32643")
        #expect((network["segments"] as? Int ?? 0) > 20_000)

        let flights = try jol(
            ["flights", "add", SharedReference.path("flightlogs/ulog"), "--json"],
            workspace
        ).json()
        #expect((flights["receipts"] as? [Any])?.count == 6)
        #expect(flights["quarantined"] as? Int == 0)
        let listed = try jol(["flights", "list", "--json"], workspace).json()
        let records = try #require(listed["flights"] as? [[String: Any]])
        let withTime = records.filter { $0["start"] != nil }
        #expect(withTime.count == 3, "three of the six logs know no UTC and none is invented")

        let (cards, truth) = try crashCards()
        let file = try folder.write(cards, to: "crashes.csv")
        let crashes = try jol(["crashes", "add", file, "--json"], workspace).json()
        #expect(crashes["recordsIn"] as? Int == truth.count)
        #expect(crashes["accepted"] as? Int == truth.count)

        let match = try jol(["match", "run", "--json"], workspace).json()
        let kinds = (match["summary"] as? [String: Any])?["kinds"] as? [[String: Any]] ?? []
        let crashKind = try #require(kinds.first { $0["kind"] as? String == "crash" })
        let located = crashKind["located"] as? Int ?? 0
        let lost = (crashKind["unlocated"] as? [String: Int] ?? [:]).values.reduce(0, +)
        #expect(located + lost == truth.count)

        let right = try rightWays(workspace, truth)
        print(
            "Almaty crash points: \(right) of \(truth.count) on the right way, \(located) located"
        )
        #expect(Double(right) >= 0.93 * Double(truth.count))

        let hotspots = try jol(["hotspots", "run", "--json"], workspace).json()
        let outcome = try #require(hotspots["outcome"] as? [String: Any])
        let segments = try #require(outcome["segments"] as? [String: Any])
        let spots = try #require(segments["hotspots"] as? [[String: Any]])
        let counted = spots.reduce(0) { $0 + ($1["crashes"] as? Int ?? 0) }
        #expect(counted == located, "every located crash is on exactly one segment")
        try buildReport(folder, workspace)
    }

    @Test(
        "Montreal: its network and its bicycle crashes, counts that add up at every stage",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func montreal() throws {
        let folder = try ScratchFolder()
        let workspace = folder.path("w")
        _ = try jol(["init", workspace], workspace)
        let network = try jol(
            [
                "network", "import", SharedReference.path("hotspots/montreal/mtl_network.gpkg"),
                "--crs", "EPSG:3797", "--json",
            ],
            workspace
        ).json()
        // These 2,945 lines have 318.669 km in the plane of EPSG:3797, as the reference says, and
        // 318.568 km on the ellipsoid (PROJ's geodesics of WGS 84).
        #expect(abs((network["kilometres"] as? Double ?? 0) - 318.568) < 0.001)

        let added = try jol(
            [
                "crashes", "add", SharedReference.path("hotspots/montreal/bike_accidents.gpkg"),
                "--columns", "time=Date,injured=NB_VICTIME", "--zone=-05:00", "--accuracy", "5",
                "--json",
            ],
            workspace
        ).json()
        #expect(added["recordsIn"] as? Int == 347)
        #expect(added["accepted"] as? Int == 347)
        let match = try jol(["match", "run", "--json"], workspace).json()
        let kinds = (match["summary"] as? [String: Any])?["kinds"] as? [[String: Any]] ?? []
        let crash = try #require(kinds.first { $0["kind"] as? String == "crash" })
        let located = crash["located"] as? Int ?? 0
        let lost = (crash["unlocated"] as? [String: Int] ?? [:]).values.reduce(0, +)
        #expect(located + lost == 347)
        #expect(located >= 330)
        // 293 of the 347 crashes lie within 0.1 m of a junction, says the digest.
        #expect((crash["atJunctions"] as? Int ?? 0) > 200)

        let outcome = try #require(
            try jol(["hotspots", "run", "--json"], workspace).json()["outcome"] as? [String: Any]
        )
        #expect(outcome["crashes"] as? Int == 347)
        let segments = try #require(outcome["segments"] as? [String: Any])
        let spots = try #require(segments["hotspots"] as? [[String: Any]])
        #expect(spots.reduce(0) { $0 + ($1["crashes"] as? Int ?? 0) } == located)
        try buildReport(folder, workspace)
    }

    private func buildReport(_ folder: ScratchFolder, _ workspace: String) throws {
        let built = try jol(["report", "build", "--out", folder.path("r"), "--json"], workspace)
        let outcome = try #require(try built.json()["outcome"] as? [String: Any])
        #expect((outcome["totalsCompared"] as? Int ?? 0) > 10)
        #expect(FileManager.default.fileExists(atPath: folder.path("r/report.html")))
        let layers = try CommandRun.run("ogrinfo", ["-ro", "-q", folder.path("r/report.gpkg")])
        for layer in ["hotspots", "segments", "events"] {
            #expect(layers.output.contains(layer), "\(layers.output) \(layers.messages)")
        }
    }

    /// The simulated single observations of the reference as crash cards with known ways.
    private func crashCards() throws -> (csv: String, ways: [String: String]) {
        let path = SharedReference.path("mapmatch/synth/almaty/single.csv")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var csv = "id,time,lat,lon,heading,road,accuracy_m,killed,injured,severity,type\n"
        var ways: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let f = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let road = f[4].isEmpty ? f[5] : f[4]
            csv += "A\(f[0]),2025-06-01T12:00:00+05:00,\(f[2]),\(f[1]),\(f[3]),\"\(road)\","
            csv += "\(f[6]),0,1,slight,collision\n"
            ways["A\(f[0])"] = f[7]
        }
        return (csv, ways)
    }

    private func rightWays(_ workspace: String, _ ways: [String: String]) throws -> Int {
        try Truth.crashWays(workspace).reduce(0) { $0 + (ways[$1.key] == $1.value ? 1 : 0) }
    }
}
