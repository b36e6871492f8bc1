import RoadLocate
import RoadModel
import RoadNetwork
import Testing

/// Places where matchers go wrong, each as a drawn map.
@Suite("Hard places for tracks")
struct TrackHardCaseTests {
    @Test("A tunnel under a crossing street is driven through, not left")
    func tunnel() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
                    C
                    |
            A---E===+===F---B
                    |
                    D
            """
        )
        sketch.way(1, "AE")
        sketch.way(2, "EF", flags: .tunnel, level: -1)
        sketch.way(3, "FB")
        sketch.way(4, "CD")
        // No fixes under the ground.
        var fixes = sketch.fixes("AB", every: 15, noise: 5)
        for i in 0..<fixes.count where fixes.x[i] > 80 && fixes.x[i] < 240 { fixes.x[i] = .nan }
        let match = try sketch.match(fixes)
        #expect(try sketch.ways(match) == ["1+", "2+", "3+"])
        #expect(match.parts.count == 1)
    }

    @Test("A roundabout is driven round its own way and left at the right arm")
    func roundabout() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
                       N
                       |
                       n
                    /     \\
            W-----w         e-----E
                    \\     /
                       s
                       |
                       S
            """
        )
        // Counter-clockwise, right-hand traffic: from the west over the south to the east.
        sketch.way(1, "wsenw", flags: [.oneWay, .roundabout])
        sketch.way(2, "Ww")
        sketch.way(3, "eE")
        sketch.way(4, "nN")
        sketch.way(5, "sS")
        let match = try sketch.match("WwseE", every: 12, noise: 3)
        #expect(try sketch.ways(match) == ["2+", "1+", "3+"])
        let left = try sketch.match("WwsenN", every: 12, noise: 3)
        #expect(try sketch.ways(left) == ["2+", "1+", "4+"])
    }

    @Test("A U-turn on a dual carriageway is driven where the carriageways are linked")
    func dualCarriageway() throws {
        var sketch = RoadSketch(
            metresPerCell: 15,
            """
            A-----------B-----------C
            |           |           |
            D-----------E-----------F
            """
        )
        sketch.way(1, "FED", flags: .oneWay)
        sketch.way(2, "ABC", flags: .oneWay)
        sketch.way(3, "CF", flags: .oneWay)
        sketch.way(4, "BE", flags: .oneWay)
        let match = try sketch.match("ABED", every: 25, noise: 4)
        #expect(try sketch.ways(match) == ["2+", "4+", "1+"])
        let straight = try sketch.match("ABC", every: 25, noise: 6)
        #expect(try sketch.ways(straight) == ["2+"])
    }

    @Test("A ramp beside the motorway is told from it")
    func ramp() throws {
        var sketch = RoadSketch(
            metresPerCell: 15,
            """
            A-----B-----------------C
                   \\
                    R-----S
                           \\
                            D-------E
            """
        )
        sketch.way(1, "ABC", roadClass: .motorway, flags: .oneWay)
        sketch.way(2, "BRSD", roadClass: .motorway, flags: [.oneWay, .link])
        sketch.way(3, "DE")
        #expect(try sketch.ways(sketch.match("ABRSDE", every: 30, noise: 5)) == ["1+", "2+", "3+"])
        #expect(try sketch.ways(sketch.match("ABC", every: 30, noise: 5)) == ["1+"])
    }

    @Test(
        "The rarer the fixes, the more a place counts against a short way",
        arguments: [15.0, 60.0]
    )
    func rareFixes(step: Double) throws {
        var sketch = RoadSketch(
            metresPerCell: 12,
            """
                    B-------X-------C
            A-------a---------------c-------D
            """
        )
        sketch.way(1, "AacD")
        sketch.way(2, "aBCc")
        // In the middle the fix lies 6 m from the way round and 18 m from the straight road.
        var fixes = TrackFixes()
        for (mark, down) in [("A", 0.0), ("X", 6.0), ("D", 0.0)] {
            let place = sketch[Character(mark)]
            fixes.append(seconds: step * Double(fixes.count), x: place.x, y: place.y - down)
        }
        let ways = try sketch.ways(sketch.match(fixes, parameters: .ofTenMetres))
        #expect(ways == (step > 30 ? ["1+", "2+", "1+"] : ["1+"]))
    }

    @Test("An error that drifts on does not put a drive on the carriageway beside its own")
    func drift() throws {
        var sketch = RoadSketch(
            metresPerCell: 6,
            """
                        B-----------------------------------C
            A-------S                                           T-------D
                        E-----------------------------------F
            """
        )
        sketch.way(1, "AS")
        sketch.way(2, "SBCT", flags: .oneWay)
        sketch.way(3, "SEFT", flags: .oneWay)
        sketch.way(4, "TD")
        // The receiver shows every place 14 m too far north, 10 m from the carriageway beside.
        var fixes = sketch.fixes("ASEFTD", every: 12, noise: 0)
        for i in 0..<fixes.count {
            fixes.seconds[i] = Double(i)
            fixes.y[i] += 14
        }
        #expect(try sketch.ways(sketch.match(fixes)) == ["1+", "3+", "4+"])
        // Fix by fix they speak for the other one.
        var forgetful = TrackMatcherParameters()
        forgetful.errorMemorySeconds = 0.01
        let alone = try sketch.match(fixes, parameters: forgetful)
        #expect(try sketch.ways(alone) == ["1+", "2+", "4+"])
    }

    @Test("Of two ways of the same length the one with fewer junctions is driven")
    func junctions() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
                  B-----------C
                 /             \\
            A---a   P Q R T U   d---D
                 \\             /
                  E-p-q-r-t-u-F
            """
        )
        sketch.way(1, "Aa")
        sketch.way(2, "aBCd")
        sketch.way(3, "aEpqrtuFd")
        sketch.way(4, "dD")
        for (id, way) in ["pP", "qQ", "rR", "tT", "uU"].enumerated() {
            sketch.way(Int64(5 + id), way)
        }
        let match = try sketch.match(places: [("A", 0), ("D", 40)])
        #expect(try sketch.ways(match) == ["1+", "2+", "4+"])
    }

    @Test("A dead end is driven in and out again")
    func deadEnd() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
                    D
                    |
                    |
            A-------B-------C
            """
        )
        sketch.way(1, "ABC")
        sketch.way(2, "BD")
        let match = try sketch.match("ABDBC", every: 20, noise: 3)
        #expect(try sketch.ways(match) == ["1+", "2+", "2-", "1+"])
    }

    @Test("Where a vehicle turns round, a stub of 8 m is not driven, a dead end of 24 m is")
    func stub() throws {
        func ways(stub: String) throws -> [String] {
            var sketch = RoadSketch(
                metresPerCell: 4,
                """
                                                                             E
                                                                             |
                                                                             D
                A------------------------------------------------------------B------------------------------C
                """
            )
            sketch.way(1, "AB")
            sketch.way(2, "BC")
            if !stub.isEmpty { sketch.way(3, stub) }
            return try sketch.ways(sketch.match("ABA", every: 100, noise: 0))
        }
        #expect(try ways(stub: "") == ["1+", "1-"])
        #expect(try ways(stub: "BD") == ["1+", "1-"])
        #expect(try ways(stub: "BE") == ["1+", "3+", "3-", "1-"])
    }

    @Test("In a grid of one-way streets no street is driven the wrong way")
    func oneWayGrid() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A---B---C---D
            |   |   |   |
            E---F---G---H
            |   |   |   |
            I---J---K---L
            """
        )
        sketch.way(1, "ABCD", flags: .oneWay)
        sketch.way(2, "HGFE", flags: .oneWay)
        sketch.way(3, "IJKL", flags: .oneWay)
        sketch.way(4, "AEI", flags: .oneWay)
        sketch.way(5, "JFB", flags: .oneWay)
        sketch.way(6, "CGK", flags: .oneWay)
        sketch.way(7, "LHD", flags: .oneWay)
        let match = try sketch.match("ABCGKLH", every: 15, noise: 3)
        #expect(try sketch.ways(match) == ["1+", "6+", "3+", "7+"])
    }

    @Test("Five minutes without a fix are bridged along the road, and the route stays whole")
    func fiveMinutes() throws {
        var sketch = RoadSketch(metresPerCell: 60, "A-----B-----C-----D-----E")
        sketch.way(1, "ABCDE")
        var fixes = sketch.fixes("AE", every: 40, noise: 3)
        let hidden = fixes.count / 3..<2 * fixes.count / 3
        for i in hidden { fixes.x[i] = .nan }
        for i in hidden.upperBound..<fixes.count { fixes.seconds[i] += 300 }
        let match = try sketch.match(fixes)
        #expect(match.parts.count == 1)
        #expect(try sketch.ways(match) == ["1+"])
        #expect(match.interruptions.allSatisfy { $0.reason == .noCoordinates })
    }

    @Test("A drive through a yard without roads is told as off the network, not as a detour")
    func yard() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A-----B                 C-----D
                  |                 |
                  |     1     2     |
                  |                 |
                  |                 |
                  |                 |
                  E-----------------F
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "CD")
        sketch.way(3, "BEFC")
        var fixes = sketch.fixes("AB12CD", every: 20, noise: 4)
        let match = try sketch.match(fixes)
        // The way round is 840 m long; a fix before the corner may lie on its last metres.
        #expect(try sketch.ways(match).filter { $0 != "3+" } == ["1+", "2+"])
        #expect(abs(match.routeMetres - 240) < 10)
        #expect(match.parts.count == 2)
        #expect(match.offNetwork.count == 1)
        #expect((match.offNetwork.first?.metres ?? 0) > 250)
        #expect(match.interruptions.map(\.reason) == [.offNetwork])
        // However rare the fixes are, none far from every road is put on one.
        for metres in [20.0, 60, 95] {
            let drive = sketch.fixes("AB12CD", every: metres, noise: 4)
            let found = try sketch.match(drive)
            #expect(found.offNetwork.count == 1)
            for i in 0..<drive.count where abs(drive.y[i] - sketch["A"].y) > 32 {
                #expect(found.places[i] == nil, "fix \(i), every \(metres) m")
            }
        }
        // On a map that has the road the same drive is nowhere off the network.
        sketch.way(4, "B12C")
        let known = try sketch.match(fixes)
        #expect(try sketch.ways(known) == ["1+", "4+", "2+"])
        #expect(known.offNetwork.isEmpty)
        // One wild fix is an outlier, no drive off the network.
        fixes.y[fixes.count / 2] += 180
        let wild = try sketch.match(fixes)
        #expect(try sketch.ways(wild) == ["1+", "4+", "2+"])
        #expect(wild.offNetwork.isEmpty)
    }

    @Test("A track that never comes near a road says so and has no route")
    func nowhere() throws {
        var sketch = RoadSketch(metresPerCell: 20, "A-----B")
        sketch.way(1, "AB")
        var fixes = sketch.fixes("AB", every: 20, noise: 3)
        for i in 0..<fixes.count { fixes.y[i] += 5_000 }
        let match = try sketch.match(fixes)
        #expect(match.parts.isEmpty)
        #expect(match.places.allSatisfy { $0 == nil })
        #expect(match.interruptions.first?.reason == .offNetwork)
    }

    @Test("Between two routes of like length the doubt is stated, and both are listed")
    func doubt() throws {
        var sketch = RoadSketch(
            metresPerCell: 20,
            """
            A-----B-----C-----D
                  |     |
                  E-----F
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "BC")
        sketch.way(3, "CD")
        sketch.way(4, "BEFC")
        var parameters = TrackMatcherParameters()
        parameters.listsRivals = true
        var far = TrackFixes()
        for (mark, second) in [("A", 0.0), ("D", 60.0)] {
            let place = sketch[Character(mark)]
            far.append(seconds: second, x: place.x, y: place.y)
        }
        let doubtful = try sketch.match(far, parameters: parameters)
        let sure = try sketch.match(
            sketch.fixes("AD", every: 15, noise: 2),
            parameters: parameters
        )
        #expect(try sketch.ways(doubtful) == ["1+", "2+", "3+"])
        #expect(doubtful.confidence < sure.confidence)
        #expect(doubtful.expectedMismatch > sure.expectedMismatch)
        #expect(doubtful.rivals.first?.segments.count == 1)
        let network = try sketch.network()
        let own = doubtful.rivals.first.map { TrackMatch.nodePairs($0.segments, network) } ?? []
        #expect(own.map(\.to) == "EFC".map { Int64($0.unicodeScalars.first?.value ?? 0) })
    }
}
