/// Numbers read straight from bytes, without a text in between.
package enum ByteNumber {
    /// A whole number with an optional sign, or `nil` when the bytes are anything else.
    @inline(__always)
    package static func integer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        let end = range.upperBound
        guard index < end else { return nil }
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
        // 18 digits always fit into an Int, so the loop cannot overflow.
        guard index < end, end - index <= 18 else { return nil }
        var value = 0
        while index < end {
            let digit = bytes[index] &- 48
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
            index += 1
        }
        return isNegative ? -value : value
    }

    /// A decimal number with a point or a comma and an optional exponent, correctly rounded.
    ///
    /// `nil` for an empty range, digit groups, two decimal marks, words such as `nan` and values
    /// beyond the range of `Double`.
    @inline(__always)
    package static func decimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        var index = range.lowerBound
        let end = range.upperBound
        guard index < end else { return nil }
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var isFraction = false
        while index < end {
            let byte = bytes[index]
            let digit = byte &- 48
            if digit < 10 {
                // Beyond 19 digits the sum would wrap; the slow path reads such numbers anew.
                if digits < 19 { mantissa = mantissa &* 10 &+ UInt64(digit) }
                digits += 1
                if isFraction { decimals += 1 }
            } else if (byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")) && !isFraction {
                isFraction = true
            } else {
                break
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        // Both factors are exact, so one division rounds once: W. D. Clinger, "How to Read
        // Floating Point Numbers Accurately", PLDI 1990, fast path.
        if index == end, digits <= 19, mantissa <= 1 << 53, decimals <= 22 {
            let value = Double(mantissa) / powersOfTen(decimals)
            return isNegative ? -value : value
        }
        return slowDecimal(bytes, range, from: index)
    }

    /// Long mantissas and exponents go through the standard library, which rounds correctly.
    private static func slowDecimal(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        from exponentStart: Int
    ) -> Double? {
        guard range.count <= 64 else { return nil }
        if exponentStart < range.upperBound {
            let mark = bytes[exponentStart]
            guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E"),
                let exponent = integer(bytes, exponentStart + 1..<range.upperBound),
                abs(exponent) < 400
            else { return nil }
        }
        var copy: [UInt8] = []
        for index in range {
            copy.append(bytes[index] == UInt8(ascii: ",") ? UInt8(ascii: ".") : bytes[index])
        }
        guard let value = Double(String(decoding: copy, as: UTF8.self)), value.isFinite
        else { return nil }
        return value
    }

    /// Ten to the power of `exponent` in `[0, 22]`; every such power is exact in `Double`.
    @inline(__always)
    private static func powersOfTen(_ exponent: Int) -> Double {
        switch exponent {
        case 0: 1
        case 1: 1e1
        case 2: 1e2
        case 3: 1e3
        case 4: 1e4
        case 5: 1e5
        case 6: 1e6
        case 7: 1e7
        case 8: 1e8
        case 9: 1e9
        case 10: 1e10
        case 11: 1e11
        case 12: 1e12
        case 13: 1e13
        case 14: 1e14
        case 15: 1e15
        case 16: 1e16
        case 17: 1e17
        case 18: 1e18
        case 19: 1e19
        case 20: 1e20
        case 21: 1e21
        default: 1e22
        }
    }
}
