import TestKit

/// Damage done to the reference log, the same every time.
enum MAVLinkDamage: String, CaseIterable, Sendable {
    case flips, cuts, zeros, noise

    /// The packets that pymavlink 2.4.50 still reads right.
    var rightByPymavlink: Int {
        switch self {
        case .flips: 59_911
        case .cuts: 75_084
        case .zeros: 73_191
        case .noise: 73_306
        }
    }

    func apply(to whole: [UInt8]) -> [UInt8] {
        var bytes = whole
        var random = SeededGenerator(seed: 5)
        switch self {
        case .flips:
            for _ in 0..<1000 {
                let place = Int(random.next() % UInt64(bytes.count))
                bytes[place] ^= 1 << UInt8(random.next() % 8)
            }
        case .cuts:
            for _ in 0..<40 {
                let place = Int(random.next() % UInt64(bytes.count - 700))
                bytes.removeSubrange(place..<place + 1 + Int(random.next() % 600))
            }
        case .zeros:
            for _ in 0..<20 {
                let place = Int(random.next() % UInt64(bytes.count - 5000))
                for offset in place..<place + 4096 { bytes[offset] = 0 }
            }
        case .noise:
            for _ in 0..<20 {
                let place = Int(random.next() % UInt64(bytes.count - 5000))
                for offset in place..<place + 4096 {
                    bytes[offset] = UInt8(truncatingIfNeeded: random.next())
                }
            }
        }
        return bytes
    }
}
