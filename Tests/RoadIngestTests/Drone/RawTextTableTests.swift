import Foundation
import RoadIngest
import TestKit
import Testing

@Suite("Tables of texts as their formats store them")
struct RawTextTableTests {
    private func rows(_ table: RawTable) -> [[String]] {
        let columns = table.columnNames.indices.map { table.column($0) }
        return (0..<table.rowCount).map { row in columns.map { $0.cell(row) } }
    }

    private func tables(_ text: String, _ name: String) throws -> [RawTable] {
        try RawTables.read(Array(text.utf8).span, name: name)
    }

    @Test("placemarks, samples of tracks and tuples of a KML file, empty samples in step")
    func placemarks() throws {
        let tables = try tables(
            """
            <kml><Document><name>d</name><Placemark id="a"><name>first &amp; last</name><gx:Track>
            <altitudeMode>absolute</altitudeMode>
            <when>2024-06-01T10:00:00Z</when><when/><when>2024-06-01T10:00:02Z</when>
            <gx:coord>71.5 51.1 350</gx:coord><gx:coord></gx:coord><gx:coord>71.6 51.2 351</gx:coord>
            <ExtendedData><SchemaData><gx:SimpleArrayData name="heart"><gx:value>90</gx:value>
            <gx:value>91</gx:value></gx:SimpleArrayData></SchemaData></ExtendedData></gx:Track>
            </Placemark><Placemark><Point><coordinates>1,2,3</coordinates></Point></Placemark>
            <Placemark><LineString><coordinates>4,5 6,7
            </coordinates></LineString></Placemark></Document></kml>
            """,
            "x.kml"
        )
        #expect(tables.map(\.name) == ["Placemark", "Track", "coordinates"])
        #expect(tables[0].columnNames == ["id", "name", "Track.altitudeMode"])
        #expect(
            rows(tables[0]) == [["a", "first & last", "absolute"], ["", "", ""], ["", "", ""]]
        )
        #expect(tables[1].columnNames == ["placemark", "track", "when", "coord", "heart"])
        #expect(
            rows(tables[1]) == [
                ["1", "1", "2024-06-01T10:00:00Z", "71.5 51.1 350", "90"],
                ["1", "1", "", "", "91"],
                ["1", "1", "2024-06-01T10:00:02Z", "71.6 51.2 351", ""],
            ]
        )
        #expect(
            rows(tables[2]) == [
                ["2", "Point", "1,2,3"], ["3", "LineString", "4,5"], ["3", "LineString", "6,7"],
            ]
        )
    }

    @Test("elements deeper than are named do not disturb what stands behind them")
    func deep() throws {
        let (open, close) = (
            String(repeating: "<a>", count: 12), String(repeating: "</a>", count: 12)
        )
        let inside = "\(open)x\(close)<name>n</name>"
        let map = try tables("<kml><Placemark>\(inside)</Placemark></kml>", "x.kml")
        #expect(rows(try #require(map.first)) == [["n"]])
        let track = try tables(
            "<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"2\">\(inside)</trkpt></trkseg></trk></gpx>",
            "x.gpx"
        )
        #expect(rows(try #require(track.first)) == [["1", "2", "n"]])
    }

    @Test(
        "the same placemarks stand in a packed file as in the reference archive",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func packed() throws {
        let bytes = try SharedReference.bytes(
            "flightlogs/openathena/accuracy/Thunderstorm-GCPs.kmz"
        )
        let tables = try RawTables.read(bytes.span, name: "x.kmz")
        #expect(tables.map(\.name) == ["Placemark", "coordinates"])
        #expect(tables.map(\.rowCount) == [53, 53])
        #expect(
            rows(tables[1])[0] == ["1", "Point", "-110.43305671333333,31.60378954666667,1419.566"]
        )
    }

    /// ExifTool gives these in other units or as another value than is stored.
    private static let converted: Set<String> = [
        "ShutterSpeedValue", "ApertureValue", "MaxApertureValue", "GPSLatitude", "GPSLongitude",
        "ExifVersion", "FlashpixVersion", "ComponentsConfiguration", "FileSource", "SceneType",
        "GPSVersionID", "GPSAltitudeRef", "GPSProcessingMethod", "ImageUniqueID",
    ]

    @Test(
        "every entry of Exif and XMP as ExifTool 13.58 reads it",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: ["parrot-1.jpg", "skydio-catilina.jpg"]
    )
    func photos(name: String) throws {
        let path = "flightlogs/openathena/images/\(name)"
        let bytes = try SharedReference.bytes(path)
        let json = try SharedReference.bytes(path + ".exiftool.json")
        let all = try JSONSerialization.jsonObject(with: Data(json)) as? [[String: Any]]
        let facts = try #require(all?.first)
        let tables = try RawTables.read(bytes.span, name: name)
        var compared = 0
        for (directory, group) in [
            ("IFD0", "IFD0"), ("Exif", "ExifIFD"), ("GPS", "GPS"), ("IFD1", "IFD1"),
        ] {
            let known = facts.keys.filter { $0.hasPrefix(group + ":") && !$0.hasSuffix("Image") }
            guard let table = tables.first(where: { $0.name == directory }) else {
                #expect(known.isEmpty, "\(directory)")
                continue
            }
            // Pointers to other directories are entries too.
            #expect(table.rowCount >= known.count, "\(directory)")
            for row in rows(table) where !row[1].isEmpty && !Self.converted.contains(row[1]) {
                guard let fact = facts["\(group):\(row[1])"] else { continue }
                compared += 1
                if let number = (fact as? NSNumber)?.doubleValue ?? Double("\(fact)") {
                    let parts = row[4].split(separator: "/").compactMap { Double($0) }
                    let value = parts.count == 2 ? parts[0] / parts[1] : parts.first ?? .nan
                    #expect(abs(value - number) <= 1e-9 * max(1, abs(number)), "\(row)")
                } else {
                    #expect(row[4].trimmingCharacters(in: .whitespaces) == "\(fact)", "\(row)")
                }
            }
        }
        #expect(compared >= 20)
        let properties = Dictionary(
            rows(try #require(tables.first { $0.name == "XMP" })).map { ($0[0], $0[1]) },
            uniquingKeysWith: { first, _ in first }
        )
        let maker = name.hasPrefix("parrot") ? "Camera" : "drone-skydio"
        let written = facts.keys.filter { $0.hasPrefix("XMP-\(maker):") }
        var found = 0
        for key in written {
            let short = key.dropFirst("XMP-".count)
            guard let value = properties[String(short)], let fact = facts[key] else { continue }
            found += 1
            let number = Double(value)
            #expect(value == "\(fact)" || number == (fact as? NSNumber)?.doubleValue, "\(key)")
        }
        #expect(found > 5)
    }

    @Test("messages of Remote ID by kind, and each in hexadecimal as it came")
    func messages() throws {
        let text = """
            2024-05-01T11:59:58Z \(RemoteIDReaderTests.basic)
            2024-05-01T11:59:59Z \(RemoteIDReaderTests.system)
            \(RemoteIDReaderTests.place)
            """
        let tables = try tables(text, "x.txt")
        #expect(tables.map(\.name) == ["location", "system", "basic_id", "messages"])
        let place = try #require(tables.first)
        let altitude = try #require(place.columnNames.firstIndex(of: "altitude_ellipsoid_m"))
        #expect(rows(place)[0][altitude] == "330.0")
        #expect(rows(place)[0][0] == "144" && rows(place)[0][1].isEmpty)
        #expect(
            rows(tables[2]) == [["0", "1714564798000000", "1.0", "2.0", "1581F4XFA22BVM000001"]]
        )
        #expect(
            rows(tables[3]).map(\.last) == [
                RemoteIDReaderTests.basic, RemoteIDReaderTests.system, RemoteIDReaderTests.place,
            ]
        )
    }
}
