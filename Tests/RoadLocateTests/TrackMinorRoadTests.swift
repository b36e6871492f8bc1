import RoadLocate
import RoadModel
import RoadNetwork
import TestKit
import Testing

/// Service roads, tracks and living streets beside other roads.
@Suite("Tracks beside and on minor roads")
struct TrackMinorRoadTests {
    /// A street with a service road of 400 m beside it, 18 m off.
    private var sketch: RoadSketch {
        var sketch = RoadSketch(
            metresPerCell: 9,
            """
                       B--------------------------------------------C
            A----------a--------------------------------------------c----------D
            """
        )
        sketch.way(1, "AacD", roadClass: .secondary)
        sketch.way(2, "aBCc", roadClass: .service)
        return sketch
    }

    /// A drive over marks at 7 m a second, a fix in so many seconds, with errors that drift.
    private func drive(
        _ marks: String,
        every seconds: Int,
        sigma: Double,
        seed: UInt64
    ) -> TrackFixes {
        var random = SeededGenerator(seed: seed)
        var error = DriftingError(sigma: sigma)
        let exact = sketch.fixes(marks, every: 7, noise: 0)
        var fixes = TrackFixes()
        for second in 0..<exact.count {
            error.drift(&random)
            guard second % seconds == 0 else { continue }
            fixes.append(
                seconds: Double(second),
                x: exact.x[second] + error.x,
                y: exact.y[second] + error.y
            )
        }
        return fixes
    }

    private var known: TrackMatcherParameters {
        var parameters = TrackMatcherParameters()
        parameters.sigmaMetres = 5
        return parameters
    }

    @Test("whoever drives on a service road is put there, and whoever passes it is not")
    func tellsApart() throws {
        // One drive of eight errs towards the street all along; of rare fixes more do.
        for (seconds, least) in [(1, 19), (5, 18), (15, 15)] {
            var (service, street) = (0, 0)
            for seed in UInt64(1)...20 {
                let beside = drive("AaBCcD", every: seconds, sigma: 5, seed: seed)
                let found = try sketch.match(beside, parameters: known)
                if try sketch.ways(found) == ["1+", "2+", "1+"] { service += 1 }
                let along = drive("AacD", every: seconds, sigma: 5, seed: seed)
                if try sketch.ways(sketch.match(along, parameters: known)) == ["1+"] { street += 1 }
            }
            #expect(service >= least, "\(service) of 20 with a fix in \(seconds) s")
            #expect(street == 20, "\(street) of 20 with a fix in \(seconds) s")
        }
    }

    @Test("nor need the accuracy of the fixes be told for that, however few they are")
    func tellsApartUntold() throws {
        var (service, street) = (0, 0)
        for seed in UInt64(1)...40 {
            let beside = drive("AaBCcD", every: 15, sigma: 5, seed: seed)
            if try sketch.ways(sketch.match(beside)) == ["1+", "2+", "1+"] { service += 1 }
            let along = drive("AacD", every: 15, sigma: 5, seed: seed)
            if try sketch.ways(sketch.match(along)) == ["1+"] { street += 1 }
        }
        #expect(service >= 32, "\(service) of 40")
        #expect(street == 40, "\(street) of 40")
    }

    @Test("a few fixes near a service road do not lead onto it")
    func doesNotTurnOff() throws {
        var fixes = drive("AacD", every: 5, sigma: 0, seed: 1)
        let near = fixes.x.indices.filter { abs(fixes.x[$0] - 300) < 40 }
        #expect(near.count == 2)
        for i in near { fixes.y[i] += 14 }
        #expect(try sketch.ways(sketch.match(fixes, parameters: known)) == ["1+"])
    }

    @Test("a drive into a dead end of 60 m and out again is told from one past it")
    func deadEnd() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
                                D
                                |
                                |
            A-------------------B-------------------C
            """
        )
        sketch.way(1, "ABC", roadClass: .tertiary)
        sketch.way(2, "BD", roadClass: .residential)
        var (turned, passed) = (0, 0)
        for seed in UInt64(1)...20 {
            var random = SeededGenerator(seed: seed)
            var error = DriftingError(sigma: 5)
            for (marks, way) in [("ABDBC", ["1+", "2+", "2-", "1+"]), ("ABC", ["1+"])] {
                var fixes = sketch.fixes(marks, every: 30, noise: 0)
                for i in 0..<fixes.count {
                    for _ in 0..<5 { error.drift(&random) }
                    fixes.x[i] += error.x
                    fixes.y[i] += error.y
                }
                guard try sketch.ways(sketch.match(fixes, parameters: known)) == way
                else { continue }
                if marks == "ABC" { passed += 1 } else { turned += 1 }
            }
        }
        #expect(turned >= 18, "\(turned) of 20")
        #expect(passed == 20, "\(passed) of 20")
    }
}
