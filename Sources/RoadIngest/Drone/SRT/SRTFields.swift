/// Which fields a cue of drone subtitles holds.
internal struct SRTFields: OptionSet {
    let rawValue: UInt16

    /// The cue's own time in the video.
    static let cueTime = SRTFields(rawValue: 1)
    /// A date and time of day.
    static let wallTime = SRTFields(rawValue: 2)
    /// Latitude and longitude, also when they are 0, 0.
    static let position = SRTFields(rawValue: 4)
    /// A height above take-off.
    static let relativeHeight = SRTFields(rawValue: 8)
    /// A height that is not above take-off.
    static let absoluteHeight = SRTFields(rawValue: 16)
    /// Camera settings.
    static let settings = SRTFields(rawValue: 32)
    /// Speed over ground.
    static let speed = SRTFields(rawValue: 64)
    /// Pitch, roll and yaw of the aircraft.
    static let aircraft = SRTFields(rawValue: 128)
    /// Pitch, roll and yaw of the gimbal.
    static let gimbal = SRTFields(rawValue: 256)
    /// The unit behind a barometric height.
    static let heightUnit = SRTFields(rawValue: 512)
    /// Values in square brackets.
    static let brackets = SRTFields(rawValue: 1024)
}
