import RoadModel

/// One sentence `$address,field,…*hh` as byte ranges; reused from sentence to sentence.
internal struct NMEASentence {
    /// The longest sentence believed; the standard allows 82, receivers write more.
    static let longest = 512

    /// The address and the fields behind it, without `$` and check sum.
    private(set) var fields: [Range<Int>] = []

    /// No sentence.
    init() {}

    /// Cuts the bytes of a range that begins with `$`; `false` when form or check sum is wrong.
    mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        fields.removeAll(keepingCapacity: true)
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] <= 32 { end -= 1 }
        guard end - range.lowerBound >= 5, end - range.lowerBound <= Self.longest,
            bytes[end - 3] == UInt8(ascii: "*"),
            let high = hexadecimal(bytes[end - 2]), let low = hexadecimal(bytes[end - 1])
        else { return false }
        var sum: UInt8 = 0
        var start = range.lowerBound + 1
        for index in range.lowerBound + 1..<end - 3 {
            let byte = bytes[index]
            sum ^= byte
            if byte == UInt8(ascii: ",") {
                fields.append(start..<index)
                start = index + 1
            }
        }
        fields.append(start..<end - 3)
        return sum == high << 4 | low
    }

    /// The range of a field, empty when the sentence has fewer.
    func field(_ index: Int) -> Range<Int> { index < fields.count ? fields[index] : 0..<0 }

    /// Whether a field is absent or empty.
    func isEmpty(_ index: Int) -> Bool { field(index).isEmpty }

    /// The only letter of a field; 0 when it is empty.
    func letter(_ index: Int, _ bytes: Span<UInt8>) -> UInt8 {
        let range = field(index)
        return range.isEmpty ? 0 : bytes[range.lowerBound]
    }

    /// A number; `nan` when the field is empty.
    ///
    /// - Throws: `row.not_a_number`.
    func number(_ index: Int, _ bytes: Span<UInt8>) throws(NMEAFault) -> Double {
        let range = field(index)
        if range.isEmpty { return .nan }
        guard let value = ByteNumber.decimal(bytes, range) else { throw NMEAFault(.notANumber) }
        return value
    }

    /// Degrees of `ddmm.mmmm` with its hemisphere in the next field; `nan` when both are empty.
    ///
    /// - Throws: `row.not_a_number`.
    func angle(_ index: Int, _ bytes: Span<UInt8>) throws(NMEAFault) -> Double {
        let range = field(index)
        let hemisphere = letter(index + 1, bytes)
        if range.isEmpty { return .nan }
        var point = range.lowerBound
        while point < range.upperBound, bytes[point] != UInt8(ascii: ".") { point += 1 }
        let split = point - 2
        guard split > range.lowerBound, split <= range.lowerBound + 3,
            let degrees = ByteNumber.integer(bytes, range.lowerBound..<split), degrees >= 0,
            let minutes = ByteNumber.decimal(bytes, split..<range.upperBound), minutes >= 0,
            minutes < 60
        else { throw NMEAFault(.notANumber) }
        let value = Double(degrees) + minutes / 60
        switch hemisphere {
        case UInt8(ascii: "N"), UInt8(ascii: "E"): return value
        case UInt8(ascii: "S"), UInt8(ascii: "W"): return -value
        default: throw NMEAFault(.notANumber)
        }
    }

    /// Microseconds since midnight UTC of `hhmmss.sss`; `nil` when the field is empty.
    ///
    /// - Throws: `row.bad_time`.
    func timeOfDay(_ index: Int, _ bytes: Span<UInt8>) throws(NMEAFault) -> Int64? {
        let range = field(index)
        if range.isEmpty { return nil }
        guard range.count >= 6, let hour = SRTText.digits(2, bytes, range.lowerBound),
            let minute = SRTText.digits(2, bytes, range.lowerBound + 2),
            let second = ByteNumber.decimal(bytes, range.lowerBound + 4..<range.upperBound),
            hour < 24, minute < 60, second >= 0, second < 61
        else { throw NMEAFault(.badTime) }
        return Int64((hour * 60 + minute) * 60) * 1_000_000 + Int64((second * 1e6).rounded())
    }

    /// Days since 1970-01-01 of `ddmmyy`; years from 80 on are of the last century.
    ///
    /// - Throws: `row.bad_time`.
    func day(_ index: Int, _ bytes: Span<UInt8>) throws(NMEAFault) -> Int? {
        let range = field(index)
        if range.isEmpty { return nil }
        guard range.count == 6, let day = SRTText.digits(2, bytes, range.lowerBound),
            let month = SRTText.digits(2, bytes, range.lowerBound + 2),
            let year = SRTText.digits(2, bytes, range.lowerBound + 4),
            let date = CivilDate(year: year + (year < 80 ? 2000 : 1900), month: month, day: day)
        else { throw NMEAFault(.badTime) }
        return date.daysSinceEpoch
    }

    private func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
