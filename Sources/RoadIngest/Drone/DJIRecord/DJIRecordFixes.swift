import Glibc
import RoadModel

/// The positions of a flight record, from its OSD records.
struct DJIRecordFixes {
    /// How fast an aircraft can be, in metres per second, before a position is called damaged.
    private static let fastest = 100.0
    /// How far a position may lie from its neighbours at any speed, in metres.
    private static let slack = 200.0
    private static let metresPerRadian = 6_371_000.0

    /// The fixes since they were taken last.
    private var columns = FixColumns()
    /// Metres of the home point that was set last.
    private var homeAltitude: Double
    /// The frame before the open one, and the one that waits for its successor.
    private var before: Frame?
    private var open: Frame?
    private var fixCount = 0
    private var withoutFix = 0
    private var impossible = 0
    private var strays = 0
    private var withoutReceiver = 0

    /// A frame with its time and the altitude of the home point then.
    private struct Frame {
        var record: DJIOSDRecord
        var time: Int64
        var homeAltitude: Double

        var isPlace: Bool { record.hasPosition && record.isOnEarth }
    }

    /// Nothing read yet; `homeAltitude` holds until the record sets a home point.
    init(homeAltitude: Double?) { self.homeAltitude = homeAltitude ?? .nan }

    /// Adds the first frames of a window, as many as have times, and its first `homeCount` homes.
    mutating func add(_ file: DJIRecordFile, _ times: [Int64], homeCount: Int) {
        reserve(times.count)
        var home = 0
        for (row, time) in times.enumerated() {
            let record = file.osd[row]
            while home < homeCount, file.homes[home].offset < record.offset {
                homeAltitude = file.homes[home].altitudeMetres
                home += 1
            }
            let next = Frame(record: record, time: time, homeAltitude: homeAltitude)
            decide(before: next)
            (before, open) = (open, next)
        }
        if home < homeCount { homeAltitude = file.homes[homeCount - 1].altitudeMetres }
    }

    /// Decides about the last frame, which has no successor.
    mutating func finish() {
        decide(before: nil)
        open = nil
    }

    /// Moves the fixes out.
    mutating func take() -> FixColumns {
        defer { columns = FixColumns() }
        return columns
    }

    /// Adds the open frame's position, if it has one that can be.
    @inline(__always)
    private mutating func decide(before after: Frame?) {
        guard let open else { return }
        if !open.record.hasPosition {
            withoutFix += 1
        } else if !open.record.isOnEarth {
            impossible += 1
        } else if let before, let after, Self.isStray(open, between: before, after) {
            strays += 1
        } else {
            append(open.record, open.time, open.homeAltitude)
        }
    }

    /// One sentence for each kind of record left out.
    var warnings: [String] {
        var warnings: [String] = []
        if fixCount == 0 { warnings.append("The log holds no position.") }
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
        fixCount += 1
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
    @inline(__always)
    private static func isStray(_ frame: Frame, between before: Frame, _ after: Frame) -> Bool {
        guard before.isPlace, after.isPlace else { return false }
        let seconds = abs(Double(after.time - before.time)) / 1e6
        let allowed = (slack + fastest * min(seconds, 60)) / metresPerRadian
        return distance(frame.record, before.record) > allowed
            && distance(frame.record, after.record) > allowed
            && distance(before.record, after.record) <= allowed
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
