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
        #expect(fault(43.2, 76.9, in: kostanay)?.reason == .outsideNetwork)
        #expect(fault(43.2, 76.9, in: kostanay)?.proposal == "")
    }

    @Test("minutes written as decimals are proposed, never applied")
    func minutes() {
        // 61.6160 would be 61 minutes, which do not exist.
        let extent = GeodeticExtent(west: 61.3, south: 43.6, east: 68, north: 54.5)
        let found = fault(43.4010, 61.3036, in: extent)
        #expect(found?.reason == .coordinateMinutes)
        #expect(found?.proposal.contains("latitude 43.669444, longitude 61.51") == true)
        #expect(fault(43.4010, 61.6160, in: extent)?.proposal == "")
    }

    @Test("a sign lost or too many is proposed, with the axes swapped or not")
    func sign() {
        let west = GeodeticExtent(west: -74.1, south: 45.3, east: -73.4, north: 45.8)
        #expect(fault(45.5, 73.6, in: west)?.reason == .coordinateSign)
        #expect(fault(45.5, 73.6, in: west)?.repaired?.longitude == Degrees(-73.6))
        #expect(fault(-53.2, 63.6, in: kostanay)?.reason == .coordinateSign)
        #expect(fault(73.6, 45.5, in: west)?.reason == .coordinatesSwapped)
        #expect(fault(73.6, 45.5, in: west)?.repaired?.latitude == Degrees(45.5))
    }

    @Test("a place must lie in the region that the record names, near its border at least")
    func region() {
        let square = RegionOutline(
            code: "S",
            names: ["Square"],
            rings: [
                RegionOutline.Ring(
                    longitudes: [63, 64, 64, 63, 63],
                    latitudes: [53, 53, 54, 54, 53]
                )
            ]
        )
        func fault(_ north: Double, _ east: Double) -> RejectReason? {
            PlaceFault(latitude: north, longitude: east, expectedExtent: nil, region: square)?
                .reason
        }
        #expect(fault(53.5, 63.5) == nil)
        // 1.1 km outside, within the 2 km that borders are off; then 3.3 km.
        #expect(fault(54.01, 63.5) == nil)
        #expect(fault(54.03, 63.5) == .outsideRegion)
        #expect(fault(63.5, 53.5) == .coordinatesSwapped)
        #expect(fault(53.3010, -63.3010) == .coordinateSign)
    }
}
