import Foundation
package import RoadIngest
package import RoadLocate
package import RoadModel
import RoadNetwork

/// The observations of a `jol match tracks` table, grouped by track in order of appearance.
package struct TrackRunTable: Sendable {
    /// One track: rows in order of time.
    package struct Track: Sendable {
        /// Its name in the table.
        package var name: String
        /// Rows of the table's columns, by time; rows of equal time in file order.
        package var rows: [Int]
        /// Where each of `rows` stands among the track's rows in file order.
        package var filePosition: [Int]
    }

    /// The tracks.
    package private(set) var tracks: [Track] = []
    /// Time in seconds.
    package private(set) var seconds: [Double] = []
    /// Longitude and latitude in degrees; NaN when unknown or impossible.
    package private(set) var longitude: [Double] = []
    /// See `longitude`.
    package private(set) var latitude: [Double] = []
    /// Speed in metres per second; NaN when unknown.
    package private(set) var speed: [Double] = []
    /// Heading in degrees clockwise from true north; NaN when unknown.
    package private(set) var heading: [Double] = []
    /// Covariance along true east and north; empty when the table has no such columns.
    package private(set) var covariances: [ErrorCovariance?] = []
    /// What of it could not be used.
    package private(set) var unused = UnusedCells()

    private static let columns: [ColumnSpec] = [
        ColumnSpec(
            "track",
            synonyms: [
                "track_id", "trip", "trip_id", "trajectory", "trajectory_id", "id", "vehicle",
                "vehicle_id", "device", "device_id", "трек", "рейс", "тс", "көлік",
            ]
        ),
        ColumnSpec(
            "t",
            synonyms: ["time", "timestamp", "seconds", "unix_time", "datetime", "время", "уақыт"],
            isMandatory: true
        ),
        ColumnSpec(
            "lon",
            synonyms: ["longitude", "lng", "long", "долгота", "бойлық"],
            isMandatory: true
        ),
        ColumnSpec("lat", synonyms: ["latitude", "широта", "ендік"], isMandatory: true),
        ColumnSpec("speed_mps", synonyms: ["speed", "speed_ms", "скорость_мс"]),
        ColumnSpec("speed_kmh", synonyms: ["speed_kph", "скорость_кмч", "жылдамдық_кмсағ"]),
        ColumnSpec(
            "heading",
            synonyms: ["bearing", "course", "azimuth", "heading_deg", "курс", "азимут", "бағыт"]
        ),
    ]

    /// Reads a table with the columns `track,t,lon,lat` and, when there, `speed_mps,heading` and those
    /// of the accuracy of each fix.
    ///
    /// A table without `track` is one track. Time is a number of seconds (Unix time also in
    /// smaller units) or a date and time; one that tells no zone counts as UTC. The path `-` is standard input.
    ///
    /// - Throws: As opening a table does; `.columnMissing`.
    package init(path: String) throws(IntakeError) {
        guard path == "-" || path == "/dev/stdin" else {
            let file = try MappedFile(path: path)
            let columns = try file.withBytes { bytes throws(IntakeError) in
                try TrackRunTable(bytes, subject: path)
            }
            self = columns
            return
        }
        let bytes = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        self = try TrackRunTable(bytes.span, subject: path)
    }

    /// Reads the bytes of a table.
    package init(_ bytes: Span<UInt8>, subject: String) throws(IntakeError) {
        let opening = try TableOpening(bytes, subject: subject)
        let match = HeaderMatch(opening.header, wanted: Self.columns + AccuracyColumns.specs)
        try match.requireMandatory(subject: subject, place: opening.place)
        unused.columns = match.unread
        if match.indices[4] != nil, let other = match.indices[5] {
            unused.columns.append(opening.header[other])
        }
        let (track, time, lon, lat) = (
            match.indices[0], match.indices[1], match.indices[2], match.indices[3]
        )
        let speedColumn = match.indices[4] ?? match.indices[5]
        let toMetres = match.indices[4] == nil ? 1 / 3.6 : 1
        let headingColumn = match.indices[6]
        let accuracy = AccuracyColumns(Array(match.indices[Self.columns.count...]))
        // Its numbers that are no numbers, by column of the file.
        var damaged = [Int](repeating: 0, count: opening.header.count)
        var rowsOf: [String: Int] = [:]
        var last = (bytes: 0..<0, number: -1)
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
            let column = track ?? fields.count
            let own = column < fields.count ? fields[column] : 0..<0
            if last.number < 0 || !Self.isEqual(own, last.bytes, bytes) {
                let name = column < fields.count ? fields.text(column, in: bytes) : ""
                last = (own, rowsOf[name] ?? tracks.count)
                if last.number == tracks.count {
                    rowsOf[name] = tracks.count
                    tracks.append(Track(name: name, rows: [], filePosition: []))
                }
            }
            tracks[last.number].rows.append(seconds.count)
            seconds.append(Self.time(time, fields, bytes))
            let x = Self.number(lon, fields, bytes)
            let y = Self.number(lat, fields, bytes)
            let isPlace = abs(x) <= 180 && abs(y) <= 90
            longitude.append(isPlace ? x : .nan)
            latitude.append(isPlace ? y : .nan)
            if !accuracy.isEmpty { covariances.append(accuracy.read(fields, bytes, &damaged)) }
            let v = Self.number(speedColumn, fields, bytes, &damaged)
            speed.append(v >= 0 ? v * toMetres : .nan)
            let course = Self.number(headingColumn, fields, bytes, &damaged)
            // −1 and the like stand for "unknown" on many devices.
            heading.append(course != -1 && abs(course) <= 720 ? course : .nan)
        }
        for (column, count) in damaged.enumerated() where count > 0 {
            unused.values[opening.header[column]] = count
        }
        scaleTime()
        for number in tracks.indices { sort(number) }
    }

    /// Turns Unix times in milli-, micro- or nanoseconds into seconds: as seconds they would lie
    /// more than a thousand years ahead.
    private mutating func scaleTime() {
        let latest = seconds.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
        let unit = latest > 1e17 ? 1e-9 : latest > 1e14 ? 1e-6 : latest > 1e11 ? 1e-3 : 1
        guard unit < 1 else { return }
        for row in seconds.indices { seconds[row] *= unit }
    }

    /// Puts a track's rows in order of time; fixes without one come last.
    private mutating func sort(_ number: Int) {
        let rows = tracks[number].rows
        var isSorted = true
        for k in 1..<max(1, rows.count) where !(seconds[rows[k - 1]] <= seconds[rows[k]]) {
            isSorted = false
        }
        guard !isSorted else {
            tracks[number].filePosition = Array(rows.indices)
            return
        }
        let times = rows.map { seconds[$0].isNaN ? Double.infinity : seconds[$0] }
        let order = rows.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        tracks[number].rows = order.map { rows[$0] }
        tracks[number].filePosition = order
    }

    /// Whether most places would lie in a network's extent with longitude and latitude exchanged.
    func wouldLieOn(_ network: CompiledNetwork) -> Bool {
        let extent = network.extent
        let count = longitude.indices.count {
            longitude[$0] >= extent.south && longitude[$0] <= extent.north
                && latitude[$0] >= extent.west && latitude[$0] <= extent.east
        }
        return 2 * count > longitude.count
    }

    /// Whether two ranges hold the same bytes.
    @inline(__always)
    private static func isEqual(_ a: Range<Int>, _ b: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        for k in 0..<a.count where bytes[a.lowerBound + k] != bytes[b.lowerBound + k] {
            return false
        }
        return true
    }

    /// A number of a field; NaN when there is none.
    static func number(_ column: Int?, _ fields: FieldRanges, _ bytes: Span<UInt8>) -> Double {
        guard let column, column < fields.count,
            let value = ByteNumber.decimal(bytes, fields[column]), value.isFinite
        else { return .nan }
        return value
    }

    /// A number of a field, one that is there and is none counted by its column.
    static func number(
        _ column: Int?,
        _ fields: FieldRanges,
        _ bytes: Span<UInt8>,
        _ damaged: inout [Int]
    ) -> Double {
        let value = number(column, fields, bytes)
        if value.isNaN, let column, column < fields.count, column < damaged.count,
            fields[column].contains(where: { bytes[$0] > UInt8(ascii: " ") })
        {
            damaged[column] += 1
        }
        return value
    }

    /// A time of a field in seconds; NaN when there is none.
    private static func time(
        _ column: Int?,
        _ fields: FieldRanges,
        _ bytes: Span<UInt8>
    ) -> Double {
        let value = number(column, fields, bytes)
        if value.isFinite { return value }
        guard let column, column < fields.count,
            let wall = ByteTime.parse(bytes, fields[column])
        else { return .nan }
        return Double(wall.localSeconds - (wall.offsetSeconds ?? 0)) + Double(wall.microsecond)
            * 1e-6
    }

    /// The place of a column that must be there.
    static func column(
        _ name: String,
        _ opening: TableOpening,
        _ subject: String
    ) throws(IntakeError) -> Int {
        if let index = opening.header.firstIndex(of: name) { return index }
        throw IntakeError(
            .columnMissing,
            subject: subject,
            place: opening.place,
            detail: "There is no column '\(name)'.",
            remedy: "The columns are: \(opening.header.joined(separator: ", "))."
        )
    }
}
