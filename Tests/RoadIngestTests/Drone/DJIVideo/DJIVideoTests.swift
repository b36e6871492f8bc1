import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Telemetry of DJI videos")
struct DJIVideoTests {
    private func read(_ bytes: [UInt8]) throws -> DJIVideoFile {
        try DJIVideoFile(reading: bytes.span.bytes, name: "video.mp4")
    }

    private func flight(_ bytes: [UInt8]) throws -> Flight {
        try DJIVideoReader.read(bytes.span.bytes, name: "video.mp4")
    }

    private func error(_ bytes: [UInt8]) -> IntakeError? {
        do throws(IntakeError) {
            _ = try DJIVideoReader.read(bytes.span.bytes, name: "video.mp4")
            return nil
        } catch { return error }
    }

    @Test(
        "every value of every frame is the one that ExifTool prints",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: ["synth_m4e_wa345e.mp4", "synth_mavic3_wm265e.mp4"]
    )
    func exifTool(name: String) throws {
        let bytes = try SharedReference.bytes("flightlogs/djmd/\(name)")
        let flight = try flight(bytes)
        let text = try SharedReference.bytes("flightlogs/djmd/\(name).exiftool13.58.json")
        let all = try JSONSerialization.jsonObject(with: Data(text)) as? [[String: Any]]
        let facts = try #require(all?.first)
        try #require(flight.fixes.count == 30)
        for row in 0..<30 {
            func expect(_ key: String, _ found: Double, _ tolerance: Double = 1e-12) {
                // A value of 0 is not written, and not printed then.
                let value = facts["Doc\(row == 0 ? "1" : "\(row + 1)"):\(key)"] as? Double ?? 0
                #expect(abs(found - value) <= tolerance * max(1, abs(value)), "\(row) \(key)")
            }
            expect("GPSLatitude", flight.fixes.latitudeDegrees[row])
            expect("GPSLongitude", flight.fixes.longitudeDegrees[row])
            expect("AbsoluteAltitude", flight.fixes.altitudeUnverifiedMetres[row])
            expect("RelativeAltitude", flight.fixes.relativeHeightMetres[row], 1e-7)
            expect("DroneRoll", flight.attitudes.rollDegrees[row])
            expect("DronePitch", flight.attitudes.pitchDegrees[row])
            let yaw = flight.attitudes.yawDegrees[row]
            expect("DroneYaw", yaw > 180 ? yaw - 360 : yaw)
            expect("GimbalPitch", flight.gimbal.pitchDegrees[row])
            expect("GimbalRoll", flight.gimbal.rollDegrees[row])
            expect("GimbalYaw", flight.gimbal.yawDegrees[row])
        }
    }

