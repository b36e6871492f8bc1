import RoadModel
import RoadNetwork
import Testing
import TestKit

/// A straight road along the x axis with posts, so that every expectation is plain arithmetic.
@Suite("Kilometres along a road")
struct LinearReferencingTests {
    /// A road of 1,000 m pieces with posts `(kilometre, x)`.
    private func road(
        kilometres: Int,
        posts: [(Double, Double)],
        ref: String = "KAZ-03",
        postRef: String = "KAZ03",
        flags: SegmentFlags = [],
        isReversed: Bool = false,
        y: Double = 0,
        postsBeside: Double = 6,
        into builder: SourceBuilder = SourceBuilder()
    ) -> SourceBuilder {
        var builder = builder
        let first = Int64(y * 1000 + 5_000_000)
        for i in 0..<kilometres {
            var vertices = [
                (first + Int64(i), Double(i) * 1000, y),
                (first + Int64(i + 1), Double(i + 1) * 1000, y),
            ]
            if isReversed { vertices.reverse() }
            builder.way(first + Int64(i), vertices, ref: ref, roadClass: .trunk, flags: flags)
        }
        for (i, post) in posts.enumerated() {
            builder.source.posts.append(
                KilometrePost(
                    node: first * 10 + Int64(i),
                    point: ProjectedPoint(x: post.1, y: y + postsBeside),
                    kilometre: post.0,
                    ref: postRef
                )
            )
        }
        return builder
    }

    private func network(_ builder: SourceBuilder) throws -> CompiledNetwork {
        try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
    }

    /// The x of every place an address names.
    private func places(
        _ network: CompiledNetwork,
        _ kilometre: Int,
        _ metres: Double,
        forward: Bool? = nil
    ) throws -> [Double] {
        let referencing = LinearReferencing.build(network)
        let route = try #require(referencing.route(ref: "KAZ-03"))
        return referencing.places(
            of: KilometreReading(kilometre: kilometre, metres: metres),
            route: route,
            isForward: forward,
            in: network
        ).compactMap { network.point(at: $0.reference)?.x }
    }

    @Test("count from the posts, between them and beyond the last one")
    func plain() throws {
        let network = try network(
            road(kilometres: 10, posts: [(12, 1000), (13, 2000), (15, 4000), (16, 5010)])
        )
        #expect(try places(network, 12, 300) == [1300])
        #expect(try places(network, 14, 0) == [3000])
        #expect(try places(network, 18, 500) == [7510])
        #expect(try places(network, 11, 400) == [400])
        #expect(try places(network, 40, 0).isEmpty)
    }

    @Test("name a post by its own kilometre, not by a thousand metres behind the last one")
    func atPosts() throws {
        // Distances that no binary number holds.
        let posts = (0..<30).map { (Double(12 + $0), 500.1 + 993.7 * Double($0)) }
        let network = try network(road(kilometres: 31, posts: posts))
        let referencing = LinearReferencing.build(network)
        for (kilometre, x) in posts {
            let found = referencing.places(
                of: KilometreReading(kilometre: Int(kilometre), metres: 0),
                route: 0,
                in: network
            )
            #expect(!found.isEmpty)
            for place in found {
                #expect(abs((network.point(at: place.reference)?.x ?? 0) - x) < 0.01)
                let read = referencing.addresses(of: place.reference, in: network).map(\.reading)
                #expect(read.map(\.kilometre) == [Int(kilometre)])
                #expect(read.allSatisfy { abs($0.metres) < 0.001 })
            }
        }
    }

    @Test("run against the line where the line is drawn against them")
    func against() throws {
        let network = try network(
            road(kilometres: 5, posts: [(10, 4000), (11, 3000), (12, 2000)])
        )
        #expect(try places(network, 10, 250) == [3750])
        let referencing = LinearReferencing.build(network)
        let found = referencing.places(
            of: KilometreReading(kilometre: 10, metres: 250),
            route: 0,
            in: network
        )
        let place = try #require(found.first)
        #expect(place.address.isForward)
        // Travel with growing kilometres goes west.
        let line = network.polyline(of: place.reference.segment)
        #expect(line[0].x > line[1].x)
    }

