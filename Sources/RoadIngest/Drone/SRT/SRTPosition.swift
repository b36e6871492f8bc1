/// Reads `GPS(a,b,c)`, whose axes stand in either order.
///
/// | third value | order | written by |
/// |---|---|---|
/// | whole number: satellites | longitude, latitude | Phantom, Mavic Pro, Mini, P4 RTK |
/// | decimals or unit `M`: metres | latitude, longitude | Matrice 300, Avata 2 |
/// | any, values led by `E:` `N:` | as the letters say | Autel |
///
/// A pair that is no place on Earth in that order, and is one in the other, is read the other way.
internal enum SRTPosition {
    /// One of the three values.
    private struct Value {
        var number = Double.nan
        var letter: UInt8 = 0
        var isMetres = false
    }

    /// Reads from the bracket at `index`; broken when it does not close.
    static func read(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        _ end: Int,
        into frame: inout SRTFrame
    ) {
        while index < end, bytes[index] == 32 { index += 1 }
        guard index < end, bytes[index] == UInt8(ascii: "(") else { return }
        index += 1
        guard let first = value(bytes, &index, end, closing: UInt8(ascii: ",")),
            let second = value(bytes, &index, end, closing: UInt8(ascii: ",")),
            let third = value(bytes, &index, end, closing: UInt8(ascii: ")"))
        else {
            frame.isBroken = true
            return
        }
        guard first.number.isFinite, second.number.isFinite else { return }
        if first.letter != 0 || second.letter != 0 {
            lettered(first, second, third, into: &frame)
        } else {
            paired(first.number, second.number, third, into: &frame)
        }
    }

    private static func paired(
        _ first: Double,
        _ second: Double,
        _ third: Value,
        into frame: inout SRTFrame
    ) {
        var longitudeFirst = !third.isMetres
        if longitudeFirst, second.magnitude > 90, first.magnitude <= 90 { longitudeFirst = false }
        if !longitudeFirst, first.magnitude > 90, second.magnitude <= 90 { longitudeFirst = true }
        frame.isLongitudeFirst = longitudeFirst
        frame.isOrderOpen = first.magnitude <= 90 && second.magnitude <= 90
        frame.row.longitude = longitudeFirst ? first : second
        frame.row.latitude = longitudeFirst ? second : first
        frame.family = frame.family ?? (third.isMetres ? .latitudeFirst : .legacy)
        if third.isMetres {
            frame.row.altitudeUnverified = third.number
            if third.number.isFinite { frame.fields.insert(.absoluteHeight) }
        } else if let satellites = UInt8(exactly: third.number), satellites < 255 {
            frame.row.satellites = satellites
        }
    }

    private static func lettered(
        _ first: Value,
        _ second: Value,
        _ third: Value,
        into frame: inout SRTFrame
    ) {
        for value in [first, second] {
            switch value.letter {
            case UInt8(ascii: "E"): frame.row.longitude = value.number
            case UInt8(ascii: "W"): frame.row.longitude = -value.number
            case UInt8(ascii: "N"): frame.row.latitude = value.number
            case UInt8(ascii: "S"): frame.row.latitude = -value.number
            default: frame.isBroken = true
            }
        }
        frame.family = .lettered
        frame.row.altitudeUnverified = third.number
        if third.number.isFinite { frame.fields.insert(.absoluteHeight) }
    }

    /// A number with an optional letter before and unit behind, up to `closing`; `nan` for `n/a`.
    private static func value(
        _ bytes: Span<UInt8>,
        _ index: inout Int,
        _ end: Int,
        closing: UInt8
    ) -> Value? {
        var value = Value()
        while index < end, bytes[index] == 32 { index += 1 }
        if index + 1 < end, bytes[index + 1] == UInt8(ascii: ":") {
            value.letter = bytes[index]
            index += 2
        }
        let start = index
        value.number = SRTText.number(bytes, &index, end)
        for offset in start..<index where bytes[offset] == UInt8(ascii: ".") {
            value.isMetres = true
        }
        if !value.number.isFinite {
            guard index == start, index < end, bytes[index] | 0x20 == UInt8(ascii: "n")
            else { return nil }
            while index < end, bytes[index] != closing { index += 1 }
        } else if index < end, bytes[index] | 0x20 == UInt8(ascii: "m") {
            value.isMetres = true
            index += 1
        }
        guard index < end, bytes[index] == closing else { return nil }
        index += 1
        return value
    }
}
