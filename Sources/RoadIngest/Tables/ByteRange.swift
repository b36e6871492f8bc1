/// The part of a range without spaces, tabs and U+00A0 at both ends.
@inline(__always)
package func trimmedRange(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
        let byte = bytes[start]
        if byte == 32 || byte == 9 {
            start += 1
        } else if byte == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
            start += 2
        } else {
            break
        }
    }
    while end > start {
        let byte = bytes[end - 1]
        if byte == 32 || byte == 9 {
            end -= 1
        } else if byte == 0xA0, end - 1 > start, bytes[end - 2] == 0xC2 {
            end -= 2
        } else {
            break
        }
    }
    return start..<end
}

/// Whether a range of bytes is the given ASCII text, letters of either case alike.
@inline(__always)
package func isEqualIgnoringCase(
    _ bytes: Span<UInt8>,
    _ range: Range<Int>,
    _ text: StaticString
) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { expected in
        for index in 0..<range.count {
            var byte = bytes[range.lowerBound + index]
            if byte >= 97 && byte <= 122 { byte -= 32 }
            var wanted = expected[index]
            if wanted >= 97 && wanted <= 122 { wanted -= 32 }
            if byte != wanted { return false }
        }
        return true
    }
}

/// Whether a range of bytes is the given ASCII text.
internal func isEqual(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { expected in
        for index in 0..<range.count where bytes[range.lowerBound + index] != expected[index] {
            return false
        }
        return true
    }
}
