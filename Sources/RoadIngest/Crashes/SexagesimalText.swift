/// Angles written with the signs of degrees, minutes and seconds.
internal enum SexagesimalText {
    /// Decimal degrees of a text such as `43°40'10"`, `43° 40,167′ N` or `76 гр. 54 мин`; `nil` when
    /// it bears no sign of degrees, since then it is a plain number.
    static func degrees(_ text: String) -> Double? {
        guard text.contains("°") || text.contains("º") || text.contains("гр") else { return nil }
        var numbers: [Double] = []
        var digits = ""
        for character in text + " " {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else if character == "." || character == ",", !digits.isEmpty {
                digits.append(".")
            } else if !digits.isEmpty {
                if digits.hasSuffix(".") { digits.removeLast() }
                guard let number = Double(digits) else { return nil }
                numbers.append(number)
                digits = ""
            }
        }
        guard (1...3).contains(numbers.count), numbers.dropFirst().allSatisfy({ $0 < 60 }) else {
            return nil
        }
        var value = 0.0
        for (number, unit) in zip(numbers, [1.0, 60, 3600]) { value += number / unit }
        let upper = text.uppercased()
        let isNegative =
            text.hasPrefix("-") || text.hasPrefix("−")
            || upper.contains("S") || upper.contains("W") || upper.contains("Ю")
        return isNegative ? -value : value
    }
}
