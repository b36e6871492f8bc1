import RoadNetwork

/// Numbers of ways from which drivers' opinions of them are made.
///
/// They come from where a way lies and stay the same when ids are given anew, ways are drawn
/// backwards, stand elsewhere in the file, or are cut at a junction more.
struct OpinionKeys {
    /// By piece; pieces of one way have the same.
    let keys: [UInt64]

    init(_ network: CompiledNetwork) {
        let c = network.columns
        // The lines' ends are summed, so order and direction do not show.
        var sums: [Int64: UInt64] = [:]
        for piece in 0..<UInt32(network.pieceCount) {
            let rows = network.vertices(piece: piece)
            var sum: UInt64 = 0
            for row in rows {
                let isEnd = row == rows.lowerBound || row == rows.upperBound - 1
                sum &+= Self.mixed(c.vertexX[row], c.vertexY[row]) &* (isEnd ? 1 : 2)
            }
            sums[c.pieceWay[piece], default: 0] &+= sum
        }
        keys = (0..<UInt32(network.pieceCount)).map { sums[c.pieceWay[$0], default: 0] }
    }

    /// A number of a place.
    ///
    /// The finaliser of G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number
    /// generators", 2014.
    @inline(__always)
    static func mixed(_ x: Double, _ y: Double) -> UInt64 {
        var z = x.bitPattern &* 0x9E37_79B9_7F4A_7C15 ^ y.bitPattern
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
