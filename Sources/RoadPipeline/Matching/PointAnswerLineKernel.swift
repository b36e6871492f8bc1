import RoadLocate
import RoadModel

/// Writes the rows of `jol match points` as bytes.
///
/// A row is made from its end to its beginning, as the digits of numbers come out.
struct PointAnswerLine {
    /// The header of the answer.
    static let header =
        "id,way,u,v,lon,lat,offset_m,confidence,runner_up_way,runner_up_confidence,reason\n"

    /// More than a row takes: nine numbers of 21 bytes at most and a reason.
    private var bytes = InlineArray<320, UInt8>(repeating: 0)
    /// Where the row begins that is being written.
    private var start = 0

    /// Appends the row of a decision, its id left to the caller.
    mutating func append(
        _ decision: PointDecision,
        longitude: Double,
        latitude: Double,
        to text: inout [UInt8]
    ) {
        start = bytes.count
        put(UInt8(ascii: "\n"))
        if let reason = decision.reason { put(reason.rawValue) }
        put(UInt8(ascii: ","))
        if let way = decision.way {
            if let rival = decision.rivalWay {
                put(decision.rivalConfidence, decimals: 5)
                put(number: rival)
            } else {
                put(",,")
            }
            put(decision.confidence, decimals: 5)
            put(decision.offset.value, decimals: 2)
            put(latitude, decimals: 8)
            put(longitude, decimals: 8)
            put(number: decision.to)
            put(number: decision.from)
            put(number: way)
        } else {
            put(",,,,,,,,,")
        }
        let first = start
        // Sound: `first` lies within the bytes, of which the buffer has the number.
        bytes.span.withUnsafeBufferPointer { text.append(contentsOf: $0[first...]) }
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        start -= 1
        bytes[start] = byte
    }

    private mutating func put(_ text: String) {
        for byte in text.utf8.reversed() { put(byte) }
    }

    /// The last digit of a number, which is taken off.
    @inline(__always)
    private mutating func putDigit(of rest: inout UInt64) {
        put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
    }

    /// A comma and a whole number.
    private mutating func put(number value: Int64) {
        var rest = value.magnitude
        repeat { putDigit(of: &rest) } while rest > 0
        if value < 0 { put(UInt8(ascii: "-")) }
        put(UInt8(ascii: ","))
    }

    /// A comma and a number with a fixed count of decimals.
    private mutating func put(_ value: Double, decimals: Int) {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (abs(value) * scale).rounded()
        // Beyond this no coordinate, distance or probability lies.
        if scaled < 1e18 {
            var rest = UInt64(scaled)
            let isNegative = value < 0 && rest > 0
            for _ in 0..<decimals { putDigit(of: &rest) }
            put(UInt8(ascii: "."))
            repeat { putDigit(of: &rest) } while rest > 0
            if isNegative { put(UInt8(ascii: "-")) }
        }
        put(UInt8(ascii: ","))
    }
}
