/// The largest gain of up to three joinpoints, for many series on the same times.
///
/// What does not depend on the series is computed once: for hinges a < b < c the part of c that a
/// and b leave, as a factor on b's rest and the inverse of c's own. A set of three then costs one
/// product and one comparison.
struct JoinpointGains {
    private let places: Int
    private let gap: Int
    /// G_ab/G_aa for every pair, row by row.
    private let lean: [Double]
    /// 1/G_aa.
    private let inverse: [Double]
    /// 1/(what a leaves of b), row by row; 0 for a hinge that a explains.
    private let pairInverse: [Double]
    /// For each pair (a, b) where its triples begin; the first c is b + gap.
    private var tripleStart: [Int] = []
    private var tripleLean: [Double] = []
    private var tripleInverse: [Double] = []
    private var rest: [Double]

    /// Prepares sets of up to `count` (at most 3) hinges with the given products.
    init?(products: [[Double]], gap: Int, count: Int) {
        let p = products.count
        guard count <= 3, p <= 400 else { return nil }
        (places, self.gap) = (p, gap)
        inverse = (0..<p).map { 1 / products[$0][$0] }
        var lean = [Double](repeating: 0, count: p * p)
        var pairInverse = lean
        for a in 0..<p {
            for b in 0..<p {
                lean[a * p + b] = products[a][b] / products[a][a]
                let pivot = products[b][b] - products[a][b] * products[a][b] / products[a][a]
                pairInverse[a * p + b] = pivot > 1e-12 * products[b][b] ? 1 / pivot : 0
            }
        }
        (self.lean, self.pairInverse) = (lean, pairInverse)
        rest = [Double](repeating: 0, count: p)
        guard count == 3 else { return }
        tripleStart = [Int](repeating: 0, count: p * p)
        for a in 0..<p {
            for b in min(p, a + gap)..<p {
                tripleStart[a * p + b] = tripleLean.count
                guard tripleLean.count < 3_000_000 else { return nil }
                for c in min(p, b + gap)..<p {
                    let cross = products[b][c] - lean[a * p + b] * products[a][c]
                    let slope = cross * pairInverse[a * p + b]
                    let pivot =
                        products[c][c] - products[a][c] * lean[a * p + c] - cross * slope
                    tripleLean.append(slope)
                    tripleInverse.append(pivot > 1e-12 * products[c][c] ? 1 / pivot : 0)
                }
            }
        }
    }

    /// What the best set of `count` hinges takes off the sum of squares.
    mutating func best(_ count: Int, _ scores: [Double]) -> Double? {
        switch count {
        case 0: return 0
        case 1:
            return (0..<places).map { scores[$0] * scores[$0] * inverse[$0] }.max()
        case 2, 3: return bestOfMore(count, scores)
        default: return nil
        }
    }

    private mutating func bestOfMore(_ count: Int, _ scores: [Double]) -> Double? {
        var best = -1.0
        let p = places
        for a in 0..<p {
            let first = scores[a]
            let gain = first * first * inverse[a]
            for c in min(p, a + gap)..<p { rest[c] = scores[c] - lean[a * p + c] * first }
            for b in min(p, a + gap)..<p {
                let left = rest[b]
                let both = gain + left * left * pairInverse[a * p + b]
                if count == 2 {
                    best = max(best, both)
                } else if b + gap < p {
                    best = max(best, both + bestThird(a, b, left))
                }
            }
        }
        return best < 0 ? nil : best
    }

    /// The largest gain of a third hinge.
    @inline(__always)
    private func bestThird(_ a: Int, _ b: Int, _ left: Double) -> Double {
        let start = tripleStart[a * places + b]
        let from = b + gap
        let count = places - from
        // Sound: `rest` has `places` numbers and the triples of a pair are `count` in a row.
        return rest.withUnsafeBufferPointer { rest in
            tripleLean.withUnsafeBufferPointer { lean in
                tripleInverse.withUnsafeBufferPointer { inverse in
                    guard let r = rest.baseAddress, let m = lean.baseAddress,
                        let q = inverse.baseAddress
                    else { return 0 }
                    return Self.largest(r + from, m + start, q + start, count, left)
                }
            }
        }
    }

    @inline(__always)
    private static func largest(
        _ rest: UnsafePointer<Double>,
        _ lean: UnsafePointer<Double>,
        _ inverse: UnsafePointer<Double>,
        _ count: Int,
        _ left: Double
    ) -> Double {
        var top = SIMD4<Double>.zero
        let factor = SIMD4(repeating: left)
        var c = 0
        while c + 4 <= count {
            let r = SIMD4(rest[c], rest[c + 1], rest[c + 2], rest[c + 3])
            let m = SIMD4(lean[c], lean[c + 1], lean[c + 2], lean[c + 3])
            let q = SIMD4(inverse[c], inverse[c + 1], inverse[c + 2], inverse[c + 3])
            let score = r - m * factor
            let gain = score * score * q
            top = gain.replacing(with: top, where: gain .< top)
            c += 4
        }
        var best = max(max(top[0], top[1]), max(top[2], top[3]))
        while c < count {
            let score = rest[c] - lean[c] * left
            best = max(best, score * score * inverse[c])
            c += 1
        }
        return best
    }
}
