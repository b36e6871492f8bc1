import RoadModel

/// The positions of one stretch of a log: from a receiver, else from the vehicle's estimator.
struct DataFlashFixes {
    /// Names of records that carry positions, the best first.
    static let receivers = ["GPS", "GPS2"]
    static let estimates = ["POS", "AHR2"]
    /// Where heights above the take-off point come from.
    enum HeightSource { case receiver, estimate, home, firstFix, none }

    /// The fixes with a position.
    var columns = FixColumns()
    /// The records they come from; empty without any.
    var source = ""
    /// Where the relative heights come from.
    var heightSource = HeightSource.none
    /// Records without a fix, or with a position of 0, 0, which receivers write for "none".
    var withoutFix = 0
    /// Records whose position is not on Earth.
    var impossible = 0
    /// The instance of that receiver.
    var instance: Int64 = 0
    private var relative: [Double] = []

    /// The positions of one stretch.
    ///
    /// - Parameters:
    ///   - file: The log.
    ///   - segment: The stretch.
    ///   - context: The stretch and what of its start's records lies around it.
    ///   - only: The records and the instance that earlier windows settled on.
    ///   - zero: The height above the sea of the first fix, when it stood in an earlier window.
    init(
        from file: DataFlashFile,
        in segment: BootSegment,
        context: BootSegment,
        only: (name: String, instance: Int64)? = nil,
        zero: Double? = nil
    ) {
        for name in Self.receivers + Self.estimates {
            if let only, only.name != name { continue }
            guard let rows = DataFlashRows(file, name, in: segment) else { continue }
            let isEstimate = Self.estimates.contains(name)
            for instance in Set(rows.integers("I") ?? [0]).sorted().prefix(8) {
                if let only, only.instance != instance { continue }
                let found = DataFlashFixes(file, rows, name, instance, context, isEstimate)
                if found.columns.count > columns.count || source.isEmpty { self = found }
            }
            if columns.count > 0 { break }
        }
        if columns.count == 0 { source = "" } else { addHeights(file, context, zero) }
    }

    private init(
        _ file: DataFlashFile,
        _ rows: DataFlashRows,
        _ name: String,
        _ instance: Int64,
        _ segment: BootSegment,
        _ isEstimate: Bool
    ) {
        (source, self.instance) = (name, instance)
        let times = rows.times
        let nothing = rows.nothing
        let latitude = rows.numbers("Lat") ?? nothing
        let longitude = rows.numbers("Lng") ?? nothing
        let heightMSL = rows.numbers("Alt") ?? nothing
        let status = rows.integers("Status")
        let relativeHeight = rows.numbers("RelAlt", "RelHomeAlt") ?? nothing
        let satellites = rows.integers("NSats")
        let speed = rows.numbers("Spd") ?? nothing
        let course = rows.numbers("GCrs") ?? nothing
        let instances = rows.integers("I")
        let accuracy = DataFlashAccuracies(file, name, instance, segment)

        for row in 0..<rows.count where instances.map({ $0[row] == instance }) ?? true {
            let kind = status.map { UInt8(exactly: $0[row]) ?? 255 } ?? 255
            guard kind >= 2, latitude[row] != 0 || longitude[row] != 0,
                !(latitude[row].isNaN && longitude[row].isNaN)
            else {
                withoutFix += 1
                continue
            }
            guard abs(latitude[row]) <= 90, abs(longitude[row]) <= 180 else {
                impossible += 1
                continue
            }
            let quality = accuracy.at(times[row])
            columns.vehicleMicroseconds.append(times[row])
            columns.latitudeDegrees.append(latitude[row])
            columns.longitudeDegrees.append(longitude[row])
            columns.altitudeMSLMetres.append(heightMSL[row])
            // The logged undulation is the height above the sea minus that above the ellipsoid.
            columns.altitudeEllipsoidMetres.append(heightMSL[row] - quality.undulationMetres)
            columns.groundSpeedMetresPerSecond.append(speed[row])
            columns.courseDegrees.append(AngleRange.heading(course[row]))
            columns.horizontalAccuracyMetres.append(quality.horizontalMetres)
            columns.verticalAccuracyMetres.append(quality.verticalMetres)
            columns.satellites.append(satellites.map { UInt8(exactly: $0[row]) ?? 255 } ?? 255)
            columns.fixKind.append(kind > 6 ? 255 : kind)
            relative.append(relativeHeight[row])
        }
    }

    /// Fills the heights above take-off from the best of four sources.
    private mutating func addHeights(
        _ file: DataFlashFile,
        _ segment: BootSegment,
        _ zero: Double?
    ) {
        if relative.contains(where: \.isFinite) {
            (columns.relativeHeightMetres, heightSource) = (relative, .receiver)
            return
        }
        if let rows = DataFlashRows(file, "POS", in: segment),
            let heights = rows.numbers("RelHomeAlt")
        {
            let series = HeightSeries(rows.times, heights)
            let found = columns.vehicleMicroseconds.map(series.height)
            if found.contains(where: \.isFinite) {
                (columns.relativeHeightMetres, heightSource) = (found, .estimate)
                return
            }
        }
        if let home = Self.homeHeight(file, segment) {
            columns.relativeHeightMetres = columns.altitudeMSLMetres.map { $0 - home }
            heightSource = .home
        } else if let first = zero ?? columns.altitudeMSLMetres.first(where: \.isFinite) {
            columns.relativeHeightMetres = columns.altitudeMSLMetres.map { $0 - first }
            heightSource = .firstFix
        } else {
            columns.relativeHeightMetres = relative
        }
    }

    /// `ORGN` of type 1 is the home position, of type 0 the estimator's origin.
    private static func homeHeight(_ file: DataFlashFile, _ segment: BootSegment) -> Double? {
        guard let rows = DataFlashRows(file, "ORGN", in: segment),
            let types = rows.integers("Type"), let heights = rows.numbers("Alt")
        else { return nil }
        return zip(types, heights).first { $0 == 1 && $1.isFinite }?.1
    }
}
