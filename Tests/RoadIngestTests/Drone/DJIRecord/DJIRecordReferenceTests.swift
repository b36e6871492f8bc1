import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite(
    "DJI flight records against an independent decoder",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct DJIRecordReferenceTests {
    /// Compares records with a table, cell by cell: exact, or to 10⁻¹² of the value when scaled.
    private func expectEqual<Record>(
        _ name: String,
        _ table: String,
        _ records: [Record],
        _ columns: [String: (Record) -> Double]
    ) throws {
        guard let expected = try DJIRecordReference.table(name, table) else {
            #expect(records.isEmpty, "\(table)")
            return
        }
        #expect(Set(expected.names) == Set(columns.keys))
        try #require(expected.rows.count == records.count)
        var different = 0
        for (row, record) in zip(expected.rows, records) {
            for (cell, column) in zip(row, expected.names) {
                let found = columns[column].map { $0(record) } ?? .nan
                if !(abs(found - cell) <= 1e-12 * max(1, abs(cell))) { different += 1 }
            }
        }
        #expect(different == 0, "\(table)")
    }

    @Test("every field of every position record", arguments: DJIRecordReference.names)
    func osd(name: String) throws {
        let file = try DJIRecordReference.file(name)
        try expectEqual(
            name,
            "osd",
            file.osd,
            [
                "file_offset": { Double($0.offset) }, "longitude": { $0.longitudeDegrees },
                "latitude": { $0.latitudeDegrees }, "height_m": { Double($0.height) / 10 },
                "xs": { Double($0.speedNorth) / 10 }, "ys": { Double($0.speedEast) / 10 },
                "zs": { Double($0.speedDown) / 10 }, "pitch": { Double($0.pitch) / 10 },
                "roll": { Double($0.roll) / 10 }, "yaw": { Double($0.yaw) / 10 },
                "flyc": { Double($0.mode) }, "app_cmd": { Double($0.appCommand) },
                "b2": { Double($0.state.0) }, "b3": { Double($0.state.1) },
                "b4": { Double($0.state.2) }, "b5": { Double($0.state.3) },
                "gps_num": { Double($0.satellites) }, "flight_action": { Double($0.action) },
                "motor_fail": { Double($0.motorFailure) }, "b6": { Double($0.state4) },
                "battery": { Double($0.battery) }, "swave": { Double($0.sonarHeight) / 10 },
                "fly_time": { Double($0.flyTime) / 10 },
                "gps_level": { Double($0.receiverLevel) },
                "gps_valid": { $0.isReceiverUsed ? 1 : 0 },
            ]
        )
    }

    @Test("every field of all other decoded records", arguments: DJIRecordReference.names)
    func others(name: String) throws {
        let file = try DJIRecordReference.file(name)
        try expectEqual(
            name,
            "home",
            file.homes,
            [
                "file_offset": { Double($0.offset) }, "longitude": { $0.longitudeDegrees },
                "latitude": { $0.latitudeDegrees }, "altitude_m": { $0.altitudeMetres },
                "flags": { Double($0.flags) },
            ]
        )
        try expectEqual(
            name,
            "gimbal",
            file.gimbal,
            [
                "file_offset": { Double($0.offset) }, "pitch": { Double($0.pitch) / 10 },
                "roll": { Double($0.roll) / 10 }, "yaw": { Double($0.yaw) / 10 },
                "mode": { Double($0.mode) },
            ]
        )
        try expectEqual(
            name,
            "custom",
            file.custom,
            [
                "file_offset": { Double($0.offset) }, "photo": { Double($0.photo) },
                "video": { Double($0.video) }, "h_speed": { Double($0.speed) },
                "distance": { Double($0.distance) }, "utc_ms": { Double($0.utcMilliseconds) },
            ]
        )
        try expectEqual(
            name,
            "appgps",
            file.appPlaces,
            [
                "file_offset": { Double($0.offset) }, "latitude": { $0.latitudeDegrees },
                "longitude": { $0.longitudeDegrees },
            ]
        )
        try expectEqual(
            name,
            "camera",
            file.camera,
            [
                "file_offset": { Double($0.offset) }, "rec": { Double($0.recording) },
                "photo": { Double($0.photo) },
            ]
        )
    }

    @Test(
        "every field of the details, and as many records of each type",
        arguments: DJIRecordReference.names
    )
    func details(name: String) throws {
        let facts = try DJIRecordReference.facts(name)
        let file = try DJIRecordReference.file(name)
        let details = try #require(file.details)
        var found: [String: DJIRecordReference.Value] = [
            "version": .number(Double(file.layout.version)),
            "detail_offset": .number(Double(file.layout.recordsEnd)), "detail_len": .number(400),
            "sub_street": .text(details.placeNames[0]), "street": .text(details.placeNames[1]),
            "city": .text(details.placeNames[2]), "area": .text(details.placeNames[3]),
            "record_line_count": .number(Double(details.frameCount)),
            "checksum": .number(Double(details.checksum)),
            "longitude": .number(details.longitudeDegrees),
            "latitude": .number(details.latitudeDegrees),
            "total_distance_m": .number(Double(details.distance)),
            "max_height_m": .number(Double(details.maxHeight)),
            "max_hspeed": .number(Double(details.maxHorizontalSpeed)),
            "max_vspeed": .number(Double(details.maxVerticalSpeed)),
            "capture_num": .number(Double(details.photoCount)),
            "video_time": .number(Double(details.videoSeconds)),
            "start_time_ms": .number(Double(details.startMilliseconds)),
            "total_time_s": .number(Double(details.durationMilliseconds) / 1000),
            "takeoff_alt_m": .number(Double(details.takeoffAltitude)),
            "product_type": .number(Double(details.product)),
            "aircraft_name": .text(details.aircraftName),
            "aircraft_sn": .text(details.aircraftSerial), "camera_sn": .text(details.cameraSerial),
        ]
        if let activation = details.activationMilliseconds, let platform = details.platform {
            found["activation_ts"] = .number(Double(activation))
            found["app_platform"] = .number(Double(platform))
            found["rc_sn"] = .text(details.controlSerial)
            found["battery_sn"] = .text(details.batterySerial)
            found["app_version"] = .text(details.appVersion)
        }
        var expected = facts.details
        expected["start_time"] = nil
        for key in Set(found.keys).union(expected.keys) {
            #expect(found[key] == expected[key], "\(key)")
        }

        var counts: [String: Int] = [:]
        for (type, count) in file.counts.enumerated() where count > 0 { counts["\(type)"] = count }
        counts["JPEG"] = file.pictureCount
        var seen = facts.record_counts
        // Four bytes before the pictures of one log, which the other decoder did not understand.
        seen["BAD"] = nil
        #expect(counts == seen)
        #expect(file.lost.isEmpty)
        #expect(file.recordsBroken == 0 && file.recordsMended == 0)
        #expect(file.bytesUnderstood == facts.size)
    }

    @Test(
        "UTC of first and last frame within 1 ms, photos as the app counted",
        arguments: DJIRecordReference.names
    )
    func flight(name: String) throws {
        let all = try JSONSerialization.jsonObject(
            with: Data(try SharedReference.bytes("flightlogs/time_sync_expected.json"))
        )
        let entry = try #require((all as? [String: [String: Any]])?[name])
        let bytes = try SharedReference.bytes("\(DJIRecordReference.folder)/\(name)")
        let isRecognised = DJIRecordReader.format.recognises(bytes.span.bytes)
        #expect(isRecognised)
        let flight = try DJIRecordReader.read(bytes.span.bytes, name: name)
        let file = try DJIRecordReference.file(name)
        let details = try #require(file.details)
        #expect(flight.fixes.count == Int(details.frameCount))
        #expect(flight.completeness == 1)
        let clock = try #require(flight.clock)
        #expect(clock.source == "custom.utc_ms")

        // Every frame with a Custom record has its time, to the microsecond.
        var frame = -1
        var different = 0
        var seen = Set<Int>()
        for record in file.custom {
            while frame + 1 < file.osd.count, file.osd[frame + 1].offset < record.offset {
                frame += 1
            }
            guard seen.insert(frame).inserted else { continue }
            let found = clock.timestamp(atVehicle: flight.fixes.vehicleMicroseconds[frame])
            if found.microseconds != record.utcMilliseconds * 1000 { different += 1 }
        }
        #expect(different == 0)
        let first = clock.timestamp(atVehicle: flight.vehicleSpan.lowerBound)
        let last = clock.timestamp(atVehicle: flight.vehicleSpan.upperBound)
        let expectedFirst = try #require(entry["custom_first"] as? String)
        #expect(first.description.dropLast() == expectedFirst.dropLast(6))
        // The last frame may come after the last Custom record, by at most one frame.
        #expect(last.microseconds - (file.custom.last?.utcMilliseconds ?? 0) * 1000 <= 100_000)
        #expect(flight.fixes.vehicleMicroseconds == flight.fixes.vehicleMicroseconds.sorted())
        #expect(flight.events.filter { $0.kind == .camera }.count == Int(details.photoCount))
        #expect(flight.fixes.altitudeMSLMetres.allSatisfy { $0.isNaN })
        #expect(flight.warnings.contains { $0.contains("barometer") })
        #expect(flight.gimbal.count == file.gimbal.count)
    }
}