    @Test("jump at an equation, and both numbers lead to places")
    func equation() throws {
        // Kilometres jump from 14 to 20 between the posts at 4000 and 5000.
        let network = try network(
            road(
                kilometres: 9,
                posts: [(11, 1000), (12, 2000), (13, 3000), (14, 4000), (20, 5000), (21, 6000)]
            )
        )
        #expect(try places(network, 14, 700) == [4700])
        #expect(try places(network, 20, 100) == [5100])
        // Nothing on the ground is kilometre 17: the nearest way to count is back from 20.
        #expect(try places(network, 19, 600) == [4600])
    }

    @Test("start anew at a border, where the first post may be missing")
    func reset() throws {
        let network = try network(
            road(
                kilometres: 10,
                posts: [(81, 1000), (82, 2000), (83, 3000), (1, 6000), (2, 7000), (3, 8000)]
            )
        )
        #expect(try places(network, 0, 400) == [5400])
        #expect(try places(network, 84, 800) == [4800])
        let referencing = LinearReferencing.build(network)
        #expect(referencing.routes[0].lines[0].sections.count == 2)
        #expect(referencing.routes[0].lines[0].sections[0].to == 5000)
    }

    @Test("metres beyond 1,000 are measured from their own post, also before an equation")
    func longerThanAnyNoise() throws {
        let behind = (1...10).map { (Double($0), Double($0) * 1000) }
        let ahead = (11...18).map { (Double($0), Double($0) * 1000 + 700) }
        let network = try network(road(kilometres: 20, posts: behind + ahead))
        #expect(try places(network, 10, 1500) == [11_500])
        #expect(try places(network, 11, 500).contains(12_200))
    }

    @Test("on a kilometre that is longer than its number, metres go on beyond 1,000")
    func longKilometre() throws {
        let network = try network(
            road(kilometres: 6, posts: [(57, 1000), (58, 2300), (59, 3300)])
        )
        #expect(try places(network, 57, 1200) == [2200])
        // The post ahead stands some metres too near.
        #expect(try places(network, 57, 1320) == [2300])
        #expect(try places(network, 58, 100) == [2400])
    }

    @Test("on a shorter one, are measured from the nearer post")
    func shortKilometre() throws {
        let network = try network(
            road(kilometres: 6, posts: [(57, 1000), (58, 1700), (59, 2700)])
        )
        #expect(try places(network, 57, 200) == [1200])
        #expect(try places(network, 57, 800) == [1500])
    }

    @Test("ignore one post that contradicts both neighbours")
    func contradiction() throws {
        let network = try network(
            road(kilometres: 6, posts: [(10, 1000), (11, 2000), (77, 3000), (13, 4000)])
        )
        #expect(try places(network, 12, 0) == [3000])
        let referencing = LinearReferencing.build(network)
        #expect(referencing.contradictingPosts == [2])
    }

    @Test("answer once for each carriageway of a dual carriageway")
    func dual() throws {
        var builder = road(
            kilometres: 6,
            posts: [(10, 1000), (11, 2000), (12, 3000), (13, 4000)],
            flags: .oneWay
        )
        builder = road(
            kilometres: 6,
            posts: [],
            flags: .oneWay,
            isReversed: true,
            y: 25,
            into: builder
        )
        let network = try network(builder)
        let both = try places(network, 11, 500)
        #expect(both == [2500, 2500])
        let referencing = LinearReferencing.build(network)
        for forward in [true, false] {
            let found = referencing.places(
                of: KilometreReading(kilometre: 11, metres: 500),
                route: 0,
                isForward: forward,
                in: network
            )
            #expect(found.count == 1)
            let y = found.first.flatMap { network.point(at: $0.reference)?.y }
            #expect(y == (forward ? 0 : 25))
        }
    }

