import RoadModel

/// Reads the rows of a table of tracks into tracks.
internal struct TrajectoryScan {
    /// What was read so far, without the tracks that were taken.
    private(set) var recording: TrajectoryRecording
    private var indexOfTrack: [Int: Int] = [:]
    private let columns: [Int?]
    private var cursor: DelimitedRecordReader
    private var fields = FieldRanges()
    private var losses = LossLedger()

    /// A column of a format: its names, the usual one first, and whether no table lacks it.
    typealias Column = (names: [String], isNeeded: Bool)

    /// The columns of each format, in the order in which the rows are read below.
    ///
    /// geo-trax's tables of one video have a date and the picture's number; its tables of whole
    /// sessions (Songdo Traffic) have the time of day and the drone's number instead.
    static func columns(_ format: TrajectoryFormat) -> [Column] {
        switch format {
        case .geoTrax:
            [(["Vehicle_ID"], true), (["Timestamp", "Local_Time"], true)]
                + optional("Frame_Number", "Ortho_X", "Ortho_Y", "Local_X", "Local_Y")
                + needed("Latitude", "Longitude")
                + optional(
                    "Vehicle_Length",
                    "Vehicle_Width",
                    "Vehicle_Class",
                    "Vehicle_Speed",
                    "Vehicle_Acceleration",
                    "Road_Section",
                    "Lane_Number",
                    "Visibility"
                )
        case .inD:
            needed("trackId", "frame", "xCenter", "yCenter")
                + optional(
                    "heading",
                    "width",
                    "length",
                    "xVelocity",
                    "yVelocity",
                    "lonAcceleration"
                ) + needed("trackLifetime")
        case .highD:
            needed("id", "frame", "x", "y", "width", "height")
                + optional("xVelocity", "yVelocity", "xAcceleration") + needed("laneId")
        case .geoTraxBoxes, .pNEUMA: []
        }
    }

    private static func needed(_ names: String...) -> [Column] { names.map { ([$0], true) } }
    private static func optional(_ names: String...) -> [Column] { names.map { ([$0], false) } }

    /// A scan of the rows behind a table's header.
    init(_ opening: TrajectoryOpening) {
        recording = TrajectoryRecording(format: opening.format)
        (columns, cursor) = (opening.columns, opening.rows)
    }

    /// Reads the rows that begin before `stop`; `false` when the file is over.
    mutating func advance(_ bytes: Span<UInt8>, to stop: Int) -> Bool {
        while cursor.byteOffset < stop {
            guard cursor.next(bytes, into: &fields) else { break }
            do throws(TrajectoryFault) {
                guard !fields.isUnterminated else { throw TrajectoryFault(.unterminatedQuote) }
                switch recording.format {
                case .geoTrax: try geoTrax(bytes)
                case .geoTraxBoxes: try boxes(bytes)
                case .inD: try inD(bytes)
                case .highD: try highD(bytes)
                case .pNEUMA: try pNEUMA(bytes)
                }
                recording.rowsRead += 1
            } catch {
                recording.rowsBroken += 1
                losses.add(fields.place.byteOffset, fields.endOffset, error.reason)
            }
        }
        recording.lost = losses.ranges
        return cursor.byteOffset < bytes.count
    }

    /// Takes the rows since the last call: the tracks that have any, in the order of the first.
    mutating func takeTracks() -> [VehicleTrack] {
        defer { (recording.tracks, indexOfTrack) = ([], [:]) }
        return recording.tracks
    }

    private mutating func track(_ identifier: Int) -> Int {
        if let index = indexOfTrack[identifier] { return index }
        indexOfTrack[identifier] = recording.tracks.count
        recording.tracks.append(VehicleTrack(identifier: identifier))
        return recording.tracks.count - 1
    }

    // MARK: Fields

    private func range(_ bytes: Span<UInt8>, at position: Int?) -> Range<Int> {
        guard let position, position < fields.count else { return 0..<0 }
        return trimmedRange(bytes, fields[position])
    }

    /// A number, `nan` when the field is empty, absent or says so.
    private func number(_ bytes: Span<UInt8>, at position: Int?) throws(TrajectoryFault) -> Double {
        let range = range(bytes, at: position)
        if range.isEmpty || isEqualIgnoringCase(bytes, range, "nan") { return .nan }
        guard let value = ByteNumber.decimal(bytes, range) else {
            throw TrajectoryFault(.notANumber)
        }
        return value
    }

    /// A number that must be there.
    private func needed(_ bytes: Span<UInt8>, at position: Int?) throws(TrajectoryFault) -> Double {
        let value = try number(bytes, at: position)
        guard value.isFinite else { throw TrajectoryFault(.missingField) }
        return value
    }

