import RoadModel

/// Words of crash cards about people.
internal enum CrashPeopleText {
    /// What became of a person, from the words of dtp-stat, the road police and everyday tables.
    ///
    /// STATS19's codes 1, 2, 3 are killed, serious, slight.
    static func injury(_ text: String) -> Injury {
        let text = text.lowercased()
        switch text {
        case "": return .unknown
        case "1": return .killed
        case "2": return .serious
        case "3": return .slight
        default: break
        }
        func has(_ parts: [String]) -> Bool { parts.contains(where: text.contains) }
        // «… с оказанием разовой помощи, к категории раненый не относится» does not count.
        if has([
            "не относится", "не постр", "unhurt", "uninjured", "not injured", "none",
            "зардап шекпе",
        ]) {
            return .unhurt
        }
        if has(["сконча", "погиб", "смерт", "қаза", "өлді", "killed", "fatal", "died", "dead"]) {
            return .killed
        }
        if has(["стационар", "тяжёл", "тяжел", "тяжк", "ауыр", "serious", "severe"]) {
            return .serious
        }
        if has(["амбулатор", "лёгк", "легк", "жеңіл", "slight", "minor"]) {
            return .slight
        }
        if has(["ранен", "телесн", "травм", "жарақат", "жаралан", "injur", "hurt"]) {
            return .injured
        }
        return .unknown
    }

    /// Days until the death that the words state: «на месте» 0, «в течение 8-30 суток» 30.
    static func daysUntilDeath(_ text: String) -> Int? {
        let text = text.lowercased()
        guard injury(text) == .killed else { return nil }
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        if let last = numbers.max() { return last }
        let atOnce = ["на месте", "транспортировк", "оқиға орнында", "at the scene", "сол жерде"]
        return atOnce.contains(where: text.contains) ? 0 : nil
    }

    /// What a person was; STATS19's classes 1, 2, 3 are driver, passenger, pedestrian.
    static func role(_ text: String) -> RoadUserRole {
        let text = text.lowercased()
        func has(_ parts: [String]) -> Bool { parts.contains(where: text.contains) }
        if text == "1" || has(["водител", "driver", "rider", "жүргізуші"]), !has(["жаяу"]) {
            return .driver
        }
        if text == "2" || has(["пассажир", "passenger", "жолаушы"]) { return .passenger }
        if text == "3" || has(["пешеход", "pedestrian", "жаяу"]) { return .pedestrian }
        if has(["велосипед", "cyclist", "bicyc"]) { return .cyclist }
        return .other
    }

    /// `m`, `f` or empty.
    static func sex(_ text: String) -> String {
        switch text.lowercased().prefix(1) {
        case "1", "м", "m", "е": "m"
        case "2", "ж", "f", "ә", "w": "f"
        default: ""
        }
    }

    /// Yes or no in three languages; `nil` for everything else.
    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "1", "yes", "true", "y", "да", "иә", "ия", "состоит", "+": true
        case "0", "no", "false", "n", "нет", "жоқ", "не состоит", "-": false
        default: nil
        }
    }

    /// Whole years; empty and −1 are none.
    ///
    /// - Throws: The text when nobody can be that old.
    static func age(_ text: String?) throws(AgeFault) -> Int? {
        guard let text, !text.isEmpty, text != "-1" else { return nil }
        guard let years = Double(text.replacing(",", with: ".")) else { return nil }
        guard years >= 0, years <= oldest else { throw AgeFault(text: text) }
        return Int(years)
    }

    /// Nobody has grown older than 122 years.
    private static let oldest = 122.0
}

/// An age that nobody reaches.
internal struct AgeFault: Error {
    var text: String
}
