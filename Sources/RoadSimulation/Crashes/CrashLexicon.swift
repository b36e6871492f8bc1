/// Words of the crash cards.
enum CrashLexicon {
    /// Types of crash: code of the table, words of the GeoJSON cards, relative frequency.
    static let types: [(code: String, words: String, weight: Double)] = [
        ("collision", "Столкновение", 46),
        ("pedestrian", "Наезд на пешехода", 24),
        ("rollover", "Опрокидывание", 14),
        ("obstacle", "Наезд на препятствие", 10),
        ("cyclist", "Наезд на велосипедиста", 6),
    ]

    /// Light, weather and surface at the time of a crash.
    struct Conditions {
        /// Light.
        var light: String
        /// Weather.
        var weather: String
        /// Road surface.
        var surface: String
    }

    /// Draws conditions that suit the hour, the month and the place.
    static func conditions(
        hour: Int,
        month: Int,
        isLit: Bool,
        _ random: inout SeededStream
    ) -> Conditions {
        let light =
            switch hour {
            case 8..<18: "Светлое время суток"
            case 7, 18, 19: "Сумерки"
            default:
                isLit
                    ? "В темное время суток, освещение включено"
                    : "В темное время суток, освещение отсутствует"
            }
        let isWinter = month <= 3 || month >= 11
        let choices: [(String, String)] =
            isWinter
            ? [("Ясно", "Сухое"), ("Снегопад", "Заснеженное"), ("Метель", "Гололедица")]
            : [("Ясно", "Сухое"), ("Ясно", "Сухое"), ("Дождь", "Мокрое")]
        let choice = choices[random.below(choices.count)]
        return Conditions(light: light, weather: choice.0, surface: choice.1)
    }

    /// Another spelling of a road name, as people type it.
    static func misspelt(_ name: String, _ random: inout SeededStream) -> String {
        switch random.below(4) {
        case 0: return name.uppercased()
        case 1: return folded(name)
        case 2: return "  " + name.replacing(" ", with: "  ")
        default: return folded(name).lowercased()
        }
    }

    /// Kazakh letters as Russian keyboards have them, and index letters as Cyrillic look-alikes.
    private static func folded(_ name: String) -> String {
        let table: [Character: Character] = [
            "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х",
            "і": "и", "Қ": "К", "Ө": "О", "Ұ": "У", "K": "К", "A": "А", "R": "R", "–": "-",
            "ё": "е",
        ]
        return String(name.map { table[$0] ?? $0 })
    }
}
