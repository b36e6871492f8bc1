/// How the bytes of an item of MISB ST 0601 become a number or a text.
package enum KLVMapping: Sendable {
    /// A whole number without sign.
    case count
    /// An unsigned number spread over `[lowest, highest]`.
    case unsigned(lowest: Double, highest: Double)
    /// A signed number spread over `[-half, half]`; the least number means "out of range".
    case signed(half: Double)
    /// A mapped interval of any length.
    case imapb(lowest: Double, highest: Double)
    /// ISO 646 or UTF-8 text.
    case text
    /// Bytes that are kept as they are.
    case raw

    /// The mapping of a tag (ST 0601.19, table 1).
    package init(tag: UInt64) {
        switch tag {
        case 1, 2, 8, 9, 47, 56, 65: self = .count
        case 3, 4, 10, 11, 12, 59: self = .text
        case 5, 35, 64, 71: self = .unsigned(lowest: 0, highest: 360)
        case 36, 55: self = .unsigned(lowest: 0, highest: 100)
        case 37, 49, 53: self = .unsigned(lowest: 0, highest: 5000)
        case 6, 50: self = .signed(half: 20)
        case 39: self = .signed(half: 127)
        case 7: self = .signed(half: 50)
        case 13, 23, 40, 67, 82, 84, 86, 88, 90, 91, 92: self = .signed(half: 90)
        case 14, 19, 24, 41, 51, 52, 68, 83, 85, 87, 89, 93: self = .signed(half: 180)
        case 15, 25, 38, 42, 54, 69, 75, 76, 78: self = .unsigned(lowest: -900, highest: 19_000)
        case 16, 17: self = .unsigned(lowest: 0, highest: 180)
        case 18, 20: self = .unsigned(lowest: 0, highest: 360)
        case 21, 57: self = .unsigned(lowest: 0, highest: 5_000_000)
        case 22, 58: self = .unsigned(lowest: 0, highest: 10_000)
        case 26...33: self = .signed(half: 0.075)
        case 45, 46: self = .unsigned(lowest: 0, highest: 4095)
        case 79, 80: self = .signed(half: 327)
        case 96: self = .imapb(lowest: 0, highest: 1_500_000)
        case 103...105, 113, 114: self = .imapb(lowest: -900, highest: 40_000)
        case 112: self = .imapb(lowest: 0, highest: 360)
        case 117...119: self = .imapb(lowest: -1000, highest: 1000)
        default: self = .raw
        }
    }

    /// The number that `bits` of `length` bytes, in `[1, 8]`, stand for; `nan` when out of range.
    package func number(_ bits: UInt64, length: Int) -> Double {
        guard (1...8).contains(length) else { return .nan }
        let width = UInt64(8 * length)
        switch self {
        case .count: return Double(bits)
        case .unsigned(let lowest, let highest):
            let most = width == 64 ? UInt64.max : (1 << width) - 1
            return lowest + (highest - lowest) * Double(bits) / Double(most)
        case .signed(let half):
            let shift = 64 - width
            let value = Int64(bitPattern: bits << shift) >> Int64(shift)
            let most = Int64.max >> Int64(shift)
            return value < -most ? .nan : half * Double(value) / Double(most)
        case .imapb(let lowest, let highest):
            return IMAPB(lowest, highest).value(bits, length: length)
        case .text, .raw: return .nan
        }
    }
}
