import RoadModel

extension RawTables {
    /// The rows of a table as written, every field a text.
    static func delimited(_ bytes: Span<UInt8>, _ name: String) throws(IntakeError) -> RawTable {
        let opening = try TableOpening(bytes, subject: name)
        var reader = opening.records
        var fields = FieldRanges()
        var columns = [[String]](repeating: [], count: opening.header.count)
        var rows = 0
        while reader.next(bytes, into: &fields) {
            rows += 1
            for index in columns.indices {
                columns[index].append(
                    index < fields.count ? fields.text(index, in: bytes) : ""
                )
            }
        }
        let values = columns
        return RawTable(name: "rows", rowCount: rows, columnNames: opening.header) {
            .text(values[$0])
        }
    }

    /// Tracks of road users moment by moment; before them the rows as written, where the table has
    /// a header for every field.
    static func trajectories(
        _ bytes: Span<UInt8>,
        _ name: String
    ) throws(IntakeError) -> [RawTable] {
        let recording = try TrajectoryReader.read(bytes, name: name)
        let tracks = recording.tracks
        func column<Value>(
            _ missing: Value,
            _ values: @escaping @Sendable (VehicleTrack) -> [Value]
        ) -> [Value] {
            tracks.flatMap { track in
                let known = values(track)
                return known.count == track.count
                    ? known : [Value](repeating: missing, count: track.count)
            }
        }
        func numbers(_ values: @escaping @Sendable (VehicleTrack) -> [Double]) -> RawColumn {
            .double(column(.nan, values))
        }
        let columns: [(name: String, values: RawColumn)] = [
            (
                "track",
                .signed(column(0) { [Int64](repeating: Int64($0.identifier), count: $0.count) })
            ),
            ("kind", .text(column("") { [String](repeating: $0.kind.rawValue, count: $0.count) })),
            ("frame", .signed(column(-1) { $0.frames.map(Int64.init) })),
            ("time_us", .signed(column(-1) { $0.microseconds })),
            ("latitude", numbers { $0.latitudeDegrees }),
            ("longitude", numbers { $0.longitudeDegrees }),
            ("x_m", numbers { $0.xMetres }),
            ("y_m", numbers { $0.yMetres }),
            ("box_x_px", numbers { $0.stabilisedBoxes.centreX }),
            ("box_y_px", numbers { $0.stabilisedBoxes.centreY }),
            ("heading_deg", numbers { $0.headingDegrees }),
            ("speed_mps", numbers { $0.speedMetresPerSecond }),
            ("acceleration_mps2", numbers { $0.accelerationMetresPerSecondSquared }),
            ("lane", .signed(column(-1) { $0.lanes.map(Int64.init) })),
        ]
        let moments = RawTable(
            name: "moments",
            rowCount: recording.momentCount,
            columnNames: columns.map(\.name)
        ) { columns[$0].values }
        switch recording.format {
        case .geoTraxBoxes, .pNEUMA: return [moments]
        case .geoTrax, .inD, .highD: return [try delimited(bytes, name), moments]
        }
    }

    /// Sentences with a right check sum by their address, fields by their place.
    static func nmea(_ bytes: Span<UInt8>) -> [RawTable] {
        var order: [String] = []
        var rows: [String: [[String]]] = [:]
        var sentence = NMEASentence()
        for line in lines(of: bytes) {
            guard let start = line.first(where: { bytes[$0] == UInt8(ascii: "$") }),
                sentence.read(bytes, start..<line.upperBound)
            else { continue }
            let cells = sentence.fields.map { text(bytes, $0) }
            guard let address = cells.first else { continue }
            if rows[address] == nil { order.append(address) }
            rows[address, default: []].append(Array(cells.dropFirst()))
        }
        return order.map { address in
            let records = rows[address] ?? []
            let width = records.map(\.count).max() ?? 0
            return RawTable(
                name: address,
                rowCount: records.count,
                columnNames: (0..<width).map { "field_\($0 + 1)" }
            ) { index in
                .text(records.map { index < $0.count ? $0[index] : "" })
            }
        }
    }

    /// Cues of subtitles: number, times and text as written.
    static func subtitles(_ bytes: Span<UInt8>) -> [RawTable] {
        var cues: [(number: String, begin: String, end: String, text: String)] = []
        var last = ""
        for line in lines(of: bytes) {
            let words = text(bytes, line)
            let times = words.split(separator: " ", omittingEmptySubsequences: true)
            if times.count >= 3, times[1] == "-->" {
                // The number stood alone on the line before and was taken for text.
                if !cues.isEmpty, cues[cues.count - 1].text.hasSuffix(last) {
                    cues[cues.count - 1].text.removeLast(last.count)
                }
                cues.append((last, String(times[0]), String(times[2]), ""))
            } else if !cues.isEmpty, !words.isEmpty {
                let isFirst = cues[cues.count - 1].text.isEmpty
                cues[cues.count - 1].text += (isFirst ? "" : " ") + words
            }
            if !words.isEmpty { last = words }
        }
        let records = cues
        return [
            RawTable(
                name: "cues",
                rowCount: records.count,
                columnNames: ["number", "begin", "end", "text"]
            ) { index in
                .text(
                    records.map { cue in
                        [cue.number, cue.begin, cue.end, trimmed(cue.text)][index]
                    }
                )
            }
        ]
    }

    private static func lines(of bytes: Span<UInt8>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = Encoding.lengthOfMark(bytes)
        for index in start..<max(start, bytes.count) where bytes[index] == 10 {
            lines.append(start..<index)
            start = index + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        return lines
    }

    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        trimmed(bytes.bytes.text(from: range.lowerBound, to: range.upperBound))
    }
}
