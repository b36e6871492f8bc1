/// Reads the fields of subtitles that stand outside square brackets.
internal enum SRTWords {
    /// Reads the field at `index` if it is a known one; else `index` stays.
    static func read(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        _ end: Int,
        into frame: inout SRTFrame
    ) {
        switch bytes[index] {
        case UInt8(ascii: "G"):
            if SRTText.has("GPS", bytes, index, end) {
                index += 3
                SRTPosition.read(bytes, &index, end, into: &frame)
            } else if SRTText.has("G.PRY", bytes, index, end) {
                index += 5
                if let angles = angles(bytes, &index, end) {
                    frame.gimbal = angles
                    frame.fields.insert(.gimbal)
                } else {
                    frame.isBroken = true
                }
            }
        case UInt8(ascii: "F"):
            if SRTText.has("F.PRY", bytes, index, end) {
                index += 5
                if let angles = angles(bytes, &index, end) {
                    frame.aircraft = angles
                    frame.fields.insert(.aircraft)
                } else {
                    frame.isBroken = true
                }
            } else if SRTText.has("F/", bytes, index, end) {
                frame.family = frame.family ?? .compact
            }
        case UInt8(ascii: "B"):
            if SRTText.has("BAROMETER:", bytes, index, end) {
                index += 10
                height(bytes, &index, end, into: &frame)
            }
        case UInt8(ascii: "I"):
            if SRTText.has("ISO", bytes, index, end) { frame.fields.insert(.settings) }
        default: beginsWithH(bytes, &index, end, into: &frame)
        }
    }

    private static func beginsWithH(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        _ end: Int,
        into frame: inout SRTFrame
    ) {
        if SRTText.has("HOME", bytes, index, end) {
            // Its commas would look like ends of fields.
            while index < end, bytes[index] != UInt8(ascii: ")") { index += 1 }
        } else if SRTText.has("Hb:", bytes, index, end) {
            index += 3
            height(bytes, &index, end, into: &frame)
        } else if SRTText.has("H.S ", bytes, index, end) {
            index += 4
            let speed = SRTText.number(bytes, &index, end)
            if speed.isFinite, SRTText.has("m/s", bytes, index, end) {
                frame.row.groundSpeed = speed
                frame.fields.insert(.speed)
            }
        } else if SRTText.has("H ", bytes, index, end) {
            index += 2
            height(bytes, &index, end, into: &frame)
        }
    }

    /// A height above take-off with or without its unit; `n/a` is none.
    private static func height(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        _ end: Int,
        into frame: inout SRTFrame
    ) {
        let start = index
        let value = SRTText.number(bytes, &index, end)
        let hasUnit =
            index < end && (bytes[index] == UInt8(ascii: "m") || bytes[index] == UInt8(ascii: "M"))
        guard value.isFinite, hasUnit || index == end || bytes[index] == 32 else {
            if start < end, bytes[start] != UInt8(ascii: "n"), bytes[start] != UInt8(ascii: "N") {
                frame.isBroken = true
            }
            return
        }
        frame.row.relativeHeight = value
        frame.fields.insert(.relativeHeight)
        if hasUnit { frame.fields.insert(.heightUnit) }
    }

    /// `(pitch°, roll°, yaw°)`; the degree sign may be in any encoding.
    private static func angles(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        _ end: Int
    ) -> (roll: Double, pitch: Double, yaw: Double)? {
        while index < end, bytes[index] == 32 { index += 1 }
        guard index < end, bytes[index] == UInt8(ascii: "(") else { return nil }
        index += 1
        var (pitch, roll, yaw) = (Double.nan, Double.nan, Double.nan)
        for place in 0..<3 {
            let value = SRTText.number(bytes, &index, end)
            guard value.isFinite else { return nil }
            switch place {
            case 0: pitch = value
            case 1: roll = value
            default: yaw = value
            }
            let stop = place < 2 ? UInt8(ascii: ",") : UInt8(ascii: ")")
            // Only the sign may stand between the number and what follows.
            while index < end, bytes[index] >= 0x80 { index += 1 }
            guard index < end, bytes[index] == stop else { return nil }
            index += 1
        }
        return (roll, pitch, yaw)
    }
}
