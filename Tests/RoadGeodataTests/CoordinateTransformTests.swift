import RoadGeodata
import RoadModel
import Testing

/// A place and its image, computed with pyproj 3.7.2 (PROJ 9.5.1).
struct KnownImage: Sendable {
    var crs: String
    var latitude: Double, longitude: Double
    var x: Double, y: Double
    var convergenceDegrees: Double

    static let all = [
        KnownImage(
            crs: "EPSG:32643",
            latitude: 43.2567,
            longitude: 76.9286,
            x: 656_542.87478,
            y: 4_791_127.33130,
            convergenceDegrees: 1.321875800
        ),
        KnownImage(
            crs: "EPSG:32642",
            latitude: 51.1283,
            longitude: 71.4304,
            x: 670_058.64139,
            y: 5_666_901.34364,
            convergenceDegrees: 1.892646328
        ),
        KnownImage(
            crs: "EPSG:32639",
            latitude: 47.1164,
            longitude: 51.8814,
            x: 566_863.08395,
            y: 5_218_476.20505,
            convergenceDegrees: 0.645858836
        ),
        KnownImage(
            crs: "EPSG:32723",
            latitude: -23.5505,
            longitude: -46.6333,
            x: 333_287.91510,
            y: 7_394_588.31856,
            convergenceDegrees: 0.652747900
        ),
    ]
}

// The macros of Swift Testing cannot hold a value that cannot be copied.
private func image(
    of place: GeodeticCoordinate,
    through transform: borrowing CoordinateTransform
) throws -> ProjectedPoint {
    let image = transform.forward(place)
    return try #require(image)
}

private func convergence(
    at place: GeodeticCoordinate,
    of transform: borrowing CoordinateTransform
) throws -> Degrees {
    let angle = transform.gridConvergence(at: place)
    return try #require(angle)
}

@Suite("Coordinate transformation")
struct CoordinateTransformTests {
    @Test("Cities fall on the coordinates another PROJ computed", arguments: KnownImage.all)
    func knownImages(_ known: KnownImage) throws {
        let transform = try CoordinateTransform.intoNetwork(known.crs)
        let place = GeodeticCoordinate(
            latitude: Degrees(known.latitude),
            longitude: Degrees(known.longitude)
        )
        let image = try image(of: place, through: transform)
        #expect(abs(image.x - known.x) < 1e-4)
        #expect(abs(image.y - known.y) < 1e-4)
    }

    @Test("There and back is within a millimetre all over Kazakhstan")
    func roundTrip() throws {
        let transform = try CoordinateTransform.intoNetwork("EPSG:32642")
        var (latitudes, longitudes): ([Double], [Double]) = ([], [])
        for step in 0..<400 {
            latitudes.append(40.5 + Double(step % 20) * 0.75)
            longitudes.append(60 + Double(step / 20) * 0.95)
        }
        var (x, y) = transform.forward(latitudes: latitudes, longitudes: longitudes)
        transform.inverse(x: &x, y: &y)
        for row in latitudes.indices {
            // 1 mm is 9e-9 degrees of latitude.
            #expect(abs(y[row] - latitudes[row]) < 9e-9)
            #expect(abs(x[row] - longitudes[row]) < 9e-9)
        }
    }

    @Test("Axes are x = longitude, y = latitude whatever the definition says")
    func axisOrder() throws {
        // EPSG:4326 defines latitude first, OGC:CRS84 longitude first.
        for source in ["EPSG:4326", "OGC:CRS84", "+proj=longlat +datum=WGS84"] {
            let transform = try CoordinateTransform(from: source, to: "EPSG:32643")
            var (x, y) = ([75.0], [43.0])
            transform.forward(x: &x, y: &y)
            #expect(abs(x[0] - 500_000) < 0.001)
            #expect(abs(y[0] - 4_760_814.8) < 100)
        }
    }

