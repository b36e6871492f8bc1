import RoadLocate
import RoadModel

/// The rows that `jol match points` writes, as bytes.
struct PointAnswerLine {
    /// The header of the answer.
    static let header =
        "id,way,u,v,lon,lat,offset_m,confidence,runner_up_way,runner_up_confidence,reason\n"

    /// Appends the row of a decision, its id left to the caller.
    static func append(
        _ decision: PointDecision,
        longitude: Double,
        latitude: Double,
        to line: inout [UInt8]
    ) {
        guard let way = decision.way else {
            line += ",,,,,,,,,,".utf8
            line += (decision.reason?.rawValue ?? "").utf8
            line.append(10)
            return
        }
        append(way, &line)
        append(decision.from, &line)
        append(decision.to, &line)
        append(longitude, 8, &line)
        append(latitude, 8, &line)
        append(decision.offset.value, 2, &line)
        append(decision.confidence, 5, &line)
        if let rival = decision.rivalWay {
            append(rival, &line)
            append(decision.rivalConfidence, 5, &line)
        } else {
            line += ",,".utf8
        }
        line.append(UInt8(ascii: ","))
        if let reason = decision.reason { line += reason.rawValue.utf8 }
        line.append(10)
    }

    private static func append(_ value: Int64, _ line: inout [UInt8]) {
        line.append(UInt8(ascii: ","))
        if value < 0 { line.append(UInt8(ascii: "-")) }
        digits(value.magnitude, 1, &line)
    }

    /// A number with a fixed count of decimals.
    private static func append(_ value: Double, _ decimals: Int, _ line: inout [UInt8]) {
        line.append(UInt8(ascii: ","))
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (abs(value) * Double(scale)).rounded()
        // Beyond this no coordinate, distance or probability lies.
        guard scaled < 1e18 else { return }
        let whole = UInt64(scaled)
        if value < 0, whole > 0 { line.append(UInt8(ascii: "-")) }
        digits(whole / scale, 1, &line)
        line.append(UInt8(ascii: "."))
        digits(whole % scale, decimals, &line)
    }

    /// The digits of a number, at least `width` of them.
    @inline(__always)
    private static func digits(_ value: UInt64, _ width: Int, _ line: inout [UInt8]) {
        var rest = value
        var count = 1
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        let start = line.count
        let length = max(count, width)
        line.append(contentsOf: repeatElement(48, count: length))
        rest = value
        var place = start + length - 1
        while rest > 0 {
            line[place] = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            place -= 1
        }
    }
}
