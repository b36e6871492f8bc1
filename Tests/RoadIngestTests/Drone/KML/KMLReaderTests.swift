import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("KML tracks")
struct KMLReaderTests {
    // Digests of columns as lxml reads them.
    @Test(
        "tracks of the references have lxml's values",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func references() throws {
        let flights = try TextFlight.reference("gpx/sitrec_N67WV-track-EGM96.kml")
        #expect(flights.map(\.fixes.count) == [1477, 53])
        let first = flights[0]
        #expect(TextFlight.digest(first.fixes.longitudeDegrees) == "ed11f5618ee2b367")
        #expect(TextFlight.digest(first.fixes.latitudeDegrees) == "83939b7ab8a60e7d")
        #expect(TextFlight.digest(first.fixes.altitudeMSLMetres) == "7f369019c59d3455")
        #expect(first.clock?.timestamp(atVehicle: 0).description == "2022-08-18T02:57:06.180Z")
        let geotag = try #require(try TextFlight.reference("gpx/exiftool_Geotag.kml").first)
        #expect(geotag.fixes.count == 3)
        // 01:03:34.245 at -08:00, and a height that is clamped to the ground is none.
        #expect(geotag.clock?.timestamp(atVehicle: 0).description == "2013-11-13T09:03:34.245Z")
        #expect(geotag.fixes.altitudeMSLMetres.allSatisfy { $0.isNaN })
    }

    static let sample = """
        <kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
        <Document><Placemark><name>North</name><gx:Track><altitudeMode>absolute</altitudeMode>
        <when>2024-06-01T10:00:00Z</when><gx:coord>71.5 51.1 350</gx:coord>
        <when>2024-06-01T10:00:01Z</when><gx:coord/>
        <when>2024-06-01T10:00:02Z</when><gx:coord>71.7 51.3 352</gx:coord>
        </gx:Track></Placemark>
        <Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 3,4</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
        </Document></kml>
        """

    @Test("times and positions pair in order; an empty sample is none")
    func track() throws {
        let flights = try TextFlight.read(Self.sample)
        #expect(flights.count == 1)
        let flight = flights[0]
        #expect(flight.fixes.longitudeDegrees == [71.5, 71.7])
        #expect(flight.fixes.altitudeMSLMetres == [350, 352])
        #expect(flight.fixes.vehicleMicroseconds == [0, 2_000_000])
        #expect(flight.events.map(\.text) == ["track North"])
    }

    @Test("a time without a position is lost and said")
    func mismatch() throws {
        let text = Self.sample.replacing("<gx:coord>71.7 51.3 352</gx:coord>", with: "")
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.fixes.count == 1)
        #expect(flight.recordsBroken == 1)
        #expect(flight.warnings.contains { $0.contains("3 times and 2 positions") })
    }

    @Test("heights above the ground are no heights above the sea")
    func relative() throws {
        let text = Self.sample.replacing(">absolute<", with: ">relativeToGround<")
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.fixes.altitudeMSLMetres.allSatisfy { $0.isNaN })
        #expect(flight.warnings.contains { $0.hasPrefix("2 heights were left out") })
    }

    @Test("a line is a flight without times; many lines are a map")
    func lines() throws {
        let line =
            "<Placemark><LineString><coordinates>71.5,51.1,0 71.6,51.2\n71.7,51.3,5</coordinates></LineString></Placemark>"
        let flight = try #require(try TextFlight.read("<kml>\(line)</kml>").first)
        #expect(flight.fixes.latitudeDegrees == [51.1, 51.2, 51.3])
        #expect(flight.clock == nil)
        #expect(flight.warnings.contains { $0.contains("planned route") })
        let map = "<kml>" + String(repeating: line, count: 65) + "</kml>"
        #expect(TextFlight.error([UInt8](map.utf8))?.code == .nothingAccepted)
    }

    @Test(
        "a track or line without its end tag is read up to what follows",
        arguments: [
            "</Placemark>", "<Placemark>", "<Polygon>", "</Placemark><Placemark>", "<gx:Track>",
            "<LineString>", "<Point>", "</Polygon>", "",
        ]
    )
    func withoutEnd(next: String) throws {
        let samples = (0..<3).map {
            "<when>2024-06-01T10:00:0\($0)Z</when><gx:coord>71.\($0) 51.1 3</gx:coord>"
        }
        let track = "<kml><Placemark><name>N</name><gx:Track>" + samples.joined() + "</gx:Tra"
        let flights = try TextFlight.read(track + next + "</kml>")
        #expect(flights.map(\.fixes.longitudeDegrees) == [[71, 71.1, 71.2]])
        #expect(flights[0].events.map(\.text) == ["track N"])
        let line = "<kml><Placemark><LineString><coordinates>71,51 72,52</coordinates></Line"
        let lines = try TextFlight.read(line + next + "</kml>")
        #expect(lines.map(\.fixes.longitudeDegrees) == [[71, 72]])
    }

    @Test("a point whose placemark's start is damaged has no time of the one before")
    func withoutStart() throws {
        let point =
            "<TimeStamp><when>2024-06-01T10:00:00Z</when></TimeStamp><Point><coordinates>71.5,51.1,3</coordinates></Point></Placemark>"
        let flights = try TextFlight.read("<kml><Placemark>\(point)<Pl<\(point)</kml>")
        #expect(flights.map(\.fixes.count) == [1])
        #expect(flights[0].warnings.contains { $0.hasPrefix("1 marked places") })
    }

    @Test("placemarks with times are one flight")
    func placemarks() throws {
        let text = """
            <kml><Placemark><LookAt><longitude>1</longitude></LookAt><TimeStamp><when>2024-06-01T10:00:00Z</when></TimeStamp><Point><coordinates>71.5,51.1,3</coordinates></Point></Placemark>
            <Placemark><Point><coordinates>1,1</coordinates></Point></Placemark>
            <Placemark><TimeStamp><when>2024-06-01T10:00:05Z</when></TimeStamp><Point><coordinates>71.6,51.2</coordinates></Point></Placemark></kml>
            """
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.fixes.longitudeDegrees == [71.5, 71.6])
        #expect(flight.fixes.vehicleMicroseconds == [0, 5_000_000])
    }

    @Test("cut after any byte, only whole samples are read")
    func truncation() throws { try TextFlight.expectPrefixes(Self.sample) }

    @Test("flipped bytes never trap")
    func flips() { TextFlight.expectSurvival(of: Self.sample, flips: 20_000, seed: 17) }
}
