import RoadModel

/// The hotspot list as files for other programs.
package enum HotspotTable {
    /// Columns of the CSV and properties of the GeoJSON, in order; names do not change with the
    /// language.
    package static let columns = [
        "id", "unit", "rank", "rank_best", "rank_worst", "road", "from_km", "to_km", "length_m",
        "crashes", "killed", "injured", "violations", "score", "rate", "rate_lower", "rate_upper",
        "p", "q", "above_average",
    ]

    /// RFC 4180 with CR LF, a decimal point and a header; a cell that a spreadsheet would take for
    /// a formula begins with an apostrophe.
    package static func csv(_ places: [HotspotPlace]) -> String {
        var text = columns.joined(separator: ",") + "\r\n"
        for place in places {
            text += cells(place.hotspot).map { cell in
                switch cell {
                case .text(let value): quoted(neutralised(value))
                case .number(let value): value
                case .flag(let value): value ? "1" : "0"
                case .none: ""
                }
            }.joined(separator: ",")
            text += "\r\n"
        }
        return text
    }

    /// RFC 7946: a feature with a MultiLineString for every hotspot, WGS 84, seven decimals.
    package static func geoJSON(_ places: [HotspotPlace]) -> String {
        let features = places.map { place in
            let properties = zip(columns, cells(place.hotspot)).map { name, cell in
                "\(Escaping.jsonString(name)):\(json(cell))"
            }
            let lines = place.lines.filter { $0.count > 1 }.map { line in
                let points = line.map { point in
                    "[\(number(point.longitude.value, 7)),\(number(point.latitude.value, 7))]"
                }
                return "[\(points.joined(separator: ","))]"
            }
            return "{\"type\":\"Feature\",\"geometry\":"
                + "{\"type\":\"MultiLineString\",\"coordinates\":[\(lines.joined(separator: ","))]},"
                + "\"properties\":{\(properties.joined(separator: ","))}}"
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[\n"
            + features.joined(separator: ",\n") + "\n]}\n"
    }

    private enum Cell {
        case text(String)
        case number(String)
        case flag(Bool)
        case none
    }

    private static func cells(_ hotspot: Hotspot) -> [Cell] {
        func real(_ value: Double?, _ decimals: Int) -> Cell {
            guard let value, value.isFinite else { return .none }
            return .number(number(value, decimals))
        }
        func whole(_ value: Int?) -> Cell { value.map { .number(String($0)) } ?? .none }
        return [
            .text(hotspot.id), .text(hotspot.unit.rawValue), whole(hotspot.rank),
            whole(hotspot.rankLower), whole(hotspot.rankUpper), .text(hotspot.road),
            real(hotspot.fromKilometre, 3), real(hotspot.toKilometre, 3),
            real(hotspot.length.value, 1), whole(hotspot.crashes), whole(hotspot.killed),
            whole(hotspot.injured), whole(hotspot.violations), real(hotspot.score, 3),
            real(hotspot.rate.value, 4), real(hotspot.rate.lower, 4),
            real(hotspot.rate.upper, 4), real(hotspot.excessP, 6), real(hotspot.excessQ, 6),
            .flag(hotspot.isAboveAverage),
        ]
    }

    private static func json(_ cell: Cell) -> String {
        switch cell {
        case .text(let value): Escaping.jsonString(value)
        case .number(let value): value
        case .flag(let value): value ? "true" : "false"
        case .none: "null"
        }
    }

    /// A spreadsheet runs a cell that begins with one of these (OWASP, "CSV Injection").
    private static func neutralised(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n|".unicodeScalars.contains(first)
        else { return text }
        return "'" + text
    }

    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\r\n;'".unicodeScalars.contains($0) })
        else { return text }
        return "\"" + text.replacingAll("\"", with: "\"\"") + "\""
    }

    /// A number with a point and no groups; the digits are those of the English page.
    private static func number(_ value: Double, _ decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let units = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        guard units < 9e15 else { return "0" }
        let (whole, rest) = (Int(units) / Int(scale), Int(units) % Int(scale))
        return (value < 0 && units > 0 ? "-" : "") + "\(whole)."
            + zeroPadded(rest, decimals)
    }
}
