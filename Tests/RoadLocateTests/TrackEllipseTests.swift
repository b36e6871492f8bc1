import Glibc
import RoadLocate
import RoadModel
import RoadNetwork
import TestKit
import Testing

/// Fixes that state how accurate they are.
@Suite("Tracks whose fixes state their own accuracy")
struct TrackEllipseTests {
    /// An ellipse by its axes in metres and the azimuth of the first one.
    private func ellipse(_ major: Double, _ minor: Double, azimuth: Degrees) -> ErrorCovariance {
        let (s, c) = (sin(azimuth.radians.value), cos(azimuth.radians.value))
        let (a, b) = (major * major, minor * minor)
        return ErrorCovariance(
            eastEast: a * s * s + b * c * c,
            eastNorth: (a - b) * s * c,
            northNorth: a * c * c + b * s * s
        )
    }

    /// The same fixes, each with the accuracy that a function gives it.
    private func stating(
        _ fixes: TrackFixes,
        _ accuracy: (Int) -> ErrorCovariance?
    ) -> TrackFixes {
        var stated = fixes
        stated.covariances = (0..<fixes.count).map(accuracy)
        return stated
    }

    @Test("a fix lies where the road crosses the long axis of its ellipse, not at its foot")
    func place() throws {
        var sketch = RoadSketch(metresPerCell: 20, "A----------------------------------B")
        sketch.way(1, "AB")
        var fixes = sketch.fixes("AB", every: 100, noise: 0)
        for i in 0..<fixes.count { fixes.y[i] += 20 }
        let tilted = ellipse(40, 4, azimuth: Degrees(45))
        let match = try sketch.match(stating(fixes) { _ in tilted })
        // The regression of the east error on the north error.
        let lead = 20 * tilted.eastNorth / tilted.northNorth
        #expect(lead > 19)
        for i in 1..<fixes.count - 1 {
            let place = try #require(match.places[i])
            #expect(abs(fixes.x[i] - place.x - lead) < 0.01)
        }
    }

    @Test("an ellipse across the roads leaves the choice to them, one along them decides it")
    func decides() throws {
        let sketch = RoadSketch.besides(metres: 400)
        // The way beside is 20 m away: these fixes lie nearer to it, though not on it.
        let fixes = sketch.driveBeside(off: 13)
        let along = stating(fixes) { _ in ellipse(30, 3, azimuth: Degrees(90)) }
        #expect(try sketch.ways(sketch.match(along)) == ["1+", "3+", "4+", "5+", "6+"])
        let across = stating(fixes) { _ in ellipse(30, 3, azimuth: Degrees(0)) }
        #expect(try sketch.ways(sketch.match(across)) == ["1+", "2+", "6+"])
    }

    @Test("a few good fixes outweigh many bad ones, on either road", arguments: [false, true])
    func weighs(isBeside: Bool) throws {
        let sketch = RoadSketch.besides(metres: 600)
        // Every third fix is right, the others lie on the other road.
        var fixes = sketch.driveBeside(off: isBeside ? 20 : 0)
        let middle = fixes.x.indices.filter {
            fixes.x[$0] > sketch["a"].x + 5 && fixes.x[$0] < sketch["c"].x - 5
        }
        for i in middle where i % 3 != 0 { fixes.y[i] += isBeside ? -20 : 20 }
        let stated = stating(fixes) { i in
            ErrorCovariance(round: middle.contains(i) && i % 3 != 0 ? 900 : 9)
        }
        let right = isBeside ? ["1+", "3+", "4+", "5+", "6+"] : ["1+", "2+", "6+"]
        #expect(try sketch.ways(sketch.match(stated)) == right)
        #expect(try sketch.ways(sketch.match(fixes)) != right)
    }

    @Test("a round covariance is the sigma it is, to the last bit", arguments: [5.0, 7.3, 10, 24])
    func round(sigma: Double) throws {
        let sketch = RoadSketch.besides(metres: 600)
        let fixes = sketch.fixes("ABCD", every: 30, noise: sigma)
        var parameters = TrackMatcherParameters()
        parameters.sigmaMetres = sigma
        let plain = try sketch.match(fixes, parameters: parameters)
        let stated = stating(fixes) { _ in ErrorCovariance(round: sigma * sigma) }
        #expect(try sketch.match(stated) == plain)
        // Where only some say so, it is the same, too.
        let some = stating(fixes) { $0 % 2 == 0 ? ErrorCovariance(round: sigma * sigma) : nil }
        #expect(try sketch.match(some, parameters: parameters) == plain)
    }

    @Test("a vehicle parked for ten minutes drives nowhere, however long its ellipse")
    func parked() throws {
        var sketch = RoadSketch(metresPerCell: 20, "A----------------------------------B")
        sketch.way(1, "AB")
        let middle = (sketch["A"].x + sketch["B"].x) / 2
        for (seed, azimuth) in [(UInt64(1), 90.0), (2, 60), (3, 0)] {
            var random = SeededGenerator(seed: seed)
            var (long, short) = (DriftingError(sigma: 40), DriftingError(sigma: 5))
            let angle = azimuth * .pi / 180
            var fixes = TrackFixes()
            for second in 0..<600 {
                long.drift(&random)
                short.drift(&random)
                fixes.append(
                    seconds: Double(second),
                    x: middle + long.x * sin(angle) + short.x * cos(angle),
                    y: sketch["A"].y + long.x * cos(angle) - short.x * sin(angle),
                    covariance: ellipse(40, 5, azimuth: Degrees(azimuth))
                )
            }
            let match = try sketch.match(fixes)
            let route = match.parts.map { $0.endMeasure - $0.startMeasure }
            #expect(route.count == 1)
            #expect(route.allSatisfy { abs($0) <= 5 }, "\(route)")
        }
    }
}
