import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Drone photos")
struct PhotoTests {
    private func read(_ builder: PhotoBuilder) throws -> Flight {
        let bytes = builder.file()
        return try PhotoReader.read(bytes.span.bytes, name: "flight/DJI_0001.JPG")
    }

    private func error(_ bytes: [UInt8]) -> IntakeError? {
        do throws(IntakeError) {
            _ = try PhotoReader.read(bytes.span.bytes, name: "photo.jpg")
            return nil
        } catch { return error }
    }

    private func reference(_ name: String) throws -> (Flight, PhotoMetadata, [String: Any]) {
        let bytes = try SharedReference.bytes("flightlogs/\(name)")
        let facts = try SharedReference.bytes("flightlogs/\(name).exiftool.json")
        let all = try JSONSerialization.jsonObject(with: Data(facts)) as? [[String: Any]]
        return (
            try PhotoReader.read(bytes.span.bytes, name: name),
            try PhotoMetadata(reading: bytes.span.bytes, name: name), try #require(all?.first)
        )
    }

    @Test(
        "a Skydio photo as ExifTool 13.58 reads it",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func skydio() throws {
        let (flight, photo, facts) = try reference("openathena/images/skydio-catilina.jpg")
        func number(_ key: String) throws -> Double {
            if let text = facts[key] as? String { return try #require(Double(text)) }
            return try #require(facts[key] as? Double)
        }
        #expect(flight.fixes.count == 1)
        #expect(abs(flight.fixes.latitudeDegrees[0] - (try number("GPS:GPSLatitude"))) < 1e-12)
        #expect(abs(flight.fixes.longitudeDegrees[0] + (try number("GPS:GPSLongitude"))) < 1e-12)
        #expect(photo.exifAltitude == (try number("GPS:GPSAltitude")))
        #expect(photo.makerAltitude == (try number("XMP-drone-skydio:AbsoluteAltitude")))
        #expect(flight.fixes.altitudeUnverifiedMetres == [photo.makerAltitude ?? .nan])
        #expect(flight.fixes.altitudeMSLMetres[0].isNaN)
        #expect(flight.fixes.satellites == [19])
        #expect(flight.fixes.horizontalAccuracyMetres == [0.384])
        let prefix = "XMP-drone-skydio:"
        #expect(photo.camera?.roll == (try number(prefix + "CameraOrientationNEDRoll")))
        #expect(photo.camera?.pitch == (try number(prefix + "CameraOrientationNEDPitch")))
        #expect(photo.camera?.yaw == (try number(prefix + "CameraOrientationNEDYaw")))
        #expect(photo.aircraft?.roll == (try number(prefix + "VehicleOrientationNEDRoll")))
        #expect(photo.aircraft?.yaw == (try number(prefix + "VehicleOrientationNEDYaw")))
        #expect(photo.speedNorth == (try number(prefix + "VehicleSpeedNEDX")))
        #expect(
            photo.lens.calibratedFocalLengthPixels
                == (try number(prefix + "CalibratedFocalLengthX"))
        )
        #expect(photo.lens.dewarp == [0.124826, -0.233427, 0.098182])
        #expect((photo.lens.width, photo.lens.height) == (1500, 844))
        #expect(photo.lens.focalLengthMillimetres == 4.7)
        #expect(photo.lens.focalLengthOnFilmMillimetres == 21)
        #expect(photo.serial == "S2.0F.B.0043BX")
        // 1611788634955705 + (432946244 - 76278904): the wall clock says 23:09:51 +00:00.
        let clock = try #require(flight.clock)
        let utc = clock.timestamp(atVehicle: flight.fixes.vehicleMicroseconds[0])
        #expect(utc.description == "2021-01-27T23:09:51.623045Z")
        #expect(flight.events.map(\.text) == ["skydio-catilina.jpg"])
        #expect(flight.completeness == 1)
    }

    @Test(
        "a Parrot photo as ExifTool 13.58 reads it",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func parrot() throws {
        let (flight, photo, facts) = try reference("openathena/images/parrot-1.jpg")
        let latitude = try #require(facts["GPS:GPSLatitude"] as? Double)
        let longitude = try #require(facts["GPS:GPSLongitude"] as? Double)
        #expect(abs(flight.fixes.latitudeDegrees[0] - latitude) < 1e-12)
        #expect(abs(flight.fixes.longitudeDegrees[0] - longitude) < 1e-12)
        #expect(abs(flight.fixes.altitudeMSLMetres[0] - 78.98716051) < 1e-8)
        #expect(photo.camera?.pitch == 2.054081678)
        #expect(photo.camera?.yaw == 18.678611755)
        #expect(photo.camera?.roll == -2.391976595)
        #expect(flight.clock == nil)
        let shown = Timestamp(microseconds: flight.vehicleSpan.lowerBound)
        #expect(shown.description == "2021-09-25T11:01:41Z")
        #expect(flight.warnings.contains { $0.contains("zone is not known") })
        #expect(flight.vehicle == "PARROT Disco")
    }

    @Test(
        "a DJI photo without XMP has a place and no look; one without GPS has neither",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func bare() throws {
        let church = try SharedReference.bytes("flightlogs/exif/embedder_church1.jpg")
        let flight = try PhotoReader.read(church.span.bytes, name: "church1.jpg")
        // 60° 10' 13", 24° 57' 8", 95.3 m by ExifTool.
        #expect(abs(flight.fixes.latitudeDegrees[0] - 60.170278) < 1e-6)
        #expect(abs(flight.fixes.longitudeDegrees[0] - 24.952222) < 1e-6)
        #expect(flight.fixes.altitudeUnverifiedMetres == [95.3])
        #expect(flight.gimbal.count == 0)
        let none = try SharedReference.bytes("flightlogs/exif/embedder_no_gps.jpg")
        let other = try PhotoReader.read(none.span.bytes, name: "no_gps.jpg")
        #expect(other.fixes.count == 0 && other.events.count == 1)
        #expect(other.warnings.contains { $0.contains("no position") })
        let stripped = try SharedReference.bytes(
            "flightlogs/exif/theta_Mavic3Pro_Wide_Angle_compressed.JPG"
        )
        let isRecognised = PhotoReader.format.recognises(stripped.span.bytes)
        #expect(isRecognised)
        #expect(error(stripped)?.code == .nothingAccepted)
    }

    @Test("DJI with RTK: XMP before Exif, ellipsoidal altitude, accuracies, UTC")
    func rtk() throws {
        let bytes = PhotoBuilder.sample().file()
        let photo = try PhotoMetadata(reading: bytes.span.bytes, name: "rtk")
        let flight = try read(.sample())
        #expect(flight.format == "DJI photo")
        #expect(flight.vehicle == "DJI M3E")
        #expect(flight.fixes.latitudeDegrees == [51.128000001])
        #expect(flight.fixes.longitudeDegrees == [71.430600002])
        #expect(flight.fixes.altitudeEllipsoidMetres == [345.678])
        #expect(flight.fixes.altitudeUnverifiedMetres[0].isNaN)
        #expect(flight.fixes.relativeHeightMetres == [60.123])
        #expect(flight.fixes.fixKind == [6])
        #expect(abs(flight.fixes.horizontalAccuracyMetres[0] - 0.05) < 1e-12)
        #expect(flight.fixes.verticalAccuracyMetres == [0.05])
        #expect(flight.gimbal.pitchDegrees == [-89.9])
        #expect(flight.gimbal.yawDegrees == [239.5])
        #expect(flight.attitudes.pitchDegrees == [-3.4])
        #expect(photo.lens.dewarp == [3700.1, 3700.2, -5.5, 6.5, 0.1, -0.2, 0.001, 0.002, 0.3])
        #expect(photo.lens.source == "WideCamera")
        #expect((photo.lens.width, photo.lens.height) == (4000, 3000))
        #expect(photo.lens.focalLengthMillimetres == 12.29)
        // The wall clock stands five hours east of UTC.
        let clock = try #require(flight.clock)
        #expect(clock.utcMicrosecondsAtZero == -5 * 3_600_000_000)
        let utc = clock.timestamp(atVehicle: flight.fixes.vehicleMicroseconds[0])
        #expect(utc.description == "2025-06-01T08:15:30.250Z")
        #expect(
            flight.events == [
                FlightEvent(
                    vehicleMicroseconds: flight.vehicleSpan.lowerBound,
                    kind: .camera,
                    text: "DJI_0001.JPG"
                )
            ]
        )
        #expect(flight.warnings.isEmpty)
    }

    @Test("`RtkAlt` without RTK is not believed; 0, 0 is no place; the old spelling is known")
    func traps() throws {
        var photo = PhotoBuilder()
        photo.main = [(0x010F, .text("DJI"))]
        photo.xmp = PhotoBuilder.packet(
            attributes: "drone-dji:AltitudeType=\"RtkAlt\" drone-dji:GpsStatus=\"Invalid\" "
                + "drone-dji:AbsoluteAltitude=\"+283.3\" drone-dji:GpsLatitude=\"51.5\" "
                + "drone-dji:GpsLongtitude=\"71.5\" drone-dji:GimbalRollDegree=\"180.0\" "
                + "drone-dji:GimbalPitchDegree=\"-85.0\" drone-dji:GimbalYawDegree=\"10\""
        )
        let flight = try read(photo)
        #expect(flight.fixes.altitudeEllipsoidMetres[0].isNaN)
        #expect(flight.fixes.altitudeUnverifiedMetres == [283.3])
        #expect(flight.fixes.longitudeDegrees == [71.5])
        #expect(flight.fixes.fixKind == [1])
        #expect(flight.warnings.contains { $0.contains("past straight down") })
        #expect(flight.warnings.contains { $0.contains("not to be trusted") })
        photo.xmp = photo.xmp.replacingOccurrences(of: "\"51.5\"", with: "\"0.0\"")
            .replacingOccurrences(of: "\"71.5\"", with: "\"0.0\"")
        let zero = try read(photo)
        #expect(zero.fixes.count == 0)
        #expect(zero.gimbal.count == 1)
    }

    @Test("Autel counts pitch from straight down in old firmware, as DJI in new")
    func autel() throws {
        var photo = PhotoBuilder()
        photo.main = [(0x010F, .text("Autel Robotics"))]
        photo.gps = PhotoBuilder.sample().gps
        photo.xmp = PhotoBuilder.packet(
            attributes: "Camera:Pitch=\"30\" Camera:Yaw=\"-90\" Camera:Roll=\"0\""
        )
        let old = try read(photo)
        #expect(old.gimbal.pitchDegrees == [-60])
        #expect(old.gimbal.yawDegrees == [270])
        #expect(old.fixes.altitudeUnverifiedMetres == [345.678])
        photo.xmp = PhotoBuilder.packet(
            attributes: "drone:GimbalPitchDegree=\"-45\" drone:GimbalYawDegree=\"10\" "
                + "drone:RelativeAltitude=\"12\""
        )
        let new = try read(photo)
        #expect(new.gimbal.pitchDegrees == [-45])
        #expect(new.fixes.relativeHeightMetres == [12])
    }

    @Test("south, west, below the sea, GPS time, void positions, entities, a second packet")
    func standards() throws {
        var photo = PhotoBuilder()
        photo.main = [(0x010F, .text("Someone"))]
        photo.gps = [
            (1, .text("S")), (2, .rationals([(33, 1), (30, 1), (0, 1)])), (3, .text("W")),
            (4, .rationals([(70, 1), (15, 1), (36, 1)])), (5, .bytes([1])),
            (6, .rationals([(5, 2)])), (7, .rationals([(8, 1), (15, 1), (61, 2)])),
            (0x1D, .text("2025:06:01")),
        ]
        photo.shot = [(0x9003, .text("2025:06:01 13:15:30"))]
        photo.extended = Array(
            PhotoBuilder.packet(
                attributes: "exif:CameraPitch=\"-&#52;5\" exif:CameraYaw=\"&#x39;0\""
            ).utf8
        )
        photo.xmp = PhotoBuilder.packet(attributes: "a:b=\"1 &lt; 2 > 0\"")
        let flight = try read(photo)
        #expect(flight.fixes.latitudeDegrees == [-33.5])
        #expect(flight.fixes.longitudeDegrees == [-70.26])
        #expect(flight.fixes.altitudeMSLMetres == [-2.5])
        #expect(flight.gimbal.pitchDegrees == [-45])
        #expect(flight.gimbal.yawDegrees == [90])
        let clock = try #require(flight.clock)
        #expect(clock.source == "EXIF GPSTimeStamp")
        #expect(
            clock.timestamp(atVehicle: flight.vehicleSpan.lowerBound).description
                == "2025-06-01T08:15:30.500Z"
        )
        photo.gps.append((9, .text("V")))
        let nobodys = photo.file()
        do throws(IntakeError) {
            _ = try PhotoReader.read(nobodys.span.bytes, name: "x")
            Issue.record("a picture of nobody's drone without a position was read")
        } catch { #expect(error.code == .nothingAccepted) }
        photo.main = [(0x010F, .text("Parrot"))]
        let void = try read(photo)
        #expect(void.fixes.count == 0)
        #expect(void.warnings.contains { $0.contains("void") })
    }

    @Test("a wall clock with its zone gives UTC")
    func zone() throws {
        var photo = PhotoBuilder()
        photo.main = [(0x010F, .text("DJI"))]
        photo.shot = [(0x9003, .text("2025:06:01 13:15:30")), (0x9011, .text("+05:00"))]
        let flight = try read(photo)
        #expect(flight.clock?.source == "EXIF OffsetTime")
        let utc = flight.clock?.timestamp(atVehicle: flight.vehicleSpan.lowerBound)
        #expect(utc?.description == "2025-06-01T08:15:30Z")
    }

    /// Reads and checks what must hold of any input; an error is an answer, a trap is not.
    private func survive(_ bytes: [UInt8]) {
        _ = PhotoReader.format.recognises(bytes.span.bytes)
        guard let flight = try? PhotoReader.read(bytes.span.bytes, name: "hostile") else { return }
        #expect((0.0...1.0).contains(flight.completeness))
        #expect(flight.fixes.count <= 1 && flight.gimbal.count <= 1)
        #expect(flight.fixes.count == flight.fixes.altitudeUnverifiedMetres.count)
    }

    @Test("a photo cut off after any byte is read or refused")
    func truncation() {
        var builder = PhotoBuilder.sample()
        builder.extended = Array(PhotoBuilder.packet(attributes: "a:b=\"c\"").utf8)
        let whole = builder.file()
        for length in 0..<whole.count { survive(Array(whole.prefix(length))) }
        #expect(error([])?.code == .formatUnknown)
    }

    @Test("20,000 photos with flipped bits, one to eight each, are read or refused")
    func flips() {
        let whole = PhotoBuilder.sample().file()
        var random = SeededGenerator(seed: 3)
        for round in 0..<20_000 {
            var bytes = whole
            for _ in 0...(round % 8) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            survive(bytes)
        }
    }
}
