/// Writes a PX4 ULog file, version 1, into memory.
///
/// Source: "ULog File Format", PX4 developer guide. All numbers are little-endian.
///
/// | bytes | content |
/// |---|---|
/// | 0–6 | `55 4C 6F 67 01 12 35` |
/// | 7 | version, 1 |
/// | 8–15 | start of logging, microseconds since boot |
/// | then | messages: `uint16` payload size, `uint8` type, payload |
///
/// Types used: `B` flag bits (first), `F` format, `I` information, `P` parameter, `A`
/// subscription, `D` record, `L` text, `S` synchronisation, `O` dropout.
struct ULogWriter {
    /// The file so far.
    private(set) var bytes: [UInt8] = []

    /// Writes the header and the flag bits, of which none is set.
    init(startMicroseconds: UInt64) {
        bytes = [0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35, 0x01]
        Self.append(startMicroseconds, to: &bytes)
        message(0x42, [UInt8](repeating: 0, count: 40))
    }

    /// Declares a format, for example `vehicle_attitude:uint64_t timestamp;float[4] q;`.
    mutating func format(_ declaration: String) { message(0x46, Array(declaration.utf8)) }

    /// States a text about the vehicle.
    mutating func information(_ key: String, _ value: String) {
        keyed(0x49, "char[\(value.utf8.count)] \(key)", Array(value.utf8))
    }

    /// States a whole number about the vehicle.
    mutating func information(_ key: String, _ value: UInt32) {
        var payload: [UInt8] = []
        Self.append(value, to: &payload)
        keyed(0x49, "uint32_t \(key)", payload)
    }

    /// States a parameter.
    mutating func parameter(_ key: String, _ value: Float) {
        var payload: [UInt8] = []
        Self.append(value.bitPattern, to: &payload)
        keyed(0x50, "float \(key)", payload)
    }

    /// Announces that records with `id` are instance 0 of a topic.
    mutating func subscribe(_ topic: String, id: UInt16) {
        var payload: [UInt8] = [0]
        Self.append(id, to: &payload)
        message(0x41, payload + Array(topic.utf8))
    }

    /// Writes one record whose fields are already laid out.
    mutating func record(_ id: UInt16, _ fields: [UInt8]) {
        Self.append(UInt16(truncatingIfNeeded: fields.count + 2), to: &bytes)
        bytes.append(0x44)
        Self.append(id, to: &bytes)
        bytes.append(contentsOf: fields)
    }

    /// Writes a line of text; `level` counts from 0 (emergency) to 7 (debug) as in syslog.
    mutating func text(_ text: String, level: UInt8, microseconds: UInt64) {
        var payload: [UInt8] = [0x30 + min(level, 7)]
        Self.append(microseconds, to: &payload)
        message(0x4c, payload + Array(text.utf8))
    }

    /// Writes the pattern at which a reader can take up again after damage.
    mutating func synchronisation() {
        message(0x53, [0x2f, 0x73, 0x13, 0x20, 0x25, 0x0c, 0xbb, 0x12])
    }

    /// Says that the logger lost so many milliseconds.
    mutating func dropout(milliseconds: UInt16) {
        var payload: [UInt8] = []
        Self.append(milliseconds, to: &payload)
        message(0x4f, payload)
    }

    /// Appends the bytes of a whole number, least significant first.
    static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        var rest = number
        for _ in 0..<(Number.bitWidth / 8) {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    private mutating func keyed(_ type: UInt8, _ key: String, _ value: [UInt8]) {
        message(type, [UInt8(truncatingIfNeeded: key.utf8.count)] + Array(key.utf8) + value)
    }

    /// Payloads of this writer stay far below the 65,535 bytes that the size can state.
    private mutating func message(_ type: UInt8, _ payload: [UInt8]) {
        Self.append(UInt16(truncatingIfNeeded: payload.count), to: &bytes)
        bytes.append(type)
        bytes.append(contentsOf: payload)
    }
}
