/// Roll, pitch and yaw, in degrees; yaw clockwise from true north.
package struct PhotoAngles: Sendable, Hashable {
    /// Roll; `nan` where the source does not say.
    package var roll: Double
    /// Pitch above the horizon; -90 straight down, `nan` where the source does not say.
    package var pitch: Double
    /// Yaw as written; `nan` where the source does not say.
    package var yaw: Double

    /// `nil` when neither pitch nor yaw is known.
    init?(roll: Double?, pitch: Double?, yaw: Double?) {
        guard pitch != nil || yaw != nil else { return nil }
        (self.roll, self.pitch, self.yaw) = (roll ?? .nan, pitch ?? .nan, yaw ?? .nan)
    }
}
