import Glibc
import RoadModel

/// The positions of a flight record, from its OSD records.
struct DJIRecordFixes {
    /// How fast an aircraft can be, in metres per second, before a position is called damaged.
    private static let fastest = 100.0
    /// How far a position may lie from its neighbours at any speed, in metres.
    private static let slack = 200.0
    private static let metresPerRadian = 6_371_000.0

    /// The fixes.
    var columns = FixColumns()
    private var withoutFix = 0
    private var impossible = 0
    private var strays = 0
    private var withoutReceiver = 0

    /// Adds the position of every frame that has one.
    mutating func add(_ file: DJIRecordFile, _ times: [Int64]) {
        let osd = file.osd
        reserve(osd.count)
        var homes = file.homes[...]
        var homeAltitude = homes.first?.altitudeMetres ?? .nan
        for (frame, record) in osd.enumerated() {
            while let home = homes.first, home.offset < record.offset {
                homeAltitude = home.altitudeMetres
                homes.removeFirst()
            }
            guard record.hasPosition else {
                withoutFix += 1
                continue
            }
            guard record.isOnEarth else {
                impossible += 1
                continue
            }
            guard !Self.isStray(osd, frame, times) else {
                strays += 1
                continue
            }
            append(record, times[frame], homeAltitude)
        }
    }

    /// One sentence for each kind of record left out.
    var warnings: [String] {
        var warnings: [String] = []
        if columns.count == 0 { warnings.append("The log holds no position.") }
        if withoutFix > 0 {
            warnings.append("\(withoutFix) position records were left out: they had no fix.")
        }
        if impossible > 0 {
            warnings.append(
                "\(impossible) position records were left out: not a place on Earth."
            )
        }
        if strays > 0 {
            warnings.append(
                "\(strays) position records were left out: too far from those before and after."
            )
        }
        if withoutReceiver > 0 {
            warnings.append(
                "\(withoutReceiver) positions are the vehicle's own estimate: "
                    + "the satellite receiver was not used."
            )
        }
        return warnings
    }

    private mutating func reserve(_ count: Int) {
        columns.vehicleMicroseconds.reserveCapacity(count)
        columns.latitudeDegrees.reserveCapacity(count)
        columns.longitudeDegrees.reserveCapacity(count)
        columns.relativeHeightMetres.reserveCapacity(count)
        columns.altitudeUnverifiedMetres.reserveCapacity(count)
    }

    private mutating func append(_ record: DJIOSDRecord, _ time: Int64, _ homeAltitude: Double) {
        let north = Double(record.speedNorth) / 10
        let east = Double(record.speedEast) / 10
        let height = Double(record.height) / 10
        let speed = (north * north + east * east).squareRoot()
        columns.vehicleMicroseconds.append(time)
        columns.latitudeDegrees.append(record.latitudeDegrees)
        columns.longitudeDegrees.append(record.longitudeDegrees)
        columns.altitudeMSLMetres.append(.nan)
        columns.altitudeEllipsoidMetres.append(.nan)
        columns.altitudeUnverifiedMetres.append(homeAltitude + height)
        columns.relativeHeightMetres.append(height)
        columns.groundSpeedMetresPerSecond.append(speed)
        // A hovering aircraft has no course.
        columns.courseDegrees.append(
            speed > 0 ? DJIAngle.heading(atan2(east, north) * (180 / Double.pi)) : .nan
        )
        columns.horizontalAccuracyMetres.append(.nan)
        columns.verticalAccuracyMetres.append(.nan)
        columns.satellites.append(record.satellites)
        columns.fixKind.append(record.isReceiverUsed ? 3 : 1)
        if !record.isReceiverUsed { withoutReceiver += 1 }
    }

    /// Whether a position is further from both neighbours than a flight allows, while these are
    /// near each other.
    private static func isStray(_ osd: [DJIOSDRecord], _ frame: Int, _ times: [Int64]) -> Bool {
        guard frame > 0, frame + 1 < osd.count else { return false }
        let (before, after) = (osd[frame - 1], osd[frame + 1])
        guard before.hasPosition, after.hasPosition, before.isOnEarth, after.isOnEarth
        else { return false }
        let seconds = abs(Double(times[frame + 1] - times[frame - 1])) / 1e6
        let allowed = (slack + fastest * min(seconds, 60)) / metresPerRadian
        return distance(osd[frame], before) > allowed && distance(osd[frame], after) > allowed
            && distance(before, after) <= allowed
    }

    /// Distance of two positions on a unit sphere; flat, for it is only compared with a limit.
    private static func distance(_ a: DJIOSDRecord, _ b: DJIOSDRecord) -> Double {
        let north = a.latitudeRadians - b.latitudeRadians
        var turn = abs(a.longitudeRadians - b.longitudeRadians)
        if turn > Double.pi { turn = 2 * Double.pi - turn }
        let east = turn * cos(a.latitudeRadians)
        return (north * north + east * east).squareRoot()
    }
}
