/// Finds records of one vehicle at one complex within a few seconds: its passage and its violation,
/// or two reads of its plate.
///
/// An open table of hashes with times cut to what the window needs: ten bytes a slot.
package struct RepeatedReads: Sendable {
    /// What a record is to those before it.
    package enum Standing: Sendable, Hashable {
        /// The first one of its passage.
        case first
        /// A further one; whether it is the first with a speed.
        case again(bringsSpeed: Bool)
    }

    /// Reads within this time are one passage.
    package static let windowMicroseconds: Int64 = 5_000_000

    /// Hash of complex, plate and window; 0 is an empty slot.
    private var keys = [UInt64](repeating: 0, count: 1 << 12)
    /// The low 15 bits of the time in milliseconds, and whether a speed has come.
    private var notes = [UInt16](repeating: 0, count: 1 << 12)
    private var used = 0

    /// No reads yet.
    package init() {}

    /// Places a record; records come in any order.
    package mutating func place(
        site: Int,
        plate: ArraySlice<UInt8>,
        microseconds: Int64,
        hasSpeed: Bool
    ) -> Standing {
        // FNV-1a, 64 bit, over the complex and the plate.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(truncatingIfNeeded: site)
        hash = hash &* 0x0000_0100_0000_01b3
        for byte in plate { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let window = microseconds / Self.windowMicroseconds
        let time = UInt16(truncatingIfNeeded: microseconds / 1000) & 0x7FFF
        for neighbour in [window, window - 1, window + 1] {
            guard let slot = find(Self.key(hash, neighbour)) else { continue }
            let apart = (time &- notes[slot]) & 0x7FFF
            guard min(apart, 0x8000 - apart) <= 5000 else { continue }
            let brings = hasSpeed && notes[slot] & 0x8000 == 0
            if brings { notes[slot] |= 0x8000 }
            return .again(bringsSpeed: brings)
        }
        insert(Self.key(hash, window), time | (hasSpeed ? 0x8000 : 0))
        return .first
    }

    @inline(__always)
    private static func key(_ hash: UInt64, _ window: Int64) -> UInt64 {
        // Multiplier of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
        let mixed = (hash ^ UInt64(bitPattern: window) &* 0x9E37_79B9_7F4A_7C15)
        let key = (mixed ^ mixed >> 31) &* 0xBF58_476D_1CE4_E5B9
        return key == 0 ? 1 : key
    }

    private func find(_ key: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: key >> 20) & (keys.count - 1)
        while keys[slot] != 0 {
            if keys[slot] == key { return slot }
            slot = (slot + 1) & (keys.count - 1)
        }
        return nil
    }

    private mutating func insert(_ key: UInt64, _ note: UInt16) {
        if used * 4 >= keys.count * 3 { grow() }
        var slot = Int(truncatingIfNeeded: key >> 20) & (keys.count - 1)
        while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
        (keys[slot], notes[slot]) = (key, note)
        used += 1
    }

    private mutating func grow() {
        let (oldKeys, oldNotes) = (keys, notes)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        notes = [UInt16](repeating: 0, count: oldKeys.count * 2)
        used = 0
        for slot in oldKeys.indices where oldKeys[slot] != 0 {
            insert(oldKeys[slot], oldNotes[slot])
        }
    }
}
