/// SHA-256 of bytes, for comparing columns with reference digests.
///
/// Source: FIPS 180-4, section 6.2.
enum TestDigest {
    private static let primes: [UInt32] = {
        var found: [UInt32] = []
        var candidate: UInt32 = 2
        while found.count < 64 {
            if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found
    }()

    /// The first 32 bits of the fractional part of a root; double precision has 52, enough here.
    private static func fraction(_ root: Double) -> UInt32 {
        UInt32((root - root.rounded(.down)) * 4_294_967_296)
    }

    private static func cubeRoot(_ value: Double) -> Double {
        var root = value / 3
        for _ in 0..<100 { root = (2 * root + value / (root * root)) / 3 }
        return root
    }

    private static let rounds: [UInt32] = primes.map { fraction(cubeRoot(Double($0))) }
    private static let initial: [UInt32] = primes.prefix(8).map {
        fraction(Double($0).squareRoot())
    }

    /// The digest in lower-case hexadecimal.
    static func sha256(_ message: [UInt8]) -> String {
        var bytes = message + [0x80]
        while bytes.count % 64 != 56 { bytes.append(0) }
        let bitCount = UInt64(message.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
        }
        var state = initial
        var words = [UInt32](repeating: 0, count: 64)
        let rounds = rounds
        for block in stride(from: 0, to: bytes.count, by: 64) {
            for index in 0..<16 {
                let at = block + index * 4
                words[index] =
                    UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16
                    | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3])
            }
            for index in 16..<64 {
                let (x, y) = (words[index - 15], words[index - 2])
                let s0 = turn(x, 7) ^ turn(x, 18) ^ (x >> 3)
                let s1 = turn(y, 17) ^ turn(y, 19) ^ (y >> 10)
                words[index] = words[index - 16] &+ s0 &+ words[index - 7] &+ s1
            }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            var (e, f, g, h) = (state[4], state[5], state[6], state[7])
            for index in 0..<64 {
                let s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
                let first = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ rounds[index] &+ words[index]
                let s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
                let second = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
                (h, g, f, e) = (g, f, e, d &+ first)
                (d, c, b, a) = (c, b, a, first &+ second)
            }
            for (index, value) in [a, b, c, d, e, f, g, h].enumerated() {
                state[index] = state[index] &+ value
            }
        }
        return state.map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 8 - text.count) + text
        }.joined()
    }

    private static func turn(_ value: UInt32, _ places: UInt32) -> UInt32 {
        value >> places | value << (32 - places)
    }
}