    /// A whole number from 0 on; `missing` when the field is empty.
    private func count(
        _ bytes: Span<UInt8>,
        at position: Int?,
        missing: Int? = nil
    ) throws(TrajectoryFault) -> Int {
        let range = range(bytes, at: position)
        if range.isEmpty {
            guard let missing else { throw TrajectoryFault(.missingField) }
            return missing
        }
        guard let value = ByteNumber.integer(bytes, range) else {
            throw TrajectoryFault(.notANumber)
        }
        guard value >= 0, value < 1 << 40 else { throw TrajectoryFault(.countRange) }
        return value
    }

    private static func isPlace(_ latitude: Double, _ longitude: Double) -> Bool {
        abs(latitude) <= 90 && abs(longitude) <= 180
    }

    // MARK: Rows

    private mutating func geoTrax(_ bytes: Span<UInt8>) throws(TrajectoryFault) {
        let present = columns.count { $0 != nil }
        guard fields.count >= present else { throw TrajectoryFault(.fieldCount) }
        let identifier = try count(bytes, at: columns[0])
        let (time, hasDate) = try wallTime(bytes, at: columns[1])
        let frame = try columns[2].map { column throws(TrajectoryFault) in
            try count(bytes, at: column)
        }
        var numbers: [Double] = []
        for column in 3...8 {
            let isThere = columns[column] != nil
            numbers.append(isThere ? try needed(bytes, at: columns[column]) : .nan)
        }
        guard Self.isPlace(numbers[4], numbers[5]) else { throw TrajectoryFault(.coordinateRange) }
        let (length, width) = (
            try number(bytes, at: columns[9]), try number(bytes, at: columns[10])
        )
        let kind = VehicleKind(geoTrax: try count(bytes, at: columns[11], missing: 99))
        let speed = try number(bytes, at: columns[12])
        let acceleration = try number(bytes, at: columns[13])
        let section =
            columns[14].flatMap { $0 < fields.count ? fields.text($0, in: bytes) : nil } ?? ""
        let lane = try count(bytes, at: columns[15], missing: -1)
        let visibility = try count(bytes, at: columns[16], missing: 0)
        if hasDate, recording.localMicrosecondsAtZero == nil {
            recording.localMicrosecondsAtZero = time
        }
        let index = track(identifier)
        if let frame { recording.tracks[index].frames.append(frame) }
        recording.tracks[index].microseconds.append(
            hasDate ? time - (recording.localMicrosecondsAtZero ?? 0) : time
        )
        recording.tracks[index].kind = kind
        if length.isFinite { recording.tracks[index].lengthMetres = length }
        if width.isFinite { recording.tracks[index].widthMetres = width }
        if columns[3] != nil { recording.tracks[index].orthophotoX.append(numbers[0]) }
        if columns[4] != nil { recording.tracks[index].orthophotoY.append(numbers[1]) }
        if columns[5] != nil { recording.tracks[index].xMetres.append(numbers[2]) }
        if columns[6] != nil { recording.tracks[index].yMetres.append(numbers[3]) }
        recording.tracks[index].latitudeDegrees.append(numbers[4])
        recording.tracks[index].longitudeDegrees.append(numbers[5])
        recording.tracks[index].speedMetresPerSecond.append(speed / 3.6)
        recording.tracks[index].accelerationMetresPerSecondSquared.append(acceleration)
        recording.tracks[index].roadSections.append(section)
        recording.tracks[index].lanes.append(lane)
        recording.tracks[index].isWhole.append(visibility == 1)
    }

    /// A time with its date, as microseconds of a wall clock, or a time of day alone.
    private func wallTime(
        _ bytes: Span<UInt8>,
        at position: Int?
    ) throws(TrajectoryFault) -> (microseconds: Int64, hasDate: Bool) {
        let range = range(bytes, at: position)
        if let wall = ByteTime.parse(bytes, range), wall.hasTime {
            return (Int64(wall.localSeconds) * 1_000_000 + Int64(wall.microsecond), true)
        }
        // HH:MM:SS.fff
        let (start, end) = (range.lowerBound, range.upperBound)
        let colon = UInt8(ascii: ":")
        guard range.count >= 8, bytes[start + 2] == colon, bytes[start + 5] == colon,
            let hours = ByteNumber.integer(bytes, start..<start + 2), (0..<24).contains(hours),
            let minutes = ByteNumber.integer(bytes, start + 3..<start + 5),
            (0..<60).contains(minutes),
            let seconds = ByteNumber.decimal(bytes, start + 6..<end), seconds >= 0, seconds < 61
        else { throw TrajectoryFault(.badTime) }
        let whole = Int64(hours * 3600 + minutes * 60) * 1_000_000
        return (whole + Int64((seconds * 1e6).rounded()), false)
    }