    @Test("A point without an image is NaN and leaves its neighbours alone")
    func failures() throws {
        let transform = try CoordinateTransform.intoNetwork("EPSG:32643")
        var x = [76.9, .nan, 76.9, .infinity, 76.9]
        var y = [43.2, 43.2, 95, 43.2, 43.2]
        transform.forward(x: &x, y: &y)
        for row in [1, 2, 3] {
            #expect(x[row].isNaN)
            #expect(y[row].isNaN)
        }
        #expect(x[0].isFinite && y[0].isFinite)
        #expect(x[4] == x[0] && y[4] == y[0])
        let nowhere = GeodeticCoordinate(latitude: Degrees(95), longitude: Degrees(0))
        let image = transform.forward(nowhere)
        #expect(image == nil)
        let original = transform.inverse(ProjectedPoint(x: .nan, y: 0))
        #expect(original == nil)
    }

    @Test("Empty and unequal columns are harmless")
    func oddColumns() throws {
        let transform = try CoordinateTransform.intoNetwork("EPSG:32643")
        var (x, y): ([Double], [Double]) = ([], [])
        transform.forward(x: &x, y: &y)
        #expect(x.isEmpty && y.isEmpty)
        (x, y) = ([76.9, 77], [43.2])
        transform.forward(x: &x, y: &y)
        #expect(x[0] > 600_000)
        #expect(x[1] == 77)
    }

    @Test("The same system on both sides passes numbers through bit by bit")
    func identity() throws {
        let transform = try CoordinateTransform(from: "EPSG:3797", to: "EPSG:3797")
        var (x, y) = ([517_390.202592 / 3], [172_623.377905 / 7])
        transform.forward(x: &x, y: &y)
        let isIdentity = transform.isIdentity
        #expect(isIdentity)
        #expect(x == [517_390.202592 / 3])
        #expect(y == [172_623.377905 / 7])
    }

    @Test("Pulkovo 1942 is moved by its datum shift and not passed through")
    func datumShift() throws {
        let transform = try CoordinateTransform(from: "EPSG:4284", to: "EPSG:32643")
        let plain = try CoordinateTransform.intoNetwork("EPSG:32643")
        let place = GeodeticCoordinate(latitude: Degrees(43.25), longitude: Degrees(76.93))
        let shifted = try image(of: place, through: transform)
        let unshifted = try image(of: place, through: plain)
        // Published difference in Kazakhstan: 55–93 m.
        #expect((50...100).contains(shifted.distance(to: unshifted).value))
    }

    @Test(
        "Texts that name no usable system are refused",
        arguments: [
            ("EPSG:10941", ErrorCode.crsUnknown), ("EPSG:999999", .crsUnknown),
            ("foo", .crsUnknown), ("EPSG:", .crsUnknown), ("+proj=nonsense", .crsUnknown),
            ("+proj=pipeline +step +proj=utm +zone=43", .crsUnknown), ("EPSG:5773", .crsUnknown),
            ("", .crsMissing), ("   ", .crsMissing),
            (
                "ENGCRS[\"site\",EDATUM[\"here\"],CS[Cartesian,2],AXIS[\"x\",east],AXIS[\"y\",north],"
                    + "LENGTHUNIT[\"metre\",1]]", .crsMissing
            ),
        ]
    )
    func refused(_ text: String, _ code: ErrorCode) {
        let error = #expect(throws: IntakeError.self) {
            _ = try CoordinateTransform(from: text, to: "EPSG:32643")
        }
        #expect(error?.code == code)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test("A network's system must be plane and in metres", arguments: ["EPSG:4326", "EPSG:2263"])
    func networkSystem(_ crs: String) {
        let error = #expect(throws: IntakeError.self) {
            _ = try CoordinateTransform.intoNetwork(crs)
        }
        #expect(error?.code == .crsUnknown)
    }

    @Test("Bare digits and whole names are accepted")
    func shortForms() throws {
        let digits = try CoordinateTransform.intoNetwork("32643")
        let target = digits.target
        #expect(target.name == "WGS 84 / UTM zone 43N")
        let name = try CoordinateTransform(from: "wgs 84", to: "EPSG:32643")
        let source = name.source
        #expect(source.kind == .geographic)
    }
}

