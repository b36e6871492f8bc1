import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("GPX tracks")
struct GPXReaderTests {
    // Names, counts and digests of columns as gpxpy 1.6 reads them.
    @Test(
        "tracks of the references have gpxpy's values",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            ("Mojstrovka", 0, "", 184, "68197987824ce5a5", "86bd6e7032661f8a", "e6b324e0b633ccd9"),
            (
                "cerknicko-without-times", 0, "ACTIVE LOG #2", 173, "b33e73975ebc952e",
                "5769ca13bd40454d", "915be51dca8bf1ca"
            ),
            (
                "cerknicko-without-times", 3, "ACTIVE LOG #5", 44, "6077948be310bbc9",
                "81aa3bba229684ca", "652456f541e63a53"
            ),
            (
                "cerknicko-without-times", 6, "ACTIVE LOG #8", 21, "848c936b818b682d",
                "00e156563fa2d61c", "c1b3584fffa6e073"
            ),
            (
                "track-with-empty-segment", 0, "2013-07-06T14:59:00Z", 9, "51f9f68bb3794ada",
                "2cbecd4f79f63ab2", "52934ace3bd9b763"
            ),
            (
                "gpx1.1_with_all_fields", 0, "example name t", 1, "f00ece6425ee7952",
                "d153f93cb091a09c", "1ea0ccbf21e95bb8"
            ),
        ]
    )
    func references(
        file: String,
        index: Int,
        name: String,
        count: Int,
        latitude: String,
        longitude: String,
        elevation: String
    ) throws {
        let flights = try TextFlight.reference("gpx/gpxpy_\(file).gpx")
        let flight = try #require(flights.dropFirst(index).first)
        #expect(flight.fixes.count == count)
        #expect(TextFlight.digest(flight.fixes.latitudeDegrees) == latitude)
        #expect(TextFlight.digest(flight.fixes.longitudeDegrees) == longitude)
        #expect(TextFlight.digest(flight.fixes.altitudeMSLMetres) == elevation)
        #expect(flight.events.first?.text == (name.isEmpty ? nil : "track \(name)"))
    }

    @Test(
        "clocks: UTC only when the file says so",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func clocks() throws {
        let utc = try #require(
            try TextFlight.reference("gpx/gpxpy_track-with-empty-segment.gpx").first
        )
        #expect(utc.clock?.utcMicrosecondsAtZero == 1_373_131_586_000_000)
        #expect(utc.fixes.vehicleMicroseconds.last == 76_000_000)
        let zoneless = try #require(
            try TextFlight.reference("gpx/gpxpy_gpx1.0_with_all_fields.gpx").first
        )
        #expect(zoneless.clock == nil)
        #expect(zoneless.localMicrosecondsAtZero == 1_357_041_604_000_000)
        #expect(zoneless.fixes.satellites == [100])
        #expect(zoneless.fixes.fixKind == [3])
        #expect(zoneless.fixes.altitudeEllipsoidMetres == [24.1])
        let unset = try #require(try TextFlight.reference("gpx/gpxpy_Mojstrovka.gpx").first)
        #expect(unset.clock == nil)
        let untimed = try TextFlight.reference("gpx/gpxpy_cerknicko-without-times.gpx")
        #expect(untimed.allSatisfy { $0.clock == nil })
        #expect(untimed[0].warnings.contains { $0.hasPrefix("No point has a time") })
        #expect(untimed[6].warnings.contains { $0.hasPrefix("Only 5 of 21 points have a time") })
    }

    static let sample = """
        <?xml version="1.0"?><!-- a comment with <trkpt> -->
        <g:gpx xmlns:g='http://www.topografix.com/GPX/1/1' version='1.1'>
        <g:wpt lat='1' lon='2'><g:time>2020-01-01T00:00:00Z</g:time></g:wpt>
        <g:trk><g:name>A &amp; B</g:name><g:trkseg>
        <g:trkpt lon = "71.5" lat='51.1'><g:ele> 350.5 </g:ele><g:time>2024-06-01T10:00:00Z</g:time></g:trkpt>
        <g:trkpt lat="51.2" lon="71.6"><g:ele><![CDATA[351]]></g:ele><g:time>2024-06-01T15:00:01.5+05:00</g:time><g:extensions><x:speed>12.5</x:speed><x:course>-10</x:course></g:extensions></g:trkpt>
        </g:trkseg><g:trkseg>
        <g:trkpt lat="0" lon="0"><g:time>2024-06-01T10:00:09Z</g:time></g:trkpt>
        <g:trkpt lat="51.3" lon="71.7"><g:fix>2d</g:fix><g:time>2024-06-01T10:00:31.5Z</g:time></g:trkpt>
        </g:trkseg></g:trk>
        <g:trk><g:trkseg><g:trkpt lat="52.0" lon="72.0"/></g:trkseg></g:trk>
        </g:gpx>
        """

    @Test("prefixes, quotes, CDATA, zones, segments, zeros")
    func sampleFile() throws {
        let flights = try TextFlight.read(Self.sample)
        #expect(flights.count == 2)
        let flight = flights[0]
        #expect(flight.format == "GPX 1.1")
        #expect(flight.fixes.latitudeDegrees == [51.1, 51.2, 51.3])
        #expect(flight.fixes.longitudeDegrees == [71.5, 71.6, 71.7])
        #expect(flight.fixes.altitudeMSLMetres.prefix(2) == [350.5, 351])
        #expect(flight.fixes.vehicleMicroseconds == [0, 1_500_000, 31_500_000])
        #expect(flight.fixes.groundSpeedMetresPerSecond[1] == 12.5)
        #expect(flight.fixes.courseDegrees[1] == 350)
        #expect(flight.fixes.fixKind == [255, 255, 2])
        #expect(flight.clock?.utcMicrosecondsAtZero == 1_717_236_000_000_000)
        #expect(
            flight.events.map(\.text) == ["track A & B", "segment 2 begins at fix 3, 30 s later"]
        )
        #expect(flight.warnings.contains { $0.hasPrefix("1 points were left out: their position") })
        #expect(flights[1].clock == nil)
        #expect(flights[1].fixes.count == 1)
    }

    @Test("a document type is refused before anything of it is used")
    func documentType() throws {
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
            <gpx><trk><trkseg><trkpt lat="&b;" lon="1"/></trkseg></trk></gpx>
            """
        let error = try #require(TextFlight.error([UInt8](bomb.utf8)))
        #expect(error.code == .formatVersion)
        #expect(error.detail.contains("document type"))
    }

    @Test("elements nested without end are refused, not followed")
    func nested() throws {
        let deep = "<gpx>" + String(repeating: "<a>", count: 100_000)
        #expect(TextFlight.error([UInt8](deep.utf8))?.code == .formatDamaged)
    }

    @Test("a broken point is set aside with its bytes, the others are read")
    func brokenPoints() throws {
        let text = Self.sample.replacing("351]]>", with: "35x1]]>")
            .replacing("10:00:31.5Z", with: "10:61:31.5Z")
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.fixes.latitudeDegrees == [51.1])
        #expect(flight.recordsBroken == 2)
        #expect(flight.lost.map(\.reason) == [.notANumber, .badTime])
        #expect(flight.completeness < 1)
    }

    @Test("a file of marked places only is refused with a reason")
    func places() throws {
        let text = "<gpx version=\"1.1\"><wpt lat=\"1\" lon=\"2\"/></gpx>"
        #expect(TextFlight.error([UInt8](text.utf8))?.code == .nothingAccepted)
    }

    @Test("the points as they are written, every element a column")
    func raw() throws {
        let text = """
            <gpx version="1.1"><wpt lat="1" lon="2"><name>a</name></wpt><trk><trkseg>
            <trkpt lat="51.10" lon="71.4"><ele>350.0</ele><extensions><x:TrackPointExtension>
            <x:hr>90</x:hr></x:TrackPointExtension></extensions></trkpt>
            <trkpt lat="51.2" lon="71.5"/>
            <trkpt lat="51.3" lon="71.6"><ele>351</ele><sat>9</sat></trkpt>
            </trkseg></trk></gpx>
            """
        let tables = try RawTables.read(Array(text.utf8).span, name: "x.gpx")
        #expect(tables.map(\.name) == ["trkpt", "wpt"])
        let points = try #require(tables.first)
        #expect(
            points.columnNames
                == ["lat", "lon", "ele", "extensions.TrackPointExtension.hr", "sat"]
        )
        let rows = (0..<3).map { row in
            points.columnNames.indices.map { points.column($0).cell(row) }
        }
        #expect(
            rows == [
                ["51.10", "71.4", "350.0", "90", ""], ["51.2", "71.5", "", "", ""],
                ["51.3", "71.6", "351", "", "9"],
            ]
        )
    }

    @Test("unclosed comments in great number cost linear time")
    func unclosedComments() throws {
        let text = Self.sample + String(repeating: "<!--", count: 200_000)
        #expect(try TextFlight.read(text).first?.fixes.count == 3)
    }

    @Test("cut after any byte, only whole points are read")
    func truncation() throws { try TextFlight.expectPrefixes(Self.sample) }

    @Test("flipped bytes never trap")
    func flips() { TextFlight.expectSurvival(of: Self.sample, flips: 20_000, seed: 11) }
}
