import Glibc
import RoadModel

/// The positions of a log: from a receiver, else from the vehicle's estimator.
struct ULogFixes {
    /// Topics that carry positions, the best first.
    static let receiverTopics = ["vehicle_gps_position", "sensor_gps"]
    static let estimateTopic = "vehicle_global_position"
    /// The newest kind of fix that `FixColumns` names; PX4's 8 means "extrapolated".
    private static let bestFixKind: UInt8 = 6

    /// The fixes with a position, without `relativeHeightMetres`.
    var columns = FixColumns()
    /// The topic they come from; empty without any.
    var source = ""
    /// Records without a fix, or with a position of 0, 0, which receivers write for "none".
    var withoutFix = 0
    /// Records whose position is not on Earth.
    var impossible = 0

    /// The instance of that topic.
    var instance: UInt8 = 0

    /// Takes the first topic that has a fix; of several instances the one with most fixes.
    ///
    /// `only` is the topic and instance that earlier windows of the log settled on.
    init(from log: ULogFile, only: (name: String, instance: UInt8)? = nil) {
        for name in Self.receiverTopics + [Self.estimateTopic] {
            for topic in log.instances(of: name) {
                if let only, only.name != name || only.instance != topic.multiID { continue }
                let found = ULogFixes(topic)
                let isBetter = found.columns.count > columns.count
                // Without any fix the counts of the best source still tell what was there.
                if isBetter || source.isEmpty { self = found }
            }
            if columns.count > 0 { return }
        }
        source = ""
    }

    private init(_ topic: ULogTopic) {
        (source, instance) = (topic.name, topic.multiID)
        let table = ULogColumns(topic)
        let times = topic.timestamps
        let latitude = table.scaled("latitude_deg", "lat", perUnit: 1e7)
        let longitude = table.scaled("longitude_deg", "lon", perUnit: 1e7)
        let heightMSL = table.scaled("altitude_msl_m", "alt", perUnit: 1e3)
        let heightEllipsoid = table.scaled("altitude_ellipsoid_m", "alt_ellipsoid", perUnit: 1e3)
        let motion = Self.motion(table)
        let horizontal = table.doubles("eph")
        let vertical = table.doubles("epv")
        let satellites = table.counts("satellites_used")
        let fixKind = table.counts("fix_type")

        for row in 0..<topic.count {
            guard fixKind[row] >= 2, latitude[row] != 0 || longitude[row] != 0,
                !(latitude[row].isNaN && longitude[row].isNaN)
            else {
                withoutFix += 1
                continue
            }
            guard abs(latitude[row]) <= 90, abs(longitude[row]) <= 180 else {
                impossible += 1
                continue
            }
            columns.vehicleMicroseconds.append(times[row])
            columns.latitudeDegrees.append(latitude[row])
            columns.longitudeDegrees.append(longitude[row])
            columns.altitudeMSLMetres.append(heightMSL[row])
            columns.altitudeEllipsoidMetres.append(heightEllipsoid[row])
            columns.relativeHeightMetres.append(.nan)
            columns.groundSpeedMetresPerSecond.append(motion.speed[row])
            columns.courseDegrees.append(motion.course[row])
            columns.horizontalAccuracyMetres.append(horizontal[row])
            columns.verticalAccuracyMetres.append(vertical[row])
            columns.satellites.append(satellites[row])
            columns.fixKind.append(fixKind[row] > Self.bestFixKind ? 255 : fixKind[row])
        }
    }

    /// Speed and course of a receiver, else from an estimator's velocity north and east.
    private static func motion(_ table: ULogColumns) -> (speed: [Double], course: [Double]) {
        if let speed = table.column("vel_m_s")?.doubles {
            return (speed, table.doubles("cog_rad").map(headingDegrees))
        }
        let north = table.doubles("vel_n")
        let east = table.doubles("vel_e")
        return (
            zip(north, east).map { ($0 * $0 + $1 * $1).squareRoot() },
            zip(north, east).map { headingDegrees(atan2($1, $0)) }
        )
    }

    /// An angle in radians as degrees in `[0, 360)`; `nan` for one that is not finite.
    static func headingDegrees(_ radians: Double) -> Double {
        guard radians.isFinite else { return .nan }
        let turn = (radians * (180 / Double.pi)).truncatingRemainder(dividingBy: 360)
        let positive = turn < 0 ? turn + 360 : turn
        // A tiny negative angle rounds to 360.
        return positive < 360 ? positive : 0
    }
}
