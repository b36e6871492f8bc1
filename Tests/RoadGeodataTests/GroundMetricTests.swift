import RoadGeodata
import RoadModel
import Testing

@Suite("Lengths of a network on the ground")
struct GroundMetricTests {
    /// Geodesics of WGS 84 by GeographicLib (Karney 2013), in metres.
    @Test(
        "are those of the ellipsoid, far from the zone's middle and in a plane that is not conformal",
        arguments: [
            ("EPSG:32641", 50.0, 48.0, 50.01, 48.01, 1339.07343),
            ("EPSG:32641", 50.0, 48.0, 50.0, 48.1, 11119.12951),
            ("EPSG:32641", 86.0, 48.0, 86.05, 48.0, 3731.26761),
            ("EPSG:32641", 68.0, 43.0, 68.001, 43.0005, 98.66243),
            ("EPSG:32641", 76.9, 43.2, 76.902, 43.201, 196.88876),
            ("EPSG:3035", 12.0, 50.0, 12.02, 50.01, 1814.62903),
            ("EPSG:3035", 5.0, 48.0, 5.0, 48.02, 2223.81034),
            ("EPSG:3035", 17.0, 55.0, 17.03, 55.0, 1919.82386),
        ]
    )
    func ellipsoid(
        _ crs: String,
        _ west: Double,
        _ south: Double,
        _ east: Double,
        _ north: Double,
        _ metres: Double
    ) throws {
        var map = MapText()
        map.node(1, lat: "\(south)", lon: "\(west)")
        map.node(2, lat: "\(north)", lon: "\(east)")
        // A road at the other edge makes the network as wide as the country.
        map.node(3, lat: "46", lon: crs == "EPSG:3035" ? "4" : "49")
        map.node(4, lat: "46", lon: crs == "EPSG:3035" ? "4.01" : "49.01")
        map.node(5, lat: "53", lon: crs == "EPSG:3035" ? "18" : "87")
        map.node(6, lat: "53", lon: crs == "EPSG:3035" ? "18.01" : "87.01")
        map.way(10, [1, 2], ["highway": "primary"])
        map.way(11, [3, 4], ["highway": "primary"])
        map.way(12, [5, 6], ["highway": "primary"])
        let source = try map.imported(crs: crs)
        let ground = try #require(source.ground)
        let (a, b) = (source.place(0), source.place(1))
        let length = ground.length(fromX: a.x, y: a.y, toX: b.x, y: b.y)
        #expect(abs(length / metres - 1) < 2e-7, "\(length)")
    }

    @Test("fall back on the plane where the plane has no place on Earth")
    func elsewhere() throws {
        let hole = GroundMetric(
            originX: 0,
            originY: 0,
            side: 1000,
            columns: 1,
            rows: 1,
            values: [SIMD4<Double>](repeating: SIMD4(repeating: .nan), count: 9)
        )
        #expect(hole.length(fromX: 0, y: 0, toX: 300, y: 400) == 500)
    }
}
