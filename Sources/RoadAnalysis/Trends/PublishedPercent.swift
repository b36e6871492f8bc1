import Glibc

/// A percent change as somebody printed it, with the digits it was printed with.
package struct PublishedPercent: Hashable, Sendable, Codable {
    /// The change, in percent; a fall is negative.
    package var value: Double
    /// Digits after the decimal point, in `[0, 12]`.
    package var decimals: Int

    /// Makes a published change.
    package init(value: Double, decimals: Int) {
        (self.value, self.decimals) = (value, min(12, max(0, decimals)))
    }

    /// Reads `-16.4`, `−16,4 %` or `+5`; `nil` when the text is no number.
    package init?(_ text: String) {
        var digits = ""
        for character in text {
            switch character {
            case " ", "\u{A0}", "\u{202F}", "%": continue
            case "\u{2212}", "\u{2013}": digits.append("-")
            case ",": digits.append(".")
            default: digits.append(character)
            }
        }
        guard let value = Double(digits), value.isFinite, !digits.contains(where: \.isLetter)
        else { return nil }
        let fraction = digits.split(separator: ".", omittingEmptySubsequences: false)
        self.init(value: value, decimals: fraction.count > 1 ? fraction[1].count : 0)
    }

    /// Whether a computed change rounds to the published one, either way on a half.
    package func allows(_ percent: Double) -> Bool {
        let half = 0.5 * pow(10, -Double(decimals))
        return abs(percent - value) <= half * (1 + 1e-9) + 1e-12
    }
}
