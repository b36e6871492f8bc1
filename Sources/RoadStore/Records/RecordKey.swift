import RoadModel

/// A 64-bit fingerprint of a record's own fields, the same on every machine.
///
/// FNV-1a (Fowler, Noll, Vo) with a final mix. It only tells records of one microsecond apart,
/// so a clash is beyond practical chance; identity of files rests on SHA-256 instead.
struct RecordKey {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        // A separator keeps ("ab", "c") and ("a", "bc") apart.
        value = (value ^ 0x1F) &* 0x0000_0100_0000_01B3
    }

    mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 29
    }

    mutating func add(_ number: Double) { add(number.bitPattern) }

    /// The fingerprint as SQLite's signed integer.
    var stored: Int64 {
        var mixed = value
        mixed ^= mixed >> 33
        mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
        mixed ^= mixed >> 33
        return Int64(bitPattern: mixed)
    }
}
