import RoadIngest
package import RoadModel

/// Tables of places: what `jol network place` and `locate` read, and the table both write.
///
/// Each writes what the other reads, so that a table goes there and back.
package struct PlaceTable {
    /// A row's answer, or why there is none.
    package enum Outcome: Sendable {
        /// The places, the likeliest first.
        case places([PlaceAnswer])
        /// The reason.
        case failure(IntakeError)
    }

    /// The header of the answer.
    package static let header =
        "id,ref,km,m,direction,section,segment,measure_m,offset_m,way,u,v,lon,lat,heading,"
        + "enclosed,post_distance_m,beyond_m,candidates,other_places,others,reason"

    private let table: AnalysisTable

    /// Reads a table; `-` is standard input.
    package init(path: String) throws(IntakeError) { table = try AnalysisTable.read(path) }

    /// The rows as written places.
    ///
    /// - Throws: `.columnMissing` without a column for the place.
    package func queries() throws(IntakeError) -> [PlaceFinder.Query] {
        let text = column(["place", "text", "address", "место", "адрес", "орын", "place_text"])
        let ref = column(["ref", "road", "route", "дорога", "трасса", "жол"])
        let kilometre = column(["km", "kilometre", "kilometer", "км", "километр", "шақырым"])
        let metres = column(["m", "metres", "meters", "metre", "м", "метры", "метр"])
        guard text != nil || kilometre != nil else {
            throw missing("place' or 'ref', 'km', 'm")
        }
        let direction = column(["direction", "dir", "направление", "бағыт"])
        let section = column(["section", "секция", "участок"])
        let (lon, lat) = coordinateColumns
        return table.places.indices.map { row in
            var query = PlaceFinder.Query()
            query.id = id(row)
            query.text = cell(text, row)
            query.ref = cell(ref, row)
            query.kilometre = cell(kilometre, row)
            query.metres = number(metres, row)
            query.direction = cell(direction, row)
            query.section = number(section, row).flatMap { Int(exactly: $0) }
            query.near = place(lon, lat, row)
            return query
        }
    }

    /// The rows as coordinates, or as segments and measures where those columns stand.
    ///
    /// - Throws: `.columnMissing` without columns for the place.
    package func spots() throws(IntakeError) -> [PlaceFinder.Spot] {
        let (lon, lat) = coordinateColumns
        let segment = column(["segment", "segment_id"])
        let measure = column(["measure_m", "measure"])
        let hasReferences = segment != nil && measure != nil
        guard hasReferences || (lon != nil && lat != nil) else { throw missing("lon' and 'lat") }
        let heading = column(["heading", "azimuth", "bearing", "азимут"])
        let ref = column(["ref", "road", "route", "дорога"])
        return table.places.indices.map { row in
            var spot = PlaceFinder.Spot()
            spot.id = id(row)
            spot.place = place(lon, lat, row)
            spot.heading = number(heading, row).map(Degrees.init)
            spot.ref = cell(ref, row)
            let number = number(segment, row).flatMap { UInt32(exactly: $0) }
            let metres = self.number(measure, row)
            let isWritten = !cell(segment, row).isEmpty || !cell(measure, row).isEmpty
            if number != nil && metres != nil || hasReferences && isWritten && spot.place == nil {
                // What is no number names nothing: a measure of NaN, a segment that no network has.
                spot.reference = LinearReference(
                    segment: SegmentID(rawValue: number ?? .max),
                    measure: Metres(metres ?? .nan),
                    offset: Metres(0)
                )
            }
            return spot
        }
    }

    /// One row of the answer.
    package static func line(id: String, _ outcome: Outcome) -> String {
        switch outcome {
        case .failure(let error):
            return quoted(id) + String(repeating: ",", count: 21)
                + quoted("\(error.code.rawValue): \(error.detail)")
        case .places(let answers):
            guard let a = answers.first else { return quoted(id) }
            let fields: [String] = [
                quoted(id), quoted(a.ref), a.kilometre.map(String.init) ?? "",
                decimal(a.metres, 6), a.direction, a.section.map(String.init) ?? "",
                String(a.segment), decimal(a.measure, 6), decimal(a.offset, 3), String(a.way),
                String(a.u), String(a.v), decimal(a.lon, 9), decimal(a.lat, 9),
                decimal(a.heading, 2), a.enclosed.map { $0 ? "yes" : "no" } ?? "",
                decimal(a.postDistance, 1), decimal(a.beyond, 1), String(answers.count),
                quoted(otherPlaces(answers)), quoted(a.others.joined(separator: "; ")), "",
            ]
            return fields.joined(separator: ",")
        }
    }

    /// Where else a place of the same name lies: a kilometre may exist twice.
    private static func otherPlaces(_ answers: [PlaceAnswer]) -> String {
        answers.dropFirst().map { "\(decimal($0.lon, 7)) \(decimal($0.lat, 7))" }
            .joined(separator: "; ")
    }

    private var coordinateColumns: (Int?, Int?) {
        (
            column(["lon", "longitude", "lng", "x", "долгота", "бойлық"]),
            column(["lat", "latitude", "y", "широта", "ендік"])
        )
    }

    private func id(_ row: Int) -> String {
        column(["id", "номер", "№"]).map { table.cells[$0][row] } ?? String(row + 1)
    }

    private func place(_ lon: Int?, _ lat: Int?, _ row: Int) -> GeodeticCoordinate? {
        guard let x = number(lon, row), let y = number(lat, row) else { return nil }
        return GeodeticCoordinate(latitude: Degrees(y), longitude: Degrees(x))
    }

    private func column(_ names: [String]) -> Int? {
        let header = table.header.map { $0.lowercased() }
        for name in names {
            if let index = header.firstIndex(of: name) { return index }
        }
        return nil
    }

    private func cell(_ column: Int?, _ row: Int) -> String {
        column.map { table.cells[$0][row] } ?? ""
    }

    private func number(_ column: Int?, _ row: Int) -> Double? {
        guard let value = Double(cell(column, row)), value.isFinite else { return nil }
        return value
    }

    private func missing(_ columns: String) -> IntakeError {
        IntakeError(
            .columnMissing,
            subject: table.subject,
            detail: "There is no column '\(columns)'.",
            remedy: "The columns are: \(table.header.joined(separator: ", "))."
        )
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// A number with so many decimals at most, without an exponent.
    private static func decimal(_ value: Double?, _ decimals: Int) -> String {
        guard let value, value.isFinite else { return "" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        guard abs(value) < 1e12 else { return String(value) }
        let scaled = Int64((abs(value) * scale).rounded())
        let whole = String(scaled / Int64(scale))
        let rest = String(scaled % Int64(scale))
        let sign = value < 0 && scaled != 0 ? "-" : ""
        return sign + whole + "." + String(repeating: "0", count: decimals - rest.count) + rest
    }
}
