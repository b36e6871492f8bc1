/// A key in square brackets that says where the drone was or looked.
internal enum SRTKey {
    case latitude, longitude, relativeHeight, absoluteHeight, altitude
    case gimbalYaw, gimbalPitch, gimbalRoll

    /// The key written in a range, or `nil` for a key of no interest.
    ///
    /// `longtitude` is how firmware of 2018 to 2021 spells it.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ key: Range<Int>) {
        guard key.count >= 6 else { return nil }
        switch (bytes[key.lowerBound], bytes[key.lowerBound + 1]) {
        case (UInt8(ascii: "l"), UInt8(ascii: "a")) where isEqual(bytes, key, "latitude"):
            self = .latitude
        case (UInt8(ascii: "l"), UInt8(ascii: "o"))
        where isEqual(bytes, key, "longitude") || isEqual(bytes, key, "longtitude"):
            self = .longitude
        case (UInt8(ascii: "r"), _) where isEqual(bytes, key, "rel_alt"): self = .relativeHeight
        case (UInt8(ascii: "a"), UInt8(ascii: "b")) where isEqual(bytes, key, "abs_alt"):
            self = .absoluteHeight
        case (UInt8(ascii: "a"), UInt8(ascii: "l")) where isEqual(bytes, key, "altitude"):
            self = .altitude
        case (UInt8(ascii: "g"), _) where isEqual(bytes, key, "gb_yaw"): self = .gimbalYaw
        case (UInt8(ascii: "g"), _) where isEqual(bytes, key, "gb_pitch"): self = .gimbalPitch
        case (UInt8(ascii: "g"), _) where isEqual(bytes, key, "gb_roll"): self = .gimbalRoll
        default: return nil
        }
    }

    /// Puts the key's value where it belongs.
    @inline(__always)
    func store(_ value: Double, in frame: inout SRTFrame) {
        switch self {
        case .latitude: frame.row.latitude = value
        case .longitude: frame.row.longitude = value
        case .relativeHeight:
            frame.row.relativeHeight = value
            frame.fields.insert(.relativeHeight)
        case .absoluteHeight:
            frame.row.altitudeUnverified = value
            frame.fields.insert(.absoluteHeight)
        case .altitude:
            frame.row.altitudeUnverified = value
            frame.hasPlainAltitude = true
            frame.fields.insert(.absoluteHeight)
        case .gimbalYaw: frame.gimbal.yaw = value
        case .gimbalPitch: frame.gimbal.pitch = value
        case .gimbalRoll: frame.gimbal.roll = value
        }
    }
}
