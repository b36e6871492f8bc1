import Foundation

/// A floating-point interval mapped to whole numbers of any length (MISB ST 1201, IMAPB).
package struct IMAPB: Sendable {
    /// The interval's ends.
    package let lowest: Double, highest: Double

    /// The mapping of `[lowest, highest]`; `lowest` must be less.
    package init(_ lowest: Double, _ highest: Double) {
        (self.lowest, self.highest) = (lowest, highest)
    }

    /// The number that `bits` of `length` bytes stand for.
    ///
    /// Infinities and quiet NaNs of either sign as ST 1201 table 1 names them; every other special
    /// pattern, and a length outside `[1, 8]`, is `nan`.
    package func value(_ bits: UInt64, length: Int) -> Double {
        guard (1...8).contains(length), lowest < highest else { return .nan }
        let width = 8 * length
        let top = UInt64(1) << UInt64(width - 1)
        // The pattern 100…0 alone is the end of an interval whose width is a power of two.
        if bits & top != 0, bits != top { return special(bits >> UInt64(width - 5) & 31) }
        // ST 1201, section 8.1: the interval in powers of two, and an offset that keeps 0 exact.
        let exponent = Foundation.ceil(Foundation.log2(highest - lowest))
        let step = Foundation.exp2(exponent - Double(width - 1))
        var offset = 0.0
        if lowest < 0, highest > 0 {
            let scaled = lowest / step
            offset = scaled - scaled.rounded(.down)
        }
        return step * (Double(bits) - offset) + lowest
    }

    private func special(_ pattern: UInt64) -> Double {
        switch pattern {
        case 0b11001: .infinity
        case 0b11101: -.infinity
        case 0b11110, 0b11111: -Double.nan
        default: .nan
        }
    }
}
