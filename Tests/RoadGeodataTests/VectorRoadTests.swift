import RoadGeodata
import RoadModel
import TestKit
import Testing

/// A GeoJSON document of line features.
private func geoJSON(_ features: [(geometry: String, properties: String)]) -> [UInt8] {
    let list = features.map {
        "{\"type\":\"Feature\",\"properties\":{\($0.properties)},\"geometry\":\($0.geometry)}"
    }
    return Array(
        "{\"type\":\"FeatureCollection\",\"features\":[\(list.joined(separator: ","))]}".utf8
    )
}

private func line(_ coordinates: String) -> String {
    "{\"type\":\"LineString\",\"coordinates\":[\(coordinates)]}"
}

private let plainLine = line("[76.90,43.20],[76.91,43.20],[76.92,43.21]")

private func imported(
    _ bytes: [UInt8],
    named name: String = "roads.geojson",
    fields: RoadFieldMapping = .automatic,
    sourceCRS: String? = nil,
    crs: String? = nil
) throws -> RoadSource {
    try TemporaryFile.with(named: name, bytes) {
        try RoadFileImporter.importRoads(
            path: $0,
            fields: fields,
            sourceCRS: sourceCRS,
            crs: crs
        )
    }
}

@Suite("Roads of GIS layers")
struct VectorRoadTests {
    @Test("Attributes come from fields with common names")
    func automaticFields() throws {
        let source = try imported(
            geoJSON([
                (
                    plainLine,
                    "\"fclass\":\"primary_link\",\"name\":\" пр. Абая \",\"ref\":\"KAZ02\","
                        + "\"maxspeed\":80,\"oneway\":\"F\",\"layer\":1,\"lanes\":4"
                )
            ])
        )
        #expect(source.roadClass == [.primary])
        #expect(source.flags == [[.link, .oneWay]])
        #expect(source.name[0] == "пр. Абая")
        #expect(source.ref[0] == "KAZ02")
        #expect(source.limitKmh == [80])
        #expect(source.level == [1])
        #expect(source.lanes == [4])
        #expect(source.crs == "EPSG:32643")
        #expect(!source.hasTopology)
        #expect(source.vertexNode == [0, 0, 0])
        #expect(source.isConsistent)
    }

    @Test(
        "Bridges, tunnels and other names are read, and bridges are not joined to what they cross"
    )
    func bridges() throws {
        func feature(_ properties: String) -> (geometry: String, properties: String) {
            (plainLine, "\"highway\":\"primary\"," + properties)
        }
        let source = try imported(
            geoJSON([
                feature("\"bridge\":\"yes\",\"name\":\"Абай\",\"name:en\":\"Abay\""),
                feature("\"tunnel\":\"T\",\"name_ru\":\"Абая\",\"alt_name\":\"Абая;Ленина\""),
                feature("\"bridge\":\"F\",\"layer\":0"), feature("\"bridge\":1,\"layer\":2"),
            ])
        )
        let built = source.flags.map { $0.subtracting(.impliedLimit) }
        #expect(built == [.bridge, .tunnel, [], .bridge])
        #expect(source.level == [1, -1, 0, 2])
        #expect(source.otherNames[0] == "Abay")
        #expect(source.otherNames[1] == "Абая;Ленина")
        #expect(source.name[0] == "Абай")
    }

    @Test("Named fields and own class values take precedence")
    func namedFields() throws {
        let source = try imported(
            geoJSON([
                (plainLine, "\"rang\":\"II\",\"vmax\":\"70\",\"highway\":\"service\""),
                (plainLine, "\"rang\":\"IX\",\"vmax\":null,\"highway\":\"service\""),
            ]),
            fields: RoadFieldMapping(
                roadClass: "RANG",
                speed: "vmax",
                classValues: ["II": .secondary]
            )
        )
        #expect(source.roadClass == [.secondary, .unknown])
        #expect(source.limitKmh == [70, 60])
        #expect(source.flags.map { $0.contains(.impliedLimit) } == [false, true])
        #expect(source.notes == ["way.class_unmapped": 1])
    }

