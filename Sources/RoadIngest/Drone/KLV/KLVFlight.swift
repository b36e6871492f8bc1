import Foundation
import RoadModel

/// Makes a flight of the packets of one stream, in their order.
internal struct KLVFlight {
    private var flight: Flight
    /// Time of the first packet and of the last, the latter from the first on.
    private var zero: Int64?
    private var last: Int64 = 0
    private var (first, final) = (Int64(0), Int64(0))
    private var (timed, undated, unplaced, backwards) = (0, 0, 0, 0)
    private var (mission, sensor) = ("", "")

    /// No packets.
    init(isTransportStream: Bool) {
        flight = Flight(
            format: isTransportStream ? "MISB ST 0601 KLV in MPEG-TS" : "MISB ST 0601 KLV"
        )
        flight.fixSource = "sensor latitude, longitude (13, 14)"
    }

    /// Takes the next packet.
    mutating func take(_ packet: KLVPacket, _ bytes: RawSpan) {
        guard let time = packet.microseconds(bytes) else {
            undated += 1
            return
        }
        timed += 1
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
        if let text = Self.change(packet.text(3, bytes), &mission) {
            note("mission: \(text)", moment)
        }
        if let text = Self.change(packet.text(11, bytes), &sensor) {
            note("image source: \(text)", moment)
        }
        if !place(packet, bytes, moment) { unplaced += 1 }
        turn(packet, bytes, moment)
    }

    /// Takes the rows since the last call; `nil` without any.
    mutating func takeRows() -> Flight? {
        guard flight.fixes.count + flight.attitudes.count + flight.events.count > 0
        else { return nil }
        var part = flight
        part.vehicleSpan = first...final
        flight.fixes = FixColumns()
        flight.attitudes = AttitudeColumns()
        flight.gimbal = GimbalColumns()
        flight.events = []
        return part
    }

    /// The rest of the flight with its clock and warnings.
    ///
    /// - Parameters:
    ///   - gaps: Gaps in the transport stream.
    ///   - otherPackets: Packets of other standards in the stream.
    /// - Returns: The rows since the last call, and what holds for the whole flight.
    func finished(gaps: Int, otherPackets: Int) -> Flight {
        var flight = flight
        flight.vehicleSpan = first...final
        let counted = [
            (undated, "packets were left out: they state no time."),
            (unplaced, "packets have no position."),
            (backwards, "packets go back in time; file order is kept."),
            (gaps, "gaps in the transport stream."),
            (
                otherPackets,
                "packets of other standards (such as ST 0102, ST 0104) were passed over."
            ),
        ]
        for (count, text) in counted where count > 0 { flight.warnings.append("\(count) \(text)") }
        setClock(of: &flight)
        return flight
    }

    /// A text that is not the one known; that is known from now on.
    private static func change(_ text: String, _ known: inout String) -> String? {
        guard !text.isEmpty, text != known else { return nil }
        known = text
        return text
    }

    private mutating func note(_ text: String, _ moment: Int64) {
        flight.events.append(
            FlightEvent(vehicleMicroseconds: moment, kind: .text, text: text)
        )
    }

    private mutating func place(_ packet: KLVPacket, _ bytes: RawSpan, _ moment: Int64) -> Bool {
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

    private mutating func turn(_ packet: KLVPacket, _ bytes: RawSpan, _ moment: Int64) {
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

    private func setClock(of flight: inout Flight) {
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
            samples: timed,
            source: "precision time stamp (2)"
        )
    }
}
