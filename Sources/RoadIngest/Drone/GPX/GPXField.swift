/// A child of a track point that is read.
internal enum GPXField {
    case elevation, time, speed, course, satellites, fix, geoidHeight

    /// The field of an element's name; most apply only to a point's own children, speed and course
    /// stand in extensions too (Garmin TrackPointExtension 2).
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ name: Range<Int>, isChild: Bool) {
        guard !name.isEmpty else { return nil }
        switch bytes[name.lowerBound] {
        case UInt8(ascii: "e") where isChild && isEqual(bytes, name, "ele"): self = .elevation
        case UInt8(ascii: "t") where isChild && isEqual(bytes, name, "time"): self = .time
        case UInt8(ascii: "s") where isChild && isEqual(bytes, name, "sat"): self = .satellites
        case UInt8(ascii: "s") where isEqual(bytes, name, "speed"): self = .speed
        case UInt8(ascii: "c") where isEqual(bytes, name, "course"): self = .course
        case UInt8(ascii: "f") where isChild && isEqual(bytes, name, "fix"): self = .fix
        case UInt8(ascii: "g") where isChild && isEqual(bytes, name, "geoidheight"):
            self = .geoidHeight
        default: return nil
        }
    }
}
