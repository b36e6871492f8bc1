import RoadModel

/// Finds the columns that a table of sites means by other names.
package struct SiteColumnNames: Sendable {
    /// What a column can be.
    package enum Role: String, Sendable, CaseIterable {
        case crashes, aadt, length, id, year, years, roadClass, road, chainage, day, crashType
        case casualties, settlement, junction, severity, killed, injured, longitude, latitude
        case crashName, hour, light, weather, users, violation, speed, limit, kilometre
        case aadtDeviation, aadtYear
    }

    private static let synonyms: [Role: [String]] = [
        .crashes: [
            "crashes", "totalcrashes", "crash", "crashcount", "ncrashes", "observed", "obs",
            "accidents", "count", "total", "дтп", "жко", "жкосаны", "числодтп",
        ],
        .aadt: [
            "aadt", "adt", "aadtmean", "aadtmajor", "traffic", "volume", "flow", "vpd",
            "интенсивность", "қарқын",
        ],
        .aadtDeviation: [
            "aadtsd", "aadtse", "aadtstd", "aadtdeviation", "trafficsd", "aadtstderr",
        ],
        .aadtYear: ["aadtyear", "trafficyear", "countyear", "yearofcount"],
        .length: [
            "length", "lengthkm", "lengthmi", "lengthm", "len", "l", "km", "miles", "seglength",
            "длина", "ұзындығы",
        ],
        .id: [
            "id", "site", "siteid", "siteno", "segment", "segmentid", "edge", "edgeid", "unit",
            "section", "junction", "name", "place", "участок", "учаске", "fid",
        ],
        .year: ["year", "yr", "period", "год", "жыл"],
        .years: ["years", "nyears", "exposureyears", "лет", "жылдар"],
        .roadClass: [
            "class", "roadclass", "facility", "facilitytype", "fclass", "highway", "stratum",
            "класс", "сынып",
        ],
        .road: ["road", "route", "roadid", "routeid", "street", "line", "chain", "дорога", "жол"],
        .chainage: [
            "chainagem", "chainage", "positionm", "position", "pos", "posm", "x", "m", "metre",
            "metres", "meter", "meters", "measurem", "measure", "distance", "distancem",
            "location", "stationm", "station", "xm", "пикетаж",
        ],
        .kilometre: ["km", "kilometre", "kilometer", "kmpost", "milepost", "километр"],
        .day: [
            "day", "date", "time", "datetime", "timestamp", "occurred", "when", "t", "дата",
            "күн", "күні",
        ],
        .crashType: [
            "type", "crashtype", "kind", "collisiontype", "вид", "виддтп", "тип", "түрі",
        ],
        .casualties: [
            "casualties", "victims", "withvictims", "injurycrash", "hascasualties", "casualty",
            "пострадавшие", "зардапшегушілер", "injuredorkilled", "casualtycount", "cas",
        ],
        .settlement: [
            "settlement", "insettlement", "builtup", "urban", "inside", "town", "населённыйпункт",
            "елдімекен",
        ],
        .junction: ["junction", "junctionid", "intersection", "node", "перекрёсток", "қиылыс"],
        .severity: ["severity", "класстяжести", "тяжесть", "ауырлығы"],
        .killed: ["killed", "deaths", "dead", "fatalities", "погибло", "погибших", "қазатапты"],
        .injured: ["injured", "injuries", "hurt", "ранено", "раненых", "жараланды"],
        .longitude: ["lon", "lng", "longitude", "long", "долгота"],
        .latitude: ["lat", "latitude", "широта"],
        .crashName: [
            "id", "crashid", "crash", "card", "cardid", "event", "eventid", "accidentid", "номер",
            "карточка",
        ],
        .hour: ["hour", "hourofday", "час", "сағат"],
        .light: ["light", "lighting", "lightconditions", "освещение", "жарық"],
        .weather: ["weather", "weatherconditions", "погода", "ауарайы"],
        .users: ["users", "roadusers", "participants", "user", "участники", "қатысушылар"],
        .violation: ["violation", "violations", "article", "cause", "нарушение", "бұзушылық"],
        .speed: ["speed", "speedkmh", "скорость", "жылдамдық"],
        .limit: ["limit", "speedlimit", "limitkmh", "ограничение", "шектеу"],
    ]

    private let header: [String]
    private let folded: [String: String]

    /// Prepares a header.
    package init(_ header: [String]) {
        self.header = header
        folded = Dictionary(header.map { (SiteColumnNames.fold($0), $0) }) { first, _ in first }
    }

    /// Letters and digits only, in lower case.
    package static func fold(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// The column of a name as written, else of another case or punctuation, else a synonym.
    package func find(_ name: String) -> String? {
        if header.contains(name) { return name }
        let key = SiteColumnNames.fold(name)
        if let column = folded[key] { return column }
        for names in Self.synonyms.values.sorted(by: { $0[0] < $1[0] }) where names.contains(key) {
            if let column = names.lazy.compactMap({ folded[$0] }).first { return column }
        }
        return nil
    }

    /// The column of a role.
    package func find(_ role: Role) -> String? {
        Self.synonyms[role, default: []].lazy.compactMap { folded[$0] }.first
    }

    /// The columns that a list means: names by commas, each perhaps with one `*`.
    package func list(_ text: String) -> [String] {
        text.split(separator: ",").flatMap { part -> [String] in
            let name = String(part).trimmingSpaces
            guard let star = name.firstIndex(of: "*") else { return [find(name) ?? name] }
            let (start, end) = (name[..<star], name[name.index(after: star)...])
            let found = header.filter {
                $0.hasPrefix(start) && $0.hasSuffix(end) && $0.count >= name.count - 1
            }
            return found.isEmpty ? [name] : found
        }
    }

    /// Whether a name means a role.
    package static func isNamed(_ name: String, _ role: Role) -> Bool {
        synonyms[role, default: []].contains(fold(name))
    }
}

extension String {
    /// The text without spaces at both ends.
    var trimmingSpaces: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