    @Test("posts of another road beside it, and posts far away, do not count")
    func foreign() throws {
        var builder = road(kilometres: 6, posts: [(10, 1000), (11, 2000)])
        builder = road(
            kilometres: 6,
            posts: [(300, 1000), (301, 2000)],
            ref: "A-2",
            postRef: "A2",
            y: 30,
            into: builder
        )
        builder.source.posts.append(
            KilometrePost(
                node: 9,
                point: ProjectedPoint(x: 3000, y: 400),
                kilometre: 99,
                ref: "KAZ-03"
            )
        )
        let network = try network(builder)
        #expect(try places(network, 10, 0) == [1000])
        #expect(try places(network, 300, 0).isEmpty)
        #expect(LinearReferencing.build(network).loosePosts.count == 1)
    }

    @Test("posts without an index that stand on one of two roads side by side count that one")
    func standing() throws {
        func both(beside: Double) throws -> CompiledNetwork {
            let first = road(
                kilometres: 6,
                posts: [(10, 1000), (11, 2000), (12, 3000)],
                postRef: "",
                postsBeside: beside
            )
            return try network(
                road(
                    kilometres: 6,
                    posts: [(300, 1000), (301, 2000), (302, 3000)],
                    ref: "A-2",
                    postRef: "",
                    y: 14,
                    postsBeside: beside,
                    into: first
                )
            )
        }
        let standing = try both(beside: 0)
        #expect(try places(standing, 11, 500) == [2500])
        #expect(try places(standing, 301, 500).isEmpty)
        let referencing = LinearReferencing.build(standing)
        #expect(referencing.loosePosts.isEmpty && referencing.contradictingPosts.isEmpty)
        // Between the two nobody can tell whose they are.
        let between = LinearReferencing.build(try both(beside: 7))
        #expect(!between.contradictingPosts.isEmpty)
    }

    @Test("every place of every direction comes back to the millimetre")
    func roundTrip() throws {
        var builder = road(
            kilometres: 12,
            posts: [
                (81, 1010), (82, 1995), (83, 3300), (1, 6000), (2, 6700), (3, 7720), (5, 9700),
            ]
        )
        builder = road(
            kilometres: 12,
            posts: [],
            flags: .oneWay,
            isReversed: true,
            y: 30,
            into: builder
        )
        let network = try network(builder)
        let referencing = LinearReferencing.build(network)
        var generator = SeededGenerator(seed: 7)
        var checked = 0
        for _ in 0..<2000 {
            let segment = SegmentID(
                rawValue: UInt32.random(in: 0..<UInt32(network.segmentCount), using: &generator)
            )
            let length = network.length(piece: network.columns.segmentPiece[segment.rawValue])
            let reference = LinearReference(
                segment: segment,
                measure: Metres(Double.random(in: 0...length.value, using: &generator)),
                offset: Metres(0)
            )
            for address in referencing.addresses(of: reference, in: network) {
                let places = referencing.places(
                    of: address.reading,
                    route: address.route,
                    isForward: address.isForward,
                    section: address.section,
                    in: network
                )
                let back = try #require(places.first)
                let here = try #require(network.point(at: reference))
                let there = try #require(network.point(at: back.reference))
                #expect(here.distance(to: there).value <= 1e-3, "\(address)")
                #expect(back.address.isForward == address.isForward)
                checked += 1
            }
        }
        #expect(checked == 2000)
    }

    @Test("come from a route relation where ways carry no index")
    func relation() throws {
        var builder = road(
            kilometres: 4,
            posts: [(10, 1000), (11, 2000), (12, 3000)],
            ref: ""
        )
        builder.source.routes = [
            RouteRelation(
                id: 1,
                ref: "KAZ03",
                names: ["Астана — Петропавл"],
                ways: builder.source.wayID
            )
        ]
        let network = try network(builder)
        #expect(try places(network, 11, 500) == [2500])
        let referencing = LinearReferencing.build(network)
        #expect(referencing.routes(named: "Астана–Петропавловск").isEmpty == false)
    }

    @Test("are carried on to a line without posts behind a gap")
    func carried() throws {
        var builder = road(kilometres: 3, posts: [(10, 1000), (11, 2000), (12, 3000)])
        // The road goes on 500 m farther east, as after a town whose street has no index.
        builder.way(77, [(901, 3500, 0), (902, 4500, 0)], ref: "KAZ-03", roadClass: .trunk)
        let network = try network(builder)
        #expect(try places(network, 13, 0) == [4000])
    }
}
