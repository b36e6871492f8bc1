import RoadModel

/// Turns points of an extract into kilometre posts and features of the network's system.
struct OSMPostReader {
    /// The posts, in the order of the file.
    private(set) var posts: [KilometrePost] = []
    /// Level crossings and speed cameras, in the order of the file.
    private(set) var features: [RoadFeature] = []
    /// Codes of what had to be left out.
    private(set) var notes: [String: Int] = [:]

    /// Reads every point.
    init(_ points: OSMPoints, through projector: NetworkProjector, rules: SpeedLimitRules) {
        for row in 0..<points.count {
            let isPost = points.tag(.highway, row) == OSMPointKind.milestone
            let reading = isPost ? Self.reading(points, row) : nil
            if isPost, reading == nil {
                notes["post.unreadable", default: 0] += 1
                continue
            }
            guard points.x[row] < OSMExtract.impossible,
                let point = projector.forward(
                    longitude: Double(points.x[row]) / 1e7,
                    latitude: Double(points.y[row]) / 1e7
                )
            else {
                notes[isPost ? "post.bad_coordinate" : "feature.bad_coordinate", default: 0] += 1
                continue
            }
            if let reading {
                posts.append(
                    KilometrePost(
                        node: points.ids[row],
                        point: point,
                        kilometre: reading.kilometre,
                        ref: reading.ref
                    )
                )
            } else if let feature = Self.feature(points, row, at: point, rules) {
                features.append(feature)
            }
        }
    }

    /// Reads `12`, `12.5`, `12,5`, `12 km`, `км 12`, `12+300` and pickets of 100 m such as
    /// `ПК 120+50`; `nil` for anything else.
    static func kilometre(_ text: String) -> Double? {
        if let picket = picket(text) { return picket }
        var words = text.lowercased().split { $0 == " " || $0 == "\u{A0}" }.map(String.init)
        if let first = words.first, isUnit(first) { words.removeFirst() }
        if let last = words.last, isUnit(last) { words.removeLast() }
        guard words.count == 1, var number = words.first else { return nil }
        for unit in ["km", "км"] where number.hasSuffix(unit) { number.removeLast(2) }
        let parts = number.split(separator: "+", omittingEmptySubsequences: false)
        guard let kilometres = parts.first.flatMap(decimal) else { return nil }
        guard parts.count > 1 else { return kilometres }
        guard parts.count == 2, let metres = decimal(parts[1]), metres < 1000 else { return nil }
        return kilometres + metres / 1000
    }

    /// A picket: its number counts 100 m, the digits behind it metres up to 99.
    ///
    /// Latin `PK` before whole kilometres and three digits is the French *point kilométrique*.
    private static func picket(_ text: String) -> Double? {
        let folded = text.lowercased().filter { $0 != " " && $0 != "\u{A0}" && $0 != "." }
        let isCyrillic = folded.hasPrefix("пк")
        guard isCyrillic || folded.hasPrefix("pk") else { return nil }
        let parts = folded.dropFirst(2).split(separator: "+", omittingEmptySubsequences: false)
        guard let number = parts.first, let pickets = Int(number), (0...200_000).contains(pickets)
        else { return nil }
        if parts.count == 1 { return isCyrillic ? Double(pickets) / 10 : nil }
        guard parts.count == 2, parts[1].count == 2, let metres = Int(parts[1]), metres >= 0
        else { return nil }
        return Double(pickets) / 10 + Double(metres) / 1000
    }

    private static func reading(
        _ points: OSMPoints,
        _ row: Int
    ) -> (kilometre: Double, ref: String)? {
        let ref = points.tag(.ref, row)
        let roadRef = points.tag(.roadRef, row)
        for key in [OSMPointKey.distance, .pk] {
            if let kilometre = kilometre(points.tag(key, row)) {
                // With the distance in a key of its own, `ref` can only be the road's index.
                return (kilometre, roadRef.isEmpty ? ref : roadRef)
            }
        }
        return kilometre(ref).map { ($0, roadRef) }
    }

    private static func feature(
        _ points: OSMPoints,
        _ row: Int,
        at point: ProjectedPoint,
        _ rules: SpeedLimitRules
    ) -> RoadFeature? {
        if points.tag(.highway, row) == OSMPointKind.speedCamera {
            let heading =
                heading(points.tag(.cameraDirection, row)) ?? heading(points.tag(.direction, row))
            return RoadFeature(
                kind: .speedCamera,
                node: points.ids[row],
                point: point,
                // The camera does not say of what class its road is.
                limitKmh: SpeedLimitText(points.tag(.maxspeed, row), on: .unknown, by: rules)?.kmh
                    ?? 0,
                heading: heading
            )
        }
        guard points.tag(.railway, row) == OSMPointKind.levelCrossing else { return nil }
        return RoadFeature(kind: .levelCrossing, node: points.ids[row], point: point)
    }

    /// Degrees, or one of the sixteen points of the compass.
    private static func heading(_ text: String) -> Degrees? {
        let text = text.trimmingSpaces().uppercased()
        if let degrees = Double(text), degrees >= 0, degrees <= 360 {
            return Degrees(degrees == 360 ? 0 : degrees)
        }
        let points = [
            "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW",
            "NW", "NNW",
        ]
        return points.firstIndex(of: text).map { Degrees(Double($0) * 22.5) }
    }

    private static func isUnit(_ word: String) -> Bool {
        ["km", "км", "км.", "pk", "пк"].contains(word)
    }

    private static func decimal(_ text: Substring) -> Double? {
        let plain = text.map { $0 == "," ? "." : String($0) }.joined()
        guard !plain.isEmpty, plain.utf8.allSatisfy({ $0 == 0x2E || ($0 >= 0x30 && $0 <= 0x39) }),
            let value = Double(plain), value <= 20_000
        else { return nil }
        return value
    }
}
