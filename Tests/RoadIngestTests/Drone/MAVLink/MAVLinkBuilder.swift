import RoadIngest

/// Writes small telemetry logs for tests, packet by packet.
struct MAVLinkBuilder {
    /// The file so far.
    var bytes: [UInt8] = []
    /// Where each packet's time begins.
    var starts: [Int] = []
    /// The ground station's time of the next packet, in microseconds.
    var stamp: UInt64 = 1_700_000_000_000_000
    /// Whether times are written.
    var isStamped = true
    private var sequence: UInt8 = 0

    /// CRC-16/MCRF4XX, bit by bit.
    static func checksum(_ bytes: [UInt8]) -> UInt16 {
        var value: UInt16 = 0xFFFF
        for byte in bytes {
            value ^= UInt16(byte)
            for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0x8408 }
        }
        return value
    }

    mutating func packet(
        _ id: UInt32,
        _ payload: [UInt8],
        extra: UInt8? = nil,
        version: Int = 1,
        isSigned: Bool = false,
        system: UInt8 = 1,
        component: UInt8 = 1
    ) {
        starts.append(bytes.count)
        if isStamped { bytes += (0..<8).map { UInt8(truncatingIfNeeded: stamp >> (56 - 8 * $0)) } }
        stamp += 10_000
        var payload = payload
        var body: [UInt8]
        if version == 1 {
            body = [UInt8(payload.count), sequence, system, component, UInt8(id)]
        } else {
            while payload.count > 1, payload.last == 0 { payload.removeLast() }
            body = [UInt8(payload.count), isSigned ? 1 : 0, 0, sequence, system, component]
            body += (0..<3).map { UInt8(truncatingIfNeeded: id >> (8 * $0)) }
        }
        body += payload
        let known = MAVLinkDefinitions.byID[id]?.crcExtra ?? 0
        let sum = Self.checksum(body + [extra ?? known])
        bytes += [version == 1 ? 0xFE : 0xFD] + body + ULogBuilder.little(sum)
        if version == 2, isSigned { bytes += [UInt8](repeating: 0x5A, count: 13) }
        sequence &+= 1
    }

    mutating func heartbeat(mode: UInt32 = 3, type: UInt8 = 2, version: Int = 1) {
        packet(0, ULogBuilder.little(mode) + [type, 3, 81, 4, 3], version: version)
    }

    mutating func groundStation() {
        packet(0, [0, 0, 0, 0, 6, 8, 0, 0, 3], system: 255, component: 190)
    }

    mutating func systemTime(unix: UInt64, boot: UInt32, version: Int = 1) {
        packet(2, ULogBuilder.little(unix) + ULogBuilder.little(boot), version: version)
    }

    mutating func attitude(
        _ boot: UInt32,
        roll: Float,
        pitch: Float,
        yaw: Float,
        version: Int = 1
    ) {
        let little = ULogBuilder.self
        packet(
            30,
            little.little(boot) + little.little(roll) + little.little(pitch) + little.little(yaw)
                + [UInt8](repeating: 0, count: 12),
            version: version
        )
    }

    mutating func gps(
        _ usec: UInt64,
        latitude: Int32 = 432_500_000,
        kind: UInt8 = 3,
        version: Int = 1
    ) {
        let little = ULogBuilder.self
        var payload: [UInt8] = []
        payload += little.little(usec)
        payload += little.little(latitude)
        payload += little.little(Int32(769_000_000))
        payload += little.little(Int32(800_000))
        for value in [UInt16(80), 120, 500, 27_000] { payload += little.little(value) }
        payload += [kind, 17]
        if version == 2 {
            payload += little.little(Int32(760_000))
            for value in [UInt32(500), 900, 10, 0] { payload += little.little(value) }
            payload += [0, 0]
        }
        packet(24, payload, version: version)
    }

    mutating func position(_ boot: UInt32, relative: Int32, version: Int = 1) {
        let little = ULogBuilder.self
        var payload: [UInt8] = little.little(boot)
        for value in [Int32(432_500_000), 769_000_000, 800_000, relative] {
            payload += little.little(value)
        }
        for value in [Int16(300), -400, 0] { payload += little.little(value) }
        payload += little.little(UInt16(9000))
        packet(33, payload, version: version)
    }

    mutating func text(_ text: String, id: UInt16 = 0, chunk: UInt8 = 0, version: Int = 1) {
        var payload: [UInt8] = [6] + DataFlashBuilder.padded(text, 50)
        if version == 2 { payload += ULogBuilder.little(id) + [chunk] }
        packet(253, payload, version: version)
    }

    /// A log of a quadrotor and a ground station whose clock is 2 s ahead.
    static func sample(
        rows: Int = 10,
        version: Int = 1,
        boot: UInt32 = 10_000,
        isStamped: Bool = true
    ) -> MAVLinkBuilder {
        var log = MAVLinkBuilder()
        log.isStamped = isStamped
        log.rows(rows, version: version, boot: boot)
        return log
    }

    mutating func rows(_ rows: Int, version: Int = 1, boot: UInt32) {
        text("ArduCopter V4.5.1 (abcdef01)", version: version)
        for row in 0..<rows {
            let time = boot + UInt32(row) * 200
            heartbeat(mode: row < 5 ? 3 : 6, version: version)
            groundStation()
            attitude(time, roll: 0.1, pitch: -0.2, yaw: -0.5, version: version)
            gps(
                UInt64(time) * 1000 + 7000,
                latitude: 432_500_000 + Int32(row),
                version: version
            )
            position(time, relative: Int32(row) * 1000, version: version)
            systemTime(unix: stamp - 2_000_000, boot: time, version: version)
            stamp += 140_000
        }
    }
}
