import Foundation
import TestKit
import Testing

@Suite("Constants of the matcher from a user's own data")
struct MatchCalibrationTests {
    private static let maps = "mapmatch/osm/almaty_2013.osm.pbf"

    private func jol(_ arguments: [String]) throws -> CommandRun {
        let run = try CommandRun.jol(arguments)
        #expect(run.status == 0, "jol \(arguments.joined(separator: " ")): \(run.messages)")
        return run
    }

    /// The drives were made with errors of 4 to 9 m that keep 0.92 of themselves a second (12.0 s),
    /// and headings of 6°.
    @Test(
        "Tracks tell the accuracy, the memory and the headings with which they were made",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [true, false]
    )
    func tracks(hasTruth: Bool) throws {
        let folder = try ScratchFolder()
        let network = folder.path("n.jolnet")
        _ = try jol(["network", "import", SharedReference.path(Self.maps), "--out", network])
        let drives = SharedReference.path("mapmatch/synth/almaty")
        let truth = hasTruth ? ["--truth", "\(drives)/truth_routes.csv"] : []
        let answer = try jol(
            ["match", "calibrate-tracks", "\(drives)/obs_p5_std.csv", "--network", network]
                + ["--out", folder.path("own.json"), "--json"] + truth
        ).json()
        let found = try #require(answer["calibration"] as? [String: Any])
        for (name, range) in [
            ("sigma", 5.0...7.5), ("memory", 9.0...15.0), ("heading", 5.0...8.0),
        ] {
            let fit = try #require(found[name] as? [String: Any], "\(name)")
            let value = try #require(fit["estimate"] as? Double)
            #expect(range.contains(value), "\(name): \(value)")
            let (low, high) = (fit["low"] as? Double ?? .nan, fit["high"] as? Double ?? .nan)
            #expect(low < value && value < high && high / low < 1.5, "\(low) … \(high)")
            #expect(
                fit["logLikelihood"] as? Double ?? -.infinity
                    >= fit["logLikelihoodInForce"] as? Double ?? .infinity
            )
        }
        let own = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: folder.path("own.json")))
        )
        let constants = try #require((own as? [String: Any])?["parameters"] as? [String: Any])
        #expect((9.0...15.0).contains(constants["errorMemorySeconds"] as? Double ?? 0))
    }
}
