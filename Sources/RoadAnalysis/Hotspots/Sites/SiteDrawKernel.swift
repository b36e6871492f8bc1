import RoadStatistics

/// Draws the true figure of every site again and again.
///
/// The uniform number behind a draw depends on seed, site name and draw alone, so neither the
/// order of the sites nor the number of threads changes a result.
struct SiteDrawKernel {
    private let offsets: [Float]
    private let scales: [[Float]]
    private let shapes: [[Double]]
    private let tables: [GammaTables]
    private let keys: [UInt64]
    private let seed: UInt64

    init(_ laws: SiteLaws, seed: UInt64) {
        self.seed = SiteDrawKernel.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
        // What is constant is added once and drawn with a factor of 0.
        var offsets = laws.offset
        for part in laws.parts {
            for site in offsets.indices where !part.shape[site].isFinite {
                offsets[site] += part.scale[site]
            }
        }
        self.offsets = offsets.map { Float($0) }
        scales = laws.parts.map { part in
            part.scale.indices.map { part.shape[$0].isFinite ? Float(part.scale[$0]) : 0 }
        }
        shapes = laws.parts.map(\.shape)
        tables = shapes.map { column in
            GammaTables(shapes: column.map { $0.isFinite ? $0 : 1 })
        }
        keys = laws.ids.map(SiteDrawKernel.key)
    }

    /// FNV-1a of a name, mixed.
    private static func key(_ id: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return mixed(hash)
    }

    /// The finaliser of SplitMix64 (Steele, Lea & Flood 2014).
    @inline(__always)
    private static func mixed(_ state: UInt64) -> UInt64 {
        var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Fills `values` with one draw of every site.
    func fill(_ values: inout [Float], draw: Int) {
        values = offsets
        for place in tables.indices {
            let stream =
                seed &+ UInt64(draw) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(place)
                &* 0xD1B5_4A32_D192_ED03
            add(place, SiteDrawKernel.mixed(stream), to: &values)
        }
    }

    private func add(_ place: Int, _ stream: UInt64, to values: inout [Float]) {
        let tables = tables[place]
        // Sound: every pointer stays inside its closure; indices come from the tables' own layout.
        values.withUnsafeMutableBufferPointer { values in
            tables.quantiles.withUnsafeBufferPointer { quantiles in
                tables.table.withUnsafeBufferPointer { table in
                    keys.withUnsafeBufferPointer { keys in
                        scales[place].withUnsafeBufferPointer { scale in
                            for site in 0..<values.count {
                                let bits = SiteDrawKernel.mixed(keys[site] ^ stream)
                                var gamma: Float
                                let base = Int(table[site])
                                let (cell, rest) = SiteDrawKernel.cell(bits)
                                if cell < 0 {
                                    gamma = SiteDrawKernel.outermost(bits, shapes[place][site])
                                } else {
                                    gamma = SiteDrawKernel.between(quantiles, base + cell, rest)
                                    if tables.isGrid {
                                        let next = SiteDrawKernel.between(
                                            quantiles,
                                            base + GammaTables.neighbour + cell,
                                            rest
                                        )
                                        gamma += tables.share[site] * (next - gamma)
                                    }
                                }
                                values[site] += scale[site] * gamma
                            }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func between(
        _ quantiles: UnsafeBufferPointer<Float>,
        _ place: Int,
        _ rest: Float
    ) -> Float {
        let low = quantiles[place]
        return low + rest * (quantiles[place + 1] - low)
    }

    /// The piece of the quantile function that holds a uniform number and the share within it;
    /// −1 for the outermost pieces.
    @inline(__always)
    private static func cell(_ bits: UInt64) -> (Int, Float) {
        let top = bits >> 58
        if top != 0, top != 63 {
            let p = (Float(bits >> 40) * 0x1p-18 - 1) * (Float(GammaTables.centre) / 62)
            let cell = min(GammaTables.centre - 1, Int(p))
            return (GammaTables.tail + 1 + cell, p - Float(cell))
        }
        let p = Float((bits << 6) >> 40) * (0x1p-24 * Float(GammaTables.tail))
        let cell = min(GammaTables.tail - 1, Int(p))
        guard cell > 0 else { return (-1, 0) }
        let start = top == 0 ? 0 : GammaTables.tail + GammaTables.centre + 2
        return (start + cell, p - Float(cell))
    }

    private static func outermost(_ bits: UInt64, _ shape: Double) -> Float {
        guard shape.isFinite else { return 1 }
        let share = (Double((bits << 6) >> 11) + 0.5) * 0x1p-53
        let q = share / 64
        let law = GammaDistribution(shape: shape, rate: 1)
        return Float(bits >> 58 == 0 ? law.quantile(q) : law.upperQuantile(q))
    }
}
