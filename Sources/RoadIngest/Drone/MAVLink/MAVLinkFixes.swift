import Glibc
import RoadModel

/// The positions of one vehicle in one stretch of a log: from a receiver, else its own estimate.
struct MAVLinkFixes {
    /// Messages that carry positions, the best first.
    static let receivers = ["GPS_RAW_INT", "GPS2_RAW"]
    static let estimate = "GLOBAL_POSITION_INT"
    /// Where heights above the take-off point come from.
    enum HeightSource { case estimate, home, firstFix, none }

    /// The fixes with a position.
    var columns = FixColumns()
    /// The message they come from; empty without any.
    var source = ""
    /// Where the relative heights come from.
    var heightSource = HeightSource.none
    /// Packets without a fix, or with a position of 0, 0, which autopilots send for "none".
    var withoutFix = 0
    /// Packets whose position is not on Earth.
    var impossible = 0

    /// How far a receiver's own time may be from the packet's, in microseconds.
    private static let farthestOwnTime: Int64 = 10_000_000

    /// The positions of one stretch.
    ///
    /// - Parameters:
    ///   - file: The log.
    ///   - vehicle: Whose positions.
    ///   - timeline: The vehicle's clock.
    ///   - segment: The stretch.
    ///   - context: The start that the stretch is part of, as far as it is at hand.
    ///   - only: The message that earlier windows settled on.
    ///   - zero: The height above the sea of the first fix, when it stood in an earlier window.
    init(
        from file: MAVLinkFile,
        _ vehicle: MAVLinkVehicle,
        _ timeline: MAVLinkTimeline,
        in segment: BootSegment,
        context: BootSegment,
        only: String? = nil,
        zero: Double? = nil
    ) {
        func rows(_ name: String, in segment: BootSegment) -> MAVLinkRows? {
            MAVLinkRows(
                file,
                name,
                system: vehicle.system,
                component: vehicle.component,
                in: segment
            )
        }
        for name in Self.receivers where columns.count == 0 {
            if let only, only != name { continue }
            guard let rows = rows(name, in: segment) else { continue }
            addReceiver(rows, name, timeline, context)
        }
        if columns.count == 0, only == nil || only == Self.estimate,
            let estimates = rows(Self.estimate, in: segment)
        {
            addEstimates(estimates)
        }
        if columns.count == 0 { source = "" }
        addHeights(
            rows(Self.estimate, in: context),
            rows("HOME_POSITION", in: context),
            zero
        )
    }

    private mutating func addReceiver(
        _ rows: MAVLinkRows,
        _ name: String,
        _ timeline: MAVLinkTimeline,
        _ segment: BootSegment
    ) {
        source = name
        let times = rows.times(timeline, in: segment)
        let ownTimes = rows.integers("time_usec")
        let kinds = rows.integers("fix_type")
        let (latitude, longitude) = (rows.integers("lat"), rows.integers("lon"))
        let (heightMSL, heightEllipsoid) = (rows.integers("alt"), rows.integers("alt_ellipsoid"))
        let (speed, course) = (rows.integers("vel"), rows.integers("cog"))
        let (horizontal, vertical) = (rows.integers("h_acc"), rows.integers("v_acc"))
        let satellites = rows.integers("satellites_visible")
        for row in 0..<rows.count {
            let isExtended = heightEllipsoid[row] != 0 || horizontal[row] != 0
            // Autopilots send their own time or UTC; only their own is near the packet's.
            let isOwn = abs(ownTimes[row] &- times[row]) <= Self.farthestOwnTime
            let isAdded = append(
                time: ownTimes[row] > 0 && isOwn ? ownTimes[row] : times[row],
                kind: UInt8(exactly: kinds[row]) ?? 255,
                latitude: latitude[row],
                longitude: longitude[row],
                heightMillimetres: heightMSL[row]
            )
            guard isAdded else { continue }
            let last = columns.count - 1
            if isExtended {
                columns.altitudeEllipsoidMetres[last] = Double(heightEllipsoid[row]) / 1000
                columns.horizontalAccuracyMetres[last] = Double(horizontal[row]) / 1000
                columns.verticalAccuracyMetres[last] = Double(vertical[row]) / 1000
            }
            if speed[row] != 65_535 {
                columns.groundSpeedMetresPerSecond[last] = Double(speed[row]) / 100
            }
            if course[row] != 65_535 {
                columns.courseDegrees[last] = AngleRange.heading(Double(course[row]) / 100)
            }
            columns.satellites[last] = UInt8(exactly: satellites[row]) ?? 255
        }
    }

    private mutating func addEstimates(_ rows: MAVLinkRows) {
        source = Self.estimate
        let times = rows.integers("time_boot_ms")
        let (latitude, longitude) = (rows.integers("lat"), rows.integers("lon"))
        let (height, north, east) = (
            rows.integers("alt"), rows.numbers("vx"), rows.numbers("vy")
        )
        for row in 0..<rows.count {
            let isAdded = append(
                time: times[row] * 1000,
                kind: 255,
                latitude: latitude[row],
                longitude: longitude[row],
                heightMillimetres: height[row]
            )
            guard isAdded else { continue }
            let last = columns.count - 1
            let speed = (north[row] * north[row] + east[row] * east[row]).squareRoot() / 100
            columns.groundSpeedMetresPerSecond[last] = speed
            let course = atan2(east[row], north[row]) * (180 / Double.pi)
            if speed > 0 { columns.courseDegrees[last] = AngleRange.heading(course) }
        }
    }

    /// Adds a position with nothing else known; `false` when it is none.
    private mutating func append(
        time: Int64,
        kind: UInt8,
        latitude: Int64,
        longitude: Int64,
        heightMillimetres: Int64
    ) -> Bool {
        guard kind >= 2, latitude != 0 || longitude != 0 else {
            withoutFix += 1
            return false
        }
        guard abs(latitude) <= 900_000_000, abs(longitude) <= 1_800_000_000 else {
            impossible += 1
            return false
        }
        columns.vehicleMicroseconds.append(time)
        columns.latitudeDegrees.append(Double(latitude) / 1e7)
        columns.longitudeDegrees.append(Double(longitude) / 1e7)
        columns.altitudeMSLMetres.append(Double(heightMillimetres) / 1000)
        columns.altitudeEllipsoidMetres.append(.nan)
        columns.relativeHeightMetres.append(.nan)
        columns.groundSpeedMetresPerSecond.append(.nan)
        columns.courseDegrees.append(.nan)
        columns.horizontalAccuracyMetres.append(.nan)
        columns.verticalAccuracyMetres.append(.nan)
        columns.satellites.append(255)
        columns.fixKind.append(kind > 6 ? 255 : kind)
        return true
    }

    private mutating func addHeights(
        _ estimates: MAVLinkRows?,
        _ homes: MAVLinkRows?,
        _ first: Double?
    ) {
        guard columns.count > 0 else { return }
        if let estimates {
            let series = HeightSeries(
                estimates.integers("time_boot_ms").map { $0 * 1000 },
                estimates.numbers("relative_alt").map { $0 / 1000 }
            )
            let found = columns.vehicleMicroseconds.map(series.height)
            if found.contains(where: \.isFinite) {
                (columns.relativeHeightMetres, heightSource) = (found, .estimate)
                return
            }
        }
        let known = homes?.numbers("altitude").last.map { $0 / 1000 }
        heightSource = known == nil ? .firstFix : .home
        let zero = known ?? first ?? columns.altitudeMSLMetres[0]
        columns.relativeHeightMetres = columns.altitudeMSLMetres.map { $0 - zero }
    }
}
