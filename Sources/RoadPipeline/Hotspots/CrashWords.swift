/// Words of crash cards in three languages, brought to one.
enum CrashWords {
    /// Kinds by what cards write; others stay as they are.
    private static let kinds: [String: String] = [
        "столкновение": "collision", "соқтығысу": "collision", "collision": "collision",
        "наезд на пешехода": "pedestrian", "жаяу жүргіншіні қағу": "pedestrian",
        "жаяу жүргіншіні басып кету": "pedestrian", "pedestrian": "pedestrian",
        "наезд на велосипедиста": "cyclist", "велосипедшіні қағу": "cyclist",
        "велосипедшіні басып кету": "cyclist", "cyclist": "cyclist",
        "наезд на препятствие": "obstacle", "кедергіге соғылу": "obstacle",
        "кедергіге соқтығысу": "obstacle", "obstacle": "obstacle",
        "опрокидывание": "rollover", "аударылу": "rollover", "аударылып қалу": "rollover",
        "rollover": "rollover",
    ]
    private static let lightWords = [
        "свет", "темн", "тёмн", "сумер", "dark", "daylight", "light", "dusk", "dawn", "twilight",
        "жарық", "қараңғы", "ымырт", "night", "ночь", "ночн",
    ]
    private static let weatherWords = [
        "ясно", "пасмурн", "облач", "дожд", "снегопад", "метель", "туман", "ветер", "clear",
        "rain", "snowfall", "snowing", "fog", "cloud", "overcast", "blizzard", "жаңбыр",
        "қар жауу", "боран", "тұман", "ашық", "бұлт",
    ]

    /// The kind of a crash.
    static func kind(_ text: String) -> String { kinds[text.lowercased()] ?? text }

    /// Road users that a kind of crash names, and children hurt; empty where it names none.
    static func users(_ kind: String, children: Int) -> String {
        let users =
            switch kind {
            case "pedestrian": "pedestrians"
            case "cyclist": "cyclists"
            case "collision", "rollover", "obstacle": "motor vehicles"
            default: ""
            }
        guard children > 0 else { return users }
        return users.isEmpty ? "children" : "\(users); children"
    }

    /// Light and weather of what a card says about conditions; empty where it says nothing.
    static func conditions(_ text: String) -> (light: String, weather: String) {
        var (light, weather) = ("", "")
        for part in text.split(separator: ";") {
            let word = String(part).trimmingSpaces
            let folded = word.lowercased()
            if light.isEmpty, lightWords.contains(where: { folded.contains($0) }) {
                light = word
            } else if weather.isEmpty, weatherWords.contains(where: { folded.contains($0) }) {
                weather = word
            }
        }
        return (light, weather)
    }
}
