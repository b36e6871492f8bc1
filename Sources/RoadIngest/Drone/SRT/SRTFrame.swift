/// What one cue of drone subtitles says.
internal struct SRTFrame {
    /// First byte of the cue.
    var startOffset = 0
    /// The cue's number; -1 without one.
    var index = -1
    /// Begin and end in the video, in microseconds.
    var begin: Int64 = 0, end: Int64 = 0
    /// Wall clock of the camera, in microseconds since 1970-01-01T00:00 on that clock.
    var wall: Int64 = 0
    /// Degrees, height, speed, satellites.
    var row = FixRow()
    /// Roll, pitch, yaw of the aircraft, in degrees.
    var aircraft = (roll: Double.nan, pitch: Double.nan, yaw: Double.nan)
    /// Roll, pitch, yaw of the gimbal, in degrees.
    var gimbal = (roll: Double.nan, pitch: Double.nan, yaw: Double.nan)
    /// What was found.
    var fields: SRTFields = []
    /// How it was written; `nil` while nothing is known.
    var family: SRTFamily?
    /// Whether a value that counts is no number or not closed.
    var isBroken = false
    /// Whether longitude stands first in a `GPS(…)` pair; `nil` without such a pair.
    var isLongitudeFirst: Bool?
    /// Whether the pair would be a place on Earth in either order.
    var isOrderOpen = false
    /// Whether its text stands in tags such as `<font size="28">`.
    var hasTags = false
    /// Whether a height was called `altitude` only.
    var hasPlainAltitude = false

    /// A cue that begins at a byte.
    init(startOffset: Int) { self.startOffset = startOffset }
}