    // The truth was written before the videos; ExifTool 13.58 decodes them to 1.4e-14 of it.
    @Test(
        "every field of every frame is the one that was written",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            ("synth_m4e_wa345e.mp4", "Matrice 4E", "SYN4E0001"),
            ("synth_mavic3_wm265e.mp4", "Mavic 3E", "SYNM30001"),
        ]
    )
    func truth(name: String, model: String, serial: String) throws {
        let bytes = try SharedReference.bytes("flightlogs/djmd/\(name)")
        let file = try read(bytes)
        let flight = try flight(bytes)
        let path = SharedReference.path("flightlogs/djmd/\(name).truth.csv")
        let lines = try String(contentsOfFile: path, encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst()
        #expect(lines.count == 30)
        try #require(file.frames.count == lines.count && flight.fixes.count == lines.count)
        func near(_ found: Double, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
            abs(found - expected) <= tolerance * max(1, abs(expected))
        }
        for (row, line) in lines.enumerated() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            let truth = cells.map { Double($0) ?? .nan }
            // Times are whole microseconds.
            #expect(abs(Double(flight.fixes.vehicleMicroseconds[row]) - truth[1] * 1e6) <= 0.5)
            #expect(near(flight.fixes.latitudeDegrees[row], truth[2]))
            #expect(near(flight.fixes.longitudeDegrees[row], truth[3]))
            #expect(near(flight.fixes.altitudeUnverifiedMetres[row], truth[4], 1e-9))
            // Written as single precision.
            #expect(near(flight.fixes.relativeHeightMetres[row], truth[5], 1e-7))
            #expect(near(flight.attitudes.rollDegrees[row], truth[6]))
            #expect(near(flight.attitudes.pitchDegrees[row], truth[7]))
            let yaw = truth[8] < 0 ? truth[8] + 360 : truth[8]
            #expect(near(flight.attitudes.yawDegrees[row], yaw))
            #expect(near(flight.gimbal.pitchDegrees[row], truth[9]))
            #expect(near(flight.gimbal.rollDegrees[row], truth[10]))
            #expect(near(flight.gimbal.yawDegrees[row], truth[11]))
            if !cells[12].isEmpty {
                let utc = try #require(file.frames[row].utcMicroseconds)
                #expect("\(Timestamp(microseconds: utc))".prefix(19) == cells[12].prefix(19))
                let fraction = try #require(Int64(cells[12].suffix(3)))
                #expect(utc % 1_000_000 == fraction * 1000)
            }
        }
        #expect((file.header.model, file.header.serial) == (model, serial))
        #expect((file.header.width, file.header.height) == (3840, 2160))
        #expect(file.isKnownProtocol && file.lost.isEmpty)
        #expect(flight.completeness == 1)
        #expect((flight.clock != nil) == name.contains("m4e"))
        if let clock = flight.clock {
            #expect(abs(clock.utcMicrosecondsAtZero - 1_748_765_730_000_000) <= 1000)
        }
        #expect(flight.warnings.contains { $0.contains("not to be trusted") })
    }

    @Test("index before or behind the pictures, short or long offsets", arguments: [true, false])
    func layouts(isIndexFirst: Bool) throws {
        for hasLongOffsets in [true, false] {
            var builder = DJIVideoBuilder.sample()
            builder.isIndexFirst = isIndexFirst
            builder.hasLongOffsets = hasLongOffsets
            let bytes = builder.file()
            let isRecognised = DJIVideoReader.format.recognises(bytes.span.bytes)
            #expect(isRecognised)
            let file = try read(bytes)
            #expect(file.frames.map(\.microseconds) == (0..<12).map { Int64($0) * 100_000 })
            #expect(file.frames.map(\.absoluteAltitude) == (0..<12).map { 452_310 + $0 })
            #expect(file.frames[11].relativeHeight == 60_011)
            let flight = try flight(bytes)
            #expect(flight.clock?.utcMicrosecondsAtZero == 1_748_765_730_000_000)
            #expect(flight.clock?.spreadSeconds == 0)
            #expect(flight.vehicle == "Mavic 3E, serial SN1")
        }
    }

    @Test("a missing unit means radians, a missing angle 0, 0 0 no fix")
    func absences() throws {
        var builder = DJIVideoBuilder()
        builder.samples = [
            DJIVideoBuilder.frame(0, latitude: 0.5, longitude: -1.5, isInDegrees: false),
            DJIVideoBuilder.frame(1, latitude: 0, longitude: 0),
            DJIVideoBuilder.frame(2, latitude: 91, longitude: 10),
            [],
        ]
        let flight = try flight(builder.file())
        #expect(flight.fixes.latitudeDegrees == [0.5 * (180 / Double.pi)])
        #expect(flight.fixes.longitudeDegrees == [-1.5 * (180 / Double.pi)])
        #expect(flight.gimbal.rollDegrees == [0, 0, 0])
        #expect(flight.clock == nil)
        for word in ["2 frames have no position", "1 positions were left out", "no UTC"] {
            #expect(flight.warnings.contains { $0.contains(word) }, "\(word)")
        }
    }

    @Test("an unknown layout yields positions by their shape, marked as unverified")
    func unknownLayout() throws {
        var builder = DJIVideoBuilder()
        builder.samples = (0..<4).map { index in
            let place =
                DJIVideoBuilder.number(1, 1) + DJIVideoBuilder.double(2, 51 + Double(index))
                + DJIVideoBuilder.double(3, 71)
            return DJIVideoBuilder.message(
                1,
                DJIVideoBuilder.message(1, DJIVideoBuilder.text(1, "dvtm_new1.proto"))
            )
                + DJIVideoBuilder.message(
                    4,
                    DJIVideoBuilder.message(7, DJIVideoBuilder.message(2, place))
                )
        }
        let flight = try flight(builder.file())
        #expect(flight.fixes.latitudeDegrees == [51, 52, 53, 54])
        #expect(
            flight.warnings.contains { $0.contains("dvtm_new1.proto") && $0.contains("unverified") }
        )
        #expect(flight.gimbal.count == 0)
    }

    @Test("the camera's clock is named when the video has no UTC")
    func creation() throws {
        var builder = DJIVideoBuilder(samples: [DJIVideoBuilder.frame(0)])
        builder.creation = UInt32(2_082_844_800 + 1_748_765_730)
        let flight = try flight(builder.file())
        #expect(flight.clock == nil)
        #expect(flight.warnings.contains { $0.contains("2025-06-01T08:15:30,") })
    }

    @Test("videos without telemetry, without an index and other files are refused, each in its way")
    func refusals() {
        var builder = DJIVideoBuilder.sample()
        builder.format = "mp4a"
        let other = error(builder.file())
        #expect(other?.code == .nothingAccepted)
        #expect(other?.remedy.contains(".SRT") == true)
        let whole = DJIVideoBuilder.sample().file()
        let cut = error(Array(whole.prefix(900)))
        #expect(cut?.code == .formatDamaged)
        #expect(cut?.detail.contains("moov") == true)
        #expect(error([1, 2, 3])?.code == .formatUnknown)
        let isBareRecognised = DJIVideoReader.format
            .recognises(([0, 0, 0, 24] + Array("ftypmp42".utf8)).span.bytes)
        #expect(!isBareRecognised)
    }

    @Test("a broken sample costs itself and lies in a lost range")
    func brokenSample() throws {
        var builder = DJIVideoBuilder.sample()
        builder.samples[4] = [0x0A, 0xFF, 0x01]
        let bytes = builder.file()
        let file = try read(bytes)
        #expect(file.frames.count == 11)
        #expect(file.framesBroken == 1)
        #expect(file.lost.map { $0.end - $0.start } == [3])
        let flight = try flight(bytes)
        #expect(flight.completeness < 1 && flight.completeness > 0.99)
        #expect(flight.warnings.contains { $0.contains("1 frames are lost") })
    }
}
