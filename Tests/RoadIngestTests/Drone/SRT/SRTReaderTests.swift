import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Subtitles of drone videos")
struct SRTReaderTests {
    // Digests of columns decoded by regular expressions in Python.
    @Test(
        "every frame of every reference has the values written in it",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            (
                "MAVIC3.srt", 12318, "1d5ea2f29c622e8e", "87bd03db51217f72", "0a45a81875293458",
                "c8af51fc75332dc6"
            ),
            ("air2s.srt", 17, "cdc584d39566f0fe", "8c6313f8c4ac9a64", "", "e81aff2a4b9f3f97"),
            ("m2zoom.SRT", 7113, "e612b77185eee436", "4ec197b85324f025", "", "ce52ee874e2d1ae1"),
            (
                "matrice_300.srt", 381, "12fccd04c1b9228f", "736686dad571575c", "3245acd5d46a300d",
                ""
            ),
            ("mavic_2_style.SRT", 468, "00e50edbf315b690", "fa189284832201ee", "", ""),
            ("mavic_mini.SRT", 117, "c938003a8f2470e7", "385c12b033be0d3c", "52fa1f59e0fdfc42", ""),
            ("mavic_pro.SRT", 468, "00e50edbf315b690", "fa189284832201ee", "3eafb74d8d0cf051", ""),
            ("old_format.SRT", 468, "00e50edbf315b690", "fa189284832201ee", "3d48d43a980f66f1", ""),
            ("p4_rtk.SRT", 55, "12ab6cec8bc2a9eb", "44a004c32de08fd3", "5b24e36c054327ea", ""),
            (
                "embedder_Mini5PRO_clip.SRT", 5, "b21795c74070f42c", "6e154cae317024c5",
                "fe8a7ed3389daa1c", "bb1e50c1cc6935ff"
            ),
            (
                "embedder_air3S_clip.SRT", 5, "bf47a7ace2530724", "a9cb6960f176d61d",
                "2c34ce1df23b838c", "44df2e1776c9ba6d"
            ),
        ]
    )
    func references(
        name: String,
        count: Int,
        latitude: String,
        longitude: String,
        relative: String,
        absolute: String
    ) throws {
        let flights = try TextFlight.reference("dji-srt/\(name)")
        let flight = try #require(flights.first)
        #expect(flights.count == 1)
        #expect(flight.fixes.count == count)
        #expect(flight.recordsRead == count)
        #expect(flight.recordsBroken == 0)
        #expect(flight.completeness == 1)
        #expect(TextFlight.digest(flight.fixes.latitudeDegrees) == latitude)
        #expect(TextFlight.digest(flight.fixes.longitudeDegrees) == longitude)
        if relative.isEmpty {
            #expect(flight.fixes.relativeHeightMetres.allSatisfy { $0.isNaN })
        } else {
            #expect(TextFlight.digest(flight.fixes.relativeHeightMetres) == relative)
        }
        if absolute.isEmpty {
            #expect(flight.fixes.altitudeUnverifiedMetres.isEmpty)
        } else {
            #expect(TextFlight.digest(flight.fixes.altitudeUnverifiedMetres) == absolute)
        }
        // DJI's absolute altitude never passes for a height above the sea.
        #expect(flight.fixes.altitudeMSLMetres.allSatisfy { $0.isNaN })
        #expect(flight.clock == nil)
        #expect(flight.warnings.contains { $0.contains("UTC is not known") })
    }

    @Test(
        "times are those of the video; the camera's clock is kept without a zone",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func times() throws {
        for (name, digest) in [
            ("MAVIC3.srt", "bf8dada0e0ed7249"), ("m2zoom.SRT", "05b42fc1ed66f70f"),
        ] {
            let flight = try #require(try TextFlight.reference("dji-srt/\(name)").first)
            #expect(
                TextFlight.digest(flight.fixes.vehicleMicroseconds.map { Double($0) }) == digest
            )
        }
        let flight = try #require(try TextFlight.reference("dji-srt/mavic_pro.SRT").first)
        #expect(flight.fixes.vehicleMicroseconds.first == 1_000_000)
        // 2017-08-05T14:11:51 at the cue of second 1.
        #expect(flight.localMicrosecondsAtZero == 1_501_942_310_000_000)
        let mini = try #require(try TextFlight.reference("dji-srt/mavic_mini.SRT").first)
        #expect(mini.localMicrosecondsAtZero == nil)
    }

    @Test(
        "a Phantom 4 RTK tells speed, attitude and gimbal",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func compactAngles() throws {
        let flight = try #require(try TextFlight.reference("dji-srt/p4_rtk.SRT").first)
        #expect(Array(flight.fixes.groundSpeedMetresPerSecond.prefix(3)) == [0, 2.88, 5.61])
        #expect(flight.fixes.satellites.prefix(4) == [15, 15, 15, 14])
        #expect(flight.attitudes.count == 55)
        #expect(flight.attitudes.pitchDegrees.first == 2.7)
        #expect(flight.attitudes.rollDegrees.first == -7)
        #expect(flight.attitudes.yawDegrees.first == 110.1)
        #expect(flight.gimbal.pitchDegrees.first == -24.4)
        #expect(flight.gimbal.yawDegrees.first == 110.4)
    }

    @Test(
        "frames at 0, 0 are counted and no fixes; a file cut inside a cue loses that cue",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func zerosAndCut() throws {
        let neo = try #require(
            try TextFlight.reference("dji-srt/embedder_neo2_clip_nogps.SRT").first
        )
        #expect(neo.recordsRead == 6)
        #expect(neo.fixes.count == 3)
        #expect(neo.warnings.contains { $0.hasPrefix("3 frames were left out: their position is") })
        let cut = try #require(
            try TextFlight.reference("dji-srt/broken_incomplete.SRT").first
        )
        #expect(cut.fixes.count == 19)
        #expect(cut.recordsBroken == 1)
        #expect(cut.lost == [LostRange(start: 2987, end: 3064, reason: .truncatedRecord)])
    }

    static let legacy = """
        1
        00:00:01,000 --> 00:00:02,000
        HOME(71.4304,51.1282) 2024.06.01 10:15:03
        GPS(71.4305,51.1283,19) BAROMETER:20.1
        ISO:100 Shutter:400 EV:-1/3 Fnum:F2.8

        2
        00:00:02,000 --> 00:00:03,000
        HOME(71.4304,51.1282) 2024.06.01 10:15:04
        GPS(71.4306,51.1284,19) BAROMETER:20.3
        ISO:100 Shutter:400 EV:-1/3 Fnum:F2.8

        3
        00:00:03,000 --> 00:00:04,000
        HOME(71.4304,51.1282) 2024.06.01 10:15:05
        GPS(71.4307,51.1285,18) BAROMETER:20.7
        ISO:100 Shutter:400 EV:-1/3 Fnum:F2.8

        """

    static let bracketed = """
        1
        00:00:00,000 --> 00:00:00,033
        <font size="28">FrameCnt: 1, DiffTime: 33ms
        2026-05-27 13:14:22.911
        [iso: 200] [latitude: 51.128201] [longitude: 71.430401] [rel_alt: 6.100 abs_alt: 353.900] [gb_yaw: -162.8 gb_pitch: -30.0 gb_roll: 0.0] [ct: 5263] </font>

        2
        00:00:00,033 --> 00:00:00,066
        <font size="28">FrameCnt: 2, DiffTime: 33ms
        2026-05-27 13:14:22.944
        [iso: 200] [latitude: 51.128202] [longitude: 71.430402] [rel_alt: 6.200 abs_alt: 354.000] [gb_yaw: -162.7 gb_pitch: -30.0 gb_roll: 0.0] [ct: 5263] </font>

        """

    @Test("the order of the axes follows the third value, and says so when both would do")
    func axes() throws {
        let longitudeFirst = try #require(try TextFlight.read(Self.legacy).first)
        #expect(longitudeFirst.fixes.longitudeDegrees == [71.4305, 71.4306, 71.4307])
        #expect(longitudeFirst.fixes.satellites == [19, 19, 18])
        #expect(longitudeFirst.warnings.contains { $0.hasPrefix("Longitude is read first") })
        let metres = Self.legacy.replacing(",19)", with: ",20.5M)").replacing(",18)", with: ",20M)")
        let latitudeFirst = try #require(try TextFlight.read(metres).first)
        #expect(latitudeFirst.fixes.latitudeDegrees == [71.4305, 71.4306, 71.4307])
        #expect(latitudeFirst.fixes.altitudeUnverifiedMetres == [20.5, 20.5, 20])
        #expect(latitudeFirst.warnings.contains { $0.hasPrefix("Latitude is read first") })
        let east = metres.replacing("GPS(71.", with: "GPS(171.")
        let settled = try #require(try TextFlight.read(east).first)
        #expect(settled.fixes.longitudeDegrees == [171.4305, 171.4306, 171.4307])
        #expect(!settled.warnings.contains { $0.contains("is read first") })
    }

    @Test("Autel's letters name the axes; west and south are negative")
    func autel() throws {
        let text = Self.legacy.replacing("GPS(71.4305,51.1283,19)", with: "GPS(W:8.2,S:47.4,45.6m)")
            .replacing("GPS(71.4306,51.1284,19)", with: "GPS(N:47.5,E:8.3,45.7m)")
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.format == "Autel SRT")
        #expect(flight.fixes.latitudeDegrees.prefix(2) == [-47.4, 47.5])
        #expect(flight.fixes.longitudeDegrees.prefix(2) == [-8.2, 8.3])
    }

    @Test("angles of a gimbal in brackets are read, yaw from 0 to 360")
    func gimbal() throws {
        let flight = try #require(try TextFlight.read(Self.bracketed).first)
        #expect(flight.gimbal.pitchDegrees == [-30, -30])
        #expect(abs((flight.gimbal.yawDegrees.first ?? 0) - 197.2) < 1e-9)
        #expect(flight.fixes.relativeHeightMetres == [6.1, 6.2])
        #expect(flight.fixes.altitudeUnverifiedMetres == [353.9, 354])
    }

    @Test("two recordings one after another are two flights")
    func concatenated() throws {
        let flights = try TextFlight.read(Self.legacy + "\n" + Self.bracketed)
        #expect(flights.map(\.fixes.count) == [3, 2])
        #expect(flights.map(\.format) == ["DJI SRT (GPS and BAROMETER)", "DJI SRT (bracketed)"])
    }

    @Test("a time that a damaged digit makes leap costs one frame")
    func leap() throws {
        let text = Self.legacy.replacing("00:00:02,000 -->", with: "07:00:02,000 -->")
        let flight = try #require(try TextFlight.read(text).first)
        #expect(flight.fixes.latitudeDegrees == [51.1283, 51.1285])
        #expect(flight.lost.map(\.reason) == [.badTime])
    }

    @Test("subtitles of a film are refused with a reason")
    func film() throws {
        let film =
            "1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n2\n00:00:03,000 --> 00:00:04,000\nBye.\n"
        let error = try #require(TextFlight.error([UInt8](film.utf8)))
        #expect(error.code == .formatUnknown)
        #expect(error.detail.contains("no cue has a drone's fields"))
    }

    @Test("cut after any byte, only whole frames are read", arguments: [legacy, bracketed])
    func truncation(text: String) throws { try TextFlight.expectPrefixes(text) }

    @Test("flipped bytes never trap", arguments: [legacy, bracketed])
    func flips(text: String) { TextFlight.expectSurvival(of: text, flips: 20_000, seed: 7) }
}
