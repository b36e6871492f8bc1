import RoadLocate
import RoadModel
import RoadNetwork
import Testing

/// How drivers choose between routes that lead around each other.
@Suite("Competing routes as drivers choose them")
struct TrackChoiceTests {
    /// The defaults, with the accuracy as stated.
    private var chosen: TrackMatcherParameters {
        var parameters = TrackMatcherParameters.ofTenMetres
        parameters.sigmaWeight = 1e9
        return parameters
    }

    /// The same without the law of choice.
    private var searched: TrackMatcherParameters {
        var parameters = chosen
        parameters.choiceWeight = 0
        return parameters
    }

    /// How far off the straight road a drive is put on the way beside it, in metres.
    private func threshold(metres: Int, _ parameters: TrackMatcherParameters) throws -> Double {
        let sketch = RoadSketch.besides(metres: metres)
        for tenth in stride(from: 30, through: 200, by: 1) {
            let fixes = sketch.driveBeside(off: Double(tenth) / 10)
            let ways = try sketch.ways(sketch.match(fixes, parameters: parameters))
            if ways == ["1+", "3+", "4+", "5+", "6+"] { return Double(tenth) / 10 }
        }
        return .infinity
    }

    @Test("What some seconds weigh, falls with the length of the ways around each other")
    func weighs() throws {
        // ln Φ(z) / Φ(-z), z = (2.4 s + 2 · 1 s) / (0.3 (√(2 t² + 2 · 1.2²) + 1)),
        // t = (length + 10) / 60 km/h; computed with Python's math.erf.
        let odds = [200: 1.27228, 400: 0.65818, 800: 0.33622, 1600: 0.17015]
        var parameters = chosen
        parameters.listsRivals = true
        parameters.clockWeight = 0
        parameters.evidenceShare = 0
        var besides: [Double] = []
        for (metres, expected) in odds.sorted(by: { $0.key < $1.key }) {
            let sketch = RoadSketch.besides(metres: metres)
            // Halfway between the two, so that fixes say nothing.
            let match = try sketch.match(sketch.driveBeside(off: 10), parameters: parameters)
            #expect(try sketch.ways(match) == ["1+", "2+", "6+"])
            let around = try #require(match.rivals.first { $0.addedMetres > Double(metres) })
            #expect(abs(around.addedMetres - around.missedMetres - 40) < 0.5)
            besides.append(around.cost - expected)
        }
        // Its 40 m more and four turns weigh the same everywhere.
        for other in besides { #expect(abs(other - besides[0]) < 0.005) }
        #expect(abs(besides[0] - (40 * 0.01 + 4 * 0.25 * 0.7)) < 0.05)
    }

    @Test("Fixes along a way of many turns are believed sooner than the search would")
    func decides() throws {
        for metres in [200, 400, 800, 1600] {
            let (before, now) = (
                try threshold(metres: metres, searched), try threshold(metres: metres, chosen)
            )
            // Never when they lie nearer to the straight road.
            #expect(now < before - 0.5 && now > 10, "\(metres) m: \(now) m, \(before) m before")
        }
    }

    @Test("A way that fits the time is likelier, one that would need another pace is not")
    func keepsPace() throws {
        let sketch = RoadSketch.besides(metres: 600, approach: 1000, beside: .tertiary)
        /// What the clock adds to the slow way when a metre between the junctions took so many seconds.
        func clock(_ pace: Double) throws -> Double {
            var fixes = sketch.driveBeside(off: 10)
            let (first, last) = (sketch["a"].x, sketch["c"].x)
            for i in 1..<fixes.count {
                let isBetween = fixes.x[i] > first + 5 && fixes.x[i] < last - 5
                let metres = fixes.x[i] - fixes.x[i - 1]
                fixes.seconds[i] = fixes.seconds[i - 1] + metres * (isBetween ? pace : 0.06)
            }
            let costs = try [1.0, 0].map { weight in
                var parameters = chosen
                parameters.listsRivals = true
                parameters.clockWeight = weight
                parameters.evidenceShare = 0
                let match = try sketch.match(fixes, parameters: parameters)
                #expect(try sketch.ways(match) == ["1+", "2+", "6+"])
                let around = match.rivals.first { $0.addedMetres > 600 && $0.returnsAt < 3 }
                return try #require(around).cost
            }
            return costs[0] - costs[1]
        }
        // 60 km/h as before and behind, and the 45 of the street beside.
        #expect(try clock(0.06) > 0.5)
        #expect(try clock(0.08) < -0.3)
        // Standing still for minutes says nothing: the clock's word is bounded.
        #expect(try abs(clock(0.8)) < 0.01)
    }

    @Test("A route that was preferred is whole, with its fixes on it and its rival beside it")
    func isWhole() throws {
        let sketch = RoadSketch.besides(metres: 400)
        let fixes = sketch.driveBeside(off: 14.5)
        var parameters = chosen
        parameters.listsRivals = true
        let match = try sketch.match(fixes, parameters: parameters)
        #expect(try sketch.ways(match) == ["1+", "3+", "4+", "5+", "6+"])
        #expect(try sketch.ways(sketch.match(fixes, parameters: searched)) == ["1+", "2+", "6+"])
        #expect(match.parts.count == 1 && match.interruptions.isEmpty)
        let part = try #require(match.parts.first)
        var row = 0
        for (i, place) in match.places.enumerated() {
            let place = try #require(place, "fix \(i)")
            row = try #require(part.segments[row...].firstIndex(of: place.segment), "fix \(i)")
            #expect((0...1).contains(place.confidence))
            if fixes.y[i] > sketch["A"].y + 1 {
                #expect(abs(place.y - sketch["B"].y) < 1e-6, "fix \(i)")
            }
        }
        let straight = try #require(match.rivals.first { $0.addedMetres > 400 })
        #expect(straight.cost > 0 && straight.probability < 0.5)
        #expect(abs(straight.missedMetres - straight.addedMetres - 40) < 0.5)
    }
}
