import RoadModel

/// The header of a table of a flight: which column means what, in which unit.
internal struct FlightTableHeader {
    /// The columns found.
    let columns: [FlightTableMeaning: FlightTableColumn]
    /// The number of columns in the file.
    let count: Int
    /// Where the rows begin.
    let records: DelimitedRecordReader
    /// Who wrote the table, for example `AirData CSV`.
    let format: String
    /// Heights or speeds whose unit the header does not state.
    let unitless: [String]

    /// Reads the header, or `nil` when it is not one of a flight.
    ///
    /// A flight has latitude, longitude, a time that counts or a date and time, and a column that
    /// only aircraft write (a height above take-off, a gimbal, a flight controller, a remote
    /// control). Tables of crashes, complexes or measured points have no such column.
    init?(_ bytes: Span<UInt8>) {
        var start = Encoding.lengthOfMark(bytes)
        var line = 1
        var separator = TableOpening.detectSeparator(bytes, from: start)
        // Excel's own first line.
        if bytes.count - start > 5, isEqual(bytes, start..<start + 4, "sep="),
            isLineEnd(bytes[start + 5])
        {
            separator = bytes[start + 4]
            start += 6
            if start < bytes.count, bytes[start - 1] == 13, bytes[start] == 10 { start += 1 }
            line = 2
        }
        guard [UInt8(ascii: ","), UInt8(ascii: ";"), 9].contains(separator) else { return nil }
        var cursor = DelimitedRecordReader(separator: separator, byteOffset: start, line: line)
        var fields = FieldRanges()
        guard cursor.next(bytes, into: &fields), !fields.isUnterminated, fields.count >= 4,
            fields.count <= 2048, fields.endOffset - fields.place.byteOffset <= 1 << 16
        else { return nil }
        var keys: [(key: String, unit: String, name: String)] = []
        for field in 0..<fields.count {
            let name = trimmed(fields.text(field, in: bytes))
            let (key, unit) = Self.reduced(name)
            keys.append((key, unit, name))
        }
        columns = Self.find(keys)
        count = fields.count
        records = cursor
        guard columns[.latitude] != nil, columns[.longitude] != nil, Self.hasTime(columns),
            Self.isAircraft(keys.map { $0.key }) || Self.isStoreExport(keys.map { $0.name })
        else { return nil }
        format = Self.writer(keys.map { $0.key })
        unitless = [.height, .altitude, .speed].compactMap { [columns] meaning in
            columns[meaning].flatMap { $0.unit.isEmpty ? $0.name : nil }
        }
    }

    /// Name and unit of a column: `OSD.height [ft]` is `osd.height` and `ft`.
    static func reduced(_ name: String) -> (key: String, unit: String) {
        let lower = name.lowercased()
        var (base, unit) = (lower[...], "")
        if let last = lower.last, last == ")" || last == "]",
            let opening = lower.lastIndex(of: last == ")" ? "(" : "[")
        {
            unit = trimmed(String(lower[lower.index(after: opening)...].dropLast()))
            base = lower[..<opening]
        }
        return (base.filter { !$0.isWhitespace && $0 != "_" }, unit)
    }

    private static func find(
        _ keys: [(key: String, unit: String, name: String)]
    ) -> [FlightTableMeaning: FlightTableColumn] {
        var found: [FlightTableMeaning: FlightTableColumn] = [:]
        for meaning in FlightTableMeaning.allCases {
            search: for name in meaning.names {
                var best: FlightTableColumn?
                for (index, entry) in keys.enumerated() where entry.key == name {
                    guard let factor = factor(meaning, entry.unit, key: entry.key) else { continue }
                    // The same height in metres and in feet: metres are not rounded twice.
                    if let best, best.factor == 1 || factor != 1 { continue }
                    best = FlightTableColumn(
                        index: index,
                        factor: factor,
                        unit: entry.unit,
                        name: entry.name
                    )
                }
                if let best {
                    found[meaning] = best
                    break search
                }
            }
        }
        return found
    }

    /// What a number in this unit must be multiplied by; `nil` when the unit does not suit.
    private static func factor(
        _ meaning: FlightTableMeaning,
        _ unit: String,
        key: String
    ) -> Double? {
        switch meaning {
        case .elapsed:
            switch unit {
            case "millisecond", "milliseconds", "ms": return 1000
            case "second", "seconds", "s": return 1_000_000
            default:
                if key == "vehicleus" { return 1 }
                return key.hasSuffix("offsettime") && unit.isEmpty ? 1_000_000 : nil
            }
        case .height, .altitude:
            switch unit {
            // The international foot, exact since 1959.
            case "feet", "ft": return 0.3048
            case "", "meters", "metres", "meter", "m": return 1
            default: return nil
            }
        case .speed:
            switch unit {
            case "mph": return 0.44704
            case "km/h", "kmh", "kph": return 1 / 3.6
            case "kn", "kt", "knots": return 1852.0 / 3600
            case "", "m/s", "mps": return 1
            default: return nil
            }
        default: return 1
        }
    }

    private static func hasTime(_ columns: [FlightTableMeaning: FlightTableColumn]) -> Bool {
        columns[.elapsed] != nil || columns[.dateTime] != nil
            || (columns[.date] != nil && columns[.timeOfDay] != nil)
    }

    private static func isAircraft(_ keys: [String]) -> Bool {
        let names: Set<String> = [
            "heightabovetakeoff", "ascent", "flycstate", "flycstateraw", "isphoto", "isvideo",
            "gimbalheading", "gimbalpitch", "general:relativeheight", "clock:offsettime",
            "relalt", "absalt", "relativeheightm",
        ]
        return keys.contains { names.contains($0) || $0.hasPrefix("osd.") || $0.hasPrefix("rc.") }
    }

    /// The table that DJI's web store cuts for a video: `Id,Time(seconds),Time(text),…`.
    private static func isStoreExport(_ names: [String]) -> Bool {
        names.map { $0.lowercased() } == [
            "id", "time(seconds)", "time(text)", "latitude", "longitude",
        ]
    }

    private static func writer(_ keys: [String]) -> String {
        if keys.contains(where: { $0.hasPrefix("osd.") }) { return "Flight Reader CSV" }
        if keys.contains("clock:offsettime") { return "DatCon CSV" }
        if keys.contains("heightabovetakeoff") || keys.contains("ascent") { return "AirData CSV" }
        return "flight table CSV"
    }
}
