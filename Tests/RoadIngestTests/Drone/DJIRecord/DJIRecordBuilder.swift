/// Writes small DJI flight records for tests, record by record.
struct DJIRecordBuilder {
    var version: UInt8
    /// The records so far, with the bytes before them.
    var bytes: [UInt8]
    /// Where each record begins.
    var starts: [Int] = []
    private var first: UInt8 = 0x21

    init(version: UInt8 = 8) {
        self.version = version
        bytes = [UInt8](repeating: 0, count: version < 6 ? 12 : version == 12 ? 536 : 100)
        bytes[8] = 0x90
        bytes[9] = 1
        bytes[10] = version
    }

    static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    static func little(_ number: Double) -> [UInt8] { little(number.bitPattern) }
    static func little(_ number: Float) -> [UInt8] { little(number.bitPattern) }

    /// The eight bytes of the mask, by long division, bit by bit.
    static func mask(first: UInt8, type: UInt8) -> [UInt8] {
        var crc = UInt64(first &+ type)
        for byte in little(0x1234_5678_9ABC_DEF0 &* UInt64(first)) {
            crc ^= UInt64(byte)
            for _ in 0..<8 {
                crc = crc & 1 == 1 ? (crc >> 1) ^ 0x95AC_9329_AC4B_C9B5 : crc >> 1
            }
        }
        return little(crc)
    }

    mutating func record(_ type: UInt8, _ plain: [UInt8]) {
        starts.append(bytes.count)
        var payload = plain
        if version >= 7 {
            first &+= 0x35
            let mask = Self.mask(first: first, type: type)
            payload =
                [first]
                + (plain + [first &+ type]).enumerated().map { $1 ^ mask[$0 % 8] }
        }
        bytes += [type, UInt8(payload.count)] + payload + [0xFF]
    }

    mutating func osd(_ frame: Int, latitude: Double = 0.9, longitude: Double = 1.2) {
        var plain = Self.little(longitude + Double(frame) * 1e-8) + Self.little(latitude)
        plain += Self.little(Int16(frame)) + Self.little(Int16(30)) + Self.little(Int16(-40))
        plain += Self.little(Int16(5)) + Self.little(Int16(-15)) + Self.little(Int16(7))
        plain += Self.little(Int16(-900)) + [6, 1, 0x0B, 0x90, 0x94, 0, 12, 14, 0, 0, 80, 3]
        plain += Self.little(UInt16(frame)) + [0, 0]
        record(1, plain)
    }

    mutating func gimbal(pitch: Int16, yaw: Int16) {
        record(
            3,
            Self.little(pitch) + Self.little(Int16(0)) + Self.little(yaw) + [0x80, 0, 0, 0, 0]
        )
    }

    mutating func custom(utc: Int64, photo: UInt8 = 0) {
        record(5, [photo, 0] + Self.little(Float(5)) + Self.little(Float(7)) + Self.little(utc))
    }

    mutating func home(altitude: Float = -561) {
        record(
            2,
            Self.little(1.2) + Self.little(0.9) + Self.little(altitude)
                + [71] + [UInt8](repeating: 0, count: 13)
        )
    }

    mutating func picture() {
        bytes += [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 9, 9, 0xFF, 0xDA, 0, 3, 1, 1, 0xFF, 0, 7, 0xFF, 0xD9,
        ]
    }

    /// The file with its details.
    func finished(frames: Int32) -> [UInt8] {
        var details = [UInt8](repeating: 0, count: version == 12 ? 436 : 400)
        func put(_ at: Int, _ content: [UInt8]) {
            details.replaceSubrange(at..<at + content.count, with: content)
        }
        put(60, Array("Astana".utf8))
        put(83, Self.little(frames) + Self.little(Int32(12_345)))
        put(91, Self.little(DJIRecordBuilder.start))
        if version >= 6 {
            put(271, [77])
            put(280, Array("Сұңқар".utf8))
            put(312, Array("SN1234567".utf8))
        }
        var file = bytes
        if version == 12 {
            file.replaceSubrange(100..<536, with: details)
        } else {
            file.replaceSubrange(0..<8, with: Self.little(UInt64(bytes.count)))
            file += details
        }
        return file
    }

    /// 2025-06-01T08:15:30.123Z in milliseconds.
    static let start: Int64 = 1_748_765_730_123

    /// A flight of `frames` frames of 0.1 s with a home point, gimbal, times and one photo.
    static func sample(version: UInt8 = 8, frames: Int = 20) -> DJIRecordBuilder {
        var builder = DJIRecordBuilder(version: version)
        for frame in 0..<frames {
            builder.osd(frame)
            builder.gimbal(pitch: -900, yaw: -900)
            if frame % 5 == 0 { builder.home() }
            builder.record(4, [4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 32, 0])
            if frame % 7 != 6 {
                builder.custom(utc: start + Int64(frame) * 100, photo: frame == 3 ? 1 : 0)
            }
            if frame == 2 { builder.record(9, Array("Home Point Recorded".utf8)) }
            if frame == 8 { builder.picture() }
        }
        builder.picture()
        return builder
    }
}
