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

    /// Conditions: light, weather, surface.
    static let conditions: [(light: String, weather: String, surface: String)] = [
        ("Светлое время суток", "Ясно", "Сухое"),
        ("Светлое время суток", "Пасмурно", "Мокрое"),
        ("В темное время суток, освещение включено", "Ясно", "Сухое"),
        ("В темное время суток, освещение отсутствует", "Ясно", "Сухое"),
        ("Сумерки", "Снегопад", "Заснеженное"),
        ("Светлое время суток", "Метель", "Гололедица"),
    ]

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
