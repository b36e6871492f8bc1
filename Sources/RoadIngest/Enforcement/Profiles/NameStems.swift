/// What the stems of words in a column's name say, where no list of names holds it.
///
/// Only for proposals of profiles: a person sees and confirms them.
enum NameStems {
    private struct Rule {
        var column: PassageColumn
        /// One of each group has to occur.
        var groups: [[String]]
        var absent: [String] = []
    }

    private static let verification = ["куәлік", "свидетельств", "поверк", "certif", "verif"]
    private static let ends = [
        "мерзім", "дейін", "срок", "действ", "until", "expir", "validto",
    ]
    private static let limits = ["лимит", "огранич", "шектеу", "limit", "рұқсат", "разреш"]
    private static let clocks = ["дата", "время", "күні", "уақыт", "time", "date"]

    /// Narrower rules stand before those they would be taken for.
    private static let rules = [
        Rule(
            column: .certificateValidUntil,
            groups: [verification, ends],
            absent: ["номер", "нөмір", "number"]
        ),
        Rule(
            column: .certificate,
            groups: [verification],
            absent: ["лаборат", "зертхана"] + clocks
        ),
        Rule(
            column: .plate,
            groups: [
                [
                    "грнз", "мтнб", "госномер", "номернойзнак", "номернзнак", "регзнак",
                    "мемлекеттікнөмір", "нөмірбелгі", "plate", "licen",
                ]
            ]
        ),
        Rule(
            column: .speedLimit,
            groups: [limits],
            absent: ["широт", "долгот", "куәлік", "свидетельств"]
        ),
        Rule(
            column: .speedMeasured,
            groups: [["скорост", "жылдамды", "speed", "velocit"]],
            absent: limits + ["погреш", "қател", "error"]
        ),
        Rule(column: .siteLatitude, groups: [["широт", "ендік", "latit"]]),
        Rule(column: .siteLongitude, groups: [["долгот", "бойлық", "longit"]]),
        Rule(
            column: .eventTime,
            groups: [["дата", "күні", "date"], ["время", "уақыт", "time"]],
            absent: ["срок", "мерзім"]
        ),
        Rule(
            column: .deviceSerial,
            groups: [["завод", "зауыт", "серийн", "сериял", "serial"]]
        ),
        Rule(column: .lane, groups: [["полос", "жолақ", "lane"]]),
        Rule(
            column: .vehicleKind,
            groups: [["видтс", "типтс", "көліктүрі", "vehicletype", "vehicleclass", "категор"]]
        ),
        Rule(column: .deviceMode, groups: [["режим"]]),
        Rule(
            column: .direction,
            groups: [["направлен", "бағыт", "direction"]]
        ),
        Rule(
            column: .placeText,
            groups: [
                ["адрес", "мекенжай", "местофикс", "местоустан", "местонар", "орны", "location"]
            ],
            absent: ["координат"]
        ),
        Rule(
            column: .eventType,
            groups: [["нарушен", "бұзушылық", "событи", "оқиға", "violation", "event"]],
            absent: clocks + ["мест", "орны", "номер", "нөмір", "id"]
        ),
        Rule(
            column: .deviceName,
            groups: [["наименован", "атауы", "комплекс", "кешен", "device", "camera"]],
            absent: ["координат", "время", "id", "тс"]
        ),
    ]

    /// Gives columns that have none a name of the header that nobody has.
    static func fill(_ found: inout [Int?], _ header: [String]) {
        var taken = Set(found.compactMap { $0 })
        let keys = header.map { Array(HeaderMatch.key($0).utf8) }
        for rule in rules where found[rule.column.rawValue] == nil {
            let fitting = keys.indices.first { index in
                let key = keys[index]
                return !taken.contains(index) && !rule.absent.contains { holds(key, $0) }
                    && rule.groups.allSatisfy { $0.contains { holds(key, $0) } }
            }
            guard let fitting else { continue }
            found[rule.column.rawValue] = fitting
            taken.insert(fitting)
        }
    }

    /// Whether a stem occurs in a key, byte by byte: both are lower-case and composed.
    private static func holds(_ key: [UInt8], _ stem: String) -> Bool {
        let stem = stem.utf8
        guard let first = stem.first, stem.count <= key.count else { return false }
        return key.indices.dropLast(stem.count - 1).contains { start in
            key[start] == first && key[start...].starts(with: stem)
        }
    }
}
