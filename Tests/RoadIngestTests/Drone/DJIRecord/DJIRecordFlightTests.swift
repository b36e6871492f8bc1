import RoadIngest
import RoadModel
import Testing

@Suite("Flights from DJI flight records")
struct DJIRecordFlightTests {
    private func flight(_ builder: DJIRecordBuilder, frames: Int32) throws -> Flight {
        let bytes = builder.finished(frames: frames)
        return try DJIRecordReader.read(bytes.span.bytes, name: "log")
    }

    @Test("every version up to 12 gives the same flight", arguments: 1...12 as ClosedRange<UInt8>)
    func versions(version: UInt8) throws {
        let flight = try flight(.sample(version: version), frames: 20)
        #expect(flight.format == "DJI flight record \(version)")
        #expect(flight.fixes.count == 20)
        #expect(flight.completeness == 1)
        #expect(abs(flight.fixes.latitudeDegrees[0] - 0.9 * 180 / Double.pi) < 1e-12)
        #expect(flight.fixes.relativeHeightMetres[15] == 1.5)
        #expect(abs(flight.fixes.altitudeUnverifiedMetres[15] - (-54.6)) < 1e-9)
        #expect(flight.fixes.groundSpeedMetresPerSecond[3] == 5)
        #expect(abs(flight.fixes.courseDegrees[3] - 306.86989764584405) < 1e-9)
        #expect(flight.attitudes.yawDegrees[3] == 270)
        #expect(flight.attitudes.pitchDegrees[3] == -1.5)
        #expect(flight.gimbal.pitchDegrees == [Double](repeating: -90, count: 20))
        #expect(flight.gimbal.yawDegrees[0] == 270)
        #expect(flight.fixes.fixKind[0] == 3)
        #expect(flight.fixes.satellites[0] == 12)
    }

    @Test("frames without a UTC of their own lie between their neighbours")
    func clock() throws {
        let flight = try flight(.sample(), frames: 20)
        let clock = try #require(flight.clock)
        #expect(clock.utcMicrosecondsAtZero == DJIRecordBuilder.start * 1000)
        #expect(flight.fixes.vehicleMicroseconds == (0..<20).map { Int64($0) * 100_000 })
        #expect(clock.timestamp(atVehicle: 0).description == "2025-06-01T08:15:30.123Z")
        #expect(flight.vehicleSpan == 0...1_900_000)
    }

    @Test("photo, mode and text become events at their frames")
    func events() throws {
        let flight = try flight(.sample(), frames: 20)
        #expect(
            flight.events == [
                FlightEvent(vehicleMicroseconds: 0, kind: .mode, text: "GPS"),
                FlightEvent(vehicleMicroseconds: 200_000, kind: .text, text: "Home Point Recorded"),
                FlightEvent(vehicleMicroseconds: 300_000, kind: .camera, text: "photo 1"),
            ]
        )
        #expect(flight.vehicle == "Mavic 3, Сұңқар, serial SN1234567")
    }

    @Test("without UTC in the frames the start that the app noted is used, and said")
    func noCustom() throws {
        var builder = DJIRecordBuilder()
        for frame in 0..<9 { builder.osd(frame) }
        let flight = try flight(builder, frames: 9)
        #expect(flight.clock?.source == "details.start_time")
        #expect(flight.clock?.utcMicrosecondsAtZero == DJIRecordBuilder.start * 1000)
        #expect(flight.fixes.vehicleMicroseconds.last == 800_000)
        #expect(flight.warnings.contains { $0.contains("carry no UTC") })
    }

    @Test("frames without a fix or off the Earth, and strays, are left out and counted")
    func leftOut() throws {
        var builder = DJIRecordBuilder()
        for frame in 0..<30 {
            switch frame {
            case 0: builder.osd(0, latitude: 0, longitude: 0)
            case 10: builder.osd(frame, latitude: 2)
            case 20: builder.osd(frame, latitude: 0.91)
            default: builder.osd(frame)
            }
        }
        let flight = try flight(builder, frames: 33)
        #expect(flight.fixes.count == 27)
        #expect(flight.attitudes.count == 30)
        for word in ["no fix", "not a place", "too far", "3 of the 33 frames"] {
            #expect(flight.warnings.contains { $0.contains(word) }, "\(word)")
        }
    }
}
