/// One message of ASTM F3411-22a, protocol version 0 to 2; missing numbers are `nan`.
package enum RemoteIDMessage: Sendable, Hashable {
    /// Who the aircraft is: kind of identifier, kind of aircraft, identifier.
    case basicID(kind: UInt8, aircraft: UInt8, identifier: String)
    /// Where the aircraft is.
    case location(RemoteIDLocation)
    /// A page of a signature; not read.
    case authentication
    /// What the operator says about the flight.
    case selfID(kind: UInt8, text: String)
    /// Where the operator is.
    case system(RemoteIDSystem)
    /// Who the operator is.
    case operatorID(kind: UInt8, identifier: String)

    /// The length of a message, in bytes.
    package static let byteCount = 25

    /// Decodes the 25 bytes at `start`; `nil` when there are fewer, or type or version is unknown.
    package init?(_ bytes: RawSpan, at start: Int) {
        guard bytes.holds(Self.byteCount, at: start), let head = bytes.uint8(at: start),
            head & 15 <= 2, let second = bytes.uint8(at: start + 1)
        else { return nil }
        switch head >> 4 {
        case 0:
            let kind = second >> 4
            self = .basicID(
                kind: kind,
                aircraft: second & 15,
                identifier: kind >= 3
                    ? Self.hexadecimal(bytes, start + 2..<start + 22)
                    : Self.text(bytes, start + 2..<start + 22)
            )
        case 1: self = .location(RemoteIDLocation(bytes, at: start))
        case 2: self = .authentication
        case 3: self = .selfID(kind: second, text: Self.text(bytes, start + 2..<start + 25))
        case 4: self = .system(RemoteIDSystem(bytes, at: start))
        case 5:
            self = .operatorID(kind: second, identifier: Self.text(bytes, start + 2..<start + 22))
        default: return nil
        }
    }

    /// Text up to its first zero byte.
    private static func text(_ bytes: RawSpan, _ range: Range<Int>) -> String {
        var end = range.lowerBound
        while end < range.upperBound, bytes.uint8(at: end) != 0 { end += 1 }
        return bytes.text(from: range.lowerBound, to: end)
    }

    /// Identifiers of sessions and UUIDs are no text.
    private static func hexadecimal(_ bytes: RawSpan, _ range: Range<Int>) -> String {
        var end = range.upperBound
        while end > range.lowerBound, bytes.uint8(at: end - 1) == 0 { end -= 1 }
        let digits = Array("0123456789abcdef")
        return String(
            (range.lowerBound..<end).flatMap { offset -> [Character] in
                let byte = Int(bytes.uint8(at: offset) ?? 0)
                return [digits[byte >> 4], digits[byte & 15]]
            }
        )
    }
}
