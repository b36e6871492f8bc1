import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Flights of telemetry logs")
struct MAVLinkFlightTests {
    private func flights(_ log: MAVLinkBuilder) throws -> [Flight] {
        try FlightLogReader.read(log.bytes.span, name: "flight")
    }

    @Test("each datum of a position stands in its own column")
    func fixes() throws {
        let flights = try flights(.sample(version: 2))
        #expect(flights.count == 1)
        let flight = try #require(flights.first)
        #expect(flight.format == "MAVLink telemetry")
        #expect(
            flight.vehicle == "ArduPilot quadrotor, system 1, ArduCopter V4.5.1 (abcdef01)"
        )
        #expect(flight.fixes.count == 10)
        #expect(flight.fixes.vehicleMicroseconds[1] == 10_207_000)
        #expect(flight.fixes.latitudeDegrees[1] == 43.2500001)
        #expect(flight.fixes.altitudeMSLMetres[0] == 800)
        #expect(flight.fixes.altitudeEllipsoidMetres[0] == 760)
        #expect(abs(flight.fixes.relativeHeightMetres[1] - 1.035) < 1e-9)
        #expect(flight.fixes.groundSpeedMetresPerSecond[0] == 5)
        #expect(flight.fixes.courseDegrees[0] == 270)
        #expect(flight.fixes.horizontalAccuracyMetres[0] == 0.5)
        #expect(flight.fixes.verticalAccuracyMetres[0] == 0.9)
        #expect(flight.fixes.satellites[0] == 17)
        #expect(flight.completeness == 1)
        #expect(abs(flight.attitudes.yawDegrees[0] - (360 - 0.5 * 180 / Double.pi)) < 1e-5)
    }

    @Test("version 1 sends no height above the ellipsoid and no accuracy")
    func version1() throws {
        let fixes = try #require(try flights(.sample()).first).fixes
        #expect(fixes.altitudeEllipsoidMetres.allSatisfy { $0.isNaN })
        #expect(fixes.horizontalAccuracyMetres.allSatisfy { $0.isNaN })
    }

    @Test("UTC is the vehicle's, and a ground station's clock that differs is told")
    func clock() throws {
        let flight = try #require(try flights(.sample()).first)
        let clock = try #require(flight.clock)
        #expect(clock.source == "SYSTEM_TIME.time_unix_usec")
        #expect(clock.samples == 10)
        #expect(flight.warnings.contains { $0.contains("2.00 s ahead of the vehicle's UTC") })
    }

    @Test("without the vehicle's UTC the ground station's is used, and that is told")
    func groundClock() throws {
        var log = MAVLinkBuilder()
        for row in 0..<20 {
            log.heartbeat()
            log.attitude(UInt32(row) * 200, roll: 0, pitch: 0, yaw: 0)
            log.stamp += 180_000
        }
        let flight = try #require(try flights(log).first)
        #expect(flight.clock?.source == "ground station's clock")
        #expect(flight.clock?.utcMicrosecondsAtZero == 1_700_000_000_010_000)
        #expect(flight.warnings.contains { $0.contains("ground station's clock is used") })
    }

    @Test("a restart and a second vehicle make flights of their own")
    func severalFlights() throws {
        var log = MAVLinkBuilder.sample(rows: 20, boot: 100_000)
        log.rows(20, boot: 3_000)
        log.packet(0, [0, 0, 0, 0, 1, 3, 81, 4, 3], system: 7)
        let flights = try flights(log)
        #expect(flights.count == 3)
        #expect(flights.map(\.fixes.count) == [20, 20, 0])
        #expect(flights[2].vehicle == "ArduPilot aeroplane, system 7")
        #expect(flights[0].warnings.contains { $0.contains("started 2 times") })
        #expect(flights.map(\.recordsRead).reduce(0, +) == log.starts.count)
    }

    @Test("modes have names, and long texts are joined")
    func events() throws {
        var log = MAVLinkBuilder.sample(version: 2)
        let long = String(repeating: "a", count: 50)
        log.text(long, id: 4, chunk: 0, version: 2)
        log.text("tail", id: 4, chunk: 1, version: 2)
        log.packet(180, [UInt8](repeating: 0, count: 43) + [1, 1], version: 2)
        let events = try #require(try flights(log).first).events
        #expect(
            events.filter { $0.kind == .mode }.map(\.text) == ["Auto", "Return to launch"]
        )
        #expect(events.filter { $0.kind == .text }.last?.text == long + "tail")
        #expect(events.filter { $0.kind == .camera }.count == 1)
    }

    @Test("the ground station's heartbeat makes no flight")
    func onlyGround() throws {
        var log = MAVLinkBuilder()
        log.groundStation()
        log.groundStation()
        let flights = try flights(log)
        #expect(flights.count == 1)
        #expect(flights[0].warnings == ["The log holds no packet of a vehicle."])
    }
}
