/// One letter of a record's format: how a column's value is stored.
///
/// Source: ArduPilot `libraries/AP_Logger/LogStructure.h`, "Format characters".
package enum DataFlashCode: UInt8, Sendable, CaseIterable {
    /// `int16[32]`.
    case int16Array = 0x61
    /// `int8`.
    case int8 = 0x62
    /// `uint8`.
    case uint8 = 0x42
    /// `int16`.
    case int16 = 0x68
    /// `uint16`.
    case uint16 = 0x48
    /// `int32`.
    case int32 = 0x69
    /// `uint32`.
    case uint32 = 0x49
    /// `int64`.
    case int64 = 0x71
    /// `uint64`.
    case uint64 = 0x51
    /// `float`, 16 bits.
    case half = 0x67
    /// `float`, 32 bits.
    case single = 0x66
    /// `double`.
    case double = 0x64
    /// 4 characters.
    case text4 = 0x6E
    /// 16 characters.
    case text16 = 0x4E
    /// 64 characters.
    case text64 = 0x5A
    /// `int16` that counts hundredths.
    case centiInt16 = 0x63
    /// `uint16` that counts hundredths.
    case centiUInt16 = 0x43
    /// `int32` that counts hundredths.
    case centiInt32 = 0x65
    /// `uint32` that counts hundredths.
    case centiUInt32 = 0x45
    /// `int32`, latitude or longitude in 10⁻⁷ degrees.
    case degrees = 0x4C
    /// `uint8`, a flight mode.
    case mode = 0x4D

    /// The length in a binary record.
    package var byteCount: Int {
        switch self {
        case .int8, .uint8, .mode: 1
        case .int16, .uint16, .half, .centiInt16, .centiUInt16: 2
        case .int32, .uint32, .single, .centiInt32, .centiUInt32, .degrees, .text4: 4
        case .int64, .uint64, .double: 8
        case .text16: 16
        case .text64, .int16Array: 64
        }
    }

    /// How many stored units make one; `nil` when the stored number is the value.
    package var unitsPerOne: Double? {
        switch self {
        case .centiInt16, .centiUInt16, .centiInt32, .centiUInt32: 100
        case .degrees: 1e7
        default: nil
        }
    }

    /// Whether the value is a text.
    package var isText: Bool { self == .text4 || self == .text16 || self == .text64 }

    /// Whether the value is a whole number as stored and as meant.
    package var isWhole: Bool {
        switch self {
        case .int8, .uint8, .int16, .uint16, .int32, .uint32, .int64, .uint64, .mode: true
        default: false
        }
    }
}
