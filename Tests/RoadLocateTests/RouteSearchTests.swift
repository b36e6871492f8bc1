import RoadLocate
import RoadModel
import RoadNetwork
import Testing

/// Ways over drawn maps; a cell is 10 m wide and 20 m high.
@Suite("The search for a way")
struct RouteSearchTests {
    /// The nodes passed from one node to another, both included; `nil` when no way leads there.
    private func way(
        _ sketch: RoadSketch,
        from start: Character,
        to end: Character
    ) throws -> String? {
        let network = try sketch.network()
        var search = RouteSearch(network)
        func ends(_ node: Character, leaving: Bool) -> [LinearReference] {
            let id = Int64(node.unicodeScalars.first?.value ?? 0)
            return (0..<UInt32(network.segmentCount)).compactMap { number in
                let segment = network.segment(SegmentID(rawValue: number))
                guard (leaving ? segment.startNode : segment.endNode) == id else { return nil }
                return LinearReference(
                    segment: segment.id,
                    measure: leaving ? Metres(0) : segment.length,
                    offset: Metres(0)
                )
            }
        }
        guard
            let route = search.route(
                from: ends(start, leaving: true),
                to: ends(end, leaving: false)
            )
        else { return nil }
        var text = String(start)
        for part in route.parts {
            let node = network.segment(part.segment).endNode
            text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: node)))
        }
        return text
    }

    @Test("goes round a one-way grid in the direction of traffic")
    func oneWayGrid() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A----B----C
            |    |    |
            D----E----F
            """
        )
        sketch.way(1, "ABC", flags: .oneWay)
        sketch.way(2, "FED", flags: .oneWay)
        sketch.way(3, "DA", flags: .oneWay)
        sketch.way(4, "BE", flags: .oneWay)
        sketch.way(5, "CF", flags: .oneWay)
        #expect(try way(sketch, from: "A", to: "C") == "ABC")
        #expect(try way(sketch, from: "C", to: "A") == "CFEDA")
        #expect(try way(sketch, from: "E", to: "B") == "EDAB")
    }

    @Test("keeps a forbidden turn at a node and goes round it")
    func restrictionAtNode() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
                 C----D
                 |    |
            A----B----E
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "BC")
        sketch.way(3, "CD")
        sketch.way(4, "DE")
        sketch.way(5, "EB")
        #expect(try way(sketch, from: "A", to: "C") == "ABC")
        sketch.source.restrictions = [
            TurnRestriction(
                fromWay: 1,
                toWay: 2,
                viaNode: 66,
                viaWays: [],
                isMandatory: false
            )
        ]
        #expect(try way(sketch, from: "A", to: "C") == "ABEDC")
    }

    @Test("takes each of the turns that are said to be the only ones")
    func severalMandatory() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
                 C    F
                 |    |
            A----B----E
                 |    |
                 D----G
            """
        )
        for (id, way) in ["AB", "BC", "BE", "BD", "DG", "GE", "EF"].enumerated() {
            sketch.way(Int64(id + 1), way)
        }
        sketch.source.restrictions = [2, 4].map {
            TurnRestriction(fromWay: 1, toWay: $0, viaNode: 66, viaWays: [], isMandatory: true)
        }
        #expect(try way(sketch, from: "A", to: "C") == "ABC")
        #expect(try way(sketch, from: "A", to: "D") == "ABD")
        let round = try #require(try way(sketch, from: "A", to: "F"))
        #expect(!round.contains("ABE"))
    }

    @Test("keeps a turn that is forbidden over a way in between, and no other turn")
    func restrictionOverWay() throws {
        // A dual carriageway: whoever comes from A may not turn round over the link B–E.
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            F----E----D
                 |
            A----B----C
            """
        )
        sketch.way(1, "AB", flags: .oneWay)
        sketch.way(2, "BC", flags: .oneWay)
        sketch.way(3, "DE", flags: .oneWay)
        sketch.way(4, "EF", flags: .oneWay)
        sketch.way(5, "BE")
        #expect(try way(sketch, from: "A", to: "F") == "ABEF")
        sketch.source.restrictions = [
            TurnRestriction(
                fromWay: 1,
                toWay: 4,
                viaNode: 0,
                viaWays: [5],
                isMandatory: false
            )
        ]
        #expect(try way(sketch, from: "A", to: "F") == nil)
        #expect(try way(sketch, from: "D", to: "C") == "DEBC")
        #expect(try way(sketch, from: "A", to: "C") == "ABC")
    }

    @Test(
        "keeps restrictions that share via ways, in any order of the map",
        arguments: [false, true]
    )
    func sharedViaWays(isReversed: Bool) throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
                      F----G
                      |    |
            A----B----C----D----E
                      |
                      |
                      |
                      H
            """
        )
        for (id, nodes) in ["AB", "BC", "CD", "DE", "CF", "FG", "GD", "CH"].enumerated() {
            sketch.way(Int64(id + 1), nodes)
        }
        // From AB over BC not onto CH, from BC over CD not onto DE, from AB over BC and CD not onto DE.
        let turns = [(1, [2], 8), (2, [3], 4), (1, [2, 3], 4)].map { from, via, to in
            TurnRestriction(
                fromWay: Int64(from),
                toWay: Int64(to),
                viaNode: 0,
                viaWays: via.map { Int64($0) },
                isMandatory: false
            )
        }
        sketch.source.restrictions = isReversed ? turns.reversed() : turns
        #expect(try way(sketch, from: "A", to: "E") == "ABCFGDE")
        #expect(try way(sketch, from: "B", to: "E") == "BCFGDE")
        // Into the dead end at E and back, for H may not be entered from AB over BC.
        let round = try #require(try way(sketch, from: "A", to: "H"))
        #expect(round.hasPrefix("ABCFGD") || round.hasPrefix("ABCDGF"))
    }

    @Test("goes round a roundabout the right way only")
    func roundabout() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
                   N
                   |
                   C
                  / \\
            W----D   B----O
                  \\ /
                   A
                   |
                   S
            """
        )
        sketch.way(1, "ABCDA", flags: [.oneWay, .roundabout])
        sketch.way(2, "SA")
        sketch.way(3, "BO")
        sketch.way(4, "CN")
        sketch.way(5, "DW")
        #expect(try way(sketch, from: "S", to: "O") == "SABO")
        #expect(try way(sketch, from: "O", to: "S") == "OBCDAS")
    }

    @Test("turns round at a dead end and nowhere else")
    func deadEnd() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A----B----C
                 |
                 D
            """
        )
        sketch.way(1, "AB")
        sketch.way(2, "BC")
        sketch.way(3, "BD")
        sketch.source.restrictions = [
            TurnRestriction(
                fromWay: 1,
                toWay: 2,
                viaNode: 66,
                viaWays: [],
                isMandatory: false
            )
        ]
        #expect(try way(sketch, from: "A", to: "C") == "ABDBC")
    }

    @Test("does not turn from a bridge or out of a tunnel onto the road it crosses")
    func levels() throws {
        for flags in [SegmentFlags.bridge, .tunnel] {
            var sketch = RoadSketch(
                metresPerCell: 10,
                """
                     C
                A----+----B
                     D
                """
            )
            sketch.way(1, "AB")
            sketch.way(2, "CD", flags: flags, level: flags == .bridge ? 1 : -1)
            #expect(try way(sketch, from: "A", to: "D") == nil)
        }
    }

    @Test("measures part of one segment, and goes round a block where it lies behind")
    func withinSegment() throws {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A----B
            |    |
            D----C
            """
        )
        sketch.way(1, "ABCDA", flags: .oneWay)
        let network = try sketch.network()
        var search = RouteSearch(network)
        func at(_ metres: Double) -> LinearReference {
            LinearReference(
                segment: SegmentID(rawValue: 0),
                measure: Metres(metres),
                offset: Metres(0)
            )
        }
        #expect(search.route(from: [at(10)], to: [at(35)])?.length == Metres(25))
        #expect(search.route(from: [at(35)], to: [at(10)])?.length == Metres(180 - 25))
    }
}
