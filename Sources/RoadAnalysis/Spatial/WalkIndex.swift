/// A walk about to enter half an edge.
struct Walk {
    var half: Int32
    /// Junctions passed.
    var depth: Int32
    var metres: Double
    var amplitude: Double
    /// Mass of the kernel between its middle and `metres`.
    var mass: Double

    init(half: Int32, metres: Double, amplitude: Double, mass: Double, depth: Int32 = 0) {
        (self.half, self.depth) = (half, depth)
        (self.metres, self.amplitude, self.mass) = (metres, amplitude, mass)
    }
}

/// Finds walks that stand at the same place, without sorting them.
struct WalkIndex {
    private var slots: [Int32] = []
    private var stamps: [UInt32] = []
    private var round: UInt32 = 0

    /// Joins walks into the same half, after as many junctions, at distances that agree.
    ///
    /// - Parameters:
    ///   - front: The walks; what is left stands in the order of first appearance.
    ///   - near: The distance, in metres, to which walks are told apart. Two that fall on different
    ///     sides of a multiple of it stay two, which changes no sum.
    mutating func join(_ front: inout [Walk], near: Double) {
        prepare(front.count)
        let mask = slots.count - 1
        let scale = 1 / near
        var kept = 0
        for row in front.indices {
            let walk = front[row]
            let place = Int64((walk.metres * scale).rounded())
            var hash = UInt64(bitPattern: place) &* 0x9E37_79B9_7F4A_7C15
            hash ^= UInt64(UInt32(bitPattern: walk.half)) &* 0xC2B2_AE3D_27D4_EB4F
            hash ^= UInt64(UInt32(bitPattern: walk.depth)) &* 0x1656_67B1_9E37_79F9
            var slot = Int((hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            var isNew = true
            while stamps[slot] == round {
                let other = Int(slots[slot])
                if front[other].half == walk.half, front[other].depth == walk.depth,
                    Int64((front[other].metres * scale).rounded()) == place
                {
                    front[other].amplitude += walk.amplitude
                    isNew = false
                    break
                }
                slot = (slot + 1) & mask
            }
            guard isNew else { continue }
            (stamps[slot], slots[slot]) = (round, Int32(truncatingIfNeeded: kept))
            front[kept] = walk
            kept += 1
        }
        front.removeLast(front.count - kept)
    }

    /// Room for twice as many, all free.
    private mutating func prepare(_ count: Int) {
        var size = max(256, slots.count)
        while size < 2 * count { size *= 2 }
        round &+= 1
        if size != slots.count || round == 0 {
            slots = [Int32](repeating: 0, count: size)
            stamps = [UInt32](repeating: 0, count: size)
            round = 1
        }
    }
}
