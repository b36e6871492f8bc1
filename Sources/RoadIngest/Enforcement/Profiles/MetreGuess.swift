/// The system that coordinates in metres may be of, by their size and by what the file says else.
///
/// The zone stands in front of Gauss-Krüger eastings (Pulkovo 1942), but not in UTM's: it is taken
/// from a text such as «UTM 43N», else from the town that a place names, and has to be confirmed.
struct MetreGuess {
    /// Lines for the profile.
    private(set) var lines: [String] = []
    /// What a person has to confirm.
    private(set) var remarks: [String] = []

    init(northing: [Double], easting: [Double], texts: [String]) {
        guard let y = northing.first, let x = easting.first, abs(y) > 90 || abs(x) > 180 else {
            return
        }
        for value in [x, y] where (8...15).contains(Int(value / 1e6)) {
            let zone = Int(value / 1e6)
            remarks.append("Coordinates look like Pulkovo 1942 zone \(zone): confirm.")
            if value == y {
                remarks.append("The column of eastings stands for site_lat: exchange the two.")
            }
            lines = ["crs = \"EPSG:\(28400 + zone)\"  # Pulkovo 1942: confirm"]
            return
        }
        // The country's northings on the ellipsoid, and eastings inside of a zone of 6°.
        let isPair: (Double, Double) -> Bool = { north, east in
            (4_450_000...6_180_000).contains(north) && (160_000...840_000).contains(east)
        }
        let isPlain = zip(northing, easting).allSatisfy(isPair)
        let isSwapped = zip(easting, northing).allSatisfy(isPair)
        guard isPlain || isSwapped else {
            remarks.append("Coordinates are in metres: name their system (crs = \"EPSG:…\").")
            lines = ["# crs = \"EPSG:…\"  # coordinates are in metres: name their system"]
            return
        }
        if isSwapped {
            remarks.append("The column of eastings stands for site_lat: exchange the two.")
        }
        if let (zone, why) = Self.zone(texts) {
            remarks.append("Coordinates look like UTM zone \(zone)N (\(why)): confirm.")
            lines = ["crs = \"EPSG:\(32600 + zone)\"  # UTM zone \(zone)N by \(why): confirm"]
        } else {
            remarks.append(
                "Coordinates look like UTM, whose zone no number shows: EPSG:32639 (west) to "
                    + "EPSG:32645 (east), the zone's meridian is 6 · zone − 183 degrees."
            )
            lines = [
                "# crs = \"EPSG:326NN\"  # UTM: NN is the zone, 39 in the west to 45 in the east"
            ]
        }
    }

    /// A zone that a text names, else that of a town.
    private static func zone(_ texts: [String]) -> (zone: Int, why: String)? {
        for text in texts {
            let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
            for (index, word) in words.enumerated() {
                let isNamed =
                    index > 0 && ["utm", "zone", "зона", "аймақ"].contains(words[index - 1])
                let digits = word.hasPrefix("utm") ? String(word.dropFirst(3)) : word
                let number = digits.hasSuffix("n") ? String(digits.dropLast()) : digits
                guard let zone = Int(number), (38...46).contains(zone),
                    isNamed || word != number
                else { continue }
                return (zone, "«\(word)»")
            }
        }
        for text in texts {
            let lower = text.lowercased()
            if let town = towns.first(where: { lower.contains($0.name) }) {
                return (town.zone, "«\(town.name)»")
            }
        }
        return nil
    }

    /// Stems of towns' names with the zone of their longitude.
    private static let towns: [(name: String, zone: Int)] = [
        ("алматы", 43), ("almaty", 43), ("астана", 42), ("astana", 42), ("шымкент", 42),
        ("shymkent", 42), ("караганд", 43), ("қарағанды", 43), ("актобе", 40), ("ақтөбе", 40),
        ("тараз", 42), ("павлодар", 43), ("усть-каменогорск", 44), ("өскемен", 44), ("семей", 44),
        ("атырау", 39), ("костанай", 41), ("қостанай", 41), ("кызылорд", 41), ("қызылорда", 41),
        ("уральск", 39), ("орал қ", 39), ("петропавл", 42), ("актау", 39), ("ақтау", 39),
        ("туркестан", 42), ("түркістан", 42), ("кокшетау", 42), ("көкшетау", 42),
        ("талдыкорган", 44), ("талдықорған", 44), ("конаев", 43), ("қонаев", 43),
        ("жезказган", 42), ("жезқазған", 42), ("экибастуз", 43), ("екібастұз", 43),
    ]
}
