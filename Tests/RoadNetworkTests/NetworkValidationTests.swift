import RoadModel
import RoadNetwork
import Testing

@Suite("The checks of a network")
struct NetworkValidationTests {
    /// Codes found, with the ways they name.
    private func findings(_ builder: SourceBuilder) throws -> [String] {
        let network = try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
        return NetworkValidation(network).findings.map { finding in
            let others = finding.otherWay == 0 ? "" : "+\(finding.otherWay)"
            return "\(finding.code.rawValue.dropFirst(8)) \(finding.way)\(others)"
        }
    }

    /// A square of streets, every one of both directions, around the drawings of the tests.
    private var square: SourceBuilder {
        var builder = SourceBuilder()
        builder.way(1, [(1, 0, 0), (2, 1000, 0)], roadClass: .residential)
        builder.way(2, [(2, 1000, 0), (3, 1000, 1000)], roadClass: .residential)
        builder.way(3, [(3, 1000, 1000), (4, 0, 1000)], roadClass: .residential)
        builder.way(4, [(4, 0, 1000), (1, 0, 0)], roadClass: .residential)
        return builder
    }

    @Test("find nothing in a sound network")
    func sound() throws {
        #expect(try findings(square).isEmpty)
    }

    @Test("find islands, the longest part being the mainland")
    func island() throws {
        var builder = square
        builder.way(9, [(90, 400, 400), (91, 500, 400)], roadClass: .residential)
        #expect(try findings(builder) == ["island 9"])
    }

    @Test("find no trap in a road that is longer than the town beside it")
    func longIsland() throws {
        var builder = square
        builder.way(9, [(90, 3000, 3000), (91, 9000, 3000)], roadClass: .residential)
        #expect(try findings(builder) == ["island 1"])
    }

    @Test("find dead ends that stop just before a road, and main roads that end in nothing")
    func deadEnds() throws {
        var builder = square
        builder.way(9, [(1, 0, 0), (90, 500, 500), (91, 500, 997)], roadClass: .residential)
        #expect(try findings(builder) == ["dead_end_near_road 9+3"])
        var other = square
        other.way(9, [(1, 0, 0), (90, 500, 500)], roadClass: .secondary)
        #expect(try findings(other) == ["main_road_ends 9"])
        var street = square
        street.way(9, [(1, 0, 0), (90, 500, 500)], roadClass: .residential)
        #expect(try findings(street).isEmpty)
    }

    @Test("find one-ways that trap, that meet head on, and that part")
    func oneWays() throws {
        var trap = square
        trap.way(9, [(1, 0, 0), (90, 500, 500)], roadClass: .residential, flags: .oneWay)
        trap.way(10, [(90, 500, 500), (91, 600, 500)], roadClass: .residential)
        #expect(try findings(trap) == ["no_way_out 10"])
        var headOn = square
        headOn.way(9, [(1, 0, 0), (90, 500, 400)], roadClass: .residential, flags: .oneWay)
        headOn.way(10, [(3, 1000, 1000), (90, 500, 400)], roadClass: .residential, flags: .oneWay)
        #expect(try findings(headOn).contains("oneway_sink 10"))
        var parting = square
        parting.way(9, [(90, 500, 400), (1, 0, 0)], roadClass: .residential, flags: .oneWay)
        parting.way(10, [(90, 500, 400), (3, 1000, 1000)], roadClass: .residential, flags: .oneWay)
        #expect(try findings(parting).contains { $0.hasPrefix("oneway_source") })
    }

    @Test("find roundabouts drawn against traffic on the right")
    func roundabout() throws {
        for isLeftTurning in [true, false] {
            var ring: [(Int64, Double, Double)] = [
                (1, 0, 0), (91, 20, -20), (92, 40, 0), (93, 20, 20), (1, 0, 0),
            ]
            if !isLeftTurning { ring.reverse() }
            var builder = square
            builder.way(9, ring, roadClass: .residential, flags: [.oneWay, .roundabout])
            let found = try findings(builder).contains { $0.hasPrefix("roundabout_direction") }
            #expect(found == !isLeftTurning)
        }
    }

    @Test("find the same line twice, also drawn the other way")
    func duplicates() throws {
        var builder = square
        builder.way(9, [(2, 1000, 0), (1, 0, 0)], roadClass: .residential)
        #expect(try findings(builder) == ["duplicate_geometry 9+1"])
    }

    @Test("find crossings without a junction, but none over or under a bridge")
    func crossings() throws {
        var builder = square
        builder.way(8, [(1, 0, 0), (3, 1000, 1000)], roadClass: .residential)
        builder.way(9, [(2, 1000, 0), (4, 0, 1000)], roadClass: .residential)
        #expect(try findings(builder).map { String($0.prefix(21)) } == ["crossing_unconnected "])
        for (flags, level) in [(SegmentFlags.bridge, Int8(1)), (.tunnel, -1), (.bridge, 0)] {
            var bridge = square
            bridge.way(8, [(1, 0, 0), (3, 1000, 1000)], roadClass: .residential)
            bridge.way(
                9,
                [(2, 1000, 0), (4, 0, 1000)],
                roadClass: .residential,
                flags: flags,
                level: level
            )
            #expect(try findings(bridge).isEmpty)
        }
    }

    @Test("find lines that cross themselves, classes that are missing, and scraps")
    func oddities() throws {
        var builder = square
        builder.way(
            9,
            [(1, 0, 0), (90, 300, 300), (91, 300, 200), (92, 100, 300), (4, 0, 1000)],
            roadClass: .unknown
        )
        builder.way(10, [(4, 0, 1000), (93, 0.05, 1000)], roadClass: .residential)
        let found = Set(try findings(builder))
        #expect(found.isSuperset(of: ["self_crossing 9", "class_missing 9", "short_piece 10"]))
    }

    @Test("find restrictions whose ways do not meet")
    func restrictions() throws {
        var builder = square
        for (from, to, node) in [(Int64(1), Int64(2), Int64(2)), (1, 3, 2), (1, 2, 3)] {
            builder.source.restrictions.append(
                TurnRestriction(
                    fromWay: from,
                    toWay: to,
                    viaNode: node,
                    viaWays: [],
                    isMandatory: false
                )
            )
        }
        #expect(
            try findings(builder) == ["restriction_unresolved 1+3", "restriction_unresolved 1+2"]
        )
    }
}
