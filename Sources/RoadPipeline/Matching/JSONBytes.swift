/// Numbers and texts of JSON, written straight as bytes.
extension [UInt8] {
    /// Appends a whole number.
    @inline(__always)
    mutating func append(decimal value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = count
        repeat {
            append(UInt8(truncatingIfNeeded: 48 + rest % 10))
            rest /= 10
        } while rest > 0
        var (low, high) = (start, count - 1)
        while low < high {
            swapAt(low, high)
            low += 1
            high -= 1
        }
    }

    /// Appends a number rounded to some decimals, at most nine, without closing zeros.
    ///
    /// What is not a number becomes `null`, as does what has more than nine digits before the point.
    @inline(__always)
    mutating func append(_ value: Double, decimals: Int) {
        let scales: [UInt64] = [
            1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        ]
        let scale = scales[Swift.min(decimals, 9)]
        guard abs(value) < 1e9 else {
            append(contentsOf: "null".utf8)
            return
        }
        let scaled = UInt64((abs(value) * Double(scale)).rounded())
        if value < 0, scaled > 0 { append(UInt8(ascii: "-")) }
        append(decimal: Int64(scaled / scale))
        var fraction = scaled % scale
        guard fraction > 0 else { return }
        append(UInt8(ascii: "."))
        var unit = scale / 10
        while fraction > 0 {
            append(UInt8(truncatingIfNeeded: 48 + fraction / unit))
            fraction %= unit
            unit /= 10
        }
    }

    /// Appends a text in quotes.
    mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0..<32:
                let hexadecimal = String(byte, radix: 16)
                append(
                    contentsOf: "\\u\(String(repeating: "0", count: 4 - hexadecimal.count))".utf8
                )
                append(contentsOf: hexadecimal.utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