    @Test("A named field that is absent stops the import and lists the fields")
    func absentField() throws {
        let error = #expect(throws: IntakeError.self) {
            try imported(
                geoJSON([(plainLine, "\"a\":1,\"b\":2")]),
                fields: RoadFieldMapping(roadClass: "class")
            )
        }
        #expect(error?.code == .columnMissing)
        #expect(error?.detail.contains("a, b") == true)
    }

    @Test(
        "Direction is read in every common spelling",
        arguments: [
            ("yes", true, false), ("F", true, false), ("FT", true, false), ("1", true, false),
            ("-1", true, true), ("T", true, true), ("TF", true, true), ("B", false, false),
            ("no", false, false), ("", false, false),
        ]
    )
    func directions(_ text: String, _ isOneWay: Bool, _ isReversed: Bool) throws {
        let source = try imported(geoJSON([(plainLine, "\"oneway\":\"\(text)\"")]))
        #expect(source.flags[0].contains(.oneWay) == isOneWay)
        #expect((source.vertexX[0] > source.vertexX[2]) == isReversed)
    }

    @Test(
        "Class words of road administrations are understood",
        arguments: [
            ("Autoroute", RoadClass.motorway), ("Nationale", .primary), ("Régionale", .secondary),
            ("Artère", .secondary), ("Artérielle", .secondary), ("Artere", .secondary),
            ("Collectrice municipale", .tertiary), ("Locale", .residential),
            ("Республиканская", .trunk), ("областная", .secondary),
            ("living_street", .livingStreet),
        ]
    )
    func synonyms(_ word: String, _ roadClass: RoadClass) throws {
        let source = try imported(geoJSON([(plainLine, "\"class\":\"\(word)\"")]))
        #expect(source.roadClass == [roadClass])
        #expect(source.notes.isEmpty)
    }

    @Test("Multi-part lines are split, heights dropped, other geometries counted")
    func geometries() throws {
        let source = try imported(
            geoJSON([
                (
                    "{\"type\":\"MultiLineString\",\"coordinates\":[[[76.9,43.2,700],[76.91,43.2,710]],"
                        + "[[76.92,43.2,1],[76.93,43.2,2],[76.94,43.2,3]]]}", "\"id\":5"
                ),
                ("{\"type\":\"Point\",\"coordinates\":[76.9,43.2]}", "\"id\":6"),
                ("null", "\"id\":7"),
                (line("[76.9,43.2],[76.9,43.2]"), "\"id\":8"),
                (line("[76.9,43.2],[76.9,43.2],[76.91,43.2]"), "\"highway\":\"footway\""),
            ])
        )
        #expect(source.wayID.count == 2)
        #expect(source.wayID[0] == source.wayID[1])
        #expect(source.vertexStart == [0, 2, 5])
        #expect(
            source.notes == [
                "feature.not_line": 1, "feature.no_geometry": 1, "vertex.repeated": 1,
                "way.single_node": 1, "highway.not_drivable": 1, "way.class_unmapped": 2,
            ]
        )
    }

    @Test("Points and polygons alone are the wrong kind of geometry")
    func wrongGeometry() throws {
        let point = "{\"type\":\"Point\",\"coordinates\":[76.9,43.2]}"
        let error = #expect(throws: IntakeError.self) { try imported(geoJSON([(point, "")])) }
        #expect(error?.code == .geometryKind)
    }

    @Test("Lines are cut at vertices that have no image")
    func badVertices() throws {
        let source = try imported(
            geoJSON([(line("[76.9,43.2],[76.91,43.2],[76.92,95],[76.93,43.2],[76.94,43.2]"), "")])
        )
        #expect(source.vertexStart == [0, 2, 4])
        #expect(source.notes == ["way.bad_coordinate": 1, "way.split_at_gap": 1])
        #expect(source.extent.north < 44)
    }

    @Test("A shapefile without .prj needs its system stated")
    func missingCRS() throws {
        let files = ShapefileText.polylines([
            [[(654_000, 4_784_000), (654_300, 4_784_400)]],
            [
                [(654_300, 4_784_400), (654_300, 4_784_500)],
                [(655_000, 4_784_000), (655_100, 4_784_000)],
            ],
        ])
        try TemporaryFile.with(named: "roads.shp", files.shp, besides: [("roads.shx", files.shx)]) {
            path in
            let error = #expect(throws: IntakeError.self) {
                try RoadFileImporter.importRoads(path: path)
            }
            #expect(error?.code == .crsMissing)
            #expect(error?.remedy.contains("--source-crs") == true)
            let source = try RoadFileImporter.importRoads(path: path, sourceCRS: "EPSG:32643")
            #expect(source.wayID.count == 3)
            #expect(source.crs == "EPSG:32643")
            // The system is the source's own, so coordinates and lengths stay to the last bit.
            #expect(source.vertexX == [654_000, 654_300, 654_300, 654_300, 655_000, 655_100])
            #expect(source.totalLength == 700)
            #expect(abs(source.extent.south - 43.193) < 0.01)
            let wrong = #expect(throws: IntakeError.self) {
                try RoadFileImporter.importRoads(path: path, sourceCRS: "EPSG:4326")
            }
            #expect(wrong?.code == .crsUnknown)
        }
    }

    @Test("A stated source system overrides the declared one and is counted")
    func overriddenCRS() throws {
        let source = try imported(geoJSON([(plainLine, "")]), sourceCRS: "EPSG:4284")
        #expect(source.notes == ["crs.overridden": 1])
        let plain = try imported(geoJSON([(plainLine, "")]))
        let moved = ProjectedPoint(x: source.vertexX[0], y: source.vertexY[0])
        let original = ProjectedPoint(x: plain.vertexX[0], y: plain.vertexY[0])
        #expect((50...100).contains(moved.distance(to: original).value))
    }

    @Test("A layer that is not there is named, with those that are")
    func layers() throws {
        let error = #expect(throws: IntakeError.self) {
            try TemporaryFile.with(named: "roads.geojson", geoJSON([(plainLine, "")])) {
                try RoadFileImporter.importRoads(path: $0, layer: "streets")
            }
        }
        #expect(error?.code == .notFound)
        #expect(error?.detail.contains("roads") == true)
    }

    @Test(
        "Damaged files carry GDAL's words",
        arguments: ["{\"type\":", "{\"a\":1}", "SQLite format 3\0x"]
    )
    func damaged(_ text: String) throws {
        let error = #expect(throws: IntakeError.self) { try imported(Array(text.utf8)) }
        #expect(error?.code == .formatDamaged)
        #expect((error?.detail.count ?? 0) > 25)
    }

    @Test("A virtual dataset is not opened, whatever it points to")
    func virtualDataset() throws {
        let text =
            "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/etc/passwd"
            + "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
        let error = #expect(throws: IntakeError.self) {
            try imported(Array(text.utf8), named: "roads.vrt")
        }
        #expect(error?.code == .formatUnknown)
        let remote = #expect(throws: IntakeError.self) {
            try VectorRoadImporter.importRoads(path: "/vsicurl/http://localhost/roads.geojson")
        }
        #expect(remote?.code == .fileMissing)
    }

    @Test("Options for layers mean nothing to OpenStreetMap files, and the other way round")
    func wrongReader() throws {
        var map = MapText()
        map.nodes(1...2)
        map.way(10, [1, 2], ["highway": "primary"])
        try TemporaryFile.with(named: "map.osm", Array(map.document.utf8)) { path in
            let options = #expect(throws: IntakeError.self) {
                try RoadFileImporter.importRoads(path: path, sourceCRS: "EPSG:4326")
            }
            #expect(options?.code == .badArgument)
            let reader = #expect(throws: IntakeError.self) {
                try VectorRoadImporter.importRoads(path: path)
            }
            #expect(reader?.code == .formatUnknown)
        }
        let reader = #expect(throws: IntakeError.self) {
            try TemporaryFile.with(named: "a.geojson", geoJSON([(plainLine, "")])) {
                try OSMRoadImporter.importRoads(path: $0)
            }
        }
        #expect(reader?.code == .formatUnknown)
    }
}

