import Foundation
import TestKit
import Testing

@Suite("One simulated flight in four formats")
struct FlightFormatsTests {
    private let scratch: ScratchFolder
    private let folder: String

    init() throws {
        scratch = try ScratchFolder()
        folder = scratch.path("world")
        let run = try CommandRun.jol(
            ["simulate", "--seed", "31", "--small", "--formats", "--out", folder, "--quiet"]
        )
        #expect(run.status == 0, "\(run.messages)")
    }

    private func table(_ ending: String, _ name: String = "gps") throws -> [String: [Any]] {
        try table(of: "\(folder)/formats/flight-002.\(ending)", name)
    }

    private func table(of file: String, _ name: String) throws -> [String: [Any]] {
        let run = try CommandRun.jol(["flights", "export", file, "--table", name, "--json"])
        #expect(run.status == 0, "\(run.messages)")
        return try #require(try run.json()["columns"] as? [String: [Any]])
    }

    /// Compares a column of two tables row by row.
    private func expectEqual(
        _ first: [String: [Any]],
        _ column: String,
        _ second: [String: [Any]],
        _ other: String,
        within tolerance: Double
    ) {
        let (values, read) = (first[column] as? [Double] ?? [], second[other] as? [Double] ?? [])
        #expect(values.count == read.count && !values.isEmpty, "\(column)")
        let worst = zip(values, read).map { abs($0 - $1) }.max() ?? .infinity
        #expect(worst <= tolerance, "\(column)")
    }

    @Test(
        "every flight of any world comes back from each format, column by column",
        arguments: [7, 2026, 90210]
    )
    func everyColumn(seed: Int) throws {
        let world = scratch.path("world-\(seed)")
        let run = try CommandRun.jol(
            ["simulate", "--seed", "\(seed)", "--small", "--formats", "--out", world, "--quiet"]
        )
        #expect(run.status == 0, "\(run.messages)")
        let logs = try FileManager.default.contentsOfDirectory(atPath: "\(world)/formats")
            .filter { $0.hasSuffix(".BIN") }
        #expect(logs.count >= 3)
        for log in logs {
            let stem = "\(world)/formats/\(log.dropLast(4))"
            let places = try ["BIN", "MP4", "SRT"].map { try table(of: "\(stem).\($0)", "gps") }
            for other in places.dropFirst() {
                for column in ["lat", "lon"] {
                    expectEqual(places[0], column, other, column, within: 1e-12)
                }
                expectEqual(
                    places[0],
                    "relative_height_m",
                    other,
                    "relative_height_m",
                    within: 2e-5
                )
                // DJI's formats do not say what their absolute height counts from.
                expectEqual(
                    places[0],
                    "altitude_msl_m",
                    other,
                    "altitude_unverified_m",
                    within: 2e-3
                )
            }
            let utc = try #require(places[0]["utc"] as? [String])
            #expect(utc == places[1]["utc"] as? [String] && !utc.contains(""))
            let times = try #require(places[1]["vehicle_us"] as? [Int])
            #expect(times == places[2]["vehicle_us"] as? [Int])
            let angles = try ["BIN", "MP4"].map { try table(of: "\(stem).\($0)", "attitude") }
            for column in ["roll_deg", "pitch_deg", "yaw_deg"] {
                expectEqual(angles[0], column, angles[1], column, within: 1e-9)
            }
            let looks = try ["MP4", "SRT"].map { try table(of: "\(stem).\($0)", "gimbal") }
            for column in ["roll_deg", "pitch_deg", "yaw_deg"] {
                expectEqual(looks[0], column, looks[1], column, within: 1e-9)
            }
        }
    }

    @Test("positions, heights and UTC are read back to the last digit written")
    func roundTrip() throws {
        let (log, video, subtitles) = (try table("BIN"), try table("MP4"), try table("SRT"))
        let count = try #require(log["lat"]).count
        #expect(count >= 250)
        for column in ["lat", "lon"] {
            let values = try #require(log[column] as? [Double])
            for other in [video, subtitles] {
                let read = try #require(other[column] as? [Double])
                #expect(read.count == count)
                #expect(zip(values, read).allSatisfy { abs($0 - $1) < 1e-12 })
            }
        }
        let heights = try #require(log["relative_height_m"] as? [Double])
        for other in [video, subtitles] {
            let read = try #require(other["relative_height_m"] as? [Double])
            #expect(zip(heights, read).allSatisfy { abs($0 - $1) < 2e-5 })
        }
        let utc = try #require(log["utc"] as? [String])
        #expect(utc == video["utc"] as? [String])
        #expect(subtitles["utc"] as? [String] == [String](repeating: "", count: count))
    }

    @Test("the aircraft's and the camera's angles agree where formats keep both")
    func angles() throws {
        let (log, video) = (try table("BIN", "attitude"), try table("MP4", "attitude"))
        for column in ["roll_deg", "pitch_deg", "yaw_deg"] {
            let values = try #require(log[column] as? [Double])
            let read = try #require(video[column] as? [Double])
            #expect(values.count == read.count)
            #expect(zip(values, read).allSatisfy { abs($0 - $1) < 1e-9 })
        }
        let camera = try table("SRT", "gimbal")["pitch_deg"] as? [Double]
        #expect(camera == (try table("MP4", "gimbal")["pitch_deg"] as? [Double]))
        #expect(camera?.allSatisfy { $0 == -45 } == true)
    }

    @Test("each of them is recognised as the flight of the autopilot's own log")
    func sameFlight() throws {
        for ending in ["BIN", "MP4", "SRT"] {
            let run = try CommandRun.jol([
                "flights", "compare", "\(folder)/flights/flight-002.ulg",
                "\(folder)/formats/flight-002.\(ending)", "--json",
            ])
            #expect(run.status == 0, "\(ending): \(run.messages)")
            let answer = try #require(run.json()["comparison"] as? [String: Any])
            let distance = try #require(answer["distanceMetres"] as? [String: Any])
            // Both scatter by 0.8 m east and north.
            #expect(distance["median"] as? Double ?? 99 < 3, "\(ending)")
            #expect(answer["alignment"] as? String == (ending == "SRT" ? "best-shift" : "utc"))
        }
    }

    @Test("the doctor finds nothing to mend in any of them")
    func sound() throws {
        for ending in ["BIN", "MP4", "SRT"] {
            let file = "\(folder)/formats/flight-001.\(ending)"
            let answer = try CommandRun.jol(["flights", "doctor", file, "--json"]).json()
            #expect(answer["completeness"] as? Double == 1, "\(ending)")
            #expect(answer["bytesLost"] as? Int == 0)
        }
    }
}
