/// A basic type of the MAVLink format.
package enum MAVLinkScalar: String, Sendable {
    /// `uint8_t`.
    case uint8 = "u8"
    /// `int8_t`.
    case int8 = "i8"
    /// `char`.
    case char = "c8"
    /// `uint16_t`.
    case uint16 = "u16"
    /// `int16_t`.
    case int16 = "i16"
    /// `uint32_t`.
    case uint32 = "u32"
    /// `int32_t`.
    case int32 = "i32"
    /// `float`.
    case single = "f32"
    /// `uint64_t`.
    case uint64 = "u64"
    /// `int64_t`.
    case int64 = "i64"
    /// `double`.
    case double = "f64"

    /// The length in a packet.
    package var byteCount: Int {
        switch self {
        case .uint8, .int8, .char: 1
        case .uint16, .int16: 2
        case .uint32, .int32, .single: 4
        case .uint64, .int64, .double: 8
        }
    }

    /// The name that goes into the checksum of a definition.
    var formalName: String {
        switch self {
        case .uint8: "uint8_t"
        case .int8: "int8_t"
        case .char: "char"
        case .uint16: "uint16_t"
        case .int16: "int16_t"
        case .uint32: "uint32_t"
        case .int32: "int32_t"
        case .single: "float"
        case .uint64: "uint64_t"
        case .int64: "int64_t"
        case .double: "double"
        }
    }
}