@Suite("Montreal", .enabled(if: SharedReference.isPresent, SharedReference.absence))
struct MontrealTests {
    @Test(
        "Layers have the features and classes that their tables have",
        arguments: [
            (
                "mtl_network", 2945,
                [
                    RoadClass.residential: 1641, .tertiary: 472, .secondary: 693, .primary: 115,
                    .motorway: 24,
                ]
            ),
            (
                "small_mtl_network", 1244,
                [.residential: 726, .tertiary: 220, .secondary: 254, .primary: 44]
            ),
            ("main_network_mtl", 16_188, [.unknown: 15_156, .motorway: 1032]),
        ] as [(String, Int, [RoadClass: Int])]
    )
    func networks(_ name: String, _ count: Int, _ classes: [RoadClass: Int]) throws {
        let path = SharedReference.path("hotspots/montreal/\(name).gpkg")
        let source = try RoadFileImporter.importRoads(path: path)
        #expect(source.crs == "EPSG:32618")
        #expect(source.wayID.count == count)
        #expect(Dictionary(source.roadClass.map { ($0, 1) }, uniquingKeysWith: +) == classes)
        #expect(source.isConsistent)
        #expect(source.extent.west > -74 && source.extent.north < 45.8)
    }

    @Test("In its own system the network is 318.67 km long and crashes return to their places")
    func ownSystem() throws {
        let path = SharedReference.path("hotspots/montreal/mtl_network.gpkg")
        let source = try RoadFileImporter.importRoads(path: path, crs: "EPSG:3797")
        #expect(abs(source.totalLength - 318_670) < 5)
        let layer = try VectorPointReader.readPoints(
            path: SharedReference.path("hotspots/montreal/bike_accidents.gpkg")
        )
        #expect(layer.name == "bike_accidents")
        #expect(layer.fieldNames == ["NB_VICTIME", "AN", "Date"])
        #expect(layer.points.count == 347)
        #expect(layer.notes.isEmpty)
        #expect(layer.points[0].attributes == ["0", "2016", "2016/01/05"])
        // The extent as ogrinfo prints it, in the layer's own system.
        let transform = try CoordinateTransform.intoNetwork("EPSG:3797")
        var (x, y): ([Double], [Double]) = ([], [])
        for point in layer.points {
            let place = try #require(point.coordinate)
            x.append(place.longitude.value)
            y.append(place.latitude.value)
        }
        transform.forward(x: &x, y: &y)
        #expect(abs((x.min() ?? 0) - 517_574.948192) < 0.001)
        #expect(abs((y.min() ?? 0) - 173_121.754567) < 0.001)
        #expect(abs((x.max() ?? 0) - 522_434.483657) < 0.001)
        #expect(abs((y.max() ?? 0) - 177_998.580857) < 0.001)
    }
}

