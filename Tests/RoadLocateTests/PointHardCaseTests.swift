import Glibc
import RoadLocate
import RoadModel
import RoadNetwork
import Testing

/// The cases that users of other matchers complain about, drawn.
@Suite("Hard cases of single points")
struct PointHardCaseTests {
    @Test("a service road beside a street keeps its own points and loses the street's")
    func serviceRoad() throws {
        var sketch = RoadSketch(
            metresPerCell: 6,
            """
            A----1---------------B
            C----2---------------D
            """
        )
        sketch.way(1, "AB", name: "ул. Саина")
        sketch.way(2, "CD", roadClass: .service)
        let network = try sketch.network()
        #expect(network.match(sketch["1"], sigma: 5, heading: 91).best == "1+")
        #expect(network.match(sketch["2"], sigma: 3, heading: 91).best == "2+")
        var between = sketch["2"]
        between.y += 6
        #expect(network.match(between, sigma: 10, heading: 90, name: "Саина").best == "1+")
        let blank = network.match(between, sigma: 10, heading: 90, isExhaustive: true)
        #expect(blank.best == "2+")
    }

    @Test("a ramp is told from the main road by its own direction")
    func ramp() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A---------B-------------------C
                          1


                                          D
            """
        )
        sketch.way(1, "ABC", flags: .oneWay)
        sketch.way(2, "BD", flags: [.oneWay, .link])
        let network = try sketch.network()
        // The ramp leaves at 14 degrees; half way between the lines only the heading tells.
        #expect(network.match(sketch["1"], sigma: 10, heading: 111).best == "2+")
        #expect(network.match(sketch["1"], sigma: 10, heading: 84).best == "1+")
        // Farther on, six sigma of distance outweigh a heading that is off by one and a half.
        var beyond = sketch["D"]
        beyond.x -= 20
        beyond.y += 10
        #expect(network.match(beyond, sigma: 10, heading: 92).best == "2+")
    }

    @Test("a stated level decides between a bridge and the road it runs along")
    func level() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------1----------B
            C-------------------D
            """
        )
        sketch.way(1, "AB", flags: .bridge, level: 1)
        sketch.way(2, "CD")
        let network = try sketch.network()
        var point = sketch["1"]
        point.y -= 10
        for level in [0, 1] {
            var further = FurtherEvidence()
            further.level = level
            let outcome = network.match(point, sigma: 15, heading: 90, further: further)
            #expect(outcome.best == (level == 1 ? "1+" : "2+"))
            #expect(outcome.match.candidates.last { $0.terms.level == -3 } != nil)
        }
    }

    @Test("the known road of a device outweighs half a carriageway's distance")
    func site() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------1----------B
            C-------------------D
            """
        )
        sketch.way(1, "AB", name: "пр. Райымбека")
        sketch.way(2, "CD", name: "ул. Жансугурова")
        let network = try sketch.network()
        var known = FurtherEvidence()
        known.siteWay = 2
        #expect(network.match(sketch["1"], sigma: 10, heading: 90, further: known).best == "2+")
        var named = FurtherEvidence()
        named.siteRoad = RoadNameEvidence(name: "Жансүгіров көшесі")
        #expect(network.match(sketch["1"], sigma: 10, heading: 90, further: named).best == "2+")
        #expect(network.match(sketch["1"], sigma: 10, heading: 90).best == "1+")
    }

    @Test("an error ellipse along the road tells parallel roads apart where a circle cannot")
    func ellipse() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------1----------B
            C-------------------D
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "CD")
        let network = try sketch.network()
        var point = sketch["1"]
        point.y -= 8
        let circle = network.match(point, sigma: 20, heading: 90)
        #expect(circle.unlocated?.reason == .ambiguous)
        var further = FurtherEvidence()
        further.covariance = ErrorCovariance(eastEast: 1600, eastNorth: 0, northNorth: 9)
        let along = network.match(point, sigma: 20, heading: 90, further: further)
        #expect(along.located != nil)
        #expect(along.best == "1+")
        further.covariance = ErrorCovariance(eastEast: 9, eastNorth: 0, northNorth: 1600)
        #expect(network.match(point, sigma: 3, heading: 90, further: further).located == nil)
    }

    @Test("a round ellipse is the circle it is")
    func roundEllipse() throws {
        var sketch = RoadSketch(metresPerCell: 10, "A----1-----B")
        sketch.way(1, "AB")
        let network = try sketch.network()
        var point = sketch["1"]
        point.y += 7
        var further = FurtherEvidence()
        further.covariance = ErrorCovariance(eastEast: 100, eastNorth: 0, northNorth: 100)
        let a = network.match(point, sigma: 10, heading: 80)
        let b = network.match(point, sigma: 1, heading: 80, further: further)
        for (one, other) in zip(a.match.candidates, b.match.candidates) {
            #expect(abs(one.score - other.score) < 1e-9)
        }
    }

    @Test("the place of a point is where the road crosses its ellipse, not the foot")
    func placeOfEllipse() throws {
        var sketch = RoadSketch(metresPerCell: 10, "A----------1-----------B")
        sketch.way(1, "AB")
        let network = try sketch.network()
        var point = sketch["1"]
        point.y += 20
        // 40 m along 45° and 4 m across; the map's own 1.5 m add to both axes.
        let (major, minor) = (40.0 * 40 + 2.25, 4.0 * 4 + 2.25)
        var further = FurtherEvidence()
        further.covariance = ErrorCovariance(eastEast: 808, eastNorth: 792, northNorth: 808)
        let found = try #require(network.match(point, sigma: 9, further: further).located)
        let lead = 20 * (major - minor) / (major + minor)
        let along = found.best.reference.measure.value
        let isForward = along < 110
        #expect(abs((isForward ? along : 230 - along) - (110 - lead)) < 1e-6)
        #expect(abs(abs(found.best.reference.offset.value) - hypot(20, lead)) < 1e-6)
    }

    @Test("accuracies below a metre are one metre, stated as a sigma or as an ellipse")
    func leastAccuracy() throws {
        var sketch = RoadSketch(metresPerCell: 10, "A----1-----B")
        sketch.way(1, "AB")
        let network = try sketch.network()
        var point = sketch["1"]
        point.y += 2
        var further = FurtherEvidence()
        further.covariance = ErrorCovariance(eastEast: 0.16, eastNorth: 0, northNorth: 0.16)
        let scores = [
            network.match(point, sigma: 1), network.match(point, sigma: 0.4),
            network.match(point, sigma: 9, further: further),
        ].map { $0.match.candidates.map(\.score) }
        #expect(scores[0] == scores[1] && scores[0] == scores[2])
    }

    @Test("an ellipse in true axes turns with the grid")
    func turning() {
        let tilted = ErrorCovariance(eastEast: 1, eastNorth: 0, northNorth: 4)
            .onGrid(north: Degrees(90).radians)
        #expect(abs(tilted.eastEast - 4) < 1e-12)
        #expect(abs(tilted.northNorth - 1) < 1e-12)
        // The long axis lay north; turned clockwise by 45° it lies north-east.
        let half = ErrorCovariance(eastEast: 1, eastNorth: 0, northNorth: 4)
            .onGrid(north: Degrees(45).radians)
        #expect(half.eastNorth > 1.4)
    }

    @Test("vehicles wait at the stop line of a junction rather than just behind it")
    func stopLine() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
                      C
            A---------X---------B
                      D
            """
        )
        sketch.way(1, "AX")
        sketch.way(2, "XB")
        sketch.way(3, "CX")
        sketch.way(4, "XD")
        let network = try sketch.network()
        #expect(network.match(sketch["X"], sigma: 8, heading: 90).best == "1+")
        #expect(network.match(sketch["X"], sigma: 8, heading: 270).best == "2-")
        let terms = network.match(sketch["X"], sigma: 8, heading: 90).match.candidates[0].terms
        #expect(terms.junction > 0.5)
    }

    @Test(
        "indices of two alphabets are one",
        arguments: ["M39", "М39", "м 36", "M36;М39", "A-39, M-36"]
    )
    func homoglyphRefs(said: String) throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------1----------B
            C-------------------D
            """
        )
        sketch.way(1, "AB")
        // A Latin M, then a Cyrillic one, as one road near Almaty has it.
        sketch.way(2, "CD", ref: "M39; М36")
        let network = try sketch.network()
        #expect(network.match(sketch["1"], sigma: 12, heading: 90, ref: said).best == "2+")
    }

    @Test(
        "a name is known in other spellings, alphabets and word orders",
        arguments: [
            "пр. Райымбека", "Райымбек даңғылы", "Rayimbek Avenue", "райымбека прс.",
            "Раимбека пр-т", "Рaйымбeка", "проспект РАЙЫМБЕКА", "Рыйамбека",
        ]
    )
    func spellings(said: String) throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------1----------B
            C-------------------D
            """
        )
        sketch.way(1, "AB", name: "ул. Сейфуллина")
        sketch.way(2, "CD", name: "пр. Райымбека")
        let network = try sketch.network()
        let outcome = network.match(sketch["1"], sigma: 12, heading: 90, name: said)
        #expect(outcome.best == "2+")
    }

    @Test("of two roads with one index the name decides, and of two with one name the index")
    func nameBesideIndex() throws {
        /// The way chosen beside two roads of these names and indices.
        func best(_ near: (String, String), _ far: (String, String), name: String) throws -> String?
        {
            var sketch = RoadSketch(
                metresPerCell: 10,
                """
                A--------1----------B
                C-------------------D
                """
            )
            sketch.way(1, "AB", name: near.0, ref: near.1)
            sketch.way(2, "CD", name: far.0, ref: far.1)
            return try sketch.network()
                .match(sketch["1"], sigma: 12, heading: 90, name: name, ref: "M39").best
        }
        let (one, other) = ("ул. Сейфуллина", "пр. Райымбека")
        #expect(try best((one, "M39"), (other, "M39"), name: "") == "1+")
        #expect(try best((one, "M39"), (other, "M39"), name: "Райымбека") == "2+")
        #expect(try best((other, "A350"), (other, "M39"), name: "Райымбека") == "2+")
        // The street that the map knows by its name alone stays ahead of one it knows by nothing.
        #expect(try best((other, ""), ("", ""), name: "Райымбека") == "1+")
        #expect(try best(("", ""), (other, ""), name: "Райымбека") == "2+")
    }

    @Test(
        "an index in the place of a name, and a name in the place of an index, mean what they say"
    )
    func exchangedWords() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------1----------B
            C-------------------D
            """
        )
        sketch.way(1, "AB", name: "Старое шоссе", ref: "Р20")
        sketch.way(2, "CD", name: "Алматы — Екатеринбург", ref: "М36")
        let network = try sketch.network()
        for name in ["М36", "трасса М36", "а/д М-36", "Алматы-Екатеринбург"] {
            #expect(network.match(sketch["1"], sigma: 12, heading: 90, name: name).best == "2+")
            #expect(network.match(sketch["1"], sigma: 12, heading: 90, ref: name).best == "2+")
        }
        #expect(network.match(sketch["1"], sigma: 12, heading: 90).best == "1+")
    }

    @Test(
        "names are compared as people write them",
        arguments: [
            ("Абай көш.", "Абай көшесі"), ("Момыш-улы", "Бауыржан Момышұлы көшесі"),
            ("Капшагайское шоссе", "Қапшағай тас жолы"), ("Алматинское шоссе", "Алматы тас жолы"),
            ("ул. 8я", "8-я улица"), ("пер. Садовый", "Садовый переулок"),
        ]
    )
    func writtenNames(said: String, mapped: String) throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------1----------B
            C-------------------D
            """
        )
        sketch.way(1, "AB", name: said.hasPrefix("пер") ? "Садовая улица" : "Кульджинский тракт")
        sketch.way(2, "CD", name: mapped)
        let network = try sketch.network()
        var between = sketch["1"]
        between.y -= 10
        #expect(network.match(between, sigma: 12, heading: 90, name: said).best == "2+")
    }

    @Test("accuracies beyond any map are probabilities still", arguments: [1e4, 1e100, 1e308])
    func hugeSigma(sigma: Double) throws {
        var sketch = RoadSketch(metresPerCell: 10, "A--------1----------B\nC-------------------D")
        sketch.way(1, "AB")
        sketch.way(2, "CD")
        let network = try sketch.network()
        var further = FurtherEvidence()
        further.covariance = ErrorCovariance(eastEast: sigma, eastNorth: 0, northNorth: sigma)
        for more in [nil, further] {
            let found = network.match(sketch["1"], sigma: sigma, heading: 90, further: more)
            #expect(abs(found.match.candidates.reduce(0) { $0 + $1.probability } - 1) < 1e-6)
        }
    }

    @Test("a decision is the match without its lists")
    func decision() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A--------1----------B
            C--------2----------D
            """
        )
        sketch.way(7, "AB")
        sketch.way(8, "CD", roadClass: .residential)
        let network = try sketch.network()
        let matcher = PointMatcher(network)
        var scratch = PointMatchScratch()
        for mark in ["1", "2"] as [Character] {
            let observation = PointObservation(
                point: sketch[mark],
                sigma: Metres(6),
                heading: Degrees(272)
            )
            let match = matcher.match(observation, scratch: &scratch)
            let decision = matcher.decide(observation, scratch: &scratch)
            let best = try #require(match.candidates.first)
            #expect(decision.segment == best.reference.segment)
            #expect(decision.offset == best.reference.offset)
            #expect(abs(decision.confidence - best.probability) < 1e-12)
            #expect(decision.from == Int64(mark == "1" ? 66 : 68))
            #expect(decision.to == Int64(mark == "1" ? 65 : 67))
            #expect(decision.rivalWay == (mark == "1" ? 8 : 7))
            #expect(decision.confidence + decision.rivalConfidence <= 1)
        }
    }
}
