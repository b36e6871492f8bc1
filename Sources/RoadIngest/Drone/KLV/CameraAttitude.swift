import Foundation

/// Where a camera looks that is turned against its platform.
internal struct CameraAttitude {
    /// Degrees: clockwise from true north, up from level, right side down.
    let yaw: Double, pitch: Double, roll: Double

    /// Joins the platform's attitude with the camera's own angles, all in degrees.
    ///
    /// ST 0601, items 5–7 and 18–20: turn by heading, pitch, roll of the platform, then by
    /// azimuth, elevation, roll of the camera.
    init(
        platform: (yaw: Double, pitch: Double, roll: Double),
        camera: (yaw: Double, pitch: Double, roll: Double)
    ) {
        let (a, b) = (Self.rotation(platform), Self.rotation(camera))
        func entry(_ row: Int, _ column: Int) -> Double {
            (0..<3).reduce(0) { $0 + a[row * 3 + $1] * b[$1 * 3 + column] }
        }
        let degrees = 180 / Double.pi
        yaw = Foundation.atan2(entry(1, 0), entry(0, 0)) * degrees
        pitch = Foundation.asin(max(-1, min(1, -entry(2, 0)))) * degrees
        roll = Foundation.atan2(entry(2, 1), entry(2, 2)) * degrees
    }

    /// Rz(yaw)·Ry(pitch)·Rx(roll), row by row: forward, right, down to north, east, down.
    private static func rotation(_ angles: (yaw: Double, pitch: Double, roll: Double)) -> [Double] {
        let radians = Double.pi / 180
        let (cy, sy) = (Foundation.cos(angles.yaw * radians), Foundation.sin(angles.yaw * radians))
        let (cp, sp) = (
            Foundation.cos(angles.pitch * radians), Foundation.sin(angles.pitch * radians)
        )
        let (cr, sr) = (
            Foundation.cos(angles.roll * radians), Foundation.sin(angles.roll * radians)
        )
        return [
            cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr,
            sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr,
            -sp, cp * sr, cp * cr,
        ]
    }
}