@Suite("Point layers")
struct VectorPointTests {
    @Test("Points keep their attributes; features without a place stay, without one")
    func points() throws {
        let layer = try TemporaryFile.with(
            named: "crashes.geojson",
            geoJSON([
                ("{\"type\":\"Point\",\"coordinates\":[76.9,43.2]}", "\"n\":1,\"text\":\"Абая\""),
                ("null", "\"n\":2"),
                (plainLine, "\"n\":3"),
                ("{\"type\":\"Point\",\"coordinates\":[76.9,143.2]}", "\"n\":4"),
                ("{\"type\":\"MultiPoint\",\"coordinates\":[[76.8,43.1],[1,2]]}", "\"n\":5"),
            ])
        ) { try VectorPointReader.readPoints(path: $0) }
        #expect(layer.fieldNames == ["n", "text"])
        #expect(layer.points.map { $0.attributes[0] } == ["1", "2", "3", "4", "5"])
        #expect(layer.points[0].attributes == ["1", "Абая"])
        #expect(layer.points.map { $0.coordinate != nil } == [true, false, false, false, true])
        #expect(layer.points[4].coordinate?.longitude == Degrees(76.8))
        #expect(
            layer.notes == [
                "feature.no_geometry": 1, "feature.not_point": 1, "feature.bad_coordinate": 1,
            ]
        )
    }

    @Test("More points than the limit stop the reading")
    func limit() throws {
        let point = "{\"type\":\"Point\",\"coordinates\":[76.9,43.2]}"
        let bytes = geoJSON([(point, ""), (point, ""), (point, "")])
        let error = #expect(throws: IntakeError.self) {
            try TemporaryFile.with(named: "p.geojson", bytes) {
                try VectorPointReader.readPoints(path: $0, limit: 2)
            }
        }
        #expect(error?.code == .insufficient)
    }
}
