import RoadLocate
import RoadModel
import RoadNetwork
import Testing

@Suite("The point matcher")
struct PointMatcherTests {
    /// A main road and a service road beside it.
    private static func parallel() throws -> (RoadSketch, CompiledNetwork) {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A----1--------------B
            C----2---3----------D
            """
        )
        sketch.way(1, "AB", name: "пр. Абая")
        sketch.way(2, "CD", roadClass: .service)
        return (sketch, try sketch.network())
    }

    @Test("puts a good fix on the road under it")
    func goodFix() throws {
        let (sketch, network) = try Self.parallel()
        let main = network.match(sketch["1"], sigma: 3, heading: 90)
        #expect(main.best == "1+")
        #expect(main.located?.isDirectionUndetermined == false)
        let service = network.match(sketch["2"], sigma: 3, heading: 270)
        #expect(service.best == "2-")
        #expect(service.located != nil)
    }

    @Test("lists parallel roads that compete instead of guessing")
    func ambiguous() throws {
        let (sketch, network) = try Self.parallel()
        var between = sketch["3"]
        between.y += 5
        let outcome = network.match(between, sigma: 10, heading: 90)
        let unlocated = try #require(outcome.unlocated)
        #expect(unlocated.reason == .ambiguous)
        #expect(Set(outcome.all).isSuperset(of: ["1+", "2+"]))
        #expect(unlocated.roadProbability < 0.7)
    }

    @Test("lets a name decide between parallel roads")
    func nameDecides() throws {
        let (sketch, network) = try Self.parallel()
        var between = sketch["3"]
        between.y += 5
        let outcome = network.match(between, sigma: 10, heading: 90, name: "Абай даңғылы")
        #expect(outcome.best == "1+")
        #expect(outcome.located?.best.terms.name == -0.3)
        #expect(outcome.located?.runnerUp?.terms.name == -3)
    }

    @Test("takes silence of a source that names every road as evidence")
    func silence() throws {
        let (sketch, network) = try Self.parallel()
        var between = sketch["3"]
        between.y += 5
        let silent = network.match(between, sigma: 10, heading: 90, isExhaustive: true)
        #expect(silent.best == "2+")
        let unknown = network.match(between, sigma: 10, heading: 90)
        #expect(unknown.match.candidates.allSatisfy { $0.terms.name == 0 })
    }

    @Test("tells a bridge from the road below by heading")
    func bridge() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
                    C
                    |
            A-------1-----------B
                    |
                    D
            """
        )
        sketch.way(1, "AB", flags: .bridge, level: 1)
        sketch.way(2, "CD")
        let network = try sketch.network()
        #expect(network.match(sketch["1"], sigma: 8, heading: 92).best == "1+")
        #expect(network.match(sketch["1"], sigma: 8, heading: 178).best == "2+")
        #expect(network.match(sketch["1"], sigma: 8, heading: 178).located != nil)
        let blind = network.match(sketch["1"], sigma: 8)
        #expect(blind.unlocated?.reason == .ambiguous)
    }

    @Test("chooses the carriageway by heading and locates the road without one")
    func dualCarriageway() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            B-------------------A
                       1
            C-------------------D
            """
        )
        sketch.way(1, "AB", name: "Аль-Фараби", flags: .oneWay)
        sketch.way(2, "CD", name: "Аль-Фараби", flags: .oneWay)
        let network = try sketch.network()
        #expect(network.match(sketch["1"], sigma: 10, heading: 270).best == "1+")
        #expect(network.match(sketch["1"], sigma: 10, heading: 90).best == "2+")
        let blind = try #require(network.match(sketch["1"], sigma: 10).located)
        #expect(blind.isDirectionUndetermined)
        #expect(blind.roadProbability > 0.99)
    }

    @Test("never puts traffic on a one-way street against its direction")
    func oneWayGrid() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------1--------B


            D--------2--------C
            """
        )
        sketch.way(1, "AB", flags: .oneWay)
        sketch.way(2, "CD", flags: .oneWay)
        let network = try sketch.network()
        #expect(network.match(sketch["1"], sigma: 5).all == ["1+"])
        let outcome = network.match(sketch["2"], sigma: 15, heading: 90)
        #expect(!outcome.all.contains("2-"))
        #expect(outcome.all.contains("2+"))
    }

    @Test("keeps the pieces of a roundabout together")
    func roundabout() throws {
        var sketch = RoadSketch(
            metresPerCell: 5,
            """
                     E
                     B
                    / \\
               H--A     C--F
                    \\ /
                     D1
                     G
            """
        )
        sketch.way(1, "ADCBA", flags: [.oneWay, .roundabout])
        sketch.way(2, "HA")
        sketch.way(3, "CF")
        sketch.way(4, "BE")
        sketch.way(5, "DG")
        let network = try sketch.network()
        let outcome = network.match(sketch["1"], sigma: 4, heading: 75)
        #expect(outcome.best == "1+")
    }

    @Test("puts a fix beyond a dead end on the end")
    func deadEnd() throws {
        var sketch = RoadSketch(metresPerCell: 10, "A---------B 1")
        sketch.way(1, "AB")
        let network = try sketch.network()
        let best = try #require(network.match(sketch["1"], sigma: 10, heading: 90).located?.best)
        #expect(best.reference.measure == Metres(100))
        #expect(best.reference.offset == Metres(20))
    }

    @Test("does not let pieces of one road compete at the end of a way")
    func wayBoundary() throws {
        var sketch = RoadSketch(metresPerCell: 10, "A---------B---------C")
        sketch.way(1, "AB")
        sketch.way(2, "BC")
        let network = try sketch.network()
        let located = try #require(network.match(sketch["B"], sigma: 10, heading: 90).located)
        #expect(located.roadProbability > 0.99)
        #expect(located.best.probability < 0.6)
        #expect(located.runnerUp == nil)
    }

    @Test("lets crossing streets compete at their junction")
    func crossing() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
                      C
            A---------X---------B
                      D
            """
        )
        sketch.way(1, "AXB")
        sketch.way(2, "CXD")
        let network = try sketch.network()
        #expect(network.match(sketch["X"], sigma: 10).unlocated?.reason == .ambiguous)
        #expect(network.match(sketch["X"], sigma: 10, heading: 90).best == "1+")
    }

    @Test("splits a two-way road between its directions when no heading is known")
    func twoWay() throws {
        let (sketch, network) = try Self.parallel()
        let located = try #require(network.match(sketch["1"], sigma: 2).located)
        #expect(located.isDirectionUndetermined)
        #expect(located.best.terms.heading == 0)
        #expect(located.best.headingDifference == nil)
        let directions = located.candidates.prefix(2).map(\.probability)
        #expect(abs(directions[0] - directions[1]) < 1e-12)
        #expect(abs(directions[0] - located.roadProbability / 2) < 1e-3)
    }

    @Test("weighs restricted access and a differing limit")
    func priors() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------------B
                   1
            C--------------D
            """
        )
        sketch.way(1, "AB", limit: 60)
        sketch.way(2, "CD", flags: .restrictedAccess, limit: 90)
        let network = try sketch.network()
        let plain = network.match(sketch["1"], sigma: 20, heading: 90)
        #expect(plain.best == "1+")
        let stated = network.match(sketch["1"], sigma: 20, heading: 90, limit: 90)
        let terms = Dictionary(
            zip(stated.all, stated.match.candidates.map(\.terms)),
            uniquingKeysWith: { first, _ in first }
        )
        #expect(terms["1+"]?.limit == -1)
        #expect(abs((terms["2+"]?.roadClass ?? 0) + 1.5) < 1e-12)
        #expect(terms["2+"]?.limit == 0)
    }

    @Test("says why it has no answer")
    func reasons() throws {
        let (sketch, network) = try Self.parallel()
        let nowhere = ProjectedPoint(x: .nan, y: 4)
        #expect(network.match(nowhere, sigma: 5).unlocated?.reason == .noCoordinates)
        let away = ProjectedPoint(x: 90_000, y: 0)
        #expect(network.match(away, sigma: 5).unlocated?.reason == .outsideNetwork)
        var sketch2 = RoadSketch(
            metresPerCell: 100,
            """
            A---------B

                 1

            C---------D
            """
        )
        sketch2.way(1, "AB")
        sketch2.way(2, "CD")
        let wide = try sketch2.network()
        #expect(wide.match(sketch2["1"], sigma: 5).unlocated?.reason == .noCandidate)
        #expect(wide.match(sketch2["1"], sigma: 5).match.candidates.isEmpty)
        _ = sketch
    }

    @Test("answers for accuracies that are missing, negative, zero or huge")
    func accuracies() throws {
        let (sketch, network) = try Self.parallel()
        for sigma in [Double.nan, -5, 0, 1e9, .infinity] {
            let outcome = network.match(sketch["1"], sigma: sigma, heading: 90)
            #expect(outcome.all.contains("1+"), "sigma \(sigma)")
            #expect(outcome.match.candidates.allSatisfy { $0.score.isFinite })
        }
    }
}
