/// Writes small ULog files for tests, message by message.
struct ULogBuilder {
    /// The file so far.
    var bytes: [UInt8]
    /// Where each message begins.
    var starts: [Int] = []

    init(version: UInt8 = 1, start: UInt64 = 1_000_000) {
        bytes = [0x55, 0x4C, 0x6F, 0x67, 0x01, 0x12, 0x35, version] + Self.little(start)
    }

    static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    static func little(_ number: Float) -> [UInt8] { little(number.bitPattern) }
    static func little(_ number: Double) -> [UInt8] { little(number.bitPattern) }

    mutating func message(_ type: Character, _ payload: [UInt8]) {
        starts.append(bytes.count)
        bytes += Self.little(UInt16(payload.count)) + [type.asciiValue ?? 0] + payload
    }

    mutating func flags(compatible: UInt8 = 0, incompatible: [UInt8] = [], appended: [UInt64] = [])
    {
        var payload: [UInt8] = [compatible] + [UInt8](repeating: 0, count: 7)
        payload += incompatible + [UInt8](repeating: 0, count: 8 - incompatible.count)
        for index in 0..<3 { payload += Self.little(index < appended.count ? appended[index] : 0) }
        message("B", payload)
    }

    mutating func format(_ text: String) { message("F", Array(text.utf8)) }

    mutating func info(_ key: String, _ value: [UInt8]) { message("I", Self.keyed(key, value)) }

    mutating func infoList(_ key: String, _ value: [UInt8], continued: Bool) {
        message("M", [continued ? 1 : 0] + Self.keyed(key, value))
    }

    mutating func parameter(_ key: String, _ value: [UInt8]) {
        message("P", Self.keyed(key, value))
    }

    mutating func parameterDefault(_ key: String, _ value: [UInt8], scope: UInt8) {
        message("Q", [scope] + Self.keyed(key, value))
    }

    mutating func add(_ name: String, id: UInt16, multiID: UInt8 = 0) {
        message("A", [multiID] + Self.little(id) + Array(name.utf8))
    }

    mutating func record(_ id: UInt16, _ parts: [UInt8]...) {
        message("D", Self.little(id) + parts.flatMap { $0 })
    }

    mutating func text(_ text: String, at time: UInt64, level: UInt8 = 0x36) {
        message("L", [level] + Self.little(time) + Array(text.utf8))
    }

    mutating func sync() { message("S", [0x2F, 0x73, 0x13, 0x20, 0x25, 0x0C, 0xBB, 0x12]) }

    mutating func dropout(_ milliseconds: UInt16) { message("O", Self.little(milliseconds)) }

    private static func keyed(_ key: String, _ value: [UInt8]) -> [UInt8] {
        [UInt8(key.utf8.count)] + Array(key.utf8) + value
    }

    /// A log of two seconds with every kind of message, nested formats among them.
    static func sample(rows: Int = 10) -> ULogBuilder {
        var log = ULogBuilder()
        log.flags(compatible: 1)
        log.format("point:float x;float y;uint8_t kind;uint8_t[3] _padding0;")
        log.format("route:uint64_t timestamp;point[2] at;uint8_t[4] _padding0;")
        log.format(
            "vehicle_gps_position:uint64_t timestamp;uint64_t time_utc_usec;int32_t lat;"
                + "int32_t lon;int32_t alt;int32_t alt_ellipsoid;float eph;float epv;"
                + "float vel_m_s;float cog_rad;uint8_t fix_type;uint8_t satellites_used;"
                + "uint8_t[6] _padding0;"
        )
        log.format("vehicle_attitude:uint64_t timestamp;float[4] q;")
        log.format("vehicle_status:uint64_t timestamp;uint8_t nav_state;uint8_t[7] _padding0;")
        log.info("char[3] sys_name", Array("PX4".utf8))
        log.info("char[4] ver_hw", Array("TEST".utf8))
        log.info("uint32_t ver_sw_release", little(UInt32(7)))
        log.infoList("char[2] boot", Array("ab".utf8), continued: false)
        log.infoList("char[2] boot", Array("cd".utf8), continued: true)
        log.infoList("char[2] boot", Array("ef".utf8), continued: false)
        log.parameter("float MPC_XY_VEL", little(Float(12.5)))
        log.parameter("int32_t SYS_ID", little(Int32(-3)))
        log.parameterDefault("int32_t SYS_ID", little(Int32(1)), scope: 1)
        log.add("vehicle_gps_position", id: 1)
        log.add("vehicle_attitude", id: 2)
        log.add("vehicle_status", id: 3)
        log.add("route", id: 4)
        for row in 0..<rows {
            let time = 1_000_000 + UInt64(row) * 200_000
            log.record(
                1,
                little(time),
                little(1_700_000_000_000_000 + time),
                little(Int32(432_500_000 + row * 100)),
                little(Int32(769_000_000)),
                little(Int32(800_000 + row * 1000)),
                little(Int32(760_000 + row * 1000)),
                little(Float(0.5)),
                little(Float(1)),
                little(Float(5)),
                little(-Float.pi / 2),
                [3, 17]
            )
            let half = Float(0.5).squareRoot()
            log.record(
                2,
                little(time + 5000),
                little(half),
                little(Float(0)),
                little(Float(0)),
                little(half)
            )
            if row % 4 == 0 { log.record(3, little(time + 6000), [row < 6 ? 2 : 3]) }
            if row % 5 == 0 {
                log.record(
                    4,
                    little(time + 7000),
                    little(Float(1)),
                    little(Float(2)),
                    [3, 0, 0, 0],
                    little(Float(row)),
                    little(Float(-2)),
                    [9, 0, 0, 0]
                )
            }
            if row % 3 == 0 { log.sync() }
        }
        log.text("[commander] Landing detected\t", at: 2_500_000)
        log.dropout(30)
        log.parameter("int32_t SYS_ID", little(Int32(5)))
        log.record(
            2,
            little(UInt64(2_900_000)),
            little(Float(1)),
            little(Float(0)),
            little(Float(0)),
            little(Float(0))
        )
        return log
    }
}