@Suite("Grid convergence")
struct GridConvergenceTests {
    @Test("It agrees with PROJ's own factors", arguments: KnownImage.all)
    func knownAngles(_ known: KnownImage) throws {
        let transform = try CoordinateTransform.intoNetwork(known.crs)
        let place = GeodeticCoordinate(
            latitude: Degrees(known.latitude),
            longitude: Degrees(known.longitude)
        )
        let angle = try convergence(at: place, of: transform)
        #expect(abs(angle.value - known.convergenceDegrees) < 1e-6)
    }

    @Test("Grid bearing is true heading minus convergence")
    func sign() throws {
        let transform = try CoordinateTransform.intoNetwork("EPSG:32643")
        let here = GeodeticCoordinate(latitude: Degrees(43.25), longitude: Degrees(77.9))
        let convergence = try convergence(at: here, of: transform)
        #expect(convergence.value > 0)
        let start = try image(of: here, through: transform)
        // True north is along the meridian, so its heading is 0.
        let north = GeodeticCoordinate(latitude: Degrees(43.251), longitude: Degrees(77.9))
        let end = try image(of: north, through: transform)
        let gridBearing = gridBearingDegrees(from: start, to: end)
        #expect(
            abs(Degrees(gridBearing).separation(from: Degrees(0 - convergence.value)).value) < 1e-3
        )
        // Along the parallel the heading is 90 (but for half the meridians' turn over 0.001°).
        let east = GeodeticCoordinate(latitude: Degrees(43.25), longitude: Degrees(77.901))
        let right = try image(of: east, through: transform)
        let eastBearing = gridBearingDegrees(from: start, to: right)
        let expected = Degrees(90 - convergence.value)
        #expect(abs(Degrees(eastBearing).separation(from: expected).value) < 2e-3)
    }

    @Test("It is zero on the central meridian and undefined at the pole")
    func specialPlaces() throws {
        let transform = try CoordinateTransform.intoNetwork("EPSG:32643")
        let middle = GeodeticCoordinate(latitude: Degrees(43), longitude: Degrees(75))
        #expect(abs(try convergence(at: middle, of: transform).value) < 1e-9)
        let pole = GeodeticCoordinate(latitude: Degrees(90), longitude: Degrees(75))
        let atPole = transform.gridConvergence(at: pole)
        #expect(atPole == nil)
    }
}

@Suite("UTM zone")
struct UTMZoneTests {
    @Test(
        "The zone is that of the extent's centre",
        arguments: [
            (76.5, 43.0, 77.3, 43.6, "EPSG:32643"), (46.4, 47.0, 47.9, 48.0, "EPSG:32638"),
            (71.9, 51.0, 72.3, 51.2, "EPSG:32643"), (71.7, 51.0, 72.1, 51.2, "EPSG:32642"),
            (-46.7, -23.6, -46.6, -23.5, "EPSG:32723"), (-180, 10, -179.9, 11, "EPSG:32601"),
            (179.9, 10, 180, 11, "EPSG:32660"), (180, 0, 180, 0, "EPSG:32660"),
        ]
    )
    func zones(_ west: Double, _ south: Double, _ east: Double, _ north: Double, _ crs: String) {
        let extent = GeodeticExtent(west: west, south: south, east: east, north: north)
        #expect(UTMZone.crs(for: extent) == crs)
    }

    @Test("Numbers that are none do not trap")
    func notANumber() {
        let extent = GeodeticExtent(west: .nan, south: .nan, east: .infinity, north: 0)
        #expect(UTMZone.crs(for: extent).hasPrefix("EPSG:32"))
    }
}
