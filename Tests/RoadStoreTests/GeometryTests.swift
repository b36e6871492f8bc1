import RoadModel
import RoadStore
import Testing

@Suite("GeoPackage geometry")
struct GeometryTests {
    private static let place = GeodeticCoordinate(latitude: Degrees(2), longitude: Degrees(1))

    @Test("a point is the header, the SRS and WKB, byte by byte")
    func point() {
        let expected: [UInt8] = [
            0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0,
            1, 1, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0xF0, 0x3F,
            0, 0, 0, 0, 0, 0, 0, 0x40,
        ]
        #expect(GeoPackageGeometry.point(Self.place) == expected)
    }

    @Test("a line carries its envelope, and a single vertex is no line")
    func line() throws {
        let other = GeodeticCoordinate(latitude: Degrees(4), longitude: Degrees(-1))
        let bytes = try #require(GeoPackageGeometry.line([Self.place, other]))
        #expect(bytes.count == 8 + 32 + 9 + 2 * 16)
        // min x = −1 comes first in the envelope.
        #expect(Array(bytes[8..<16]) == [0, 0, 0, 0, 0, 0, 0xF0, 0xBF])
        #expect(GeoPackageGeometry.line([Self.place]) == nil)
        #expect(GeoPackageGeometry.lines([[Self.place], []]) == nil)
    }
}
