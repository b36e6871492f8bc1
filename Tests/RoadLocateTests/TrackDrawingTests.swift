import RoadLocate
import RoadModel
import RoadNetwork
import Testing
import TestKit

@Suite("A road is the same road however it was drawn")
struct TrackDrawingTests {
    /// Every choice of ways of a map to be drawn backwards.
    private func drawings(
        _ drawing: String,
        metresPerCell: Double,
        _ ways: [String]
    ) -> [RoadSketch] {
        (0..<1 << ways.count).map { choice in
            var sketch = RoadSketch(metresPerCell: metresPerCell, drawing)
            for (i, nodes) in ways.enumerated() {
                let isBackward = choice >> i & 1 == 1
                sketch.way(Int64(i + 1), isBackward ? String(nodes.reversed()) : nodes)
            }
            return sketch
        }
    }

    /// The corners driven through, as letters.
    private func corners(_ sketch: RoadSketch, _ match: TrackMatch) throws -> String {
        let network = try sketch.network()
        let c = network.columns
        var route = ""
        for segment in match.parts.flatMap(\.segments).map(\.rawValue) {
            let piece = c.segmentPiece[segment]
            let rows = Array(network.vertices(piece: piece))
            for row in c.segmentForward[segment] == 1 ? rows : rows.reversed() {
                let mark = Character(Unicode.Scalar(UInt8(c.vertexNode[row])))
                if route.last != mark { route.append(mark) }
            }
        }
        return route
    }

    @Test("Of the two ways round a square, which are of one length, the same one is always taken")
    func square() throws {
        let routes = try drawings(
            """
                                D----C
                                |    |
            A-------------------B    G-------------------H
                                |    |
                                E----F
            """,
            metresPerCell: 4.3,
            ["AB", "BD", "DC", "CG", "GH", "BE", "EF", "FG"]
        ).map { try corners($0, $0.match("AH", every: 48.1, noise: 0)) }
        #expect(routes.count == 256)
        #expect(Set(routes).count == 1)
        #expect(["ABDCGH", "ABEFGH"].contains(routes.first ?? ""))
    }

    @Test("A turning circle drawn as one way is driven in the same direction")
    func circle() throws {
        let routes = try drawings(
            """
                                                     D----C
                                                     |    |
            A----------------------------------------B----E
            """,
            metresPerCell: 4.3,
            ["AB", "BDCEB"]
        ).map { try corners($0, $0.match("ABA", every: 40, noise: 0)) }
        #expect(Set(routes).count == 1)
        #expect(routes.first?.count == 7)
    }

    @Test(
        "Outside a bend, where its vertex is nearest, fixes are as sure",
        arguments: UInt64(1)...8
    )
    func bend(seed: UInt64) throws {
        let sketches = drawings(
            """
            A--------------------B
                                  F
                                   C
                                   |
            D----------------------E
            """,
            metresPerCell: 3,
            ["ABFC", "AD", "DE", "CE"]
        )
        var random = SeededGenerator(seed: seed)
        var error = DriftingError(sigma: 12)
        var fixes = sketches[0].fixes("ABFCE", every: 9, noise: 0)
        for i in 0..<fixes.count {
            fixes.seconds[i] = Double(i)
            error.drift(&random)
            fixes.x[i] += error.x + 8
            fixes.y[i] += error.y + 8
        }
        let first = try sketches[0].match(fixes)
        for sketch in sketches.dropFirst() {
            let match = try sketch.match(fixes)
            #expect(try corners(sketch, match) == corners(sketches[0], first))
            for (a, b) in zip(match.places, first.places) {
                #expect(abs((a?.confidence ?? -1) - (b?.confidence ?? -1)) < 1e-3)
            }
        }
    }

    @Test("Limbs of a serpentine are the same from both ends", arguments: UInt64(1)...8)
    func serpentine(seed: UInt64) throws {
        let sketches = drawings(
            """
            A--------------------B
                                  F
                                   C
                                   |
            G                    E-H
             K------------------I
            """,
            metresPerCell: 3,
            ["ABFCHEIKG"]
        )
        var random = SeededGenerator(seed: seed)
        var fixes = sketches[0].fixes("ABFCHEIKG", every: 40, noise: 0)
        for i in 0..<fixes.count {
            fixes.x[i] += 12 * standardNormal(&random)
            fixes.y[i] += 12 * standardNormal(&random)
        }
        let (a, b) = (try sketches[0].match(fixes), try sketches[1].match(fixes))
        for (one, other) in zip(a.places, b.places) {
            #expect(abs((one?.x ?? -1) - (other?.x ?? -1)) < 1e-3)
            #expect(abs((one?.y ?? -1) - (other?.y ?? -1)) < 1e-3)
            #expect(abs((one?.confidence ?? -1) - (other?.confidence ?? -1)) < 1e-3)
        }
    }

    @Test("A stub of a metre at a road is no place to turn: the way round is driven as without it")
    func stubAtRoad() throws {
        func route(hasStub: Bool) throws -> String {
            var sketch = RoadSketch(
                metresPerCell: 4,
                """
                                                                 B----C
                                                                 |    |
                A------------------------------------S--s--------D----E
                                                     t
                """
            )
            sketch.way(1, "ASsD")
            sketch.way(2, "DBCED")
            if hasStub { sketch.way(9, "St") }
            return try corners(sketch, sketch.match("AsA", every: 60, noise: 0))
        }
        #expect(
            try route(hasStub: false) == "ASsDECBDsSA" || route(hasStub: false) == "ASsDBCEDsSA"
        )
        #expect(try route(hasStub: true) == route(hasStub: false))
    }

    @Test("A stub of a metre at a bend adds no place there: a drive begins where it did without it")
    func stubAtBend() throws {
        func match(hasStub: Bool) throws -> (Double, Double, String) {
            var sketch = RoadSketch(
                metresPerCell: 2,
                """
                                        t
                                       S-----------------------------C
                                   1  /
                           A--------B
                """
            )
            sketch.way(1, "ABSC")
            if hasStub { sketch.way(9, "St") }
            let match = try sketch.match(places: [("1", 0), ("C", 20)])
            let place = try #require(match.places[0])
            return (place.x, place.y, try corners(sketch, match))
        }
        let (plain, stubbed) = (try match(hasStub: false), try match(hasStub: true))
        #expect(stubbed == plain)
        #expect(plain.0 > 0)
    }

    @Test("A vehicle that stands faces the same way on a road drawn either way")
    func standing() throws {
        let routes = try drawings("A----------1---------B", metresPerCell: 5, ["AB"]).map {
            try corners($0, $0.match(places: [("1", 0), ("1", 60)]))
        }
        #expect(routes == ["AB", "AB"])
    }
}
