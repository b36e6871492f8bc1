import Foundation
package import RoadModel

/// Reads MISB ST 0601 metadata, alone or inside an MPEG transport stream, into flights.
package enum KLVReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "MISB ST 0601 KLV",
        fileExtensions: ["klv", "ts", "mpg"],
        recognises: { KLVFile.recognises($0) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) }
    )

    /// Reads a flight from every KLV stream; damaged packets are lost ranges.
    ///
    /// - Throws: what ``KLVFile/init(reading:name:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let file = try KLVFile(reading: bytes, name: name)
        var flights = file.streams.map { flight(of: $0, in: file) }
        let lost = file.lost.reduce(0) { $0 + $1.end - $1.start }
        flights[0].lost = file.lost
        flights[0].recordsRead = file.streams.reduce(0) { $0 + $1.packets.count + $1.otherPackets }
        flights[0].recordsBroken = max(
            file.streams.reduce(0) { $0 + $1.packetsBroken },
            file.lost.isEmpty ? 0 : 1
        )
        for index in flights.indices {
            flights[index].completeness = 1 - Double(lost) / Double(max(bytes.byteCount, 1))
        }
        if lost > 0 {
            flights[0].warnings.append(
                "The file is damaged: \(flights[0].recordsBroken) packets (\(lost) bytes) are lost."
            )
        }
        return flights
    }

    private static func flight(of stream: KLVStream, in file: KLVFile) -> Flight {
        var flight = Flight(
            format: file.isTransportStream ? "MISB ST 0601 KLV in MPEG-TS" : "MISB ST 0601 KLV"
        )
        flight.fixSource = "sensor latitude, longitude (13, 14)"
        let bytes = stream.bytes.span.bytes
        var (zero, last) = (Int64?.none, Int64(0))
        var (first, final) = (Int64(0), Int64(0))
        var (undated, unplaced, backwards) = (0, 0, 0)
        var (mission, sensor) = ("", "")
        for packet in stream.packets {
            guard let time = packet.microseconds(bytes) else {
                undated += 1
                continue
            }
            let base = zero ?? time
            zero = base
            let moment = time - base
            if moment < last { backwards += 1 }
            last = moment
            (first, final) = (min(first, moment), max(final, moment))
            if flight.vehicle.isEmpty {
                flight.vehicle = [packet.text(10, bytes), packet.text(4, bytes)]
                    .filter { !$0.isEmpty }.joined(separator: ", ")
            }
            note(packet.text(3, bytes), "mission", &mission, moment, &flight)
            note(packet.text(11, bytes), "image source", &sensor, moment, &flight)
            if !place(packet, bytes, moment, &flight) { unplaced += 1 }
            turn(packet, bytes, moment, &flight)
        }
        flight.vehicleSpan = first...final
        let other = stream.otherPackets
        let counted = [
            (undated, "packets were left out: they state no time."),
            (unplaced, "packets have no position."),
            (backwards, "packets go back in time; file order is kept."),
            (file.gaps, "gaps in the transport stream."),
            (other, "packets of other standards (such as ST 0102, ST 0104) were passed over."),
        ]
        for (count, text) in counted where count > 0 { flight.warnings.append("\(count) \(text)") }
        setClock(&flight, zero, stream.packets.count - undated)
        return flight
    }

    private static func note(
        _ text: String,
        _ what: String,
        _ known: inout String,
        _ moment: Int64,
        _ flight: inout Flight
    ) {
        guard !text.isEmpty, text != known else { return }
        known = text
        flight.events.append(
            FlightEvent(vehicleMicroseconds: moment, kind: .text, text: "\(what): \(text)")
        )
    }

    private static func place(
        _ packet: KLVPacket,
        _ bytes: RawSpan,
        _ moment: Int64,
        _ flight: inout Flight
    ) -> Bool {
        var row = FixRow()
        row.microseconds = moment
        (row.latitude, row.longitude) = (packet.number(13, bytes), packet.number(14, bytes))
        guard row.standing == .place else { return false }
        row.altitudeMSL = packet.number(15, bytes)
        let extended = packet.number(104, bytes)
        row.altitudeEllipsoid = extended.isFinite ? extended : packet.number(75, bytes)
        row.groundSpeed = packet.number(56, bytes)
        row.course = packet.number(112, bytes)
        let (north, east) = (packet.number(79, bytes), packet.number(80, bytes))
        if row.groundSpeed.isNaN { row.groundSpeed = (north * north + east * east).squareRoot() }
        if !row.course.isFinite { row.course = Foundation.atan2(east, north) * 180 / .pi }
        flight.fixes.append(row)
        return true
    }

    private static func turn(
        _ packet: KLVPacket,
        _ bytes: RawSpan,
        _ moment: Int64,
        _ flight: inout Flight
    ) {
        let full = (packet.number(90, bytes), packet.number(91, bytes))
        let yaw = packet.number(5, bytes)
        let pitch = full.0.isFinite ? full.0 : packet.number(6, bytes)
        let roll = full.1.isFinite ? full.1 : packet.number(7, bytes)
        guard yaw.isFinite, pitch.isFinite, roll.isFinite else { return }
        flight.attitudes.append(moment, roll: roll, pitch: pitch, yaw: yaw)
        let (azimuth, elevation) = (packet.number(18, bytes), packet.number(19, bytes))
        guard azimuth.isFinite, elevation.isFinite else { return }
        let turned = packet.number(20, bytes)
        let camera = CameraAttitude(
            platform: (yaw, pitch, roll),
            camera: (azimuth, elevation, turned.isFinite ? turned : 0)
        )
        flight.gimbal.append(moment, roll: camera.roll, pitch: camera.pitch, yaw: camera.yaw)
    }

    private static func setClock(_ flight: inout Flight, _ zero: Int64?, _ samples: Int) {
        guard let zero else {
            flight.warnings.append("The metadata holds no time and so no position.")
            return
        }
        guard zero >= 946_684_800_000_000, zero < 7_258_118_400_000_000 else {
            flight.warnings.append("The camera's clock was not set: UTC is not known.")
            return
        }
        flight.clock = ClockMapping(
            utcMicrosecondsAtZero: zero,
            spreadSeconds: 0,
            samples: samples,
            source: "precision time stamp (2)"
        )
    }
}
