import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Flights of DataFlash logs")
struct DataFlashFlightTests {
    private func flights(_ log: DataFlashBuilder) throws -> [Flight] {
        try FlightLogReader.read(log.bytes.span, name: "flight")
    }

    @Test("each datum of a position stands in its own column")
    func fixes() throws {
        let flight = try #require(try flights(.sample()).first)
        #expect(flight.format == "ArduPilot DataFlash")
        #expect(
            flight.vehicle
                == "ArduCopter V4.5.1 (abcdef01), CubeOrange 003A0028 30365103 31323731"
        )
        #expect(flight.fixSource == "GPS")
        #expect(flight.fixes.count == 10)
        #expect(flight.fixes.vehicleMicroseconds[1] == 1_200_000)
        #expect(flight.fixes.latitudeDegrees[1] == 43.25001)
        #expect(flight.fixes.longitudeDegrees[0] == 76.9)
        #expect(flight.fixes.altitudeMSLMetres[3] == 803)
        // The geoid lies 40 m below the ellipsoid here, so heights above the ellipsoid are greater.
        #expect(flight.fixes.altitudeEllipsoidMetres[3] == 843)
        #expect(abs(flight.fixes.relativeHeightMetres[3] - 2.97) < 1e-9)
        #expect(flight.fixes.groundSpeedMetresPerSecond[0] == 5)
        #expect(flight.fixes.courseDegrees[0] == 270)
        #expect(flight.fixes.horizontalAccuracyMetres[0] == 0.5)
        #expect(flight.fixes.verticalAccuracyMetres[0] == 0.8)
        #expect(flight.fixes.satellites[0] == 17)
        #expect(flight.fixes.fixKind[0] == 3)
        #expect(flight.completeness == 1)
    }

    @Test("attitudes keep the digits of the log")
    func attitudes() throws {
        let attitudes = try #require(try flights(.sample()).first).attitudes
        #expect(attitudes.count == 10)
        #expect(attitudes.rollDegrees[0] == -1.5)
        #expect(attitudes.pitchDegrees[0] == 2.5)
        #expect(attitudes.yawDegrees[0] == 359)
    }

    @Test("modes, texts and pictures are told in order of time")
    func events() throws {
        let events = try #require(try flights(.sample()).first).events
        #expect(events.filter { $0.kind == .mode }.map(\.text) == ["Auto", "Land"])
        #expect(
            events.filter { $0.kind == .camera }.map(\.text)
                == ["picture 1", "picture 5", "picture 9"]
        )
        #expect(events.filter { $0.kind == .text }.count == 2)
        #expect(events.map(\.vehicleMicroseconds) == events.map(\.vehicleMicroseconds).sorted())
    }

    @Test("UTC counts the leap seconds that were in force")
    func leapSeconds() {
        // The last millisecond before and the first after 2017-01-01T00:00:00Z.
        let midnight: Int64 = 1_483_228_800_000
        let week = (midnight / 1000 - GPSTime.epoch) / 604_800
        let ofWeek = midnight - (GPSTime.epoch + week * 604_800) * 1000
        #expect(
            GPSTime.utcMicroseconds(week: week, millisecond: ofWeek + 16_999)
                == (midnight - 1) * 1000
        )
        #expect(
            GPSTime.utcMicroseconds(week: week, millisecond: ofWeek + 18_000) == midnight * 1000
        )
        #expect(GPSTime.utcMicroseconds(week: 0, millisecond: 5) == nil)
        #expect(GPSTime.utcMicroseconds(week: 2300, millisecond: 604_800_000) == nil)
        #expect(GPSTime.leapSeconds == GPSTime.leapSeconds.sorted())
        #expect(GPSTime.leapSeconds.count == 18)
    }

    @Test("two logs in one file are two flights with clocks of their own")
    func twoLogs() throws {
        var log = DataFlashBuilder.sample(rows: 10)
        log.formats()
        log.rows(10, start: 500_000_000)
        let flights = try flights(log)
        #expect(flights.count == 2)
        #expect(flights.map(\.fixes.count) == [10, 10])
        #expect(flights[1].vehicleSpan.lowerBound == 500_000_000)
        let clocks = flights.compactMap(\.clock?.utcMicrosecondsAtZero)
        #expect(clocks.count == 2 && clocks[0] - clocks[1] == 499_000_000)
        #expect(flights[0].warnings.contains { $0.contains("2 starts") })
        #expect(flights.map(\.recordsRead).reduce(0, +) == log.starts.count)
    }

    @Test("a clock that goes back without a new beginning is a new start too")
    func clockBack() throws {
        var log = DataFlashBuilder.sample(rows: 20, start: 50_000_000)
        log.rows(20, start: 1_000_000)
        let flights = try flights(log)
        #expect(flights.map(\.fixes.count) == [20, 20])
    }

    @Test("one record with an impossible time is no new start")
    func strayTime() throws {
        var log = DataFlashBuilder.sample(rows: 10, start: 50_000_000)
        log.attitude(3, roll: 0, pitch: 0, yaw: 0)
        log.rows(10, start: 52_000_000)
        #expect(try flights(log).count == 1)
    }

    @Test("the receiver with most fixes is taken, and what has no fix is told")
    func instances() throws {
        var log = DataFlashBuilder()
        log.formats()
        for row in 0..<6 {
            let time = 1_000_000 + UInt64(row) * 200_000
            log.gps(time, instance: 0, status: row < 4 ? 1 : 3, millisecond: 1000)
            log.gps(time, instance: 1, millisecond: 1000, longitude: 769_000_001)
        }
        let flight = try #require(try flights(log).first)
        #expect(flight.fixes.count == 6)
        #expect(flight.fixes.longitudeDegrees[0] == 76.9000001)
    }
}
