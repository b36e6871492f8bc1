import RoadLocate
import RoadModel
import Testing

/// What all fixes of a stretch say of a route.
@Suite("Fixes as evidence for a route, wherever on it the vehicle was")
struct RouteEvidenceTests {
    /// Nothing but this evidence counts, and the reported route stays.
    private var alone: TrackMatcherParameters {
        var parameters = TrackMatcherParameters.ofTenMetres
        parameters.sigmaWeight = 1e9
        parameters.choiceSpread = 1e9
        parameters.choiceCostPerMetre = 0
        parameters.choiceTurnShare = 0
        parameters.choiceMargin = 1e9
        parameters.evidenceShare = 1
        parameters.evidenceLimit = 1e9
        // A search ends at its dearest target: it has to look as far as the way beside.
        parameters.deadEndTurnCost = 5
        parameters.rivalLimit = 60
        parameters.beam = 60
        parameters.listsRivals = true
        return parameters
    }

    /// How much more the fixes speak for the way beside the straight road.
    private func gain(metres: Int, _ fixes: TrackFixes) throws -> Double {
        let sketch = RoadSketch.besides(metres: metres)
        let match = try sketch.match(fixes, parameters: alone)
        #expect(try sketch.ways(match) == ["1+", "2+", "6+"])
        return -(try #require(match.rivals.first { $0.addedMetres > Double(metres) })).cost
    }

    // Expected values: the same law written in Python (float64, NumPy), on cells of 14 m as here and
    // of 0.25 m.
    @Test(
        "It is the log of the ratio of the summed probabilities",
        arguments: [
            (off: 5.0, cells: -3.8706, exact: -4.0860), (off: 8, cells: -2.3302, exact: -2.4838),
            (off: 10, cells: -1.2846, exact: -1.3994),
        ]
    )
    func agrees(off: Double, cells: Double, exact: Double) throws {
        let fixes = RoadSketch.besides(metres: 200).driveBeside(off: off)
        let found = try gain(metres: 200, fixes)
        #expect(abs(found - cells) < 0.002)
        #expect(abs(found - exact) < 0.05 * abs(exact) + 0.1)
    }

    @Test("Three errors of one burst count for less than three apart")
    func knowsBursts() throws {
        func gain(_ shifted: [Double]) throws -> Double {
            var fixes = RoadSketch.besides(metres: 400).driveBeside(off: 6)
            for i in 0..<fixes.count where shifted.contains(fixes.x[i]) { fixes.y[i] += 27 }
            return try self.gain(metres: 400, fixes)
        }
        #expect(abs(try gain([200, 250, 300]) + 1.6739) < 0.002)
        #expect(abs(try gain([150, 250, 350]) + 0.3037) < 0.002)
    }

    @Test("Headings say which of two roads that part was driven")
    func readsHeadings() throws {
        let sketch = RoadSketch.besides(metres: 200)
        var fixes = sketch.driveBeside(off: 4)
        let silent = try gain(metres: 200, fixes)
        // Northbound where the way beside goes north: a place that the straight road lacks.
        fixes.append(seconds: 1, x: 80, y: 30, speed: 10, heading: 0)
        let last = fixes.count - 1
        for column in [\TrackFixes.seconds, \.x, \.y, \.speed, \.heading] {
            let value = fixes[keyPath: column].remove(at: last)
            fixes[keyPath: column].insert(value, at: 2)
        }
        for i in 0..<fixes.count { fixes.seconds[i] = Double(5 * i) }
        let told = try gain(metres: 200, fixes)
        #expect(told > silent + 2)
    }
}
