import RoadIngest
package import RoadModel

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

    /// Reads a table with the columns `track,t,lon,lat` and, when there, `speed_mps,heading`.
    ///
    /// - Throws: As opening a table does; `.columnMissing`.
    package init(path: String) throws(IntakeError) {
        let file = try MappedFile(path: path)
        let columns = try file.withBytes { bytes throws(IntakeError) in
            try TrackRunTable(bytes, subject: path)
        }
        self = columns
    }

    /// Reads the bytes of a table.
    package init(_ bytes: Span<UInt8>, subject: String) throws(IntakeError) {
        let opening = try TableOpening(bytes, subject: subject)
        let track = try Self.column("track", opening, subject)
        let time = try Self.column("t", opening, subject)
        let lon = try Self.column("lon", opening, subject)
        let lat = try Self.column("lat", opening, subject)
        let speedColumn = opening.header.firstIndex(of: "speed_mps")
        let headingColumn = opening.header.firstIndex(of: "heading")
        var rowsOf: [String: Int] = [:]
        var last = (name: "", number: -1)
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
            let name = track < fields.count ? fields.text(track, in: bytes) : ""
            if name != last.name || last.number < 0 {
                last = (name, rowsOf[name] ?? tracks.count)
                if last.number == tracks.count {
                    rowsOf[name] = tracks.count
                    tracks.append(Track(name: name, rows: [], filePosition: []))
                }
            }
            tracks[last.number].rows.append(seconds.count)
            seconds.append(Self.number(time, fields, bytes))
            let x = Self.number(lon, fields, bytes)
            let y = Self.number(lat, fields, bytes)
            let isPlace = abs(x) <= 180 && abs(y) <= 90
            longitude.append(isPlace ? x : .nan)
            latitude.append(isPlace ? y : .nan)
            let v = Self.number(speedColumn, fields, bytes)
            speed.append(v >= 0 ? v : .nan)
            heading.append(Self.number(headingColumn, fields, bytes))
        }
        for number in tracks.indices { sort(number) }
    }

    /// Puts a track's rows in order of time; fixes without one come last.
    private mutating func sort(_ number: Int) {
        let rows = tracks[number].rows
        let isSorted = zip(rows, rows.dropFirst()).allSatisfy { seconds[$0] <= seconds[$1] }
        guard !isSorted else {
            tracks[number].filePosition = Array(rows.indices)
            return
        }
        let times = rows.map { seconds[$0].isNaN ? Double.infinity : seconds[$0] }
        let order = rows.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        tracks[number].rows = order.map { rows[$0] }
        tracks[number].filePosition = order
    }

    /// A number of a field; NaN when there is none.
    static func number(_ column: Int?, _ fields: FieldRanges, _ bytes: Span<UInt8>) -> Double {
        guard let column, column < fields.count,
            let value = ByteNumber.decimal(bytes, fields[column]), value.isFinite
        else { return .nan }
        return value
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
