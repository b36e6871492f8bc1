import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Flights from ULog files")
struct ULogFlightTests {
    private func flight(_ builder: ULogBuilder) throws -> Flight {
        try ULogReader.read(builder.bytes.span.bytes, name: "hand.ulg")
    }

    @Test("positions, speeds, heights and counts come out in their units")
    func fixes() throws {
        let flight = try flight(.sample())
        let fixes = flight.fixes
        #expect(flight.format == "PX4 ULog 1")
        #expect(flight.vehicle == "PX4, TEST")
        #expect(flight.fixSource == "vehicle_gps_position")
        #expect(fixes.count == 10)
        #expect(fixes.vehicleMicroseconds.first == 1_000_000)
        #expect(fixes.latitudeDegrees[1] == 43.25001)
        #expect(fixes.longitudeDegrees == [Double](repeating: 76.9, count: 10))
        #expect(fixes.altitudeMSLMetres[2] == 802)
        #expect(fixes.altitudeEllipsoidMetres[2] == 762)
        #expect(fixes.relativeHeightMetres[2] == 2)
        #expect(fixes.groundSpeedMetresPerSecond[0] == 5)
        #expect(abs(fixes.courseDegrees[0] - 270) < 1e-5)
        #expect(fixes.horizontalAccuracyMetres[0] == 0.5)
        #expect(fixes.verticalAccuracyMetres[0] == 1)
        #expect(fixes.satellites == [UInt8](repeating: 17, count: 10))
        #expect(fixes.fixKind == [UInt8](repeating: 3, count: 10))
        #expect(
            flight.warnings == [
                "No home position was logged: relative heights count from the first fix."
            ]
        )
        #expect(flight.vehicleSpan == 1_000_000...2_900_000)
        #expect(flight.completeness == 1)
    }

    @Test("a quarter turn to the right is a yaw of 90 degrees")
    func attitude() throws {
        let attitudes = try flight(.sample()).attitudes
        #expect(attitudes.count == 11)
        #expect(abs(attitudes.yawDegrees[0] - 90) < 1e-4)
        #expect(attitudes.yawDegrees[10] == 0)
        #expect(attitudes.rollDegrees[0] == 0 && attitudes.pitchDegrees[0] == 0)
    }

    @Test(
        "roll, pitch and yaw follow the axes forward, right, down",
        arguments: [
            // w, x, y, z; roll, pitch, yaw
            ([0.965925826289068, 0.258819045102521, 0, 0], [30.0, 0, 0]),
            ([0.965925826289068, 0, 0.258819045102521, 0], [0, 30, 0]),
            ([0.965925826289068, 0, 0, -0.258819045102521], [0, 0, 330]),
            ([0.707106781186548, 0, 0.707106781186548, 0], [0, 90, 0]),
            ([0.0, 1, 0, 0], [180, 0, 0]),
            // 20 about down, then 10 about right, then 5 about forward: product of the half angles.
            ([0.980786665, 0.027673216, 0.093295563, 0.169078824], [5, 10, 20]),
        ]
    )
    func angles(q: [Double], expected: [Double]) throws {
        var builder = ULogBuilder()
        builder.format("vehicle_attitude:uint64_t timestamp;float[4] q;")
        builder.add("vehicle_attitude", id: 0)
        builder.record(
            0,
            ULogBuilder.little(UInt64(1_000_001)),
            q.flatMap { ULogBuilder.little(Float($0)) }
        )
        builder.record(
            0,
            ULogBuilder.little(UInt64(1_000_002)),
            [UInt8](repeating: 0, count: 16)
        )
        let flight = try flight(builder)
        #expect(flight.attitudes.count == 1)
        #expect(flight.warnings.contains { $0.hasPrefix("1 attitudes were left out") })
        let attitudes = flight.attitudes
        // At 90 degrees of pitch, floats leave 0.03 degrees.
        #expect(abs(attitudes.pitchDegrees[0] - expected[1]) < 0.05)
        if expected[1] < 89 {
            #expect(abs(attitudes.rollDegrees[0] - expected[0]) < 1e-3)
            #expect(abs(attitudes.yawDegrees[0] - expected[2]) < 1e-3)
        }
    }

    @Test("the clock is the median offset, and its odd ones are told")
    func clock() throws {
        var builder = ULogBuilder.sample(rows: 21)
        let gps = builder.starts.filter {
            builder.bytes[$0 + 2] == 0x44 && builder.bytes[$0 + 3] == 1
        }
        // Two records are 18 leap seconds ahead, as before a receiver knows them; one has no time.
        for row in [0, 1] {
            let utc = 1_700_000_018_000_000 + 1_000_000 + UInt64(row) * 200_000
            builder.bytes.replaceSubrange(
                gps[row] + 13..<gps[row] + 21,
                with: ULogBuilder.little(utc)
            )
        }
        builder.bytes.replaceSubrange(
            gps[2] + 13..<gps[2] + 21,
            with: ULogBuilder.little(UInt64(0))
        )
        let flight = try flight(builder)
        let clock = try #require(flight.clock)
        #expect(clock.utcMicrosecondsAtZero == 1_700_000_000_000_000)
        #expect(clock.spreadSeconds == 0)
        #expect(clock.samples == 18)
        #expect(clock.source == "vehicle_gps_position.time_utc_usec")
        #expect(flight.warnings.contains { $0.hasPrefix("2 times of the receiver") })
        #expect(clock.timestamp(atVehicle: 1_000_000).description == "2023-11-14T22:13:21Z")
    }

    @Test("without a receiver the log's own boot time serves; without both there is no UTC")
    func clockWithoutReceiver() throws {
        var builder = ULogBuilder()
        builder.info("uint64_t boot_time_utc_us", ULogBuilder.little(UInt64(1_700_000_000_000_000)))
        let stated = try #require(try flight(builder).clock)
        #expect(stated.utcMicrosecondsAtZero == 1_700_000_000_000_000)
        #expect(stated.source == "boot_time_utc_us")

        builder = ULogBuilder()
        builder.info("int32_t time_ref_utc", ULogBuilder.little(Int32(18_000)))
        let without = try flight(builder)
        #expect(without.clock == nil)
        #expect(without.fixes.count == 0 && without.fixSource.isEmpty)
        #expect(
            without.warnings == [
                "The log holds no position.",
                "The log holds no UTC: its times count from the vehicle's start only.",
            ]
        )
    }

    @Test("records without a fix, at 0, 0 and outside the Earth are left out and counted")
    func leftOut() throws {
        var builder = ULogBuilder.sample()
        let gps = builder.starts.filter {
            builder.bytes[$0 + 2] == 0x44 && builder.bytes[$0 + 3] == 1
        }
        builder.bytes[gps[0] + 5 + 48] = 1
        for place in 21..<29 { builder.bytes[gps[1] + place] = 0 }
        builder.bytes.replaceSubrange(
            gps[2] + 21..<gps[2] + 25,
            with: ULogBuilder.little(Int32(910_000_000))
        )
        builder.bytes[gps[3] + 5 + 48] = 8
        let flight = try flight(builder)
        #expect(flight.fixes.count == 7)
        #expect(flight.fixes.fixKind.first == 255)
        #expect(flight.warnings.contains("2 position records were left out: they had no fix."))
        #expect(
            flight.warnings.contains("1 position records were left out: not a place on Earth.")
        )
    }

    @Test("new field names and units give the same places as the old ones")
    func modernFields() throws {
        var builder = ULogBuilder()
        builder.format(
            "sensor_gps:uint64_t timestamp;double latitude_deg;double longitude_deg;"
                + "double altitude_msl_m;double altitude_ellipsoid_m;uint8_t fix_type;"
        )
        builder.format("home_position:uint64_t timestamp;double lat;double lon;float alt;")
        builder.add("sensor_gps", id: 0)
        builder.add("sensor_gps", id: 1, multiID: 1)
        builder.add("home_position", id: 2)
        builder.record(
            2,
            ULogBuilder.little(UInt64(900_000)),
            ULogBuilder.little(43.0),
            ULogBuilder.little(77.0),
            ULogBuilder.little(Float(700))
        )
        for row in 0..<3 {
            builder.record(
                row == 0 ? 0 : 1,
                ULogBuilder.little(UInt64(1_000_000 + row)),
                ULogBuilder.little(43.25),
                ULogBuilder.little(-76.5),
                ULogBuilder.little(750.5),
                ULogBuilder.little(710.5),
                [3]
            )
        }
        let flight = try flight(builder)
        #expect(flight.fixSource == "sensor_gps")
        #expect(flight.fixes.vehicleMicroseconds == [1_000_001, 1_000_002])
        #expect(flight.fixes.longitudeDegrees == [-76.5, -76.5])
        #expect(flight.fixes.altitudeEllipsoidMetres == [710.5, 710.5])
        #expect(flight.fixes.relativeHeightMetres == [50.5, 50.5])
        #expect(flight.fixes.satellites == [255, 255])
        #expect(flight.fixes.groundSpeedMetresPerSecond.allSatisfy { $0.isNaN })
    }

    @Test("without a receiver the vehicle's own estimate serves, and the flight says so")
    func estimate() throws {
        var builder = ULogBuilder()
        builder.format(
            "vehicle_global_position:uint64_t timestamp;double lat;double lon;float alt;"
                + "float vel_n;float vel_e;"
        )
        builder.format("vehicle_local_position:uint64_t timestamp;float z;bool z_valid;")
        builder.add("vehicle_global_position", id: 0)
        builder.add("vehicle_local_position", id: 1)
        for row in 0..<3 {
            let time = UInt64(1_000_000 + row * 1_000_000)
            builder.record(
                0,
                ULogBuilder.little(time),
                ULogBuilder.little(43.25),
                ULogBuilder.little(76.5),
                ULogBuilder.little(Float(800)),
                ULogBuilder.little(Float(3)),
                ULogBuilder.little(Float(-4))
            )
            builder.record(
                1,
                ULogBuilder.little(time + 500_000),
                ULogBuilder.little(Float(-10 * row)),
                [1]
            )
        }
        let flight = try flight(builder)
        #expect(flight.fixSource == "vehicle_global_position")
        #expect(flight.fixes.groundSpeedMetresPerSecond == [5, 5, 5])
        #expect(abs(flight.fixes.courseDegrees[0] - 306.8698976) < 1e-6)
        #expect(flight.fixes.relativeHeightMetres[0].isNaN)
        #expect(flight.fixes.relativeHeightMetres[1...] == [5, 15])
        #expect(flight.warnings.contains { $0.hasPrefix("No receiver was logged") })
        #expect(flight.warnings.contains { $0.contains("vehicle_local_position") })
    }

    @Test("texts, modes and dropouts stand in order of time")
    func events() throws {
        let events = try flight(.sample()).events
        #expect(events.map(\.kind) == [.mode, .text, .mode, .dropout])
        #expect(
            events.map(\.text) == [
                "Position", "[commander] Landing detected", "Mission", "30 ms",
            ]
        )
        #expect(
            events.map(\.vehicleMicroseconds) == [1_006_000, 2_500_000, 2_606_000, 2_805_000]
        )
    }

    struct Expected: Decodable {
        var offset_us_median: Double?
        var rows: Int?
    }

    @Test(
        "UTC agrees with the reference to a millisecond, and is absent where it is",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func referenceClocks() throws {
        let bytes = try SharedReference.bytes("flightlogs/time_sync_expected.json")
        let all = try JSONDecoder().decode([String: Expected].self, from: Data(bytes))
        var compared = 0
        for (key, expected) in all where key.contains(".ulg:vehicle_gps_position") {
            let name = String(key.prefix { $0 != "." })
            let flight = try ULogReference.flight(name)
            if let median = expected.offset_us_median {
                let clock = try #require(flight.clock)
                #expect(abs(Double(clock.utcMicrosecondsAtZero) - median) <= 1000, "\(name)")
                #expect(clock.spreadSeconds < 0.1)
            } else {
                #expect(flight.clock == nil)
            }
            compared += 1
        }
        #expect(compared == 4)
    }

    @Test(
        "reference logs give as many fixes as they hold",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [
            ("px4ulogrs_esc_status_log", 179, 0), ("px4ulogrs_quadrotor_local", 0, 926),
            ("pyulog_sample", 0, 0), ("pyulog_sample_log_small", 32, 0),
            ("pyulog_sample_appended_multiple", 0, 0),
        ]
    )
    func referenceFixes(name: String, count: Int, withoutFix: Int) throws {
        let flight = try ULogReference.flight(name)
        #expect(flight.fixes.count == count)
        #expect(flight.attitudes.count > 100)
        #expect(flight.completeness == 1)
        #expect(flight.fixSource == (count > 0 ? "vehicle_gps_position" : ""))
        #expect(flight.warnings.contains("The log holds no position.") == (count == 0))
        for time in flight.fixes.vehicleMicroseconds + flight.attitudes.vehicleMicroseconds {
            #expect(flight.vehicleSpan.contains(time))
        }
    }
}
