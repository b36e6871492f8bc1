import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Tables of flights")
struct FlightTableReaderTests {
    // Digests of columns as Python's csv module reads them.
    @Test(
        "every row of an AirData table has the values written in it",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func airData() throws {
        let flight = try #require(
            try TextFlight.reference("dji-csv/sitrec_airdata_Dec-22nd-2023-11-56AM.csv").first
        )
        #expect(flight.format == "AirData CSV")
        #expect(flight.fixes.count == 6074)
        #expect(flight.recordsBroken == 0)
        #expect(TextFlight.digest(flight.fixes.latitudeDegrees) == "ca9ca951d5163693")
        #expect(TextFlight.digest(flight.fixes.longitudeDegrees) == "093267a0456a428a")
        #expect(TextFlight.digest(flight.fixes.relativeHeightMetres) == "b36048f2c1b0feaf")
        #expect(TextFlight.digest(flight.fixes.altitudeUnverifiedMetres) == "6c22f7014598c1b7")
        #expect(TextFlight.digest(flight.fixes.groundSpeedMetresPerSecond) == "76e9becacf58ef7d")
        #expect(TextFlight.digest(flight.gimbal.pitchDegrees) == "1143386363d5fe23")
        #expect(TextFlight.digest(flight.attitudes.pitchDegrees) == "6546e1620ebec313")
        let milliseconds = flight.fixes.vehicleMicroseconds.map { Double($0 / 1000) }
        #expect(TextFlight.digest(milliseconds) == "b9bccc5a3004a331")
        #expect(flight.fixes.altitudeMSLMetres.allSatisfy { $0.isNaN })
    }

