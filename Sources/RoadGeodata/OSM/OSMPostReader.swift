import RoadModel

/// Turns kilometre posts of an extract into values of the network's system.
enum OSMPostReader {
    /// Reads every post; returns the codes of what had to be left out.
    static func read(
        _ extract: borrowing OSMExtract,
        through transform: borrowing CoordinateTransform
    ) -> (posts: [KilometrePost], notes: [String: Int]) {
        var (posts, notes): ([KilometrePost], [String: Int]) = ([], [:])
        for row in 0..<extract.postCount {
            guard let reading = reading(extract, row) else {
                notes["post.unreadable", default: 0] += 1
                continue
            }
            let place = extract.postPlace(row)
            guard place.x < OSMExtract.impossible,
                let point = transform.forward(
                    GeodeticCoordinate(
                        latitude: Degrees(Double(place.y) / 1e7),
                        longitude: Degrees(Double(place.x) / 1e7)
                    )
                )
            else {
                notes["post.bad_coordinate", default: 0] += 1
                continue
            }
            posts.append(
                KilometrePost(
                    node: extract.postID(row),
                    point: point,
                    kilometre: reading.kilometre,
                    ref: reading.ref
                )
            )
        }
        return (posts, notes)
    }

    /// Reads `12`, `12.5`, `12,5`, `12 km`, `км 12` and `12+300`; `nil` for anything else.
    static func kilometre(_ text: String) -> Double? {
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

    private static func reading(
        _ extract: borrowing OSMExtract,
        _ row: Int
    ) -> (kilometre: Double, ref: String)? {
        let ref = extract.tag(.ref, post: row)
        let roadRef = extract.tag(.roadRef, post: row)
        for key in [OSMPostKey.distance, .pk] {
            if let kilometre = kilometre(extract.tag(key, post: row)) {
                // With the distance in a key of its own, `ref` can only be the road's index.
                return (kilometre, roadRef.isEmpty ? ref : roadRef)
            }
        }
        return kilometre(ref).map { ($0, roadRef) }
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