    private mutating func boxes(_ bytes: Span<UInt8>) throws(TrajectoryFault) {
        guard fields.count == 14 else { throw TrajectoryFault(.fieldCount) }
        let (frame, identifier) = (try count(bytes, at: 0), try count(bytes, at: 1))
        var v: [Double] = []
        for column in 2..<10 { v.append(try needed(bytes, at: column)) }
        let kind = VehicleKind(geoTrax: try count(bytes, at: 10))
        let confidence = try needed(bytes, at: 11)
        let (length, width) = (try number(bytes, at: 12), try number(bytes, at: 13))
        let index = track(identifier)
        recording.tracks[index].frames.append(frame)
        recording.tracks[index].kind = kind
        recording.tracks[index].boxes.append(v[0], v[1], v[2], v[3])
        recording.tracks[index].stabilisedBoxes.append(v[4], v[5], v[6], v[7])
        recording.tracks[index].confidences.append(confidence)
        recording.tracks[index].lengthPixels.append(length)
        recording.tracks[index].widthPixels.append(width)
    }

    private mutating func inD(_ bytes: Span<UInt8>) throws(TrajectoryFault) {
        let (identifier, frame) = (
            try count(bytes, at: columns[0]), try count(bytes, at: columns[1])
        )
        let (x, y) = (try needed(bytes, at: columns[2]), try needed(bytes, at: columns[3]))
        var v: [Double] = []
        for column in 4...9 { v.append(try number(bytes, at: columns[column])) }
        let index = track(identifier)
        recording.tracks[index].add(frame, Self.time(frame))
        recording.tracks[index].place(x, y, speed: (v[3], v[4]), acceleration: v[5])
        recording.tracks[index].headingDegrees.append(v[0])
        // Persons have a size of 0.
        if v[2] > 0 { recording.tracks[index].lengthMetres = v[2] }
        if v[1] > 0 { recording.tracks[index].widthMetres = v[1] }
    }

    private mutating func highD(_ bytes: Span<UInt8>) throws(TrajectoryFault) {
        let (identifier, frame) = (
            try count(bytes, at: columns[0]), try count(bytes, at: columns[1])
        )
        var v: [Double] = []
        for column in 2...5 { v.append(try needed(bytes, at: columns[column])) }
        for column in 6...8 { v.append(try number(bytes, at: columns[column])) }
        let lane = try count(bytes, at: columns[9], missing: -1)
        let index = track(identifier)
        recording.tracks[index].add(frame, Self.time(frame))
        // x and y are the box's upper left corner, width is along the road.
        recording.tracks[index].place(
            v[0] + v[2] / 2,
            v[1] + v[3] / 2,
            speed: (v[4], v[5]),
            acceleration: v[4] < 0 ? -v[6] : v[6]
        )
        recording.tracks[index].lengthMetres = v[2]
        recording.tracks[index].widthMetres = v[3]
        recording.tracks[index].lanes.append(lane)
    }

    private mutating func pNEUMA(_ bytes: Span<UInt8>) throws(TrajectoryFault) {
        // Each row ends with a separator.
        var count = fields.count
        if count > 0, range(bytes, at: count - 1).isEmpty { count -= 1 }
        guard count >= 4, (count - 4) % 6 == 0 else { throw TrajectoryFault(.fieldCount) }
        var track = VehicleTrack(identifier: try self.count(bytes, at: 0))
        track.kind = VehicleKind(word: trimmed(fields.text(1, in: bytes)))
        for start in stride(from: 4, to: count, by: 6) {
            var v: [Double] = []
            for column in start..<start + 6 { v.append(try needed(bytes, at: column)) }
            guard Self.isPlace(v[0], v[1]) else { throw TrajectoryFault(.coordinateRange) }
            guard v[5] >= 0, v[5] < 1e9 else { throw TrajectoryFault(.badTime) }
            track.microseconds.append(Int64((v[5] * 1e6).rounded()))
            track.latitudeDegrees.append(v[0])
            track.longitudeDegrees.append(v[1])
            track.speedMetresPerSecond.append(v[2] / 3.6)
            track.accelerationMetresPerSecondSquared.append(v[3])
        }
        recording.tracks.append(track)
    }

    /// Both families film 25 pictures a second; a recording of exiD or uniD may differ and says so
    /// in its `recordingMeta`.
    private static func time(_ frame: Int) -> Int64 { Int64(frame) * 40_000 }
}

extension VehicleTrack {
    fileprivate mutating func add(_ frame: Int, _ time: Int64) {
        frames.append(frame)
        microseconds.append(time)
    }

    fileprivate mutating func place(
        _ x: Double,
        _ y: Double,
        speed: (Double, Double),
        acceleration: Double
    ) {
        xMetres.append(x)
        yMetres.append(y)
        speedMetresPerSecond.append((speed.0 * speed.0 + speed.1 * speed.1).squareRoot())
        accelerationMetresPerSecondSquared.append(acceleration)
    }
}
