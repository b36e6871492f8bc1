import Glibc
import RoadModel

/// The attitudes of a log, from the quaternions of `vehicle_attitude`.
///
/// `q` is (w, x, y, z) and turns the body's axes (forward, right, down) to north, east, down.
struct ULogAttitudes {
    /// The topic.
    static let topic = "vehicle_attitude"
    /// How far the squared length of a quaternion may be from 1.
    private static let tolerance = 0.05

    /// The attitudes.
    var columns = AttitudeColumns()
    /// Records whose quaternion is not one.
    var impossible = 0

    init(from log: ULogFile) {
        guard let topic = log.instances(of: Self.topic).first else { return }
        let table = ULogColumns(topic)
        guard let w = table.column("q[0]")?.doubles, let x = table.column("q[1]")?.doubles,
            let y = table.column("q[2]")?.doubles, let z = table.column("q[3]")?.doubles
        else { return }
        let times = topic.timestamps
        columns.vehicleMicroseconds.reserveCapacity(topic.count)
        columns.rollDegrees.reserveCapacity(topic.count)
        columns.pitchDegrees.reserveCapacity(topic.count)
        columns.yawDegrees.reserveCapacity(topic.count)
        for row in 0..<topic.count {
            guard
                let angles = Self.angles(w: w[row], x: x[row], y: y[row], z: z[row])
            else {
                impossible += 1
                continue
            }
            columns.vehicleMicroseconds.append(times[row])
            columns.rollDegrees.append(angles.roll)
            columns.pitchDegrees.append(angles.pitch)
            columns.yawDegrees.append(angles.yaw)
        }
    }

    /// Roll, pitch and yaw in degrees, in the order yaw–pitch–roll; `nil` when the four numbers
    /// are no unit quaternion.
    ///
    /// Source: Diebel, "Representing Attitude" (2006), eq. 290, for the sequence (1, 2, 3).
    static func angles(
        w: Double,
        x: Double,
        y: Double,
        z: Double
    ) -> (roll: Double, pitch: Double, yaw: Double)? {
        let square = w * w + x * x + y * y + z * z
        guard abs(square - 1) <= tolerance else { return nil }
        // Scaled by the squared length, so that rounding of the log's floats does not tilt.
        let roll = atan2(2 * (w * x + y * z), w * w - x * x - y * y + z * z)
        let sine = 2 * (w * y - z * x) / square
        let yaw = atan2(2 * (w * z + x * y), w * w + x * x - y * y - z * z)
        let degrees = 180 / Double.pi
        return (
            roll <= -Double.pi ? 180 : roll * degrees,
            asin(max(-1, min(1, sine))) * degrees,
            ULogFixes.headingDegrees(yaw)
        )
    }
}
