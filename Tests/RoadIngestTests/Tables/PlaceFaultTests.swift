import RoadIngest
import RoadModel
import Testing

@Suite("Places of records")
struct PlaceFaultTests {
    private let kostanay = GeodeticExtent(west: 61, south: 50, east: 68, north: 54.5)

    private func fault(_ north: Double, _ east: Double, in extent: GeodeticExtent? = nil)
        -> PlaceFault?
    {
        PlaceFault(latitude: north, longitude: east, expectedExtent: extent)
    }

    @Test("accepts the edges of the ranges and places on one zero axis")
    func valid() {
        #expect(fault(90, -180) == nil)
        #expect(fault(0, 12) == nil)
        #expect(fault(53.2, 63.6, in: kostanay) == nil)
    }

    @Test("0, 0 means none")
    func zero() {
        #expect(fault(0, 0)?.reason == .coordinateZero)
        #expect(fault(-0.0, 0, in: kostanay)?.reason == .coordinateZero)
    }

    @Test("axes are swapped when only the swapped pair is a coordinate or lies in the extent")
    func swapped() {
        #expect(fault(120, 40)?.reason == .coordinatesSwapped)
        #expect(fault(63.6, 53.2) == nil)
        let inside = fault(63.6, 53.2, in: kostanay)
        #expect(inside?.reason == .coordinatesSwapped)
        #expect(inside?.proposal == "swap them: latitude 53.2, longitude 63.6")
    }

    @Test("out of range in both orders, or outside the extent, is refused")
    func outside() {
        #expect(fault(91, 181)?.reason == .coordinateRange)
        #expect(fault(43.2, 76.9, in: kostanay)?.reason == .coordinateRange)
        #expect(fault(43.2, 76.9, in: kostanay)?.proposal == "")
    }

    @Test("minutes written as decimals are proposed, never applied")
    func minutes() {
        // 50°00′36″ and 61°30′36″ lie inside; 49.5960 is read as 49°59′60″, which does not exist.
        let extent = GeodeticExtent(west: 61.3, south: 43.6, east: 68, north: 54.5)
        let found = fault(43.4010, 61.3036, in: extent)
        #expect(found?.reason == .coordinateRange)
        #expect(found?.proposal.contains("latitude 43.669444, longitude 61.51") == true)
        #expect(fault(43.5960, 61.3036, in: extent)?.proposal == "")
    }
}
