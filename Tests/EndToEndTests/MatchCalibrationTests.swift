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

    /// Numbers of the laws that the tests know.
    private struct Chance {
        var numbers: SeededGenerator
        mutating func uniform() -> Double { Double.random(in: 1e-12..<1, using: &numbers) }
        mutating func normal() -> Double {
            (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
        }
        /// An angle in degrees of the von Mises law with κ = 1/σ².
        mutating func turn(_ sigma: Double) -> Double {
            let kappa = 1 / pow(sigma * .pi / 180, 2)
            while true {
                let angle = (2 * uniform() - 1) * Double.pi
                if uniform() < exp(kappa * (cos(angle) - 1)) { return angle * 180 / .pi }
            }
        }
    }

    /// Metres in a degree at 43.2° N.
    private static let (east, north) = (81_250.0, 111_100.0)

    private func estimates(_ answer: [String: Any]) throws -> [String: [String: Double]] {
        let found = try #require(answer["calibration"] as? [String: Any])
        let rows = found["estimates"] as? [[String: Any]] ?? []
        var named: [String: [String: Double]] = [:]
        for row in rows {
            named[row["name"] as? String ?? ""] = row.compactMapValues { $0 as? Double }
        }
        return named
    }

    /// Headings of 40° are far from a normal law; two in a hundred points are strays.
    @Test("Points alone tell wide headings and the share of strays by which they were made")
    func pointsAlone() throws {
        let folder = try ScratchFolder()
        let map = try folder.write(
            """
            <osm version="0.6"><node id="1" lat="43.2" lon="76.9"/><node id="2" lat="43.2" lon="77.0"/>
            <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/>
            <tag k="oneway" v="yes"/></way></osm>
            """,
            to: "map.osm"
        )
        let network = folder.path("n.jolnet")
        _ = try jol(["network", "import", map, "--out", network])
        var chance = Chance(numbers: SeededGenerator(seed: 7))
        var table = "id,lon,lat,heading,sigma\n"
        let (sigma, heading) = (hypot(6.0, 1.5), hypot(40.0, 2.0))
        for id in 0..<5000 {
            var error = (sigma * chance.normal(), sigma * chance.normal())
            if chance.uniform() < 0.02 {
                let (angle, far) = (2 * .pi * chance.uniform(), 40 * chance.uniform().squareRoot())
                error = (far * cos(angle), far * sin(angle))
            }
            let lon = 76.91 + 0.08 * chance.uniform() + error.0 / Self.east
            table += "\(id),\(lon),\(43.2 + error.1 / Self.north),"
            table += "\(90 + chance.turn(heading)),8\n"
        }
        let found = try estimates(
            jol(
                [
                    "match", "calibrate", try folder.write(table, to: "p.csv"), "--network",
                    network, "--no-traffic", "--json",
                ]
            ).json()
        )
        for (name, known) in [
            ("sigmaScale", 0.75), ("headingSigmaDegrees", 40), ("strayShare", 0.02),
        ] {
            let (low, high) = (found[name]?["low"] ?? .nan, found[name]?["high"] ?? .nan)
            #expect(low <= known && known <= high, "\(name): \(low) … \(high)")
        }
        #expect(abs((found["headingSigmaDegrees"]?["value"] ?? 0) / 40 - 1) < 0.05)
        #expect(abs((found["strayShare"]?["value"] ?? 0) / 0.02 - 1) < 0.5)
    }

    @Test(
        "What points say does not depend on the constants in force",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func starts() throws {
        let folder = try ScratchFolder()
        let network = folder.path("n.jolnet")
        _ = try jol(["network", "import", SharedReference.path(Self.maps), "--out", network])
        let far = try folder.write(
            #"{"sigmaScale": 3, "headingSigmaDegrees": 30, "strayShare": 0.1, "temperature": 2}"#,
            to: "far.json"
        )
        let points = SharedReference.path("mapmatch/synth/almaty/single.csv")
        let command = ["match", "calibrate", points, "--network", network, "--json"]
        let here = try estimates(jol(command).json())
        let there = try estimates(jol(command + ["--parameters", far]).json())
        #expect(there["sigmaScale"]?["before"] == 3)
        for (name, estimate) in here {
            for field in ["value", "low", "high"] {
                let (a, b) = (estimate[field], there[name]?[field])
                #expect(a == b, "\(name) \(field): \(String(describing: (a, b)))")
            }
        }
    }

    /// Errors of 12 m that last 6 s, headings of 20°.
    @Test(
        "The intervals of what tracks tell hold the laws by which they were made",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func trackIntervals() throws {
        let folder = try ScratchFolder()
        let network = folder.path("n.jolnet")
        _ = try jol(["network", "import", SharedReference.path(Self.maps), "--out", network])
        let drives = SharedReference.path("mapmatch/synth/almaty")
        var chance = Chance(numbers: SeededGenerator(seed: 11))
        var table = "track,t,lon,lat,speed_mps,heading\n"
        var (now, error) = ("", (0.0, 0.0))
        let keep = exp(-1 / 6.0)
        let fresh = 12 * (1 - keep * keep).squareRoot()
        for line in try String(contentsOfFile: "\(drives)/truth_1s.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst()
        {
            let f = line.split(separator: ",").map(String.init)
            if f[0] != now {
                (now, error) = (f[0], (12 * chance.normal(), 12 * chance.normal()))
            } else {
                error.0 = keep * error.0 + fresh * chance.normal()
                error.1 = keep * error.1 + fresh * chance.normal()
            }
            guard try #require(Int(f[1])) % 5 == 0 else { continue }
            let lon = try #require(Double(f[2])) + error.0 / Self.east
            let lat = try #require(Double(f[3])) + error.1 / Self.north
            let heading = try #require(Double(f[9])) + chance.turn(20)
            table +=
                "\(f[0]),\(f[1]),\(lon),\(lat),\(f[8]),\((heading + 360).truncatingRemainder(dividingBy: 360))\n"
        }
        let fixes = try folder.write(table, to: "t.csv")
        let answer = try jol(
            ["match", "calibrate-tracks", fixes, "--network", network]
                + ["--truth", "\(drives)/truth_routes.csv", "--json"]
        ).json()
        let found = try #require(answer["calibration"] as? [String: Any])
        for (name, known) in [("sigma", 12.0), ("memory", 6), ("heading", 20)] {
            let fit = try #require(found[name] as? [String: Any], "\(name)")
            let (low, high) = (fit["low"] as? Double ?? .nan, fit["high"] as? Double ?? .nan)
            #expect(low <= known && known <= high, "\(name): \(low) … \(high)")
            #expect(abs((fit["estimate"] as? Double ?? 0) / known - 1) < 0.06, "\(name)")
        }
    }
}
