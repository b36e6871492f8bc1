/// The plain types that a ULog field may have.
package enum ULogScalar: UInt8, Sendable, CaseIterable {
    case int8, uint8, int16, uint16, int32, uint32, int64, uint64, float, double, bool, char

    /// The type of this name in a format text, for example `uint64_t`; `nil` for another name.
    package init?(named name: some StringProtocol) {
        switch name {
        case "int8_t": self = .int8
        case "uint8_t": self = .uint8
        case "int16_t": self = .int16
        case "uint16_t": self = .uint16
        case "int32_t": self = .int32
        case "uint32_t": self = .uint32
        case "int64_t": self = .int64
        case "uint64_t": self = .uint64
        case "float": self = .float
        case "double": self = .double
        case "bool": self = .bool
        case "char": self = .char
        default: return nil
        }
    }

    /// The type whose name has these characters, the first one in the lowest byte.
    init?(packedName: UInt64) {
        for (name, type) in Self.packedNames where name == packedName {
            self = type
            return
        }
        return nil
    }

    private static let packedNames: [(UInt64, ULogScalar)] = [
        "int8_t", "uint8_t", "int16_t", "uint16_t", "int32_t", "uint32_t", "int64_t", "uint64_t",
        "float", "double", "bool", "char",
    ].compactMap { name in
        ULogScalar(named: name).map { type in
            (name.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }, type)
        }
    }

    /// The number of bytes of one value.
    package var byteCount: Int {
        switch self {
        case .int8, .uint8, .bool, .char: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .float: 4
        case .int64, .uint64, .double: 8
        }
    }
}
