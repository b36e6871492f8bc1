import RoadModel
import RoadNetwork
import Testing

@Suite("Linear references on a network")
struct CompiledNetworkGeometryTests {
    private let network: CompiledNetwork

    init() throws {
        network = try CompiledNetwork(
            image: NetworkCompiler.compile(SourceBuilder.junction.source)
        )
    }

    private func id(from start: Int64, to end: Int64) throws -> SegmentID {
        try #require(
            (0..<UInt32(network.segmentCount)).map { SegmentID(rawValue: $0) }.first {
                network.segment($0).startNode == start && network.segment($0).endNode == end
            }
        )
    }

    @Test("name the same place from both directions of travel")
    func bothDirections() throws {
        let along = LinearReference(
            segment: try id(from: 1, to: 2),
            measure: Metres(30),
            offset: Metres(4)
        )
        let against = LinearReference(
            segment: try id(from: 2, to: 1),
            measure: Metres(70),
            offset: Metres(-4)
        )
        let place = try #require(network.point(at: along))
        #expect(place == ProjectedPoint(x: 30, y: -4))
        let other = try #require(network.point(at: against))
        #expect(other.distance(to: place).value < 1e-9)
    }

    @Test("come back from the place they name")
    func roundTrip() throws {
        for (start, end) in [(Int64(1), Int64(2)), (2, 1), (2, 5), (3, 2)] {
            let segment = try id(from: start, to: end)
            for measure in [5.0, 25, 38] {
                for offset in [-3.0, 0, 3] {
                    let reference = LinearReference(
                        segment: segment,
                        measure: Metres(measure),
                        offset: Metres(offset)
                    )
                    let place = try #require(network.point(at: reference))
                    let back = try #require(network.reference(of: place, on: segment))
                    #expect(abs(back.measure.value - measure) < 1e-6)
                    #expect(abs(back.offset.value - offset) < 1e-6)
                }
            }
        }
    }

    @Test("measure on the ground where the plane stretches lengths, and come back all the same")
    func onTheGround() throws {
        var builder = SourceBuilder.junction
        // A metre of ground is 1.25 m of the plane.
        builder.source.ground = GroundMetric(
            originX: 0,
            originY: 0,
            side: 1000,
            columns: 1,
            rows: 1,
            values: [SIMD4<Double>](repeating: SIMD4(0.64, 0, 0.64, 0), count: 9)
        )
        let network = try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
        let street = try #require(
            (0..<UInt32(network.segmentCount)).map { SegmentID(rawValue: $0) }.first {
                network.segment($0).startNode == 2 && network.segment($0).endNode == 5
            }
        )
        #expect(network.measures(of: street) == [0, 32, 72])
        #expect(network.segment(street).length == Metres(72))
        let middle = LinearReference(segment: street, measure: Metres(52), offset: Metres(0))
        #expect(network.point(at: middle) == ProjectedPoint(x: 115, y: 60))
        let back = network.reference(of: ProjectedPoint(x: 115, y: 60), on: street)
        #expect(abs((back?.measure.value ?? 0) - 52) < 1e-9)
        let total = network.summary.kilometres
        #expect(abs(total - 0.232) < 1e-9)
    }

    @Test("have no place on a segment the network does not have")
    func unknown() {
        let id = SegmentID(rawValue: 99)
        #expect(!network.contains(id))
        #expect(
            network.point(at: LinearReference(segment: id, measure: Metres(0), offset: Metres(0)))
                == nil
        )
        #expect(network.reference(of: ProjectedPoint(x: 0, y: 0), on: id) == nil)
    }
}
