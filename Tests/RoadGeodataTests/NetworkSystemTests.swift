import Foundation
import RoadGeodata
import RoadModel
import Testing

@Suite("The coordinate system of a network")
struct NetworkSystemTests {
    private func map(lat: Double, lon: Double, lonStep: Double = 0.01) -> MapText {
        var map = MapText()
        for i in 0..<4 {
            let east = lon + Double(i) * lonStep
            let wrapped = east > 180 ? east - 360 : east
            map.node(Int64(i + 1), lat: "\(lat + Double(i) * 0.004)", lon: "\(wrapped)")
        }
        map.way(10, [1, 2, 3, 4], ["highway": "primary"])
        return map
    }

    @Test(
        "is a UTM zone whose places PROJ confirms to a micrometre",
        arguments: [
            (43.2, 76.9), (43.2, 77.995), (51.1, 71.4), (-23.5, -46.6), (0.001, 9.0),
            (69.9, 25.1), (-0.002, -179.99), (80.0, 179.9),
        ]
    )
    func agreesWithPROJ(_ latitude: Double, _ longitude: Double) throws {
        let source = try map(lat: latitude, lon: longitude, lonStep: 0.001).imported()
        let transform = try CoordinateTransform.intoNetwork(source.crs)
        for vertex in 0..<source.vertexCount {
            let place = GeodeticCoordinate(
                latitude: Degrees(latitude + Double(vertex) * 0.004),
                longitude: Degrees(longitude + Double(vertex) * 0.001)
            )
            let expected = transform.forward(place) ?? ProjectedPoint(x: .nan, y: .nan)
            #expect(source.place(vertex).distance(to: expected).value < 1e-3)
        }
    }

    @Test("stays one across the border of a UTM zone, and lengths stay true")
    func zoneBorder() throws {
        // The border of zones 43 and 44 is 78° east; 4 × 0.01° at 43.2° are 0.81 km each.
        let source = try map(lat: 43.2, lon: 77.985).imported()
        #expect(source.crs == "EPSG:32643" || source.crs == "EPSG:32644")
        for vertex in 0..<3 {
            let length = source.place(vertex).distance(to: source.place(vertex + 1)).value
            #expect(abs(length - 926) < 3)
        }
    }

    @Test("joins both sides of the antimeridian")
    func antimeridian() throws {
        let source = try map(lat: 65, lon: 179.985).imported()
        for vertex in 0..<3 {
            let length = source.place(vertex).distance(to: source.place(vertex + 1)).value
            #expect(abs(length - 649) < 5, "\(length)")
        }
    }

    @Test(
        "is refused where its lengths would be wrong",
        arguments: ["EPSG:3857", "EPSG:32633", "EPSG:3395", "EPSG:32601", "EPSG:4326"]
    )
    func absurd(_ crs: String) throws {
        let error = #expect(throws: IntakeError.self) {
            try map(lat: 43.2, lon: 76.9).imported(crs: crs)
        }
        #expect(error?.code == .crsUnknown)
    }

    @Test(
        "may be a neighbouring zone or a national system",
        arguments: ["EPSG:32644", "EPSG:28473"]
    )
    func neighbouring(_ crs: String) throws {
        #expect(try map(lat: 43.2, lon: 76.9).imported(crs: crs).crs == crs)
    }
}

@Suite("The rule pack of speed limits")
struct SpeedLimitRulesTests {
    @Test("that is built in is the one in GeoData")
    func embedded() throws {
        let path =
            #filePath.components(separatedBy: "/Tests/")[0]
            + "/GeoData/rules/speed-limits-kz.csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == SpeedLimitRules.kazakhstanTable)
    }

    @Test("takes only rows that have taken effect, and names the line of a wrong one")
    func rows() throws {
        let table = "from,zone,class,kmh\n2020-01-01,*,*,50\n2030-01-01,*,*,30\n"
        let early = try SpeedLimitRules(
            table: table,
            subject: "x",
            on: CivilDate(year: 2026, month: 1, day: 1)
        )
        let late = try SpeedLimitRules(table: table, subject: "x", on: nil)
        #expect(early.name == "x 2020-01-01")
        #expect(late.name == "x 2030-01-01")
        let wrong = #expect(throws: IntakeError.self) {
            try SpeedLimitRules(table: table + "2031-01-01,city,*,30\n", subject: "x", on: nil)
        }
        #expect(wrong?.place?.line == 4)
        #expect(throws: IntakeError.self) {
            try SpeedLimitRules(table: "from,zone,class,kmh\n", subject: "x", on: nil)
        }
    }
}