    // UTC of the first record in the raw log that each table was made from, and its flight time.
    @Test(
        "UTC agrees with the raw log within a tenth of a second",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            ("DROP_2016-09-15_13-51-19_Standard.csv", 1_473_961_878_678_000, 510_700_000),
            ("DROP_2016-09-26_14-12-46_Standard.csv", 1_474_913_565_979_000, 0),
        ] as [(String, Int64, Int64)]
    )
    func utc(name: String, first: Int64, elapsed: Int64) throws {
        let flight = try #require(try TextFlight.reference("dji-txt/\(name)").first)
        let clock = try #require(flight.clock)
        #expect(abs(clock.utcMicrosecondsAtZero + elapsed - first) < 100_000)
        #expect(clock.spreadSeconds >= 0.5)
        #expect(flight.vehicleSpan.lowerBound == elapsed)
    }

    @Test(
        "DJI Store's table is a flight without a date",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func store() throws {
        let flight = try #require(
            try TextFlight.reference("dji-csv/exiftool_Geotag_DJI_2020-12-02_[07-50-31].csv").first
        )
        #expect(flight.fixes.count == 92)
        #expect(TextFlight.digest(flight.fixes.latitudeDegrees) == "489379c9272525df")
        #expect(TextFlight.digest(flight.fixes.longitudeDegrees) == "720cabe5eed80523")
        #expect(flight.clock == nil && flight.localMicrosecondsAtZero == nil)
    }

    static let flightReader = """
        sep=;
        CUSTOM.date [local];CUSTOM.updateTime [local];OSD.flyTime;OSD.flyTime [s];OSD.latitude;OSD.longitude;OSD.height [ft];OSD.height [m];OSD.altitude [ft];OSD.hSpeed [MPH];OSD.pitch;OSD.roll;OSD.yaw [360];GIMBAL.pitch;GIMBAL.yaw [360];CAMERA.isPhoto;OSD.flycState;APP.tip;OSD.gpsNum
        1/15/2024;12:05:21.20 AM;0m 0s;0,0;51,1282;71,4304;10;3,1;1000;10;1,5;-2,5;359,9;-30;180;False;P-GPS;;15
        1/15/2024;12:05:21.30 AM;0m 0.1s;0,1;[null];[null];10;3,2;1000;10;1,5;-2,5;359,9;-30;180;True;P-GPS;Take care; 15
        1/15/2024;12:05:21.40 AM;0m 0.2s;0,2;0;0;10;3,3;1000;10;1,5;-2,5;359,9;-30;180;True;Sport;Take care;15
        1/15/2024;12:05:21.50 AM;0m 0.3s;0,3;51,1283;71,4305;10;3,4;1000;10;1,5;-2,5;359,9;-30;180;False;Sport;;15

        """

    @Test("semicolons, decimal commas, a 12-hour clock and metres before feet")
    func flightReaderTable() throws {
        let flight = try #require(try TextFlight.read(Self.flightReader).first)
        #expect(flight.format == "Flight Reader CSV")
        #expect(flight.fixes.latitudeDegrees == [51.1282, 51.1283])
        #expect(flight.fixes.vehicleMicroseconds == [0, 300_000])
        #expect(flight.fixes.relativeHeightMetres == [3.1, 3.4])
        #expect(flight.fixes.altitudeUnverifiedMetres == [1000 * 0.3048, 1000 * 0.3048])
        #expect(flight.fixes.groundSpeedMetresPerSecond == [10 * 0.44704, 10 * 0.44704])
        #expect(flight.fixes.satellites == [15, 15])
        #expect(flight.attitudes.count == 4)
        #expect(flight.gimbal.yawDegrees == [180, 180, 180, 180])
        #expect(flight.clock == nil)
        // 2024-01-15T00:05:21.2 on a clock without a zone.
        #expect(flight.localMicrosecondsAtZero == 1_705_277_121_200_000)
        #expect(flight.events.map(\.text) == ["P-GPS", "picture", "Take care", "Sport"])
        #expect(flight.warnings.contains("1 rows were left out: their position is 0, 0."))
        #expect(flight.warnings.contains("1 rows were left out: they have no position."))
    }

    @Test("the same clock in a UTC column is UTC")
    func utcColumn() throws {
        let text = Self.flightReader.replacing("[local]", with: "[UTC]")
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.clock?.utcMicrosecondsAtZero == 1_705_277_121_200_000)
        #expect(flight.localMicrosecondsAtZero == nil)
    }

    @Test("dates that could be read both ways are read month first only with AM and PM")
    func ambiguousDates() throws {
        let twelve = Self.flightReader.replacing("1/15/2024", with: "3/4/2024")
        let guessed = try #require(try TextFlight.read(twelve).first)
        #expect(guessed.localMicrosecondsAtZero == 1_709_510_721_200_000)
        #expect(guessed.warnings.contains { $0.contains("month first") })
        let both = try #require(try TextFlight.read(twelve.replacing(" AM;", with: ";")).first)
        #expect(both.localMicrosecondsAtZero == nil)
        #expect(both.fixes.count == 2)
    }

    @Test(
        "tables of crashes, complexes and measured points are no flights",
        arguments: [
            "event_time,device,latitude,longitude,speed,plate\n2024-01-01T00:00:00Z,1,51,71,60,X\n",
            "id,datetime(utc),latitude,longitude,killed\n1,2024-01-01 00:00:00,51,71,0\n",
            "ID,Time,Remarks,Geometry,Latitude,Longitude,Elevation,Speed\n1,2,3,4,51,71,5,6\n",
            "Дата;Время;Широта;Долгота;Погибло\n01.01.2024;10:00;51,1;71,4;0\n",
            "latitude,longitude,height_above_takeoff(feet)\n51,71,3\n",
        ]
    )
    func others(text: String) {
        #expect(TextFlight.error([UInt8](text.utf8))?.code == .formatUnknown)
    }

    @Test(
        "the flight log of geo-trax is a flight: every row's place and height",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func geoTraxLog() throws {
        let bytes = try SharedReference.bytes("flightlogs/traffic/geotrax_data_U_video_cut.csv")
        let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .dropFirst().map { $0.split(separator: ",") }
        let flights = try FlightLogReader.read(bytes.span, name: "x")
        let flight = try #require(flights.first)
        #expect(flight.fixes.count == rows.count && flight.lost.isEmpty)
        #expect(flight.fixes.latitudeDegrees == rows.compactMap { Double($0[9]) })
        #expect(flight.fixes.longitudeDegrees == rows.compactMap { Double($0[10]) })
        #expect(flight.fixes.relativeHeightMetres == rows.compactMap { Double($0[11]) })
        #expect(flight.fixes.altitudeUnverifiedMetres == rows.compactMap { Double($0[12]) })
        // Local time without a zone is never UTC.
        #expect(flight.clock == nil && flight.localMicrosecondsAtZero != nil)
    }

    @Test(
        "crash and complex files of the references are no flights",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            "flightlogs/openathena/accuracy/Thunderstorm_Pioneer_Range_GCPs.csv",
            "flightlogs/openathena/accuracy/Thunderstorm_OA-CoT-Capture.csv",
        ]
    )
    func otherFiles(path: String) throws {
        #expect(TextFlight.error(try SharedReference.bytes(path))?.code == .formatUnknown)
    }

    @Test("a row with a word for a latitude or too few fields is set aside")
    func brokenRows() throws {
        let text =
            Self.flightReader.replacing("51,1283", with: "north") + "1/15/2024;1:00:00 AM;;9\n"
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.fixes.count == 1)
        #expect(flight.lost.map(\.reason) == [.notANumber, .fieldCount])
    }

    @Test("cut after any byte, only whole rows are read")
    func truncation() throws { try TextFlight.expectPrefixes(Self.flightReader) }

    @Test("flipped bytes never trap")
    func flips() { TextFlight.expectSurvival(of: Self.flightReader, flips: 20_000, seed: 19) }
}
