import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Borders of regions")
struct RegionReaderTests {
    private func ring(_ points: [(Double, Double)]) -> RegionOutline.Ring {
        RegionOutline.Ring(longitudes: points.map(\.0), latitudes: points.map(\.1))
    }

    private func read(_ features: String) throws -> RegionIntake {
        let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features)]}"
        return try read(Array(text.utf8))
    }

    private func read(_ bytes: [UInt8]) throws -> RegionIntake {
        try RegionReader.read(bytes.span, subject: "r.geojson")
    }

    @Test("a bow tie becomes two triangles and keeps its area by the even-odd rule")
    func bowTie() {
        var repair = RingRepair(ring([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)]))
        let rings = repair.mended()
        #expect(rings.count == 2)
        let area = rings.reduce(0) {
            $0 + RegionOutline(code: "", names: [], rings: [$1]).area
        }
        #expect(abs(area - 2) < 1e-12)
        #expect(repair.faults.contains { $0.contains("crosses itself") })
    }

    @Test("a ring that touches itself is cut there; a valid one is left as it is")
    func touching() {
        var pinched = RingRepair(
            ring([(0, 0), (4, 0), (4, 4), (2, 4), (3, 3), (1, 3), (2, 4), (0, 4), (0, 0)])
        )
        let rings = pinched.mended()
        #expect(rings.count == 2)
        let outline = RegionOutline(code: "", names: [], rings: rings)
        func isIn(_ x: Double, _ y: Double) -> Bool {
            outline.contains(GeodeticCoordinate(latitude: Degrees(y), longitude: Degrees(x)))
        }
        #expect(isIn(1, 1))
        #expect(!isIn(2, 3.5))
        var square = RingRepair(ring([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]))
        #expect(square.mended() == [ring([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])])
        #expect(square.faults.isEmpty)
    }

    @Test("features that enclose nothing are set aside, other geometries refuse the file")
    func damaged() throws {
        let good = """
            {"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon",
             "coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}
            """
        let empty = good.replacing("[[0,0],[1,0],[1,1],[0,0]]", with: "[[0,0],[1,0],[0,0]]")
        let intake = try read("\(good),\(empty)")
        #expect(intake.regions.map(\.outline.names) == [["A"]])
        #expect(intake.rejects.map(\.reason) == [.malformedRecord])
        let line = good.replacing("\"Polygon\"", with: "\"LineString\"")
        let error = #expect(throws: IntakeError.self) { try read(line) }
        #expect(error?.code == .geometryKind)
        let table = #expect(throws: IntakeError.self) {
            try read(Array("a,b\n1,2".utf8))
        }
        #expect(table?.code == .formatUnknown)
    }

    @Test("the smaller region holds what two claim; names are found in any form")
    func rule() {
        func square(_ code: String, _ names: [String], _ size: Double) -> RegionOutline {
            RegionOutline(
                code: code,
                names: names,
                rings: [ring([(0, 0), (size, 0), (size, size), (0, size), (0, 0)])]
            )
        }
        let regions = RegionOutlines([
            square("R", ["Almaty Region", "Алматинская область"], 4),
            square("C", ["Almaty (city)", "город Алматы"], 1),
        ])
        let place = GeodeticCoordinate(latitude: Degrees(0.5), longitude: Degrees(0.5))
        #expect(regions.region(of: place)?.code == "C")
        #expect(regions.regions(of: place).map(\.code) == ["C", "R"])
        #expect(regions.region(named: "алматинская обл.")?.code == "R")
        #expect(regions.region(named: "Алматы")?.code == "C")
        #expect(regions.region(named: "Almaty Region")?.code == "R")
        #expect(regions.region(named: "Ақмола облысы") == nil)
    }

    @Test(
        "Kazakhstan's regions: one border is invalid, is mended, and keeps its area",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func kazakhstan() throws {
        let intake = try read(try SharedReference.bytes("regions/kz_adm1.geojson"))
        #expect(intake.regions.count == 20)
        #expect(intake.rejects.isEmpty)
        let mended = intake.regions.filter { !$0.faults.isEmpty }
        #expect(mended.map(\.outline.code) == ["KAZ020"])
        #expect(mended.first?.faults.first?.contains("48.88") == true)
        // GEOS's make_valid gives 18.919059249731 square degrees and one hole of three corners.
        let outline = try #require(mended.first?.outline)
        #expect(outline.rings.count == 2)
        #expect(outline.rings.map(\.latitudes.count).min() == 4)
        let hole = outline.rings.map { RegionOutline(code: "", names: [], rings: [$0]).area }.min()
        let whole = outline.rings.map { RegionOutline(code: "", names: [], rings: [$0]).area }.max()
        #expect(abs((whole ?? 0) - (hole ?? 0) - 18.919059249731) < 1e-9)
        let regions = RegionOutlines(intake.regions.map(\.outline))
        let astana = GeodeticCoordinate(latitude: Degrees(51.128), longitude: Degrees(71.43))
        #expect(regions.region(of: astana)?.code == "KAZ006")
        #expect(regions.region(named: "Западно-Казахстанская область")?.code == "KAZ020")
    }
}
